package diplo

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// call is Blinken's call to Pashinyan on 19 September 2023.
func call() Claim {
	return Claim{
		Relation: "SPOKE_TO",
		Source:   "person:antony-blinken",
		Target:   "person:nikol-pashinyan",
		Date:     OnDay(DateOf(2023, time.September, 19), BasisRelative, "Tuesday"),
		Modality: Asserted,
	}
}

func TestWhatMakesTwoClaimsOneEvent(t *testing.T) {
	const here, elsewhere = "A and B spoke.", "They talked for long."
	tests := []struct {
		name   string
		change func(*Claim)
		same   bool
	}{
		{"the same call told from the other side", func(c *Claim) { c.Source, c.Target = c.Target, c.Source }, true},
		{"claimed instead of asserted", func(c *Claim) { c.Modality = Claimed }, true},
		{"told as background", func(c *Claim) { c.Background = true }, true},
		{"other words for the day", func(c *Claim) { c.Date.Text = "19 September" }, true},
		{"planned instead of done", func(c *Claim) { c.Modality = Planned }, false},
		{"the day after", func(c *Claim) { c.Date = OnDay(c.Date.Start+1, BasisRelative, "") }, false},
		{"known to the month only", func(c *Claim) { c.Date.Precision = ToTheMonth }, false},
		{"another relation", func(c *Claim) { c.Relation = "MET" }, false},
		{"about something", func(c *Claim) { c.Action = "action:ceasefire" }, false},
	}
	original := call()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			other := call()
			test.change(&other)
			if same := original.EventID(here) == other.EventID(elsewhere); same != test.same {
				t.Errorf("same event: %t, want %t", same, test.same)
			}
		})
	}
}

func TestTheDirectionOfAOneSidedRelationIsPartOfTheEvent(t *testing.T) {
	there, back := call(), call()
	there.Relation, back.Relation = "ACCUSED", "ACCUSED"
	back.Source, back.Target = back.Target, back.Source
	if there.EventID("") == back.EventID("") {
		t.Error("A accused B and B accused A are one event")
	}
}

func TestUndatedEventsAreToldApartByTheSentenceThatTellsThem(t *testing.T) {
	undated := call()
	undated.Date = NoDate
	if undated.EventID("They spoke at length.") == undated.EventID("They spoke by phone.") {
		t.Error("an undated event is the same in two unrelated articles")
	}
	reworded := undated
	reworded.Date.Text = "some time ago"
	if undated.EventID("“They spoke,” an aide said.") != reworded.EventID("\"They  spoke\", an aide said.") {
		t.Error("an undated event differs between two copies of one story")
	}
	first, again := Mention{Claim: undated, Quote: "They spoke at length."}, Mention{Claim: undated, Quote: "They spoke.", Sentence: Span{40, 51}}
	first.Identify(&Article{ID: "article:a"})
	again.Identify(&Article{ID: "article:a"})
	if again.Event == first.Event {
		t.Fatal("it is the same before anything says so")
	}
	if again.Retell(&first); again.Event != first.Event || again.ID == first.ID {
		t.Errorf("told again as %s of %s, first as %s of %s", again.ID, again.Event, first.ID, first.Event)
	}
}

// randomEvidence makes reports of one event with few different values, so that ties happen.
func randomEvidence(r *rand.Rand) []Evidence {
	evidence := make([]Evidence, 1+r.IntN(6))
	for i := range evidence {
		m := Mention{ID: MentionID('a' + rune(i)), Article: ArticleID('a' + rune(r.IntN(4))), Claim: call()}
		m.Event = m.Claim.EventID("")
		m.Modality = []Modality{Asserted, Claimed}[r.IntN(2)]
		m.Background = r.IntN(2) == 0
		m.Confidence = float64(r.IntN(3)) / 2
		evidence[i] = Evidence{
			Mention:  &m,
			Cluster:  ClusterID('a' + rune(r.IntN(3))),
			Outlet:   []string{"", "Agency", "Herald"}[r.IntN(3)],
			Reported: []Day{NoDay, 10, 11}[r.IntN(3)],
		}
	}
	return evidence
}

func TestTheOrderOfEvidenceDoesNotChangeTheEvent(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		evidence := randomEvidence(r)
		want := Fold(evidence)
		r.Shuffle(len(evidence), func(i, j int) { evidence[i], evidence[j] = evidence[j], evidence[i] })
		if got := Fold(evidence); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: shuffled evidence gives\n%+v, want\n%+v", seed, got, want)
		}
	}
}

func TestTheSurestReportSpeaksForTheEvent(t *testing.T) {
	claimed, asserted := call(), call()
	claimed.Modality, claimed.AttributedTo = Claimed, "country:ARM"
	evidence := []Evidence{
		{Mention: &Mention{ID: "mention:1", Article: "article:1", Claim: claimed, Confidence: 0.9}, Cluster: "c1", Outlet: "Herald", Reported: 20},
		{Mention: &Mention{ID: "mention:2", Article: "article:2", Claim: asserted, Confidence: 0.5}, Cluster: "c2", Outlet: "Agency", Reported: 19},
		{Mention: &Mention{ID: "mention:3", Article: "article:3", Claim: asserted, Confidence: 0.5}, Cluster: "c2", Outlet: "Tribune", Reported: NoDay},
	}
	event := Fold(evidence)
	if event.Modality != Asserted || event.AttributedTo != "" {
		t.Errorf("modality %s attributed to %q, want that of the assertion", event.Modality, event.AttributedTo)
	}
	if event.ArticleCount != 3 || event.OutletCount != 2 {
		t.Errorf("%d articles of %d outlets, want 3 of 2: copies of one story count once", event.ArticleCount, event.OutletCount)
	}
	if event.FirstReported != 19 || event.Confidence.Extraction != 0.9 {
		t.Errorf("first reported %d, extraction %g", event.FirstReported, event.Confidence.Extraction)
	}
}

func TestMergingRecordsDoesNotDependOnTheOrder(t *testing.T) {
	a := Actor{ID: "person:jose-perez-esp", Kind: KindPerson, Name: "Jose Perez", Code: "ESP"}
	b := Actor{ID: a.ID, Kind: KindPerson, Name: "José Pérez", Code: "ESP", Aliases: []string{"Perez"}}
	c := Actor{ID: a.ID, Kind: KindPerson, Name: "José Perez", Code: "ESP", Aliases: []string{"Pérez"}}
	want := MergeActors(MergeActors(a, b), c)
	for _, order := range [][3]Actor{{a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}} {
		if got := MergeActors(MergeActors(order[0], order[1]), order[2]); !reflect.DeepEqual(got, want) {
			t.Errorf("merged to %+v, want %+v", got, want)
		}
	}
	if got := MergeActors(want, want); !reflect.DeepEqual(got, want) {
		t.Errorf("merged with itself: %+v, want %+v", got, want)
	}
	if want.Name != "José Pérez" {
		t.Errorf("name is %q, want the one with all its accents", want.Name)
	}
}
