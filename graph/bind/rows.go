package bind

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// EventRowList is a page of events as rows.
type EventRowList struct {
	Nodes     []*EventRow
	Truncated bool
	Count     func(context.Context) (int, error)
}

// TotalCount is the length of the whole list.
func (l *EventRowList) TotalCount(ctx context.Context) (int, error) { return l.Count(ctx) }

// EventRow is an event as a flat row.
type EventRow struct {
	Row    query.Row
	Cursor store.Cursor
}

// The fields that the event itself has.

func (r *EventRow) ID() diplo.EventID          { return r.Row.Event.ID }
func (r *EventRow) Date() diplo.Day            { return r.Row.Event.Date.Start }
func (r *EventRow) EndDate() diplo.Day         { return r.Row.Event.Date.End }
func (r *EventRow) Relation() diplo.Relation   { return r.Row.Event.Relation }
func (r *EventRow) EventType() diplo.EventType { return r.Row.Event.Relation.Type() }
func (r *EventRow) QuadClass() diplo.QuadClass { return r.Row.Event.Relation.Quad() }
func (r *EventRow) Intensity() float64         { return r.Row.Event.Relation.Info().Intensity }
func (r *EventRow) SourceID() diplo.ActorID    { return r.Row.Event.Source }
func (r *EventRow) TargetID() diplo.ActorID    { return r.Row.Event.Target }
func (r *EventRow) Place() string              { return r.Row.Event.Place.Name }
func (r *EventRow) PlaceCountry() string       { return r.Row.Event.Place.Country }
func (r *EventRow) Latitude() *float64 {
	latitude, _ := Coordinates(&r.Row.Event.Place)
	return latitude
}
func (r *EventRow) Longitude() *float64 {
	_, longitude := Coordinates(&r.Row.Event.Place)
	return longitude
}
func (r *EventRow) Modality() diplo.Modality { return r.Row.Event.Modality }
func (r *EventRow) Confidence() float64      { return r.Row.Event.Confidence.Value }
func (r *EventRow) ArticleCount() int        { return r.Row.Event.ArticleCount }
func (r *EventRow) OutletCount() int         { return r.Row.Event.OutletCount }

// The fields of what belongs to it, "" where there is none.

func (r *EventRow) SourceName() string { return of(r.Row.Source).Name }
func (r *EventRow) SourceCode() string { return of(r.Row.Source).Code }
func (r *EventRow) TargetName() string { return of(r.Row.Target).Name }
func (r *EventRow) TargetCode() string { return of(r.Row.Target).Code }
func (r *EventRow) ActionName() string { return of(r.Row.Action).Name }
func (r *EventRow) Sentence() string   { return of(r.Row.Lead).Quote }
func (r *EventRow) Outlet() string     { return of(r.Row.Article).Outlet }
func (r *EventRow) Title() string      { return of(r.Row.Article).Title }
func (r *EventRow) URL() string        { return of(r.Row.Article).URL }

// of is the value, or an empty one.
func of[T any](value *T) (v T) {
	if value != nil {
		v = *value
	}
	return v
}

// Coordinates are those of the place, nil when they are not known.
func Coordinates(p *diplo.Place) (latitude, longitude *float64) {
	if p.Latitude == 0 && p.Longitude == 0 {
		return nil, nil
	}
	return &p.Latitude, &p.Longitude
}

// ChangeList is a page of changes.
type ChangeList struct {
	Nodes     []*Change
	Cursor    store.Cursor // behind the last of them
	Truncated bool
}

// Change is something that happened to an event, with the position behind it.
type Change struct {
	*diplo.Change
	Cursor store.Cursor
}
