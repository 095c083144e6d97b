package storetest

import (
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// everyEvent are the names of the sample's events.
var everyEvent = []string{"call", "shelling", "condemned", "urged", "march", "letter", "talks", "denial", "recognition", "support"}

func match(scope store.Scope, ids ...diplo.ActorID) *store.ActorMatch {
	return &store.ActorMatch{IDs: ids, Scope: scope}
}

func coded(codes ...string) *store.ActorMatch {
	return &store.ActorMatch{Scope: store.Affiliated, Codes: codes}
}

func days(from, to string) *store.DayRange {
	r := &store.DayRange{From: diplo.NoDay, To: diplo.NoDay}
	if from != "" {
		r.From = day(from)
	}
	if to != "" {
		r.To = day(to)
	}
	return r
}

func pointer[T any](value T) *T { return &value }

// without are all names but these.
func without(names ...string) []string {
	var rest []string
next:
	for _, name := range everyEvent {
		for _, n := range names {
			if n == name {
				continue next
			}
		}
		rest = append(rest, name)
	}
	return rest
}

// filterCases say which events of the sample each filter wants.
var filterCases = []struct {
	name   string
	filter store.EventFilter
	want   []string
}{
	{"the zero filter wants all", store.EventFilter{}, everyEvent},
	{"empty lists are not set", store.EventFilter{And: []store.EventFilter{}, Or: []store.EventFilter{}, Relations: []diplo.Relation{},
		Modalities: []diplo.Modality{}, Actions: []diplo.ActionID{}, Outlets: []string{}}, everyEvent},

	{"a source", store.EventFilter{Source: match(store.Self, France)}, []string{"condemned", "recognition"}},
	{"a source without a scope is itself", store.EventFilter{Source: match("", France)}, []string{"condemned", "recognition"}},
	{"a source with its officials", store.EventFilter{Source: match(store.Officials, France)}, []string{"condemned", "recognition", "call"}},
	{"an official as source", store.EventFilter{Source: match(store.Officials, Macron)}, []string{"call"}},
	{"one of several sources", store.EventFilter{Source: match(store.Self, France, UN, Nobody)}, []string{"condemned", "recognition", "urged"}},
	{"officials of several sources", store.EventFilter{Source: match(store.Officials, UN, France)},
		[]string{"condemned", "recognition", "call", "urged", "letter"}},
	{"a code reaches all who have it", store.EventFilter{Source: coded("ARM")}, []string{"talks", "support"}},
	{"affiliated reaches officials as well", store.EventFilter{Source: &store.ActorMatch{IDs: []diplo.ActorID{UN}, Codes: []string{"UN"}, Scope: store.Affiliated}},
		[]string{"urged", "letter"}},
	{"codes are not used with another scope", store.EventFilter{Source: &store.ActorMatch{Codes: []string{"ARM"}, Scope: store.Officials}}, nil},
	{"an unknown source", store.EventFilter{Source: match(store.Affiliated, Nobody)}, nil},
	{"an empty match matches nobody", store.EventFilter{Source: &store.ActorMatch{}}, nil},
	{"no id matches nobody, not what has no target", store.EventFilter{Target: match(store.Officials, "")}, nil},
	{"no code matches nobody, not actors without one", store.EventFilter{Source: coded("")}, nil},

	{"a target", store.EventFilter{Target: match(store.Self, Azerbaijan)}, []string{"condemned", "urged", "talks"}},
	{"a target behind an action", store.EventFilter{Target: match(store.Self, Armenia), Relations: []diplo.Relation{"DENIED"}}, []string{"denial"}},
	{"a target with its officials", store.EventFilter{Target: match(store.Officials, Armenia)}, []string{"shelling", "denial", "recognition", "call", "support"}},
	{"a target's code", store.EventFilter{Target: coded("FRA")}, []string{"letter"}},

	{"either side", store.EventFilter{Either: match(store.Self, Macron)}, []string{"call", "letter"}},
	{"either side with officials", store.EventFilter{Either: match(store.Officials, Armenia)},
		[]string{"talks", "shelling", "denial", "recognition", "call", "support"}},
	{"either side by code", store.EventFilter{Either: coded("FRA", "UN")}, []string{"call", "condemned", "recognition", "urged", "letter"}},
	{"between two, either way round", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Self, Azerbaijan), *match(store.Self, Armenia)}},
		[]string{"shelling", "talks", "denial"}},
	{"between two, named the other way", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Self, Armenia), *match(store.Self, Azerbaijan)}},
		[]string{"shelling", "talks", "denial"}},
	{"between two with officials", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Officials, France), *match(store.Officials, Armenia)}},
		[]string{"call", "recognition"}},
	{"between two, one with officials", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Officials, France), *match(store.Self, Pashinyan)}}, []string{"call"}},
	{"between two codes", store.EventFilter{Between: &[2]store.ActorMatch{*coded("ARM"), *coded("ARM", "FRA")}}, []string{"call", "recognition", "support"}},
	{"between somebody and an empty match", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Self, Armenia), {}}}, nil},
	{"between an actor and itself", store.EventFilter{Between: &[2]store.ActorMatch{*match(store.Self, Armenia), *match(store.Self, Armenia)}}, nil},
	{"source and target", store.EventFilter{Source: match(store.Self, Azerbaijan), Target: match(store.Self, Armenia)}, []string{"shelling", "denial"}},
	{"source and between", store.EventFilter{Source: match(store.Self, Armenia),
		Between: &[2]store.ActorMatch{*match(store.Self, Azerbaijan), *match(store.Self, Armenia)}}, []string{"talks"}},

	{"a relation", store.EventFilter{Relations: []diplo.Relation{"URGED"}}, []string{"urged", "letter"}},
	{"an unknown relation", store.EventFilter{Relations: []diplo.Relation{"SANG_TO"}}, nil},
	{"an event type covers its relations", store.EventFilter{EventTypes: []diplo.EventType{diplo.Consult}}, []string{"call", "talks"}},
	{"a quad class covers its relations", store.EventFilter{QuadClasses: []diplo.QuadClass{diplo.MaterialConflict}}, []string{"shelling", "march"}},
	{"relation and type must both hold", store.EventFilter{Relations: []diplo.Relation{"URGED", "DENIED"}, EventTypes: []diplo.EventType{diplo.Reject}},
		[]string{"denial"}},
	{"relation and type may rule each other out", store.EventFilter{Relations: []diplo.Relation{"URGED"}, EventTypes: []diplo.EventType{diplo.Reject}}, nil},

	{"days within", store.EventFilter{Date: days("2023-09-19", "2023-09-20")}, []string{"call", "shelling", "condemned", "urged"}},
	{"a range overlaps the end of a month", store.EventFilter{Date: days("2023-10-31", "2023-11-30")}, []string{"talks"}},
	{"a range overlaps the start of a week", store.EventFilter{Date: days("2023-09-01", "2023-09-18")}, []string{"urged"}},
	{"a range within a month overlaps it", store.EventFilter{Date: days("2023-10-05", "2023-10-06")}, []string{"talks"}},
	{"an open start", store.EventFilter{Date: days("", "2023-09-17")}, []string{"recognition"}},
	{"an open end leaves the undated out", store.EventFilter{Date: days("2023-09-25", "")}, []string{"talks", "denial", "support"}},
	{"both ends open want the undated too", store.EventFilter{Date: days("", "")}, everyEvent},
	{"a range that ends before it begins", store.EventFilter{Date: days("2023-10-20", "2023-10-10")}, nil},
	{"days before 1970", store.EventFilter{Date: days("1960-01-01", "1969-12-31")}, []string{"recognition"}},
	{"starting on a day", store.EventFilter{Starts: days("2023-09-19", "2023-09-19")}, []string{"call", "shelling"}},
	{"starting in a range leaves out what only reaches into it", store.EventFilter{Starts: days("2023-10-02", "2023-11-30")}, []string{"denial", "support"}},
	{"starting until a day leaves the undated out", store.EventFilter{Starts: days("", "2023-09-18")}, []string{"recognition", "urged"}},
	{"starting in a range that ends before it begins", store.EventFilter{Starts: days("2023-10-20", "2023-10-10")}, nil},
	{"starting at any time, or never", store.EventFilter{Starts: days("", "")}, everyEvent},
	{"starting within days that it touches", store.EventFilter{Date: days("2023-10-05", "2023-10-06"), Starts: days("2023-10-01", "2023-10-01")}, []string{"talks"}},
	{"first reported on a day", store.EventFilter{Reported: days("2023-09-19", "2023-09-19")}, []string{"call", "shelling"}},
	{"first reported until a day", store.EventFilter{Reported: days("", "2023-09-30")}, []string{"call", "shelling", "condemned", "urged"}},
	{"first reported at any time, or never", store.EventFilter{Reported: days("", "")}, everyEvent},
	{"first reported in a range that ends before it begins", store.EventFilter{Reported: days("2023-09-20", "2023-09-19")}, nil},
	{"recorded long ago", store.EventFilter{Recorded: &store.TimeRange{Until: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}}, nil},
	{"recorded since", store.EventFilter{Recorded: &store.TimeRange{From: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}}, everyEvent},
	{"recorded at any time", store.EventFilter{Recorded: &store.TimeRange{}}, everyEvent},

	{"modalities", store.EventFilter{Modalities: []diplo.Modality{diplo.Claimed, diplo.Planned}}, []string{"march", "talks", "denial"}},
	{"the surest report gives the modality", store.EventFilter{Modalities: []diplo.Modality{diplo.Claimed}, EventTypes: []diplo.EventType{diplo.Assault}}, nil},
	{"background", store.EventFilter{Background: pointer(true)}, []string{"recognition"}},
	{"not background", store.EventFilter{Background: pointer(false)}, without("recognition")},
	{"the current", store.EventFilter{Statuses: []diplo.Status{diplo.Current}}, everyEvent},
	{"the retracted", store.EventFilter{Statuses: []diplo.Status{diplo.Retracted, diplo.Corrected}}, nil},
	{"an occurrence", store.EventFilter{Occurrences: []diplo.OccurrenceID{diplo.OccurrenceIDOf(Shelling, 17), "occurrence:none"}}, []string{"shelling"}},
	{"no occurrence, not what has none", store.EventFilter{Occurrences: []diplo.OccurrenceID{""}}, nil},
	{"not of an occurrence", store.EventFilter{Not: &store.EventFilter{Occurrences: []diplo.OccurrenceID{diplo.OccurrenceIDOf(Shelling, 17)}}}, without("shelling")},
	{"an action", store.EventFilter{Actions: []diplo.ActionID{theShelling}}, []string{"condemned"}},
	{"actions", store.EventFilter{Actions: []diplo.ActionID{theShelling, theCorridor, "action:none"}}, []string{"condemned", "denial"}},
	{"no action matches nothing", store.EventFilter{Actions: []diplo.ActionID{""}}, nil},
	{"an article", store.EventFilter{Articles: []diplo.ArticleID{PhoneCall}}, []string{"call", "shelling"}},
	{"articles", store.EventFilter{Articles: []diplo.ArticleID{AgencyCopy, PhoneCall, Leaflet}}, []string{"call", "shelling", "march", "letter"}},
	{"an outlet", store.EventFilter{Outlets: []string{"Le Monde"}}, []string{"call", "shelling"}},
	{"outlets", store.EventFilter{Outlets: []string{"The Guardian", "Civilnet"}}, without("march", "letter")},
	{"a place", store.EventFilter{Place: "stépanakert"}, []string{"shelling"}},
	{"the country of a place", store.EventFilter{Place: "aze"}, []string{"shelling"}},
	{"a part of a place's name is not it", store.EventFilter{Place: "Stepana"}, nil},
	{"a blank place", store.EventFilter{Place: "  "}, nil},

	{"a word in a sentence", store.EventFilter{Text: "stepanakert"}, []string{"shelling", "condemned"}},
	{"all words in one sentence", store.EventFilter{Text: "SHELLED azerbaijani"}, []string{"shelling"}},
	{"words in two sentences of one event", store.EventFilter{Text: "several forces"}, nil},
	{"the last word may be the start of one", store.EventFilter{Text: "ethnic clean"}, []string{"condemned"}},
	{"a sentence that tells of two events", store.EventFilter{Text: "opposition"}, []string{"recognition", "support"}},
	{"text without a word", store.EventFilter{Text: "--"}, nil},

	{"confidence at least", store.EventFilter{MinConfidence: pointer(0.85)}, []string{"call", "shelling", "condemned", "recognition"}},
	{"confidence at most", store.EventFilter{MaxConfidence: pointer(0.5)}, []string{"march", "letter", "support"}},
	{"confidence of none at all", store.EventFilter{MaxConfidence: pointer(0.0)}, []string{"support"}},
	{"independent outlets", store.EventFilter{MinOutlets: 2}, []string{"shelling"}},

	{"conditions all hold", store.EventFilter{Source: match(store.Officials, France), Date: days("2023-01-01", ""), Text: "france"}, []string{"condemned"}},
	{"and", store.EventFilter{And: []store.EventFilter{{Source: match(store.Self, France)}, {Target: match(store.Self, Armenia)}}}, []string{"recognition"}},
	{"or", store.EventFilter{Or: []store.EventFilter{{Source: match(store.Self, UN)}, {Place: "Stepanakert"}}}, []string{"urged", "shelling"}},
	{"or beside a condition", store.EventFilter{Target: match(store.Self, Azerbaijan),
		Or: []store.EventFilter{{Source: match(store.Self, UN)}, {Place: "Stepanakert"}}}, []string{"urged"}},
	{"or with a part that matches nothing", store.EventFilter{Or: []store.EventFilter{{Source: &store.ActorMatch{}}, {MinOutlets: 2}}}, []string{"shelling"}},
	{"or with a part that wants all", store.EventFilter{Or: []store.EventFilter{{}, {MinOutlets: 2}}}, everyEvent},
	{"not", store.EventFilter{Not: &store.EventFilter{Source: match(store.Officials, France)}}, without("condemned", "recognition", "call")},
	{"not what wants all", store.EventFilter{Not: &store.EventFilter{}}, nil},
	{"not a date keeps the undated", store.EventFilter{Not: &store.EventFilter{Date: days("2000-01-01", "")}}, []string{"march", "letter", "recognition"}},
	{"not a target keeps what has none", store.EventFilter{Not: &store.EventFilter{Target: coded("ARM", "AZE", "FRA")}}, []string{"march"}},
	{"not an action keeps what has none", store.EventFilter{Not: &store.EventFilter{Actions: []diplo.ActionID{theShelling}}}, without("condemned")},
	{"not a place keeps what has none", store.EventFilter{Not: &store.EventFilter{Place: "AZE"}}, without("shelling")},
	{"not a report day keeps what was never dated", store.EventFilter{Not: &store.EventFilter{Reported: days("2000-01-01", "")}}, []string{"march", "letter"}},
	{"not an article", store.EventFilter{Not: &store.EventFilter{Articles: []diplo.ArticleID{Autumn}}}, []string{"call", "shelling", "condemned", "urged", "march", "letter"}},
	{"not a text", store.EventFilter{Not: &store.EventFilter{Text: "stepanakert"}}, without("shelling", "condemned")},
	{"not not", store.EventFilter{Not: &store.EventFilter{Not: &store.EventFilter{Source: match(store.Self, UN)}}}, []string{"urged"}},
	{"not or within and", store.EventFilter{And: []store.EventFilter{
		{Not: &store.EventFilter{Or: []store.EventFilter{{Source: coded("FRA")}, {Source: coded("AZE")}}}},
		{Date: days("2023-01-01", "2023-12-31")},
	}}, []string{"urged", "talks", "support"}},
}

