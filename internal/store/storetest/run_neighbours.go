package storetest

import (
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

// runNeighbours checks Neighbours.
func runNeighbours(t *testing.T, s store.Reader) {
	list := func(all ...any) store.Neighbours {
		var n store.Neighbours
		for i := 0; i < len(all); i += 2 {
			n.List = append(n.List, store.Neighbour{Actor: all[i].(diplo.ActorID), Events: all[i+1].(int)})
		}
		return n
	}
	more := func(n store.Neighbours) store.Neighbours {
		n.More = true
		return n
	}
	actors := func(ids ...diplo.ActorID) []diplo.ActorID { return ids }
	standing := store.Standing()
	for _, c := range []struct {
		name      string
		of, among []diplo.ActorID
		filter    store.EventFilter
		limit     int
		want      []store.Neighbours
	}{
		{"what stands, most events first, ties by id", actors(Azerbaijan), nil, standing, 10, []store.Neighbours{list(Armenia, 2, France, 1, UN, 1)}},
		{"each faces the other and on whose behalf he acts", actors(Macron), nil, standing, 10,
			[]store.Neighbours{list(Armenia, 1, UN, 1, Alvarez, 1, Pashinyan, 1)}},
		{"a country has what is done on its behalf", actors(France), nil, standing, 10, []store.Neighbours{list(Armenia, 2, Azerbaijan, 1, Pashinyan, 1)}},
		{"what is planned or might be does not stand", actors(Pashinyan), nil, standing, 10, []store.Neighbours{list(France, 1, Macron, 1)}},
		{"a filter of all has it too", actors(Pashinyan), nil, store.EventFilter{}, 10, []store.Neighbours{list(France, 1, Opposition, 1, Macron, 1)}},
		{"an event of several ties counts in each", actors(Armenia), nil, store.EventFilter{}, 10, []store.Neighbours{list(Azerbaijan, 3, France, 2, Opposition, 1, Macron, 1)}},
		{"a cut list says so", actors(Azerbaijan), nil, standing, 2, []store.Neighbours{more(list(Armenia, 2, France, 1))}},
		{"a cut list of a filter says so", actors(Azerbaijan), nil, store.EventFilter{Date: days("2023-09-01", "2023-09-30")}, 2,
			[]store.Neighbours{more(list(Armenia, 1, France, 1))}},
		{"no limit is none", actors(Azerbaijan), nil, standing, 0, []store.Neighbours{{}}},
		{"several, repeated and unknown", actors(UN, Nobody, "", Residents, UN), nil, standing, 10,
			[]store.Neighbours{list(Azerbaijan, 1, Macron, 1), {}, {}, {}, list(Azerbaijan, 1, Macron, 1)}},
		{"several in a filter", actors(UN, Nobody, "", Residents, UN), nil, store.EventFilter{Relations: []diplo.Relation{"URGED"}}, 10,
			[]store.Neighbours{list(Azerbaijan, 1, Macron, 1), {}, {}, {}, list(Azerbaijan, 1, Macron, 1)}},
		{"among some", actors(Azerbaijan, Macron), actors(UN, Armenia, Nobody, UN), standing, 10, []store.Neighbours{list(Armenia, 2, UN, 1), list(Armenia, 1, UN, 1)}},
		{"among some in a filter", actors(Azerbaijan, Macron), actors(UN, Armenia, Nobody, UN), store.EventFilter{}, 10,
			[]store.Neighbours{list(Armenia, 3, UN, 1), list(Armenia, 1, UN, 1)}},
		{"among some, cut", actors(Azerbaijan), actors(UN, Armenia), standing, 1, []store.Neighbours{more(list(Armenia, 2))}},
		{"among nobody", actors(Azerbaijan), []diplo.ActorID{}, standing, 10, []store.Neighbours{{}}},
		{"nobody is asked about", nil, nil, standing, 10, nil},
		{"an actor is not its own neighbour", actors(Armenia), actors(Armenia), standing, 10, []store.Neighbours{{}}},
	} {
		t.Run("neighbours: "+c.name, func(t *testing.T) {
			got, err := s.Neighbours(t.Context(), c.of, c.among, c.filter, c.limit)
			if err != nil {
				t.Fatal(err)
			}
			Same(t, "neighbours", c.want, got)
		})
	}
	_, err := s.Neighbours(t.Context(), actors(UN), nil, store.EventFilter{Source: match("EVERYBODY", UN)}, 10)
	invalid(t, "a scope that there is not", err)

	tie := func(one, other diplo.ActorID, quad diplo.QuadClass, n int) store.Tie {
		return store.Tie{One: one, Other: other, QuadClass: quad, Events: n}
	}
	all := []store.Tie{
		tie(Armenia, France, diplo.VerbalCooperation, 2),
		tie(Armenia, Azerbaijan, diplo.VerbalConflict, 1), tie(Armenia, Azerbaijan, diplo.MaterialConflict, 1),
		tie(Armenia, Macron, diplo.VerbalCooperation, 1), tie(Azerbaijan, France, diplo.VerbalConflict, 1),
	}
	for _, c := range []struct {
		name   string
		actors []diplo.ActorID
		filter store.EventFilter
		limit  int
		want   []store.Tie
	}{
		{"by quad class, most events first", actors(France, Macron, Azerbaijan, Armenia, Nobody), standing, 10, all},
		{"cut", actors(France, Macron, Azerbaijan, Armenia), standing, 2, all[:2]},
		{"of a filter", actors(France, Azerbaijan, Armenia), store.EventFilter{Relations: []diplo.Relation{"CONDEMNED", "SPOKE_TO"}}, 10,
			[]store.Tie{tie(Armenia, France, diplo.VerbalCooperation, 1), tie(Azerbaijan, France, diplo.VerbalConflict, 1)}},
		{"of one actor there are none", actors(France), standing, 10, nil},
		{"of nobody there are none", nil, standing, 10, nil},
		{"no limit is none", actors(France, Armenia), standing, 0, nil},
	} {
		t.Run("ties: "+c.name, func(t *testing.T) {
			Same(t, "ties", c.want, must[[]store.Tie](t)(s.Ties(t.Context(), c.actors, c.filter, c.limit)))
		})
	}
	_, err = s.Ties(t.Context(), actors(UN), store.EventFilter{Source: match("EVERYBODY", UN)}, 10)
	invalid(t, "ties of an unknown scope", err)
}
