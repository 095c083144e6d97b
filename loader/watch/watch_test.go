package watch_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/loader/fetch"
	"entente/loader/watch"
)

// reader reads nothing in articles but who they are.
type reader struct{}

func (reader) Version() string { return "test" }

func (reader) Extract(_ context.Context, doc extract.Document, _ bool) (extract.Result, error) {
	return extract.Result{Coded: diplo.CodedArticle{Article: diplo.Article{
		ID: diplo.ArticleIDOf(doc.URL, doc.Text, doc.Published), Source: doc.Source, URL: doc.URL, Text: doc.Text, Reported: doc.Published,
	}}}, nil
}

// shelf is a store in memory: what is at each origin, and the articles.
type shelf struct {
	mutex    sync.Mutex
	at       map[string]diplo.ArticleID
	articles map[diplo.ArticleID]diplo.Article
	lost     bool
	away     int // how many questions more are not answered
}

func newShelf() *shelf {
	return &shelf{at: map[string]diplo.ArticleID{}, articles: map[diplo.ArticleID]diplo.Article{}}
}

// leave takes out the article that was at an origin, unless it is at another one too.
func (s *shelf) leave(origin string) (gone int) {
	id, there := s.at[origin]
	delete(s.at, origin)
	if !there {
		return 0
	}
	for _, other := range s.at {
		if other == id {
			return 0
		}
	}
	delete(s.articles, id)
	return 1
}

func (s *shelf) Put(_ context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.lost {
		return result, diplo.Errorf(diplo.Unavailable, "the store is gone")
	}
	for _, c := range batch {
		old, there := s.articles[c.Article.ID]
		switch {
		case !there:
			result.New++
		case old.Text == c.Article.Text && old.Reported == c.Article.Reported:
			result.Unchanged++
		default:
			result.Replaced++
		}
		if c.Origin != "" && s.at[c.Origin] != c.Article.ID {
			result.Gone += s.leave(c.Origin)
			s.at[c.Origin] = c.Article.ID
		}
		s.articles[c.Article.ID] = c.Article
	}
	return result, nil
}

func (s *shelf) Has(_ context.Context, documents []store.Document) ([]bool, error) {
	return make([]bool, len(documents)), nil
}

func (s *shelf) Withdraw(_ context.Context, origins []string) (articles int, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, origin := range origins {
		articles += s.leave(origin)
	}
	return articles, nil
}

func (s *shelf) ArticlesByID(_ context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.away > 0 {
		s.away--
		return nil, diplo.Errorf(diplo.Unavailable, "the store is gone")
	}
	found := make([]*diplo.Article, len(ids))
	for i, id := range ids {
		if a, there := s.articles[id]; there {
			found[i] = &a
		}
	}
	return found, nil
}

// texts are the first lines of all articles, in order.
func (s *shelf) texts() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var all []string
	for _, a := range s.articles {
		first, _, _ := strings.Cut(a.Text, "\n")
		all = append(all, first)
	}
	slices.Sort(all)
	return all
}

// site is a host whose pages change. A page is its headline; a status stands for pages that are not given.
type site struct {
	*httptest.Server
	mutex  sync.Mutex
	feed   []string // paths
	pages  map[string]string
	status map[string]int
	asked  map[string]int // how often a path was answered with content
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: map[string]string{}, status: map[string]int{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	content := "<html lang=en><h1>" + s.pages[r.URL.Path] + "</h1><p>The minister spoke to reporters in the capital about it.</p></html>"
	if r.URL.Path == "/feed" {
		content = "<rss version='2.0'><channel><title>x</title>"
		for _, path := range s.feed {
			content += "<item><link>" + path + "</link></item>"
		}
		content += "</channel></rss>"
	} else if s.pages[r.URL.Path] == "" && s.status[r.URL.Path] == 0 {
		http.NotFound(w, r)
		return
	}
	if status := s.status[r.URL.Path]; status != 0 {
		w.Header().Set("Location", s.pages[r.URL.Path])
		w.WriteHeader(status)
		return
	}
	tag := fmt.Sprintf("%q", content)
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, tag))
	if r.Header.Get("If-None-Match") == fmt.Sprintf(`"%x"`, tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.asked[r.URL.Path]++
	_, _ = io.WriteString(w, content)
}

// set changes the site.
func (s *site) set(change func()) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	change()
}

// desk follows sources by a clock of its own, in programs that each look once.
type desk struct {
	*testing.T
	config string
	dir    string
	store  *shelf
	now    time.Time
}

