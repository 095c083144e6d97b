package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/diplo"
	"entente/internal/store"
)

func TestEveryQuestionCanBePutToTheGraphAsItWasThen(t *testing.T) {
	papers := story()
	s := storeOf(t, papers[:1])
	first, err := s.ArticlesByID(t.Context(), []diplo.ArticleID{papers[0].Article.ID})
	if err != nil {
		t.Fatal(err)
	}
	then := fmt.Sprintf("asOf: %q", first[0].Recorded.Format(time.RFC3339Nano))
	if _, err := s.Put(t.Context(), papers[1:]); err != nil {
		t.Fatal(err)
	}
	h := serve(t, s, func(c *graph.Config) { c.Clock = time.Now })
	herald := string(papers[1].Article.ID)
	for _, c := range []struct{ question, then, now string }{
		{`article(id: "` + herald + `", AS_OF) { outlet }`, `null`, `{"outlet": "The Herald"}`},
		{`node(id: "` + herald + `", AS_OF) { __typename }`, `null`, `{"__typename": "Article"}`},
		{`nodes(ids: ["` + herald + `"], AS_OF) { __typename }`, `[null]`, `[{"__typename": "Article"}]`},
		{`articles(AS_OF) { totalCount }`, `{"totalCount": 1}`, `{"totalCount": 2}`},
		{`about(AS_OF) { statistics { articles } }`, `{"statistics": {"articles": 1}}`, `{"statistics": {"articles": 2}}`},
		{`events(where: {between: ["Blinken", "Aliyev"]}, AS_OF) { nodes { outletCount mentions { article { outlet } } } }`,
			`{"nodes": [{"outletCount": 1, "mentions": [{"article": {"outlet": "The Wire"}}]}]}`,
			`{"nodes": [{"outletCount": 2, "mentions": [{"article": {"outlet": "The Wire"}}, {"article": {"outlet": "The Herald"}}]}]}`},
		{`actor(name: "Armenia", AS_OF) { events(where: {modality: PLANNED}) { totalCount } partners(where: {modality: PLANNED}) { nodes { events } } }`,
			`{"events": {"totalCount": 0}, "partners": {"nodes": []}}`, `{"events": {"totalCount": 1}, "partners": {"nodes": [{"events": 1}]}}`},
		{`dyad(a: "Armenia", b: "Azerbaijan", where: {modality: PLANNED}, AS_OF) { summary { events } timeline { count } lastEvent { relation } }`,
			`{"summary": {"events": 0}, "timeline": [], "lastEvent": null}`,
			`{"summary": {"events": 1}, "timeline": [{"count": 1}], "lastEvent": {"relation": "NEGOTIATED_WITH"}}`},
		{`eventGroups(by: MODALITY, where: {modality: PLANNED}, AS_OF) { nodes { count } }`, `{"nodes": []}`, `{"nodes": [{"count": 1}]}`},
		{`search(query: "talks", kinds: SENTENCE, AS_OF) { nodes { kind } }`, `{"nodes": []}`, `{"nodes": [{"kind": "SENTENCE"}]}`},
		{`paths(from: "Armenia", to: "Azerbaijan", where: {modality: PLANNED}, AS_OF) { nodes { length } }`, `{"nodes": []}`, `{"nodes": [{"length": 1}]}`},
		{`neighborhood(of: "Armenia", where: {modality: PLANNED}, AS_OF) { edges { count } }`, `{"edges": []}`, `{"edges": [{"count": 1}]}`},
		{`actors(where: {name: "Azerbaijan"}, AS_OF) { nodes { events(where: {modality: PLANNED}) { totalCount } } }`,
			`{"nodes": [{"events": {"totalCount": 0}}]}`, `{"nodes": [{"events": {"totalCount": 1}}]}`},
	} {
		wantData(t, h, "{ then: "+strings.Replace(c.question, "AS_OF", then, 1)+" now: "+strings.Replace(c.question, "AS_OF", `asOf: ""`, 1)+" }",
			fmt.Sprintf(`{"then": %s, "now": %s}`, c.then, c.now))
	}
	for _, when := range []string{`"soon"`, `1234567890`} {
		if got := ask(t, h, `{ events(asOf: `+when+`) { totalCount } }`); got.code() != "BAD_USER_INPUT" {
			t.Errorf("as of %s gives %s", when, got.raw)
		}
	}
	wantData(t, h, `{ before: events(asOf: "2001") { totalCount } toCome: articles(asOf: "9000") { totalCount } }`, `{"before": {"totalCount": 0}, "toCome": {"totalCount": 2}}`)
}

func TestRelativeTimesCountFromTheInstantThatIsAskedAbout(t *testing.T) {
	s := storeOf(t, story())
	got, err := s.Events(t.Context(), store.EventFilter{}, store.NewestFirst, store.PageRequest{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	stored := got.Items[0].Recorded
	h := serve(t, s, func(c *graph.Config) { c.Clock = func() time.Time { return stored.AddDate(1, 0, 0) } })
	wantData(t, h, fmt.Sprintf(`{ then: events(asOf: %q, where: {modality: ASSERTED, recordedAt: {gte: "now-1d"}}) { totalCount } now: events(where: {modality: ASSERTED, recordedAt: {gte: "now-1d"}}) { totalCount } }`,
		stored.Format(time.RFC3339Nano)), `{"then": {"totalCount": 9}, "now": {"totalCount": 0}}`)
}
