package table

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
	"entente/loader/source"
)

func tableOf(layout source.Layout, lines ...string) iter.Seq[source.RowItem] {
	return (&source.Table{Path: source.Stdin, Layout: layout, In: strings.NewReader(strings.Join(lines, "\n"))}).Rows(context.Background())
}

func importer(s store.Putter) *Importer {
	return &Importer{Actors: actors.Default(), Store: s, Name: "Test set", Clock: func() time.Time { return time.Unix(0, 0) }}
}

const headings = "date,source,event,target,place,country"

func TestRowsBecomeEventsWithEvidence(t *testing.T) {
	s := storetest.NewModel()
	report, err := importer(s).Import(t.Context(), tableOf(source.CSV, headings,
		"2014-03-05,Police (Kenya),173,Ada Nwosu,Nairobi,Kenya",
		"2014-03-05,Sergey Viktorovich Lavrov,Make a visit,France,,",
		"2014-03-05,France,043,Sergey Lavrov,,", // the same visit from the other side
		"2014-03-06,Norway,SPOKE_TO,Chad,,",
	))
	if err != nil || report.Mentions != 4 || report.Events != 3 || report.New != 2 || report.Stored != 4 {
		t.Fatalf("report %+v, %v", report, err)
	}
	page, err := s.Events(t.Context(), store.EventFilter{}, store.OldestFirst, store.PageRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range page.Items {
		got = append(got, fmt.Sprintf("%s %s(%s) %s %s %s", e.Date, e.Source, e.SourceFor, e.Relation, e.Target, e.Place.Country))
	}
	slices.Sort(got)
	want := []string{
		"2014-03-05 organization:police-ken(country:KEN) DETAINED person:ada-nwosu KEN",
		"2014-03-05 person:sergey-lavrov(country:RUS) VISITED country:FRA ",
		"2014-03-06 country:NOR() SPOKE_TO country:TCD ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, e := range page.Items {
		mentions, err := s.Mentions(t.Context(), []diplo.EventID{e.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mentions[0] {
			found, err := s.ArticlesByID(t.Context(), []diplo.ArticleID{m.Article})
			if err != nil {
				t.Fatal(err)
			}
			article := found[0]
			if quote := article.Text[m.Sentence.Start:m.Sentence.End]; quote != m.Quote || !strings.HasPrefix(quote, e.Date.String()) {
				t.Errorf("%s quotes %q, and its article has %q", m.ID, m.Quote, quote)
			}
			if !strings.HasPrefix(m.Trace.Frame, "standard input:") || article.Outlet != "Test set" || e.Date.Basis != diplo.BasisData {
				t.Errorf("%+v cites no row of the set", m)
			}
		}
	}
}

func TestEveryRowWithoutAnEventIsCounted(t *testing.T) {
	report, err := importer(storetest.NewModel()).Import(t.Context(), tableOf(source.CSV, headings,
		"2014-03-05,France,042,Peru,,",
		"2014-03-05,France,Make statement,Peru,,",
		"2014-03-05,France,011,Peru,,",
		"2014-03-05,France,Sing a song,Peru,,",
		"2014-03-05,,042,Peru,,",
		"2014-03-05,France,043,,,",
		"2014-03-05,France,02,,,",
		"one day,France,042,Peru,,",
	))
	if err != nil {
		t.Fatal(err)
	}
	left := map[Cause]int{}
	all := report.Mentions
	for cause, of := range report.LeftOut {
		left[cause] = of.Rows
		all += of.Rows
	}
	if all != report.Rows || report.Rows != 8 || report.Mentions != 2 {
		t.Errorf("of %d rows %d are told of, %d with events", report.Rows, all, report.Mentions)
	}
	if left[Statement] != 2 || left[UnknownEvent] != 1 || left[NoSource] != 1 || left[NoTarget] != 1 || left[Cause(source.Malformed)] != 1 {
		t.Errorf("left out: %v", left)
	}
	var b bytes.Buffer
	if err := report.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"8 rows read: 2 tell of events, 2 of them new", "REQUEST 1", `1 rows without an event (unknown event), the first standard input:5:`, `1 "Sing a song"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing from\n%s", want, b.String())
		}
	}
}

func TestStatementsAreKeptAsRowsWhereAsked(t *testing.T) {
	for _, keep := range []bool{false, true} {
		s := storetest.NewModel()
		i := importer(s)
		i.KeepStatements = keep
		if _, err := i.Import(t.Context(), tableOf(source.CSV, headings, "2014-03-05,France,010,Peru,,", "2014-03-05,France,042,Peru,,")); err != nil {
			t.Fatal(err)
		}
		articles, err := s.Articles(t.Context(), store.ArticleFilter{}, store.PageRequest{})
		if err != nil || len(articles.Items) != 1 {
			t.Fatalf("articles %v, %v", articles.Items, err)
		}
		totals, err := s.Totals(t.Context())
		if err != nil || totals.Mentions != 1 || strings.Contains(articles.Items[0].Text, "010") != keep {
			t.Errorf("kept %v: the text is %q, %d mentions, %v", keep, articles.Items[0].Text, totals.Mentions, err)
		}
	}
}

func TestATableAgainChangesNothingAndOneThatGrewItsLastArticles(t *testing.T) {
	var lines []string
	for i := range 2500 {
		lines = append(lines, fmt.Sprintf("2014-03-0%d,France,04%d,Peru %d,,", 1+i%2, i%3, i))
	}
	s := storetest.NewModel()
	load := func(lines []string) Report {
		report, err := importer(s).Import(t.Context(), tableOf(source.CSV, append([]string{headings}, lines...)...))
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if first := load(lines); first.New != 4 || first.Mentions != 2500 {
		t.Fatalf("first: %+v", first)
	}
	if again := load(lines); again.Unchanged != 4 || again.New+again.Replaced+again.Events != 0 {
		t.Errorf("again: %+v", again)
	}
	if grown := load(append(lines, "2014-03-01,France,042,Chile,,")); grown.Unchanged != 3 || grown.Replaced != 1 || grown.Events != 1 {
		t.Errorf("grown: %+v", grown)
	}
}

func TestWhoTheSidesOfARowAre(t *testing.T) {
	f := newFinder(actors.Default())
	day := diplo.DateOf(2014, time.March, 5)
	tests := []struct {
		party  source.Party
		want   diplo.ActorID
		behalf diplo.ActorID
		kind   diplo.ActorKind
	}{
		{source.Party{Name: "Barack Obama"}, "person:barack-obama", "country:USA", diplo.KindPerson},
		{source.Party{Name: "UN Security Council"}, "organization:un-security-council", "organization:united-nations", diplo.KindOrganization},
		{source.Party{Name: "Foreign Affairs (Turkey)"}, "organization:foreign-ministry-tur", "country:TUR", diplo.KindOrganization},
		{source.Party{Name: "Citizen (Palestinian Territory, Occupied)"}, "group:civilians-pse", "", diplo.KindGroup},
		{source.Party{Name: "Head of Government (India)"}, "person:manmohan-singh", "country:IND", diplo.KindPerson},
		{source.Party{Name: "Thief (Austria)"}, "group:thief-aut", "", diplo.KindGroup},
		{source.Party{Name: "Healthcare Facility (Yemen)"}, "organization:healthcare-facility-yem", "", diplo.KindOrganization},
		{source.Party{Name: "Ada Nwosu", Country: "Nigeria"}, "person:ada-nwosu-nga", "", diplo.KindPerson},
		{source.Party{Name: "Lagos Traders Union"}, "organization:lagos-traders-union", "", diplo.KindOrganization},
		{source.Party{Name: "AMERICAN", Country: "USA"}, "country:USA", "", diplo.KindCountry},
		{source.Party{Name: "POLICE", Country: "USA", Type: "COP"}, "organization:police-usa", "country:USA", diplo.KindOrganization},
		{source.Party{Name: "RED BERETS", Country: "KEN", Type: "MIL"}, "organization:kenya-defence-forces", "country:KEN", diplo.KindOrganization},
		{source.Party{Name: "THE UNITED STATES", Country: "USA"}, "country:USA", "", diplo.KindCountry},
		{source.Party{Name: "ADA NWOSU", Country: "NGA"}, "person:ada-nwosu-nga", "", diplo.KindPerson},
		{source.Party{Name: "SCHOOL"}, "organization:school", "", diplo.KindOrganization},
	}
	for _, test := range tests {
		got := f.find(test.party, day)
		if got.actor.ID != test.want || got.behalf.ID != test.behalf || got.actor.Kind != test.kind {
			t.Errorf("%+v is %s, a %s for %q; want %s, a %s for %q (%s)", test.party, got.actor.ID, got.actor.Kind, got.behalf.ID, test.want, test.kind, test.behalf, got.reason)
		}
	}
	later := f.find(source.Party{Name: "Head of Government (India)"}, diplo.DateOf(2014, time.December, 5))
	if later.actor.ID != "person:narendra-modi" {
		t.Errorf("the head of government was %s later in the year", later.actor.ID)
	}
}

// lost is a store that is lost after some Puts.
type lost struct {
	store.Putter
	puts int
}

func (l *lost) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	if l.puts--; l.puts < 0 {
		return store.PutResult{}, diplo.Errorf(diplo.Unavailable, "the store is gone")
	}
	return l.Putter.Put(ctx, batch)
}

func TestALostStoreEndsTheImportAndTheSameAgainEndsIt(t *testing.T) {
	lines := []string{headings}
	for i := range 25_000 {
		lines = append(lines, fmt.Sprintf("2014-03-05,France,042,Peru %d,,", i%50))
	}
	s := storetest.NewModel()
	report, err := importer(&lost{s, 1}).Import(t.Context(), tableOf(source.CSV, lines...))
	if diplo.KindOf(err) != diplo.Unavailable || report.Stored != batchRows {
		t.Fatalf("stored %d, error %v", report.Stored, err)
	}
	report, err = importer(s).Import(t.Context(), tableOf(source.CSV, lines...))
	if err != nil || report.Stored != 25_000 || report.Unchanged != 10 || report.New != 15 {
		t.Fatalf("again: %+v, %v", report, err)
	}
}

// meeting is a store in which a Put waits for another.
type meeting struct {
	store.Putter
	met chan struct{}
}

func (m *meeting) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	select {
	case m.met <- struct{}{}:
	case <-m.met:
	case <-time.After(10 * time.Second):
		return store.PutResult{}, diplo.Errorf(diplo.Unavailable, "nobody else came")
	}
	return m.Putter.Put(ctx, batch)
}

func TestBatchesArePutAtOnceAndTheReportTellsOfAll(t *testing.T) {
	lines := []string{headings}
	for i := range 2 * batchRows {
		lines = append(lines, fmt.Sprintf("2014-03-05,France,042,Peru %d,,", i%50))
	}
	i := importer(&meeting{storetest.NewModel(), make(chan struct{})})
	i.AtOnce = 2
	var told []int
	i.Progress = func(r Report) { told = append(told, r.Stored) }
	report, err := i.Import(t.Context(), tableOf(source.CSV, lines...))
	if err != nil || report.Stored != 2*batchRows || report.New != 20 || !slices.Equal(told, []int{batchRows, 2 * batchRows}) {
		t.Fatalf("%+v, told of %v, %v", report, told, err)
	}
}
