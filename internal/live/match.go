package live

import (
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// matches tells whether the event was there and the filter wants it, as the store would say. What the event does not tell itself is looked
// up only when all else fits, and once for all who ask.
func (s *state) matches(ctx context.Context, reader store.Reader, who *diplo.Identity, filter *store.EventFilter) (bool, error) {
	if s.event == nil {
		return false, nil
	}
	m := &matcher{ctx: ctx, reader: reader.AsOf(s.at), who: who, state: s}
	fits := m.matches(filter)
	return fits, m.err
}

// matcher asks whether an event fits a filter. Once it has an error its answers mean nothing.
type matcher struct {
	*state
	ctx    context.Context
	reader store.Reader // as of the state
	who    *diplo.Identity
	err    error
}

func (m *matcher) matches(f *store.EventFilter) bool {
	return m.fits(f) && m.fitsOthers(f) && m.fitsMentions(f)
}

// fits asks of the event itself.
func (m *matcher) fits(f *store.EventFilter) bool {
	e := m.event
	set := f.RelationSet()
	return (set == nil || slices.Contains(set, e.Relation)) &&
		(f.Date == nil || touches(*f.Date, e.Date.Start, e.Date.End)) &&
		(f.Starts == nil || touches(*f.Starts, e.Date.Start, e.Date.Start)) &&
		(f.Reported == nil || touches(*f.Reported, e.FirstReported, e.FirstReported)) &&
		(f.Recorded == nil || (f.Recorded.From.IsZero() || !e.Recorded.Before(f.Recorded.From)) && (f.Recorded.Until.IsZero() || e.Recorded.Before(f.Recorded.Until))) &&
		isOne(f.Modalities, e.Modality) &&
		(f.Background == nil || *f.Background == e.Background) &&
		isOne(f.Statuses, e.Status) &&
		(len(f.Occurrences) == 0 || e.Occurrence != "" && slices.Contains(f.Occurrences, e.Occurrence)) &&
		(len(f.Actions) == 0 || e.Action != "" && slices.Contains(f.Actions, e.Action)) &&
		(f.Place == "" || isAt(f.Place, e.Place)) &&
		(f.MinConfidence == nil || e.Confidence.Value >= *f.MinConfidence) &&
		(f.MaxConfidence == nil || e.Confidence.Value <= *f.MaxConfidence) &&
		e.OutletCount >= f.MinOutlets
}

// fitsOthers asks of the actors, and the filters within.
func (m *matcher) fitsOthers(f *store.EventFilter) bool {
	source := func(match *store.ActorMatch) bool { return m.reaches(match, m.event.Source, m.event.SourceFor) }
	target := func(match *store.ActorMatch) bool { return m.reaches(match, m.event.Target, m.event.TargetFor) }
	switch {
	case f.Source != nil && !source(f.Source),
		f.Target != nil && !target(f.Target),
		f.Either != nil && !source(f.Either) && !target(f.Either):
		return false
	}
	if f.Between != nil {
		a, b := &f.Between[0], &f.Between[1]
		if !(source(a) && target(b)) && !(source(b) && target(a)) {
			return false
		}
	}
	for i := range f.And {
		if !m.matches(&f.And[i]) {
			return false
		}
	}
	if len(f.Or) > 0 && !slices.ContainsFunc(f.Or, func(part store.EventFilter) bool { return m.matches(&part) }) {
		return false
	}
	return f.Not == nil || !m.matches(f.Not)
}

// reaches tells whether the actor, who acts on behalf of another or "", is in reach of the match.
func (m *matcher) reaches(match *store.ActorMatch, actor, behalf diplo.ActorID) bool {
	is := func(id diplo.ActorID) bool {
		return id != "" && slices.ContainsFunc(match.IDs, func(wanted diplo.ActorID) bool { return m.who.Actor(wanted) == m.who.Actor(id) })
	}
	if is(actor) {
		return true
	}
	if match.Scope != store.Officials && match.Scope != store.Affiliated {
		return false
	}
	if is(behalf) {
		return true
	}
	if match.Scope != store.Affiliated || len(match.Codes) == 0 || actor == "" {
		return false
	}
	code := m.code(actor)
	return code != "" && slices.Contains(match.Codes, code)
}

// fitsMentions asks of what tells of the event.
func (m *matcher) fitsMentions(f *store.EventFilter) bool {
	if len(f.Articles)+len(f.Outlets) == 0 && f.Text == "" {
		return true
	}
	mentions, articles := m.told()
	any := func(is func(i int) bool) bool {
		for i := range mentions {
			if is(i) {
				return true
			}
		}
		return false
	}
	words := store.WordsOf(f.Text)
	return (len(f.Articles) == 0 || any(func(i int) bool { return slices.Contains(f.Articles, mentions[i].Article) })) &&
		(len(f.Outlets) == 0 || any(func(i int) bool { return articles[i] != nil && slices.Contains(f.Outlets, articles[i].Outlet) })) &&
		(f.Text == "" || any(func(i int) bool { return words.FoundIn(mentions[i].Quote) }))
}

// told are the mentions of the event, and the article of each.
func (m *matcher) told() ([]*diplo.Mention, []*diplo.Article) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.mentions != nil || m.err != nil {
		return m.mentions, m.articles
	}
	found, err := m.reader.Mentions(m.ctx, []diplo.EventID{m.event.ID})
	if err != nil {
		m.err = err
		return nil, nil
	}
	ids := make([]diplo.ArticleID, len(found[0]))
	for i, mention := range found[0] {
		ids[i] = mention.Article
	}
	articles, err := m.reader.ArticlesByID(m.ctx, ids)
	if err != nil {
		m.err = err
		return nil, nil
	}
	m.mentions, m.articles = found[0], articles
	return m.mentions, m.articles
}

// code is that of the actor as it is now.
func (m *matcher) code(id diplo.ActorID) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if code, known := m.codes[id]; known || m.err != nil {
		return code
	}
	found, err := m.reader.ActorsByID(m.ctx, []diplo.ActorID{id})
	if err != nil {
		m.err = err
		return ""
	}
	code := ""
	if found[0] != nil {
		code = found[0].Code
	}
	if m.codes == nil {
		m.codes = map[diplo.ActorID]string{}
	}
	m.codes[id] = code
	return code
}

// touches tells whether the days of an event and the range have one in common.
func touches(r store.DayRange, start, end diplo.Day) bool {
	switch {
	case r.From == diplo.NoDay && r.To == diplo.NoDay:
		return true
	case start == diplo.NoDay, r.From != diplo.NoDay && r.To != diplo.NoDay && r.To < r.From:
		return false
	}
	return (r.To == diplo.NoDay || start <= r.To) && (r.From == diplo.NoDay || end >= r.From)
}

func isOne[T comparable](list []T, value T) bool {
	return len(list) == 0 || slices.Contains(list, value)
}

func isAt(wanted string, place diplo.Place) bool {
	wanted = fold.String(wanted)
	return wanted != "" && (wanted == fold.String(place.Name) || wanted == fold.String(place.Country))
}
