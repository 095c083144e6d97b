package embedded

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// instant is the time of a column recorded.
func instant(micro int64) time.Time { return time.UnixMicro(micro).UTC() }

func eventOf(recorded, body any) (*diplo.Event, error) {
	e, err := readEvent(body.([]byte))
	e.Recorded = instant(recorded.(int64))
	return e, err
}

// Events gives a page of events; see store.Reader.
func (r reading) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	pages, err := r.EventsEach(ctx, []store.EventFilter{filter}, order, page)
	if err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	return pages[0], nil
}

// EventsEach gives a page for each filter, in one snapshot; see store.Reader.
func (r reading) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	if err := order.Validate(); err != nil {
		return nil, err
	}
	if order == "" {
		order = store.NewestFirst
	}
	list := "events " + string(order)
	after, err := eventPosition(page.After, list)
	if err != nil {
		return nil, err
	}
	before, err := eventPosition(page.Before, list)
	if err != nil {
		return nil, err
	}
	pages := make([]store.Page[*diplo.Event], len(filters))
	err = r.read(ctx, func(q *question) error {
		for i := range filters {
			c, err := q.compile(&filters[i])
			if err != nil {
				return err
			}
			walk := eventWalk{filter: c, order: order, limit: page.Size() + 1, after: after, before: before, backwards: page.Last}
			found, err := walk.run()
			if err != nil {
				return err
			}
			pages[i] = eventPage(found, order, list, page)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pages, nil
}

// eventPage is the page of the events found, of which there is one more than it holds where there are more.
func eventPage(found []*diplo.Event, order store.EventOrder, list string, page store.PageRequest) (result store.Page[*diplo.Event]) {
	if result.Items = found; len(found) > page.Size() {
		result.More = true
		result.Items = found[:page.Size()]
	}
	if page.Last {
		slices.Reverse(result.Items)
	}
	result.Cursors = make([]store.Cursor, len(result.Items))
	for i, e := range result.Items {
		at := int64(e.Date.Start)
		if order == store.RecentlyStoredFirst {
			at = e.Recorded.UnixMicro()
		}
		result.Cursors[i] = store.NewCursor(list, strconv.FormatInt(at, 10), string(e.ID))
	}
	return result
}

// position is where a cursor of events stands: start day or instant, and id.
type position struct {
	at int64
	id diplo.EventID
}

func eventPosition(cursor store.Cursor, list string) (*position, error) {
	if cursor == "" {
		return nil, nil
	}
	keys, err := cursor.Keys(list, 2)
	if err != nil {
		return nil, err
	}
	at, err := strconv.ParseInt(keys[0], 10, 64)
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "cursor %q is not a position of this list; take one from pageInfo or an edge of the same query", string(cursor))
	}
	return &position{at, diplo.EventID(keys[1])}, nil
}

// eventWalk goes through the events of a filter in order, from one position to another.
type eventWalk struct {
	filter        *eventFilter
	order         store.EventOrder
	limit         int
	after, before *position
	backwards     bool
}

