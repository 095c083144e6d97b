package neo4j

import (
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func TestWhatTheWaySaysIsNotAskedOfEachEventAgain(t *testing.T) {
	between := func(a, b store.ActorMatch) store.EventFilter {
		return store.EventFilter{Between: &[2]store.ActorMatch{a, b}}
	}
	azerbaijan := actor(store.Officials, "country:AZE")
	for _, c := range []struct {
		name   string
		filter store.EventFilter
		past   bool
		asked  bool
	}{
		{name: "a pair", filter: between(armenia, actor("", "country:AZE"))},
		{name: "a pair with the officials of both", filter: between(france, azerbaijan)},
		{name: "a pair with the officials of one", filter: between(france, armenia), asked: true},
		{name: "ids that may be parted elsewhere", filter: between(armenia, actor(store.Self, "person:a|b")), asked: true},
		{name: "a pair by code", filter: between(actor(store.Affiliated, "country:FRA"), armenia), asked: true},
		{name: "a pair as of an instant", filter: between(armenia, actor("", "country:AZE")), past: true, asked: true},
		{name: "a source", filter: store.EventFilter{Source: &france}},
		{name: "a target within another filter", filter: store.EventFilter{And: []store.EventFilter{{Target: &armenia}}}},
		{name: "either", filter: store.EventFilter{Either: &france}},
		{name: "a source and a target, which a pair does not tell apart", filter: store.EventFilter{Source: &france, Target: &azerbaijan}, asked: true},
		{name: "two sources", filter: store.EventFilter{Source: &france, And: []store.EventFilter{{Source: &armenia}}}, asked: true},
		{name: "a source and not another", filter: store.EventFilter{Source: &france, Not: &store.EventFilter{Source: &armenia}}, asked: true},
		{name: "an action and a source", filter: store.EventFilter{Source: &france, Actions: []diplo.ActionID{"action:a"}}, asked: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if asked := newEventQuery(&c.filter, c.past).conditions; (len(asked) > 0) != c.asked {
				t.Errorf("conditions: %v; wanted any: %t", asked, c.asked)
			}
		})
	}
}
