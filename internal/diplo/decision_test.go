package diplo

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"
)

// numbered gives decisions the ids "1", "2" … and tells those that are undone so, in the order given.
func numbered(decisions ...Decision) []Decision {
	for i := range decisions {
		d := &decisions[i]
		d.ID, d.Recorded = DecisionID(fmt.Sprint(i+1)), time.Unix(int64(i), 0)
		for k := range decisions[:i] {
			if decisions[k].ID == d.Undoes {
				decisions[k].Undone = d.ID
			}
		}
	}
	return decisions
}

func merging(from, into ActorID) Decision {
	return Decision{Kind: MergeActor, Actor: from, Other: into}
}

func undoing(id DecisionID) Decision { return Decision{Kind: UndoDecision, Undoes: id} }

func TestAnIdStandsForWhomTheStandingMergesSay(t *testing.T) {
	tests := []struct {
		name      string
		decisions []Decision
		want      string // whom a, b, c and d stand for
	}{
		{"no decision", nil, "a b c d"},
		{"one merge", []Decision{merging("a", "b")}, "b b c d"},
		{"a chain from its lower end", []Decision{merging("a", "b"), merging("b", "c")}, "c c c d"},
		{"a chain from its upper end", []Decision{merging("b", "c"), merging("a", "b")}, "c c c d"},
		{"a chain from the middle", []Decision{merging("b", "c"), merging("a", "b"), merging("c", "d")}, "d d d d"},
		{"two into one", []Decision{merging("a", "c"), merging("b", "c")}, "c c c d"},
		{"a merge undone", []Decision{merging("a", "b"), undoing("1")}, "a b c d"},
		{"the lower end of a chain undone", []Decision{merging("a", "b"), merging("b", "c"), undoing("1")}, "a c c d"},
		{"the upper end of a chain undone", []Decision{merging("a", "b"), merging("b", "c"), undoing("2")}, "b b c d"},
		{"a merge undone and made the other way", []Decision{merging("a", "b"), undoing("1"), merging("b", "a")}, "a a c d"},
		{"what is no merge", []Decision{{Kind: AddAlias, Actor: "a", Alias: "b"}, {Kind: Distinguish, Actor: "a", Other: "b"}}, "a b c d"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			who := IdentityOf(Standing(numbered(test.decisions...)))
			var got string
			for i, id := range []ActorID{"a", "b", "c", "d"} {
				if i > 0 {
					got += " "
				}
				got += string(who.Actor(id))
				if !slices.Contains(who.Names(who.Actor(id)), id) || !reflect.DeepEqual(who.Names(id), who.Names(who.Actor(id))) {
					t.Errorf("the names of %s are %v", id, who.Names(id))
				}
			}
			if got != test.want {
				t.Errorf("they stand for %q, want %q", got, test.want)
			}
		})
	}
}

func TestNoMergeGoesInACircleOrAgainstAJudgment(t *testing.T) {
	made := []Decision{merging("a", "b"), merging("b", "c"), {Kind: Distinguish, Actor: "a", Other: "x"}}
	tests := []struct {
		name string
		d    Decision
		want Kind
	}{
		{"another actor", merging("d", "a"), ""},
		{"the end of the chain", merging("c", "d"), ""},
		{"itself", merging("d", "d"), Conflict},
		{"a circle of two", merging("c", "b"), Conflict},
		{"a circle of three", merging("c", "a"), Conflict},
		{"one merged already", merging("a", "d"), Conflict},
		{"two that are judged to be two", merging("c", "x"), Conflict},
		{"those the other way round", merging("x", "c"), Conflict},
		{"a judgment of two", Decision{Kind: Distinguish, Actor: "c", Other: "d"}, ""},
		{"a judgment of two that are one", Decision{Kind: Distinguish, Actor: "a", Other: "c"}, Conflict},
	}
	who := IdentityOf(numbered(made...))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := who.Check(&test.d); KindOf(err) != test.want {
				t.Errorf("the error is %v, want one of kind %q", err, test.want)
			}
		})
	}
}

