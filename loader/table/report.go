package table

import (
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

// Cause says why a row gave no event: one of source's causes, or one of these.
type Cause string

// The causes of what is a row and no event.
const (
	Statement    Cause = "STATEMENT"     // CAMEO 01: nothing was done to another
	UnknownEvent Cause = "UNKNOWN_EVENT" // no code or name of CAMEO, no relation
	NoSource     Cause = "NO_SOURCE"     // nobody did it
	NoTarget     Cause = "NO_TARGET"     // nobody whom it needs
)

// mostExamples is how many different reasons are named for a cause.
const mostExamples = 100

// Report tells what an import did.
type Report struct {
	Rows       int                     `json:"rows"`   // read
	Stored     int                     `json:"stored"` // rows of the articles that are in the store now, statements that were kept among them
	Mentions   int                     `json:"mentions"`
	MentionsOf map[diplo.EventType]int `json:"mentionsByType"`
	Events     int                     `json:"newEvents"`
	New        int                     `json:"new"` // articles
	Unchanged  int                     `json:"unchanged"`
	Replaced   int                     `json:"replaced"`
	Known      int                     `json:"knownActors"` // actors that the actor base has, of those named
	Made       int                     `json:"newActors"`
	LeftOut    map[Cause]*LeftOut      `json:"leftOut"` // rows that gave no event
	Seconds    float64                 `json:"seconds"`
}

// LeftOut are the rows of a cause.
type LeftOut struct {
	Rows int `json:"rows"`
	// Reasons counts them by what was wrong: those met first, up to a hundred.
	Reasons map[string]int `json:"reasons"`
	First   string         `json:"first"` // the first row
}

func newReport() Report {
	return Report{MentionsOf: map[diplo.EventType]int{}, LeftOut: map[Cause]*LeftOut{}}
}

func (r *Report) leaveOut(cause Cause, reason, at string) {
	left := r.LeftOut[cause]
	if left == nil {
		left = &LeftOut{Reasons: map[string]int{}, First: at}
		r.LeftOut[cause] = left
	}
	left.Rows++
	if _, known := left.Reasons[reason]; known || len(left.Reasons) < mostExamples {
		left.Reasons[reason]++
	}
}

// describe says what was wrong with a row that is none of an event.
func describe(cause Cause, row *source.Row) string {
	switch cause {
	case NoSource:
		return "no source"
	case NoTarget:
		return fmt.Sprintf("%q without a target", row.Event)
	}
	return fmt.Sprintf("%q", row.Event)
}

func (r *Report) put(result store.PutResult, rows int) {
	r.New += result.New
	r.Unchanged += result.Unchanged
	r.Replaced += result.Replaced
	r.Events += result.NewEvents
	r.Stored += rows
}

func (r *Report) finish(f *finder, took time.Duration) {
	r.Known, r.Made = len(f.known), len(f.made)
	r.Seconds = took.Round(time.Millisecond).Seconds()
}

// copy is a report of its own.
func (r *Report) copy() Report {
	c := *r
	c.MentionsOf = maps.Clone(r.MentionsOf)
	c.LeftOut = map[Cause]*LeftOut{}
	for cause, left := range r.LeftOut {
		c.LeftOut[cause] = &LeftOut{left.Rows, maps.Clone(left.Reasons), left.First}
	}
	return c
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows read", r.Rows)
	if r.Seconds > 0 {
		fmt.Fprintf(&b, " in %.1f s (%.0f a second)", r.Seconds, float64(r.Rows)/r.Seconds)
	}
	fmt.Fprintf(&b, ": %d tell of events, %d of them new\n", r.Mentions, r.Events)
	var types []string
	for _, t := range diplo.EventTypes() {
		if n := r.MentionsOf[t]; n > 0 {
			types = append(types, fmt.Sprintf("%s %d", t, n))
		}
	}
	if len(types) > 0 {
		fmt.Fprintf(&b, "  %s\n", strings.Join(types, ", "))
	}
	fmt.Fprintf(&b, "%d articles: %d new, %d unchanged, %d replaced\n", r.New+r.Unchanged+r.Replaced, r.New, r.Unchanged, r.Replaced)
	fmt.Fprintf(&b, "%d actors that were known, %d by their names in the table\n", r.Known, r.Made)
	for _, cause := range slices.Sorted(maps.Keys(r.LeftOut)) {
		left := r.LeftOut[cause]
		fmt.Fprintf(&b, "%d rows without an event (%s), the first %s:\n", left.Rows, strings.ToLower(strings.ReplaceAll(string(cause), "_", " ")), left.First)
		reasons := slices.SortedFunc(maps.Keys(left.Reasons), func(x, y string) int {
			if left.Reasons[x] != left.Reasons[y] {
				return left.Reasons[y] - left.Reasons[x]
			}
			return strings.Compare(x, y)
		})
		const most = 10
		for _, reason := range reasons[:min(len(reasons), most)] {
			fmt.Fprintf(&b, "  %d %s\n", left.Reasons[reason], reason)
		}
		if len(reasons) > most {
			fmt.Fprintf(&b, "  and others; --report json names up to %d\n", mostExamples)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
