package storetest

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Run checks every promise in the comments of package store. open gives an empty store; Run closes each store before
// it opens the next, so all may be of one database that open clears.
func Run(t *testing.T, open func(testing.TB) store.Store) {
	t.Run("reading the sample", func(t *testing.T) {
		s := open(t)
		defer closeStore(t, s)
		f := Sample()
		put(t, s, f.Articles...)
		runLookups(t, s, f)
		runFilters(t, s, f)
		runPages(t, s, f)
		runLists(t, s, f)
		runGroups(t, s, f)
		runNeighbours(t, s)
		runSearch(t, s)
		runReaders(t, s, f)
	})
	runWrites(t, open)
	runOrigins(t, open)
	runDecisions(t, open)
	runChanges(t, open)
	runAsOf(t, open)
	runLifetime(t, open)
	runInjection(t, open)
}

// equally compares what was read with what was wanted: no list is an empty list, and fractions written out in a test need not
// agree to the last bit.
var equally = cmp.Options{exactly, cmpopts.EquateApprox(1e-9, 1e-9)}

// exactly compares what two stores give.
var exactly = cmpopts.EquateEmpty()

// Same compares what was read with what was wanted, and tells the difference.
func Same(t testing.TB, what string, want, got any) {
	t.Helper()
	if diff := Difference(want, got); diff != "" {
		t.Errorf("%s (- wanted, + got):\n%s", what, diff)
	}
}

// Difference is what Same tells, "" when there is none.
func Difference(want, got any) string { return cmp.Diff(want, got, equally) }

func closeStore(t testing.TB, s store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func put(t testing.TB, s store.Store, batch ...diplo.CodedArticle) store.PutResult {
	t.Helper()
	result, err := s.Put(t.Context(), batch)
	if err != nil {
		t.Fatalf("Put: %v", err)
	}
	return result
}

// must gives the value of a call that may not fail.
func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func invalid(t *testing.T, what string, err error) {
	t.Helper()
	if diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("%s: the error is %v, want one of kind INVALID", what, err)
	}
}

// named puts the sample's names in place of event ids.
func (f Fixture) named(events []*diplo.Event) []string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = f.name(e.ID)
	}
	return names
}

func (f Fixture) name(id diplo.EventID) string {
	for name, known := range f.Events {
		if known == id {
			return name
		}
	}
	return string(id)
}

// ids are the ids of the named events.
func (f Fixture) ids(names ...string) []diplo.EventID {
	ids := make([]diplo.EventID, len(names))
	for i, name := range names {
		id, ok := f.Events[name]
		if !ok {
			panic("the sample has no event " + name)
		}
		ids[i] = id
	}
	return ids
}

func sorted(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	return names
}

