package storetest

import (
	"context"
	"slices"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func runPages(t *testing.T, s store.Reader, f Fixture) {
	ctx := t.Context()
	// byDate are the sample's names in the order of their dates, those of one day in order of their ids.
	byDate := func(desc bool) []string {
		events := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids(everyEvent...)))
		slices.SortFunc(events, func(a, b *diplo.Event) int {
			switch {
			case a.Date.Known() != b.Date.Known():
				if a.Date.Known() {
					return -1
				}
				return 1
			case desc:
				a, b = b, a
			}
			if a.Date.Start != b.Date.Start {
				return int(a.Date.Start) - int(b.Date.Start)
			}
			if a.ID < b.ID {
				return -1
			}
			return 1
		})
		return f.named(events)
	}
	t.Run("newest first, undated last, ties by id downwards", func(t *testing.T) {
		for _, order := range []store.EventOrder{"", store.NewestFirst} {
			page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{}, order, store.PageRequest{}))
			Same(t, "Events", byDate(true), f.named(page.Items))
		}
	})
	t.Run("oldest first, undated last, ties by id upwards", func(t *testing.T) {
		page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{}, store.OldestFirst, store.PageRequest{}))
		Same(t, "Events", byDate(false), f.named(page.Items))
	})
	t.Run("an unknown order is invalid", func(t *testing.T) {
		_, err := s.Events(ctx, store.EventFilter{}, "LOUDEST_FIRST", store.PageRequest{})
		invalid(t, "LOUDEST_FIRST", err)
	})

	filters := map[string]store.EventFilter{
		"all":             {},
		"either Armenian": {Either: coded("ARM")},
		"not France":      {Not: &store.EventFilter{Source: match(store.Officials, France)}},
		"one side or other of two": {Or: []store.EventFilter{{Source: match(store.Officials, Azerbaijan, UN)},
			{Target: match(store.Officials, Armenia)}}},
		"none": {Source: &store.ActorMatch{}},
	}
	for name, filter := range filters {
		for _, order := range []store.EventOrder{store.NewestFirst, store.OldestFirst, store.RecentlyStoredFirst} {
			t.Run("pages of events, "+name+", "+string(order), func(t *testing.T) {
				checkPages(t, func(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Event], error) {
					return s.Events(ctx, filter, order, page)
				}, func(e *diplo.Event) string { return string(e.ID) })
			})
		}
	}
	t.Run("pages of actors", func(t *testing.T) {
		checkPages(t, func(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Actor], error) {
			return s.Actors(ctx, store.ActorFilter{}, page)
		}, func(a *diplo.Actor) string { return string(a.ID) })
	})
	t.Run("pages of actions", func(t *testing.T) {
		checkPages(t, func(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Action], error) {
			return s.Actions(ctx, store.ActionFilter{}, page)
		}, func(a *diplo.Action) string { return string(a.ID) })
	})
	t.Run("pages of articles", func(t *testing.T) {
		checkPages(t, func(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Article], error) {
			return s.Articles(ctx, store.ArticleFilter{}, page)
		}, func(a *diplo.Article) string { return string(a.ID) })
	})
	t.Run("a cursor is refused where it does not come from", func(t *testing.T) {
		newest := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{}, store.NewestFirst, store.PageRequest{})).Cursors[0]
		actor := must[store.Page[*diplo.Actor]](t)(s.Actors(ctx, store.ActorFilter{}, store.PageRequest{})).Cursors[0]
		article := must[store.Page[*diplo.Article]](t)(s.Articles(ctx, store.ArticleFilter{}, store.PageRequest{})).Cursors[0]
		action := must[store.Page[*diplo.Action]](t)(s.Actions(ctx, store.ActionFilter{}, store.PageRequest{})).Cursors[0]
		for _, page := range []store.PageRequest{{After: newest}, {Before: newest}, {Before: newest, Last: true}, {After: actor}, {After: "x"}, {Before: "bm9uc2Vuc2U"}} {
			_, err := s.Events(ctx, store.EventFilter{}, store.OldestFirst, page)
			invalid(t, "Events", err)
		}
		_, err := s.Actors(ctx, store.ActorFilter{}, store.PageRequest{After: article})
		invalid(t, "Actors", err)
		_, err = s.Articles(ctx, store.ArticleFilter{}, store.PageRequest{After: action})
		invalid(t, "Articles", err)
		_, err = s.Actions(ctx, store.ActionFilter{}, store.PageRequest{Before: actor})
		invalid(t, "Actions", err)
	})
	t.Run("a cursor serves another filter of the same list", func(t *testing.T) {
		all := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{}, "", store.PageRequest{}))
		at := slices.IndexFunc(all.Items, func(e *diplo.Event) bool { return f.name(e.ID) == "condemned" })
		page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{Source: coded("FRA")}, "", store.PageRequest{After: all.Cursors[at]}))
		Same(t, "what comes after", []string{"call", "recognition"}, f.named(page.Items))
	})
}

