package storetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// decide makes a decision with an author and a reason.
func decide(kind diplo.DecisionKind, set func(*diplo.Decision)) diplo.Decision {
	d := diplo.Decision{Kind: kind, Author: "Ana", Reason: "the record shows it"}
	set(&d)
	return d
}

func retractEvent(id diplo.EventID) diplo.Decision {
	return decide(diplo.RetractEvent, func(d *diplo.Decision) { d.Event = id })
}

func confirm(id diplo.EventID) diplo.Decision {
	return decide(diplo.ConfirmEvent, func(d *diplo.Decision) { d.Event = id })
}

func correct(id diplo.EventID, c diplo.Correction) diplo.Decision {
	return decide(diplo.CorrectEvent, func(d *diplo.Decision) { d.Event, d.Correction = id, &c })
}

func retractArticle(id diplo.ArticleID) diplo.Decision {
	return decide(diplo.RetractArticle, func(d *diplo.Decision) { d.Article = id })
}

func merge(from, into diplo.ActorID) diplo.Decision {
	return decide(diplo.MergeActor, func(d *diplo.Decision) { d.Actor, d.Other = from, into })
}

func distinct(one, other diplo.ActorID) diplo.Decision {
	return decide(diplo.Distinguish, func(d *diplo.Decision) { d.Actor, d.Other = one, other })
}

func alias(actor diplo.ActorID, name string) diplo.Decision {
	return decide(diplo.AddAlias, func(d *diplo.Decision) { d.Actor, d.Alias = actor, name })
}

func undo(made diplo.Decision) diplo.Decision {
	return decide(diplo.UndoDecision, func(d *diplo.Decision) { d.Undoes = made.ID })
}

func made(t testing.TB, s store.Store, d diplo.Decision) diplo.Decision {
	t.Helper()
	kept, err := s.Decide(t.Context(), d)
	if err != nil {
		t.Fatalf("Decide(%s): %v", d.Kind, err)
	}
	return kept
}

// refused wants an error of that kind.
func refused(t testing.TB, s store.Store, what string, kind diplo.Kind, d diplo.Decision) {
	t.Helper()
	if _, err := s.Decide(t.Context(), d); diplo.KindOf(err) != kind {
		t.Errorf("%s: the error is %v, want one of kind %s", what, err, kind)
	}
}

func event(t testing.TB, s store.Reader, id diplo.EventID) *diplo.Event {
	t.Helper()
	return must[[]*diplo.Event](t)(s.EventsByID(t.Context(), []diplo.EventID{id}))[0]
}

func actor(t testing.TB, s store.Reader, id diplo.ActorID) *diplo.Actor {
	t.Helper()
	return must[[]*diplo.Actor](t)(s.ActorsByID(t.Context(), []diplo.ActorID{id}))[0]
}

func count(t testing.TB, s store.Reader, filter store.EventFilter) int {
	t.Helper()
	return must[int](t)(s.CountEvents(t.Context(), filter))
}

// note is an article of one sentence, "<name> met <name>.", by an article and cluster of its own.
func note(name string, source, target diplo.Actor, date string) (diplo.CodedArticle, diplo.EventID) {
	f := Fixture{Events: map[string]diplo.EventID{}}
	d := draft(diplo.Article{ID: diplo.ArticleID("article:" + name), Outlet: name, Reported: day(date), Cluster: diplo.ClusterID("cluster:" + name)},
		source.Name+" met "+target.Name+".")
	d.coded.Actors = []diplo.Actor{source, target}
	d.tell(f, "met", 0, "met", 0.5, diplo.Claim{Relation: "MET", Source: source.ID, Target: target.ID, Date: onDay(date), Modality: diplo.Asserted})
	return d.coded, f.Events["met"]
}

// Three names of one woman, as three papers may give them.
var (
	annaK   = diplo.Actor{ID: "person:anna-k", Kind: diplo.KindPerson, Name: "Anna K."}
	annaKo  = diplo.Actor{ID: "person:anna-ko", Kind: diplo.KindPerson, Name: "Anna Ko", Code: "EST", Aliases: []string{"A. Ko"}}
	annaKov = diplo.Actor{ID: "person:anna-kov", Kind: diplo.KindPerson, Name: "Anna Kõv"}
)