func runLookups(t *testing.T, s store.Store, f Fixture) {
	ctx := t.Context()
	t.Run("a look-up gives one entry for each id, in order, nil where nothing has it", func(t *testing.T) {
		ids := []diplo.EventID{f.Events["urged"], "event:none", f.Events["call"], f.Events["urged"], ""}
		events := must[[]*diplo.Event](t)(s.EventsByID(ctx, ids))
		if len(events) != 5 || events[1] != nil || events[4] != nil || events[0] == nil || events[2] == nil || events[3] == nil {
			t.Fatalf("EventsByID gave %v", events)
		}
		Same(t, "the events found", []string{"urged", "call", "urged"}, f.named([]*diplo.Event{events[0], events[2], events[3]}))
		actors := must[[]*diplo.Actor](t)(s.ActorsByID(ctx, []diplo.ActorID{Nobody, UN, UN, ""}))
		if len(actors) != 4 || actors[0] != nil || actors[1] == nil || actors[2] == nil || actors[3] != nil || actors[2].ID != UN {
			t.Errorf("ActorsByID gave %v", actors)
		}
		actions := must[[]*diplo.Action](t)(s.ActionsByID(ctx, []diplo.ActionID{theShelling, "action:none"}))
		if len(actions) != 2 || actions[0] == nil || actions[1] != nil {
			t.Errorf("ActionsByID gave %v", actions)
		}
		articles := must[[]*diplo.Article](t)(s.ArticlesByID(ctx, []diplo.ArticleID{"article:none", Leaflet, PhoneCall}))
		if len(articles) != 3 || articles[0] != nil || articles[1].ID != Leaflet || articles[2].ID != PhoneCall {
			t.Errorf("ArticlesByID gave %v", articles)
		}
	})
	t.Run("no ids give no entries", func(t *testing.T) {
		if got := must[[]*diplo.Event](t)(s.EventsByID(ctx, nil)); len(got) != 0 {
			t.Errorf("EventsByID gave %v", got)
		}
		if got := must[[][]*diplo.Mention](t)(s.Mentions(ctx, nil)); len(got) != 0 {
			t.Errorf("Mentions gave %v", got)
		}
		if got := must[[][]*diplo.Mention](t)(s.MentionsIn(ctx, nil)); len(got) != 0 {
			t.Errorf("MentionsIn gave %v", got)
		}
		if got := must[[][]diplo.Office](t)(s.Offices(ctx, nil)); len(got) != 0 {
			t.Errorf("Offices gave %v", got)
		}
	})
	t.Run("thousands of ids are looked up at once", func(t *testing.T) {
		ids := make([]diplo.EventID, 5000)
		for i := range ids {
			ids[i] = diplo.EventID("event:none-" + strings.Repeat("x", i%7))
		}
		ids[4321] = f.Events["talks"]
		events := must[[]*diplo.Event](t)(s.EventsByID(ctx, ids))
		for i, e := range events {
			if (e != nil) != (i == 4321) {
				t.Fatalf("entry %d is %v", i, e)
			}
		}
	})
	t.Run("an article is read back as it was put", func(t *testing.T) {
		for _, coded := range f.Articles {
			got := must[[]*diplo.Article](t)(s.ArticlesByID(ctx, []diplo.ArticleID{coded.Article.ID}))
			want := coded.Article
			want.Recorded, want.Status = got[0].Recorded, diplo.Current
			Same(t, string(want.ID), &want, got[0])
		}
	})
	t.Run("an event is what Fold makes of all its mentions", func(t *testing.T) {
		call := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("call")))[0]
		want := diplo.Event{
			ID: f.Events["call"], Claim: f.Articles[0].Mentions[0].Claim, Status: diplo.Current,
			Confidence:   diplo.Confidence{Value: 0.9, Extraction: 0.9, Reliability: 0.5},
			ArticleCount: 2, OutletCount: 1, // the second is a copy
			FirstReported: day("2023-09-19"), Recorded: call.Recorded,
		}
		Same(t, "the call", &want, call)
		shelling := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("shelling")))[0]
		want = diplo.Event{
			ID: f.Events["shelling"], Claim: f.Articles[2].Mentions[0].Claim, Status: diplo.Current, // told as news there, in passing elsewhere
			Confidence:   diplo.Confidence{Value: 0.95 + 0.05*0.25, Extraction: 0.95, Corroboration: 0.5, Reliability: 0.5},
			ArticleCount: 2, OutletCount: 2,
			FirstReported: day("2023-09-19"), Recorded: shelling.Recorded,
		}
		Same(t, "the shelling", &want, shelling)
		march := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("march")))[0]
		Same(t, "the date of what is undated", diplo.NoDate, march.Date)
		Same(t, "the first report of what only an undated article tells", diplo.NoDay, march.FirstReported)
	})
	t.Run("records of one actor are merged", func(t *testing.T) {
		got := must[[]*diplo.Actor](t)(s.ActorsByID(ctx, []diplo.ActorID{Macron}))[0]
		Same(t, "Macron", &diplo.Actor{ID: Macron, Kind: diplo.KindPerson, Name: "Emmanuel Macron", Code: "FRA",
			Aliases: []string{"Macron", "Président Macron"}}, got)
	})
	t.Run("an action is read back as it was put", func(t *testing.T) {
		got := must[[]*diplo.Action](t)(s.ActionsByID(ctx, []diplo.ActionID{theShelling}))[0]
		Same(t, "the shelling", &diplo.Action{ID: theShelling, Name: "the shelling of Stepanakert", DoneBy: Azerbaijan, Event: f.Events["shelling"]}, got)
	})
	t.Run("mentions are read back as they were put, oldest article first", func(t *testing.T) {
		got := must[[][]*diplo.Mention](t)(s.Mentions(ctx, append(f.ids("call", "shelling", "letter"), "event:none", f.Events["call"])))
		call := []*diplo.Mention{&f.Articles[0].Mentions[0], &f.Articles[1].Mentions[0]}
		want := [][]*diplo.Mention{call, {&f.Articles[0].Mentions[1], &f.Articles[2].Mentions[0]}, {&f.Articles[3].Mentions[1]}, nil, call}
		Same(t, "Mentions", want, got)
	})
	t.Run("mentions in an article come in the order of the text", func(t *testing.T) {
		got := must[[][]*diplo.Mention](t)(s.MentionsIn(ctx, []diplo.ArticleID{Shelling, "article:none", Autumn}))
		want := [][]*diplo.Mention{
			{&f.Articles[2].Mentions[0], &f.Articles[2].Mentions[1], &f.Articles[2].Mentions[2]},
			nil,
			{&f.Articles[4].Mentions[0], &f.Articles[4].Mentions[1], &f.Articles[4].Mentions[2], &f.Articles[4].Mentions[3]},
		}
		Same(t, "MentionsIn", want, got)
	})
	t.Run("offices come latest first, each once, unknown starts last", func(t *testing.T) {
		got := must[[][]diplo.Office](t)(s.Offices(ctx, []diplo.ActorID{Pashinyan, Macron, Nobody}))
		if len(got) != 3 || len(got[0]) != 0 || len(got[2]) != 0 {
			t.Fatalf("Offices gave %v", got)
		}
		var titles []string
		for _, office := range got[1] {
			titles = append(titles, office.Title)
		}
		Same(t, "titles", []string{"Co-Prince", "President", "Minister of Economy", "Honorary Citizen"}, titles)
		Same(t, "the minister", f.Articles[0].Offices[1], got[1][2])
	})
	t.Run("totals count what is kept", func(t *testing.T) {
		Same(t, "Totals", store.Totals{Actors: 9, Actions: 2, Articles: 5, Events: 10, Mentions: 12,
			FirstDay: day("1968-03-01"), LastDay: day("2023-10-31")}, must[store.Totals](t)(s.Totals(ctx)))
	})
}

