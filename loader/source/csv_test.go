package source_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/source"
)

func TestARowOfATableIsAnArticle(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.csv": "\ufeffID,Published,Body,Title,outlet,URL\r\n7,2023-09-19T08:00:00Z,\"France left.\nIt said \"\"no\"\".\",T,Wire, https://wire.example/7 \r\n",
	})
	for item := range (&source.Set{Paths: []string{dir}}).Items(t.Context()) {
		want := extract.Document{Source: filepath.Join(dir, "a.csv:2"), Origin: filepath.Join(dir, "a.csv#7"), Key: "7", URL: "https://wire.example/7", Title: "T", Outlet: "Wire", Published: diplo.DateOf(2023, 9, 19), Text: "France left.\nIt said \"no\"."}
		if item.Document != want {
			t.Errorf("read %+v, %+v\nwanted %+v", item.Document, item.Skip, want)
		}
	}
}

func TestABadRowCostsThatRowOnly(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.csv":    "text,date\nOne.,2023-09-19\n\"Two.\nMore.\",\nThree.\n\"Four\" five.,\n,2023-09-19\nSix.,19 Sep\n\"S\xe9ven.\",\nEight.,\n",
		"b.tsv":    "date\ttext\n2023-09-19\tHe said \"no\".\n\n2023-09-20\t\"Two,\nthree.\"\n",
		"c.csv":    "date;text\n2023-09-19;One, two.\n",
		"d.csv.gz": compress(t, "text\nOne.\n"),
		"e.csv":    "story,date\nOne.,\n",
		"f.csv":    "", "g.csv": "text,date\n", "h.csv": "text\n\"" + strings.Repeat("x", source.MaxArticle+2<<20),
	})
	wants(t, read(t, &source.Set{Paths: []string{dir}}),
		"a.csv:2: One.", "a.csv:3: Two.\nMore.", "a.csv:5 MALFORMED", "a.csv:6 MALFORMED", "a.csv:7 EMPTY", "a.csv:8 MALFORMED", "a.csv:9 NOT_UTF8", "a.csv:10: Eight.",
		`b.tsv:2: He said "no".`, "b.tsv:4: Two,\nthree.", "c.csv:2: One, two.", "d.csv.gz:2: One.", "e.csv MALFORMED", "f.csv EMPTY", "g.csv EMPTY", "h.csv TOO_LARGE")
}

func TestColumnsMayHaveTheUsersHeadings(t *testing.T) {
	columns := map[string]string{"text": "Full Story", "date": "day"}
	in := "day,full_story\n2023-09-19,France left.\n"
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(in), Columns: columns}), "standard input:2: France left.")
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(`{"text":"One."}`), Columns: columns}), "standard input:1: One.")
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader("text,day\nOne.,\n"), Columns: columns}), "standard input MALFORMED")
	if err := (&source.Set{Paths: []string{"-"}, Columns: map[string]string{"colour": "x"}}).Check(); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("a field that articles do not have: %v", err)
	}
}

// wide is s in UTF-16 with its byte order mark.
func wide(s string, bigEndian bool) string {
	var b strings.Builder
	for _, r := range "\ufeff" + s { // of the basic plane
		if bigEndian {
			b.WriteString(string([]byte{byte(r >> 8), byte(r)}))
		} else {
			b.WriteString(string([]byte{byte(r), byte(r >> 8)}))
		}
	}
	return b.String()
}

func TestTextsAreDecoded(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.txt": wide("Türkiye left.", false), "b.txt": wide("Türkiye left.", true), "c.jsonl": wide(`{"text":"Türkiye left."}`, false), "d.csv": wide("text\nTürkiye left.\n", false),
		"e.txt": "T\xfcrkiye left.", "f.jsonl": "{\"text\":\"T\xfcrkiye left.\"}", "g.csv": "text\nT\xfcrkiye left.\n", "h.txt": "\ufeffTürkiye left.",
		"page.html": "<meta charset=utf-8><h1>Türkiye leaves</h1><p>Türkiye left.</p>",
	})
	always := []string{"a.txt: Türkiye left.", "b.txt: Türkiye left.", "c.jsonl:1: Türkiye left.", "d.csv:2: Türkiye left."}
	page := "page.html: Türkiye leaves\n\nTürkiye left."
	wants(t, read(t, &source.Set{Paths: []string{dir}}), append(always[:4:4], "e.txt NOT_UTF8", "f.jsonl:1 NOT_UTF8", "g.csv:2 NOT_UTF8", "h.txt: Türkiye left.", page)...)
	wants(t, read(t, &source.Set{Paths: []string{dir}, Encoding: charmap.Windows1252}),
		append(always[:4:4], "e.txt: Türkiye left.", "f.jsonl:1: Türkiye left.", "g.csv:2: Türkiye left.", "h.txt: Türkiye left.", page)...)
	wants(t, read(t, &source.Set{Paths: []string{filepath.Join(dir, "e.txt"), filepath.Join(dir, "f.jsonl"), filepath.Join(dir, "g.csv")}, Encoding: charmap.ISO8859_6}),
		"e.txt NOT_UTF8", "f.jsonl:1 NOT_UTF8", "g.csv:2 NOT_UTF8")
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(wide("\n"+`{"text":"Türkiye left."}`, false))}), "standard input:2: Türkiye left.")
}
