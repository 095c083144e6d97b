package extract_test

import (
	"slices"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

const printed = `PARIS, May 4 (Agency) – France condemned the shelling of a hospital in Aleppo on Saturday and called
for an inquiry. Foreign Minister Jane Marchand urged Russia to press its ally. Turkey has long
accused Syria of bombing hospitals. Germany rejected the plan for a corridor, which the United
States had supported.

Aid workers said that the hospital had been hit before and that the last two surgeons of the quarter
had left in winter.`

// reprinted is the same story with another headline, without its tag, some words and its end.
const reprinted = `Outrage over strike on clinic

France condemned the shelling of a hospital in Aleppo on Saturday and called for an inquiry. Foreign
Minister Jane Marchand urged Russia to press its ally. Turkey has long accused Syria of bombing
hospitals. Germany rejected the plan for a corridor, which the United States had supported.`

func TestCopiesOfAStoryTellTheSameUndatedEventsAndActions(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	var ids [2][]string
	var evidence []diplo.Evidence
	undated := 0
	for i, body := range []string{printed, reprinted} {
		result, err := x.Extract(t.Context(), extract.Document{Text: body, Outlet: []string{"Herald", "Tribune"}[i], Published: diplo.NoDay}, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range result.Coded.Mentions {
			if !m.Date.Known() {
				undated++
			}
			ids[i] = append(ids[i], string(m.Event))
		}
		for _, action := range result.Coded.Actions {
			ids[i] = append(ids[i], string(action.ID))
		}
		slices.Sort(ids[i])
		article := &result.Coded.Article
		evidence = append(evidence, diplo.Evidence{Mention: &result.Coded.Mentions[0], Cluster: article.Cluster, Outlet: article.Outlet, Reported: article.Reported})
	}
	if undated == 0 {
		t.Error("nothing in it is undated")
	}
	if !slices.Equal(ids[0], ids[1]) {
		t.Errorf("the copies tell different events and actions:\n%v\n%v", ids[0], ids[1])
	}
	if event := diplo.Fold(evidence); event.ArticleCount != 2 || event.OutletCount != 1 {
		t.Errorf("%d articles of %d outlets, want 2 of 1", event.ArticleCount, event.OutletCount)
	}
}