// runReaders checks what holds for every verb that reads.
func runReaders(t *testing.T, s store.Store, f Fixture) {
	t.Run("a cancelled context ends every call with its error", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for name, err := range everyVerb(ctx, s, f) {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: the error is %v, want context.Canceled", name, err)
			}
		}
	})
	t.Run("what is returned is the caller's", func(t *testing.T) {
		ctx := t.Context()
		actor := must[[]*diplo.Actor](t)(s.ActorsByID(ctx, []diplo.ActorID{Macron}))[0]
		actor.Aliases[0], actor.Name = "spoilt", "spoilt"
		article := must[[]*diplo.Article](t)(s.ArticlesByID(ctx, []diplo.ArticleID{PhoneCall}))[0]
		article.Warnings[0] = "spoilt"
		event := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("call")))[0]
		event.Relation = "MET"
		if again := must[[]*diplo.Actor](t)(s.ActorsByID(ctx, []diplo.ActorID{Macron}))[0]; again.Aliases[0] == "spoilt" || again.Name == "spoilt" {
			t.Error("the actor was spoilt")
		}
		if again := must[[]*diplo.Article](t)(s.ArticlesByID(ctx, []diplo.ArticleID{PhoneCall}))[0]; again.Warnings[0] == "spoilt" {
			t.Error("the article was spoilt")
		}
		if again := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("call")))[0]; again.Relation != "SPOKE_TO" {
			t.Error("the event was spoilt")
		}
	})
}

