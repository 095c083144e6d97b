// Package judge holds a trained model that reads a report as a whole and says who did what to whom, and
// how surely.
//
// The frames of package coding say how an act may be told; the model has seen thousands of reports
// that people coded, and knows how often it is meant so. It reads the words themselves (package
// encoder), knows which of them name actors, and what the frames found. For each pair of actors it
// gives the probability of each relation, and the word that tells of it.
//
// Nothing here makes events: package coding asks, and keeps, drops or adds.
package judge

import "entente/internal/diplo"

// Actor is a mention of an actor: the bytes Start … End of the text.
type Actor struct {
	Start, End int
	Code       string // of its country or body, "" when unknown
	Kind       diplo.ActorKind
	Place      bool // the words name a place as well
}

// Found is an event that the frames found. Codes are "" for nobody.
type Found struct {
	Relation       diplo.Relation
	Source, Target string
	Told           bool // as a fact and as news
}

// Report is what the model reads at once: some sentences that follow each other, not more than some 190
// words; what is beyond is not read.
type Report struct {
	Text   string
	Actors []Actor
	Found  []Found
}

// Verdict is how surely the report tells that one actor did something to another, as news.
type Verdict struct {
	Relation       diplo.Relation
	Source, Target string // codes, "" for nobody
	Trigger        int    // a byte of the word that tells it
	Probability    float64
}