// checkPages reads a list in pages of every size, both ways, between any two positions, and wants the same as in one.
func checkPages[T any](t *testing.T, list func(context.Context, store.PageRequest) (store.Page[T], error), id func(T) string) {
	t.Helper()
	ctx := t.Context()
	whole := must[store.Page[T]](t)(list(ctx, store.PageRequest{Limit: store.MaxLimit + 7}))
	if whole.More || len(whole.Cursors) != len(whole.Items) {
		t.Fatalf("the whole list has %d items, %d cursors, more %v", len(whole.Items), len(whole.Cursors), whole.More)
	}
	n := len(whole.Items)
	check := func(what string, request store.PageRequest, from, to int, more bool) {
		t.Helper()
		page := must[store.Page[T]](t)(list(ctx, request))
		var got, want []string
		for _, item := range page.Items {
			got = append(got, id(item))
		}
		for _, item := range whole.Items[from:to] {
			want = append(want, id(item))
		}
		if !slices.Equal(got, want) || page.More != more {
			t.Errorf("%s %+v:\n  gave %v, more %v\n  want %v, more %v", what, request, got, page.More, want, more)
		}
		if !slices.Equal(page.Cursors, whole.Cursors[from:to]) {
			t.Errorf("%s: cursors are not those of the whole list", what)
		}
	}
	for _, limit := range []int{1, 2, 3, n, n + 1} {
		if limit == 0 {
			continue
		}
		for at := 0; at < n; at += limit {
			request := store.PageRequest{Limit: limit}
			if at > 0 {
				request.After = whole.Cursors[at-1]
			}
			check("forwards", request, at, min(at+limit, n), at+limit < n)
		}
		for at := n; at > 0; at -= limit {
			request := store.PageRequest{Limit: limit, Last: true}
			if at < n {
				request.Before = whole.Cursors[at]
			}
			check("backwards", request, max(0, at-limit), at, at-limit > 0)
		}
	}
	for after := range n {
		for before := range n {
			first, end := after+1, max(after+1, before)
			request := store.PageRequest{Limit: 2, After: whole.Cursors[after], Before: whole.Cursors[before]}
			check("first between", request, min(first, n), max(min(first, n), min(first+2, end)), end-first > 2)
			request.Last = true
			check("last between", request, min(max(first, end-2), n), max(min(max(first, end-2), n), min(end, n)), end-first > 2)
		}
	}
}

