package embedded

import (
	"database/sql/driver"
	"strings"
	"testing"
	"time"

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
	{"the reported", store.EventFilter{Reported: window}},
	{"the recorded", store.EventFilter{Recorded: &store.TimeRange{From: time.Unix(1, 0)}}},
	{"modalities", store.EventFilter{Modalities: []diplo.Modality{diplo.Denied}}},
	{"what stands", store.EventFilter{Modalities: []diplo.Modality{diplo.Asserted, diplo.Claimed}, Statuses: []diplo.Status{diplo.Current, diplo.Corrected}}},
	{"background", store.EventFilter{Background: pointer(true)}},
	{"an outlet", store.EventFilter{Outlets: []string{"Outlet 1"}}},
	{"a place", store.EventFilter{Place: "Geneva"}},
	{"the sure", store.EventFilter{MinConfidence: pointer(0.6)}},
	{"the unsure", store.EventFilter{MaxConfidence: pointer(0.6)}},
	{"what several tell", store.EventFilter{MinOutlets: 2}},
	{"all", store.EventFilter{}},
	{"all but a source", store.EventFilter{Not: &store.EventFilter{Source: pointer(one("country:C00"))}}},
	{"codes that nobody has", store.EventFilter{Or: []store.EventFilter{{Either: &store.ActorMatch{Scope: store.Affiliated, Codes: []string{"none"}}}}}},
	{"a pair by codes", store.EventFilter{Between: &[2]store.ActorMatch{{Scope: store.Affiliated, Codes: []string{"C00"}}, {Scope: store.Affiliated, Codes: []string{"C01"}}}}},
	{"a pair of what stands", store.EventFilter{Between: &[2]store.ActorMatch{one("country:C00"), one("country:C01")}, Date: window,
		QuadClasses: []diplo.QuadClass{diplo.VerbalConflict}, Statuses: []diplo.Status{diplo.Current, diplo.Corrected}, Background: pointer(false)}},
	{"an actor's sure events in a window", store.EventFilter{Either: pointer(officials("country:C00")), Date: window, MinConfidence: pointer(0.6), MinOutlets: 1}},
	{"one or the other", store.EventFilter{Or: []store.EventFilter{{Source: pointer(one("country:C00"))}, {Target: pointer(one("country:C01"))}}}},
	{"within and", store.EventFilter{And: []store.EventFilter{{Date: window}, {Source: pointer(one("country:C00"))}}}},
}

var window = &store.DayRange{From: 17600, To: 17690}

func one(id diplo.ActorID) store.ActorMatch { return store.ActorMatch{IDs: []diplo.ActorID{id}} }

func officials(id diplo.ActorID) store.ActorMatch {
	return store.ActorMatch{IDs: []diplo.ActorID{id}, Scope: store.Officials}
}

func pointer[T any](value T) *T { return &value }

// askAll asks all that can be asked about the events of a filter.
func askAll(t *testing.T, s store.Reader, filter store.EventFilter) {
	t.Helper()
	ctx := t.Context()
	for _, order := range []store.EventOrder{store.NewestFirst, store.OldestFirst, store.RecentlyStoredFirst} {
		page, err := s.Events(ctx, filter, order, store.PageRequest{Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, cursor := range page.Cursors {
			for _, request := range []store.PageRequest{{After: cursor}, {Before: cursor, Last: true}} {
				if _, err := s.Events(ctx, filter, order, request); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, by := range append(store.Dimensions(), "") {
		dimensions := []store.Dimension{by, store.ByMonth}
		if by == "" {
			dimensions = nil
		}
		if _, err := s.Groups(ctx, filter, dimensions, 10); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.CountEvents(ctx, filter); err != nil {
		t.Fatal(err)
	}
}

// asked gives the plan of every statement that the readers' connections have prepared since they were last asked.
func asked(t *testing.T, s *Store, each func(sql string, steps []string)) {
	t.Helper()
	for range s.readers.size {
		err := s.readers.with(t.Context(), func(c *conn) error {
			var statements []string
			for sql := range c.statements {
				if strings.HasPrefix(sql, "SELECT") {
					statements = append(statements, sql)
				}
			}
			for _, sql := range statements {
				var steps []string
				err := c.query(t.Context(), "EXPLAIN QUERY PLAN "+sql, make([]any, strings.Count(sql, "?")), func(row []driver.Value) error {
					steps = append(steps, row[3].(string))
					return nil
				})
				if err != nil {
					t.Fatalf("%v\n%s", err, sql)
				}
				each(sql, steps)
			}
			c.forget()
			return nil
		}, s.explain)
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestOrdinaryQuestionsMakeNoFullScanOfEvents(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	if _, err := s.Put(t.Context(), storetest.NewNews(3, 500, 365).Articles(300)); err != nil {
		t.Fatal(err)
	}
	asked(t, s, func(string, []string) {})
	for _, c := range questions {
		t.Run(c.name, func(t *testing.T) {
			askAll(t, s, c.filter)
			asked(t, s, func(sql string, steps []string) {
				for i, step := range steps {
					scanned, scan := strings.CutPrefix(step, "SCAN ")
					table, _, _ := strings.Cut(scanned, " ")
					small := strings.Contains(scanned, "VIRTUAL TABLE") || table == "CONSTANT"
					merged := (table == "u" || table == "e") && i > 0 && strings.HasPrefix(steps[0], "CO-ROUTINE") // what the arms have found
					recent := strings.HasPrefix(scanned, "e USING INDEX event_recorded") && strings.Contains(sql, "LIMIT")
					counted := sql == "SELECT count(*) FROM event" // the smallest index, page by page
					if scan && !counted && !small && !merged && !recent {
						t.Errorf("%s:\n%s", strings.Join(steps, "\n"), sql)
					}
					led := len(c.filter.Articles) > 0 || c.filter.Text != "" || strings.Contains(sql, "e.recorded DESC") || strings.Contains(sql, "BY e.recorded")
					if strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && strings.Contains(sql, "LIMIT") && !led {
						t.Errorf("sorts all that it finds:\n%s\n%s", strings.Join(steps, "\n"), sql)
					}
				}
			})
		})
	}
}
