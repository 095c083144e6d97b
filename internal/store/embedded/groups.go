package embedded

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Groups counts events by dimensions; see store.Reader.
func (r reading) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) (groups []store.Group, err error) {
	if err := store.ValidateDimensions(by); err != nil {
		return nil, err
	}
	if err := measure.Validate(); err != nil {
		return nil, err
	}
	err = r.read(ctx, func(q *question) error {
		c, err := q.compile(&filter)
		if err != nil || limit <= 0 {
			return err
		}
		groups, err = c.groups(by, measure, limit)
		return err
	})
	return groups, err
}

func (c *eventFilter) groups(by []store.Dimension, measure store.Measure, limit int) ([]store.Group, error) {
	t := newTally(by, c.relations)
	count := c.tallyUp
	if measure != "" && measure != store.CountEvents {
		count = c.list
	}
	for _, p := range c.plans() {
		if p.rest.is(never) {
			continue
		}
		if err := count(&p, t); err != nil {
			return nil, err
		}
	}
	if err := c.codeGroups(t); err != nil {
		return nil, err
	}
	if err := c.measure(t, measure); err != nil {
		return nil, err
	}
	return c.largest(t.groups, by, limit)
}

// tallyUp counts the events of the plan in.
func (c *eventFilter) tallyUp(p *plan, t *tally) error {
	if p.open {
		return c.walk(p, func(list []brief) error {
			for i := range list {
				t.add(&list[i])
			}
			return nil
		})
	}
	columns := []string{"e.start", "e.relation", "e.state"}
	actors := func(column string, dimensions ...store.Dimension) int { // its place among the columns, 0 when it isn't asked for
		for _, d := range dimensions {
			if slices.Contains(t.by, d) {
				columns = append(columns, column)
				return len(columns) - 1
			}
		}
		return 0
	}
	source, target := actors("e.source", store.BySource, store.BySourceCode), actors("e.target", store.ByTarget, store.ByTargetCode)
	from := p.events(columns...)
	return c.integers(c.ctx, "SELECT "+strings.Join(columns, ", ")+from.sql(""), from.args(), func(row []int64) error {
		b := brief{start: row[0], relation: row[1], state: row[2]}
		if source > 0 {
			b.source = row[source]
		}
		if target > 0 {
			b.target = row[target]
		}
		t.add(&b)
		return nil
	})
}

// counted is a group with its keys as numbers.
type counted struct {
	keys           [2]int64
	n, first, last int64
	intensity      int64 // in tenths
	count          int64 // by the measure
}

func (g *counted) merge(other *counted) {
	g.n += other.n
	g.intensity += other.intensity
	g.first, g.last = min(g.first, other.first), max(g.last, other.last)
}

// tally counts events by dimensions. Actors are keyed by their ids, their codes by the actors' ids until codeGroups; weeks, months and years by their first days.
type tally struct {
	by        []store.Dimension
	relations relations
	groups    []counted
	events    []measured                    // where they are listed
	at        map[[2]int64]int              // places in groups
	small     []int32                       // the same and one more, for small keys of one dimension: most are
	days      [2]struct{ day, first int64 } // the last day asked for in each dimension, and the first day of its week, month or year
}

func newTally(by []store.Dimension, known relations) *tally {
	t := &tally{by: by, relations: known, at: map[[2]int64]int{}}
	t.days[0].day, t.days[1].day = noDay, noDay
	return t
}

// add counts the event in, and gives the place of its group; -1 when it has none.
func (t *tally) add(b *brief) int {
	g := counted{n: 1, first: lastDay, last: b.start, intensity: t.relations.of[b.relation].intensity}
	if b.start > noDay {
		g.first = b.start
	}
	for i := range t.by {
		var there bool
		if g.keys[i], there = t.key(i, b); !there {
			return -1
		}
	}
	return t.count(&g)
}

func (t *tally) count(g *counted) (place int) {
	if key := g.keys[0]; len(t.by) == 1 && 0 <= key && key < maxSmall {
		if int(key) >= len(t.small) {
			t.small = append(t.small, make([]int32, int(key)+1)...)
		}
		if t.small[key] == 0 {
			t.groups = append(t.groups, *g)
			t.small[key] = int32(len(t.groups))
			return len(t.groups) - 1
		}
		t.groups[t.small[key]-1].merge(g)
		return int(t.small[key] - 1)
	}
	at, known := t.at[g.keys]
	if !known {
		t.at[g.keys] = len(t.groups)
		t.groups = append(t.groups, *g)
		return len(t.groups) - 1
	}
	t.groups[at].merge(g)
	return at
}

// maxSmall bounds the keys that are found without a map.
const maxSmall = 1 << 20

