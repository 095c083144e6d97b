package loader_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/internal/store/storetest"
	"entente/loader"
	"entente/loader/source"
)

// counted is a reader that counts what it reads.
type counted struct {
	reader
	read atomic.Int32
}

func (c *counted) Extract(ctx context.Context, doc extract.Document, explain bool) (extract.Result, error) {
	c.read.Add(1)
	result, err := c.reader.Extract(ctx, doc, explain)
	result.Coded.Article.Country, result.Coded.Article.Reliability = doc.Country, doc.Reliability
	for i := range result.Coded.Mentions { // as a store wants them
		m := &result.Coded.Mentions[i]
		m.Modality, m.Confidence = diplo.Asserted, 0.5
		result.Coded.Actors = []diplo.Actor{{ID: m.Source, Kind: diplo.KindCountry, Name: "France", Code: "FRA"}}
	}
	return result, err
}

func TestWhatTheSameProgramHasReadIsNotReadAgain(t *testing.T) {
	x, s := &counted{}, storetest.NewModel()
	load := func(program string, docs ...extract.Document) (report loader.Report, read int) {
		t.Helper()
		before := x.read.Load()
		report, err := (&loader.Loader{Extractor: x, Store: s, Program: program}).Load(t.Context(), documents(docs...))
		if err != nil {
			t.Fatal(err)
		}
		return report, int(x.read.Load() - before)
	}
	a := extract.Document{Origin: "/news/a", Text: "France condemned it.", Published: diplo.NoDay}
	b := extract.Document{URL: "https://news.example/b", Text: "Nothing happened.", Published: diplo.NoDay}
	if report, read := load("one", a, b); report.New != 2 || read != 2 {
		t.Fatalf("first: %d read, %+v", read, report)
	}
	if report, read := load("one", a, b); report.Unchanged != 2 || report.Articles != 2 || report.WithoutEvents != 0 || read != 0 {
		t.Errorf("again: %d read, %+v", read, report)
	}
	mended := b
	mended.Text = "Something happened."
	if report, read := load("one", a, mended); report.Unchanged != 1 || report.Replaced != 1 || read != 1 {
		t.Errorf("with another text: %d read, %+v", read, report)
	}
	if report, read := load("two", a, mended); report.Unchanged != 2 || read != 2 {
		t.Errorf("by another program: %d read, %+v", read, report)
	}
	moved := a
	moved.Origin = "/archive/a"
	if report, read := load("two", moved); report.Unchanged != 1 || read != 1 {
		t.Errorf("at another place: %d read, %+v", read, report)
	}
	if _, read := load("two", a, moved); read != 0 {
		t.Errorf("at both places: %d read", read)
	}
	if report, read := load("two", b, mended); report.Replaced != 2 || read != 2 {
		t.Errorf("when the run itself has changed it: %d read, %+v", read, report)
	}
}

func TestAnIDThatTwoArticlesOfAFileHaveNamesTheFirst(t *testing.T) {
	x, s := &counted{}, storetest.NewModel()
	l := &loader.Loader{Extractor: x, Store: s, Program: "one"}
	docs := documents(extract.Document{Origin: "/dump#1", Text: "France condemned it."}, extract.Document{Origin: "/dump#1", Text: "France condemned all."})
	for round := range 2 {
		if report, err := l.Load(t.Context(), docs); err != nil || report.Gone+report.Replaced != 0 || report.New+report.Unchanged != 2 {
			t.Errorf("round %d: %+v, %v", round, report, err)
		}
	}
	if totals, err := s.Totals(t.Context()); totals.Articles != 2 || err != nil {
		t.Errorf("%+v, %v", totals, err)
	}
}

// lost is a store that can't be reached for some calls.
type lost struct {
	*storetest.Model
	calls int
}

func (l *lost) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	if l.calls--; l.calls >= 0 {
		return store.PutResult{}, diplo.Errorf(diplo.Unavailable, "the server is gone")
	}
	return l.Model.Put(ctx, batch)
}

func TestALostStoreIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var waits []time.Duration
		l := &loader.Loader{Extractor: &counted{}, Store: &lost{storetest.NewModel(), 3}, Patience: time.Minute,
			Waiting: func(_ error, wait time.Duration) { waits = append(waits, wait) }}
		report, err := l.Load(t.Context(), texts("France condemned it."))
		if err != nil || report.New != 1 || len(waits) != 3 || waits[2] != 4*time.Second {
			t.Errorf("%+v, %v, after waits of %v", report, err, waits)
		}
		l.Store = &lost{storetest.NewModel(), 1000}
		if _, err := l.Load(t.Context(), texts("France condemned it.")); diplo.KindOf(err) != diplo.Unavailable {
			t.Errorf("a store that stays away: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		l.Waiting = func(error, time.Duration) { cancel() }
		if _, err := l.Load(ctx, texts("France condemned it.")); !errors.Is(err, context.Canceled) {
			t.Errorf("a run that is stopped while it waits: %v", err)
		}
	})
}

