package dates

import "entente/internal/diplo"

// Expression is a run of tokens of one sentence that says when.
type Expression struct {
	First, Last int // token indexes, both included
	Range       diplo.DateRange
	Rule        string // the rule that read it, for the trace: "weekday, past tense"
}