func runFilters(t *testing.T, s store.Reader, f Fixture) {
	ctx := t.Context()
	for _, c := range filterCases {
		t.Run("filter: "+c.name, func(t *testing.T) {
			page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, c.filter, "", store.PageRequest{Limit: 100}))
			Same(t, "Events", sorted(c.want), sorted(f.named(page.Items)))
			if n := must[int](t)(s.CountEvents(ctx, c.filter)); n != len(c.want) {
				t.Errorf("CountEvents is %d, want %d", n, len(c.want))
			}
			for _, order := range []store.EventOrder{store.OldestFirst, store.RecentlyStoredFirst} {
				page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, c.filter, order, store.PageRequest{Limit: 100}))
				Same(t, "Events "+string(order), sorted(c.want), sorted(f.named(page.Items)))
			}
			groups := must[[]store.Group](t)(s.Groups(ctx, c.filter, nil, store.CountEvents, 1))
			if len(groups) != min(1, len(c.want)) || len(groups) == 1 && groups[0].Events != len(c.want) {
				t.Errorf("Groups are %v, want one of %d", groups, len(c.want))
			}
		})
	}
	t.Run("filters: each is answered as by itself", func(t *testing.T) {
		var filters []store.EventFilter
		for _, c := range filterCases {
			filters = append(filters, c.filter)
		}
		counts := must[[]int](t)(s.CountEventsEach(ctx, filters))
		for i, page := range must[[]store.Page[*diplo.Event]](t)(s.EventsEach(ctx, filters, "", store.PageRequest{Limit: 100})) {
			Same(t, filterCases[i].name, sorted(filterCases[i].want), sorted(f.named(page.Items)))
			if counts[i] != len(page.Items) {
				t.Errorf("%s counts %d of %d", filterCases[i].name, counts[i], len(page.Items))
			}
		}
		filters = nil
		for _, id := range []diplo.ActorID{France, Armenia, UN, Nobody, Azerbaijan} { // alike but for whom they name
			filters = append(filters, store.EventFilter{And: []store.EventFilter{store.Standing(), {Either: match(store.Officials, id)}}})
		}
		for _, order := range []store.EventOrder{"", store.OldestFirst, store.RecentlyStoredFirst} {
			for _, request := range []store.PageRequest{{Limit: 2}, {Limit: 1, Last: true}} {
				pages := must[[]store.Page[*diplo.Event]](t)(s.EventsEach(ctx, filters, order, request))
				for i, filter := range filters {
					Same(t, "the page of "+describe(filter), must[store.Page[*diplo.Event]](t)(s.Events(ctx, filter, order, request)), pages[i])
				}
			}
		}
		if none := must[[]store.Page[*diplo.Event]](t)(s.EventsEach(ctx, nil, "", store.PageRequest{})); len(none) != 0 {
			t.Errorf("no filter gives %d pages", len(none))
		}
	})
	t.Run("filter: an unknown scope is invalid wherever it stands", func(t *testing.T) {
		odd := match("PLANET", France)
		for name, filter := range map[string]store.EventFilter{
			"source": {Source: odd}, "target": {Target: odd}, "either": {Either: odd},
			"between": {Between: &[2]store.ActorMatch{*match(store.Self, France), *odd}},
			"and":     {And: []store.EventFilter{{Source: odd}}}, "or": {Or: []store.EventFilter{{}, {Target: odd}}},
			"not": {Not: &store.EventFilter{Either: odd}},
		} {
			_, err := s.Events(ctx, filter, "", store.PageRequest{})
			invalid(t, "Events, "+name, err)
			_, err = s.CountEvents(ctx, filter)
			invalid(t, "CountEvents, "+name, err)
			_, err = s.Groups(ctx, filter, nil, store.CountEvents, 1)
			invalid(t, "Groups, "+name, err)
		}
		_, err := s.Actions(ctx, store.ActionFilter{DoneBy: odd}, store.PageRequest{})
		invalid(t, "Actions", err)
	})
	t.Run("filter: lists may be long and filters deep", func(t *testing.T) {
		ids := []diplo.ActorID{UN}
		for i := range 3000 {
			ids = append(ids, Nobody+diplo.ActorID(rune('a'+i%26)))
		}
		page := must[store.Page[*diplo.Event]](t)(s.Events(ctx, store.EventFilter{Source: match(store.Officials, ids...)}, "", store.PageRequest{}))
		Same(t, "a long list", []string{"letter", "urged"}, sorted(f.named(page.Items)))
		deep := store.EventFilter{Source: match(store.Self, UN)}
		for range 20 {
			deep = store.EventFilter{Not: &store.EventFilter{And: []store.EventFilter{{Not: &store.EventFilter{Or: []store.EventFilter{deep, {MinOutlets: 9}}}}}}}
		}
		page = must[store.Page[*diplo.Event]](t)(s.Events(ctx, deep, "", store.PageRequest{}))
		Same(t, "a deep filter", []string{"urged"}, f.named(page.Items))
	})
	t.Run("filter: recorded is half-open", func(t *testing.T) {
		call := must[[]*diplo.Event](t)(s.EventsByID(ctx, f.ids("call")))[0]
		for _, c := range []struct {
			r    store.TimeRange
			want int
		}{
			{store.TimeRange{From: call.Recorded}, 10},
			{store.TimeRange{From: call.Recorded.Add(time.Microsecond)}, 0},
			{store.TimeRange{From: call.Recorded.Add(time.Nanosecond)}, 0},
			{store.TimeRange{Until: call.Recorded}, 0},
			{store.TimeRange{Until: call.Recorded.Add(time.Nanosecond)}, 10},
			{store.TimeRange{From: call.Recorded, Until: call.Recorded.Add(time.Microsecond)}, 10},
		} {
			if n := must[int](t)(s.CountEvents(ctx, store.EventFilter{Recorded: &c.r})); n != c.want {
				t.Errorf("%v has %d events, want %d", c.r, n, c.want)
			}
		}
	})
}
