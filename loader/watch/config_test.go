package watch_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/watch"
)

func readConfig(t *testing.T, content string) (*watch.Config, string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.yml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	config, err := watch.ReadConfig(path)
	return config, filepath.Dir(path), err
}

func TestAConfigurationIsReadWithWhatItLeavesOut(t *testing.T) {
	c, dir, err := readConfig(t, `
sources:
  - feed: https://news.example/a.xml
    every: 90s
  - pages: [https://a.example/1, https://a.example/2]
  - folder: wire
until: 30d
allow-network: [10.0.0.0/8]
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) != 3 || time.Duration(c.Sources[0].Every) != 90*time.Second || time.Duration(c.Sources[1].Every) != 15*time.Minute ||
		c.Sources[2].Folder != filepath.Join(dir, "wire") || time.Duration(c.Until) != 720*time.Hour || time.Duration(c.Pause) != time.Second || len(c.AllowNetwork) != 1 {
		t.Errorf("read %+v", c)
	}
	if got := watch.StateFile(c, "news.yml", "graph.db"); got != "graph.db.watch" {
		t.Errorf("what was seen is kept in %s", got)
	}
	if got := watch.StateFile(c, "news.yml", ""); got != "news.yml.watch" {
		t.Errorf("with a store that is no file, what was seen is kept in %s", got)
	}
}

func TestAConfigurationThatIsWrongSaysWhere(t *testing.T) {
	for content, says := range map[string]string{
		"":                                    "names no sources",
		"sources: []":                         "names no sources",
		"sorces: [{feed: https://a.example}]": "sorces",
		"sources: [{feed: https://a.example/f, folder: x}]": "source 1: it has one of feed, pages and folder",
		"sources: [{}]":                  "source 1",
		"sources: [{feed: a.example/f}]": `"a.example/f" is no web address`,
		"sources: [{pages: [https://a.example, file:///etc/passwd]}]":         "is no web address",
		"sources: [{feed: https://a.example/f}, {feed: https://a.example/f}]": "source 2: https://a.example/f is named twice",
		"{every: never, sources: [{feed: https://a.example/f}]}":              `"never" is no length of time`,
		"{every: -1h, sources: [{feed: https://a.example/f}]}":                "is no length of time",
		"{allow-network: [here], sources: [{feed: https://a.example/f}]}":     "here",
		"{max-page: 5000, sources: [{feed: https://a.example/f}]}":            "max-page",
		"{at-once: -3, sources: [{folder: x}, {every: 1h}]}":                  "at-once",
		"{at-once: 3, sources: [{folder: x}, {every: 1h}, {pages: [\"\"]}]}":  "source 3: \"\" is no web address",
	} {
		if _, _, err := readConfig(t, content); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s gave %v; wanted %q", content, err, says)
		}
	}
	if _, err := watch.ReadConfig("nowhere.yml"); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("a file that is not there gave %v", err)
	}
}
