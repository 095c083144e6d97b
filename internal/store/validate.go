package store

import (
	"math"
	"slices"
	"unicode/utf8"

	"entente/internal/diplo"
)

// ValidateBatch tells what is wrong with a batch for Put, as a diplo.Invalid error; nil when nothing is. Every
// store asks it before it touches anything.
func ValidateBatch(batch []diplo.CodedArticle) error {
	articles := make(map[diplo.ArticleID]bool, len(batch))
	origins := map[string]diplo.ArticleID{}
	mentions := make(map[diplo.MentionID]bool, 4*len(batch))
	for i := range batch {
		coded := &batch[i]
		id := coded.Article.ID
		if id == "" {
			return diplo.Errorf(diplo.Invalid, "article %d of the batch has no id", i)
		}
		if articles[id] {
			return diplo.Errorf(diplo.Invalid, "article %q stands in the batch twice", id)
		}
		articles[id] = true
		if other, twice := origins[coded.Origin]; twice && coded.Origin != "" {
			return diplo.Errorf(diplo.Invalid, "articles %q and %q of the batch have one origin, %q", other, id, coded.Origin)
		}
		origins[coded.Origin] = id
		if err := validateArticle(coded); err != nil {
			return err
		}
		for j := range coded.Mentions {
			if m := coded.Mentions[j].ID; mentions[m] {
				return diplo.Errorf(diplo.Invalid, "mention %q stands in the batch twice, the second time in article %q", m, id)
			}
			mentions[coded.Mentions[j].ID] = true
		}
	}
	return nil
}

// valid tells whether all the texts are UTF-8.
func valid(texts ...string) bool {
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return false
		}
	}
	return true
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// validateArticle checks one article by itself.
func validateArticle(coded *diplo.CodedArticle) error {
	article := &coded.Article
	if !valid(string(article.ID), article.Title, article.Text, article.Outlet, article.Source, article.URL, string(article.Cluster), string(article.Basis),
		article.Country, string(article.Reliability), article.Fingerprint, coded.Origin) ||
		!valid(article.Warnings...) {
		return diplo.Errorf(diplo.Invalid, "article %q is not valid UTF-8", article.ID)
	}
	if r := article.Reliability; r != "" && !slices.Contains(diplo.Reliabilities(), r) {
		return diplo.Errorf(diplo.Invalid, "article %q: its outlet has reliability %q, which is not one of %q", article.ID, r, diplo.Reliabilities())
	}
	actors := make(map[diplo.ActorID]bool, len(coded.Actors))
	for i := range coded.Actors {
		actors[coded.Actors[i].ID] = true
	}
	actor := func(id diplo.ActorID, what string) error {
		if id == "" || actors[id] {
			return nil
		}
		return diplo.Errorf(diplo.Invalid, "article %q: %s names actor %q, which is not among the article's actors", article.ID, what, id)
	}
	for i := range coded.Actors {
		a := &coded.Actors[i]
		if a.ID == "" {
			return diplo.Errorf(diplo.Invalid, "article %q: actor %q has no id", article.ID, a.Name)
		}
		if !slices.Contains(diplo.ActorKinds(), a.Kind) {
			return diplo.Errorf(diplo.Invalid, "article %q: actor %q is of kind %q, which there is not", article.ID, a.ID, a.Kind)
		}
		if !valid(string(a.ID), a.Name, a.Code) || !valid(a.Aliases...) {
			return diplo.Errorf(diplo.Invalid, "article %q: the id, code and names of actor %q are not all valid UTF-8", article.ID, a.ID)
		}
	}
	for _, office := range coded.Offices {
		if office.Holder == "" || office.Of == "" {
			return diplo.Errorf(diplo.Invalid, "article %q: office %q lacks its holder or whom it is of", article.ID, office.Title)
		}
		if !valid(office.Title, string(office.Role)) {
			return diplo.Errorf(diplo.Invalid, "article %q: office %q is not valid UTF-8", article.ID, office.Title)
		}
		if err := actor(office.Holder, "an office"); err != nil {
			return err
		}
		if err := actor(office.Of, "an office"); err != nil {
			return err
		}
	}
	actions := make(map[diplo.ActionID]bool, len(coded.Actions))
	for i := range coded.Actions {
		action := &coded.Actions[i]
		actions[action.ID] = true
		if action.ID == "" {
			return diplo.Errorf(diplo.Invalid, "article %q: action %q has no id", article.ID, action.Name)
		}
		if !valid(string(action.ID), action.Name, string(action.Event)) {
			return diplo.Errorf(diplo.Invalid, "article %q: the ids and name of action %q are not all valid UTF-8", article.ID, action.ID)
		}
		if err := actor(action.DoneBy, "an action"); err != nil {
			return err
		}
	}
	for i := range coded.Mentions {
		m := &coded.Mentions[i]
		if err := validateMention(article.ID, m, actor); err != nil {
			return err
		}
		if m.Action != "" && !actions[m.Action] {
			return diplo.Errorf(diplo.Invalid, "mention %q names action %q, which is not among the actions of article %q", m.ID, m.Action, article.ID)
		}
	}
	return nil
}

