package graph_test

import (
	"encoding/json"
	"slices"
	"testing"

	"entente/internal/quality"
)

func TestQualityTellsThePublishedFiguresByEventType(t *testing.T) {
	report := quality.Published()
	at := slices.IndexFunc(report.Sets, func(s quality.SetReport) bool { return s.Half == quality.Unseen })
	set := report.Sets[at]
	accuse := set.Types[slices.IndexFunc(set.Types, func(f quality.Figure) bool { return f.Name == "ACCUSE" })]
	want, err := json.Marshal(map[string]any{"quality": map[string]any{"extractor": report.Reader, "sets": []any{map[string]any{
		"name": set.Set, "form": "REPORTS", "half": "UNSEEN", "texts": set.Items, "wanted": set.Gold,
		"eventTypes": []any{map[string]any{
			"eventType": "ACCUSE", "wanted": accuse.Gold, "found": accuse.Found, "told": accuse.Told, "right": accuse.Right, "few": accuse.Few, "f1": accuse.F1,
		}},
		"dates": set.Dates, "modality": set.Standing,
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	wantData(t, serve(t, theStory), `{ quality { extractor sets(half: UNSEEN) { name form half texts wanted
		eventTypes(eventType: ACCUSE) { eventType wanted found told right few f1 { value low high } }
		dates { right of } modality { right of } } } }`, string(want))
}

func TestQualityHasEverySetAndLevelThatTellsSomething(t *testing.T) {
	got := ask(t, serve(t, theStory), `{ quality { measured resamples sets { name form half partial optional levels { name eventType precision { value } }
		eventTypes { name } errors { cause } confusions { wanted told count } } } }`)
	if len(got.Errors) > 0 {
		t.Fatal(got.raw)
	}
	sets, _ := member(got.Data.(map[string]any)["quality"], "sets")
	if len(sets) != len(quality.Published().Sets) {
		t.Fatalf("%d sets", len(sets))
	}
	for _, set := range sets {
		levels, _ := member(set, "levels")
		types, _ := member(set, "eventTypes")
		if codes := set.(map[string]any)["form"] == "CODES"; len(levels) < 3 || codes != (len(types) == 0) {
			t.Errorf("%v has %d levels, %d event types", set.(map[string]any)["name"], len(levels), len(types))
		}
	}
}

func TestASetThatDoesNotExistIsAnErrorThatNamesThoseThatDo(t *testing.T) {
	h := serve(t, theStory)
	got := ask(t, h, `{ quality { sets(name: "nowhere") { name } } }`)
	suggestions, _ := got.Errors[0].Extensions["suggestions"].([]any)
	if got.code() != "NOT_FOUND" || len(suggestions) == 0 {
		t.Fatal(got.raw)
	}
	for _, name := range suggestions {
		sets, _ := member(ask(t, h, `query($n: String) { quality { sets(name: $n) { name } } }`, map[string]any{"n": name}).Data.(map[string]any)["quality"], "sets")
		if len(sets) == 0 {
			t.Errorf("%s was suggested, and is not there", name)
		}
	}
}
