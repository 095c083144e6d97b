package page_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/loader/page"
)

var update = flag.Bool("update", false, "write testdata/*.golden anew")

// The pages have the traps of real ones: dates of printing and of other stories, captions, banners, lists of
// links, posts in reverse order, encodings, tags that are never closed. Each stands beside what is to be read in it.
func TestPagesAreReadAsTheirGoldenFilesSay(t *testing.T) {
	addresses := map[string]string{
		"live-blog": "https://news.example/live/2022/11/05/talks?CMP=share",
		"bare":      "http://old.example/2009/04/17/freed.html",
		"paywall":   "https://ledger.example/a/1/",
	}
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) < 7 {
		t.Fatalf("pages: %v %v", files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := printed(page.Read(t.Context(), content, "text/html", addresses[name]))
			golden := "testdata/" + name + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("read:\n%s\nwanted:\n%s", got, want)
			}
		})
	}
}

// printed writes a page for a golden file.
func printed(p page.Page, err error) string {
	if err != nil {
		return fmt.Sprintf("%s: %v\n", diplo.KindOf(err), err)
	}
	var b strings.Builder
	for _, field := range []struct{ name, value string }{{"url", p.URL}, {"title", p.Title}, {"outlet", p.Outlet}, {"byline", p.Byline}, {"language", p.Language}} {
		if field.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", field.name, field.value)
		}
	}
	if p.Published != diplo.NoDay {
		fmt.Fprintf(&b, "published: %s (%s)\n", p.Published, p.Evidence)
	}
	if p.Stub {
		b.WriteString("stub\n")
	}
	return b.String() + "\n" + p.Text + "\n"
}

func TestWhatIsNoPageIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"nothing":                "",
		"bytes":                  "\x00\x01\x02\xff",
		"more than the largest":  strings.Repeat("x", page.MaxBytes+1),
		"too many elements":      strings.Repeat("<b>", page.MaxElements+1),
		"a page of scripts only": "<html><script>document.write('<p>hello</p>')</script></html>",
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := page.Read(t.Context(), []byte(content), "", ""); diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("gave %+v, %v; wanted an error of kind %s", got, err, diplo.Invalid)
			}
		})
	}
}

func TestAPageIsGivenUpWhenTheContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	content, err := os.ReadFile("testdata/masthead.html")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := page.Read(ctx, content, "", ""); err == nil {
		t.Error("a page was read though the context had ended")
	}
}

func FuzzNoBytesBreakTheReader(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.html")
	for _, file := range files {
		if content, err := os.ReadFile(file); err == nil {
			f.Add(content, "text/html; charset=utf-8", "https://a.example/2020/01/02/b")
		}
	}
	f.Fuzz(func(t *testing.T, content []byte, contentType, address string) {
		p, err := page.Read(t.Context(), content, contentType, address)
		if err != nil && diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("an error of kind %s: %v", diplo.KindOf(err), err)
		}
		if err == nil && strings.TrimSpace(p.Text) == "" {
			t.Error("a page without text, and no error")
		}
	})
}
