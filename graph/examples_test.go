package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/examples/queries"
)

func TestEveryExampleAnswers(t *testing.T) {
	h := serve(t, theStory)
	for _, example := range queries.All() {
		t.Run(example.Name, func(t *testing.T) {
			if example.Title == "" || example.About == "" {
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
