package diplo

import "testing"

func TestEveryEventTypeHasARelationAndAQuadClass(t *testing.T) {
	if got := len(EventTypes()); got != 16 {
		t.Errorf("there are %d event types, want the 16 of PLOVER", got)
	}
	for _, eventType := range EventTypes() {
		if len(eventType.Relations()) == 0 {
			t.Errorf("%s has no relation", eventType)
		}
		if eventType.Quad() == "" {
			t.Errorf("%s has no quad class", eventType)
		}
	}
}

func TestEveryRelationIsFullyDescribed(t *testing.T) {
	seen := map[Relation]bool{}
	for _, info := range Ontology {
		switch {
		case seen[info.Relation]:
			t.Errorf("%s stands twice in the table", info.Relation)
		case info.Description == "":
			t.Errorf("%s has no description", info.Relation)
		case len(info.CAMEO) < 2:
			t.Errorf("%s has no CAMEO root", info.Relation)
		case info.Type.Quad() == "":
			t.Errorf("%s has the unknown event type %q", info.Relation, info.Type)
		case info.Intensity < -10 || info.Intensity > 10:
			t.Errorf("%s has intensity %g, outside -10 … 10", info.Relation, info.Intensity)
		}
		seen[info.Relation] = true
	}
}

func TestReciprocalRelationsAreThoseOfTheOntology(t *testing.T) {
	want := map[Relation]bool{
		"MET": true, "SPOKE_TO": true, "NEGOTIATED_WITH": true, "AGREED_WITH": true, "SIGNED_WITH": true,
		"ESTABLISHED_TIES_WITH": true, "COOPERATED_WITH": true, "CEASED_FIRE_WITH": true,
	}
	for _, info := range Ontology {
		if info.Reciprocal != want[info.Relation] {
			t.Errorf("%s: reciprocal is %t, want %t", info.Relation, info.Reciprocal, want[info.Relation])
		}
	}
}

func TestAnUnknownRelationIsInvalid(t *testing.T) {
	if _, err := ParseRelation("SHOOK_HANDS_WITH"); KindOf(err) != Invalid {
		t.Errorf("error %v has kind %s, want %s", err, KindOf(err), Invalid)
	}
	if r, err := ParseRelation("SPOKE_TO"); err != nil || r.Type() != Consult {
		t.Errorf("SPOKE_TO parses as %s (%s), %v", r, r.Type(), err)
	}
}
