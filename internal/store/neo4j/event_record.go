package neo4j

import (
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// eventNode is an event as its node has it: the event, and what is kept with it to find it by.
type eventNode struct {
	diplo.Event
	sourceCode, targetCode string // the codes of source and target actor
}

const pairSign = "|"

// pairOf is the key that the events between two actors share, "" when there are not two.
func pairOf(a, b diplo.ActorID) string {
	if a == "" || b == "" {
		return ""
	}
	return string(min(a, b)) + pairSign + string(max(a, b))
}

// eventColumns are the properties of an event's node, in the order of row: what questions look at, each of which a person may ask for
// too, and the record of it all. What is empty or as usual is null, and so not stored.
var eventColumns = []string{
	"id", "relation", "eventType", "quadClass", "intensity", "source", "target", "action", "sourceFor", "targetFor", "attributedTo", "sourceCode", "targetCode",
	"pair", "sourceForPair", "targetForPair", "forPair",
	"day", "endDay", "date", "modality", "background", "status", "confidence", "outletCount", "reportedDay",
	"placeFolded", "placeCountryFolded", "occurrence", "record",
}

// row is the event as a query takes it. Its day is always there, so that the indexes on it hold all events.
func (e *eventNode) row() []any {
	var endDay, background, status, outlets, reported any
	if e.Date.End != e.Date.Start { // so an index on endDay holds the few long ones
		endDay = int64(e.Date.End)
	}
	if e.Background {
		background = true
	}
	if e.Status != diplo.Current {
		status = string(e.Status)
	}
	if e.OutletCount != 1 {
		outlets = int64(e.OutletCount)
	}
	if e.FirstReported != diplo.NoDay {
		reported = int64(e.FirstReported)
	}
	info := e.Relation.Info()
	return []any{
		string(e.ID), string(e.Relation), string(info.Type), string(info.Type.Quad()), info.Intensity, orNull(e.Source), orNull(e.Target), orNull(e.Action), orNull(e.SourceFor), orNull(e.TargetFor), orNull(e.AttributedTo),
		orNull(e.sourceCode), orNull(e.targetCode),
		orNull(pairOf(e.Source, e.Target)), orNull(pairOf(e.SourceFor, e.Target)), orNull(pairOf(e.Source, e.TargetFor)), orNull(pairOf(e.SourceFor, e.TargetFor)),
		int64(e.Date.Start), endDay, readable(e.Date.Start), string(e.Modality), background, status, e.Confidence.Value, outlets, reported,
		orNull(fold.String(e.Place.Name)), orNull(fold.String(e.Place.Country)), orNull(e.Occurrence), eventRecord(&e.Event),
	}
}

func eventRecord(e *diplo.Event) string {
	r := make(record, 0, 320)
	r.text(string(e.ID))
	r.claim(&e.Claim)
	r.text(string(e.Status))
	r.flag(e.Confirmed)
	r.fraction(e.Confidence.Value)
	r.fraction(e.Confidence.Extraction)
	r.fraction(e.Confidence.Corroboration)
	r.fraction(e.Confidence.Reliability)
	r.number(int64(e.ArticleCount))
	r.number(int64(e.OutletCount))
	r.day(e.FirstReported)
	r.number(e.Recorded.UnixMicro())
	return string(r)
}

func readEvent(text string) (*diplo.Event, error) {
	r := &recorded{rest: text}
	e := &diplo.Event{
		ID: diplo.EventID(r.text()), Claim: r.claim(), Status: diplo.Status(r.text()), Confirmed: r.flag(),
		Confidence:   diplo.Confidence{Value: r.fraction(), Extraction: r.fraction(), Corroboration: r.fraction(), Reliability: r.fraction()},
		ArticleCount: int(r.number()), OutletCount: int(r.number()), FirstReported: r.day(),
		Recorded: time.UnixMicro(r.number()).UTC(),
	}
	return e, r.done("an event")
}

// stored is the instant as it can be read back: to the microsecond, UTC.
func stored(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
