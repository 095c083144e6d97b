package embedded

import (
	"database/sql/driver"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// questions are the ordinary ones; whatever the answer, none may read all events.
var questions = []struct {
	name   string
	filter store.EventFilter
}{
	{"a pair", store.EventFilter{Between: &[2]store.ActorMatch{one("country:C00"), one("country:C01")}}},
	{"a pair with officials", store.EventFilter{Between: &[2]store.ActorMatch{officials("country:C00"), officials("country:C01")}}},
	{"a pair in a window", store.EventFilter{Between: &[2]store.ActorMatch{one("country:C00"), one("country:C01")}, Date: window}},
	{"source and target", store.EventFilter{Source: pointer(one("country:C00")), Target: pointer(officials("country:C01"))}},
	{"a source", store.EventFilter{Source: pointer(one("country:C00"))}},
	{"a source in a window", store.EventFilter{Source: pointer(officials("country:C00")), Date: window}},
	{"a source's real events", store.EventFilter{Source: pointer(one("country:C00")), Modalities: []diplo.Modality{diplo.Asserted, diplo.Claimed}}},
	{"a target", store.EventFilter{Target: pointer(one("country:C00"))}},
	{"either side", store.EventFilter{Either: pointer(officials("country:C00"))}},
	{"sources", store.EventFilter{Source: &store.ActorMatch{IDs: []diplo.ActorID{"country:C00", "country:C01", "country:C02"}}}},
	{"a source's code", store.EventFilter{Source: &store.ActorMatch{Scope: store.Affiliated, Codes: []string{"C00"}}}},
	{"a target's code", store.EventFilter{Target: &store.ActorMatch{Scope: store.Affiliated, Codes: []string{"C00"}}, Date: window}},
	{"a relation", store.EventFilter{Relations: []diplo.Relation{"MET"}}},
	{"an event type in a window", store.EventFilter{EventTypes: []diplo.EventType{diplo.Consult}, Date: window}},
	{"a window", store.EventFilter{Date: window}},
	{"an action", store.EventFilter{Actions: []diplo.ActionID{"action:none"}}},
	{"an article", store.EventFilter{Articles: []diplo.ArticleID{"article:n00000007"}}},
	{"words", store.EventFilter{Text: "babe ti"}},
	{"one or the other", store.EventFilter{Or: []store.EventFilter{{Source: pointer(one("country:C00"))}, {Target: pointer(one("country:C01"))}}}},
	{"within and", store.EventFilter{And: []store.EventFilter{{Date: window}, {Source: pointer(one("country:C00"))}}}},
}

var window = &store.DayRange{From: 17600, To: 17690}

func one(id diplo.ActorID) store.ActorMatch { return store.ActorMatch{IDs: []diplo.ActorID{id}} }

func officials(id diplo.ActorID) store.ActorMatch {
	return store.ActorMatch{IDs: []diplo.ActorID{id}, Scope: store.Officials}
}

func pointer[T any](value T) *T { return &value }

func TestOrdinaryQuestionsMakeNoFullScanOfEvents(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	if _, err := s.Put(t.Context(), storetest.NewNews(3, 500, 365).Articles(300)); err != nil {
		t.Fatal(err)
	}
	explain := func(q *question, sql string, args []any) string {
		var steps []string
		err := q.query(q.ctx, "EXPLAIN QUERY PLAN "+sql, args, func(row []driver.Value) error {
			steps = append(steps, row[3].(string))
			return nil
		})
		if err != nil {
			t.Fatalf("%v\n%s", err, sql)
		}
		for _, step := range steps {
			table, _, _ := strings.Cut(strings.TrimPrefix(step, "SCAN "), " ")
			merged := steps[0] == "CO-ROUTINE e" && step == "SCAN e" // what the arms have found
			if !merged && strings.HasPrefix(step, "SCAN ") && (table == "e" || table == "d" || table == "m" || table == "a") {
				t.Errorf("%s:\n%s", strings.Join(steps, "\n"), sql)
			}
		}
		return strings.Join(steps, "\n")
	}
	for _, c := range questions {
		t.Run(c.name, func(t *testing.T) {
			err := s.read(t.Context(), func(q *question) error {
				f, err := q.compile(&c.filter)
				if err != nil {
					return err
				}
				p := f.plan()
				source := p.events()
				explain(q, "SELECT count(*)"+source.sql(""), source.args())
				source = p.events("e.source", "e.target")
				explain(q, "SELECT e.source, count(*)"+source.sql(" CROSS JOIN relation r ON r.id = e.relation")+" GROUP BY 1", source.args())
				for _, order := range []store.EventOrder{store.NewestFirst, store.OldestFirst} {
					w := eventWalk{filter: f, order: order, limit: 21, after: &position{17650, "event:aaaaaaaaaaaaaaaa"}}
					sql, args := w.stretchSQL(&p, "")
					steps := explain(q, sql, args)
					led := len(c.filter.Articles) > 0 || c.filter.Text != ""
					if strings.Contains(steps, "TEMP B-TREE FOR ORDER BY") && !led {
						t.Errorf("%s sorts all that it finds:\n%s\n%s", order, steps, sql)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
