package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/quality"
)

// labelled is a small set of reports in the form of a coding. The reader finds all but the second's event.
const labelled = `{"id":"a","date":"2023-09-20","text":"France condemned Iran on Tuesday over the attack.","events":[{"source":{"name":"France","code":"FRA"},"relation":"CONDEMNED","target":{"name":"Iran","code":"IRN"},"modality":"ASSERTED","background":false,"date":"2023-09-19"}]}
{"id":"b","date":"2023-09-21","text":"A storm left thousands of homes without power.","events":[{"source":{"name":"Peru","code":"PER"},"relation":"MET","target":{"name":"Chile","code":"CHL"},"modality":"ASSERTED","background":false,"date":null}]}
{"id":"e","date":"2023-09-22","text":"The United States imposed sanctions on Russia.","events":[{"source":{"name":"Russia","code":"RUS"},"relation":"SANCTIONED","target":{"name":"United States","code":"USA"},"modality":"ASSERTED","background":false,"date":"2023-09-22"}]}
`

func labelledFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.jsonl")
	if err := os.WriteFile(path, []byte(labelled), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestQualityScoresTheHalvesAndTheWhole(t *testing.T) {
	path := labelledFile(t)
	got := call(t, "", nil, "quality", path)
	for _, want := range []string{"small, dev half: 2 items, 2 wanted events", "small, unseen half: 1 items", "small: 3 items, 3 wanted events", "ACCUSE", "few", "dates right 1 of 1"} {
		if got.code != ok || !strings.Contains(got.out, want) {
			t.Errorf("%q is missing from %+v", want, got)
		}
	}
	if strings.Contains(got.out, "storm") || strings.Contains(got.out, "Iran") {
		t.Errorf("a report shows texts:\n%s", got.out)
	}
	if again := call(t, "", nil, "quality", path); again.out != got.out {
		t.Error("the report of the same reading is another")
	}
}

func TestQualityInJSONHasTheSameFigures(t *testing.T) {
	path := labelledFile(t)
	var report quality.Report
	if err := json.Unmarshal([]byte(call(t, "", nil, "quality", path, "--format", "json").out), &report); err != nil {
		t.Fatal(err)
	}
	if report.Measured != "2025-03-08" {
		t.Errorf("measured on %q", report.Measured)
	}
	var text strings.Builder
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if want := call(t, "", nil, "quality", path).out; text.String() != want {
		t.Errorf("JSON:\n%s\ntext:\n%s", &text, want)
	}
}

func TestQualityShowsErrorsButNoneOfTheUnseenHalf(t *testing.T) {
	path := labelledFile(t)
	got := call(t, "", nil, "quality", path, "--errors", "9")
	if got.code != ok || !strings.Contains(got.out, "A storm left") || strings.Contains(got.out, "The United States") {
		t.Errorf("%+v", got)
	}
	for _, more := range [][]string{{"--half", "unseen"}, {"--format", "json"}} {
		if got := call(t, "", nil, append([]string{"quality", path, "--errors", "9"}, more...)...); got.code != calledBad || got.out != "" {
			t.Errorf("%q: %+v", more, got)
		}
	}
}

func TestQualityWritesWhatItReadForOtherScorers(t *testing.T) {
	folder := t.TempDir()
	if got := call(t, "", nil, "quality", labelledFile(t), "--predictions", folder); got.code != ok {
		t.Fatalf("%+v", got)
	}
	content, err := os.ReadFile(filepath.Join(folder, "small.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], `"relation":"CONDEMNED"`) || !strings.Contains(lines[1], `"events":[]`) {
		t.Errorf("%s", content)
	}
}

func TestQualityOfWhatIsNoCodingFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "story.txt")
	if err := os.WriteFile(path, []byte("France condemned Iran."), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{path, path + ".missing"} {
		if got := call(t, "", nil, "quality", wrong); got.code != failed || got.out != "" || !strings.Contains(got.err, wrong) {
			t.Errorf("%+v", got)
		}
	}
}
