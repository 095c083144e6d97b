package store

import (
	"math"

	"entente/internal/diplo"
)

// PageRequest asks for a page of a list. The zero request is the first 20.
type PageRequest struct {
	// Limit is the most entries wanted; 0 is DefaultLimit, more than MaxLimit is MaxLimit.
	Limit int
	// After starts behind that position, Before ends in front of it; both were
	// made by the same list in the same order. "" is the list's own end. A
	// position that the store did not make is diplo.Invalid.
	After, Before Cursor
	// Last wants the last Limit entries in front of Before rather than the first
	// behind After. The entries come in the list's order all the same.
	Last bool
}

// Cursor is a position in a list: keys of the entry it stands at, so that it
// stays right while entries are added or go. Actors, actions and articles are keyed as the lists are
// ordered: actors by name folded and id, actions by name folded and id, articles by day reported (latest first, unknown
// days last) and id, decisions by when they were recorded (latest first). Ids and folded names are ordered by bytes, upwards.
type Cursor string

// Limits of a page.
const (
	DefaultLimit = 20
	MaxLimit     = 500
)

// Size is the limit in force.
func (p PageRequest) Size() int {
	switch {
	case p.Limit <= 0:
		return DefaultLimit
	case p.Limit > MaxLimit:
		return MaxLimit
	}
	return p.Limit
}

// Page is a part of a list.
type Page[T any] struct {
	Items   []T
	Cursors []Cursor // the position of each item
	// More tells whether the limit cut the page: there are entries behind it (in front of it, when the last were
	// asked for), on this side of the request's other end.
	More bool
}

// Dimension is what events are grouped by.
type Dimension string

// The dimensions. Actors are keyed by id, times by their first day.
const (
	BySource     Dimension = "SOURCE" // the source itself, not whom it acts for
	ByTarget     Dimension = "TARGET"
	BySourceCode Dimension = "SOURCE_CODE"
	ByTargetCode Dimension = "TARGET_CODE"
	ByRelation   Dimension = "RELATION"
	ByEventType  Dimension = "EVENT_TYPE"
	ByQuadClass  Dimension = "QUAD_CLASS"
	ByModality   Dimension = "MODALITY"
	ByDay        Dimension = "DAY"
	ByWeek       Dimension = "WEEK"  // key 2023-09-18, its Monday
	ByMonth      Dimension = "MONTH" // key 2023-09
	ByYear       Dimension = "YEAR"  // key 2023
)

// Measure is what is counted of events.
type Measure string

// The measures.
const (
	CountEvents Measure = "EVENTS" // the zero measure too
	// CountOccurrences counts acts: events with the same Occurrence are one, an event without is one by itself.
	CountOccurrences Measure = "OCCURRENCES"
	// CountOutlets counts the different outlets of the articles that tell of the events; an article without one counts as one by itself.
	CountOutlets Measure = "OUTLETS"
)

// Group is the events that share a key in each dimension asked for.
type Group struct {
	Keys   []string // one for each dimension
	Count  int      // by the measure asked for
	Events int
	First  diplo.Day // of the dated events' start days; diplo.NoDay when none is dated
	Last   diplo.Day
	// MeanIntensity is the mean of the relations' intensities, −10 … 10, as MeanIntensity makes it of their sum.
	MeanIntensity float64
}

// IntensityTenths is the sum of the intensities of its events in tenths: to be added to those of other groups without loss.
func (g *Group) IntensityTenths() int64 {
	return int64(math.Round(10 * g.MeanIntensity * float64(g.Events)))
}

// IntensityTenths is the intensity of a relation in tenths, which is what the ontology gives it in: stores add these up, for
// sums of whole numbers are the same in whatever order.
func IntensityTenths(r diplo.Relation) int64 { return int64(math.Round(10 * r.Info().Intensity)) }

// MeanIntensity is the mean intensity of some events, of the sum of their tenths: the number nearest to it, in every store.
func MeanIntensity(tenths int64, events int) float64 {
	if events == 0 {
		return 0
	}
	return float64(tenths) / float64(10*events)
}

// SearchKind is what a search looks through.
type SearchKind string

// The kinds, in the order in which equal hits are given.
const (
	SearchActors    SearchKind = "ACTOR"
	SearchActions   SearchKind = "ACTION"
	SearchArticles  SearchKind = "ARTICLE"
	SearchSentences SearchKind = "SENTENCE"
)

// Hit is something found. Just one of the ids is set, by Kind. An actor is found by its name and aliases
// together, an action by its name, an article by title and text together, a sentence by its Quote.
type Hit struct {
	Kind    SearchKind
	Actor   diplo.ActorID
	Action  diplo.ActionID
	Article diplo.ArticleID
	// Mention is of a sentence that tells of an event: of the mentions with that article, sentence and quote the first by id.
	Mention *diplo.Mention
	// Score orders hits, larger first; comparable within one answer only. See Ranked.
	Score float64
	// Text is what was found in, cut to some 200 characters round the first word; Marks are
	// the words found, as byte ranges of Text, in order. Words.Excerpt makes both: of name and aliases in
	// order of bytes, of title and text.
	Text  string
	Marks []diplo.Span
}
