package source_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/loader/source"
)

// captured is a page as a web archive has it.
func captured(url, page string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(block), block)
}

func TestThePagesOfAWebArchiveAreRead(t *testing.T) {
	dir := t.TempDir()
	records := []string{
		captured("https://wire.example/2023/09/19/a", "<h1>France leaves</h1><p>France left.</p>"),
		"WARC/1.0\r\nContent-Length: x\r\n\r\n",
		captured("https://wire.example/b", "<html lang=de><h1>Peru geht</h1><p>Peru ging.</p>"),
		captured("https://wire.example/c", ""),
		captured("https://wire.example/d", "<h1>Chad leaves</h1><p>Chad left.</p>"),
	}
	whole := strings.Join(records, "")
	var packed string
	for _, record := range records { // each is packed on its own
		packed += compress(t, record)
	}
	write(t, dir, map[string]string{"a.warc": whole, "b.warc.gz": packed, "c.warc": "", "d.warc.gz": packed[:len(packed)-20], "named": whole})
	list := func(name string) []string {
		return []string{name + ":1: France leaves\n\nFrance left.", name + ":2 MALFORMED", name + ":3 LANGUAGE", name + ":4 EMPTY", name + ":5: Chad leaves\n\nChad left."}
	}
	wants(t, read(t, &source.Set{Paths: []string{filepath.Join(dir, "a.warc")}}), list("a.warc")...)
	wants(t, read(t, &source.Set{Paths: []string{filepath.Join(dir, "b.warc.gz")}}), list("b.warc.gz")...)
	wants(t, read(t, &source.Set{Paths: []string{filepath.Join(dir, "c.warc")}}), "c.warc EMPTY")
	wants(t, read(t, &source.Set{Paths: []string{filepath.Join(dir, "named")}}), list("named")...)
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(packed)}), list("standard input")...)
	broken := read(t, &source.Set{Paths: []string{filepath.Join(dir, "d.warc.gz")}})
	if len(broken) < 5 || !strings.HasPrefix(broken[0], "d.warc.gz:1: France") || !strings.HasSuffix(broken[len(broken)-1], "UNREADABLE") {
		t.Errorf("of an archive that breaks off: %q", broken)
	}
	for item := range (&source.Set{Paths: []string{filepath.Join(dir, "a.warc")}}).Items(t.Context()) {
		item = item.Read(t.Context())
		if d := item.Document; d.URL != "https://wire.example/2023/09/19/a" || d.Published != diplo.DateOf(2023, 9, 19) {
			t.Errorf("read %+v", d)
		}
		break
	}
}
