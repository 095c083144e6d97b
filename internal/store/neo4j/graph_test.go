package neo4j_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

// ask runs Cypher as a person would and gives the rows as text.
func ask(t *testing.T, cypher string) []string {
	t.Helper()
	server := neo4jtest.Current(t)
	token := driver.NoAuth()
	if server.User != "" {
		token = driver.BasicAuth(server.User, server.Password, "")
	}
	d, err := driver.NewDriverWithContext(server.URI, token)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	result, err := driver.ExecuteQuery(t.Context(), d, cypher, nil, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	var rows []string
	for _, record := range result.Records {
		var columns []string
		for _, value := range record.Values {
			columns = append(columns, fmt.Sprint(value))
		}
		rows = append(rows, strings.Join(columns, " "))
	}
	slices.Sort(rows)
	return rows
}

func mustPut(t *testing.T, s store.Store, batch ...diplo.CodedArticle) {
	t.Helper()
	if _, err := s.Put(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
}

// graphQuestions are what people ask in Neo4j Browser about the sample.
var graphQuestions = []struct {
	name, cypher string
	want         []string
}{
	{"people who spoke to people",
		`MATCH (p:Person)-[r:SPOKE_TO]->(q:Person) RETURN p.name, q.name, toString(r.date), r.modality`,
		[]string{"Emmanuel Macron Nikol Pashinyan 2023-09-19 ASSERTED"}},
	{"the countries that they spoke for",
		`MATCH (c:Country)-[r:SPOKE_TO {derived: true}]->(d:Country) RETURN c.id, d.id`,
		[]string{"country:FRA country:ARM"}},
	{"the derived edge carries the id of the same event",
		`MATCH ()-[r:SPOKE_TO]->() RETURN count(r), count(DISTINCT r.event)`,
		[]string{"2 1"}},
	{"a country that condemned an action",
		`MATCH (c:Country)-[r:CONDEMNED]->(x:Action) RETURN c.id, x.id, toString(r.date)`,
		[]string{"country:FRA action:shelling 2023-09-20"}},
	{"an event has its source and its target",
		`MATCH (s:Actor)<-[:SOURCE]-(e:Event {relation: 'CONDEMNED'})-[:TARGET]->(x:Action) RETURN s.id, x.id`,
		[]string{"country:FRA action:shelling"}},
	{"on whose behalf an event is",
		`MATCH (e:Event {relation: 'SPOKE_TO'})-[b:ON_BEHALF_OF]->(a:Country) RETURN b.side, a.id`,
		[]string{"source country:FRA", "target country:ARM"}},
	{"what is reported of a phone call, where and by whom",
		`MATCH (:Event {relation: 'SPOKE_TO'})-[r:REPORTED_IN]->(:Article)-[:PUBLISHED_BY]->(o:Outlet) RETURN r.trigger, r.sentence STARTS WITH 'French President', o.name`,
		[]string{"phone true The Guardian", "spoke true Le Monde"}},
	{"who did an action, and which event it is",
		`MATCH (a:Actor)<-[:DONE_BY]-(x:Action)-[:IS]->(e:Event) RETURN x.id, a.id, e.relation`,
		[]string{"action:shelling country:AZE ATTACKED"}},
	{"an undated event has an edge without a date",
		`MATCH (a)-[r:URGED]->(b:Person) WHERE r.date IS NULL AND r.derived IS NULL RETURN a.name, b.name`,
		[]string{"José Álvarez Emmanuel Macron"}},
	{"each event that stands is counted between all who face one another in it",
		`MATCH (a)-[p:PAIR]->(b) WHERE a.id < b.id RETURN sum(p.n)`,
		[]string{"11"}},
}

func TestGraphIsWhatPeopleAskFor(t *testing.T) {
	s := open(t)
	defer s.Close()
	f := storetest.Sample()
	mustPut(t, s, f.Articles...)
	for _, question := range graphQuestions {
		t.Run(question.name, func(t *testing.T) {
			if diff := cmp.Diff(question.want, ask(t, question.cypher)); diff != "" {
				t.Errorf("%s (- wanted, + got):\n%s", question.cypher, diff)
			}
		})
	}
}

// countEverything is what is in the graph, by label or type, but for what is kept of the past.
const countEverything = `
MATCH (n) WHERE NOT n:EntenteTests AND NOT n:PastEvent|PastArticle|PastMention|PastActor|PastAction|Change RETURN labels(n) AS what, count(*) AS n
UNION ALL
MATCH ()-[r]->() RETURN type(r) AS what, count(*) AS n`

func TestNothingIsLeftOfAReadingThatIsReplaced(t *testing.T) {
	s := open(t)
	defer s.Close()
	empty := storetest.Sample().Articles
	for i := range empty {
		empty[i] = diplo.CodedArticle{Article: empty[i].Article}
		empty[i].Article.Outlet = ""
	}
	mustPut(t, s, storetest.Sample().Articles...)
	mustPut(t, s, empty...)
	if diff := cmp.Diff([]string{"[Article] 5", "[Schema] 1"}, ask(t, countEverything)); diff != "" {
		t.Errorf("the graph after all readings were replaced by empty ones (- wanted, + got):\n%s", diff)
	}
}

func TestTheGraphDoesNotDependOnTheOrderOfPuts(t *testing.T) {
	articles := storetest.Sample().Articles
	s := open(t)
	mustPut(t, s, articles...)
	want := ask(t, countEverything)
	s.Close()
	s = open(t)
	defer s.Close()
	slices.Reverse(articles)
	for _, coded := range articles {
		other := coded
		other.Mentions = slices.Clone(coded.Mentions[:1])
		mustPut(t, s, other)
		mustPut(t, s, coded)
	}
	if diff := cmp.Diff(want, ask(t, countEverything)); diff != "" {
		t.Errorf("one by one, backwards, each first read in part (- all at once, + so):\n%s", diff)
	}
}
