package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"entente/examples/grafana"
)

var (
	metricNamed   = regexp.MustCompile(`\b((?:entente|go|process)_\w+)(?:\{([^}]*)\})?`)
	labelMatched  = regexp.MustCompile(`(\w+)\s*(?:=~|!~|!=|=)`)
	labelsGrouped = regexp.MustCompile(`\bby \(([^)]*)\)`)
)

// byScraper are the labels that Prometheus adds to what it reads.
var byScraper = map[string]bool{"job": true, "instance": true}

// wantQuery wants a question in PromQL to be about metrics and labels that are there.
func wantQuery(t *testing.T, query, metrics string) {
	t.Helper()
	named := metricNamed.FindAllStringSubmatch(query, -1)
	if len(named) == 0 {
		t.Errorf("%q is about no metric", query)
	}
	has := func(metric, label string) bool {
		return byScraper[label] || regexp.MustCompile(`(?m)^`+metric+`\{(?:[^}]*,)?`+label+`="`).MatchString(metrics)
	}
	grouped := labelsGrouped.FindStringSubmatch(query)
	for _, name := range named {
		metric := name[1]
		if !regexp.MustCompile(`(?m)^` + metric + `[ {]`).MatchString(metrics) {
			t.Errorf("%q asks for %s, which the server does not tell", query, metric)
			continue
		}
		for _, label := range labelMatched.FindAllStringSubmatch(name[2], -1) {
			if !has(metric, label[1]) {
				t.Errorf("%q asks for the label %s, which %s has not", query, label[1], metric)
			}
		}
		if grouped != nil && metric == named[0][1] {
			for label := range strings.SplitSeq(grouped[1], ",") {
				if label = strings.TrimSpace(label); !has(metric, label) {
					t.Errorf("%q groups by %s, which %s has not", query, label, metric)
				}
			}
		}
	}
}

func TestTheBoardAndTheAlarmsAskForWhatAServerTells(t *testing.T) {
	s := serve(t)
	for _, query := range []string{`{ events { totalCount } }`, `{ nothing }`, `{ changes(since: \"x\") { nodes { cursor } } }`} {
		send(t, "POST", s.url+"/graphql", `{"query": "`+query+`"}`, asJSON)
	}
	_, metrics := send(t, "GET", s.url+"/metrics", "", nil)

	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
		Templating struct {
			List []struct{ Query any }
		}
	}
	if err := json.Unmarshal(grafana.Server, &board); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			wantQuery(t, target.Expr, metrics)
			asked++
		}
	}
	if asked < 20 {
		t.Errorf("the board asks %d questions", asked)
	}
	page, err := os.ReadFile("../../examples/OPERATING.md")
	if err != nil {
		t.Fatal(err)
	}
	alarms := regexp.MustCompile("(?m)^\\| `([^`/-][^`/]*)` \\|").FindAllStringSubmatch(string(page), -1)
	if len(alarms) < 4 {
		t.Errorf("the page has %d alarms", len(alarms))
	}
	for _, alarm := range alarms {
		wantQuery(t, strings.ReplaceAll(alarm[1], `\|`, `|`), metrics)
	}
}
