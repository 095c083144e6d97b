package query

import (
	"context"
	"reflect"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// ActorRef is an actor as people name it: an id, a name, an alias, an ISO code.
type ActorRef string

// EventFilter is a store.EventFilter in people's words: actors by name, times as they are written, and the defaults that
// people expect. Zero fields are not given.
type EventFilter struct {
	And []*EventFilter
	Or  []*EventFilter
	Not *EventFilter

	Source  []ActorRef
	Target  []ActorRef
	Either  []ActorRef
	Between []ActorRef  // two
	Scope   store.Scope // of these actors and those below; "" is by kind

	Relation  []diplo.Relation
	EventType []diplo.EventType
	QuadClass []diplo.QuadClass

	Date       *DateFilter
	ReportedAt *DateFilter
	RecordedAt *DateFilter

	Modality   []diplo.Modality
	Background *bool
	Action     []diplo.ActionID
	Occurrence []diplo.OccurrenceID
	Status     []diplo.Status
	Confidence *FloatFilter
	Place      string
	Text       string
	Article    []diplo.ArticleID
	Outlet     []string
	Sources    *CountFilter
}

// DateFilter is a range of time, both ends included.
type DateFilter struct {
	Gte, Lte, Within *When
}

// FloatFilter is a range of numbers, both ends included.
type FloatFilter struct {
	Gte, Lte *float64
}

// check refuses a range of confidence that nothing can be in.
func (f *FloatFilter) check() error {
	for _, end := range []*float64{f.Gte, f.Lte} {
		if end != nil && !(0 <= *end && *end <= 1) {
			return diplo.Errorf(diplo.Invalid, "confidence: %g is not between 0 and 1", *end)
		}
	}
	if f.Gte != nil && f.Lte != nil && *f.Gte > *f.Lte {
		return diplo.Errorf(diplo.Invalid, "confidence: the range ends before it begins")
	}
	return nil
}

// CountFilter is a least number.
type CountFilter struct {
	Gte *int
}

// ActorFilter says which actors are wanted.
type ActorFilter struct {
	Kind []diplo.ActorKind
	Code []string
	Name string
}

// ActionFilter says which actions are wanted.
type ActionFilter struct {
	DoneBy []ActorRef
	Scope  store.Scope
	Name   string
}

// ArticleFilter says which articles are wanted.
type ArticleFilter struct {
	Outlet    []string
	Published *DateFilter
	Text      string
}

// Limits of a filter: beyond them it is a machine's doing, and stores would be busy with the filter itself.
const (
	maxFilterDepth = 10
	maxFilters     = 100
	maxValues      = 200
	maxBytes       = 1000 // of each text
)

// standing are the conditions that hold where a filter does not speak of them.
var (
	standingModalities = store.Standing().Modalities
	standingStatuses   = store.Standing().Statuses
)

// Events makes a store's filter of f; nil is all that is asserted or claimed and not retracted. An actor that
// nothing matches is diplo.NotFound with suggestions, an unclear one diplo.Ambiguous with its candidates.
func (q *Questions) Events(ctx context.Context, f *EventFilter) (store.EventFilter, error) {
	if f == nil {
		f = &EventFilter{}
	}
	if err := f.checkSize(); err != nil {
		return store.EventFilter{}, err
	}
	c := compiler{q: q, now: q.Clock()}
	filter, err := c.events(ctx, f, "")
	if err != nil {
		return store.EventFilter{}, err
	}
	if !f.speaksOf(func(f *EventFilter) bool { return len(f.Modality) > 0 }) {
		filter.Modalities = standingModalities
	}
	if !f.speaksOf(func(f *EventFilter) bool { return len(f.Status) > 0 }) {
		filter.Statuses = standingStatuses
	}
	return filter, nil
}

func (f *EventFilter) below() []*EventFilter {
	below := append(append([]*EventFilter{}, f.And...), f.Or...)
	if f.Not != nil {
		below = append(below, f.Not)
	}
	return below
}

// speaksOf tells whether the condition is given here or anywhere below.
func (f *EventFilter) speaksOf(given func(*EventFilter) bool) bool {
	if given(f) {
		return true
	}
	for _, part := range f.below() {
		if part.speaksOf(given) {
			return true
		}
	}
	return false
}

func (f *EventFilter) checkSize() error {
	count := 0
	var check func(f *EventFilter, depth int) error
	check = func(f *EventFilter, depth int) error {
		if count++; depth > maxFilterDepth || count > maxFilters {
			return diplo.Errorf(diplo.Invalid, "the filter is too large: at most %d filters in one another, %d deep", maxFilters, maxFilterDepth)
		}
		for _, n := range []int{len(f.Source), len(f.Target), len(f.Either), len(f.Relation), len(f.EventType), len(f.QuadClass),
			len(f.Modality), len(f.Action), len(f.Occurrence), len(f.Status), len(f.Article), len(f.Outlet)} {
			if n > maxValues {
				return diplo.Errorf(diplo.Invalid, "a list in the filter has %d values; at most %d are allowed", n, maxValues)
			}
		}
		if err := checkTexts(append([]string{f.Place, f.Text}, f.Outlet...)...); err != nil {
			return err
		}
		for _, part := range f.below() {
			if err := check(part, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return check(f, 1)
}

// checkTexts tells whether the texts of a filter are of a length that people write.
func checkTexts(texts ...string) error {
	for _, text := range texts {
		if len(text) > maxBytes {
			return diplo.Errorf(diplo.Invalid, "a text in the filter has %d bytes; at most %d are allowed", len(text), maxBytes)
		}
	}
	return nil
}

// compiler makes filters at one instant.
type compiler struct {
	q   *Questions
	now time.Time
}

func (c compiler) events(ctx context.Context, f *EventFilter, scope store.Scope) (store.EventFilter, error) {
	if f.Scope != "" {
		scope = f.Scope
	}
	filter := store.EventFilter{
		Relations: f.Relation, EventTypes: f.EventType, QuadClasses: f.QuadClass,
		Modalities: f.Modality, Background: f.Background, Statuses: f.Status,
		Actions: given(f.Action), Occurrences: given(f.Occurrence), Articles: given(f.Article), Outlets: given(f.Outlet),
		Place: f.Place, Text: f.Text,
	}
	var err error
	if filter.Source, err = c.match(ctx, f.Source, scope); err != nil {
		return filter, err
	}
	if filter.Target, err = c.match(ctx, f.Target, scope); err != nil {
		return filter, err
	}
	if filter.Either, err = c.match(ctx, f.Either, scope); err != nil {
		return filter, err
	}
	if filter.Between, err = c.between(ctx, f.Between, scope); err != nil {
		return filter, err
	}
	if filter.Date, err = c.days("date", f.Date); err != nil {
		return filter, err
	}
	if filter.Reported, err = c.days("reportedAt", f.ReportedAt); err != nil {
		return filter, err
	}
	if filter.Recorded, err = c.instants("recordedAt", f.RecordedAt); err != nil {
		return filter, err
	}
	if f.Confidence != nil {
		if err := f.Confidence.check(); err != nil {
			return filter, err
		}
		filter.MinConfidence, filter.MaxConfidence = f.Confidence.Gte, f.Confidence.Lte
	}
	if f.Sources != nil && f.Sources.Gte != nil {
		filter.MinOutlets = *f.Sources.Gte
	}
	if filter.And, err = c.all(ctx, f.And, scope); err != nil {
		return filter, err
	}
	if filter.Or, err = c.all(ctx, f.Or, scope); err != nil {
		return filter, err
	}
	if f.Not != nil {
		not, err := c.events(ctx, f.Not, scope)
		if err != nil {
			return filter, err
		}
		if !empty(not) {
			filter.Not = &not
		}
	}
	return filter, nil
}

// empty tells whether nothing is given in the filter. Below another it is then not given itself: a dashboard whose field of
// names to leave out is blank wants all, and not what is left when everything is taken away.
func empty(filter store.EventFilter) bool {
	for _, field := range reflect.ValueOf(filter).Fields() {
		if field.Kind() == reflect.Slice && field.Len() > 0 || field.Kind() != reflect.Slice && !field.IsZero() {
			return false
		}
	}
	return true
}

// all makes filters of the parts in which something is given.
func (c compiler) all(ctx context.Context, parts []*EventFilter, scope store.Scope) ([]store.EventFilter, error) {
	var filters []store.EventFilter
	for _, part := range parts {
		filter, err := c.events(ctx, part, scope)
		if err != nil {
			return nil, err
		}
		if !empty(filter) {
			filters = append(filters, filter)
		}
	}
	return filters, nil
}

// match resolves the actors; nil when none is named.
func (c compiler) match(ctx context.Context, refs []ActorRef, scope store.Scope) (*store.ActorMatch, error) {
	refs = given(refs)
	if len(refs) == 0 {
		return nil, nil
	}
	found := make([]diplo.Actor, 0, len(refs))
	for _, ref := range refs {
		actor, err := c.q.Actors.Resolve(ctx, string(ref), diplo.DayOf(c.now))
		if err != nil {
			return nil, err
		}
		found = append(found, actor)
	}
	return c.q.Actors.match(ctx, found, scope)
}

func (c compiler) between(ctx context.Context, refs []ActorRef, scope store.Scope) (*[2]store.ActorMatch, error) {
	refs = given(refs)
	if len(refs) == 0 {
		return nil, nil
	}
	if len(refs) != 2 {
		return nil, diplo.Errorf(diplo.Invalid, "between wants two actors and was given %d", len(refs))
	}
	var sides [2]store.ActorMatch
	for i := range sides {
		side, err := c.match(ctx, refs[i:i+1], scope)
		if err != nil {
			return nil, err
		}
		sides[i] = *side
	}
	return &sides, nil
}

func (c compiler) instants(field string, f *DateFilter) (*store.TimeRange, error) {
	if f == nil || !f.Gte.Given() && !f.Lte.Given() && !f.Within.Given() {
		return nil, nil
	}
	var r store.TimeRange
	switch {
	case f.Within.Given() && (f.Gte.Given() || f.Lte.Given()):
		return nil, diplo.Errorf(diplo.Invalid, "%s: give within, or gte and lte, not both", field)
	case f.Within.Given():
		r.From, r.Until = f.Within.Range(c.now)
	default:
		if f.Gte.Given() {
			r.From, _ = f.Gte.Range(c.now)
		}
		if f.Lte.Given() {
			_, r.Until = f.Lte.Range(c.now)
		}
	}
	if !r.From.IsZero() && !r.Until.IsZero() && !r.From.Before(r.Until) {
		return nil, diplo.Errorf(diplo.Invalid, "%s: the range ends before it begins", field)
	}
	return &r, nil
}

func (c compiler) days(field string, f *DateFilter) (*store.DayRange, error) {
	instants, err := c.instants(field, f)
	if err != nil || instants == nil {
		return nil, err
	}
	days := store.DayRange{From: diplo.NoDay, To: diplo.NoDay}
	if !instants.From.IsZero() {
		days.From = diplo.DayOf(instants.From)
	}
	if !instants.Until.IsZero() {
		days.To = diplo.DayOf(instants.Until.Add(-time.Nanosecond))
	}
	return &days, nil
}

// given leaves out empty values: clients send "" for what they do not mean.
func given[T ~string](values []T) []T {
	var kept []T
	for _, v := range values {
		if v != "" {
			kept = append(kept, v)
		}
	}
	return kept
}

// ActorsWanted makes a store's filter of f; nil is all.
func (q *Questions) ActorsWanted(f *ActorFilter) (store.ActorFilter, error) {
	if f == nil {
		return store.ActorFilter{}, nil
	}
	codes := given(f.Code)
	for i, code := range codes {
		codes[i] = strings.ToUpper(code) // as everywhere that a code is taken
	}
	return store.ActorFilter{Kinds: f.Kind, Codes: codes, Name: f.Name}, checkList(f.Code, f.Name)
}

// ActionsWanted makes a store's filter of f; nil is all.
func (q *Questions) ActionsWanted(ctx context.Context, f *ActionFilter) (store.ActionFilter, error) {
	if f == nil {
		return store.ActionFilter{}, nil
	}
	if err := checkList(f.DoneBy, f.Name); err != nil {
		return store.ActionFilter{}, err
	}
	scope := f.Scope
	switch scope {
	case "":
		scope = store.Self
	case store.Officials:
		return store.ActionFilter{}, diplo.Errorf(diplo.Invalid, "the scope of doneBy is SELF or AFFILIATED; for what officials did, name them in doneBy, or ask for events")
	}
	doneBy, err := compiler{q: q, now: q.Clock()}.match(ctx, f.DoneBy, scope)
	return store.ActionFilter{DoneBy: doneBy, Name: f.Name}, err
}

// ArticlesWanted makes a store's filter of f; nil is all.
func (q *Questions) ArticlesWanted(f *ArticleFilter) (store.ArticleFilter, error) {
	if f == nil {
		return store.ArticleFilter{}, nil
	}
	if err := checkList(f.Outlet, f.Text); err != nil {
		return store.ArticleFilter{}, err
	}
	days, err := compiler{q: q, now: q.Clock()}.days("published", f.Published)
	return store.ArticleFilter{Outlets: given(f.Outlet), Reported: days, Text: f.Text}, err
}

// checkList tells whether a list of a filter, and a text beside it, are of a size that people write.
func checkList[T ~string](list []T, text string) error {
	if len(list) > maxValues {
		return diplo.Errorf(diplo.Invalid, "a list in the filter has %d values; at most %d are allowed", len(list), maxValues)
	}
	for _, value := range list {
		if err := checkTexts(string(value)); err != nil {
			return err
		}
	}
	return checkTexts(text)
}

// Both is what matches both filters.
func Both(a, b store.EventFilter) store.EventFilter {
	return store.EventFilter{And: []store.EventFilter{a, b}}
}
