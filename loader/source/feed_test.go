package source_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/feed"
	"entente/loader/fetch"
	"entente/loader/source"
)

// host serves documents by their paths, each with the content type before its first "|".
func host(t *testing.T, documents map[string]string) (address string, web *fetch.Client) {
	t.Helper()
	mux := http.NewServeMux()
	for path, document := range documents {
		kind, content, _ := strings.Cut(document, "|")
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, content)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pause: time.Microsecond})
}

const gazette = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><language>en-gb</language>
<item><link>%[1]s/a</link><pubDate>Tue, 19 Sep 2023 08:00:00 +0000</pubDate></item>
<item><link>%[1]s/gone</link></item>
<item><link>%[1]s/a</link></item>
<item><link>ftp://files.example/b</link></item>
<item><guid>c7</guid><title>Talks end</title><pubDate>Mon, 18 Sep 2023 08:00:00 +0000</pubDate><content:encoded>&lt;p&gt;Chad &amp;amp; Mali&lt;/p&gt;&lt;p&gt;met.&lt;/p&gt;</content:encoded></item>
<item><title>Nothing more</title></item>
<item><link>%[1]s/dated</link><pubDate>Tue, 19 Sep 2023 08:00:00 +0000</pubDate></item>
</channel></rss>`

func TestAFeedGivesThePagesItLinksToAndTheTextItCarries(t *testing.T) {
	address, web := host(t, map[string]string{
		"/a":     "text/html|<h1>France leaves</h1><p>France left.</p>",
		"/dated": `text/html|<meta property="article:published_time" content="2023-09-01"><h1>Peru leaves</h1><p>Peru left.</p>`,
		"/feed":  "text/plain|" + fmt.Sprintf(gazette, ""), // its links are seen from where it is
	})
	saved := filepath.Join(t.TempDir(), "feed.xml")
	write(t, filepath.Dir(saved), map[string]string{"feed.xml": fmt.Sprintf(gazette, address)})
	for _, path := range []string{address + "/feed", saved, source.Stdin} {
		set := &source.Set{Paths: []string{path}, In: strings.NewReader(fmt.Sprintf(gazette, address)), Web: web}
		name := filepath.Base(strings.Replace(path, source.Stdin, source.StdinName, 1))
		wants(t, read(t, set), name+":4 MALFORMED", name+":5: Talks end\n\nChad & Mali\n\nmet.", name+":6 EMPTY", "a: France leaves\n\nFrance left.", "gone UNREADABLE", "dated: Peru leaves\n\nPeru left.")
	}
}

func TestAFeedSaysOfItsArticlesWhatTheyDoNotSay(t *testing.T) {
	address, web := host(t, map[string]string{
		"/a":     "text/html|<h1>France leaves</h1><p>France left.</p>",
		"/dated": `text/html|<meta property="article:published_time" content="2023-09-01"><h1>Peru leaves</h1><p>Peru left.</p>`,
	})
	set := &source.Set{Paths: []string{source.Stdin}, In: strings.NewReader(fmt.Sprintf(gazette, address)), Web: web}
	want := map[string]diplo.Day{"France leaves": diplo.DateOf(2023, 9, 19), "Peru leaves": diplo.DateOf(2023, 9, 1), "Talks end": diplo.DateOf(2023, 9, 18)}
	for item := range set.Items(t.Context()) {
		if item = item.Read(t.Context()); item.Skip != nil {
			continue
		}
		d := item.Document
		if d.Published != want[d.Title] {
			t.Errorf("%s is of %s", d.Title, d.Published)
		}
		if d.Title == "Talks end" && (d.Key != "c7" || d.Outlet != "Gazette") {
			t.Errorf("the article carried is %+v", d)
		}
		delete(want, d.Title)
	}
	if len(want) > 0 {
		t.Errorf("not read: %v", want)
	}
}

func TestXMLAndJSONThatIsNoFeedIsNotRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"map.xml": "<urlset></urlset>", "data.json": `{"a":1}`, "empty.rss": ""})
	wants(t, read(t, &source.Set{Paths: []string{dir}}), "data.json UNSUPPORTED", "empty.rss EMPTY", "map.xml UNSUPPORTED")
}

func TestAFeedInAnotherLanguageIsNotFollowed(t *testing.T) {
	in := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-AT"><entry><link href="https://blatt.invalid/1"/></entry><entry><content>Peru ging.</content></entry></feed>`
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(in)}), "1 LANGUAGE", "standard input:2 LANGUAGE")
}

func TestAFeedThatIsTooLongSaysSo(t *testing.T) {
	in := `<rss version="2.0"><channel>` + strings.Repeat("<item><title>x</title></item>", feed.MaxEntries+1) + "</channel></rss>"
	got := read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(in)})
	if len(got) != feed.MaxEntries+1 || got[0] != "standard input TOO_LARGE" {
		t.Errorf("%d items, the first %s", len(got), got[0])
	}
}
