// Package dates reads when something happened: an interval grammar of its own over the
// tokens of a sentence ("last Tuesday", "18–20 September", "since 2014", "two weeks
// ago"), counted from a reference date, and full dates in raw lines.
package dates

import "entente/internal/diplo"

// Expression is a run of tokens of one sentence that says when.
type Expression struct {
	First, Last int // token indexes, both included
	// Range is not Known for a bound without a beginning ("before 2020"): the words rule
	// out the article's own date and give no other.
	Range diplo.DateRange
	Rule  string // the rule that read it, for the trace: "weekday, past tense"
}
