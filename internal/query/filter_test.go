package query

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// questions are about the sample of the store's own tests.
func questions(t testing.TB) *Questions {
	t.Helper()
	s := storetest.NewModel()
	if _, err := s.Put(context.Background(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	return &Questions{Store: s, Actors: &Resolver{Base: Nobody{}, Store: s}, Clock: func() time.Time { return noon }}
}

func TestAFilterWithoutModalityOrStatusWantsWhatStands(t *testing.T) {
	standing := store.EventFilter{Modalities: standingModalities, Statuses: standingStatuses}
	for name, f := range map[string]*EventFilter{"nil": nil, "empty": {}, "empty lists": {Modality: []diplo.Modality{}, And: []*EventFilter{}}} {
		got, err := questions(t).Events(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		got.Modalities, got.Statuses = append([]diplo.Modality{}, got.Modalities...), append([]diplo.Status{}, got.Statuses...)
		if difference := cmp.Diff(standing, got); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

func TestAFilterThatSpeaksOfModalityAnywhereGetsNoDefaultForIt(t *testing.T) {
	f := &EventFilter{Or: []*EventFilter{{Not: &EventFilter{Modality: []diplo.Modality{diplo.Planned}}}}}
	got, err := questions(t).Events(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	if got.Modalities != nil || got.Statuses == nil {
		t.Errorf("modalities %v, statuses %v", got.Modalities, got.Statuses)
	}
}

func TestAFilterInWhichNothingIsGivenIsNotGivenItself(t *testing.T) {
	blank := func() *EventFilter {
		return &EventFilter{Source: []ActorRef{""}, Relation: []diplo.Relation{}, Date: &DateFilter{}, Scope: store.Self}
	}
	spoke := []diplo.Relation{"SPOKE_TO"}
	for name, c := range map[string]struct {
		given *EventFilter
		want  store.EventFilter
	}{
		"not":                      {&EventFilter{Not: blank()}, store.EventFilter{}},
		"and":                      {&EventFilter{And: []*EventFilter{blank(), {Relation: spoke}}}, store.EventFilter{And: []store.EventFilter{{Relations: spoke}}}},
		"or":                       {&EventFilter{Or: []*EventFilter{blank(), {Relation: spoke}}}, store.EventFilter{Or: []store.EventFilter{{Relations: spoke}}}},
		"or of nothing":            {&EventFilter{Or: []*EventFilter{blank(), blank()}}, store.EventFilter{}},
		"not of an and of nothing": {&EventFilter{Not: &EventFilter{And: []*EventFilter{blank()}}}, store.EventFilter{}},
	} {
		got, err := questions(t).Events(context.Background(), c.given)
		if err != nil {
			t.Fatal(err)
		}
		c.want.Modalities, c.want.Statuses = standingModalities, standingStatuses
		if difference := cmp.Diff(c.want, got); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

func TestTheDefaultScopeIsByTheKindOfActor(t *testing.T) {
	for ref, scope := range map[ActorRef]store.Scope{
		"France": store.Officials, "United Nations": store.Officials, "Macron": store.Self, "Residents": store.Self,
	} {
		got, err := questions(t).Events(context.Background(), &EventFilter{Source: []ActorRef{ref}})
		if err != nil {
			t.Fatal(err)
		}
		if got.Source.Scope != scope {
			t.Errorf("%s reaches %s, want %s", ref, got.Source.Scope, scope)
		}
	}
}

func TestTheScopeOfAFilterHoldsBelowIt(t *testing.T) {
	f := &EventFilter{Scope: store.Affiliated, And: []*EventFilter{{Source: []ActorRef{"France"}}, {Target: []ActorRef{"Armenia"}, Scope: store.Self}}}
	got, err := questions(t).Events(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	if source := got.And[0].Source; source.Scope != store.Affiliated || len(source.Codes) != 1 || source.Codes[0] != "FRA" {
		t.Errorf("the source is %+v", source)
	}
	if target := got.And[1].Target; target.Scope != store.Self || target.Codes != nil {
		t.Errorf("the target is %+v", target)
	}
}

func TestOnlyTheOwnerOfACodeReachesAllWhoHaveIt(t *testing.T) {
	for ref, codes := range map[ActorRef]int{"France": 1, "United Nations": 1, "Macron": 0, "armenian opposition": 0} {
		got, err := questions(t).Events(context.Background(), &EventFilter{Either: []ActorRef{ref}, Scope: store.Affiliated})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Either.Codes) != codes {
			t.Errorf("%s reaches the codes %v", ref, got.Either.Codes)
		}
	}
}

func TestAFilterThatIsTooLargeIsInvalid(t *testing.T) {
	deep := &EventFilter{}
	for range maxFilterDepth {
		deep = &EventFilter{Not: deep}
	}
	wide := &EventFilter{}
	for range maxFilters {
		wide.Or = append(wide.Or, &EventFilter{})
	}
	for name, f := range map[string]*EventFilter{"deep": deep, "wide": wide, "long": {Outlet: make([]string, maxValues+1)}} {
		if _, err := questions(t).Events(context.Background(), f); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestARangeOfConfidenceThatHoldsNothingIsInvalid(t *testing.T) {
	number := func(f float64) *float64 { return &f }
	for _, c := range []struct {
		given FloatFilter
		kind  diplo.Kind
	}{
		{FloatFilter{Gte: number(0), Lte: number(1)}, ""}, {FloatFilter{}, ""}, {FloatFilter{Gte: number(0.5), Lte: number(0.5)}, ""},
		{FloatFilter{Gte: number(60)}, diplo.Invalid}, {FloatFilter{Lte: number(-0.1)}, diplo.Invalid},
		{FloatFilter{Gte: number(0.9), Lte: number(0.1)}, diplo.Invalid},
	} {
		if _, err := questions(t).Events(context.Background(), &EventFilter{Confidence: &c.given}); diplo.KindOf(err) != c.kind {
			t.Errorf("%+v: %v", c.given, err)
		}
	}
}

func TestCodesMayBeWrittenSmall(t *testing.T) {
	got, err := questions(t).ActorsWanted(&ActorFilter{Code: []string{"", "fra", "UN"}})
	if want := []string{"FRA", "UN"}; err != nil || !cmp.Equal(got.Codes, want) {
		t.Errorf("got %v, %v", got.Codes, err)
	}
}

func TestActionsAreNotAskedForByOfficials(t *testing.T) {
	for scope, kind := range map[store.Scope]diplo.Kind{"": "", store.Self: "", store.Affiliated: "", store.Officials: diplo.Invalid} {
		if _, err := questions(t).ActionsWanted(context.Background(), &ActionFilter{DoneBy: []ActorRef{"France"}, Scope: scope}); diplo.KindOf(err) != kind {
			t.Errorf("%q: %v", scope, err)
		}
	}
}
