package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
)

// hostile are queries that would keep a naive server busy, with the code that refuses them.
func hostile() map[string]struct{ query, code string } {
	nest := func(n int) string {
		return `{ events { nodes { ` + strings.Repeat(`source { ... on Actor { events { nodes { `, n) + `id` + strings.Repeat(` } } } }`, n) + ` } } }`
	}
	var aliases, spreads strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&aliases, "a%d: about { version } ", i)
	}
	for i := range 30 {
		fmt.Fprintf(&spreads, "fragment f%d on Event { ...f%d ...f%d } ", i, i+1, i+1)
	}
	spreads.WriteString("fragment f30 on Event { id }")
	return map[string]struct{ query, code string }{
		"deep nesting":                  {nest(20), "TOO_COMPLEX"},
		"very deep nesting":             {nest(100), "TOO_COMPLEX"},
		"a bomb of aliases":             {`{ ` + aliases.String() + ` }`, "TOO_COMPLEX"},
		"fragments that multiply":       {`{ events { nodes { ...f0 } } } ` + spreads.String(), "TOO_COMPLEX"},
		"20,000 times __typename":       {`{ ` + strings.Repeat(`__typename `, 20000) + ` }`, "TOO_COMPLEX"},
		"1,500 times __typename":        {`{ ` + strings.Repeat(`__typename `, 1500) + ` }`, "TOO_COMPLEX"},
		"900 times __typename":          {`{ ` + strings.Repeat(`__typename `, 900) + ` }`, "TOO_COMPLEX"},
		"the schema again and again":    {`{ ` + strings.Repeat(`__schema { types { fields { name } } } `, 3) + ` }`, "TOO_COMPLEX"},
		"a text without end":            {`{ events(where: {text: "` + strings.Repeat(`a `, 200000) + `"}) { totalCount } }`, "BAD_USER_INPUT"},
		"a name without end":            {`{ actors(where: {name: "` + strings.Repeat(`a `, 200000) + `"}) { totalCount } }`, "BAD_USER_INPUT"},
		"an id without end":             {`{ actor(id: "` + strings.Repeat(`a`, 400000) + `") { id } }`, "BAD_USER_INPUT"},
		"fragments in a circle":         {`{ events { nodes { ...a } } } fragment a on Event { ...b } fragment b on Event { ...a }`, "GRAPHQL_VALIDATION_FAILED"},
		"an unused fragment in circles": {`{ about { version } } fragment a on Event { ...a }`, "GRAPHQL_VALIDATION_FAILED"},
		"large lists in large lists":    {`{ actors(first: 500) { nodes { events(first: 500) { nodes { id } } } } }`, "TOO_COMPLEX"},
		"lists of unlimited length":     {`{ actors(first: 2147483647) { nodes { events(last: 2147483647) { nodes { id } } } } }`, "TOO_COMPLEX"},
		"directives by the thousand":    {`{ about ` + strings.Repeat(`@skip(if: false) `, 3000) + ` { version } }`, "TOO_COMPLEX"},
		"a filter within a filter": {`{ events(where: ` + strings.Repeat(`{not: `, 50) + `{}` + strings.Repeat(`}`, 50) + `) { totalCount } }`,
			"BAD_USER_INPUT"},
		"a filter of many parts": {`{ events(where: {or: [` + strings.Repeat(`{} `, 300) + `]}) { totalCount } }`, "BAD_USER_INPUT"},
	}
}

func TestHostileQueriesAreRefusedWithAClearCode(t *testing.T) {
	h := serve(t, theStory)
	for name, c := range hostile() {
		t.Run(name, func(t *testing.T) {
			if got := ask(t, h, c.query); got.code() != c.code {
				t.Errorf("got %q, want %s", got.raw[:min(300, len(got.raw))], c.code)
			}
		})
	}
}

