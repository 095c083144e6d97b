package watch

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"entente/internal/diplo"
)

func FuzzReadConfig(f *testing.F) {
	for _, seed := range []string{
		"sources:\n  - feed: https://news.example/world.xml\n    every: 5m\n  - folder: news/\n  - pages: [https://a.example/1]\n",
		"every: -3h\n", "sources: [{}]\n", "allow-network: [10.0.0.0/8, x]\nsources: {a: b}\n", "a: &a [*a]\n", "\x00", "---\n---\nsources:\n",
	} {
		f.Add([]byte(seed))
	}
	path := filepath.Join(f.TempDir(), "news.yml")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		config, err := ReadConfig(path)
		if err != nil {
			if diplo.KindOf(err) != diplo.Invalid {
				t.Fatalf("refused as %s: %v", diplo.KindOf(err), err)
			}
			return
		}
		for _, s := range config.Sources {
			if s.name() == "" || s.Every <= 0 || config.AtOnce <= 0 || config.MaxPage <= 0 {
				t.Fatalf("%+v of %+v", s, config)
			}
		}
	})
}

func FuzzStateIsReadWhateverStandsInIt(f *testing.F) {
	f.Add([]byte("{\"name\":\"https://a.example/1\",\"source\":\"feed\"}\n{\"na"))
	f.Add([]byte("\n\nnull\n[]\n{}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		s := &state{records: map[string]record{}, of: map[string]map[string]bool{}}
		if err := s.read(bytes.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		for name, r := range s.records {
			if r.Name != name || !s.of[r.Source][name] {
				t.Fatalf("%q is kept as %+v", name, r)
			}
		}
	})
}
