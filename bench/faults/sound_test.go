package main

import (
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store/embedded"
	"entente/internal/store/storetest"
)

func TestWhatIsMissingOrThereByHalvesIsFound(t *testing.T) {
	s, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Put(t.Context(), storetest.NewNews(1, 60, 30).Articles(300)); err != nil {
		t.Fatal(err)
	}
	read := func() *content {
		c, err := contentOf(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return &c
	}
	whole := read()
	last := len(whole.Articles) - 1
	known := &acknowledged{number: last + 1, articles: map[diplo.ArticleID]bool{whole.Articles[last].ID: true}}
	told := func(d *storetest.Dump) int { // an event that has a mention
		for i := range d.Events {
			if len(d.Mentions[i]) > 0 {
				return i
			}
		}
		t.Fatal("no event")
		return 0
	}
	for name, c := range map[string]struct {
		damage func(*storetest.Dump)
		wrong  string
	}{
		"nothing":               {func(*storetest.Dump) {}, ""},
		"an article":            {func(d *storetest.Dump) { d.Articles = d.Articles[:last] }, "articles are left"},
		"a mention":             {func(d *storetest.Dump) { d.Mentions[told(d)] = nil }, "has no mention"},
		"what an article tells": {func(d *storetest.Dump) { d.InText = make([][]*diplo.Mention, len(d.Articles)) }, "is not whole"},
		"what an event says":    {func(d *storetest.Dump) { d.Events[told(d)].OutletCount += 7 }, "is not what its mentions tell"},
		"a total":               {func(d *storetest.Dump) { d.Totals.Events++ }, "it says that it has"},
		"an article's text":     {func(d *storetest.Dump) { d.Articles[3].Text += "!" }, "is not whole"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &read().Dump
			c.damage(d)
			wrong := strings.Join(append(missing(d, known), halves(d, whole)...), "\n")
			if (c.wrong == "") != (wrong == "") || !strings.Contains(wrong, c.wrong) {
				t.Errorf("found %q, want %q", wrong, c.wrong)
			}
		})
	}
}