func newDesk(t *testing.T, config string) *desk {
	return &desk{T: t, config: config, dir: t.TempDir(), store: newShelf(), now: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)}
}

// look lets time pass, looks at what is due, and gives the rounds by their sources.
func (d *desk) look(passes time.Duration) map[string]watch.Round {
	d.Helper()
	d.now = d.now.Add(passes)
	path := filepath.Join(d.dir, "watch.yml")
	if err := os.WriteFile(path, []byte(d.config), 0o600); err != nil {
		d.Fatal(err)
	}
	config, err := watch.ReadConfig(path)
	if err != nil {
		d.Fatal(err)
	}
	rounds := map[string]watch.Round{}
	w := &watch.Watcher{
		Config: config, State: watch.StateFile(config, path, ""), Store: d.store, Extractor: reader{}, Now: func() time.Time { return d.now },
		Web:  fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pause: time.Microsecond}),
		Tell: func(r watch.Round) { rounds[r.Source] = r },
	}
	if err := w.Run(d.Context(), true); err != nil {
		d.Fatal(err)
	}
	return rounds
}

func (d *desk) wants(texts ...string) {
	d.Helper()
	if got := d.store.texts(); !slices.Equal(got, texts) {
		d.Errorf("the store has %q, wanted %q", got, texts)
	}
}

const hour = time.Hour

func TestWhatAFeedLinksToIsLoadedReplacedAndWithdrawn(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b", "/c"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta", "/c": "Gamma"}
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	round := d.look(0)[s.URL+"/feed"]
	if round.Err != nil || round.New != 3 || round.Listed != 3 {
		t.Fatalf("first round: %+v", round)
	}
	d.wants("Alpha", "Beta", "Gamma")

	s.set(func() {
		s.pages["/b"] = "Beta, corrected"
		s.status["/c"] = http.StatusGone
	})
	round = d.look(hour)[s.URL+"/feed"]
	if round.Err != nil || round.Changed != 1 || round.Gone != 1 || round.Unchanged != 1 {
		t.Errorf("after an hour: %+v", round)
	}
	d.wants("Alpha", "Beta, corrected")
	if s.asked["/a"] != 1 || s.asked["/feed"] != 1 {
		t.Errorf("what did not change was sent again: %v", s.asked)
	}

	s.set(func() { delete(s.status, "/c") })
	if round = d.look(3 * hour)[s.URL+"/feed"]; round.New != 1 {
		t.Errorf("when the page is back: %+v", round)
	}
	d.wants("Alpha", "Beta, corrected", "Gamma")
}

func TestAnArticleThatLeftItsFeedStaysAndIsStillFollowed(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	d.look(0)
	s.set(func() { s.feed, s.pages["/a"] = []string{"/b"}, "Alpha, corrected" })
	d.look(hour)
	d.wants("Alpha, corrected", "Beta")
}

func TestAPageIsLookedAtLessAndLessOften(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a"}
	s.pages = map[string]string{"/a": "0"}
	d := newDesk(t, "{sources: [{feed: "+s.URL+"/feed}], until: 7d}")
	var seen []int
	for quarter := range 10 * 24 * 4 {
		s.set(func() { s.pages["/a"] = fmt.Sprintf("Edition %d", quarter) })
		before := s.asked["/a"]
		d.look(17 * time.Minute)
		if s.asked["/a"] > before {
			seen = append(seen, quarter)
		}
	}
	if n := len(seen); n < 8 || n > 13 || seen[n-1] > 7*24*4 || seen[n-1]-seen[n-2] < 24*4 {
		t.Errorf("a page was looked at %d times within ten days, in the quarters of an hour %v", n, seen)
	}
}

func TestAPageThatIsNotFoundIsLookedForOnceMore(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	d.look(0)
	s.set(func() { s.status["/a"], s.status["/b"] = http.StatusNotFound, http.StatusNotFound })
	if round := d.look(hour)[s.URL+"/feed"]; round.Failed != 2 || round.Gone != 0 {
		t.Errorf("at first: %+v", round)
	}
	d.wants("Alpha", "Beta")
	s.set(func() { delete(s.status, "/b") })
	if round := d.look(20 * time.Minute)[s.URL+"/feed"]; round.Gone != 1 || round.Unchanged != 1 {
		t.Errorf("then: %+v", round)
	}
	d.wants("Beta")
}