// everyVerb calls each verb and gives its error.
func everyVerb(ctx context.Context, s store.Store, f Fixture) map[string]error {
	errs := map[string]error{}
	_, errs["ActorsByID"] = s.ActorsByID(ctx, []diplo.ActorID{UN})
	_, errs["ActionsByID"] = s.ActionsByID(ctx, []diplo.ActionID{theShelling})
	_, errs["ArticlesByID"] = s.ArticlesByID(ctx, []diplo.ArticleID{Leaflet})
	_, errs["EventsByID"] = s.EventsByID(ctx, f.ids("call"))
	_, errs["Actors"] = s.Actors(ctx, store.ActorFilter{}, store.PageRequest{})
	_, errs["Actions"] = s.Actions(ctx, store.ActionFilter{}, store.PageRequest{})
	_, errs["Articles"] = s.Articles(ctx, store.ArticleFilter{}, store.PageRequest{})
	_, errs["Events"] = s.Events(ctx, store.EventFilter{}, "", store.PageRequest{})
	_, errs["CountEvents"] = s.CountEvents(ctx, store.EventFilter{})
	_, errs["CountActors"] = s.CountActors(ctx, store.ActorFilter{})
	_, errs["CountActions"] = s.CountActions(ctx, store.ActionFilter{})
	_, errs["CountArticles"] = s.CountArticles(ctx, store.ArticleFilter{})
	_, errs["Mentions"] = s.Mentions(ctx, f.ids("call"))
	_, errs["MentionsIn"] = s.MentionsIn(ctx, []diplo.ArticleID{Leaflet})
	_, errs["Offices"] = s.Offices(ctx, []diplo.ActorID{Macron})
	_, errs["EventsEach"] = s.EventsEach(ctx, []store.EventFilter{{}}, store.NewestFirst, store.PageRequest{})
	_, errs["CountEventsEach"] = s.CountEventsEach(ctx, []store.EventFilter{{}})
	_, errs["Groups"] = s.Groups(ctx, store.EventFilter{}, nil, store.CountEvents, 1)
	_, errs["Neighbours"] = s.Neighbours(ctx, []diplo.ActorID{UN}, nil, store.Standing(), 1)
	_, errs["Neighbours, all"] = s.Neighbours(ctx, []diplo.ActorID{UN}, nil, store.EventFilter{}, 1)
	_, errs["Ties"] = s.Ties(ctx, []diplo.ActorID{UN, France}, store.EventFilter{}, 1)
	_, errs["Search"] = s.Search(ctx, "france", nil, 1)
	_, errs["Totals"] = s.Totals(ctx)
	_, errs["Decisions"] = s.Decisions(ctx, store.DecisionFilter{}, store.PageRequest{})
	_, errs["Changes"] = s.Changes(ctx, store.PageRequest{})
	_, errs["AsOf"] = s.AsOf(time.Now()).Totals(ctx)
	_, errs["Decide"] = s.Decide(ctx, decide(diplo.RetractArticle, func(d *diplo.Decision) { d.Article = Leaflet }))
	_, errs["Put"] = s.Put(ctx, f.Articles[:1])
	return errs
}