func runLists(t *testing.T, s store.Store, f Fixture) {
	ctx := t.Context()
	actorCases := []struct {
		name   string
		filter store.ActorFilter
		want   []diplo.ActorID
	}{
		{"all, by folded name", store.ActorFilter{}, []diplo.ActorID{Armenia, Opposition, Azerbaijan, Macron, France, Alvarez, Pashinyan, Residents, UN}},
		{"a kind", store.ActorFilter{Kinds: []diplo.ActorKind{diplo.KindCountry}}, []diplo.ActorID{Armenia, Azerbaijan, France}},
		{"kinds", store.ActorFilter{Kinds: []diplo.ActorKind{diplo.KindOrganization, diplo.KindGroup}}, []diplo.ActorID{Opposition, Residents, UN}},
		{"a code", store.ActorFilter{Codes: []string{"FRA"}}, []diplo.ActorID{Macron, France}},
		{"kind and codes", store.ActorFilter{Kinds: []diplo.ActorKind{diplo.KindPerson}, Codes: []string{"ARM", "AZE", "XXX"}}, []diplo.ActorID{Pashinyan}},
		{"a whole name", store.ActorFilter{Name: "Emmanuel Macron"}, []diplo.ActorID{Macron}},
		{"a surname, folded", store.ActorFilter{Name: "ALVAREZ"}, []diplo.ActorID{Alvarez}},
		{"diacritics that the name does not have", store.ActorFilter{Name: "Ārmenia"}, []diplo.ActorID{Armenia, Opposition}},
		{"the start of a word", store.ActorFilter{Name: "armen"}, []diplo.ActorID{Armenia, Opposition}},
		{"words and the start of one", store.ActorFilter{Name: "emmanuel m"}, []diplo.ActorID{Macron}},
		{"one letter", store.ActorFilter{Name: "A"}, []diplo.ActorID{Armenia, Opposition, Azerbaijan, Alvarez}},
		{"an alias", store.ActorFilter{Name: "baku"}, []diplo.ActorID{Azerbaijan}},
		{"an alias of another record", store.ActorFilter{Name: "president m"}, []diplo.ActorID{Macron}},
		{"an alias in another alphabet", store.ActorFilter{Name: "ПАШ"}, []diplo.ActorID{Pashinyan}},
		{"dots are not letters", store.ActorFilter{Name: "u n"}, []diplo.ActorID{UN}},
		{"the end of a word is not found", store.ActorFilter{Name: "acron"}, nil},
		{"words in another order are not found", store.ActorFilter{Name: "macron emmanuel"}, nil},
		{"words of two names are not one name", store.ActorFilter{Name: "azerbaijan baku"}, nil},
		{"a word before the last must be whole", store.ActorFilter{Name: "emman macron"}, nil},
		{"no letter or digit", store.ActorFilter{Name: "%_*"}, nil},
		{"a mark of patterns has no meaning", store.ActorFilter{Name: "f%ance"}, nil},
		{"name, kind and code", store.ActorFilter{Name: "fr", Kinds: []diplo.ActorKind{diplo.KindCountry}, Codes: []string{"FRA"}}, []diplo.ActorID{France}},
		{"an unknown kind", store.ActorFilter{Kinds: []diplo.ActorKind{"PLANET"}}, nil},
	}
	for _, c := range actorCases {
		t.Run("actors: "+c.name, func(t *testing.T) {
			page := must[store.Page[*diplo.Actor]](t)(s.Actors(ctx, c.filter, store.PageRequest{}))
			var got []diplo.ActorID
			for _, a := range page.Items {
				got = append(got, a.ID)
			}
			Same(t, "Actors", c.want, got)
			Same(t, "CountActors", len(c.want), must[int](t)(s.CountActors(ctx, c.filter)))
			checkPages(t, func(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Actor], error) {
				return s.Actors(ctx, c.filter, page)
			}, func(a *diplo.Actor) string { return string(a.ID) })
		})
	}
	t.Run("actors: are read in full", func(t *testing.T) {
		page := must[store.Page[*diplo.Actor]](t)(s.Actors(ctx, store.ActorFilter{Name: "baku"}, store.PageRequest{}))
		want := sampleActors[Azerbaijan]
		Same(t, "Azerbaijan", []*diplo.Actor{&want}, page.Items)
	})

	actionCases := []struct {
		name   string
		filter store.ActionFilter
		want   []diplo.ActionID
	}{
		{"all, by folded name", store.ActionFilter{}, []diplo.ActionID{theShelling, theCorridor}},
		{"done by", store.ActionFilter{DoneBy: match(store.Self, Armenia, France)}, []diplo.ActionID{theCorridor}},
		{"officials are as the actor itself", store.ActionFilter{DoneBy: match(store.Officials, Azerbaijan)}, []diplo.ActionID{theShelling}},
		{"done by all of a code", store.ActionFilter{DoneBy: coded("AZE", "FRA")}, []diplo.ActionID{theShelling}},
		{"done by nobody", store.ActionFilter{DoneBy: &store.ActorMatch{}}, nil},
		{"words in the name", store.ActionFilter{Name: "stepanakert SHELLING"}, []diplo.ActionID{theShelling}},
		{"the start of the last word", store.ActionFilter{Name: "the zang"}, []diplo.ActionID{theCorridor}},
		{"name and doer", store.ActionFilter{Name: "the", DoneBy: match("", Armenia)}, []diplo.ActionID{theCorridor}},
		{"no word", store.ActionFilter{Name: "!"}, nil},
	}
	for _, c := range actionCases {
		t.Run("actions: "+c.name, func(t *testing.T) {
			page := must[store.Page[*diplo.Action]](t)(s.Actions(ctx, c.filter, store.PageRequest{}))
			var got []diplo.ActionID
			for _, a := range page.Items {
				got = append(got, a.ID)
			}
			Same(t, "Actions", c.want, got)
			Same(t, "CountActions", len(c.want), must[int](t)(s.CountActions(ctx, c.filter)))
		})
	}

	articleCases := []struct {
		name   string
		filter store.ArticleFilter
		want   []diplo.ArticleID
	}{
		{"all, latest first, undated last", store.ArticleFilter{}, []diplo.ArticleID{Autumn, Shelling, AgencyCopy, PhoneCall, Leaflet}},
		{"an outlet", store.ArticleFilter{Outlets: []string{"Civilnet"}}, []diplo.ArticleID{Autumn, Shelling}},
		{"outlets", store.ArticleFilter{Outlets: []string{"Le Monde", "Civilnet", "Pravda"}}, []diplo.ArticleID{Autumn, Shelling, PhoneCall}},
		{"days", store.ArticleFilter{Reported: days("2023-09-20", "2023-09-21")}, []diplo.ArticleID{Shelling, AgencyCopy}},
		{"an open start leaves the undated out", store.ArticleFilter{Reported: days("", "2023-09-20")}, []diplo.ArticleID{AgencyCopy, PhoneCall}},
		{"both ends open", store.ArticleFilter{Reported: days("", "")}, []diplo.ArticleID{Autumn, Shelling, AgencyCopy, PhoneCall, Leaflet}},
		{"a range that ends before it begins", store.ArticleFilter{Reported: days("2023-09-21", "2023-09-20")}, nil},
		{"words in the text", store.ArticleFilter{Text: "prime minister"}, []diplo.ArticleID{AgencyCopy, PhoneCall}},
		{"words in title and text", store.ArticleFilter{Text: "appelle spoke"}, []diplo.ArticleID{PhoneCall}},
		{"text and outlet", store.ArticleFilter{Text: "stepanakert", Outlets: []string{"Civilnet"}}, []diplo.ArticleID{Shelling}},
		{"no word", store.ArticleFilter{Text: "?"}, nil},
	}
	for _, c := range articleCases {
		t.Run("articles: "+c.name, func(t *testing.T) {
			page := must[store.Page[*diplo.Article]](t)(s.Articles(ctx, c.filter, store.PageRequest{}))
			var got []diplo.ArticleID
			for _, a := range page.Items {
				got = append(got, a.ID)
			}
			Same(t, "Articles", c.want, got)
			Same(t, "CountArticles", len(c.want), must[int](t)(s.CountArticles(ctx, c.filter)))
		})
	}
	t.Run("articles: are read in full", func(t *testing.T) {
		page := must[store.Page[*diplo.Article]](t)(s.Articles(ctx, store.ArticleFilter{Text: "appelle"}, store.PageRequest{}))
		if len(page.Items) != 1 {
			t.Fatalf("Articles gave %v", page.Items)
		}
		want := f.Articles[0].Article
		want.Recorded, want.Status = page.Items[0].Recorded, diplo.Current
		Same(t, "the article", []*diplo.Article{&want}, page.Items)
	})
}
