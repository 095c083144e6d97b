package extract_test

import (
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

// Each case is one mechanism of the coder in a sentence of our own: what must be told, as
// "SOURCE RELATION TARGET [MODALITY] [background]" with codes, and what must not.
func TestSentencesTellTheirEvents(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
		never      []string // relations that the sentence does not tell as a fact
	}{
		{"active voice", "France condemned Azerbaijan on Tuesday.", []string{"FRA CONDEMNED AZE"}, nil},
		{"passive voice with agent", "Azerbaijan was condemned by France on Tuesday.", []string{"FRA CONDEMNED AZE"}, nil},
		{"relative clause", "Germany praised Canada, which had accused Iran of arming the rebels.", []string{"DEU SUPPORTED CAN", "CAN ACCUSED IRN background"}, nil},
		{"coordinated subjects and objects give every pair", "Poland and Lithuania accused Russia and Belarus of sabotage.",
			[]string{"POL ACCUSED RUS", "POL ACCUSED BLR", "LTU ACCUSED RUS", "LTU ACCUSED BLR"}, nil},
		{"coordinated verbs share their subject", "Turkey summoned the Swedish ambassador and suspended talks with Sweden.",
			[]string{"TUR SUMMONED_ENVOY_OF SWE", "TUR SUSPENDED SWE"}, nil},
		{"participle", "Israel bombed a base in Syria, accusing Iran of using it.", []string{"ISR ATTACKED SYR", "ISR ACCUSED IRN"}, nil},
		{"reciprocal plural subject", "The presidents of Egypt and Jordan met in Cairo on Monday.", []string{"EGY MET JOR"}, nil},
		{"noun with a light verb", "Iran held talks with Russia on Monday.", []string{"IRN NEGOTIATED_WITH RUS"}, nil},
		{"noun with a light verb in the passive", "Talks were held between Iran and Russia on Monday.", []string{"IRN NEGOTIATED_WITH RUS"}, nil},
		{"voiced support", "Pakistan voiced support for Turkey.", []string{"PAK SUPPORTED TUR"}, nil},
		{"imposed sanctions", "Canada imposed new sanctions on Belarus.", []string{"CAN SANCTIONED BLR"}, nil},
		{"sanctions in the passive", "New sanctions were imposed on Belarus by Canada.", []string{"CAN SANCTIONED BLR"}, nil},
		{"lifted sanctions", "The United States lifted sanctions on Sudan.", []string{"USA LIFTED_SANCTIONS_ON SDN"}, []string{"SANCTIONED"}},
		{"halted aid is no aid", "Denmark halted aid to Mali.", []string{"DNK SUSPENDED MLI"}, []string{"AIDED"}},
		{"signed an agreement", "Kenya and Somalia signed an agreement on fishing.", []string{"KEN SIGNED_WITH SOM"}, nil},
		{"broke off relations", "Saudi Arabia broke off diplomatic relations with Iran.", []string{"SAU BROKE_TIES_WITH IRN"}, nil},
		{"target behind an act", "Norway condemned Russia's attack on Ukraine.", []string{"NOR CONDEMNED RUS"}, nil},
		{"demonym before an act", "A US airstrike killed three militants in Syria.", []string{"USA ATTACKED SYR"}, nil},
		{"place as target", "Azerbaijan launched an offensive in Nagorno-Karabakh.", []string{"AZE ATTACKED NKR"}, nil},
		{"deaths in an attack", "Two Turkish soldiers were killed in an attack by Syrian forces.", []string{"SYR ATTACKED TUR"}, nil},
		{"nobody is said to have done it", "A bomb exploded near the Indian embassy in Kabul.", []string{"– ATTACKED IND"}, nil},
		{"police of the place", "Three Russian tourists were arrested in Thailand.", []string{"THA DETAINED RUS"}, nil},
		{"announced act", "Italy announces that it has suspended flights to China.", []string{"ITA SUSPENDED CHN"}, nil},
		{"will is planned", "Japan will impose sanctions on Myanmar.", []string{"JPN SANCTIONED MMR PLANNED"}, nil},
		{"may is hypothetical", "Serbia may expel the Croatian ambassador.", []string{"SRB EXPELLED HRV HYPOTHETICAL"}, nil},
		{"what is urged is hypothetical", "The United Nations urged Ethiopia to release the prisoners.", []string{"UN URGED ETH"}, []string{"RELEASED"}},
		{"aid that will be sent is promised", "Spain said it would send food to Lebanon.", []string{"ESP PROMISED LBN"}, []string{"AIDED"}},
		{"refused to", "Hungary refused to recognise Kosovo.", []string{"HUN REJECTED XKX"}, []string{"RECOGNIZED"}},
		{"will not", "The Taliban will not release the American hostages.", []string{"AFG REJECTED USA"}, []string{"RELEASED"}},
		{"did not is no event", "Greece did not condemn Turkey.", nil, []string{"CONDEMNED"}},
		{"accusation and its claimed act", "Ukraine accused Russia of shelling Kharkiv.", []string{"UKR ACCUSED RUS", "RUS ATTACKED UKR CLAIMED background"}, nil},
		{"should, said of another", "Merkel said Greece should accept the plan.", []string{"DEU URGED GRC"}, nil},
		{"harsh judgement", "The Chinese foreign ministry said the American decision was unacceptable.", []string{"CHN CRITICIZED USA"}, nil},
		{"background after", "Finland closed its border with Russia after Russia expelled two Finnish diplomats.", []string{"RUS EXPELLED FIN background"}, nil},
		{"visit by a person in office", "French President Emmanuel Macron visited Morocco on Friday.", []string{"FRA VISITED MAR"}, nil},
		{"verb that looks like a noun", "Police in Peru arrest ten miners.", []string{"PER DETAINED PER"}, nil},
		{"verb that looks like a plural", "A court in Kenya sentences two Ugandan traders to prison.", []string{"KEN CONVICTED UGA"}, nil},
		{"unknown gunmen", "Gunmen kill nine people in a bar in Uruapan, Mexico.", []string{"– KILLED MEX"}, nil},
		{"tourists do not visit", "Thousands of French tourists visited Morocco.", nil, []string{"VISITED"}},
		{"storms kill nobody on purpose", "A storm killed eleven people in France and struck the coast of Belgium.", nil, []string{"KILLED", "ATTACKED"}},
		{"accidents are no attacks", "A bus crash killed nine people in Bolivia.", nil, []string{"KILLED", "ATTACKED"}},
		{"sport is no war", "Argentina beat Brazil in the final of the football championship.", nil, []string{"ATTACKED"}},
	}
	extractor := extract.New(english.New(), actors.Default())
	missed := 0
	for _, c := range cases {
		result, err := extractor.Extract(t.Context(), extract.Document{Text: c.text, Published: diplo.DateOf(2023, 9, 20)}, false)
		if err != nil {
			t.Fatal(err)
		}
		got := lines(result)
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				missed++
				t.Errorf("%s: %q\n\ttells %q\n\tnot   %q", c.name, c.text, got, want)
			}
		}
		for _, relation := range c.never {
			for _, line := range got {
				fields := strings.Fields(line)
				fact := !strings.Contains(line, "PLANNED") && !strings.Contains(line, "HYPOTHETICAL") && !strings.Contains(line, "DENIED")
				if fields[1] == relation && fact {
					t.Errorf("%s: %q\n\ttells %q", c.name, c.text, line)
				}
			}
		}
	}
}