func TestHostileFiltersInVariablesAreRefused(t *testing.T) {
	h := serve(t, theStory)
	filter := map[string]any{}
	for range 2000 {
		filter = map[string]any{"and": []any{filter}}
	}
	got := ask(t, h, `query Q($where: EventFilter) { events(where: $where) { totalCount } }`, map[string]any{"where": filter})
	if got.code() != "TOO_COMPLEX" {
		t.Errorf("got %s", got.raw[:min(300, len(got.raw))])
	}
	many := make([]any, 50_000)
	for i := range many {
		many[i] = "France"
	}
	got = ask(t, h, `query Q($where: EventFilter) { events(where: $where) { totalCount } }`, map[string]any{"where": map[string]any{"source": many}})
	if got.code() != "TOO_COMPLEX" {
		t.Errorf("got %s", got.raw[:min(300, len(got.raw))])
	}
	deepest := map[string]any{"date": map[string]any{"gte": "2023"}}
	for range 9 { // ten in one another are allowed
		deepest = map[string]any{"and": []any{deepest}}
	}
	if got := ask(t, h, `query Q($where: EventFilter) { events(where: $where) { totalCount } }`, map[string]any{"where": deepest}); got.code() != "" {
		t.Errorf("the deepest filter that is allowed: %s", got.raw)
	}
}

func BenchmarkHostileQueries(b *testing.B) {
	h := serve(b, theStory)
	for name, c := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ask(b, h, c.query)
			}
		})
	}
}

func TestIntrospectionIsExemptByItsFieldsWhateverTheOperationIsCalled(t *testing.T) {
	tight := graph.Limits{Depth: 3, Cost: 10}
	h := serve(t, theStory, func(c *graph.Config) { c.Limits = tight })
	if got := ask(t, h, introspection); len(got.Errors) > 0 {
		t.Errorf("introspection was refused: %s", got.raw[:min(300, len(got.raw))])
	}
	got := ask(t, h, `query IntrospectionQuery { events { nodes { mentions { article { title } } } } }`)
	if got.code() != "TOO_COMPLEX" {
		t.Errorf("the name of introspection let a query pass: %s", got.raw)
	}
}

func TestAnOperationThatTakesTooLongIsStopped(t *testing.T) {
	h := serve(t, slow{theStory}, func(c *graph.Config) { c.Limits.Timeout = 20 * time.Millisecond })
	got := ask(t, h, `{ events { totalCount } }`)
	if got.code() != "UNAVAILABLE" || !strings.Contains(got.Errors[0].Message, "20ms") {
		t.Errorf("got %s", got.raw)
	}
}

func TestAPageOfFiveHundredEventsWithTheirEvidenceIsWithinTheLimits(t *testing.T) {
	h := serve(t, theStory)
	got := ask(t, h, `{ events(first: 500) { totalCount pageInfo { endCursor } nodes { id relation date { iso } source { id name code } target { ... on Actor { id name } }
		mentions { sentence start end trigger { text } article { title outlet url published } } } } }`)
	if len(got.Errors) > 0 {
		t.Errorf("it was refused: %s", got.raw)
	}
}

// introspection is what GraphiQL asks first.
const introspection = `query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name }
	types { ...FullType } directives { name description locations args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL
	fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
	inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
	possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
	kind name ofType { kind name ofType { kind name } } } } } } } } } }`

func TestTimelinesCostTheirPoints(t *testing.T) {
	h := serve(t, theStory)
	const line = `{ actors(first: 500) { nodes { timeline(interval: %s) { start end count balance } } } }`
	for interval, code := range map[string]string{"DAY": "TOO_COMPLEX", "WEEK": "TOO_COMPLEX", "MONTH": "", "YEAR": ""} {
		if got := ask(t, h, strings.Replace(line, "%s", interval, 1)); got.code() != code {
			t.Errorf("%s: code %q, want %q", interval, got.code(), code)
		}
	}
	if got := ask(t, h, `query($i: Interval!) { actors(first: 500) { nodes { timeline(interval: $i) { start end } } } }`, map[string]any{"i": "DAY"}); got.code() != "TOO_COMPLEX" {
		t.Errorf("by a variable: %q", got.code())
	}
	if got := ask(t, h, `{ dyad(a: "France", b: "Azerbaijan") { timeline(interval: DAY) { start end count verbalConflict verbalCooperation balance } } }`); got.code() != "" {
		t.Errorf("of one pair: %s", got.raw)
	}
}