// key is the event's key in the dimension; false when it has none.
func (t *tally) key(i int, b *brief) (int64, bool) {
	switch t.by[i] {
	case store.BySource, store.BySourceCode:
		return b.source, b.source != 0
	case store.ByTarget, store.ByTargetCode:
		return b.target, b.target != 0
	case store.ByRelation:
		return b.relation, true
	case store.ByEventType:
		return t.relations.of[b.relation].eventType, true
	case store.ByQuadClass:
		return t.relations.of[b.relation].quad, true
	case store.ByModality:
		return b.state % int64(len(modalities)), true
	case store.ByDay:
		return b.start, b.start > noDay
	}
	last := &t.days[i]
	if b.start != last.day {
		last.day, last.first = b.start, firstOf(t.by[i], diplo.Day(b.start))
	}
	return last.first, b.start > noDay
}

// firstOf is the first day of the week, month or year of the day.
func firstOf(d store.Dimension, day diplo.Day) int64 {
	at := day.Time()
	switch d {
	case store.ByWeek:
		return int64(day) - int64(at.Weekday()+6)%7
	case store.ByMonth:
		return int64(diplo.DateOf(at.Year(), at.Month(), 1))
	}
	return int64(diplo.DateOf(at.Year(), time.January, 1))
}

// codeGroups makes groups of codes of the groups of actors. A code is keyed by the first actor that has it.
func (c *eventFilter) codeGroups(t *tally) error {
	for k, d := range t.by {
		if d != store.BySourceCode && d != store.ByTargetCode {
			continue
		}
		var actors []any
		seen := map[int64]bool{}
		for _, g := range t.groups {
			if !seen[g.keys[k]] {
				seen[g.keys[k]] = true
				actors = append(actors, g.keys[k])
			}
		}
		if len(actors) == 0 {
			return nil
		}
		of, first := map[int64]int64{}, map[string]int64{}
		err := c.query(c.ctx, "SELECT id, coded FROM actor WHERE id IN ("+marks(&actors)+") AND coded <> '' ORDER BY id", actors, func(row []any) error {
			id, code := row[0].(int64), row[1].(string)
			if first[code] == 0 {
				first[code] = id
			}
			of[id] = first[code]
			return nil
		})
		if err != nil {
			return err
		}
		groups := t.groups
		t.groups, t.at, t.small = nil, map[[2]int64]int{}, nil
		places := make([]int, len(groups))
		for i := range groups {
			places[i] = -1
			if groups[i].keys[k] = of[groups[i].keys[k]]; groups[i].keys[k] != 0 {
				places[i] = t.count(&groups[i])
			}
		}
		t.moved(places)
	}
	return nil
}

// largest names the groups that are among the largest, and orders them; ties at the limit need their names to be told apart.
func (c *eventFilter) largest(all []counted, by []store.Dimension, limit int) ([]store.Group, error) {
	slices.SortFunc(all, func(a, b counted) int { return cmp.Compare(b.count, a.count) })
	if len(all) > limit {
		end := limit
		for end < len(all) && all[end].count == all[limit-1].count {
			end++
		}
		all = all[:end]
	}
	groups := make([]store.Group, len(all))
	for i, g := range all {
		groups[i] = store.Group{Keys: make([]string, len(by)), Count: int(g.count), Events: int(g.n), First: diplo.NoDay, Last: diplo.Day(g.last),
			MeanIntensity: store.MeanIntensity(g.intensity, int(g.n))}
		if g.first < lastDay {
			groups[i].First = diplo.Day(g.first)
		}
	}
	for k, d := range by {
		names, err := c.names(all, k, d)
		if err != nil {
			return nil, err
		}
		for i := range all {
			groups[i].Keys[k] = names(all[i].keys[k])
		}
	}
	slices.SortFunc(groups, func(a, b store.Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), slices.Compare(a.Keys, b.Keys))
	})
	return groups[:min(limit, len(groups))], nil
}

// names gives the names of the k-th keys of the groups.
func (c *eventFilter) names(groups []counted, k int, d store.Dimension) (func(int64) string, error) {
	column := "key"
	switch d {
	case store.ByRelation:
		return func(id int64) string { return string(c.relations.of[id].name) }, nil
	case store.ByEventType:
		return func(id int64) string { return string(diplo.EventTypes()[id]) }, nil
	case store.ByQuadClass:
		return func(id int64) string { return string(diplo.QuadClasses()[id]) }, nil
	case store.ByModality:
		return func(state int64) string { return string(modalityOf(state)) }, nil
	case store.ByDay, store.ByWeek:
		return func(day int64) string { return diplo.Day(day).String() }, nil
	case store.ByMonth:
		return func(day int64) string { return diplo.Day(day).Time().Format("2006-01") }, nil
	case store.ByYear:
		return func(day int64) string { return diplo.Day(day).Time().Format("2006") }, nil
	case store.BySourceCode, store.ByTargetCode:
		column = "coded"
	}
	ids := make([]any, len(groups))
	for i := range groups {
		ids[i] = groups[i].keys[k]
	}
	names := map[int64]string{}
	err := c.lookUp("SELECT id, "+column+" FROM actor WHERE id IN (%s)", ids, func(row []any) error {
		names[row[0].(int64)] = row[1].(string)
		return nil
	})
	return func(id int64) string { return names[id] }, err
}
