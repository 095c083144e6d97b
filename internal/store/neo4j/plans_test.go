package neo4j

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/neo4j/neo4jtest"
)

func actor(scope store.Scope, ids ...diplo.ActorID) store.ActorMatch {
	return store.ActorMatch{IDs: ids, Scope: scope}
}

var (
	armenia = actor(store.Self, "country:ARM")
	france  = actor(store.Officials, "country:FRA")
	autumn  = &store.DayRange{From: diplo.DateOf(2023, 9, 1), To: diplo.DateOf(2023, 11, 30)}
)

// ways that questions are to be answered by: indexes that the plan seeks in, and none but those. Where the order of
// the index is the order of the page, nothing is sorted.
var planned = []struct {
	name    string
	filter  store.EventFilter
	order   store.EventOrder
	indexes []string
	sorted  bool
}{
	{"page of a pair", store.EventFilter{Between: &[2]store.ActorMatch{armenia, actor("", "country:AZE")}}, store.NewestFirst, []string{"pair"}, false},
	{"page of a pair in a window", store.EventFilter{Between: &[2]store.ActorMatch{armenia, actor("", "country:AZE")}, Date: autumn}, store.NewestFirst, []string{"pair"}, false},
	{"page of a pair with officials", store.EventFilter{Between: &[2]store.ActorMatch{france, actor(store.Officials, "country:AZE")}}, store.NewestFirst,
		[]string{"pair", "sourceForPair", "targetForPair", "forPair"}, true},
	{"what an actor did", store.EventFilter{Source: &armenia}, store.NewestFirst, []string{"source"}, false},
	{"what an actor did, oldest first", store.EventFilter{Source: &armenia, Date: autumn}, store.OldestFirst, []string{"source"}, true},
	{"what an actor did or had done to it", store.EventFilter{Either: &armenia}, store.NewestFirst, []string{"source", "target"}, true},
	{"what was condemned", store.EventFilter{Relations: []diplo.Relation{"CONDEMNED"}}, store.NewestFirst, []string{"relation"}, false},
	{"about an action", store.EventFilter{Actions: []diplo.ActionID{"action:a"}}, store.NewestFirst, []string{"action"}, false},
	{"in a window", store.EventFilter{Date: autumn}, store.NewestFirst, []string{"day"}, false},
	{"newest of all", store.EventFilter{}, store.NewestFirst, []string{"day"}, false},
	{"stored last", store.EventFilter{}, store.RecentlyStoredFirst, []string{"sequence"}, false},
}