// runGroups checks Groups.
func runGroups(t *testing.T, s store.Reader, f Fixture) {
	ctx := t.Context()
	group := func(n int, first, last string, intensity float64, keys ...string) store.Group {
		g := store.Group{Keys: keys, Count: n, Events: n, First: diplo.NoDay, Last: diplo.NoDay, MeanIntensity: intensity}
		if first != "" {
			g.First, g.Last = day(first), day(last)
		}
		return g
	}
	measured := func(n int, g store.Group) store.Group {
		g.Count = n
		return g
	}
	real := store.EventFilter{Modalities: []diplo.Modality{diplo.Asserted, diplo.Claimed}}
	cases := []struct {
		name   string
		filter store.EventFilter
		by     []store.Dimension
		limit  int
		want   []store.Group
	}{
		{"no dimension gives one group of all", store.EventFilter{}, nil, 5,
			[]store.Group{group(10, "1968-03-01", "2023-10-02", (1.9-9.5-2-0.3-6.5-0.3+3-2+6+3.5)/10)}},
		{"no dimension gives no group when nothing matches", store.EventFilter{Source: &store.ActorMatch{IDs: []diplo.ActorID{Nobody}}}, nil, 5, nil},
		{"sources, largest first, ties by key", store.EventFilter{}, []store.Dimension{store.BySource}, 10, []store.Group{
			group(2, "2023-09-19", "2023-10-02", (-9.5-2)/2, string(Azerbaijan)),
			group(2, "1968-03-01", "2023-09-20", (-2.0+6)/2, string(France)),
			group(1, "2023-10-01", "2023-10-01", 3, string(Armenia)),
			group(1, "2023-10-02", "2023-10-02", 3.5, string(Opposition)),
			group(1, "", "", -6.5, string(Residents)),
			group(1, "2023-09-18", "2023-09-18", -0.3, string(UN)),
			group(1, "2023-09-19", "2023-09-19", 1.9, string(Macron)),
			group(1, "", "", -0.3, string(Alvarez)),
		}},
		{"the limit cuts the smallest groups off", store.EventFilter{}, []store.Dimension{store.BySource}, 2, []store.Group{
			group(2, "2023-09-19", "2023-10-02", (-9.5-2)/2, string(Azerbaijan)),
			group(2, "1968-03-01", "2023-09-20", (-2.0+6)/2, string(France)),
		}},
		{"a limit of none gives none", store.EventFilter{}, []store.Dimension{store.BySource}, 0, nil},
		{"targets leave out what has none", real, []store.Dimension{store.ByTarget}, 10, []store.Group{
			group(3, "1968-03-01", "2023-10-02", (-9.5-2+6)/3, string(Armenia)),
			group(2, "2023-09-18", "2023-09-20", (-2-0.3)/2, string(Azerbaijan)),
			group(1, "", "", -0.3, string(Macron)),
			group(1, "2023-09-19", "2023-09-19", 1.9, string(Pashinyan)),
		}},
		{"source codes leave out actors without one", store.EventFilter{}, []store.Dimension{store.BySourceCode}, 10, []store.Group{
			group(3, "1968-03-01", "2023-09-20", (1.9-2+6)/3, "FRA"),
			group(2, "2023-10-01", "2023-10-02", (3+3.5)/2, "ARM"),
			group(2, "2023-09-19", "2023-10-02", (-9.5-2)/2, "AZE"),
			group(1, "2023-09-18", "2023-09-18", -0.3, "UN"),
		}},
		{"target codes", real, []store.Dimension{store.ByTargetCode}, 1, []store.Group{
			group(4, "1968-03-01", "2023-10-02", (1.9-9.5-2+6)/4, "ARM"),
		}},
		{"relations", store.EventFilter{Text: "macron"}, []store.Dimension{store.ByRelation}, 10, []store.Group{
			group(1, "2023-09-19", "2023-09-19", 1.9, "SPOKE_TO"),
			group(1, "", "", -0.3, "URGED"),
		}},
		{"event types", real, []store.Dimension{store.ByEventType}, 3, []store.Group{
			group(2, "2023-09-18", "2023-09-18", -0.3, "REQUEST"),
			group(1, "2023-09-20", "2023-09-20", -2, "ACCUSE"),
			group(1, "2023-09-19", "2023-09-19", -9.5, "ASSAULT"),
		}},
		{"quad classes", store.EventFilter{}, []store.Dimension{store.ByQuadClass}, 10, []store.Group{
			group(4, "2023-09-18", "2023-10-02", (-2-0.3-0.3-2)/4, "VERBAL_CONFLICT"),
			group(4, "1968-03-01", "2023-10-02", (1.9+3+6+3.5)/4, "VERBAL_COOPERATION"),
			group(2, "2023-09-19", "2023-09-19", (-9.5-6.5)/2, "MATERIAL_CONFLICT"),
		}},
		{"modalities", store.EventFilter{}, []store.Dimension{store.ByModality}, 10, []store.Group{
			group(6, "1968-03-01", "2023-09-20", (1.9-9.5-2-0.3-0.3+6)/6, "ASSERTED"),
			group(2, "2023-10-02", "2023-10-02", (-6.5-2)/2, "CLAIMED"),
			group(1, "2023-10-02", "2023-10-02", 3.5, "HYPOTHETICAL"),
			group(1, "2023-10-01", "2023-10-01", 3, "PLANNED"),
		}},
		{"days leave out the undated", store.EventFilter{}, []store.Dimension{store.ByDay}, 3, []store.Group{
			group(2, "2023-09-19", "2023-09-19", (1.9-9.5)/2, "2023-09-19"),
			group(2, "2023-10-02", "2023-10-02", (-2+3.5)/2, "2023-10-02"),
			group(1, "1968-03-01", "1968-03-01", 6, "1968-03-01"),
		}},
		{"months are those that the events start in", store.EventFilter{}, []store.Dimension{store.ByMonth}, 10, []store.Group{
			group(4, "2023-09-18", "2023-09-20", (1.9-9.5-2-0.3)/4, "2023-09"),
			group(3, "2023-10-01", "2023-10-02", (3-2+3.5)/3, "2023-10"),
			group(1, "1968-03-01", "1968-03-01", 6, "1968-03"),
		}},
		{"weeks begin on Monday", store.EventFilter{}, []store.Dimension{store.ByWeek}, 10, []store.Group{
			group(4, "2023-09-18", "2023-09-20", (1.9-9.5-2-0.3)/4, "2023-09-18"),
			group(2, "2023-10-02", "2023-10-02", (-2+3.5)/2, "2023-10-02"),
			group(1, "1968-03-01", "1968-03-01", 6, "1968-02-26"),
			group(1, "2023-10-01", "2023-10-01", 3, "2023-09-25"),
		}},
		{"years", store.EventFilter{}, []store.Dimension{store.ByYear}, 10, []store.Group{
			group(7, "2023-09-18", "2023-10-02", (1.9-9.5-2-0.3+3-2+3.5)/7, "2023"),
			group(1, "1968-03-01", "1968-03-01", 6, "1968"),
		}},
		{"two dimensions", real, []store.Dimension{store.ByTargetCode, store.ByYear}, 10, []store.Group{
			group(3, "2023-09-19", "2023-10-02", (1.9-9.5-2)/3, "ARM", "2023"),
			group(2, "2023-09-18", "2023-09-20", (-2-0.3)/2, "AZE", "2023"),
			group(1, "1968-03-01", "1968-03-01", 6, "ARM", "1968"),
		}},
		{"one dimension twice", store.EventFilter{Source: &store.ActorMatch{IDs: []diplo.ActorID{UN}}}, []store.Dimension{store.BySource, store.BySource}, 10,
			[]store.Group{group(1, "2023-09-18", "2023-09-18", -0.3, string(UN), string(UN))}},
	}
	for _, c := range cases {
		t.Run("groups: "+c.name, func(t *testing.T) {
			Same(t, "Groups", c.want, must[[]store.Group](t)(s.Groups(ctx, c.filter, c.by, store.CountEvents, c.limit)))
		})
	}
	for _, c := range []struct {
		name    string
		by      []store.Dimension
		measure store.Measure
		want    []store.Group
	}{
		{"acts by quad class", []store.Dimension{store.ByQuadClass}, store.CountOccurrences, []store.Group{
			measured(4, group(4, "1968-03-01", "2023-10-02", (1.9+3+6+3.5)/4, "VERBAL_COOPERATION")),
			measured(3, group(4, "2023-09-18", "2023-10-02", (-2-0.3-0.3-2)/4, "VERBAL_CONFLICT")),
			measured(2, group(2, "2023-09-19", "2023-09-19", (-9.5-6.5)/2, "MATERIAL_CONFLICT")),
		}},
		{"outlets by quad class, an article without one by itself", []store.Dimension{store.ByQuadClass}, store.CountOutlets, []store.Group{
			measured(3, group(2, "2023-09-19", "2023-09-19", (-9.5-6.5)/2, "MATERIAL_CONFLICT")),
			measured(3, group(4, "1968-03-01", "2023-10-02", (1.9+3+6+3.5)/4, "VERBAL_COOPERATION")),
			measured(2, group(4, "2023-09-18", "2023-10-02", (-2-0.3-0.3-2)/4, "VERBAL_CONFLICT")),
		}},
		{"outlets by code and week", []store.Dimension{store.BySourceCode, store.ByWeek}, store.CountOutlets, []store.Group{
			measured(3, group(2, "2023-09-19", "2023-09-20", (1.9-2)/2, "FRA", "2023-09-18")),
			measured(2, group(1, "2023-09-19", "2023-09-19", -9.5, "AZE", "2023-09-18")),
			measured(1, group(1, "2023-10-01", "2023-10-01", 3, "ARM", "2023-09-25")),
			measured(1, group(1, "2023-10-02", "2023-10-02", 3.5, "ARM", "2023-10-02")),
			measured(1, group(1, "2023-10-02", "2023-10-02", -2, "AZE", "2023-10-02")),
			measured(1, group(1, "1968-03-01", "1968-03-01", 6, "FRA", "1968-02-26")),
			measured(1, group(1, "2023-09-18", "2023-09-18", -0.3, "UN", "2023-09-18")),
		}},
		{"acts of all", nil, store.CountOccurrences, []store.Group{measured(9, group(10, "1968-03-01", "2023-10-02", (1.9-9.5-2-0.3-6.5-0.3+3-2+6+3.5)/10))}},
	} {
		t.Run("groups: "+c.name, func(t *testing.T) {
			Same(t, "Groups", c.want, must[[]store.Group](t)(s.Groups(ctx, store.EventFilter{}, c.by, c.measure, 10)))
		})
	}
	t.Run("groups: an unknown measure is invalid", func(t *testing.T) {
		_, err := s.Groups(ctx, store.EventFilter{}, nil, "WEIGHT", 10)
		invalid(t, "an unknown measure", err)
	})
	t.Run("groups: a third dimension or an unknown one is invalid", func(t *testing.T) {
		_, err := s.Groups(ctx, store.EventFilter{}, []store.Dimension{store.ByDay, store.ByYear, store.BySource}, store.CountEvents, 10)
		invalid(t, "three dimensions", err)
		_, err = s.Groups(ctx, store.EventFilter{}, []store.Dimension{"COLOUR"}, store.CountEvents, 10)
		invalid(t, "an unknown dimension", err)
	})
	t.Run("groups: a very large limit gives all", func(t *testing.T) {
		if got := must[[]store.Group](t)(s.Groups(ctx, store.EventFilter{}, []store.Dimension{store.BySource}, store.CountEvents, math.MaxInt)); len(got) != 8 {
			t.Errorf("got %d groups, want 8", len(got))
		}
	})
}

