package source_test

import (
	"bytes"
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
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/fetch"
	"entente/loader/source"
)

// read lists what the set yields: "name: text" or "name CAUSE".
func read(t *testing.T, set *source.Set) []string {
	t.Helper()
	var got []string
	for item := range set.Items(t.Context()) {
		item = item.Read(t.Context())
		if item.Skip != nil {
			if item.Skip.Reason == "" {
				t.Errorf("%s is skipped without a reason", item.Skip.Name)
			}
			got = append(got, fmt.Sprintf("%s %s", filepath.Base(item.Skip.Name), item.Skip.Cause))
			continue
		}
		got = append(got, fmt.Sprintf("%s: %s", filepath.Base(item.Document.Source), item.Document.Text))
	}
	return got
}

func compress(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func wants(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestADirectoryIsReadWithAllThatIsBelowIt(t *testing.T) {
	dir := t.TempDir()
	broken := compress(t, `{"text":"Spain left."}`+"\n")
	write(t, dir, map[string]string{
		"a.txt":             "\ufeffFrance left.",
		"a.gold.json":       "{}",
		"b/lines.jsonl":     "{\"text\":\"Chad left.\"}\n\n{\"text\":\"Togo left.\"}",
		"b/more.jsonl.gz":   compress(t, `{"text":"Mali left."}`),
		"b/story.txt.gz":    compress(t, "Peru left."),
		"c-broken.jsonl.gz": broken[:len(broken)-9],
		"README.md":         "about",
		".hidden/x.txt":     "hidden",
		"empty.txt":         "",
		"spaces.txt":        " \n\t\n",
		"latin.txt":         "Le pr\xe9sident",
		"wide.txt":          "\xff\xfeF\x00",
		"zip.txt":           "PK\x03\x04....",
		"nul.txt":           "a\x00b",
		"form.html":         "<form><input></form>",
		"page.html":         "<html lang=en><h1>France leaves</h1><p>France left.</p>",
		"seite.html":        "<html lang=de><h1>Frankreich geht</h1><p>Frankreich ging.</p>",
		"photo.jpg":         "\xff\xd8\xff",
	})
	large, err := os.Create(filepath.Join(dir, "z.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer large.Close()
	if err := large.Truncate(50_000_000); err != nil {
		t.Fatal(err)
	}
	set := &source.Set{Paths: []string{dir}}
	wants(t, read(t, set),
		"a.txt: France left.",
		"lines.jsonl:1: Chad left.", "lines.jsonl:3: Togo left.",
		"more.jsonl.gz:1: Mali left.",
		"story.txt.gz: Peru left.",
		"c-broken.jsonl.gz:1: Spain left.", "c-broken.jsonl.gz:2 UNREADABLE",
		"empty.txt EMPTY", "form.html MALFORMED", "latin.txt NOT_UTF8", "nul.txt BINARY", "page.html: France leaves\n\nFrance left.", "photo.jpg UNSUPPORTED",
		"seite.html LANGUAGE", "spaces.txt EMPTY", "wide.txt: F", "z.txt TOO_LARGE", "zip.txt BINARY")
	if set.Done() != set.Size() {
		t.Errorf("%d of %d bytes are done at the end", set.Done(), set.Size())
	}
}

func TestABadLineCostsThatLineOnly(t *testing.T) {
	long := `{"text":"` + strings.Repeat("x", source.MaxArticle) + `"}`
	in := strings.Join([]string{
		"\ufeff" + `{"id":7,"date":"2023-09-19","text":"One.","sources":["First Post","Second"],"url":" https://news.example/1 "}`,
		`{"id":"b","date":"2023-09-19T23:30:00-02:00","text":"Two.","title":"T","outlet":"Wire"}`,
		`{"text":`, `["x"]`, `{"text":""}`, `{"date":"19 Sep","text":"Three."}`, `{"text":"a\u0000b"}`, "{\"text\":\"\xe9\"}", long,
		`{"text":"Four.","date":null,"sources":"Only"}`,
	}, "\n")
	set := &source.Set{Paths: []string{source.Stdin}, In: strings.NewReader(in)}
	wants(t, read(t, set), "standard input:1: One.", "standard input:2: Two.", "standard input:3 MALFORMED", "standard input:4 MALFORMED",
		"standard input:5 EMPTY", "standard input:6 MALFORMED", "standard input:7 BINARY", "standard input:8 NOT_UTF8", "standard input:9 TOO_LARGE", "standard input:10: Four.")

	set.In = strings.NewReader(in)
	for item := range set.Items(t.Context()) {
		d := item.Document
		switch d.Text {
		case "One.":
			if d.Key != "7" || d.Published.String() != "2023-09-19" || d.Outlet != "First Post" || d.URL != "https://news.example/1" {
				t.Errorf("line 1 is %+v", d)
			}
		case "Two.":
			if d.Key != "b" || d.Published.String() != "2023-09-20" || d.Outlet != "Wire" || d.Title != "T" {
				t.Errorf("line 2 is %+v", d)
			}
		case "Four.":
			if d.Published != diplo.NoDay || d.Outlet != "Only" {
				t.Errorf("line 10 is %+v", d)
			}
		}
	}
}

func TestWhatIsWrongWithALineIsToldInPeoplesWords(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":"One.","date":20230919}`:    `"date" is a JSON number where a text is wanted`,
		`{"text":"One.","outlet":["x"]}`:     `"outlet" is a JSON array where a text is wanted`,
		`{"text":"One.","id":{"a":1}}`:       `"id" is neither a text nor a number`,
		`{"text":"One.","sources":[1]}`:      `"sources" is neither a text nor a list of texts`,
		`{"text":`:                           "not a JSON object (unexpected end of JSON input)",
		"{\"text\":\"One.\"}\n" + `["text"]`: "a JSON array and not an object",
	} {
		set := &source.Set{Paths: []string{source.Stdin}, In: strings.NewReader(in)}
		var reason string
		for item := range set.Items(t.Context()) {
			if item.Skip != nil {
				reason = item.Skip.Reason
			}
		}
		if !strings.Contains(reason, want) || !strings.Contains(reason, `a line is {"id"`) || strings.Contains(reason, "Go ") {
			t.Errorf("%s: %s", in, reason)
		}
	}
}

func TestStandardInputShowsWhatItIs(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"JSON Lines", "\n {\"text\":\"One.\"}", "standard input:2: One."},
		{"a text", "France left.\n", "standard input: France left.\n"},
		{"compressed JSON Lines", compress(t, `{"text":"One."}`), "standard input:1: One."},
		{"compressed text", compress(t, "France left."), "standard input: France left."},
		{"nothing", "", "standard input EMPTY"},
	} {
		got := read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(c.in)})
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAFileOfAnotherNameIsReadWhenTheUserNamesIt(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"story": "France left.", "page.mhtml": "<p>", "data.json": "{}", "dump": `{"text":"One."}`})
	path := func(name string) string { return filepath.Join(dir, name) }
	wants(t, read(t, &source.Set{Paths: []string{path("story"), path("page.mhtml"), path("data.json"), path("dump"), path("gone")}}),
		"story: France left.", "page.mhtml UNSUPPORTED", "data.json UNSUPPORTED", "dump:1: One.", "gone UNREADABLE")
	if err := (&source.Set{Paths: []string{path("gone")}}).Check(); diplo.KindOf(err) != diplo.NotFound {
		t.Errorf("a path that does not exist: %v", err)
	}
}

func TestReadingStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	set := &source.Set{Paths: []string{"-"}, In: strings.NewReader(strings.Repeat("{\"text\":\"One.\"}\n", 100))}
	n := 0
	for range set.Items(ctx) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("read %d items after a stop at 3", n)
	}
}

func FuzzItems(f *testing.F) {
	for _, seed := range []string{`{"text":"x"}`, "\x1f\x8b\x08", "\ufeff{", "plain\n", "{\"id\":1e9,\"sources\":[1]}\n{}", "text,id\n\"a\",b\n", "\xff\xfeF\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		n := 0
		columns := map[string]string{"text": "text"}
		if len(in)%2 == 0 {
			columns = nil
		}
		for item := range (&source.Set{Paths: []string{"-"}, In: bytes.NewReader(in), Columns: columns}).Items(t.Context()) {
			n++
			item = item.Read(t.Context())
			if item.Skip == nil && strings.TrimSpace(item.Document.Text) == "" {
				t.Fatalf("a document without text: %+v", item.Document)
			}
		}
		if n == 0 {
			t.Fatal("neither a document nor a skip")
		}
	})
}

func TestAddressesAreFetchedAndReadAsPages(t *testing.T) {
	pages := http.NewServeMux()
	pages.HandleFunc("/2023/09/19/story", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		_, _ = io.WriteString(w, "<html lang=en><h1>France leaves</h1><p>The pr\xe9fet left.</p>")
	})
	host := httptest.NewServer(pages)
	t.Cleanup(host.Close)
	set := &source.Set{
		Paths: []string{host.URL + "/2023/09/19/story", host.URL + "/gone", "http://10.0.0.1/inside"},
		Web:   fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pause: time.Microsecond}),
	}
	if err := set.Check(); err != nil {
		t.Fatal(err)
	}
	var documents []extract.Document
	var causes []source.Cause
	for item := range set.Items(t.Context()) {
		item = item.Read(t.Context())
		if item.Skip != nil {
			causes = append(causes, item.Skip.Cause)
			continue
		}
		documents = append(documents, item.Document)
	}
	want := extract.Document{Source: set.Paths[0], Origin: set.Paths[0], URL: set.Paths[0], Title: "France leaves", Published: diplo.DateOf(2023, 9, 19), Text: "France leaves\n\nThe préfet left."}
	if len(documents) != 1 || documents[0] != want {
		t.Errorf("read %+v\nwanted %+v", documents, want)
	}
	if !slices.Equal(causes, []source.Cause{source.Unreadable, source.Refused}) {
		t.Errorf("skipped by %v", causes)
	}
}
