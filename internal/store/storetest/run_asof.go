package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// happened is what of a dump AsOf gives as it was: not who is who.
func happened(d Dump) Dump {
	d.Totals.Actors, d.Totals.Actions = 0, 0
	d.Actors, d.Actions, d.Offices = nil, nil, nil
	return d
}

// runAsOf checks AsOf, each check on a store to itself.
func runAsOf(t *testing.T, open func(testing.TB) store.Store) {
	on := func(name string, check func(t *testing.T, s store.Store, f Fixture)) {
		t.Run("as of: "+name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			check(t, s, Sample())
		})
	}
	on("what happened is read as it was after each write", func(t *testing.T, s store.Store, f Fixture) {
		type state struct {
			what    string
			at      time.Time
			dump    Dump
			changes int
		}
		states := []state{{what: "nothing", at: time.Unix(0, 0), dump: Read(t, s)}}
		keep := func(what string, at time.Time) {
			t.Helper()
			states = append(states, state{what, at, Read(t, s), len(ReadChanges(t, s))})
		}
		// Each Put has a note of its own with it, to know its instant by.
		notes := 0
		putAll := func(what string, batch ...diplo.CodedArticle) {
			t.Helper()
			notes++
			coded, id := note(fmt.Sprint("note-", notes), annaKov, sampleActors[France], day("2022-01-01").Time().AddDate(0, 0, notes).Format(time.DateOnly))
			put(t, s, append(batch, coded)...)
			keep(what, event(t, s, id).Recorded)
		}
		all := func(d diplo.Decision) diplo.Decision {
			t.Helper()
			d = made(t, s, d)
			keep(string(d.Kind), d.Recorded)
			return d
		}
		putAll("two articles", f.Articles[0], f.Articles[2])
		putAll("all articles", f.Articles...)
		second := Sample().Articles[0]
		second.Article.Outlet, second.Article.Title, second.Article.Text = "AFP", "Coup de fil", second.Article.Text+" More followed."
		second.Article.Reported++
		second.Mentions = second.Mentions[:1]
		putAll("another reading", second)
		emptied := Sample().Articles[4]
		emptied.Mentions, emptied.Actions, emptied.Actors = nil, nil, nil
		putAll("an article of nothing", emptied)
		date := onDay("2023-12-24")
		correction := all(correct(f.Events["urged"], diplo.Correction{Date: &date, Relation: "THREATENED", Source: &diplo.CorrectedSource{Source: Macron},
			Actors: []diplo.Actor{sampleActors[Macron]}}))
		all(retractEvent(f.Events["call"]))
		merging := all(merge(Alvarez, UN))
		putAll("an article again", Sample().Articles[4])
		all(retractArticle(Shelling))
		all(undo(correction))
		all(undo(merging))
		all(alias(France, "L'Hexagone"))
		putAll("the first reading again", Sample().Articles[0])

		for i, then := range states {
			reader := s.AsOf(then.at)
			Same(t, "what is read as of "+then.what, happened(then.dump), happened(Read(t, reader)))
			Same(t, "the changes as of "+then.what, then.changes, len(ReadChanges(t, reader)))
			if i > 0 { // just before it is as after the one before
				before := s.AsOf(then.at.Add(-time.Nanosecond))
				Same(t, "what is read just before "+then.what, happened(states[i-1].dump), happened(Read(t, before)))
			}
			Same(t, "what is read as of "+then.what+" and any time after", happened(then.dump), happened(Read(t, reader.AsOf(time.Now().AddDate(100, 0, 0)))))
			Same(t, "what is read as of any time after and "+then.what, happened(then.dump), happened(Read(t, s.AsOf(time.Now().AddDate(100, 0, 0)).AsOf(then.at))))
		}
		Same(t, "what is read in time to come", states[len(states)-1].dump, Read(t, s.AsOf(time.Now().AddDate(100, 0, 0))))
	})
	on("before the first Put nothing had happened", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		before := s.AsOf(event(t, s, f.Events["call"]).Recorded.Add(-time.Microsecond))
		Same(t, "events", 0, count(t, before, store.EventFilter{}))
		totals := must[store.Totals](t)(before.Totals(t.Context()))
		Same(t, "totals", store.Totals{Actors: 9, Actions: 2, FirstDay: diplo.NoDay, LastDay: diplo.NoDay}, totals)
		Same(t, "hits", 0, len(must[[]store.Hit](t)(before.Search(t.Context(), "stepanakert", []store.SearchKind{store.SearchArticles, store.SearchSentences}, 5))))
	})
	on("every question is answered from that time", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		then := s.AsOf(event(t, s, f.Events["call"]).Recorded)
		date := onDay("2024-03-01")
		made(t, s, correct(f.Events["urged"], diplo.Correction{Date: &date, Relation: "THREATENED", Target: &diplo.CorrectedTarget{Target: France},
			Actors: []diplo.Actor{sampleActors[France]}}))
		made(t, s, retractArticle(PhoneCall))
		for i := range f.Articles {
			f.Articles[i].Mentions = f.Articles[i].Mentions[:len(f.Articles[i].Mentions)-1]
			f.Articles[i].Article.Title = "Spoilt"
		}
		put(t, s, f.Articles...)
		f = Sample()
		runFilters(t, then, f)
		runPages(t, then, f)
		runGroups(t, then, f)
		runNeighbours(t, then)
		for query, want := range map[string]int{"spoilt": 0, "appelle": 1, "ethnic cleansing": 2, "marched": 2} {
			hits := must[[]store.Hit](t)(then.Search(t.Context(), query, []store.SearchKind{store.SearchArticles, store.SearchSentences}, 9))
			Same(t, "hits of "+query, want, len(hits))
		}
	})
	on("who is who is as known now", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		instant := event(t, s, f.Events["call"]).Recorded
		then := s.AsOf(instant)
		made(t, s, merge(Alvarez, UN))
		made(t, s, alias(UN, "Nations Unies"))
		letter := event(t, then, f.Events["letter"])
		Same(t, "the letter then", []any{f.Events["letter"], Alvarez, instant}, []any{letter.ID, letter.Source, letter.Recorded})
		Same(t, "who wrote it, as known now", actor(t, s, UN), actor(t, then, Alvarez))
		for _, id := range []diplo.ActorID{Alvarez, UN} {
			page := must[store.Page[*diplo.Event]](t)(then.Events(t.Context(), store.EventFilter{Source: match(store.Self, id)}, "", store.PageRequest{}))
			Same(t, "events then of "+string(id), []string{"letter", "urged"}, sorted(f.named(page.Items)))
		}
		groups := must[[]store.Group](t)(then.Groups(t.Context(), store.EventFilter{Source: coded("UN")}, []store.Dimension{store.BySource, store.BySourceCode}, store.CountEvents, 5))
		var keys [][]string
		for _, g := range groups {
			keys = append(keys, g.Keys)
		}
		Same(t, "groups then", [][]string{{string(UN), "UN"}, {string(Alvarez), "UN"}}, keys)
		after := event(t, s, f.Events["letter"])
		if found := event(t, then, after.ID); found != nil {
			t.Errorf("the id that the letter got later gives %+v then", found)
		}
		Same(t, "actors by the new name", 1, must[int](t)(then.CountActors(t.Context(), store.ActorFilter{Name: "nations unies"})))
		Same(t, "articles then", 5, must[int](t)(then.CountArticles(t.Context(), store.ArticleFilter{})))
	})
	on("who and what has gone is given by id as it last was", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		then := s.AsOf(event(t, s, f.Events["call"]).Recorded)
		made(t, s, alias(Opposition, "the Bloc"))
		emptied := Sample().Articles[4]
		emptied.Mentions, emptied.Actions, emptied.Actors = nil, nil, nil
		put(t, s, emptied)
		want := sampleActors[Opposition]
		want.Aliases = []string{"the Bloc"}
		Same(t, "the opposition", &want, actor(t, then, Opposition))
		corridor := f.Articles[4].Actions[0]
		got := must[[]*diplo.Action](t)(then.ActionsByID(t.Context(), []diplo.ActionID{theCorridor, "action:none"}))
		Same(t, "the corridor", []*diplo.Action{&corridor, nil}, got)
		if actor(t, s, Opposition) != nil || actor(t, then, Nobody) != nil {
			t.Error("the opposition is there now, or nobody was somebody")
		}
		Same(t, "events then, of those whose code it has", 2, count(t, then, store.EventFilter{Source: coded("ARM")}))
		listed := must[store.Page[*diplo.Actor]](t)(then.Actors(t.Context(), store.ActorFilter{}, store.PageRequest{Limit: 50}))
		if slices.ContainsFunc(listed.Items, func(a *diplo.Actor) bool { return a.ID == Opposition }) {
			t.Error("the opposition is listed, which is not there now")
		}
	})
}
