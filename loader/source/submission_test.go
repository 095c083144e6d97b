package source_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/fetch"
	"entente/loader/source"
)

const harbourPage = `<!doctype html><html lang="en"><head><title>Harbour talks end</title>
<meta property="og:site_name" content="The Quay"><meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><article><h1>Harbour talks end</h1>
<p>The foreign minister of Norway met his Swedish counterpart in Oslo on Monday to speak of the ferry line between the two countries.</p>
<p>Both sides said that the line would open again in the summer, once the harbour has been dredged and the new pier is finished.</p></article></body></html>`

func TestWhatIsSubmittedBecomesAnArticle(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(harbourPage))
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			w.Write([]byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>y</title><link>http://x.example/</link></item></channel></rss>`))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	day := diplo.DateOf(2024, 3, 6)
	web := fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pause: time.Millisecond})
	for _, c := range []struct {
		name              string
		submitted         source.Submission
		url, title, paper string
		published         diplo.Day
	}{
		{"a text", source.Submission{Text: "Norway and Sweden met.", Title: "Talks", Outlet: "The Quay", Published: day}, "", "Talks", "The Quay", day},
		{"a text from an address", source.Submission{Text: "Norway and Sweden met.", URL: "https://quay.example/1", Published: diplo.NoDay}, "https://quay.example/1", "", "", diplo.NoDay},
		{"a page, which says itself what it is", source.Submission{HTML: harbourPage, Title: "another", Outlet: "another", Published: day}, "", "Harbour talks end", "The Quay", diplo.DateOf(2024, 3, 5)},
		{"a page to fetch", source.Submission{URL: server.URL + "/page", Published: diplo.NoDay}, server.URL + "/page", "Harbour talks end", "The Quay", diplo.DateOf(2024, 3, 5)},
	} {
		t.Run(c.name, func(t *testing.T) {
			item, err := c.submitted.Item(t.Context(), web)
			if err != nil {
				t.Fatal(err)
			}
			d := item.Document
			if d.URL != c.url || d.Title != c.title || d.Outlet != c.paper || d.Published != c.published || !strings.Contains(d.Text, "Norway") {
				t.Errorf("it is %+v", d)
			}
		})
	}
	careful := fetch.New(fetch.Options{Pause: time.Millisecond})
	for _, c := range []struct {
		name      string
		submitted source.Submission
		web       *fetch.Client
		kind      diplo.Kind
	}{
		{"an address that is not public", source.Submission{URL: server.URL + "/page"}, careful, diplo.Invalid},
		{"a page that is not there", source.Submission{URL: server.URL + "/none"}, web, diplo.NotFound},
		{"a feed", source.Submission{URL: server.URL + "/feed"}, web, diplo.Invalid},
		{"a file", source.Submission{URL: "file:///etc/passwd"}, web, diplo.Invalid},
		{"a page in another language", source.Submission{HTML: strings.Replace(harbourPage, `lang="en"`, `lang="sv"`, 1)}, web, diplo.Invalid},
		{"a page without an article", source.Submission{HTML: "<html><body></body></html>"}, web, diplo.Invalid},
		{"white space", source.Submission{Text: "  \n"}, web, diplo.Invalid},
		{"no text", source.Submission{Text: "%PDF-1.7"}, web, diplo.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			if item, err := c.submitted.Item(t.Context(), c.web); diplo.KindOf(err) != c.kind {
				t.Errorf("it is %+v, %v; want the error %s", item.Document, err, c.kind)
			}
		})
	}
}

func FuzzSubmission(f *testing.F) {
	f.Add("France condemned Iran.", "", "https://news.example/a", "A title")
	f.Add("", "<html lang=en><h1>Talks</h1><p>France condemned Iran on Tuesday.", "", "")
	f.Add("", "<p>&#0;&amp;amp;<script>x</script>\x00", "http://[::1", "\x1b[2J")
	f.Fuzz(func(t *testing.T, text, html, url, title string) {
		if text == "" && html == "" {
			t.Skip() // it would be fetched
		}
		submission := source.Submission{Text: text, HTML: html, URL: url, Title: title}
		item, err := submission.Item(t.Context(), nil)
		switch {
		case err != nil && diplo.KindOf(err) != diplo.Invalid:
			t.Fatalf("refused as %s: %v", diplo.KindOf(err), err)
		case err == nil && strings.TrimSpace(item.Document.Text) == "":
			t.Fatal("an article without text")
		}
	})
}