// run gives the events in the order walked: a walk backwards begins with the list's last.
func (w *eventWalk) run() ([]*diplo.Event, error) {
	plans := w.filter.plans()
	if len(plans) == 1 {
		return w.follow(&plans[0])
	}
	var found []*diplo.Event
	for i := range plans {
		more, err := w.follow(&plans[i])
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	slices.SortFunc(found, func(a, b *diplo.Event) int {
		compared := w.inOrder(int64(a.Date.Start), int64(cmp.Compare(a.ID, b.ID)), int64(b.Date.Start), 0)
		if w.order == store.RecentlyStoredFirst {
			compared = cmp.Or(b.Recorded.Compare(a.Recorded), cmp.Compare(b.ID, a.ID))
		}
		if w.backwards {
			return -compared
		}
		return compared
	})
	return found[:min(w.limit, len(found))], nil
}

// follow goes through the events of one plan.
func (w *eventWalk) follow(p *plan) ([]*diplo.Event, error) {
	switch {
	case p.rest.is(never):
		return nil, nil
	case w.order == store.RecentlyStoredFirst:
		return w.stored(p)
	case p.open:
		return w.open(p)
	case w.order == store.NewestFirst || p.dated:
		return w.stretch(p, "")
	}
	// Oldest first, yet the undated last, though their day sorts before all others.
	stretches := []string{"> -2147483648", "= -2147483648"}
	if w.backwards {
		slices.Reverse(stretches)
	}
	var found []*diplo.Event
	whole := *w
	for _, dating := range stretches {
		dated := dating[0] == '>'
		beyond := dated && w.after != nil && w.after.at == noDay || !dated && w.before != nil && w.before.at != noDay
		if beyond || len(found) >= whole.limit {
			continue
		}
		part := whole
		part.limit -= len(found)
		if w.after != nil && dated != (w.after.at != noDay) {
			part.after = nil
		}
		if w.before != nil && dated != (w.before.at != noDay) {
			part.before = nil
		}
		more, err := part.stretch(p, dating)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}

// stretch walks in order of date, where dating holds for the start day.
func (w *eventWalk) stretch(p *plan, dating string) ([]*diplo.Event, error) {
	return w.collect(w.stretchSQL(p, dating))
}

func (w *eventWalk) stretchSQL(p *plan, dating string) (string, []any) {
	var sql strings.Builder
	var args []any
	for i := range p.arms {
		a := &p.arms[i]
		start, sort := a.column("start"), a.column("sort")
		conditions := []condition{p.rest}
		if dating != "" {
			conditions = append(conditions, condition{sql: start + " " + dating})
		}
		place := func(at *position, less bool) {
			if at == nil {
				return
			}
			day, number := at.at, sortOf(at.id)
			compare, wrong := "<=", ">="
			if !less {
				compare, wrong = ">=", "<="
			}
			conditions = append(conditions, condition{
				"(" + start + ", " + sort + ") " + compare + " (?, ?) AND NOT (" + start + " = ? AND " + sort + " = ? AND e.key " + wrong + " ?)",
				[]any{day, number, day, number, string(at.id)}})
		}
		place(w.after, w.order != store.OldestFirst)
		place(w.before, w.order == store.OldestFirst)
		source := a.source(conditions...)
		if i > 0 {
			sql.WriteString(" UNION ")
		}
		sql.WriteString("SELECT " + start + ", " + sort + ", e.key, e.recorded, e.body" + source.sql(""))
		args = append(args, source.args()...)
	}
	if w.descending() {
		sql.WriteString(" ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?")
	} else {
		sql.WriteString(" ORDER BY 1, 2, 3 LIMIT ?")
	}
	return sql.String(), append(args, w.limit)
}

// stored walks in order of storing. Ids follow that order, and within one instant that of the keys.
func (w *eventWalk) stored(p *plan) ([]*diplo.Event, error) {
	source := p.events("e.recorded", "e.key", "e.body")
	if p.open {
		source = (&arm{table: "event e NOT INDEXED", keys: always}).source(p.rest)
	}
	for _, end := range []struct {
		at      *position
		compare string
	}{{w.after, "<"}, {w.before, ">"}} {
		if end.at == nil {
			continue
		}
		beyond := condition{"((e.recorded, e.key) " + end.compare + " (?, ?))", []any{end.at.at, string(end.at.id)}}
		source.where = all([]condition{source.where, beyond})
		if p.open { // what each write added tells where to begin
			ids := "e.id <= (SELECT last FROM change WHERE recorded <= ? AND kind = 0 ORDER BY recorded DESC LIMIT 1)"
			if end.compare == ">" {
				ids = "e.id >= (SELECT first FROM change WHERE recorded >= ? AND kind = 0 ORDER BY recorded LIMIT 1)"
			}
			source.where = all([]condition{source.where, {ids, []any{end.at.at}}})
		}
	}
	direction := " ORDER BY e.id DESC LIMIT ?"
	if w.backwards {
		direction = " ORDER BY e.id LIMIT ?"
	}
	return w.collect("SELECT 0, 0, 0, e.recorded, e.body"+source.sql("")+direction, append(source.args(), w.limit))
}

func (w *eventWalk) collect(sql string, args []any) ([]*diplo.Event, error) {
	var found []*diplo.Event
	err := w.filter.query(w.filter.ctx, sql, args, func(row []any) error {
		e, err := eventOf(row[3], row[4])
		found = append(found, e)
		return err
	})
	return found, err
}

// CountEvents counts the events that match.
func (r reading) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	counts, err := r.CountEventsEach(ctx, []store.EventFilter{filter})
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}

// CountEventsEach counts the events that match each filter, in one snapshot.
func (r reading) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	counts := make([]int, len(filters))
	err := r.read(ctx, func(q *question) error {
		for i := range filters {
			c, err := q.compile(&filters[i])
			if err != nil {
				return err
			}
			for _, p := range c.plans() {
				more, err := c.count(&p)
				if counts[i] += more; err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

// count counts the events of a plan.
func (c *eventFilter) count(p *plan) (n int, err error) {
	switch {
	case p.rest.is(never):
		return 0, nil
	case p.open && p.rest.is(always):
		t, err := lastTotal(c.ctx, c.conn, lastInstant)
		return int(t.events), err
	case p.open:
		err := c.walk(p, func(list []brief) error { n += len(list); return nil })
		return n, err
	}
	source := p.events()
	count, err := c.number(c.ctx, "SELECT count(*)"+source.sql(""), source.args()...)
	return int(count), err
}