func TestAnArticleThatMovedIsNotKeptTwice(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	d.look(0)
	s.set(func() {
		s.status["/a"], s.pages["/a"] = http.StatusMovedPermanently, "/a-2"
		s.pages["/a-2"] = "Alpha"
	})
	if round := d.look(hour)[s.URL+"/feed"]; round.New != 1 || round.Gone != 1 {
		t.Errorf("%+v", round)
	}
	d.wants("Alpha", "Beta")
}

func TestASourceThatIsOutOfOrderStopsNoOtherAndIsAskedLessAndLess(t *testing.T) {
	well, ill := newSite(t), newSite(t)
	well.feed, well.pages = []string{"/a"}, map[string]string{"/a": "Alpha"}
	ill.status["/feed"] = http.StatusInternalServerError
	d := newDesk(t, fmt.Sprintf("{every: 10m, sources: [{feed: %s/feed}, {feed: %s/feed}, {feed: http://10.0.0.1/feed}, {folder: nowhere}]}", ill.URL, well.URL))
	rounds := d.look(0)
	if len(rounds) != 4 || rounds[well.URL+"/feed"].New != 1 {
		t.Fatalf("%+v", rounds)
	}
	for name, round := range rounds {
		if name != well.URL+"/feed" && round.Err == nil {
			t.Errorf("%s: %+v", name, round)
		}
	}
	tries := 0
	for range 24 * 6 {
		rounds := d.look(11 * time.Minute)
		if round, tried := rounds[ill.URL+"/feed"]; tried {
			tries++
			if round.Err == nil || rounds[well.URL+"/feed"].Err != nil {
				t.Fatalf("%+v", rounds)
			}
		}
	}
	if tries < 4 || tries > 16 {
		t.Errorf("a feed that is out of order was asked %d times in a day", tries)
	}
	if failing, err := watch.Failing(filepath.Join(d.dir, "watch.yml.watch"), 3); err != nil || len(failing) != 3 || slices.Contains(failing, well.URL+"/feed") {
		t.Errorf("out of order for long are %v, %v", failing, err)
	}
	ill.set(func() { clear(ill.status); ill.feed, ill.pages["/i"] = []string{"/i"}, "Iota" })
	d.look(8 * hour)
	d.wants("Alpha", "Iota")
}

func TestAPageThatIsOutOfOrderIsTriedAgain(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	s.status["/a"] = http.StatusBadGateway
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	if round := d.look(0)[s.URL+"/feed"]; round.Failed != 1 || round.Err != nil || len(round.Reasons) != 1 || !strings.Contains(round.Reasons[0], "502") {
		t.Errorf("%+v", round)
	}
	d.wants("Beta")
	s.set(func() { clear(s.status) })
	d.look(20 * time.Minute) // the feed has not changed meanwhile
	d.wants("Alpha", "Beta")
	s.set(func() { s.status["/a"] = http.StatusBadGateway })
	d.look(2 * hour)
	d.wants("Alpha", "Beta") // what was read stays
}

func TestWhatTheStoreDoesNotHaveIsFetchedAgain(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a", "/b"}
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	d := newDesk(t, "sources: [{feed: "+s.URL+"/feed}]")
	d.store.lost = true
	if round := d.look(0)[s.URL+"/feed"]; round.Err == nil {
		t.Errorf("a store that is lost gave %+v", round)
	}
	d.store.lost = false
	d.look(hour)
	d.wants("Alpha", "Beta")
	d.store = newShelf() // a new store, and the old notes
	d.look(hour)
	d.wants("Alpha", "Beta")
}

func TestPagesOfAListAreFollowedWithoutEnd(t *testing.T) {
	s := newSite(t)
	s.pages = map[string]string{"/a": "Alpha", "/b": "Beta"}
	config := "{every: 1h, sources: [{pages: [%s]}]}"
	d := newDesk(t, fmt.Sprintf(config, s.URL+"/a, "+s.URL+"/b"))
	d.look(0)
	d.wants("Alpha", "Beta")
	s.set(func() { s.pages["/a"] = "Alpha, a year later" })
	d.look(365 * 24 * hour)
	d.wants("Alpha, a year later", "Beta")
	d.config = fmt.Sprintf(config, s.URL+"/a")
	s.set(func() { delete(s.pages, "/b") })
	d.look(2 * hour)
	d.wants("Alpha, a year later", "Beta") // followed no more
}

