package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"text/template"
	"time"
)

// results are all that was measured.
type results struct {
	settings
	neo4j  string
	totals string
	// compared is how many of the worked queries both stores were asked, differ the names of those that they answered differently.
	compared int
	differ   []string
	work     []done
	answers  []measured
}

// done is work with what it took.
type done struct {
	what string
	cost
}

var page = template.Must(template.New("results").Parse(`# Measured side by side

Made by ` + "`go run ./bench/sidebyside`" + ` on {{.Date}}: {{.Machine}}, {{.Go}}, {{.Neo4j}}, @neo4j/graphql 7.6.3 on Node. All on one machine, the one that asks
included, so the proportions say more than the figures. The graph: {{.Totals}}.

## Reading and loading

| | wall | CPU of entente | memory at most |
|---|---|---|---|
{{range .Work}}{{.}}
{{end}}
## Both stores

Of {{.Compared}} worked queries the answers over either store are {{if .Differ}}different for {{.Differ}}{{else}}the same to the byte{{end}}.

## GraphQL over HTTP

Each question was asked for {{.For}} by one client and by {{.Clients}}, about {{.Subjects}} pairs that have most to do with one another. CPU is that of the server that speaks GraphQL for one answer, that
of Neo4j behind it left out. "Constant" is entente with a store that answers at once: the cost of GraphQL itself.

| question | server | clients | p50 | p99 | answers/s | CPU an answer | bytes | memory |
|---|---|---|---|---|---|---|---|---|
{{range .Answers}}{{.}}
{{end}}`))

// write writes the page.
func (r *results) write() error {
	var work, answers []string
	for _, d := range r.work {
		work = append(work, fmt.Sprintf("| %s | %.1f s | %.1f s | %d MB |", d.what, d.wall.Seconds(), d.cpu.Seconds(), d.memory>>20))
	}
	for _, m := range r.answers {
		answers = append(answers, fmt.Sprintf("| %s | %s | %d | %s | %s | %.0f | %s | %d | %d MB |", m.question, m.server, m.clients, short(m.p50), short(m.p99), m.rate, short(m.cpu), m.size, m.memory>>20))
	}
	var b bytes.Buffer
	err := page.Execute(&b, map[string]any{
		"Date": time.Now().UTC().Format(time.DateOnly), "Machine": fmt.Sprintf("%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
		"Go": runtime.Version(), "Neo4j": r.neo4j, "Totals": r.totals, "Work": work, "Compared": r.compared, "Differ": strings.Join(r.differ, ", "), "Answers": answers,
		"For": r.each, "Clients": r.clients, "Subjects": r.dyads,
	})
	if err != nil {
		return err
	}
	text := strings.TrimRight(b.String(), "\n") + "\n"
	if r.out == "" {
		_, err = fmt.Print(text)
		return err
	}
	before, err := os.ReadFile(r.out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(r.out, append([]byte(text), behind(before)...), 0o644)
}

// behind is what a page has behind its first part, from the next heading of the first order on: what others measured.
func behind(page []byte) []byte {
	if at := bytes.Index(page, []byte("\n# ")); at >= 0 {
		return page[at:]
	}
	return nil
}

// short is a duration as tables have it.
func short(d time.Duration) string {
	if d < time.Millisecond {
		return fmt.Sprintf("%d µs", d.Microseconds())
	}
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}
