package cameo

import (
	"strings"
	"testing"

	"entente/internal/diplo"
)

func TestACodeOrItsNameStandsForARelation(t *testing.T) {
	tests := []struct {
		text     string
		relation diplo.Relation
		inverse  bool
	}{
		{"042", "VISITED", false},
		{"Host a visit", "VISITED", true},
		{"0871", "CEASED_FIRE_WITH", false},
		{"0874", "WITHDREW_FROM", false},
		{"1823", "KILLED", false},
		{"1822", "ATTACKED", false},
		{"ARREST, detain, or charge with legal action", "DETAINED", false},
		{" 57 ", "SIGNED_WITH", false}, // the zero was lost
		{"130", "THREATENED", false},
		{"010", "", false},
		{"Make statement", "", false},
	}
	for _, test := range tests {
		e, ok := EventOf(test.text)
		if !ok || e.Relation != test.relation || e.Inverse != test.inverse || e.Statement() != (test.relation == "") {
			t.Errorf("EventOf(%q) is %+v, %v", test.text, e, ok)
		}
	}
	for _, text := range []string{"", "1", "00", "99999", "sing", "-42"} {
		if e, ok := EventOf(text); ok {
			t.Errorf("EventOf(%q) is %+v, want none", text, e)
		}
	}
}

func TestARelationIsOfTheTypeOfItsRoot(t *testing.T) {
	types := map[string]string{
		"02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE RETREAT", "09": "ACCUSE", "10": "REQUEST",
		"11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
		// Where PLOVER, which the ontology follows, draws the line elsewhere.
		"116": "COERCE", "175": "ASSAULT", "191": "COERCE", "201": "COERCE",
	}
	for code, relation := range relations {
		want, own := types[code]
		if !own {
			want = types[code[:2]]
		}
		if _, err := diplo.ParseRelation(string(relation)); err != nil || !strings.Contains(want, string(relation.Type())) {
			t.Errorf("%s is %s, want one of type %s; %v", code, relation, want, err)
		}
	}
}

func TestEveryNameHasACodeThatStandsForSomething(t *testing.T) {
	if len(codeOf()) < 260 {
		t.Errorf("%d names", len(codeOf()))
	}
	for name, code := range codeOf() {
		e, ok := EventOf(code)
		if !ok || e.Relation == "" && !strings.HasPrefix(code, "01") {
			t.Errorf("%s, %q, is %+v", code, name, e)
		}
	}
}
