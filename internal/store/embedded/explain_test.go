package embedded

import (
	"slices"
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
		if _, err := s.Groups(ctx, filter, dimensions, store.CountEvents, 10); err != nil {
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
				err := c.query(t.Context(), "EXPLAIN QUERY PLAN "+sql, make([]any, strings.Count(sql, "?")), func(row []any) error {
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

// scanned is the table that a step of a plan reads from end to end, "" for none: what arms have found, lists of arguments and indexes of words
// are no tables.
func scanned(steps []string, i int) string {
	rest, scan := strings.CutPrefix(steps[i], "SCAN ")
	table, _, _ := strings.Cut(rest, " ")
	merged := (table == "u" || table == "e") && i > 0 && strings.HasPrefix(steps[0], "CO-ROUTINE")
	if !scan || strings.Contains(rest, "VIRTUAL TABLE") || table == "CONSTANT" || table == "f" || merged {
		return ""
	}
	return table
}

// news is a store of news, about some of which was decided, and the instant before that.
func news(t *testing.T) (*Store, store.Reader) {
	t.Helper()
	s := temporary(t).(*Store)
	articles := storetest.NewNews(3, 500, 365).Articles(300)
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	then := articles[0].Mentions[0]
	for _, d := range []diplo.Decision{
		{Kind: diplo.RetractEvent, Event: then.Event},
		{Kind: diplo.RetractArticle, Article: articles[1].Article.ID},
		{Kind: diplo.MergeActor, Actor: articles[2].Actors[0].ID, Other: articles[3].Actors[0].ID},
	} {
		d.Author, d.Reason = "Ana", "a test"
		if _, err := s.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	events, err := s.EventsByID(t.Context(), []diplo.EventID{then.Event})
	if err != nil {
		t.Fatal(err)
	}
	asked(t, s, func(string, []string) {})
	return s, s.AsOf(events[0].Recorded)
}

func TestOrdinaryQuestionsMakeNoFullScanOfEvents(t *testing.T) {
	t.Parallel()
	s, then := news(t)
	for _, c := range questions {
		t.Run(c.name, func(t *testing.T) {
			askAll(t, s, c.filter)
			led := len(c.filter.Articles) > 0 || c.filter.Text != ""
			asked(t, s, func(sql string, steps []string) {
				recent := strings.Contains(sql, "BY e.id") // in the order of storing, which the table is in
				for i := range steps {
					if table := scanned(steps, i); table != "" && !(recent && steps[i] == "SCAN e") {
						t.Errorf("%s:\n%s", strings.Join(steps, "\n"), sql)
					}
					if strings.Contains(steps[i], "TEMP B-TREE FOR ORDER BY") && strings.Contains(sql, "LIMIT") && !led && !recent {
						t.Errorf("sorts all that it finds:\n%s\n%s", strings.Join(steps, "\n"), sql)
					}
				}
			})
			askAll(t, then, c.filter)
			asked(t, s, func(sql string, steps []string) {
				for i := range steps {
					if table := scanned(steps, i); table != "" && !(strings.Contains(sql, "BY e.id") && steps[i] == "SCAN e") {
						t.Errorf("as of then, %s:\n%s", strings.Join(steps, "\n"), sql)
					}
				}
			})
		})
	}
}

func TestOtherQuestionsMakeNoFullScanEither(t *testing.T) {
	t.Parallel()
	s, then := news(t)
	ctx := t.Context()
	events, articles, actors := []diplo.EventID{"event:none", "event:neither"}, []diplo.ArticleID{"article:n00000007"}, []diplo.ActorID{"country:C00"}
	for _, of := range []store.Reader{s, then} {
		for what, ask := range map[string]func() error{
			"events by id":   func() error { _, err := of.EventsByID(ctx, events); return err },
			"mentions":       func() error { _, err := of.Mentions(ctx, events); return err },
			"mentions in":    func() error { _, err := of.MentionsIn(ctx, articles); return err },
			"articles by id": func() error { _, err := of.ArticlesByID(ctx, articles); return err },
			"actors by id":   func() error { _, err := of.ActorsByID(ctx, actors); return err },
			"offices":        func() error { _, err := of.Offices(ctx, actors); return err },
			"names by prefix": func() error {
				_, err := of.Actors(ctx, store.ActorFilter{Name: "person b"}, store.PageRequest{})
				return err
			},
			"actors":     func() error { _, err := of.Actors(ctx, store.ActorFilter{}, store.PageRequest{}); return err },
			"neighbours": func() error { _, err := of.Neighbours(ctx, actors, nil, store.Standing(), 10); return err },
			"neighbours in a filter": func() error {
				_, err := of.Neighbours(ctx, actors, nil, store.EventFilter{Relations: []diplo.Relation{"MET"}, Date: window}, 10)
				return err
			},
			"neighbours among some in a filter": func() error {
				_, err := of.Neighbours(ctx, actors, []diplo.ActorID{"country:C01", "country:C02"}, store.EventFilter{Date: window}, 10)
				return err
			},
			"search":    func() error { _, err := of.Search(ctx, "babe ti", nil, 20); return err },
			"totals":    func() error { _, err := of.Totals(ctx); return err },
			"changes":   func() error { _, err := of.Changes(ctx, store.PageRequest{Limit: 3}); return err },
			"decisions": func() error { _, err := of.Decisions(ctx, store.DecisionFilter{}, store.PageRequest{}); return err },
			"decisions, an event": func() error {
				_, err := of.Decisions(ctx, store.DecisionFilter{Event: events[0]}, store.PageRequest{})
				return err
			},
			"decisions, ids": func() error {
				_, err := of.Decisions(ctx, store.DecisionFilter{IDs: []diplo.DecisionID{"decision:a", "decision:b"}}, store.PageRequest{})
				return err
			},
			"decisions, an actor": func() error {
				_, err := of.Decisions(ctx, store.DecisionFilter{Actor: actors[0]}, store.PageRequest{})
				return err
			},
		} {
			if err := ask(); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			asked(t, s, func(sql string, steps []string) {
				for i := range steps {
					table := scanned(steps, i)
					page := strings.Contains(sql, " LIMIT ") && (strings.Contains(steps[i], "USING INDEX actor_folded") || table == "change" || table == "d") // from its start on
					if table != "" && !page {
						t.Errorf("%s, %s:\n%s", what, strings.Join(steps, "\n"), sql)
					}
				}
			})
		}
	}
}

func TestNeighboursByWhatStandsAreReadFromTies(t *testing.T) {
	t.Parallel()
	s, _ := news(t)
	for _, among := range [][]diplo.ActorID{nil, {"country:C01", "country:C02"}} {
		if _, err := s.Neighbours(t.Context(), []diplo.ActorID{"country:C00", "country:C03"}, among, store.Standing(), 10); err != nil {
			t.Fatal(err)
		}
		ties, wanted := false, "SEARCH tie USING PRIMARY KEY (actor=?)"
		if among != nil {
			wanted = "SEARCH tie USING PRIMARY KEY (actor=? AND other=?)"
		}
		asked(t, s, func(sql string, steps []string) {
			for _, step := range steps {
				ties = ties || step == wanted
			}
			if slices.ContainsFunc([]string{"event", "party", "pair", "day"}, func(table string) bool { return strings.Contains(sql, "FROM "+table) }) {
				t.Errorf("reads events:\n%s", sql)
			}
		})
		if !ties {
			t.Errorf("ties are not looked up, among %q", among)
		}
	}
}
