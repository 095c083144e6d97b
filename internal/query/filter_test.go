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
