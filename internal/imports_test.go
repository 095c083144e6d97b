// Package internal holds no code of its own: only the test that keeps the imports pointing one way.
package internal

import (
	"os/exec"
	"strings"
	"testing"
)

// allowed says which packages of the project each package may import; a package stands for those
// below it too. What is not listed may import nothing of the project.
//
//	cmd → graph, loader, explorer → query, extract → coding → actors, blocks, dates, judge → encoder, store/* → store, text → diplo
var allowed = map[string][]string{
	"internal/diplo":           {},
	"internal/fold":            {},
	"internal/text":            {"internal/text"},
	"internal/dates":           {"internal/diplo", "internal/text"},
	"internal/cameo":           {"internal/diplo", "internal/fold"},
	"internal/blocks":          {"internal/diplo", "internal/fold", "internal/text", "internal/dates"},
	"internal/actors":          {"internal/diplo", "internal/fold", "internal/text"},
	"internal/encoder":         {},
	"internal/judge":           {"internal/diplo", "internal/encoder"},
	"internal/coding":          {"internal/diplo", "internal/fold", "internal/text", "internal/dates", "internal/actors", "internal/judge"},
	"internal/extract":         {"internal/diplo", "internal/fold", "internal/text", "internal/dates", "internal/actors", "internal/judge", "internal/coding", "internal/blocks"},
	"internal/store":           {"internal/diplo", "internal/fold"},
	"internal/store/observed":  {"internal/diplo", "internal/store"},
	"internal/store/storetest": {"internal/diplo", "internal/fold", "internal/store"},
	"internal/store/embedded":  {"internal/diplo", "internal/fold", "internal/store"},
	"internal/store/neo4j":     {"internal/diplo", "internal/fold", "internal/store"},
	"internal/live":            {"internal/diplo", "internal/fold", "internal/store"},
	"internal/query":           {"internal/diplo", "internal/fold", "internal/store", "internal/actors"},
	"internal/quality":         {"internal/diplo"},
	"internal/webhook":         {"internal/diplo", "internal/store", "internal/query", "internal/live", "internal/export"},
	"internal/export":          {"internal/diplo", "internal/store", "internal/query", "internal/access"},
	"internal/access":          {"internal/diplo"},
	"internal/web":             {"internal/diplo"},
	"internal/metrics":         {"internal/diplo", "internal/store/observed", "internal/web"},
	"internal/tracing":         {"internal/diplo", "internal/store/observed", "internal/web"},
	"internal/explorer":        {"examples"},
	"examples":                 {},
	"loader":                   {"internal/diplo", "internal/extract", "internal/fold", "internal/store", "loader/source"},
	"loader/source":            {"internal/diplo", "internal/extract", "loader/feed", "loader/fetch", "loader/page", "loader/warc"},
	"loader/watch":             {"internal/diplo", "internal/store", "loader", "loader/feed", "loader/fetch", "loader/source"},
	"loader/feed":              {"internal/diplo"},
	"loader/fetch":             {"internal/diplo"},
	"loader/page":              {"internal/diplo"},
	"loader/warc":              {},
	"loader/table":             {"internal/diplo", "internal/fold", "internal/actors", "internal/cameo", "internal/store", "loader/source"},
	"graph":                    {"internal/diplo", "internal/fold", "internal/store", "internal/live", "internal/query", "internal/actors", "internal/quality", "internal/access", "graph", "examples"},
	"bench":                    {"internal/diplo", "internal/store", "internal/query"},
	"bench/process":            {},
	"bench/graphql":            {},
	"bench/sidebyside":         {"internal/diplo", "internal/store", "internal/access", "graph", "examples", "bench/process", "bench/graphql"},
	"bench/faults":             {"internal/diplo", "internal/store", "bench/graphql"},
	"bench/soak":               {"examples", "bench/graphql"},
	"cmd":                      {"internal", "loader", "graph", "bench"},
}

// only says who alone may import a module from outside.
var only = map[string]string{
	"github.com/neo4j/neo4j-go-driver": "internal/store/neo4j",
	"github.com/99designs/gqlgen":      "graph",
	"modernc.org/sqlite":               "internal/store/embedded",
	"modernc.org/libc":                 "internal/store/embedded",
	"github.com/alecthomas/kong":       "cmd",
	"github.com/chromedp":              "cmd",
	"github.com/markusmobius":          "loader/page",
	"github.com/mmcdole/gofeed":        "loader/feed",
	"github.com/prometheus":            "internal/metrics",
	"go.opentelemetry.io":              "internal/tracing",
	"github.com/bmatcuk/doublestar":    "loader/source",
}

func TestImportsPointOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "entente/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		from := strings.TrimPrefix(fields[0], "entente/")
		if from == "internal" {
			continue // only this test
		}
		home, rules := rulesOf(from)
		if home == "" {
			t.Errorf("%s has no line in the table of imports: say there what it may import", from)
			continue
		}
		for _, imported := range fields[1:] {
			if to, ours := strings.CutPrefix(imported, "entente/"); ours {
				if !within(to, home) && !withinAny(to, rules) {
					t.Errorf("%s imports %s; it may import only %s", from, to, strings.Join(rules, ", "))
				}
				continue
			}
			for module, owner := range only {
				if within(imported, module) && !within(from, owner) {
					t.Errorf("%s imports %s, which only %s may", from, imported, owner)
				}
			}
		}
	}
}

// rulesOf finds the closest listed package at or above pkg.
func rulesOf(pkg string) (home string, rules []string) {
	for listed, may := range allowed {
		if within(pkg, listed) && len(listed) > len(home) {
			home, rules = listed, may
		}
	}
	return home, rules
}

func within(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }

func withinAny(pkg string, roots []string) bool {
	for _, root := range roots {
		if within(pkg, root) {
			return true
		}
	}
	return false
}
