package graph_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/examples/queries"
	"entente/graph"
	"entente/internal/actors"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/internal/text/english"
	"entente/loader"
	"entente/loader/source"
)

func TestEveryExampleSaysWhatItAsks(t *testing.T) {
	for _, example := range queries.All() {
		if example.Title == "" || example.About == "" || example.Part == "" {
			t.Errorf("%s does not say what it asks in its first lines", example.Name)
		}
	}
}

// The sample articles have one decision, so that there are decisions to ask for.
func TestEveryExampleHasAnAnswerOverTheSampleArticlesTheSameOnBothStores(t *testing.T) {
	answers := map[string][]any{}
	onEachStore(t, func(t *testing.T, s store.Store) {
		l := &loader.Loader{Extractor: extract.New(english.New(), actors.Default()), Store: s}
		if _, err := l.Load(t.Context(), (&source.Set{Paths: []string{"../testdata/articles"}}).Items(t.Context())); err != nil {
			t.Fatal(err)
		}
		h := serve(t, s, func(c *graph.Config) { c.Writer = s })
		retractTheFirst(t, h, `{source: "Azerbaijan", relation: BLOCKADED}`)
		for _, example := range queries.All() {
			got := ask(t, h, example.Query)
			if len(got.Errors) > 0 {
				t.Errorf("%s failed: %s", example.Name, got.raw)
				continue
			}
			for name, value := range got.Data.(map[string]any) {
				if nodes, isList := member(value, "nodes"); isList && len(nodes) == 0 {
					t.Errorf("%s has nothing to show of %s", example.Name, name)
				}
			}
			answers[example.Name] = append(answers[example.Name], lasting(got.Data))
		}
	})
	for name, each := range answers {
		for _, other := range each[1:] {
			if difference := cmp.Diff(each[0], other); difference != "" {
				t.Errorf("%s is answered otherwise by another store:\n%s", name, difference)
			}
		}
	}
}

// retractTheFirst retracts the first event of a filter.
func retractTheFirst(t *testing.T, h http.Handler, where string) {
	t.Helper()
	nodes, _ := member(ask(t, h, "{ events(where: "+where+") { nodes { id } } }").Data.(map[string]any)["events"], "nodes")
	if len(nodes) == 0 {
		t.Fatalf("no event of %s", where)
	}
	id := nodes[0].(map[string]any)["id"].(string)
	if got := ask(t, h, `mutation { retractEvent(input: {event: "`+id+`", reason: "told twice", author: "Ana"}) { event { status } } }`); len(got.Errors) > 0 {
		t.Fatalf("%s", got.raw)
	}
}

// lasting is the answer without what a store makes up: when it stored something, its positions, and the ids of decisions.
func lasting(answer any) any {
	switch v := answer.(type) {
	case map[string]any:
		for _, key := range []string{"recordedAt", "cursor", "startCursor", "endCursor"} {
			delete(v, key)
		}
		if id, ok := v["id"].(string); ok && strings.HasPrefix(id, "decision:") {
			delete(v, "id")
		}
		for key, value := range v {
			v[key] = lasting(value)
		}
	case []any:
		for i := range v {
			v[i] = lasting(v[i])
		}
	}
	return answer
}

func member(value any, name string) ([]any, bool) {
	object, _ := value.(map[string]any)
	list, ok := object[name].([]any)
	return list, ok
}

func TestTheReactionsExampleFindsWhoCondemnedAndWhoBacked(t *testing.T) {
	h := serve(t, theStory)
	for _, example := range queries.All() {
		if example.Name != "04-reactions" {
			continue
		}
		answer, err := json.Marshal(ask(t, h, example.Query).Data)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Catherine Colonna", "Recep Tayyip Erdoğan"} {
			if !strings.Contains(string(answer), name) {
				t.Errorf("%s is missing: %s", name, answer)
			}
		}
	}
}