func TestAMentionTellsOfTheEventOfWhomItsActorsStandFor(t *testing.T) {
	idOf := func(source, target ActorID) EventID {
		c := call()
		c.Source, c.Target = source, target
		return c.EventID("")
	}
	tests := []struct {
		name      string
		decisions []Decision
		want      []EventID // of a mention that a spoke to b on behalf of f
	}{
		{"no merge", nil, []EventID{idOf("a", "b")}},
		{"another's merge", []Decision{merging("c", "d")}, []EventID{idOf("a", "b")}},
		{"the source merged", []Decision{merging("a", "c")}, []EventID{idOf("a", "b"), idOf("c", "b")}},
		{"both merged, one after the other", []Decision{merging("b", "d"), merging("a", "c")}, []EventID{idOf("a", "b"), idOf("a", "d"), idOf("c", "d")}},
		{"a chain that grew upwards", []Decision{merging("a", "c"), merging("c", "d")}, []EventID{idOf("a", "b"), idOf("c", "b"), idOf("d", "b")}},
		{"a chain that grew downwards", []Decision{merging("c", "d"), merging("a", "c")}, []EventID{idOf("a", "b"), idOf("d", "b")}},
		{"one with the other", []Decision{merging("a", "b")}, []EventID{idOf("a", "b"), idOf("b", "b")}},
		{"on whose behalf, which is no part of what happened", []Decision{merging("f", "c")}, []EventID{idOf("a", "b")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := Mention{Claim: call()}
			m.Source, m.Target, m.SourceFor = "a", "b", "f"
			m.Identify(&Article{ID: "article:here"})
			who := IdentityOf(numbered(test.decisions...))
			if got := who.Events(&m); !reflect.DeepEqual(got, test.want) {
				t.Errorf("its events are %v, want %v", got, test.want)
			}
			now := who.Mention(m)
			if now.Event != test.want[len(test.want)-1] || now.ID != m.ID {
				t.Errorf("it is %s of %s", now.ID, now.Event)
			}
			if now.Source != who.Actor("a") || now.Target != who.Actor("b") || now.SourceFor != who.Actor("f") {
				t.Errorf("it names %s, %s, %s", now.Source, now.Target, now.SourceFor)
			}
		})
	}
}

func TestUndatedMentionsOfOneEventStayOfOneAfterAMerge(t *testing.T) {
	first := Mention{Claim: call(), Quote: "They spoke."}
	first.Source, first.Date = "a", NoDate
	again := first
	again.Quote, again.Sentence = "The call was long.", Span{Start: 20, End: 38}
	other := first
	other.Quote = "They spoke once more."
	article := &Article{ID: "article:here"}
	first.Identify(article)
	again.Retell(&first)
	other.Identify(article)
	who := IdentityOf(numbered(merging("a", "c")))
	one, same, two := who.Mention(first), who.Mention(again), who.Mention(other)
	if one.Event == first.Event || one.Event != same.Event || one.Event == two.Event {
		t.Errorf("they tell of %s, %s and %s", one.Event, same.Event, two.Event)
	}
}

func TestAnEventIsWhatWasDecidedLast(t *testing.T) {
	yes := true
	date, later := OnDay(1, BasisExplicit, ""), OnDay(2, BasisExplicit, "")
	as := func(c Correction) Decision { return Decision{Kind: CorrectEvent, Correction: &c} }
	confirmed, retracted := Decision{Kind: ConfirmEvent}, Decision{Kind: RetractEvent}
	tests := []struct {
		name      string
		decisions []Decision
		want      func(*Event)
	}{
		{"nothing decided", nil, func(e *Event) {}},
		{"what is not given stays", []Decision{as(Correction{Relation: "MET"})}, func(e *Event) { e.Relation, e.Status = "MET", Corrected }},
		{"the latest says", []Decision{as(Correction{Date: &date}), as(Correction{Date: &later})}, func(e *Event) { e.Date, e.Status = later, Corrected }},
		{"each for what it gives", []Decision{as(Correction{Date: &date, Modality: Denied}), as(Correction{Date: &later, Background: &yes})}, func(e *Event) {
			e.Date, e.Modality, e.Background, e.Status = later, Denied, true, Corrected
		}},
		{"the one before an undone one", []Decision{as(Correction{Date: &date}), as(Correction{Date: &later}), undoing("2")}, func(e *Event) { e.Date, e.Status = date, Corrected }},
		{"all undone", []Decision{as(Correction{Date: &date}), undoing("1")}, func(e *Event) {}},
		{"another source, who acts for nobody", []Decision{as(Correction{Source: &CorrectedSource{Source: "d"}})}, func(e *Event) { e.Source, e.SourceFor, e.Status = "d", "", Corrected }},
		{"a source that was merged", []Decision{merging("d", "c"), as(Correction{Source: &CorrectedSource{Source: "d"}})}, func(e *Event) { e.Source, e.SourceFor, e.Status = "c", "", Corrected }},
		{"nobody as the target", []Decision{as(Correction{Target: &CorrectedTarget{}})}, func(e *Event) { e.Target, e.Status = "", Corrected }},
		{"confirmed", []Decision{confirmed}, func(e *Event) { e.Confirmed = true }},
		{"corrected after it was confirmed", []Decision{confirmed, as(Correction{Relation: "MET"})}, func(e *Event) { e.Relation, e.Status = "MET", Corrected }},
		{"confirmed as corrected", []Decision{as(Correction{Relation: "MET"}), confirmed}, func(e *Event) { e.Relation, e.Status, e.Confirmed = "MET", Corrected, true }},
		{"retracted, whatever was decided later", []Decision{retracted, as(Correction{Relation: "MET"}), confirmed}, func(e *Event) { e.Relation, e.Status = "MET", Retracted }},
		{"retracted twice and undone once", []Decision{retracted, retracted, undoing("2")}, func(e *Event) { e.Status = Retracted }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			told := Event{ID: "event:e", Claim: call(), Status: Current}
			told.SourceFor = "country:USA"
			want := told
			test.want(&want)
			standing := Standing(numbered(test.decisions...))
			who := IdentityOf(standing)
			about := slices.DeleteFunc(standing, func(d Decision) bool { return d.Kind == MergeActor })
			if got := told.Under(about, who); !reflect.DeepEqual(got, want) {
				t.Errorf("it is\n%+v, want\n%+v", got, want)
			}
		})
	}
}