func TestWhatFailedIsPutAsideAndLoadedLater(t *testing.T) {
	dir := t.TempDir()
	dump, aside := filepath.Join(dir, "dump.jsonl"), filepath.Join(dir, "quarantine")
	lines := `{"id": 1, "text": "France condemned a fault."}` + "\n" + `{"id": 2, "text": "France condemned it."}` + "\n" + `{"id": 3, "text": ` + "\n" + `{"id": 4, "text": ""}` + "\n"
	if err := os.WriteFile(dump, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	s, set := storetest.NewModel(), &source.Set{Paths: []string{dump}}
	q := &loader.Quarantine{Dir: aside}
	report, err := (&loader.Loader{Extractor: &counted{}, Store: s, Quarantine: q}).Load(t.Context(), set.Items(t.Context()))
	if err != nil || report.New != 1 || report.Skipped != 3 || q.Kept() != 2 { // what is empty stays so
		t.Fatalf("%+v, %v, %d put aside", report, err, q.Kept())
	}
	reasons, err := filepath.Glob(filepath.Join(aside, "*.txt"))
	if err != nil || len(reasons) != 2 {
		t.Fatalf("reasons in %v, %v", reasons, err)
	}
	for _, name := range reasons {
		if reason, err := os.ReadFile(name); err != nil || !strings.Contains(string(reason), "dump.jsonl:") {
			t.Errorf("%s says %q, %v", name, reason, err)
		}
	}
	// The program is mended, and fails at its fault no more; the line is as it was.
	q = &loader.Quarantine{Dir: aside}
	saved, clear, err := q.Items()
	if err != nil {
		t.Fatal(err)
	}
	report, err = (&loader.Loader{Extractor: mended{&counted{}}, Store: s, Quarantine: q}).Load(t.Context(), set.Again(t.Context(), saved))
	if err != nil || report.New != 1 || report.Skipped != 1 || clear() != nil {
		t.Fatalf("again: %+v, %v", report, err)
	}
	if left, _ := filepath.Glob(filepath.Join(aside, "*")); len(left) != 2 {
		t.Errorf("%v is left in quarantine, wanted the line and its reason", left)
	}
	if has, err := s.Withdraw(t.Context(), []string{dump + "#1"}); err != nil || has != 1 {
		t.Errorf("what was put aside lost its origin: %d, %v", has, err)
	}
}

// mended does not fail at faults.
type mended struct{ *counted }

func (m mended) Extract(ctx context.Context, doc extract.Document, explain bool) (extract.Result, error) {
	doc.Text = strings.ReplaceAll(doc.Text, "fault", "defect")
	return m.counted.Extract(ctx, doc, explain)
}

func TestARehearsalTellsWhatWouldComeOfALoad(t *testing.T) {
	s := storetest.NewModel()
	b := extract.Document{URL: "https://news.example/b", Text: "France condemned it.", Published: diplo.NoDay}
	load := func(into loader.Store, docs ...extract.Document) loader.Report {
		t.Helper()
		report, err := (&loader.Loader{Extractor: &counted{}, Store: into, Program: "one"}).Load(t.Context(), documents(docs...))
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if report := load(loader.Rehearsal{}, b); report.New != 1 {
		t.Errorf("into no store: %+v", report)
	}
	load(s, b)
	mended := b
	mended.Text += " More."
	if report := load(loader.Rehearsal{Store: s}, b, mended, extract.Document{Text: "Other news."}); report.Unchanged != 1 || report.Replaced != 1 || report.New != 1 {
		t.Errorf("into a store: %+v", report)
	}
	if totals, _ := s.Totals(t.Context()); totals.Articles != 1 {
		t.Errorf("a rehearsal stored %d articles", totals.Articles-1)
	}
}

func TestATableOfOutletsGradesArticles(t *testing.T) {
	outlets, err := loader.ReadOutlets(strings.NewReader("\uFEFFoutlet\tcountry\treliability\n# ours\nLe Quotidien\tfra\tb\nHerald\t\tE\n\nWire\n"))
	if err != nil || len(outlets) != 3 {
		t.Fatalf("%v, %v", outlets, err)
	}
	s := storetest.NewModel()
	l := &loader.Loader{Extractor: &counted{}, Store: s, Program: "one", Outlets: outlets}
	doc := extract.Document{Outlet: "LE QUOTIDIEN", Text: "France condemned it.", Published: diplo.NoDay}
	if _, err := l.Load(t.Context(), documents(doc)); err != nil {
		t.Fatal(err)
	}
	article := func() *diplo.Article {
		found, err := s.ArticlesByID(t.Context(), []diplo.ArticleID{doc.ID()})
		if err != nil {
			t.Fatal(err)
		}
		return found[0]
	}
	if a := article(); a.Country != "FRA" || a.Reliability != diplo.UsuallyReliable {
		t.Errorf("the article is of an outlet in %q graded %q", a.Country, a.Reliability)
	}
	l.Outlets = nil
	if report, err := l.Load(t.Context(), documents(doc)); err != nil || report.Replaced != 1 || article().Reliability != "" {
		t.Errorf("without the table: %+v, %v", report, err)
	}
	for wrong, says := range map[string]string{
		"Herald\tFRA\tG\n": "line 1", "Herald\tFrance\tA": "code of a country", "Wire\nWIRE": "line 2", "a\tb\tc\td": "tabs", "\tFRA": "tabs",
	} {
		if _, err := loader.ReadOutlets(strings.NewReader(wrong)); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