// runDecisions checks Decide and Decisions, each check on a store to itself that holds the sample.
func runDecisions(t *testing.T, open func(testing.TB) store.Store) {
	on := func(name string, check func(t *testing.T, s store.Store, f Fixture)) {
		t.Run("decide: "+name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			f := Sample()
			put(t, s, f.Articles...)
			check(t, s, f)
		})
	}
	on("a retracted event stays, and says so until that is undone", func(t *testing.T, s store.Store, f Fixture) {
		before := event(t, s, f.Events["call"])
		retraction := made(t, s, retractEvent(f.Events["call"]))
		put(t, s, Sample().Articles...)
		after := event(t, s, f.Events["call"])
		Same(t, "the status", diplo.Retracted, after.Status)
		after.Status = diplo.Current
		Same(t, "the rest of the event", before, after)
		Same(t, "events that are retracted", 1, count(t, s, store.EventFilter{Statuses: []diplo.Status{diplo.Retracted}}))
		Same(t, "events that are current", 9, count(t, s, store.EventFilter{Statuses: []diplo.Status{diplo.Current}}))
		made(t, s, undo(retraction))
		Same(t, "the event in the end", before, event(t, s, f.Events["call"]))
	})
	on("a corrected event keeps its id, reports and instant, and is what the correction says", func(t *testing.T, s store.Store, f Fixture) {
		id := f.Events["urged"]
		before, whole := event(t, s, id), Read(t, s)
		mentions := must[[][]*diplo.Mention](t)(s.Mentions(t.Context(), []diplo.EventID{id}))
		date, place := onDay("2024-02-01"), diplo.Place{Name: "Geneva", Country: "CHE"}
		norway := diplo.Actor{ID: "country:NOR", Kind: diplo.KindCountry, Name: "Norway", Code: "NOR"}
		accord := diplo.Action{ID: "action:accord", Name: "the Oslo accord", DoneBy: norway.ID}
		correction := made(t, s, correct(id, diplo.Correction{
			Relation: "CONDEMNED", Source: &diplo.CorrectedSource{Source: Macron, SourceFor: France},
			Target: &diplo.CorrectedTarget{Target: norway.ID, Action: accord.ID, TargetIsAction: true},
			Date:   &date, Place: &place, Modality: diplo.Claimed, Background: pointer(true),
			Actors: []diplo.Actor{norway, sampleActors[Macron], sampleActors[France]}, Actions: []diplo.Action{accord},
		}))
		want := *before
		want.Relation, want.Source, want.SourceFor, want.Target, want.Action, want.TargetIsAction = "CONDEMNED", Macron, France, norway.ID, accord.ID, true
		want.Date, want.Place, want.Modality, want.Background, want.Status = date, place, diplo.Claimed, true, diplo.Corrected
		Same(t, "the event", &want, event(t, s, id))
		Same(t, "its mentions", mentions, must[[][]*diplo.Mention](t)(s.Mentions(t.Context(), []diplo.EventID{id})))
		Same(t, "the actor that it names", &norway, actor(t, s, norway.ID))
		Same(t, "the last day", date.End, must[store.Totals](t)(s.Totals(t.Context())).LastDay)
		for name, filter := range map[string]store.EventFilter{
			"source": {Source: match(store.Self, Macron), Relations: []diplo.Relation{"CONDEMNED"}}, "on behalf of": {Source: match(store.Officials, France), Target: match(store.Self, norway.ID)},
			"pair":   {Between: &[2]store.ActorMatch{*match(store.Self, norway.ID), *match(store.Self, Macron)}},
			"action": {Actions: []diplo.ActionID{accord.ID}}, "date": {Date: days("2024-01-01", "2024-12-31")}, "place": {Place: "geneva"},
			"code": {Target: coded("NOR")}, "status": {Statuses: []diplo.Status{diplo.Corrected}},
			"modality and text": {Modalities: []diplo.Modality{diplo.Claimed}, Background: pointer(true), Text: "united nations"},
		} {
			page := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), filter, "", store.PageRequest{}))
			Same(t, "events by "+name, []string{"urged"}, f.named(page.Items))
		}
		newest := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 1}))
		Same(t, "the newest event", []string{"urged"}, f.named(newest.Items))
		Same(t, "events of the United Nations", 0, count(t, s, store.EventFilter{Source: coded("UN")}))
		made(t, s, undo(correction))
		after := Read(t, s)
		whole.Decisions = after.Decisions
		Same(t, "what is read in the end", whole, after)
	})
	on("the latest correction speaks for each field that it gives", func(t *testing.T, s store.Store, f Fixture) {
		id := f.Events["talks"]
		one, two := onDay("2023-10-05"), onDay("2023-10-06")
		made(t, s, correct(id, diplo.Correction{Relation: "MET", Date: &one}))
		second := made(t, s, correct(id, diplo.Correction{Date: &two, Modality: diplo.Denied}))
		e := event(t, s, id)
		Same(t, "under both", []any{diplo.Relation("MET"), two, diplo.Denied}, []any{e.Relation, e.Date, e.Modality})
		made(t, s, undo(second))
		e = event(t, s, id)
		Same(t, "under the first", []any{diplo.Relation("MET"), one, diplo.Planned, diplo.Corrected}, []any{e.Relation, e.Date, e.Modality, e.Status})
	})
	on("a confirmation holds until the event is decided otherwise", func(t *testing.T, s store.Store, f Fixture) {
		id := f.Events["call"]
		judged := func(what string, confirmed bool, status diplo.Status) {
			t.Helper()
			e := event(t, s, id)
			Same(t, what, []any{confirmed, status}, []any{e.Confirmed, e.Status})
		}
		judged("at first", false, diplo.Current)
		made(t, s, confirm(id))
		judged("confirmed", true, diplo.Current)
		made(t, s, correct(id, diplo.Correction{Relation: "MET"}))
		judged("corrected", false, diplo.Corrected)
		last := made(t, s, confirm(id))
		judged("confirmed as corrected", true, diplo.Corrected)
		retraction := made(t, s, retractEvent(id))
		judged("retracted", false, diplo.Retracted)
		made(t, s, undo(retraction))
		judged("not retracted", true, diplo.Corrected)
		made(t, s, undo(last))
		judged("not confirmed", false, diplo.Corrected)
	})
	on("what was read in a retracted article counts no longer", func(t *testing.T, s store.Store, f Fixture) {
		whole := Read(t, s)
		retraction := made(t, s, retractArticle(Shelling))
		model := NewModel()
		put(t, model, f.Articles...)
		made(t, model, retractArticle(Shelling))
		check := func() {
			t.Helper()
			want, got := Read(t, model), Read(t, s)
			want.Decisions = got.Decisions
			Same(t, "what is read", want, got)
		}
		check()
		article := must[[]*diplo.Article](t)(s.ArticlesByID(t.Context(), []diplo.ArticleID{Shelling, PhoneCall}))
		Same(t, "the statuses", []diplo.Status{diplo.Retracted, diplo.Current}, []diplo.Status{article[0].Status, article[1].Status})
		Same(t, "its text", f.Articles[2].Article.Text, article[0].Text)
		Same(t, "the articles that have its title", 1, must[int](t)(s.CountArticles(t.Context(), store.ArticleFilter{Text: "ethnic cleansing"})))
		Same(t, "its sentences", 0, len(must[[]store.Hit](t)(s.Search(t.Context(), "called ethnic cleansing", []store.SearchKind{store.SearchSentences}, 5))))
		Same(t, "its mentions", 0, len(must[[][]*diplo.Mention](t)(s.MentionsIn(t.Context(), []diplo.ArticleID{Shelling}))[0]))
		if event(t, s, f.Events["condemned"]) != nil || event(t, s, f.Events["shelling"]).ArticleCount != 1 {
			t.Error("its events are still there, or what another article tells of as well is not")
		}
		Same(t, "events in Stepanakert", 0, count(t, s, store.EventFilter{Place: "Stepanakert"}))
		Same(t, "events of its outlet", 4, count(t, s, store.EventFilter{Outlets: []string{"Civilnet"}}))
		if gone := must[[]*diplo.Action](t)(s.ActionsByID(t.Context(), []diplo.ActionID{theShelling}))[0]; gone != nil {
			t.Errorf("the action is %v", gone)
		}

		Same(t, "the result of the same again", store.PutResult{Unchanged: 1}, put(t, s, Sample().Articles[2]))
		check()
		other := Sample().Articles[2]
		other.Mentions = other.Mentions[:1]
		Same(t, "the result of another reading", store.PutResult{Replaced: 1}, put(t, s, other))
		Same(t, "the result of the first reading again", store.PutResult{Replaced: 1}, put(t, s, Sample().Articles[2]))
		check()
		made(t, s, undo(retraction))
		after := Read(t, s)
		whole.Decisions = after.Decisions
		Same(t, "what is read in the end", whole, after)
	})
	on("an article that is retracted twice stays so until both are undone", func(t *testing.T, s store.Store, f Fixture) {
		first, second := made(t, s, retractArticle(Leaflet)), made(t, s, retractArticle(Leaflet))
		if first.ID == second.ID {
			t.Fatal("two decisions have one id")
		}
		made(t, s, undo(first))
		Same(t, "events", 8, must[store.Totals](t)(s.Totals(t.Context())).Events)
		made(t, s, undo(second))
		Same(t, "events", 10, must[store.Totals](t)(s.Totals(t.Context())).Events)
	})
	on("what names a merged actor reads the other, by new ids and old", func(t *testing.T, s store.Store, f Fixture) {
		whole := Read(t, s)
		recorded := recordedOf(t, s, f)
		merging := made(t, s, merge(Alvarez, UN))
		claim := f.Articles[3].Mentions[1].Claim
		claim.Source = UN
		now := claim.EventID(string(f.Events["letter"])) // which is undated
		letter := event(t, s, f.Events["letter"])
		if letter == nil || letter.ID != now || letter.Source != UN || !letter.Recorded.Equal(merging.Recorded) {
			t.Fatalf("the letter is %+v, want %s by the UN, recorded %v", letter, now, merging.Recorded)
		}
		Same(t, "it by its new id", letter, event(t, s, now))
		Same(t, "the others", recorded["call"], event(t, s, f.Events["call"]).Recorded)
		mentions := must[[][]*diplo.Mention](t)(s.Mentions(t.Context(), []diplo.EventID{f.Events["letter"], now}))
		Same(t, "its mentions by either id", mentions[0], mentions[1])
		if m := mentions[0][0]; m.Event != now || m.Source != UN || m.ID != f.Articles[3].Mentions[1].ID {
			t.Errorf("the mention is %+v", m)
		}
		Same(t, "the mentions in its article", mentions[0][0], must[[][]*diplo.Mention](t)(s.MentionsIn(t.Context(), []diplo.ArticleID{Leaflet}))[0][1])
		Same(t, "who says so", UN, event(t, s, f.Events["urged"]).AttributedTo)
		want := diplo.Actor{ID: UN, Kind: diplo.KindOrganization, Name: "United Nations", Code: "UN", Aliases: []string{"José Álvarez", "U.N."}}
		Same(t, "the actor by the old id", &want, actor(t, s, Alvarez))
		Same(t, "the actor by the new id", &want, actor(t, s, UN))
		Same(t, "actors", len(whole.Actors)-1, must[store.Totals](t)(s.Totals(t.Context())).Actors)
		page := must[store.Page[*diplo.Actor]](t)(s.Actors(t.Context(), store.ActorFilter{Name: "alvar"}, store.PageRequest{}))
		Same(t, "actors of the old name", []*diplo.Actor{&want}, page.Items)
		hits := must[[]store.Hit](t)(s.Search(t.Context(), "josé álvarez", []store.SearchKind{store.SearchActors}, 5))
		if len(hits) != 1 || hits[0].Actor != UN {
			t.Errorf("the search for the old name gives %+v", hits)
		}
		for name, filter := range map[string]store.EventFilter{
			"new id": {Source: match(store.Self, UN)}, "old id": {Source: match(store.Self, Alvarez)},
			"pair": {Between: &[2]store.ActorMatch{*match(store.Self, Alvarez), *match(store.Affiliated, Macron, Azerbaijan)}}, "code": {Source: coded("UN")},
		} {
			page := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), filter, "", store.PageRequest{}))
			Same(t, "events by "+name, sorted([]string{string(now), "urged"}), sorted(f.named(page.Items)))
		}
		groups := must[[]store.Group](t)(s.Groups(t.Context(), store.EventFilter{Source: match(store.Self, UN)}, []store.Dimension{store.BySource, store.BySourceCode}, store.CountEvents, 5))
		if len(groups) != 1 || groups[0].Events != 2 || !slices.Equal(groups[0].Keys, []string{string(UN), "UN"}) {
			t.Errorf("Groups are %+v", groups)
		}
		Same(t, "the result of the same articles again", store.PutResult{Unchanged: 5}, put(t, s, Sample().Articles...))

		made(t, s, undo(merging))
		after := Read(t, s)
		whole.Decisions = after.Decisions
		Same(t, "what is read in the end", whole, after)
		if gone := event(t, s, now); gone != nil {
			t.Errorf("the id under the merge still gives %+v", gone)
		}
	})
	on("events that a merge makes one are told as one", func(t *testing.T, s store.Store, f Fixture) {
		one, first := note("one", annaK, sampleActors[Pashinyan], "2023-11-01")
		two, second := note("two", annaKo, sampleActors[Pashinyan], "2023-11-01")
		put(t, s, one, two)
		made(t, s, merge(annaK.ID, annaKo.ID))
		e := event(t, s, first)
		Same(t, "the one event", e, event(t, s, second))
		if e.ID != second || e.ArticleCount != 2 || e.OutletCount != 2 {
			t.Errorf("the event is %+v", e)
		}
		Same(t, "its mentions", 2, len(must[[][]*diplo.Mention](t)(s.Mentions(t.Context(), []diplo.EventID{first}))[0]))
		Same(t, "events in November", 1, count(t, s, store.EventFilter{Date: days("2023-11-01", "2023-11-30")}))
		Same(t, "by both names", &diplo.Actor{ID: annaKo.ID, Kind: diplo.KindPerson, Name: "Anna Ko", Code: "EST", Aliases: []string{"A. Ko", "Anna K."}}, actor(t, s, annaK.ID))
		// What comes later under the old name is of the same one.
		three, _ := note("three", annaK, sampleActors[Pashinyan], "2023-11-01")
		Same(t, "the result of a third report", store.PutResult{New: 1}, put(t, s, three))
		Same(t, "articles that tell of it", 3, event(t, s, second).ArticleCount)
	})
	on("merges are followed to the end, whatever their order, and undone one by one", func(t *testing.T, s store.Store, f Fixture) {
		one, first := note("one", annaK, sampleActors[Pashinyan], "2023-11-01")
		two, second := note("two", annaKo, sampleActors[Pashinyan], "2023-11-02")
		three, third := note("three", annaKov, sampleActors[Pashinyan], "2023-11-03")
		put(t, s, one, two, three)
		lower := made(t, s, merge(annaK.ID, annaKo.ID))
		between := event(t, s, first).ID
		upper := made(t, s, merge(annaKo.ID, annaKov.ID))
		for _, id := range []diplo.EventID{first, between, second, third} {
			if e := event(t, s, id); e == nil || e.Source != annaKov.ID {
				t.Errorf("%s is %+v, want the source %s", id, e, annaKov.ID)
			}
		}
		Same(t, "it by the id of the time between", event(t, s, first), event(t, s, between))
		Same(t, "all three", &diplo.Actor{ID: annaKov.ID, Kind: diplo.KindPerson, Name: "Anna Kõv", Code: "EST", Aliases: []string{"A. Ko", "Anna K.", "Anna Ko"}}, actor(t, s, annaK.ID))
		made(t, s, undo(lower))
		Same(t, "without the lower", []diplo.ActorID{annaK.ID, annaKov.ID, annaKov.ID},
			[]diplo.ActorID{event(t, s, first).Source, event(t, s, second).Source, event(t, s, third).Source})
		if gone := event(t, s, between); gone != nil {
			t.Errorf("the id of the time between still gives %+v", gone)
		}
		made(t, s, merge(annaK.ID, annaKo.ID)) // straight to the end now
		Same(t, "with the lower made anew", annaKov.ID, event(t, s, first).Source)
		made(t, s, undo(upper))
		Same(t, "without the upper", []diplo.ActorID{annaKo.ID, annaKo.ID, annaKov.ID},
			[]diplo.ActorID{event(t, s, first).Source, event(t, s, second).Source, event(t, s, third).Source})
		Same(t, "it by the id of the time between, which came back", event(t, s, first), event(t, s, between))
	})
	on("decisions about an event hold for what its id stands for, before and after a merge", func(t *testing.T, s store.Store, f Fixture) {
		one, first := note("one", annaK, sampleActors[Pashinyan], "2023-11-01")
		put(t, s, one)
		date := onDay("2023-11-04")
		list := []diplo.Actor{annaK}
		made(t, s, correct(first, diplo.Correction{Date: &date, Source: &diplo.CorrectedSource{Source: annaK.ID}, Actors: list}))
		two, _ := note("two", annaKo, sampleActors[Pashinyan], "2023-12-02")
		put(t, s, two)
		merging := made(t, s, merge(annaK.ID, annaKo.ID))
		e := event(t, s, first)
		Same(t, "the merged event", []any{annaKo.ID, date, diplo.Corrected}, []any{e.Source, e.Date, e.Status})
		made(t, s, retractEvent(first))
		Same(t, "its status", diplo.Retracted, event(t, s, e.ID).Status)
		page := must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{Event: e.ID}, store.PageRequest{}))
		Same(t, "decisions about it", 2, len(page.Items))
		made(t, s, undo(merging))
		Same(t, "its status without the merge", diplo.Retracted, event(t, s, first).Status)
	})
	on("what can't be, as things are, is refused", func(t *testing.T, s store.Store, f Fixture) {
		refused(t, s, "an actor with itself", diplo.Conflict, merge(UN, UN))
		merging := made(t, s, merge(Alvarez, UN))
		refused(t, s, "a circle", diplo.Conflict, merge(UN, Alvarez))
		refused(t, s, "one that was merged already", diplo.Conflict, merge(Alvarez, Macron))
		refused(t, s, "two that are one", diplo.Conflict, distinct(Alvarez, UN))
		two := made(t, s, distinct(Macron, Alvarez))
		refused(t, s, "two that were judged to be two", diplo.Conflict, merge(UN, Macron))
		refused(t, s, "the same the other way", diplo.Conflict, merge(Macron, UN))
		made(t, s, undo(two))
		again := made(t, s, merge(UN, Macron))
		refused(t, s, "an undo of an undo", diplo.Invalid, undo(made(t, s, undo(again))))
		refused(t, s, "what was undone already", diplo.Conflict, undo(again))
		made(t, s, undo(merging))
		made(t, s, merge(UN, Alvarez))
		for what, d := range map[string]diplo.Decision{
			"event": retractEvent("event:none"), "article": retractArticle("article:none"), "actor": alias(Nobody, "Nemo"),
			"actor to merge": merge(Nobody, Macron), "actor to merge into": merge(Macron, Nobody), "other": distinct(Macron, Nobody),
			"decision": undo(diplo.Decision{ID: "decision:none"}),
		} {
			refused(t, s, "an unknown "+what, diplo.NotFound, d)
		}
	})
	on("what is wrong by itself is refused, and changes nothing", func(t *testing.T, s store.Store, f Fixture) {
		before := Read(t, s)
		call := f.Events["call"]
		for what, d := range map[string]diplo.Decision{
			"a kind that there is not":      decide("SING", func(d *diplo.Decision) { d.Event = call }),
			"nobody's decision":             decide(diplo.RetractEvent, func(d *diplo.Decision) { d.Event, d.Author = call, " " }),
			"a decision without a reason":   decide(diplo.RetractEvent, func(d *diplo.Decision) { d.Event, d.Reason = call, "" }),
			"a decision about nothing":      retractEvent(""),
			"a field of another kind":       decide(diplo.RetractEvent, func(d *diplo.Decision) { d.Event, d.Actor = call, UN }),
			"a merge with nobody":           merge(UN, ""),
			"an alias without a letter":     alias(UN, " – "),
			"a text that is not UTF-8":      alias(UN, "caf\xe9"),
			"an empty correction":           correct(call, diplo.Correction{}),
			"a correction of none":          decide(diplo.CorrectEvent, func(d *diplo.Decision) { d.Event = call }),
			"a relation that there is not":  correct(call, diplo.Correction{Relation: "SANG_TO"}),
			"a modality that there is not":  correct(call, diplo.Correction{Modality: "SUNG"}),
			"a source that is not listed":   correct(call, diplo.Correction{Source: &diplo.CorrectedSource{Source: UN}}),
			"a target that is not listed":   correct(call, diplo.Correction{Target: &diplo.CorrectedTarget{Target: UN}}),
			"an action that is not listed":  correct(call, diplo.Correction{Target: &diplo.CorrectedTarget{Action: theShelling}}),
			"a date that ends before it is": correct(call, diplo.Correction{Date: &diplo.DateRange{Start: 7, End: 6}}),
			"a listed actor without a kind": correct(call, diplo.Correction{Relation: "MET", Actors: []diplo.Actor{{ID: UN}}}),
		} {
			refused(t, s, what, diplo.Invalid, d)
		}
		Same(t, "what is read", before, Read(t, s))
	})
	on("an alias is a name like any other", func(t *testing.T, s store.Store, f Fixture) {
		naming := made(t, s, alias(France, "L'Hexagone"))
		made(t, s, alias(France, "France"))
		want := sampleActors[France]
		want.Aliases = []string{"French Republic", "L'Hexagone"}
		Same(t, "France", &want, actor(t, s, France))
		find := func() int {
			page := must[store.Page[*diplo.Actor]](t)(s.Actors(t.Context(), store.ActorFilter{Name: "hexag"}, store.PageRequest{}))
			return 10*len(page.Items) + len(must[[]store.Hit](t)(s.Search(t.Context(), "hexagone", nil, 5)))
		}
		Same(t, "found in the list and by the search", 11, find())
		put(t, s, Sample().Articles...)
		Same(t, "France after the articles again", &want, actor(t, s, France))
		made(t, s, undo(naming))
		Same(t, "found when undone", 0, find())
		made(t, s, alias(Alvarez, "The Envoy"))
		made(t, s, merge(Alvarez, UN))
		Same(t, "the alias of one who was merged", []string{"José Álvarez", "The Envoy", "U.N."}, actor(t, s, UN).Aliases)
	})
	on("a decision outlives what it is about", func(t *testing.T, s store.Store, f Fixture) {
		made(t, s, retractEvent(f.Events["denial"]))
		made(t, s, alias(Opposition, "the Bloc"))
		emptied := Sample().Articles[4]
		emptied.Mentions, emptied.Actions, emptied.Actors = nil, nil, nil
		put(t, s, emptied)
		if event(t, s, f.Events["denial"]) != nil || actor(t, s, Opposition) != nil {
			t.Error("what no article tells of is still there")
		}
		put(t, s, Sample().Articles[4])
		Same(t, "the status of what came back", diplo.Retracted, event(t, s, f.Events["denial"]).Status)
		Same(t, "the aliases of who came back", []string{"the Bloc"}, actor(t, s, Opposition).Aliases)
	})
	on("a decision is kept with an id and an instant, and read back as it was made", func(t *testing.T, s store.Store, f Fixture) {
		first := event(t, s, f.Events["call"]).Recorded
		d := correct(f.Events["call"], diplo.Correction{Source: &diplo.CorrectedSource{Source: Macron, SourceFor: France}, Place: &diplo.Place{Name: "Paris", Latitude: 48.85},
			Background: pointer(false), Actors: []diplo.Actor{sampleActors[Macron], sampleActors[France]}})
		d.Recorded, d.Undone = time.Now().Add(time.Hour), "decision:none"
		kept := made(t, s, d)
		if kept.ID == "" || !kept.Recorded.After(first) || kept.Recorded.Nanosecond()%1000 != 0 || kept.Recorded.Location() != time.UTC || kept.Undone != "" {
			t.Errorf("kept as %+v", kept)
		}
		d.ID, d.Recorded, d.Undone = kept.ID, kept.Recorded, ""
		Same(t, "as kept", d, kept)
		kept.Correction.Actors[0].Name = "spoilt"
		read := must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{}))
		Same(t, "as read", []*diplo.Decision{&d}, read.Items)
		later, _ := note("later", annaK, sampleActors[Pashinyan], "2023-11-01")
		put(t, s, later)
		at := must[[]*diplo.Article](t)(s.ArticlesByID(t.Context(), []diplo.ArticleID{later.Article.ID}))[0].Recorded
		if !at.After(kept.Recorded) {
			t.Errorf("a later Put is recorded at %v, the decision before it at %v", at, kept.Recorded)
		}
	})
	on("a decision that is sent again is made once", func(t *testing.T, s store.Store, f Fixture) {
		d := retractEvent(f.Events["call"])
		d.ID = "decision:mine"
		kept := made(t, s, d)
		undoing := made(t, s, undo(kept))
		again := made(t, s, d)
		Same(t, "what undid it", undoing.ID, again.Undone)
		again.Undone = ""
		Same(t, "sent again", kept, again)
		Same(t, "the status", diplo.Current, event(t, s, f.Events["call"]).Status)
		d.Reason = "another"
		refused(t, s, "another by that id", diplo.Conflict, d)
	})
	on("decisions are listed latest first, by what they are about, kind and author", func(t *testing.T, s store.Store, f Fixture) {
		var all []diplo.Decision
		for i, d := range []diplo.Decision{retractEvent(f.Events["call"]), retractArticle(Leaflet), distinct(Macron, Pashinyan), merge(Opposition, Armenia),
			alias(Armenia, "Hayastan"), confirm(f.Events["talks"])} {
			d.Author = []string{"Ana", "Bo"}[i%2]
			all = append(all, made(t, s, d))
		}
		all = append(all, made(t, s, undo(all[0])))
		all[0].Undone = all[6].ID
		list := func(filter store.DecisionFilter) []int {
			t.Helper()
			var places []int
			for _, d := range must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), filter, store.PageRequest{})).Items {
				places = append(places, slices.IndexFunc(all, func(known diplo.Decision) bool { return known.ID == d.ID }))
				Same(t, "a decision", &all[places[len(places)-1]], d)
			}
			return places
		}
		for _, c := range []struct {
			name   string
			filter store.DecisionFilter
			want   []int
		}{
			{"all", store.DecisionFilter{}, []int{6, 5, 4, 3, 2, 1, 0}},
			{"an event", store.DecisionFilter{Event: f.Events["call"]}, []int{0}},
			{"an article", store.DecisionFilter{Article: Leaflet}, []int{1}},
			{"an actor as the second", store.DecisionFilter{Actor: Pashinyan}, []int{2}},
			{"an actor with those merged into it", store.DecisionFilter{Actor: Opposition}, []int{4, 3}},
			{"ids", store.DecisionFilter{IDs: []diplo.DecisionID{all[5].ID, "decision:none", all[2].ID}}, []int{5, 2}},
			{"kinds", store.DecisionFilter{Kinds: []diplo.DecisionKind{diplo.AddAlias, diplo.UndoDecision}}, []int{6, 4}},
			{"authors", store.DecisionFilter{Authors: []string{"Bo", "Cy"}}, []int{5, 3, 1}},
			{"all conditions at once", store.DecisionFilter{Actor: Armenia, Authors: []string{"Ana"}}, []int{4}},
			{"nothing that is there", store.DecisionFilter{Event: "event:none"}, nil},
		} {
			Same(t, "decisions by "+c.name, c.want, list(c.filter))
		}
		first := must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{Limit: 3}))
		rest := must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{After: first.Cursors[2]}))
		last := must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{Limit: 2, Last: true}))
		if !first.More || rest.More || len(rest.Items) != 4 || rest.Items[0].ID != all[3].ID || !last.More || last.Items[1].ID != all[0].ID {
			t.Error("the pages do not make up the list")
		}
		_, err := s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{After: "nowhere"})
		invalid(t, "a position that is none", err)
	})
	on("many may decide and put at once", func(t *testing.T, s store.Store, f Fixture) {
		var wait sync.WaitGroup
		for i := range 8 {
			wait.Go(func() {
				d := alias(UN, fmt.Sprintf("Name %d", i%4))
				d.ID = diplo.DecisionID(fmt.Sprintf("decision:%d", i%4)) // each is sent twice
				if _, err := s.Decide(t.Context(), d); err != nil {
					t.Errorf("Decide: %v", err)
				}
				if _, err := s.Put(t.Context(), f.Articles[i%5:i%5+1]); err != nil {
					t.Errorf("Put: %v", err)
				}
			})
		}
		wait.Wait()
		Same(t, "aliases", []string{"Name 0", "Name 1", "Name 2", "Name 3", "U.N."}, actor(t, s, UN).Aliases)
		Same(t, "decisions", 4, len(must[store.Page[*diplo.Decision]](t)(s.Decisions(t.Context(), store.DecisionFilter{}, store.PageRequest{})).Items))
	})
}
