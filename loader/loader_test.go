package loader_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/loader"
	"entente/loader/source"
)

// reader codes one event for each "condemned" of a text; "fault" makes it panic, "error" fail.
type reader struct{ delay func(text string) }

func (r reader) Extract(_ context.Context, doc extract.Document, _ bool) (extract.Result, error) {
	if r.delay != nil {
		r.delay(doc.Text)
	}
	if strings.Contains(doc.Text, "fault") {
		panic("out of range")
	}
	if strings.Contains(doc.Text, "error") {
		return extract.Result{}, errors.New("can't be read")
	}
	a := diplo.Article{ID: diplo.ArticleIDOf(doc.URL, doc.Text, doc.Published), Source: doc.Source, URL: doc.URL, Text: doc.Text, Reported: doc.Published}
	coded := diplo.CodedArticle{Article: a}
	for i := range strings.Count(doc.Text, "condemned") {
		m := diplo.Mention{Claim: diplo.Claim{Relation: "CONDEMNED", Source: "country:FRA", Date: diplo.NoDate}, Trigger: diplo.Span{Start: i, End: i + 1}}
		m.Identify(&a)
		coded.Mentions = append(coded.Mentions, m)
	}
	return extract.Result{Coded: coded}, nil
}

// shelf keeps articles in memory. It refuses a text with "refused", and everything once it is lost.
type shelf struct {
	mu      sync.Mutex
	texts   map[diplo.ArticleID]string
	order   []string
	batches []int
	lostAt  int // batch from which on it is lost; 0 is never
}

func (s *shelf) Has(_ context.Context, documents []store.Document) ([]bool, error) {
	return make([]bool, len(documents)), nil
}

func (s *shelf) Withdraw(context.Context, []string) (int, error) { return 0, nil }

func (s *shelf) Put(ctx context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return result, ctx.Err()
	}
	s.batches = append(s.batches, len(batch))
	if s.lostAt > 0 && len(s.batches) >= s.lostAt {
		return result, diplo.Errorf(diplo.Unavailable, "the store is gone")
	}
	ids := map[diplo.ArticleID]bool{}
	for _, c := range batch {
		if strings.Contains(c.Article.Text, "refused") || ids[c.Article.ID] {
			return store.PutResult{}, diplo.Errorf(diplo.Invalid, "article %s is refused", c.Article.ID)
		}
		ids[c.Article.ID] = true
	}
	if s.texts == nil {
		s.texts = map[diplo.ArticleID]string{}
	}
	for _, c := range batch {
		switch old, there := s.texts[c.Article.ID]; {
		case !there:
			result.New++
			result.NewEvents += len(c.Mentions)
		case old == c.Article.Text:
			result.Unchanged++
		default:
			result.Replaced++
		}
		s.texts[c.Article.ID] = c.Article.Text
		s.order = append(s.order, c.Article.Text)
	}
	return result, nil
}

func documents(docs ...extract.Document) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for i, d := range docs {
			if d.Source == "" {
				d.Source = fmt.Sprintf("doc %d", i+1)
			}
			if !yield(source.Item{Document: d}) {
				return
			}
		}
	}
}

func texts(texts ...string) iter.Seq[source.Item] {
	var docs []extract.Document
	for _, t := range texts {
		docs = append(docs, extract.Document{Text: t, Published: diplo.NoDay})
	}
	return documents(docs...)
}

func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("France condemned it, report %d.", i))
	}
	return out
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	s := &shelf{}
	l := &loader.Loader{Extractor: reader{}, Store: s}
	first, err := l.Load(t.Context(), texts(many(700)...))
	if err != nil || first.New != 700 || first.Events != 700 || first.Articles != 700 || first.Mentions != 700 {
		t.Fatalf("first run: %+v, %v", first, err)
	}
	again, err := l.Load(t.Context(), texts(many(700)...))
	if err != nil || again.New != 0 || again.Unchanged != 700 || again.Events != 0 {
		t.Fatalf("second run: %+v, %v", again, err)
	}
}