func TestFilesOfAFolderAreLoadedReplacedAndWithdrawn(t *testing.T) {
	d := newDesk(t, "sources: [{folder: wire, every: 1m}]")
	folder := filepath.Join(d.dir, "wire")
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, d.now, d.now); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "Alpha")
	write("deep/b.txt", "Beta")
	write("c.jsonl", `{"id":"1","text":"Gamma"}`+"\n"+`{"text":"Delta"}`+"\n")
	d.look(0)
	d.wants() // they may still be being written
	if round := d.look(2 * time.Minute)[folder]; round.New != 4 || round.Listed != 3 {
		t.Errorf("%+v", round)
	}
	d.wants("Alpha", "Beta", "Delta", "Gamma")
	write("a.txt", "Alpha, corrected")
	write("c.jsonl", `{"id":"1","text":"Gamma"}`+"\n")
	if err := os.Remove(filepath.Join(folder, "deep", "b.txt")); err != nil {
		t.Fatal(err)
	}
	if round := d.look(2 * time.Minute)[folder]; round.Gone != 3 || round.Err != nil {
		t.Errorf("%+v", round)
	}
	d.wants("Alpha, corrected", "Gamma")
	if round := d.look(2 * time.Minute)[folder]; round.New+round.Changed+round.Gone+round.Unchanged != 0 {
		t.Errorf("when nothing has changed: %+v", round)
	}

	broken := filepath.Join(folder, "a.txt") // a file that can't be read for a while: root may read what it may not
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(broken, broken); err != nil {
		t.Fatal(err)
	}
	if round := d.look(2 * time.Minute)[folder]; round.Gone != 0 {
		t.Errorf("a file that can't be read: %+v", round)
	}
	d.wants("Alpha, corrected", "Gamma")
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	write("a.txt", "Alpha, corrected")
	write("d.jsonl.gz", gzipped(t, `{"id":"9","text":"Delta"}`+"\n"+`{"id":"10","text":"Epsilon"}`+"\n"))
	d.look(2 * time.Minute)
	d.look(2 * time.Minute)
	d.wants("Alpha, corrected", "Delta", "Epsilon", "Gamma")
	write("d.jsonl.gz", gzipped(t, `{"id":"9","text":"Delta"}`+"\n"+`{"id":"10","text":"Epsilon"}`+"\n")[:30]) // not all of it is copied yet
	d.look(2 * time.Minute)
	d.look(2 * time.Minute)
	d.wants("Alpha, corrected", "Delta", "Epsilon", "Gamma")
	write("d.jsonl.gz", gzipped(t, `{"id":"9","text":"Delta"}`+"\n"))
	d.look(2 * time.Minute)
	d.look(2 * time.Minute)
	d.wants("Alpha, corrected", "Delta", "Gamma")

	for _, name := range []string{"a.txt", "c.jsonl", "d.jsonl.gz", "deep"} { // as when the disk is taken away
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if round := d.look(2 * time.Minute)[folder]; round.Err == nil {
		t.Errorf("%+v", round)
	}
	d.wants("Alpha, corrected", "Delta", "Gamma")
	write("README", "They were meant to go.")
	d.look(10 * time.Minute)
	d.wants()
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAWatcherGoesOnUntilItIsStopped(t *testing.T) {
	s := newSite(t)
	s.feed = []string{"/a"}
	s.pages = map[string]string{"/a": "Alpha"}
	path := filepath.Join(t.TempDir(), "watch.yml")
	if err := os.WriteFile(path, []byte("{every: 20ms, revisit: 10ms, sources: [{feed: "+s.URL+"/feed}]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	config, err := watch.ReadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	rounds := 0
	shelf := newShelf()
	w := &watch.Watcher{
		Config: config, State: path + ".state", Store: shelf, Extractor: reader{},
		Web: fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pause: time.Microsecond}),
		Tell: func(r watch.Round) {
			if rounds++; rounds == 5 {
				stop()
			}
		},
	}
	if err := w.Run(ctx, false); err != nil || rounds != 5 {
		t.Errorf("after %d rounds: %v", rounds, err)
	}

	// It waits for a store that is away when it is started again.
	ctx, stop = context.WithCancel(t.Context())
	shelf.away = 1
	waited := false
	w.Tell = func(r watch.Round) {
		if r.Err != nil {
			waited = true
			return
		}
		stop()
	}
	if err := w.Run(ctx, false); err != nil || !waited {
		t.Errorf("with a store that is away at first: %v", err)
	}
	shelf.away = 1
	if err := w.Run(t.Context(), true); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("once, with a store that is away: %v", err)
	}
}
