package loader

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/loader/source"
)

// Failed is the cause of what was handed over well and could not be read or stored.
const Failed source.Cause = "FAILED"

const (
	// mostNamed is how many skipped items a report names; the rest is counted by cause. A report of a bad
	// dump of millions of lines must stay readable, and small.
	mostNamed = 1000
	// mostEventless is how many articles without events a report names.
	mostEventless = 20
	// mostSlow is how many of the slowest articles a report names.
	mostSlow = 5
)

// Report tells what a run did.
type Report struct {
	Articles      int                     `json:"articles"` // read or known, whatever became of them then
	New           int                     `json:"new"`
	Unchanged     int                     `json:"unchanged"`
	Replaced      int                     `json:"replaced"` // were there with another reading
	Gone          int                     `json:"gone"`     // went, for others took their places
	Events        int                     `json:"newEvents"`
	Mentions      int                     `json:"mentions"`       // reports of events in the articles read
	MentionsOf    map[diplo.EventType]int `json:"mentionsByType"` // Mentions by event type
	WithoutEvents int                     `json:"withoutEvents"`
	Eventless     []string                `json:"eventless,omitempty"` // the first of those without events
	Undated       int                     `json:"undated"`             // articles that say nowhere when they were written
	Skipped       int                     `json:"skipped"`
	SkippedBy     map[source.Cause]int    `json:"skippedByCause"`
	Skips         []source.Skip           `json:"skips,omitempty"` // the first of those skipped
	Slowest       []Slow                  `json:"slowest,omitempty"`
	Seconds       float64                 `json:"seconds"`
}

// Slow is an article that took long to read.
type Slow struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
}

func newReport() Report {
	return Report{MentionsOf: map[diplo.EventType]int{}, SkippedBy: map[source.Cause]int{}}
}

// Stored is how many of the articles are in the store now.
func (r *Report) Stored() int { return r.New + r.Unchanged + r.Replaced }

func (r *Report) read(in Reading) {
	r.Articles++
	if in.There {
		return
	}
	r.slow(in)
	r.Mentions += len(in.Result.Coded.Mentions)
	for i := range in.Result.Coded.Mentions {
		r.MentionsOf[in.Result.Coded.Mentions[i].Relation.Type()]++
	}
	if len(in.Result.Coded.Mentions) == 0 {
		r.WithoutEvents++
		if len(r.Eventless) < mostEventless {
			r.Eventless = append(r.Eventless, in.Document.Source)
		}
	}
	if in.Result.Coded.Article.Reported == diplo.NoDay {
		r.Undated++
	}
}

// slow keeps the slowest readings, slowest first.
func (r *Report) slow(in Reading) {
	const worthTelling = 100 * time.Millisecond
	if in.Took < worthTelling || len(r.Slowest) == mostSlow && in.Took.Seconds() <= r.Slowest[mostSlow-1].Seconds {
		return
	}
	r.Slowest = append(r.Slowest, Slow{in.Document.Source, in.Took.Round(time.Millisecond).Seconds()})
	slices.SortStableFunc(r.Slowest, func(a, b Slow) int { return cmp.Compare(b.Seconds, a.Seconds) })
	r.Slowest = r.Slowest[:min(len(r.Slowest), mostSlow)]
}

func (r *Report) put(result store.PutResult) {
	r.New += result.New
	r.Unchanged += result.Unchanged
	r.Replaced += result.Replaced
	r.Gone += result.Gone
	r.Events += result.NewEvents
}

func (r *Report) skipped(s source.Skip) {
	r.Skipped++
	r.SkippedBy[s.Cause]++
	if len(r.Skips) < mostNamed {
		r.Skips = append(r.Skips, s)
	}
}

func (r *Report) finish(took time.Duration) { r.Seconds = took.Round(time.Millisecond).Seconds() }

// copy is a report of its own.
func (r *Report) copy() Report {
	c := *r
	c.MentionsOf, c.SkippedBy = maps.Clone(r.MentionsOf), maps.Clone(r.SkippedBy)
	c.Eventless, c.Skips = slices.Clone(r.Eventless), slices.Clone(r.Skips)
	c.Slowest = slices.Clone(r.Slowest)
	return c
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s read", count(r.Articles, "article"))
	if r.Seconds > 0 {
		fmt.Fprintf(&b, " in %.1f s (%.0f a second)", r.Seconds, float64(r.Articles)/r.Seconds)
	}
	fmt.Fprintf(&b, ": %d new, %d unchanged, %d replaced", r.New, r.Unchanged, r.Replaced)
	if r.Gone > 0 {
		fmt.Fprintf(&b, ", %d gone: others are in their places", r.Gone)
	}
	b.WriteString("\n")
	fmt.Fprintf(&b, "%s, %s new\n", count(r.Mentions, "mention")+" of events", count(r.Events, "event"))
	var types []string
	for _, t := range diplo.EventTypes() {
		if n := r.MentionsOf[t]; n > 0 {
			types = append(types, fmt.Sprintf("%s %d", t, n))
		}
	}
	if len(types) > 0 {
		fmt.Fprintf(&b, "  %s\n", strings.Join(types, ", "))
	}
	if r.WithoutEvents > 0 {
		fmt.Fprintf(&b, "%s without an event: %s\n", count(r.WithoutEvents, "article"), first(r.Eventless, r.WithoutEvents, 5))
	}
	if len(r.Slowest) > 0 {
		fmt.Fprintf(&b, "slowest: %s, %.1f s\n", r.Slowest[0].Name, r.Slowest[0].Seconds)
	}
	if r.Undated > 0 {
		fmt.Fprintf(&b, "%s undated: words like \"Tuesday\" can't be dated there\n", count(r.Undated, "article"))
	}
	if r.Skipped > 0 {
		var causes []string
		for _, cause := range slices.Sorted(maps.Keys(r.SkippedBy)) {
			causes = append(causes, fmt.Sprintf("%d %s", r.SkippedBy[cause], strings.ToLower(strings.ReplaceAll(string(cause), "_", " "))))
		}
		fmt.Fprintf(&b, "%d skipped (%s):\n", r.Skipped, strings.Join(causes, ", "))
		for _, s := range r.Skips[:min(len(r.Skips), 20)] {
			fmt.Fprintf(&b, "  %s: %s\n", s.Name, s.Reason)
		}
		if more := r.Skipped - min(len(r.Skips), 20); more > 0 {
			fmt.Fprintf(&b, "  and %d more; --report json names up to %d\n", more, mostNamed)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// count is "1 article", "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// first is the first most of the names, of all that there are.
func first(names []string, all, most int) string {
	names = names[:min(len(names), most)]
	s := strings.Join(names, ", ")
	if all > len(names) {
		s += fmt.Sprintf(" and %d more", all-len(names))
	}
	return s
}
