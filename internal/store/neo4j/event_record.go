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

// pairOf is the key that the events between two actors share, "" when there are not two.
func pairOf(a, b diplo.ActorID) string {
	if a == "" || b == "" {
		return ""
	}
	return string(min(a, b)) + "|" + string(max(a, b))
}

// properties are what is stored. Empty texts and zero numbers are left out; day is always there, so
// that the indexes that end in it hold all events.
func (e *eventNode) properties() map[string]any {
	info := e.Relation.Info()
	p := map[string]any{
		"id": string(e.ID), "relation": string(e.Relation), "eventType": string(info.Type),
		"quadClass": string(info.Type.Quad()), "intensity": info.Intensity,
		"day": int64(e.Date.Start), "modality": string(e.Modality), "background": e.Background, "status": string(e.Status),
		"confidence": e.Confidence.Value, "extraction": e.Confidence.Extraction, "corroboration": e.Confidence.Corroboration,
		"articleCount": int64(e.ArticleCount), "outletCount": int64(e.OutletCount), "recorded": e.Recorded,
	}
	putText(p, "source", e.Source)
	putText(p, "target", e.Target)
	putText(p, "action", e.Action)
	putText(p, "sourceFor", e.SourceFor)
	putText(p, "targetFor", e.TargetFor)
	putText(p, "sourceCode", e.sourceCode)
	putText(p, "targetCode", e.targetCode)
	putText(p, "pair", pairOf(e.Source, e.Target))
	putText(p, "sourceForPair", pairOf(e.SourceFor, e.Target))
	putText(p, "targetForPair", pairOf(e.Source, e.TargetFor))
	putText(p, "forPair", pairOf(e.SourceFor, e.TargetFor))
	if e.TargetIsAction {
		p["targetIsAction"] = true
	}
	if e.Date.Start != diplo.NoDay {
		p["date"] = readable(e.Date.Start)
	}
	if e.Date.End != e.Date.Start { // a range index on endDay so holds the few long ones
		p["endDay"], p["until"] = int64(e.Date.End), readable(e.Date.End)
	}
	putText(p, "precision", e.Date.Precision)
	putText(p, "basis", e.Date.Basis)
	putText(p, "dateText", e.Date.Text)
	putText(p, "place", e.Place.Name)
	putText(p, "placeCountry", e.Place.Country)
	putText(p, "placeFolded", fold.String(e.Place.Name))
	putText(p, "placeCountryFolded", fold.String(e.Place.Country))
	if e.Place.Latitude != 0 || e.Place.Longitude != 0 {
		p["latitude"], p["longitude"] = e.Place.Latitude, e.Place.Longitude
	}
	putText(p, "attributedTo", e.AttributedTo)
	putText(p, "occurrence", e.Occurrence)
	if e.FirstReported != diplo.NoDay {
		p["reportedDay"], p["reported"] = int64(e.FirstReported), readable(e.FirstReported)
	}
	return p
}

func readEventNode(f *fields) *eventNode {
	start := f.day("day")
	end := start
	if value, _ := f.get("endDay"); value != nil {
		end = f.day("endDay")
	}
	return &eventNode{
		Event: diplo.Event{
			ID: diplo.EventID(f.text("id")),
			Claim: diplo.Claim{
				Relation: diplo.Relation(f.text("relation")),
				Source:   diplo.ActorID(f.text("source")), Target: diplo.ActorID(f.text("target")),
				Action: diplo.ActionID(f.text("action")), TargetIsAction: f.flag("targetIsAction"),
				SourceFor: diplo.ActorID(f.text("sourceFor")), TargetFor: diplo.ActorID(f.text("targetFor")),
				Date: diplo.DateRange{
					Start: start, End: end, Precision: diplo.Precision(f.text("precision")),
					Basis: diplo.Basis(f.text("basis")), Text: f.text("dateText"),
				},
				Place: diplo.Place{
					Name: f.text("place"), Country: f.text("placeCountry"),
					Latitude: f.number("latitude"), Longitude: f.number("longitude"),
				},
				Modality: diplo.Modality(f.text("modality")), AttributedTo: diplo.ActorID(f.text("attributedTo")),
				Background: f.flag("background"), Occurrence: diplo.OccurrenceID(f.text("occurrence")),
			},
			Status: diplo.Status(f.text("status")),
			Confidence: diplo.Confidence{
				Value: f.number("confidence"), Extraction: f.number("extraction"), Corroboration: f.number("corroboration"),
			},
			ArticleCount: f.count("articleCount"), OutletCount: f.count("outletCount"),
			FirstReported: f.day("reportedDay"), Recorded: f.instant("recorded"),
		},
		sourceCode: f.text("sourceCode"), targetCode: f.text("targetCode"),
	}
}

// stored is the instant as it can be read back: to the microsecond, UTC.
func stored(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