// runSearch checks Search.
func runSearch(t *testing.T, s store.Store) {
	ctx := t.Context()
	cases := []struct {
		name, query string
		kinds       []store.SearchKind
		want        []string
	}{
		{"a word in all kinds", "stepanakert", nil, []string{"ACTION action:shelling", "ARTICLE " + string(PhoneCall), "ARTICLE " + string(Shelling),
			"SENTENCE Azerbaijan had shelled", "SENTENCE Azerbaijani forces", "SENTENCE France on Wednesday"}},
		{"only the kinds asked for", "stepanakert", []store.SearchKind{store.SearchActions, store.SearchActions}, []string{"ACTION action:shelling"}},
		{"every word must be found", "shelling ethnic", nil, []string{"ARTICLE " + string(Shelling), "SENTENCE France on Wednesday"}},
		{"the last word may be the start of one", "emmanuel mac", []store.SearchKind{store.SearchActors}, []string{"ACTOR " + string(Macron)}},
		{"a word before the last must be whole", "emman macron", nil, nil},
		{"the last word may not be the end of one", "manuel", nil, nil},
		{"case and diacritics of the query do not matter", "ÉMMANUEL", []store.SearchKind{store.SearchActors}, []string{"ACTOR " + string(Macron)}},
		{"case and diacritics of the text do not matter", "jose alvarez", []store.SearchKind{store.SearchActors, store.SearchSentences},
			[]string{"ACTOR " + string(Alvarez), "SENTENCE The United Nations"}},
		{"other alphabets are searched too", "пашинян", nil, []string{"ACTOR " + string(Pashinyan)}},
		{"an alias is found", "baku", []store.SearchKind{store.SearchActors}, []string{"ACTOR " + string(Azerbaijan)}},
		{"name and aliases are one text", "united u", []store.SearchKind{store.SearchActors}, []string{"ACTOR " + string(UN)}},
		{"title and text are one text", "feared fire", []store.SearchKind{store.SearchArticles}, []string{"ARTICLE " + string(Shelling)}},
		{"quotation marks have no meaning", `"forces azerbaijani`, nil, []string{"ARTICLE " + string(Shelling), "SENTENCE Azerbaijani forces"}},
		{"operators are words", "AND OR NOT NEAR", nil, []string{"ARTICLE " + string(Leaflet), "SENTENCE Álvarez asked"}},
		{"an operator is not obeyed", "france OR macron", nil, nil},
		{"marks of other query languages have no meaning", `title:(ethnic^2) + {cleansing}* ~ [\ / $ 'x' -- ;`, nil, nil},
		{"punctuation parts words", "ethnic-cleansing!", []store.SearchKind{store.SearchSentences}, []string{"SENTENCE France on Wednesday"}},
		{"a number is a word", "19 stepanakert", []store.SearchKind{store.SearchSentences}, []string{"SENTENCE Azerbaijani forces"}},
		{"a sentence that tells of two events is found once", "opposition recognised", []store.SearchKind{store.SearchSentences}, []string{"SENTENCE France recognised"}},
		{"a name that is spelt wrong", "emanuel mcaron", nil, []string{"ACTOR " + string(Macron)}},
		{"a name in another spelling", "nikol paschinjan", nil, []string{"ACTOR " + string(Pashinyan)}},
		{"nothing like a name that is too far off", "nikol poschinjan", nil, nil},
		{"nothing like a country", "azerbaijen", nil, nil},
		{"nothing like what is found as it is", "jose", []store.SearchKind{store.SearchActors}, []string{"ACTOR " + string(Alvarez)}},
		{"nothing without a letter or digit", ` "*-+:()^ `, nil, nil},
		{"nothing for no query", "", nil, nil},
		{"nothing for what is not there", "nowhere", nil, nil},
	}
	for _, c := range cases {
		t.Run("search: "+c.name, func(t *testing.T) {
			hits := must[[]store.Hit](t)(s.Search(ctx, c.query, c.kinds, 100))
			got := make([]string, len(hits))
			for i, hit := range hits {
				got[i] = hitName(hit)
			}
			for i, name := range got {
				for _, want := range c.want {
					if strings.HasPrefix(name, want) && strings.HasPrefix(want, "SENTENCE") {
						got[i] = want
					}
				}
			}
			Same(t, "Search("+c.query+")", sorted(c.want), sorted(got))
			checkHits(t, c.query, hits)
		})
	}
	t.Run("search: at most limit hits over all kinds", func(t *testing.T) {
		for _, limit := range []int{-1, 0, 1, 3} {
			hits := must[[]store.Hit](t)(s.Search(ctx, "stepanakert", nil, limit))
			if len(hits) != max(0, limit) {
				t.Errorf("limit %d gave %d hits", limit, len(hits))
			}
			checkHits(t, "stepanakert", hits)
		}
	})
	t.Run("search: an unknown kind is invalid", func(t *testing.T) {
		_, err := s.Search(ctx, "france", []store.SearchKind{"SONG"}, 10)
		invalid(t, "kind SONG", err)
	})
	t.Run("search: a sentence comes with the first of its mentions", func(t *testing.T) {
		hits := must[[]store.Hit](t)(s.Search(ctx, "opposition", []store.SearchKind{store.SearchSentences}, 10))
		if len(hits) != 1 || hits[0].Mention == nil {
			t.Fatalf("Search gave %v", hits)
		}
		autumn := Sample().Articles[4].Mentions
		want := autumn[2]
		if autumn[3].ID < want.ID {
			want = autumn[3]
		}
		Same(t, "its mention", &want, hits[0].Mention)
	})
}

