package export

import (
	"time"

	"entente/internal/diplo"
	"entente/internal/query"
)

// column is one of the flat tables. Its value is a string, an int, a float64 or a bool; nil where it is not known.
type column struct {
	name  string
	kind  string // of JSON
	about string
	value func(query.Row) any
}

// columns are those of every flat table, in order.
var columns = []column{
	{"id", "string", "The event's id.", func(r query.Row) any { return string(r.Event.ID) }},
	{"date", "string", "The first day, ISO 8601.", func(r query.Row) any { return text(r.Event.Date.Start.String()) }},
	{"dateEnd", "string", "The last day.", func(r query.Row) any { return text(r.Event.Date.End.String()) }},
	{"datePrecision", "string", "How exactly the date is known.", func(r query.Row) any { return string(r.Event.Date.Precision) }},
	{"relation", "string", "What was done.", func(r query.Row) any { return string(r.Event.Relation) }},
	{"eventType", "string", "The event type of the relation.", func(r query.Row) any { return string(r.Event.Relation.Type()) }},
	{"quadClass", "string", "The quad class of the event type.", func(r query.Row) any { return string(r.Event.Relation.Quad()) }},
	{"cameo", "string", "The CAMEO code of the relation.", func(r query.Row) any { return text(r.Event.Relation.Info().CAMEO) }},
	{"intensity", "number", "−10 conflict … +10 cooperation.", func(r query.Row) any { return r.Event.Relation.Info().Intensity }},
	{"sourceId", "string", "Who did it.", func(r query.Row) any { return text(r.Event.Source) }},
	{"sourceName", "string", "Its name.", func(r query.Row) any { return nameOf(r.Source) }},
	{"sourceCode", "string", "Its country or organisation.", func(r query.Row) any { return codeOf(r.Source) }},
	{"sourceFor", "string", "On whose behalf.", func(r query.Row) any { return text(r.Event.SourceFor) }},
	{"targetId", "string", "To whom, or who is behind the action reacted to.", func(r query.Row) any { return text(r.Event.Target) }},
	{"targetName", "string", "Its name.", func(r query.Row) any { return nameOf(r.Target) }},
	{"targetCode", "string", "Its country or organisation.", func(r query.Row) any { return codeOf(r.Target) }},
	{"targetFor", "string", "Who the target acts for.", func(r query.Row) any { return text(r.Event.TargetFor) }},
	{"actionId", "string", "What it was about.", func(r query.Row) any { return text(r.Event.Action) }},
	{"actionName", "string", "Its name.", func(r query.Row) any {
		if r.Action == nil {
			return nil
		}
		return text(r.Action.Name)
	}},
	{"place", "string", "Where.", func(r query.Row) any { return text(r.Event.Place.Name) }},
	{"placeCountry", "string", "ISO 3166-1 alpha-3.", func(r query.Row) any { return text(r.Event.Place.Country) }},
	{"latitude", "number", "Degrees.", func(r query.Row) any { return coordinate(r.Event.Place, r.Event.Place.Latitude) }},
	{"longitude", "number", "Degrees.", func(r query.Row) any { return coordinate(r.Event.Place, r.Event.Place.Longitude) }},
	{"modality", "string", "How the texts hold it.", func(r query.Row) any { return string(r.Event.Modality) }},
	{"attributedTo", "string", "Who says so.", func(r query.Row) any { return nameOf(r.AttributedTo) }},
	{"background", "boolean", "Told in passing.", func(r query.Row) any { return r.Event.Background }},
	{"status", "string", "Whether it still stands.", func(r query.Row) any { return string(r.Event.Status) }},
	{"confidence", "number", "How far it may be relied on, 0 … 1.", func(r query.Row) any { return r.Event.Confidence.Value }},
	{"articles", "integer", "How many articles tell of it.", func(r query.Row) any { return r.Event.ArticleCount }},
	{"outlets", "integer", "How many independent outlets do.", func(r query.Row) any { return r.Event.OutletCount }},
	{"firstReported", "string", "The day of the earliest article.", func(r query.Row) any { return text(r.Event.FirstReported.String()) }},
	{"recordedAt", "string", "When the server first stored it, RFC 3339.", func(r query.Row) any { return r.Event.Recorded.UTC().Format(time.RFC3339Nano) }},
	{"outlet", "string", "Who published the article that tells it best.", func(r query.Row) any { return ofArticle(r, func(a *diplo.Article) string { return a.Outlet }) }},
	{"url", "string", "Where that article stands.", func(r query.Row) any { return ofArticle(r, func(a *diplo.Article) string { return a.URL }) }},
	{"title", "string", "Its headline.", func(r query.Row) any { return ofArticle(r, func(a *diplo.Article) string { return a.Title }) }},
	{"sentence", "string", "The sentence that tells it.", func(r query.Row) any {
		if r.Lead == nil {
			return nil
		}
		return text(r.Lead.Quote)
	}},
}

// text is nil for "": in the domain that is "not known".
func text[T ~string](t T) any {
	if t == "" {
		return nil
	}
	return string(t)
}

func nameOf(a *diplo.Actor) any {
	if a == nil {
		return nil
	}
	return text(a.Name)
}

func codeOf(a *diplo.Actor) any {
	if a == nil {
		return nil
	}
	return text(a.Code)
}

func coordinate(p diplo.Place, degrees float64) any {
	if p.Latitude == 0 && p.Longitude == 0 {
		return nil
	}
	return degrees
}

func ofArticle(r query.Row, field func(*diplo.Article) string) any {
	if r.Article == nil {
		return nil
	}
	return text(field(r.Article))
}
