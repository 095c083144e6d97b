package extract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

// exampleOf has a sentence for each relation, which is read so: the example of the page.
var exampleOf = map[diplo.Relation]string{
	"AGREED_WITH":           "Chile and Bolivia reached an agreement on the use of the river.",
	"PROMISED":              "Spain promised Lebanon food and medicine.",
	"SPOKE_TO":              "The president of Ghana spoke by telephone with the president of Togo.",
	"MET":                   "The foreign minister of Norway met his Swedish counterpart in Oslo on Monday.",
	"VISITED":               "The king of Jordan visited Morocco on Friday.",
	"NEGOTIATED_WITH":       "Iran held talks with Oman on the border post.",
	"MEDIATED":              "Qatar mediated between Chad and Sudan.",
	"SUPPORTED":             "Pakistan praised Turkey.",
	"RECOGNIZED":            "Ireland recognised Palestine as a state.",
	"SIGNED_WITH":           "Kenya and Somalia signed a treaty on fishing.",
	"ESTABLISHED_TIES_WITH": "Peru and Mongolia established diplomatic relations.",
	"APOLOGIZED_TO":         "Denmark apologised to Greenland.",
	"CONCEDED_TO":           "Serbia accepted the demands of Kosovo.",
	"COOPERATED_WITH":       "India and Japan held a joint naval exercise.",
	"AIDED":                 "Canada gave food and medicine to Haiti.",
	"ARMED":                 "Poland delivered tanks to Ukraine.",
	"SHELTERED":             "Ecuador granted asylum to three Cuban doctors.",
	"LIFTED_SANCTIONS_ON":   "The United States lifted sanctions on Sudan.",
	"RELEASED":              "Libya released four Italian fishermen.",
	"WITHDREW_FROM":         "Ethiopia withdrew its troops from Somalia.",
	"CEASED_FIRE_WITH":      "A ceasefire between Armenia and Azerbaijan took effect at midnight.",
	"URGED":                 "The United Nations urged Ethiopia to open the road.",
	"DEMANDED":              "Cyprus demanded an apology from Turkey.",
	"CALLED_FOR":            "Finland called for an end to the fighting.",
	"CONDEMNED":             "France condemned Iran over the closing of the border post.",
	"CRITICIZED":            "Austria criticised Hungary.",
	"SUMMONED_ENVOY_OF":     "Turkey summoned the Swedish ambassador.",
	"ACCUSED":               "Ukraine accused Belarus of sabotage.",
	"SUED":                  "Nicaragua filed a lawsuit against Colombia.",
	"INVESTIGATED":          "Police in Spain opened an investigation into two Russian bankers.",
	"REJECTED":              "Egypt rejected the proposal of Ethiopia.",
	"DENIED":                "Russia denied the accusation by Estonia.",
	"VETOED":                "Russia vetoed the resolution.",
	"THREATENED":            "North Korea threatened South Korea with war.",
	"WARNED":                "China warned Taiwan.",
	"PROTESTED_AGAINST":     "Thousands of Georgians protested against the government in Tbilisi.",
	"SANCTIONED":            "Canada imposed sanctions on Belarus.",
	"EXPELLED":              "Croatia expelled two Serbian diplomats.",
	"BROKE_TIES_WITH":       "Bahrain broke off diplomatic relations with Iran.",
	"RECALLED_ENVOY_FROM":   "Colombia recalled its ambassador from Israel.",
	"SUSPENDED":             "Denmark suspended aid to Mali.",
	"MOBILIZED_AGAINST":     "Algeria deployed troops on its border with Mali.",
	"DETAINED":              "Police in Thailand arrested three Russian tourists.",
	"CONVICTED":             "A court in Kenya sentenced two Ugandan traders to prison.",
	"SEIZED":                "Iran seized a Greek tanker.",
	"BLOCKADED":             "Saudi Arabia blockaded Qatar.",
	"BANNED":                "India banned a Chinese newspaper.",
	"DEPORTED":              "Panama deported forty Colombians.",
	"HACKED":                "Hackers from North Korea broke into the computers of a South Korean ministry.",
	"ATTACKED":              "Israel bombed a base in Syria.",
	"KILLED":                "Soldiers of Eritrea killed six Ethiopian farmers.",
	"INVADED":               "Iraq invaded Kuwait.",
	"CAPTURED":              "Armenian troops captured a town in Azerbaijan.",
	"ABDUCTED":              "Gunmen from Chad abducted two French engineers.",
}

const ontologyPage = "../../examples/ONTOLOGY.md"

const ontologyHead = `# The ontology

What an event can be, as the table in ` + "`internal/diplo/ontology.go`" + ` has it: the enums of the API, the relationship types in Neo4j and what frames may say all come from
there. This page is made by ` + "`go test ./internal/extract -run Ontology -update`" + `; each example is read so by the program.

A relation says what the source did to the target. It belongs to one of 16 event types of [PLOVER](https://github.com/openeventdata/PLOVER), and by it to one of four
quad classes. The code is the root in CAMEO whose events it takes, by which tables of other systems come in (three digits where it is only a part of the root); the
intensity goes from −10, conflict, to +10, cooperation, after Goldstein. Of a relation that goes ⇄ both ways, A and B is the same event as B and A; the others go →
from source to target.
`

func TestEveryRelationOfTheOntologyHasAnExampleThatIsReadSo(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	for _, info := range diplo.Ontology {
		result, err := x.Extract(t.Context(), extract.Document{Source: string(info.Relation), Published: diplo.DateOf(2024, 3, 6), Text: exampleOf[info.Relation]}, false)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(result.Coded.Mentions, func(m diplo.Mention) bool { return m.Claim.Relation == info.Relation }) {
			t.Errorf("%s is not read in %q: %+v", info.Relation, exampleOf[info.Relation], result.Coded.Mentions)
		}
	}
	if len(exampleOf) != len(diplo.Ontology) {
		t.Errorf("%d examples of %d relations", len(exampleOf), len(diplo.Ontology))
	}
}

func TestTheOntologyPageIsThatOfTheTable(t *testing.T) {
	var page strings.Builder
	page.WriteString(ontologyHead)
	for _, quad := range diplo.QuadClasses() {
		fmt.Fprintf(&page, "\n## %s\n", quad)
		for _, kind := range diplo.EventTypes() {
			if kind.Quad() != quad {
				continue
			}
			fmt.Fprintf(&page, "\n### %s\n\n| Relation | | CAMEO | Intensity | Definition | Example |\n|---|---|---|---|---|---|\n", kind)
			for _, relation := range kind.Relations() {
				info, way := relation.Info(), "→"
				if info.Reciprocal {
					way = "⇄"
				}
				intensity := strings.Replace(fmt.Sprintf("%+.1f", info.Intensity), "-", "−", 1)
				fmt.Fprintf(&page, "| %s | %s | %s | %s | %s | %s |\n", relation, way, info.CAMEO, intensity, info.Description, exampleOf[relation])
			}
		}
	}
	if *update {
		if err := os.WriteFile(ontologyPage, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(ontologyPage); err != nil || string(kept) != page.String() {
		t.Errorf("%s is not that of the table: go test ./internal/extract -run Ontology -update (%v)", ontologyPage, err)
	}
}
