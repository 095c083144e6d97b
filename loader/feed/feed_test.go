package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/loader/feed"
)

const rss = `<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title> Harbour
 Gazette</title><language>en-GB</language>
<item><title>Pr` + "\xe9" + `fet leaves</title><link> https://gazette.example/a </link><guid>a1</guid><pubDate>Tue, 19 Sep 2023 23:30:00 -0200</pubDate><description>In short.</description></item>
<item><title>Talks end</title><content:encoded><![CDATA[<p>France and Chad ended their talks.</p>]]></content:encoded></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
<entry><id>urn:1</id><title>Eins</title><link rel="alternate" href="/eins"/><updated>2023-09-19T10:00:00Z</updated><summary>Kurz.</summary></entry></feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Wire","language":"en",
"items":[{"id":"7","url":"https://wire.example/7","title":"Seven","date_published":"2023-09-18T00:00:00Z"},{"id":"8","content_text":"Peru left."}]}`

func TestFeedsOfEachKindTellTheirEntries(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		title   string
		want    []feed.Entry
	}{
		"RSS": {rss, "Harbour Gazette", []feed.Entry{
			{Link: "https://gazette.example/a", ID: "a1", Title: "Préfet leaves", Language: "en", Published: diplo.DateOf(2023, 9, 20)},
			{Title: "Talks end", Language: "en", Published: diplo.NoDay, Content: "<p>France and Chad ended their talks.</p>"}}},
		"Atom": {atom, "Blatt", []feed.Entry{{Link: "/eins", ID: "urn:1", Title: "Eins", Language: "de", Published: diplo.DateOf(2023, 9, 19)}}},
		"JSON": {jsonFeed, "Wire", []feed.Entry{
			{Link: "https://wire.example/7", ID: "7", Title: "Seven", Language: "en", Published: diplo.DateOf(2023, 9, 18)},
			{ID: "8", Language: "en", Published: diplo.NoDay, Content: "Peru left."}}},
	} {
		if !feed.Is("", []byte(c.content)) {
			t.Errorf("%s is not taken for a feed", name)
		}
		got, err := feed.Read([]byte(c.content))
		if err != nil || got.Title != c.title || fmt.Sprint(got.Entries) != fmt.Sprint(c.want) || got.Older != 0 {
			t.Errorf("%s: read %+v, %v\nwanted %+v", name, got, err, c.want)
		}
	}
}

func TestOtherDocumentsAreNotTakenForFeeds(t *testing.T) {
	for _, content := range []string{"", "France left.", "<!DOCTYPE html><html>", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, `{"text":"One."}`, "<urlset></urlset>"} {
		if feed.Is("text/html", []byte(content)) {
			t.Errorf("%q is taken for a feed", content)
		}
	}
	if !feed.Is("application/rss+xml; charset=utf-8", nil) {
		t.Error("what its host calls a feed is not taken for one")
	}
}

func TestOfALongFeedTheNewestEntriesAreKeptInTheirOrder(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><item><guid>undated</guid></item>`)
	for i := range feed.MaxEntries + 9 { // the oldest come first
		day := diplo.DateOf(2020, 1, 1) + diplo.Day(i)
		fmt.Fprintf(&b, "<item><guid>%d</guid><pubDate>%sT00:00:00Z</pubDate></item>", i, day)
	}
	b.WriteString("</channel></rss>")
	got, err := feed.Read([]byte(b.String()))
	if err != nil || len(got.Entries) != feed.MaxEntries || got.Older != 10 || got.Entries[0].ID != "9" || got.Entries[feed.MaxEntries-1].ID != fmt.Sprint(feed.MaxEntries+8) {
		t.Errorf("%d entries, %d older, %v", len(got.Entries), got.Older, err)
	}
}

func TestWhatWouldTakeMuchMemoryIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"bytes":    "<rss><channel>" + strings.Repeat(" ", feed.MaxBytes),
		"elements": `<rss version="2.0"><channel>` + strings.Repeat("<item/>", feed.MaxElements) + "</channel></rss>",
		"depth":    `<rss version="2.0"><channel>` + strings.Repeat("<a:b>", 100_000),
		"objects":  `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", feed.MaxElements) + "{}]}",
		"broken":   `<rss version="2.0"><channel><item`,
		"a page":   "<html><p>France left.</p></html>",
	} {
		if got, err := feed.Read([]byte(content)); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("%s: %d entries, %v", name, len(got.Entries), err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{rss, atom, jsonFeed, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item/></rdf:RDF>`, `{"version":"https://jsonfeed.org/version/1","items":[null]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		feed.Is("", content)
		if got, err := feed.Read(content); err != nil && len(got.Entries) > 0 || len(got.Entries) > feed.MaxEntries {
			t.Fatalf("%d entries, %v", len(got.Entries), err)
		}
	})
}
