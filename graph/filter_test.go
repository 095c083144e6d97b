package graph_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/query"
)

func decoded(t *testing.T, text string) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		t.Fatal(err)
	}
	return object
}

func TestAFilterInJSONIsThatOfAQuery(t *testing.T) {
	h := serve(t, theStory)
	base := query.Known(actors.Default())
	resolver := &query.Resolver{Base: base, Store: theStory}
	questions := &query.Questions{Store: theStory, Actors: resolver, Clock: func() time.Time { return now }}
	for _, text := range []string{
		`{}`,
		`{"source": "France"}`,
		`{"source": ["USA", "Macron"], "relation": "SPOKE_TO"}`,
		`{"either": ["Azerbaijan"], "scope": "SELF", "quadClass": ["VERBAL_CONFLICT"]}`,
		`{"between": ["USA", "Azerbaijan"], "date": {"gte": "2023-09", "lte": 1695168000000}}`,
		`{"or": [{"eventType": "CONSULT"}, {"not": {"background": false}}], "modality": ["ASSERTED", "PLANNED"]}`,
		`{"confidence": {"gte": 0.1}, "sources": {"gte": 2}, "text": "spoke", "date": null}`,
		`{"date": {"within": "now-30d/now"}, "place": "AZE"}`,
	} {
		t.Run(text, func(t *testing.T) {
			filter, err := graph.ParseFilter(decoded(t, text))
			if err != nil {
				t.Fatal(err)
			}
			compiled, err := questions.Events(t.Context(), filter)
			if err != nil {
				t.Fatal(err)
			}
			count, err := theStory.CountEvents(t.Context(), compiled)
			if err != nil {
				t.Fatal(err)
			}
			got := ask(t, h, `query($where: EventFilter) { events(where: $where) { totalCount } }`, map[string]any{"where": decoded(t, text)})
			want := map[string]any{"events": map[string]any{"totalCount": float64(count)}}
			if difference := cmp.Diff(any(want), got.Data); difference != "" {
				t.Errorf("the query answers otherwise: %s %s", difference, got.raw)
			}
		})
	}
}

func TestAFilterThatIsNoneIsRefusedWithItsPath(t *testing.T) {
	for text, says := range map[string]string{
		`{"colour": "red"}`:                    "where.colour: unknown field",
		`{"relation": "LIKED"}`:                "where.relation[0]: LIKED is not a valid Relation",
		`{"and": [{"background": "perhaps"}]}`: "where.and[0].background: cannot use string as Boolean",
		`{"date": {"gte": "soon"}}`:            `"soon" is not a time`,
		`{"source": [null]}`:                   "where.source[0]: cannot be null",
		`{"source": {"name": "France"}}`:       "not a filter of events",
	} {
		if _, err := graph.ParseFilter(decoded(t, text)); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s gave %v", text, err)
		}
	}
}