// hitName says what was found.
func hitName(hit store.Hit) string {
	switch hit.Kind {
	case store.SearchActors:
		return string(hit.Kind) + " " + string(hit.Actor)
	case store.SearchActions:
		return string(hit.Kind) + " " + string(hit.Action)
	case store.SearchArticles:
		return string(hit.Kind) + " " + string(hit.Article)
	}
	if hit.Mention == nil {
		return string(hit.Kind)
	}
	return string(hit.Kind) + " " + hit.Mention.Quote
}

// marksAlike tells whether the hit is an actor who was found by a name like the words, with words marked that are like them.
func marksAlike(words store.Words, hit store.Hit) bool {
	return hit.Kind == store.SearchActors && len(hit.Marks) > 0 && !slices.ContainsFunc(hit.Marks, func(mark diplo.Span) bool {
		marked := store.WordsOf(hit.Text[mark.Start:mark.End])
		return len(marked) != 1 || !slices.ContainsFunc(words, func(word string) bool { _, alike := store.Like(word, marked[0]); return alike })
	})
}

// checkHits checks what holds for hits of any query.
func checkHits(t *testing.T, query string, hits []store.Hit) {
	t.Helper()
	for i, hit := range hits {
		set := 0
		for _, is := range []bool{hit.Actor != "", hit.Action != "", hit.Article != "", hit.Mention != nil} {
			if is {
				set++
			}
		}
		if set != 1 {
			t.Errorf("hit %d has %d ids set, want one: %+v", i, set, hit)
		}
		if len(hit.Text) > 210 {
			t.Errorf("the text of hit %d has %d bytes, want some 200", i, len(hit.Text))
		}
		if len(hit.Marks) == 0 {
			t.Errorf("hit %d marks nothing in %q", i, hit.Text)
		}
		if words := store.WordsOf(query); !marksAlike(words, hit) {
			Same(t, "the marks of hit "+hitName(hit), words.Marks(hit.Text), hit.Marks)
		}
		if i == 0 {
			continue
		}
		order := store.SearchKinds()
		if last := hits[i-1]; hit.Score > last.Score || hit.Score == last.Score && slices.Index(order, hit.Kind) < slices.Index(order, last.Kind) {
			t.Errorf("hit %d (%s, %v) stands behind (%s, %v)", i, hit.Kind, hit.Score, last.Kind, last.Score)
		}
	}
}