func lines(result extract.Result) []string {
	codes := map[diplo.ActorID]string{"": "–"}
	for _, a := range result.Coded.Actors {
		codes[a.ID] = a.Code
	}
	var all []string
	for _, m := range result.Coded.Mentions {
		line := codes[m.Source] + " " + string(m.Relation) + " " + codes[m.Target]
		if m.Modality != diplo.Asserted {
			line += " " + string(m.Modality)
		}
		if m.Background {
			line += " background"
		}
		all = append(all, line)
	}
	return all
}

func TestReactionsToOneActShareIt(t *testing.T) {
	const body = "Azerbaijan launched an offensive in Nagorno-Karabakh on Tuesday. French Foreign Minister Catherine Colonna condemned the offensive. " +
		"Turkish President Recep Tayyip Erdogan voiced support for the operation."
	result, err := extract.New(english.New(), actors.Default()).Extract(t.Context(), extract.Document{Text: body, Published: diplo.DateOf(2023, 9, 20)}, false)
	if err != nil {
		t.Fatal(err)
	}
	var attack diplo.EventID
	reactions := map[diplo.ActionID]int{}
	for _, m := range result.Coded.Mentions {
		if m.Relation == "ATTACKED" {
			attack = m.Event
			if m.Date.String() != "2023-09-19" {
				t.Errorf("the offensive is dated %s", m.Date)
			}
		}
		if m.TargetIsAction {
			reactions[m.Action]++
			if m.Target != diplo.CountryID("AZE") {
				t.Errorf("%s is about an act of %q", m.Relation, m.Target)
			}
		}
	}
	if reactions[diplo.ActionOfEvent(attack)] != 2 {
		t.Errorf("reactions by action: %v, want two to %s", reactions, diplo.ActionOfEvent(attack))
	}
}

func TestTwoPapersTellOfOneAttackInTheirOwnWords(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	attack := func(body string) (event diplo.EventID) {
		result, err := x.Extract(t.Context(), extract.Document{Text: body, Published: diplo.DateOf(2023, 9, 20)}, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range result.Coded.Mentions {
			if m.Relation == "ATTACKED" {
				event = m.Event
			}
		}
		return event
	}
	one := attack("Azerbaijan launched an offensive in Nagorno-Karabakh on Tuesday.")
	other := attack("On Tuesday Azerbaijan launched a military offensive against Nagorno-Karabakh.")
	if one == "" || one != other {
		t.Errorf("the events are %q and %q, want one", one, other)
	}
}
