package storetest

import (
	"fmt"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

// commands are texts that would be commands, were they ever made part of one.
var commands = []string{
	`'}) DETACH DELETE n //`, `"}) MATCH (n) DETACH DELETE n RETURN count(*) //`, "`]->() DELETE r //", `$at`, `\u0027 OR 1=1 //`, `{name: 'x'}`,
	`'; DROP TABLE event; --`, `" OR ""="`, `x' UNION SELECT * FROM decision --`, `%' ESCAPE '%`, `_%_`,
	`*:* OR name:[* TO *]`, `"a" NEAR("b c", 2) NOT d`, `a AND (b OR`, `col:x*`, `\`, `^2~0.5`, `/.*/`,
}

// Whatever a text holds, it is kept as it is and found by itself, and nothing else happens.
func runInjection(t *testing.T, open func(testing.TB) store.Store) {
	t.Run("commands in texts are texts", func(t *testing.T) {
		s := open(t)
		defer closeStore(t, s)
		day := diplo.DateOf(2023, 9, 19)
		var batch []diplo.CodedArticle
		for i, text := range commands {
			address := fmt.Sprintf("https://wire.example/%d/%s", i, "'}) DELETE n //")
			a := diplo.Article{ID: diplo.ArticleIDOf(address, "", day), Source: address, URL: address, Title: text, Outlet: text, Cluster: diplo.ClusterIDOf(address),
				Reported: day, Basis: diplo.DateFromMetadata, Text: "Norland condemned it: " + text}
			who := diplo.ActorID(fmt.Sprintf("person:%d", i))
			claim := diplo.Claim{Relation: "CONDEMNED", Source: who, Target: "country:SDN", Modality: diplo.Asserted, Date: diplo.OnDay(day, diplo.BasisExplicit, ""),
				Place: diplo.Place{Name: text, Country: "SDN"}}
			m := diplo.Mention{Claim: claim, Quote: a.Text, Sentence: diplo.Span{End: len(a.Text)}, Trigger: diplo.Span{Start: 8, End: 17}, Confidence: 0.5, Extractor: "test 1"}
			m.Identify(&a)
			batch = append(batch, diplo.CodedArticle{Article: a, Mentions: []diplo.Mention{m}, Actors: []diplo.Actor{
				{ID: who, Kind: diplo.KindPerson, Name: text}, {ID: "country:SDN", Kind: diplo.KindCountry, Name: "Sudland", Code: "SDN"}}})
		}
		put(t, s, batch...)
		count := func(filter store.EventFilter) int { return must[int](t)(s.CountEvents(t.Context(), filter)) }
		for i, text := range commands {
			actors := must[[]*diplo.Actor](t)(s.ActorsByID(t.Context(), []diplo.ActorID{diplo.ActorID(fmt.Sprintf("person:%d", i))}))
			if len(actors) != 1 || actors[0] == nil || actors[0].Name != text {
				t.Errorf("%q is kept as %+v", text, actors)
			}
			if n := count(store.EventFilter{Outlets: []string{text}}); n != 1 {
				t.Errorf("%d events of the outlet %q", n, text)
			}
			if n := count(store.EventFilter{Place: text}); n != 1 {
				t.Errorf("%d events at the place %q", n, text)
			}
			for what, filter := range map[string]store.EventFilter{
				"relation": {Relations: []diplo.Relation{diplo.Relation(text)}}, "actor": {Source: match(store.Self, diplo.ActorID(text))}, "article": {Articles: []diplo.ArticleID{diplo.ArticleID(text)}},
				"action": {Actions: []diplo.ActionID{diplo.ActionID(text)}}, "code": {Either: coded(text)}, "modality": {Modalities: []diplo.Modality{diplo.Modality(text)}},
			} {
				if n, err := s.CountEvents(t.Context(), filter); n != 0 || err != nil && diplo.KindOf(err) != diplo.Invalid {
					t.Errorf("%d events of the %s %q, %v", n, what, text, err)
				}
			}
			if _, err := s.CountEvents(t.Context(), store.EventFilter{Text: text}); err != nil && diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("sought %q: %v", text, err)
			}
			if _, err := s.Search(t.Context(), text, nil, 5); err != nil {
				t.Errorf("searched %q: %v", text, err)
			}
			if _, err := s.Actors(t.Context(), store.ActorFilter{Name: text}, store.PageRequest{Limit: 5}); err != nil && diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("actors %q: %v", text, err)
			}
			if _, err := s.Events(t.Context(), store.EventFilter{}, store.EventOrder(text), store.PageRequest{Limit: 5}); err == nil {
				t.Errorf("the order %q is taken", text)
			}
			if _, err := s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 5, After: store.NewCursor("events by DATE_DESC", text, text, text)}); err != nil && diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("behind %q: %v", text, err)
			}
		}
		if n := count(store.EventFilter{}); n != len(commands) {
			t.Errorf("%d events are left of %d", n, len(commands))
		}
	})
}