func TestBatchesKeepTheOrderOfTheSource(t *testing.T) {
	s := &shelf{}
	slow := func(text string) {
		if strings.HasSuffix(text, "0.") {
			time.Sleep(time.Millisecond) // some articles take longer than those behind them
		}
	}
	l := &loader.Loader{Extractor: reader{slow}, Store: s, Workers: 4}
	if _, err := l.Load(t.Context(), texts(many(600)...)); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(s.order, ""), strings.Join(many(600), ""); got != want {
		t.Error("articles were put in another order than they came")
	}
	if len(s.batches) != 3 {
		t.Errorf("600 articles went in batches of %v", s.batches)
	}
}

func TestABadArticleIsNamedAndCostsNothingElse(t *testing.T) {
	s := &shelf{}
	l := &loader.Loader{Extractor: reader{}, Store: s}
	items := func(yield func(source.Item) bool) {
		for item := range texts("France condemned it.", "a fault", "an error", "it is refused", "Nothing happened.") {
			if !yield(item) {
				return
			}
		}
		yield(source.Item{Skip: &source.Skip{Name: "x.bin", Cause: source.Binary, Reason: "not text"}})
	}
	report, err := l.Load(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	if report.Articles != 2 || report.New != 2 || report.WithoutEvents != 1 || report.Skipped != 4 || report.SkippedBy[loader.Failed] != 3 || report.SkippedBy[source.Binary] != 1 {
		t.Errorf("report %+v", report)
	}
	report.Seconds = 0.5
	var b strings.Builder
	if err := report.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := `2 articles read in 0.5 s (4 a second): 2 new, 0 unchanged, 0 replaced
1 mention of events, 1 event new
  ACCUSE 1
1 article without an event: doc 5
2 articles undated: words like "Tuesday" can't be dated there
4 skipped (1 binary, 3 failed):
  doc 2: a fault of ours while reading it: out of range
  doc 3: can't be read
  x.bin: not text
  doc 4: `
	if !strings.HasPrefix(b.String(), want) {
		t.Errorf("got\n%s\nwant\n%s…", b.String(), want)
	}
	if encoded, err := json.Marshal(report); err != nil || !strings.Contains(string(encoded), `"skippedByCause":{"BINARY":1,"FAILED":3}`) {
		t.Errorf("JSON %s, %v", encoded, err)
	}
}

func TestTheSameArticleMayComeTwiceInOneRun(t *testing.T) {
	s := &shelf{}
	l := &loader.Loader{Extractor: reader{}, Store: s}
	const url = "https://news.example/1"
	report, err := l.Load(t.Context(), documents(
		extract.Document{URL: url, Text: "first"}, extract.Document{URL: url, Text: "first"}, extract.Document{URL: url, Text: "second"}))
	if err != nil || report.New != 1 || report.Unchanged != 1 || report.Replaced != 1 {
		t.Fatalf("report %+v, %v", report, err)
	}
	for _, text := range s.texts {
		if text != "second" {
			t.Errorf("the text kept is %q, not the last one", text)
		}
	}
}

func TestEachItemIsToldOfOnceItIsStoredOrSkipped(t *testing.T) {
	s := &shelf{}
	told := map[string]bool{} // whether it was read, by name
	l := &loader.Loader{Extractor: reader{}, Store: s, Each: func(r loader.Reading) {
		if r.Skip != nil {
			told[r.Skip.Name] = false
			return
		}
		told[r.Document.Source] = true
		if _, there := s.texts[r.Result.Coded.Article.ID]; !there {
			t.Errorf("%s is told of and not stored", r.Document.Source)
		}
	}}
	if _, err := l.Load(t.Context(), texts("France condemned it.", "a fault", "it is refused", "France condemned it.", "Nothing happened.")); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"doc 1": true, "doc 2": false, "doc 3": false, "doc 4": true, "doc 5": true}
	if !maps.Equal(told, want) {
		t.Errorf("told %v, wanted %v", told, want)
	}
}

func TestALostStoreEndsTheRun(t *testing.T) {
	s := &shelf{lostAt: 2}
	l := &loader.Loader{Extractor: reader{}, Store: s}
	report, err := l.Load(t.Context(), texts(many(2000)...))
	if diplo.KindOf(err) != diplo.Unavailable || report.New != 256 {
		t.Fatalf("report %+v, error %v", report, err)
	}
	s.lostAt = 0
	report, err = l.Load(t.Context(), texts(many(2000)...))
	if err != nil || report.Unchanged != 256 || report.New != 2000-256 {
		t.Fatalf("run again: %+v, %v", report, err)
	}
}

func TestARunCanBeStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	l := &loader.Loader{Extractor: reader{}, Store: &shelf{}}
	l.Progress = func(loader.Report) { cancel() }
	report, err := l.Load(ctx, texts(many(5000)...))
	if !errors.Is(err, context.Canceled) || report.New == 0 || report.New == 5000 {
		t.Fatalf("report %+v, error %v", report, err)
	}
}

func TestARunStopsWhileItsSourceKeepsItWaiting(t *testing.T) {
	for name, run := range map[string]func(context.Context, iter.Seq[source.Item]) error{
		"load": func(ctx context.Context, items iter.Seq[source.Item]) error {
			_, err := (&loader.Loader{Extractor: reader{}, Store: &shelf{}}).Load(ctx, items)
			return err
		},
		"read": func(ctx context.Context, items iter.Seq[source.Item]) error {
			for range loader.Read(ctx, reader{}, items, false) {
			}
			return ctx.Err()
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		silent := make(chan struct{}) // a terminal at which nobody types
		items := func(yield func(source.Item) bool) {
			cancel()
			<-silent
		}
		ended := make(chan error, 1)
		go func() { ended <- run(ctx, items) }()
		select {
		case err := <-ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%s goes on waiting after it was stopped", name)
		}
		close(silent)
	}
}

func TestLongArticlesMakeSmallerBatches(t *testing.T) {
	s := &shelf{}
	long := strings.Repeat("x", 9<<20)
	l := &loader.Loader{Extractor: reader{}, Store: s}
	var all []string
	for i := range 12 {
		all = append(all, fmt.Sprint(i)+long)
	}
	report, err := l.Load(t.Context(), texts(all...))
	if err != nil || report.New != 12 {
		t.Fatalf("report %+v, %v", report, err)
	}
	for _, n := range s.batches {
		if n > 2 {
			t.Errorf("a batch of %d articles of 9 MB", n)
		}
	}
}

func TestPagesAreReadInTheOrderOfTheSourceAndLetGo(t *testing.T) {
	dir := t.TempDir()
	padding := "<!--" + strings.Repeat("x", 1<<20) + "-->"
	const pages = 100 // more than may be held at a time
	for i := range pages {
		content := fmt.Sprintf("<html lang=en>%s<h1>Report %03d</h1><p>France condemned it.</p>", padding, i)
		if i == 50 {
			content = "<form>" + padding
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.html", i)), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set := &source.Set{Paths: []string{dir}}
	at := 0
	for r := range loader.Read(t.Context(), reader{}, set.Items(t.Context()), false) {
		switch {
		case at == 50:
			if r.Skip == nil || r.Skip.Cause != source.Malformed {
				t.Errorf("a page without an article gave %+v", r)
			}
		case r.Skip != nil || r.Document.Text != fmt.Sprintf("Report %03d\n\nFrance condemned it.", at):
			t.Fatalf("page %d gave %+v", at, r)
		}
		at++
	}
	if at != pages {
		t.Errorf("%d of %d pages were read", at, pages)
	}
}

func TestABatchHasEachOriginOnceAndEachOriginOfAnArticleIsPut(t *testing.T) {
	s := &shelf{}
	l := &loader.Loader{Extractor: reader{}, Store: s}
	report, err := l.Load(t.Context(), documents(
		extract.Document{Origin: "a", Text: "first"}, extract.Document{Origin: "a", Text: "second"}, // another article in its place
		extract.Document{Origin: "b", Text: "second"}, // the same article at another place
		extract.Document{Origin: "b", Text: "second"}, // and once more
	))
	if err != nil || report.Stored() != 4 || report.Skipped != 0 {
		t.Fatalf("report %+v, %v", report, err)
	}
	if len(s.batches) != 3 {
		t.Errorf("%d batches for two articles at one place and a second place of one", len(s.batches))
	}
}
