package bench

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// Write writes the results as a table: a block for each size, a line for each question and number of clients, and in it the stores
// side by side.
func Write(w io.Writer, results []Result) error {
	var factors []int
	of := map[int][]Result{}
	for _, r := range results {
		if of[r.Factor] == nil {
			factors = append(factors, r.Factor)
		}
		of[r.Factor] = append(of[r.Factor], r)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, factor := range factors {
		block := of[factor]
		totals := block[0].Totals
		fmt.Fprintf(table, "x%d: %d events, %d actors\t", factor, totals.Events, totals.Actors)
		for _, r := range block {
			fmt.Fprintf(table, "%s\t\t\t", r.Target)
		}
		fmt.Fprintln(table)
		line := func(name string, value func(r Result) string) {
			fmt.Fprintf(table, "%s\t", name)
			for _, r := range block {
				fmt.Fprintf(table, "%s\t\t\t", value(r))
			}
			fmt.Fprintln(table)
		}
		line("load, events a second", func(r Result) string { return fmt.Sprintf("%.0f", float64(r.Loaded)/r.Loading.Seconds()) })
		line("disk", func(r Result) string { return megabytes(r.Disk) })
		line("memory", func(r Result) string { return megabytes(r.Memory) })
		fmt.Fprintf(table, "question, clients\t%s\n", strings.Repeat("p50\tp99\ta second\t", len(block)))
		for _, q := range questionsOf(block) {
			fmt.Fprintf(table, "%s, %d\t", q.Question, q.Clients)
			for _, r := range block {
				cell := "–\t–\t–\t"
				for _, m := range r.Questions {
					if m.Question == q.Question && m.Clients == q.Clients {
						cell = fmt.Sprintf("%s\t%s\t%.0f\t", short(m.P50), short(m.P99), m.Rate)
					}
				}
				fmt.Fprint(table, cell)
			}
			fmt.Fprintln(table)
		}
		fmt.Fprintln(table)
	}
	return table.Flush()
}

// questionsOf are those that any of the results has, once each and in order.
func questionsOf(block []Result) []Measured {
	var all []Measured
	seen := map[string]bool{}
	for _, r := range block {
		for _, m := range r.Questions {
			if key := fmt.Sprint(m.Question, m.Clients); !seen[key] {
				seen[key] = true
				all = append(all, m)
			}
		}
	}
	return all
}

func megabytes(bytes int64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f MB", float64(bytes)/1e6)
}

// short is a time in microseconds or milliseconds, three digits of it.
func short(d time.Duration) string {
	micros := float64(d.Nanoseconds()) / 1000
	switch {
	case micros < 100:
		return fmt.Sprintf("%.1f µs", micros)
	case micros < 1000:
		return fmt.Sprintf("%.0f µs", micros)
	case micros < 100_000:
		return fmt.Sprintf("%.1f ms", micros/1000)
	}
	return fmt.Sprintf("%.0f ms", micros/1000)
}
