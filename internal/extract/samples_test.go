package extract_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

var update = flag.Bool("update", false, "write testdata/samples.txt anew")

// mustFloor is the share of the samples' must events that has to be found, and extraCeiling how
// many events that their codings do not know may be told for each that they do. Raise the
// one and lower the other when the reading gets better; testdata/samples.txt shows where it stands.
const (
	mustFloor    = 0.66
	extraCeiling = 0.28
)

const samples = "../../testdata/articles"

// goldEvent is one event of a sample's coding; see the README beside the samples.
type goldEvent struct {
	Source, Target *struct{ Name, Code string }
	Relation       string
	Alt            []string
	Modality       string
	Background     bool
	Date           *string
	Must           bool
	TargetMayBe    bool `json:"target_may_be_null"`
	AnyTarget      bool `json:"any_target"`
}

type told struct {
	source, target string // codes
	relation       diplo.Relation
	date           string
	modality       diplo.Modality
	background     bool
}

func (e told) String() string {
	s := fmt.Sprintf("%s %s %s %s", orNobody(e.source), e.relation, orNobody(e.target), e.date)
	if e.modality != diplo.Asserted {
		s += " " + string(e.modality)
	}
	if e.background {
		s += " background"
	}
	return strings.TrimSpace(s)
}

func orNobody(code string) string {
	if code == "" {
		return "–"
	}
	return code
}

func TestTheSampleArticlesTellTheirMustEvents(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(samples, "*.gold.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples in %s: %v", samples, err)
	}
	extractor := extract.New(english.New(), actors.Default())
	var report strings.Builder
	must, found, known, extra := 0, 0, 0, 0
	for _, file := range files {
		var gold struct{ Events []goldEvent }
		readJSON(t, file, &gold)
		name := strings.TrimSuffix(filepath.Base(file), ".gold.json")
		body, err := os.ReadFile(filepath.Join(samples, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		events := eventsOf(t, extractor, string(body))
		used := make([]bool, len(events))
		fmt.Fprintf(&report, "%s\n", name)
		for _, g := range gold.Events {
			hit := slices.IndexFunc(events, func(e told) bool { return g.matches(e) })
			if hit >= 0 {
				used[hit] = true
				for i, e := range events {
					used[i] = used[i] || g.matches(e)
				}
			}
			if !g.Must {
				continue
			}
			must++
			if hit >= 0 {
				found++
			} else {
				fmt.Fprintf(&report, "  missed  %s\n", g)
			}
		}
		for i, e := range events {
			switch {
			case used[i]:
				known++
			case e.modality == diplo.Asserted || e.modality == diplo.Claimed:
				extra++
				fmt.Fprintf(&report, "  extra   %s\n", e)
			}
		}
	}
	summary := fmt.Sprintf("%d of %d must events found, %d events told that the codings know, %d that they do not\n", found, must, known, extra)
	report.WriteString(summary)
	t.Log(summary)
	if *update {
		if err := os.WriteFile("testdata/samples.txt", []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if float64(found) < mustFloor*float64(must) || float64(extra) > extraCeiling*float64(known) {
		t.Errorf("below the floor of %.0f%% found, or above %.0f%% extra:\n%s", mustFloor*100, extraCeiling*100, report.String())
	}
}

func (g goldEvent) String() string {
	e := told{relation: diplo.Relation(g.Relation), modality: diplo.Modality(g.Modality), background: g.Background}
	if g.Source != nil {
		e.source = g.Source.Code
	}
	if g.Target != nil {
		e.target = g.Target.Code
	}
	if g.Date != nil {
		e.date = *g.Date
	}
	return e.String()
}

// matches tells whether the event is the coding's, by codes and relation.
func (g goldEvent) matches(e told) bool {
	if g.Relation != string(e.relation) && !slices.Contains(g.Alt, string(e.relation)) {
		return false
	}
	source, target := "", ""
	if g.Source != nil {
		source = g.Source.Code
	}
	if g.Target != nil {
		target = g.Target.Code
	}
	if source == e.source && (target == e.target || g.AnyTarget || g.TargetMayBe && e.target == "") {
		return true
	}
	return e.relation.Reciprocal() && source == e.target && target == e.source
}

func eventsOf(t *testing.T, extractor *extract.Extractor, body string) []told {
	t.Helper()
	result, err := extractor.Extract(t.Context(), extract.Document{Text: body, Published: diplo.NoDay}, false)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[diplo.ActorID]string{}
	for _, a := range result.Coded.Actors {
		codes[a.ID] = a.Code
	}
	var events []told
	seen := map[diplo.EventID]bool{}
	for _, m := range result.Coded.Mentions {
		if seen[m.Event] {
			continue
		}
		seen[m.Event] = true
		events = append(events, told{codes[m.Source], codes[m.Target], m.Relation, m.Date.String(), m.Modality, m.Background})
	}
	return events
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
