package main

import (
	"context"
	"runtime"

	"entente/graph"
	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/loader"
	"entente/loader/fetch"
	"entente/loader/source"
)

// desk reads the articles that come by the API, as many at a time as there are processors.
type desk struct {
	extractor loader.Extractor
	outlets   loader.Outlets
	web       *fetch.Client
	seats     chan struct{}
}

func newDesk(web *fetch.Client, extractor loader.Extractor, outlets loader.Outlets) *desk {
	return &desk{extractor: extractor, outlets: outlets, web: web, seats: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// Read reads an article; see graph.Ingester.
func (d *desk) Read(ctx context.Context, s graph.Submission) (graph.Reading, error) {
	submission := source.Submission(s)
	item, err := submission.Item(ctx, d.web)
	if err != nil {
		return graph.Reading{}, err
	}
	select {
	case d.seats <- struct{}{}:
		defer func() { <-d.seats }()
	case <-ctx.Done():
		return graph.Reading{}, ctx.Err()
	}
	result, err := loader.ReadOne(ctx, d.extractor, d.outlets, item)
	if err != nil {
		return graph.Reading{}, err
	}
	reading := graph.Reading{Coded: result.Coded}
	text := result.Coded.Article.Text
	span := func(s diplo.Span) bind.TextSpan {
		return bind.TextSpan{Start: s.Start, End: s.End, Text: text[s.Start:s.End]}
	}
	for _, dropped := range result.Dropped {
		reading.Skipped = append(reading.Skipped, bind.SkippedReading{
			Words: dropped.Words, Reason: dropped.Reason, Sentence: span(dropped.Sentence), Trigger: span(dropped.Trigger),
		})
	}
	return reading, nil
}
