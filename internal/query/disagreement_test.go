package query

import (
	"testing"

	"entente/internal/diplo"
)

func TestReportsOfOneActContradictOneAnotherInOneThing(t *testing.T) {
	day := diplo.DateOf(2023, 9, 19)
	told := func(change func(*diplo.Event)) *diplo.Event {
		e := &diplo.Event{ID: "event:one", Claim: diplo.Claim{Relation: "ATTACKED", Source: "country:AZE", Target: "country:ARM", Modality: diplo.Asserted,
			Date: diplo.OnDay(day, diplo.BasisExplicit, ""), Place: diplo.Place{Name: "Goris"}}}
		if change != nil {
			e.ID = "event:other"
			change(e)
		}
		return e
	}
	on := func(d diplo.Day) diplo.DateRange { return diplo.OnDay(d, diplo.BasisExplicit, "") }
	for _, c := range []struct {
		name     string
		change   func(*diplo.Event)
		together bool // one article tells of both
		want     Disagreement
	}{
		{"somebody else did it", func(e *diplo.Event) { e.Source = "country:RUS" }, false, AboutSource},
		{"to somebody else", func(e *diplo.Event) { e.Target = "group:residents" }, false, AboutTarget},
		{"two days later", func(e *diplo.Event) { e.Date = on(day + 2) }, false, AboutDate},
		{"it is denied", func(e *diplo.Event) { e.Modality = diplo.Denied }, false, AboutModality},
		{"it is denied, elsewhere or nowhere", func(e *diplo.Event) { e.Modality, e.Place = diplo.Denied, diplo.Place{} }, true, AboutModality},
		{"the other denies it", func(e *diplo.Event) {
			e.Relation, e.Source, e.Target, e.Action = "DENIED", "country:AZE", "country:ARM", diplo.ActionOfEvent("event:one")
		}, true, AboutTruth},
		{"somebody else, who acts for the same side", func(e *diplo.Event) { e.Source, e.SourceFor = "organization:aze-army", "country:AZE" }, false, ""},
		{"somebody else, where one article tells of both", func(e *diplo.Event) { e.Source = "country:RUS" }, true, ""},
		{"somebody else, at another place", func(e *diplo.Event) { e.Source, e.Place.Name = "country:RUS", "Kapan" }, false, ""},
		{"somebody else, on another day", func(e *diplo.Event) { e.Source, e.Date = "country:RUS", on(day+1) }, false, ""},
		{"the day after, where nothing says that it is the same act", func(e *diplo.Event) { e.Date, e.Place = on(day+1), diplo.Place{} }, false, ""},
		{"somebody who is not known", func(e *diplo.Event) { e.Source = "" }, false, ""},
		{"another relation", func(e *diplo.Event) { e.Relation = "KILLED" }, false, ""},
		{"the event itself", func(e *diplo.Event) { e.ID = "event:one" }, false, ""},
	} {
		articles := []diplo.ArticleID{"article:a"}
		others := []diplo.ArticleID{"article:b"}
		if c.together {
			others = append(others, "article:a")
		}
		about, is := Contradicts(told(nil), told(c.change), articles, others)
		if !is {
			about = ""
		}
		if about != c.want {
			t.Errorf("%s: they differ in %q, want %q", c.name, about, c.want)
		}
	}
}

func TestReciprocalEventsContradictOneAnotherEitherWayRound(t *testing.T) {
	e := &diplo.Event{ID: "event:one", Claim: diplo.Claim{Relation: "MET", Source: "country:ARM", Target: "country:AZE", Modality: diplo.Asserted,
		Date: diplo.OnDay(10, diplo.BasisExplicit, ""), Place: diplo.Place{Name: "Geneva"}}}
	other := *e
	other.ID, other.Source, other.Target, other.Date = "event:other", e.Target, e.Source, diplo.OnDay(11, diplo.BasisExplicit, "")
	if about, is := Contradicts(e, &other, nil, nil); !is || about != AboutDate {
		t.Errorf("they differ in %q, %t", about, is)
	}
}

func TestEventsWithoutAnActorOrADateHaveNoDoubles(t *testing.T) {
	whole := diplo.Claim{Relation: "MET", Source: "country:ARM", Target: "country:AZE", Date: diplo.OnDay(10, diplo.BasisExplicit, "")}
	for _, change := range []func(*diplo.Claim){
		func(c *diplo.Claim) { c.Source = "" }, func(c *diplo.Claim) { c.Target = "" }, func(c *diplo.Claim) { c.Date = diplo.NoDate },
	} {
		claim := whole
		change(&claim)
		if _, can := DoublesOf(&diplo.Event{Claim: claim}); can {
			t.Errorf("%+v can have doubles", claim)
		}
	}
	if _, can := DoublesOf(&diplo.Event{Claim: whole}); !can {
		t.Error("an event with both actors and a date has none")
	}
}