func TestAnActorIsNamedByItsOwnRecords(t *testing.T) {
	own := Actor{ID: "a", Kind: KindPerson, Name: "Ann", Aliases: []string{"Annie"}}
	longer := Actor{ID: "a", Kind: KindPerson, Name: "Ann Lee", Code: "USA"}
	merged := Actor{ID: "b", Kind: KindGroup, Name: "A much longer name", Code: "CAN", Aliases: []string{"Bea"}}
	other := Actor{ID: "c", Kind: KindPerson, Name: "Cy"}
	tests := []struct {
		name    string
		records []Actor
		aliases []string
		want    Actor
	}{
		{"one record", []Actor{own}, nil, own},
		{"two records", []Actor{own, longer}, nil, Actor{ID: "a", Kind: KindPerson, Name: "Ann Lee", Code: "USA", Aliases: []string{"Ann", "Annie"}}},
		{"one merged into it", []Actor{merged, own}, nil, Actor{ID: "a", Kind: KindPerson, Name: "Ann", Code: "CAN", Aliases: []string{"A much longer name", "Annie", "Bea"}}},
		{"its own code before that of another", []Actor{merged, longer}, nil, Actor{ID: "a", Kind: KindPerson, Name: "Ann Lee", Code: "USA", Aliases: []string{"A much longer name", "Bea"}}},
		{"only others left", []Actor{other, merged}, nil, Actor{ID: "a", Kind: KindGroup, Name: "A much longer name", Code: "CAN", Aliases: []string{"Bea", "Cy"}}},
		{"aliases, in order and once each", []Actor{own}, []string{"Zed", "Annie", "Ann", "Ab"}, Actor{ID: "a", Kind: KindPerson, Name: "Ann", Aliases: []string{"Ab", "Annie", "Zed"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for range 2 {
				if got := ActorOf("a", test.records, test.aliases); !reflect.DeepEqual(got, test.want) {
					t.Errorf("it is\n%+v, want\n%+v", got, test.want)
				}
				slices.Reverse(test.records)
				slices.Reverse(test.aliases)
			}
		})
	}
}

func TestOnlyWhatStandsAndIsNoUndoCanBeUndone(t *testing.T) {
	made := numbered(merging("a", "b"), undoing("1"), merging("a", "b"))
	for i, want := range []Kind{Conflict, Invalid, ""} {
		if err := made[i].CheckUndo(); KindOf(err) != want {
			t.Errorf("decision %d: the error is %v, want one of kind %q", i+1, err, want)
		}
	}
}

func TestADecisionIsToldFromAnotherByWhatItSaysAndWhen(t *testing.T) {
	d := Decision{Kind: CorrectEvent, Event: "event:e", Author: "Ana", Reason: "so", Recorded: time.Unix(1, 0), Correction: &Correction{Relation: "MET"}}
	again := d
	again.Recorded, again.Undone, again.Correction = time.Unix(2, 0), "decision:u", &Correction{Relation: "MET", Actors: []Actor{}}
	other := again
	other.Correction = &Correction{Relation: "VISITED"}
	for _, of := range []*Decision{&d, &again, &other} {
		of.Identify()
	}
	if d.ID == again.ID || again.ID == other.ID {
		t.Error("two decisions have one id")
	}
	if !d.Says(&again) || d.Says(&other) {
		t.Error("the first says the same as the second, and not as the third")
	}
	if id := d.ID; func() DecisionID { d.Identify(); return d.ID }() != id {
		t.Error("identified again it has another id")
	}
}
