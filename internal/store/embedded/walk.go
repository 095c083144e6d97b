package embedded

import (
	"cmp"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// walk calls each with all events of an open plan, some at a time. The list is only good until each returns.
func (c *eventFilter) walk(p *plan, each func([]brief) error) error {
	s := c.screen(c.filter)
	if s.exact && !c.past {
		return c.days(p.walk, false, s.pass, each)
	}
	var list []brief
	sure := func() error {
		found, err := c.confirm(list, p.rest)
		if err != nil || len(found) == 0 {
			return err
		}
		return each(found)
	}
	err := c.days(p.walk, false, s.pass, func(day []brief) error {
		if list = append(list, day...); len(list) < confirmed {
			return nil
		}
		err := sure()
		list = list[:0]
		return err
	})
	if err != nil {
		return err
	}
	return sure()
}

// confirmed is how many events, at least, are looked up at a time.
const confirmed = 1024

// confirm keeps those of the list that fulfil the condition.
func (c *eventFilter) confirm(list []brief, rest condition) ([]brief, error) {
	var found idSet
	err := c.lookUpEvents(list, "e.id", rest, func(row []any) error {
		found.add(row[0].(int64))
		return nil
	})
	return slices.DeleteFunc(list, func(b brief) bool { return !found.has(b.id) }), err
}

// lookUpEvents reads columns of those events of the list that fulfil the condition.
func (c *eventFilter) lookUpEvents(list []brief, columns string, rest condition, each func(row []any) error) error {
	if len(list) == 0 {
		return nil
	}
	args := make([]any, len(list), max(len(list), lookupSize))
	for i := range list {
		args[i] = list[i].id
	}
	sql := "SELECT " + columns + " FROM event e WHERE e.id IN (" + marks(&args) + ") AND " + rest.sql
	return c.query(c.ctx, sql, append(args, rest.args...), each)
}

// open walks an open plan in order of date.
func (w *eventWalk) open(p *plan) (found []*diplo.Event, err error) {
	s, rest := w.filter.screen(w.filter.filter), p.rest
	if s.exact = s.exact && !w.filter.past; s.exact {
		rest = always
	}
	for _, r := range w.stretches(p.walk) {
		size := lookupSize
		err := w.filter.days(r, w.descending(), func(b *brief) bool { return w.between(b.start, b.sort) && s.pass(b) }, func(day []brief) error {
			slices.SortFunc(day, func(a, b brief) int { return w.forward(cmp.Compare(a.sort, b.sort)) })
			for len(day) > 0 {
				some := min(size, len(day))
				for some < len(day) && day[some].sort == day[some-1].sort {
					some++ // only their whole ids tell them apart
				}
				events, err := w.take(day[:some], rest)
				if err != nil {
					return err
				}
				found, day = append(found, events...), day[some:]
				if len(found) >= w.limit {
					found = found[:w.limit]
					return errEnough
				}
				if !s.exact {
					size = min(2*size, confirmed)
				}
			}
			return nil
		})
		if err != nil || len(found) >= w.limit {
			return found, err
		}
	}
	return found, nil
}

// descending tells whether days are walked from the last to the first.
func (w *eventWalk) descending() bool { return (w.order != store.OldestFirst) != w.backwards }

// forward turns a comparison round when the walk goes downwards.
func (w *eventWalk) forward(compared int) int {
	if w.descending() {
		return -compared
	}
	return compared
}

// stretches are the days in the order in which they are walked: the undated come last in the list, whichever way, though their day is before
// all others. Dated days beyond the ends of the walk are left out.
func (w *eventWalk) stretches(r dayRange) []dayRange {
	list := []dayRange{r}
	if w.order == store.OldestFirst {
		list = []dayRange{{max(r.first, noDay+1), r.last, r.reach}, {noDay, noDay, noDay}}
		if r.first > noDay {
			list = list[:1]
		}
	}
	first, last := &list[0].first, &list[0].last
	if w.order != store.OldestFirst {
		if w.after != nil {
			*last = min(*last, w.after.at)
		}
		if w.before != nil {
			*first = max(*first, w.before.at)
		}
	} else {
		if w.after != nil && w.after.at != noDay {
			*first = max(*first, w.after.at)
		}
		if w.before != nil && w.before.at != noDay {
			*last = min(*last, w.before.at)
		}
	}
	if w.backwards {
		slices.Reverse(list)
	}
	return list
}

// between tells whether an event with these keys may lie between the ends of the walk; ties are for within to decide.
func (w *eventWalk) between(start, sort int64) bool {
	return (w.after == nil || w.inOrder(start, sort, w.after.at, sortOf(w.after.id)) >= 0) &&
		(w.before == nil || w.inOrder(start, sort, w.before.at, sortOf(w.before.id)) <= 0)
}

// within tells whether the event lies between the ends of the walk.
func (w *eventWalk) within(e *diplo.Event) bool {
	start := int64(e.Date.Start)
	return (w.after == nil || cmp.Or(w.inOrder(start, 0, w.after.at, 0), w.inOrder(0, int64(cmp.Compare(e.ID, w.after.id)), 0, 0)) > 0) &&
		(w.before == nil || cmp.Or(w.inOrder(start, 0, w.before.at, 0), w.inOrder(0, int64(cmp.Compare(e.ID, w.before.id)), 0, 0)) < 0)
}

// inOrder compares two places in the list's order.
func (w *eventWalk) inOrder(start, sort, otherStart, otherSort int64) int {
	if w.order != store.OldestFirst {
		return cmp.Or(cmp.Compare(otherStart, start), cmp.Compare(otherSort, sort))
	}
	undatedLast := func(day int64) int64 {
		if day == noDay {
			return lastDay + 1
		}
		return day
	}
	return cmp.Or(cmp.Compare(undatedLast(start), undatedLast(otherStart)), cmp.Compare(sort, otherSort))
}

// take reads those events of the list, all of one day, that fulfil the condition and lie within the walk, in its order.
func (w *eventWalk) take(list []brief, rest condition) (found []*diplo.Event, err error) {
	err = w.filter.lookUpEvents(list, "e.recorded, e.body", rest, func(row []any) error {
		e, err := eventOf(row[0], row[1])
		if err == nil && w.within(e) {
			found = append(found, e)
		}
		return err
	})
	slices.SortFunc(found, func(a, b *diplo.Event) int { return w.forward(cmp.Compare(a.ID, b.ID)) })
	return found, err
}
