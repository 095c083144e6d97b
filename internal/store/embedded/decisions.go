package embedded

import (
	"context"
	"slices"
	"strconv"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Decisions gives a page of decisions, latest first.
func (r reading) Decisions(ctx context.Context, filter store.DecisionFilter, page store.PageRequest) (result store.Page[*diplo.Decision], err error) {
	err = r.read(ctx, func(q *question) error {
		wanted, err := q.decisionsWanted(&filter, page)
		if err != nil {
			return err
		}
		columns, args := decisionColumns, []any{}
		if q.past {
			columns, args = "d.body, d.recorded, (SELECT u.key FROM decision u WHERE u.recorded = d.undone AND u.recorded <= ?)", []any{q.at}
		}
		order := " ORDER BY d.recorded" + direction(!page.Last)
		err = q.query(ctx, "SELECT "+columns+" FROM decision d WHERE "+wanted.sql+order+" LIMIT ?", slices.Concat(args, wanted.args, []any{page.Size() + 1}), func(row []any) error {
			d, err := decisionOf(row)
			result.Items = append(result.Items, &d)
			return err
		})
		if err != nil {
			return err
		}
		finish(&result, page, func(d *diplo.Decision) store.Cursor {
			return store.NewCursor("decisions", strconv.FormatInt(d.Recorded.UnixMicro(), 10))
		})
		return nil
	})
	return result, err
}

// finish cuts a page of which one entry more than wanted was read, in the order walked, and gives it its positions.
func finish[T any](page *store.Page[T], request store.PageRequest, at func(T) store.Cursor) {
	if len(page.Items) > request.Size() {
		page.More = true
		page.Items = page.Items[:request.Size()]
	}
	if request.Last {
		slices.Reverse(page.Items)
	}
	page.Cursors = make([]store.Cursor, len(page.Items))
	for i, item := range page.Items {
		page.Cursors[i] = at(item)
	}
}

// decisionsWanted is the filter and the ends of the page as a condition.
func (q *question) decisionsWanted(f *store.DecisionFilter, page store.PageRequest) (condition, error) {
	parts := []condition{{"d.recorded <= ?", []any{q.at}}}
	if len(f.IDs) > 0 {
		parts = append(parts, in("d.key", texts(f.IDs)...))
	}
	if len(f.Kinds) > 0 {
		parts = append(parts, in("d.kind", texts(f.Kinds)...))
	}
	if len(f.Authors) > 0 {
		parts = append(parts, in("d.author", texts(f.Authors)...))
	}
	if f.Article != "" {
		parts = append(parts, in("d.article", string(f.Article)))
	}
	if f.Actor != "" {
		names := texts(q.who.Names(f.Actor))
		parts = append(parts, anyOf([]condition{in("d.actor", names...), in("d.other", names...)}))
	}
	if f.Event != "" {
		keys, err := q.eventKeys(f.Event)
		if err != nil {
			return never, err
		}
		parts = append(parts, in("d.event", texts(keys)...))
	}
	for _, end := range []struct {
		cursor  store.Cursor
		compare string
	}{{page.After, " < ?"}, {page.Before, " > ?"}} {
		if end.cursor == "" {
			continue
		}
		keys, err := numbersOf(end.cursor, "decisions", 1)
		if err != nil {
			return never, err
		}
		parts = append(parts, condition{"d.recorded" + end.compare, []any{keys[0]}})
	}
	return all(parts), nil
}

// numbersOf are the keys of a position, which are numbers.
func numbersOf(cursor store.Cursor, list string, n int) ([]int64, error) {
	keys, err := cursor.Keys(list, n)
	if err != nil {
		return nil, err
	}
	numbers := make([]int64, n)
	for i, key := range keys {
		if numbers[i], err = strconv.ParseInt(key, 10, 64); err != nil {
			return nil, diplo.Errorf(diplo.Invalid, "cursor %q is not a position of this list; take one from pageInfo or an edge of the same query", string(cursor))
		}
	}
	return numbers, nil
}

// eventKeys are the ids that stand for the same event as the id; it alone where it stands for none.
func (q *question) eventKeys(id diplo.EventID) ([]diplo.EventID, error) {
	var event int64
	keys := []diplo.EventID{id}
	err := q.findEvents(keys, func(_ diplo.EventID, row int64, key diplo.EventID) { event, keys = row, []diplo.EventID{key} })
	if err != nil || event == 0 || q.then == nil {
		return keys, err
	}
	var former []diplo.EventID
	holds, mentions := q.holds("a"), q.mentions()
	err = q.query(q.ctx, "SELECT m.body FROM "+mentions.sql+" m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event = ? AND "+holds.sql,
		slices.Concat(mentions.args, []any{event}, holds.args), func(row []any) error {
			m, err := readMention(row[0].([]byte))
			if err == nil {
				former = append(former, q.then.Events(m)...)
			}
			return err
		})
	if err != nil {
		return nil, err
	}
	slices.Sort(former)
	err = q.findEvents(slices.Compact(former), func(asked diplo.EventID, row int64, _ diplo.EventID) {
		if row == event && !slices.Contains(keys, asked) {
			keys = append(keys, asked)
		}
	})
	return keys, err
}

// Changes gives a page of what happened to events.
func (r reading) Changes(ctx context.Context, page store.PageRequest) (result store.Page[*diplo.Change], err error) {
	list := "changes " + r.store.instance
	err = r.read(ctx, func(q *question) error {
		walk := &changeWalk{question: q, limit: page.Size() + 1, backwards: page.Last}
		for _, end := range []struct {
			cursor store.Cursor
			at     **[2]int64
		}{{page.After, &walk.after}, {page.Before, &walk.before}} {
			if end.cursor == "" {
				continue
			}
			keys, err := numbersOf(end.cursor, list, 2)
			if err != nil {
				return err
			}
			*end.at = &[2]int64{keys[0], keys[1]}
		}
		if err := walk.run(); err != nil {
			return err
		}
		var found store.Page[happening]
		found.Items = walk.found
		finish(&found, page, func(h happening) store.Cursor {
			return store.NewCursor(list, strconv.FormatInt(h.change, 10), strconv.FormatInt(h.event, 10))
		})
		result.More, result.Cursors = found.More, found.Cursors
		ids := make([]diplo.EventID, len(found.Items))
		for i := range found.Items {
			ids[i] = found.Items[i].ID
		}
		events, err := q.eventsByID(ids)
		if err != nil {
			return err
		}
		for i := range found.Items {
			change := found.Items[i].Change
			change.Event = events[i]
			result.Items = append(result.Items, &change)
		}
		return nil
	})
	return result, err
}

// happening is a change with its position: the row of table change, and of the event.
type happening struct {
	diplo.Change
	change, event int64
}

// changeWalk goes through the changes from one position to another.
type changeWalk struct {
	*question
	limit         int
	backwards     bool
	after, before *[2]int64
	found         []happening
}

func (w *changeWalk) run() error {
	var conditions []condition
	if w.past {
		conditions = append(conditions, condition{"id <= (SELECT max(id) FROM change WHERE recorded <= ?)", []any{w.at}})
	}
	if w.after != nil {
		conditions = append(conditions, condition{"id >= ?", []any{w.after[0]}})
	}
	if w.before != nil {
		conditions = append(conditions, condition{"id <= ?", []any{w.before[0]}})
	}
	wanted := all(conditions)
	err := w.query(w.ctx, "SELECT id, recorded, kind, first, last FROM change WHERE "+wanted.sql+" ORDER BY id"+direction(w.backwards)+" LIMIT ?", append(wanted.args, w.limit+2), func(row []any) error {
		id, first, last := row[0].(int64), row[3].(int64), row[4].(int64)
		if w.after != nil && id == w.after[0] {
			first = max(first, w.after[1]+1)
		}
		if w.before != nil && id == w.before[0] {
			last = min(last, w.before[1]-1)
		}
		if err := w.expand(id, instant(row[1].(int64)), changeKinds[row[2].(int64)], first, last); err != nil {
			return err
		}
		if len(w.found) >= w.limit {
			return errEnough
		}
		return nil
	})
	if err == errEnough {
		return nil
	}
	return err
}

// expand adds the events of one row.
func (w *changeWalk) expand(change int64, recorded time.Time, kind diplo.ChangeKind, first, last int64) error {
	// The key of an event is in its row, or in what is kept of it since it went.
	sql := "SELECT id, key FROM event WHERE id BETWEEN ? AND ? UNION SELECT id, key FROM event_past WHERE id BETWEEN ? AND ? ORDER BY 1" + direction(w.backwards) + " LIMIT ?"
	return w.query(w.ctx, sql, []any{first, last, first, last, w.limit - len(w.found)}, func(row []any) error {
		w.found = append(w.found, happening{diplo.Change{Kind: kind, ID: diplo.EventID(row[1].(string)), Recorded: recorded}, change, row[0].(int64)})
		return nil
	})
}