func TestPagesOfEventsSeekInIndexes(t *testing.T) {
	server := neo4jtest.Open(t)
	s, err := Open(t.Context(), Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, question := range planned {
		t.Run(question.name, func(t *testing.T) {
			q := newEventQuery(&question.filter, false)
			cypher, err := q.page(question.order, store.PageRequest{Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			result, err := driver.ExecuteQuery(t.Context(), s.driver, "EXPLAIN "+cypher, q.params, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
			if err != nil {
				t.Fatalf("%s: %v", cypher, err)
			}
			plan := operators(result.Summary.Plan())
			for _, index := range question.indexes {
				if !strings.Contains(cypher, "e:Event("+index) {
					t.Errorf("no index on %s is asked for:\n%s", index, cypher)
				}
			}
			for _, operator := range plan {
				switch name, details, _ := strings.Cut(operator, " "); {
				case slices.Contains([]string{"AllNodesScan", "NodeByLabelScan", "Expand(All)"}, name):
					t.Errorf("the plan has %s:\n%s", operator, strings.Join(plan, "\n"))
				case strings.HasPrefix(name, "NodeIndex") && !slices.ContainsFunc(question.indexes, func(index string) bool { return strings.Contains(details, "Event("+index) }):
					t.Errorf("the plan has %s:\n%s", operator, strings.Join(plan, "\n"))
				case !question.sorted && slices.Contains([]string{"Sort", "Top", "PartialTop", "PartialSort"}, name):
					t.Errorf("the plan sorts, by %s:\n%s", operator, strings.Join(plan, "\n"))
				}
			}
			if !slices.ContainsFunc(plan, func(operator string) bool { return strings.HasPrefix(operator, "NodeIndex") }) {
				t.Errorf("the plan has no index:\n%s", strings.Join(plan, "\n"))
			}
		})
	}
}

// operators are those of the plan, with their details.
func operators(plan driver.Plan) []string {
	all := []string{fmt.Sprintf("%s %v", strings.TrimSuffix(plan.Operator(), "@neo4j"), plan.Arguments()["Details"])}
	for _, child := range plan.Children() {
		all = append(all, operators(child)...)
	}
	return all
}

// narrow are filters that name something which few events have.
var narrow = map[string]store.EventFilter{
	"between":            {Between: &[2]store.ActorMatch{france, armenia}},
	"both sides":         {Source: &france, Target: &armenia},
	"source":             {Source: &france},
	"target":             {Target: &armenia},
	"either":             {Either: &france},
	"codes":              {Source: &store.ActorMatch{Scope: store.Affiliated, IDs: france.IDs, Codes: []string{"FRA"}}},
	"relations":          {Relations: []diplo.Relation{"MET", "CONDEMNED"}},
	"date":               {Date: autumn},
	"actions":            {Actions: []diplo.ActionID{"action:a"}},
	"articles":           {Articles: []diplo.ArticleID{"article:a"}},
	"outlets":            {Outlets: []string{"Le Monde"}},
	"place":              {Place: "Paris"},
	"text":               {Text: "ceasefire talks"},
	"of two, one narrow": {And: []store.EventFilter{{Modalities: []diplo.Modality{diplo.Asserted}}, {Place: "Paris"}}},
}

func TestNoNarrowFilterLooksAtAllEvents(t *testing.T) {
	server := neo4jtest.Open(t)
	s, err := Open(t.Context(), Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, filter := range narrow {
		for _, past := range []bool{false, true} {
			page := newEventQuery(&filter, past)
			cypher, err := page.page(store.NewestFirst, store.PageRequest{Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			groups := newEventQuery(&filter, past)
			for _, asked := range []struct {
				cypher string
				params parameters
			}{{cypher, page.params}, {groups.groups([]store.Dimension{store.ByMonth}, store.CountOutlets, 12), groups.params}} {
				asked.params["at"] = stored(autumn.From.Time())
				result, err := driver.ExecuteQuery(t.Context(), s.driver, "EXPLAIN "+asked.cypher, asked.params, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
				if err != nil {
					t.Fatalf("%s: %v", asked.cypher, err)
				}
				for _, operator := range operators(result.Summary.Plan()) {
					kind, details, _ := strings.Cut(operator, " ")
					scan := slices.Contains([]string{"AllNodesScan", "DirectedAllRelationshipsScan", "NodeByLabelScan", "NodeIndexScan"}, kind)
					if scan && !strings.Contains(details, "schema:Schema") {
						t.Errorf("%s, past %t: the plan has %s:\n%s", name, past, operator, asked.cypher)
					}
				}
			}
		}
	}
}

func TestNeighboursByWhatStandsAreReadFromPairs(t *testing.T) {
	server := neo4jtest.Open(t)
	s, err := Open(t.Context(), Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids := []string{"country:ARM", "country:AZE"}
	for _, cypher := range []string{cypherTies, cypherTiesAmong} {
		result, err := driver.ExecuteQuery(t.Context(), s.driver, "EXPLAIN "+cypher, parameters{"of": ids, "among": ids, "limit": 10},
			driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
		if err != nil {
			t.Fatal(err)
		}
		plan := strings.Join(operators(result.Summary.Plan()), "\n")
		if !strings.Contains(plan, "[p:PAIR]") || strings.Contains(plan, "Scan") || strings.Contains(plan, "Event") {
			t.Errorf("the plan is\n%s", plan)
		}
	}
}
