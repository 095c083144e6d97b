package graph

import (
	"context"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/query"
	"entente/internal/store"
)

func (queryResolver) EventRows(ctx context.Context, where *query.EventFilter, orderBy store.EventOrder, first *int, after *string, _ *query.When) (*bind.EventRowList, error) {
	asked, err := page(first, after, nil, nil)
	if err != nil {
		return nil, err
	}
	v := viewFrom(ctx)
	filter, err := v.questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	events, err := eventPage(ctx, filter, orderBy, asked)
	if err != nil {
		return nil, err
	}
	rows, err := v.questions.Rows(ctx, events.Items)
	if err != nil {
		return nil, err
	}
	list := &bind.EventRowList{Nodes: make([]*bind.EventRow, len(rows)), Truncated: events.Page.HasNextPage, Count: events.Count}
	for i := range rows {
		list.Nodes[i] = &bind.EventRow{Row: rows[i], Cursor: events.Cursors[i]}
	}
	return list, nil
}

func (queryResolver) EventTimeSeries(ctx context.Context, series []*query.SeriesWanted, interval query.Interval, from, to *query.When, timezone string, _ *query.When) (*query.TimeSeries, error) {
	wanted := make([]query.SeriesWanted, len(series))
	for i := range series {
		wanted[i] = *series[i]
	}
	return viewFrom(ctx).questions.Series(ctx, wanted, interval, from, to, timezone)
}

type timeSeriesResolver struct{}

func (timeSeriesResolver) Rows(_ context.Context, all *query.TimeSeries) ([]*model.SeriesRow, error) {
	rows := []*model.SeriesRow{}
	for _, series := range all.Series {
		for _, point := range series.Points {
			rows = append(rows, &model.SeriesRow{Time: point.Time, Group: series.Name, Count: point.Count})
		}
	}
	return rows, nil
}

func (queryResolver) Changes(ctx context.Context, since *string, first *int, _ *query.When) (*bind.ChangeList, error) {
	asked, err := page(first, since, nil, nil)
	if err != nil {
		return nil, err
	}
	got, err := viewFrom(ctx).store.Changes(ctx, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	changes := connection(asked, got, nil)
	list := &bind.ChangeList{Nodes: make([]*bind.Change, len(changes.Items)), Cursor: asked.After, Truncated: changes.Page.HasNextPage}
	for i, change := range changes.Items {
		loadersFrom(ctx).sawEvents(change.Event)
		list.Nodes[i] = &bind.Change{Change: change, Cursor: changes.Cursors[i]}
		list.Cursor = changes.Cursors[i]
	}
	return list, nil
}