func validateMention(article diplo.ArticleID, m *diplo.Mention, actor func(diplo.ActorID, string) error) error {
	if m.ID == "" || m.Event == "" {
		return diplo.Errorf(diplo.Invalid, "article %q has a mention without its own id or that of its event; call Identify", article)
	}
	if m.Article != article {
		return diplo.Errorf(diplo.Invalid, "mention %q names article %q but stands in %q", m.ID, m.Article, article)
	}
	if _, err := diplo.ParseRelation(string(m.Relation)); err != nil {
		return diplo.Errorf(diplo.Invalid, "mention %q: %w", m.ID, err)
	}
	if !slices.Contains(diplo.Modalities(), m.Modality) {
		return diplo.Errorf(diplo.Invalid, "mention %q has modality %q, which there is not", m.ID, m.Modality)
	}
	if !(m.Confidence >= 0 && m.Confidence <= 1) {
		return diplo.Errorf(diplo.Invalid, "mention %q has confidence %v, which is not in 0 … 1", m.ID, m.Confidence)
	}
	if m.Date.Known() && m.Date.End < m.Date.Start {
		return diplo.Errorf(diplo.Invalid, "mention %q has a date that ends on %q before it starts on %q", m.ID, m.Date.End, m.Date.Start)
	}
	if place := m.Place; !finite(place.Latitude) || !finite(place.Longitude) {
		return diplo.Errorf(diplo.Invalid, "mention %q is at latitude %v, longitude %v, which are not both numbers", m.ID, place.Latitude, place.Longitude)
	}
	if !valid(string(m.ID), string(m.Event), m.Quote, m.Extractor, m.Place.Name, m.Place.Country, m.Date.Text, string(m.Date.Precision), string(m.Date.Basis), string(m.Occurrence)) {
		return diplo.Errorf(diplo.Invalid, "mention %q: its ids, quote, extractor, and the texts of its place and date are not all valid UTF-8", m.ID)
	}
	if t := &m.Trace; !valid(t.Frame, t.Words, t.Source, t.Target, t.Action, t.Date, t.Modality) {
		return diplo.Errorf(diplo.Invalid, "mention %q: its trace is not valid UTF-8", m.ID)
	}
	for _, id := range []diplo.ActorID{m.Source, m.Target, m.SourceFor, m.TargetFor, m.AttributedTo} {
		if err := actor(id, "a mention"); err != nil {
			return err
		}
	}
	return nil
}

// Validate tells what is wrong with the filter, as a diplo.Invalid error: only a scope can be. Names of
// things that are not there are not wrong; they match nothing.
func (f *EventFilter) Validate() error {
	matches := []*ActorMatch{f.Source, f.Target, f.Either}
	if f.Between != nil {
		matches = append(matches, &f.Between[0], &f.Between[1])
	}
	for _, match := range matches {
		if err := match.Validate(); err != nil {
			return err
		}
	}
	for _, part := range [][]EventFilter{f.And, f.Or} {
		for i := range part {
			if err := part[i].Validate(); err != nil {
				return err
			}
		}
	}
	if f.Not != nil {
		return f.Not.Validate()
	}
	return nil
}

// Validate tells whether the scope is one that there is. A nil match is fine.
func (m *ActorMatch) Validate() error {
	if m == nil || m.Scope == "" || m.Scope == Self || m.Scope == Officials || m.Scope == Affiliated {
		return nil
	}
	return diplo.Errorf(diplo.Invalid, "scope %q is not SELF, OFFICIALS or AFFILIATED", m.Scope)
}

// Validate tells whether the order is one that there is; "" is NewestFirst.
func (o EventOrder) Validate() error {
	switch o {
	case "", NewestFirst, OldestFirst, RecentlyStoredFirst:
		return nil
	}
	return diplo.Errorf(diplo.Invalid, "order %q is not DATE_DESC, DATE_ASC or RECORDED_DESC", o)
}

// Dimensions lists the dimensions.
func Dimensions() []Dimension {
	return []Dimension{BySource, ByTarget, BySourceCode, ByTargetCode, ByRelation, ByEventType, ByQuadClass, ByModality, ByDay, ByWeek, ByMonth, ByYear}
}

// ValidateDimensions tells whether events can be grouped so.
func ValidateDimensions(by []Dimension) error {
	if len(by) > 2 {
		return diplo.Errorf(diplo.Invalid, "events can be grouped by two dimensions at most, not %d", len(by))
	}
	for _, d := range by {
		if !slices.Contains(Dimensions(), d) {
			return diplo.Errorf(diplo.Invalid, "dimension %q is not one of %q", d, Dimensions())
		}
	}
	return nil
}

// Measures lists the measures.
func Measures() []Measure { return []Measure{CountEvents, CountOccurrences, CountOutlets} }

// Validate tells whether the measure is one that there is; "" is CountEvents.
func (m Measure) Validate() error {
	if m == "" || slices.Contains(Measures(), m) {
		return nil
	}
	return diplo.Errorf(diplo.Invalid, "measure %q is not one of %q", m, Measures())
}

// SearchKinds lists the kinds in the order in which equal hits are given.
func SearchKinds() []SearchKind {
	return []SearchKind{SearchActors, SearchActions, SearchArticles, SearchSentences}
}

// ValidateSearchKinds gives the kinds to look through: those asked for, once each, or all where none is asked for.
func ValidateSearchKinds(kinds []SearchKind) ([]SearchKind, error) {
	if len(kinds) == 0 {
		return SearchKinds(), nil
	}
	for _, kind := range kinds {
		if !slices.Contains(SearchKinds(), kind) {
			return nil, diplo.Errorf(diplo.Invalid, "search kind %q is not one of %q", kind, SearchKinds())
		}
	}
	return slices.DeleteFunc(SearchKinds(), func(kind SearchKind) bool { return !slices.Contains(kinds, kind) }), nil
}
