package graph

import (
	"context"
	"slices"
	"strings"

	"entente/graph/model"
	"entente/internal/diplo"
	"entente/internal/quality"
)

type qualityResolver struct{}

func (qualityResolver) Measured(_ context.Context, report *quality.Report) (*diplo.Day, error) {
	if report.Measured == "" {
		return nil, nil
	}
	day, err := diplo.ParseDay(report.Measured)
	return &day, err
}

func (qualityResolver) Resamples(context.Context, *quality.Report) (int, error) {
	return quality.Resamples, nil
}

func (qualityResolver) Sets(_ context.Context, report *quality.Report, name *string, half *model.QualityHalf) ([]*quality.SetReport, error) {
	sets := []*quality.SetReport{}
	var names []string
	for i := range report.Sets {
		set := &report.Sets[i]
		if !slices.Contains(names, set.Set) {
			names = append(names, set.Set)
		}
		if (name == nil || *name == "" || *name == set.Set) && (half == nil || *half == halfOf(set)) {
			sets = append(sets, set)
		}
	}
	if name != nil && *name != "" && !slices.Contains(names, *name) {
		return nil, &diplo.Error{Kind: diplo.NotFound, Message: "no labelled set is called " + *name, Suggestions: names}
	}
	return sets, nil
}

func halfOf(set *quality.SetReport) model.QualityHalf {
	return model.QualityHalf(strings.ToUpper(string(set.Half)))
}

type qualitySetResolver struct{}

func (qualitySetResolver) Form(_ context.Context, set *quality.SetReport) (model.QualityForm, error) {
	return model.QualityForm(strings.ToUpper(string(set.Form))), nil
}

func (qualitySetResolver) Half(_ context.Context, set *quality.SetReport) (model.QualityHalf, error) {
	return halfOf(set), nil
}

func (qualitySetResolver) EventTypes(_ context.Context, set *quality.SetReport, eventType []diplo.EventType) ([]*quality.Figure, error) {
	figures := []*quality.Figure{}
	for i := range set.Types {
		if len(eventType) == 0 || slices.Contains(eventType, diplo.EventType(set.Types[i].Name)) {
			figures = append(figures, &set.Types[i])
		}
	}
	return figures, nil
}

type figureResolver struct{}

func (figureResolver) EventType(_ context.Context, figure *quality.Figure) (*diplo.EventType, error) {
	if named := diplo.EventType(figure.Name); slices.Contains(diplo.EventTypes(), named) {
		return &named, nil
	}
	return nil, nil
}

type confusionResolver struct{}

func (confusionResolver) Wanted(_ context.Context, confusion *quality.Confusion) (diplo.EventType, error) {
	return diplo.EventType(confusion.Gold), nil
}

func (confusionResolver) Told(_ context.Context, confusion *quality.Confusion) (diplo.EventType, error) {
	return diplo.EventType(confusion.Told), nil
}
