package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/examples/queries"
	"entente/internal/actors"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/internal/text/english"
	"entente/loader"
	"entente/loader/source"
)

func TestEveryExampleAnswers(t *testing.T) {
	h := serve(t, theStory)
	for _, example := range queries.All() {
		t.Run(example.Name, func(t *testing.T) {
			if example.Title == "" || example.About == "" || example.Part == "" {
				t.Error("it does not say what it asks in its first lines")
			}
			got := ask(t, h, example.Query)
			if len(got.Errors) > 0 {
				t.Fatalf("it failed: %s", got.raw)
			}
			for name, value := range got.Data.(map[string]any) {
				nodes, isList := member(value, "nodes")
				if isList && len(nodes) == 0 && example.Name != "13-conditions" {
					t.Errorf("%s has nothing to show of the story of 19 September 2023", name)
				}
			}
		})
	}
}

func TestEveryExampleHasTheSameAnswerOnBothStoresOverTheSampleArticles(t *testing.T) {
	answers := map[string][]any{}
	onEachStore(t, func(t *testing.T, s store.Store) {
		l := &loader.Loader{Extractor: extract.New(english.New(), actors.Default()), Store: s}
		if _, err := l.Load(t.Context(), (&source.Set{Paths: []string{"../testdata/articles"}}).Items(t.Context())); err != nil {
			t.Fatal(err)
		}
		h := serve(t, s)
		for _, example := range queries.All() {
			got := ask(t, h, example.Query)
			if len(got.Errors) > 0 {
				t.Errorf("%s failed: %s", example.Name, got.raw)
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

// lasting is the answer without what a store makes up: when it stored something, and its positions.
func lasting(answer any) any {
	switch v := answer.(type) {
	case map[string]any:
		for _, key := range []string{"recordedAt", "cursor", "startCursor", "endCursor"} {
			delete(v, key)
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
