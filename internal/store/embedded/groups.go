package embedded

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// dimension is how events are grouped in SQL; the value becomes the key afterwards.
type dimension struct{ value, exists string }

var dimensions = map[store.Dimension]dimension{
	store.BySource:     {"e.source", "e.source <> 0"},
	store.ByTarget:     {"e.target", "e.target <> 0"},
	store.BySourceCode: {"e.source_code", "e.source_code <> ''"},
	store.ByTargetCode: {"e.target_code", "e.target_code <> ''"},
	store.ByRelation:   {"e.relation", ""},
	store.ByEventType:  {"r.type", ""},
	store.ByQuadClass:  {"r.quad", ""},
	store.ByModality:   {"e.modality", ""},
	store.ByDay:        {"e.start", "e.start > -2147483648"},
	store.ByMonth:      {"strftime('%Y-%m', e.start * 86400, 'unixepoch')", "e.start > -2147483648"},
	store.ByYear:       {"strftime('%Y', e.start * 86400, 'unixepoch')", "e.start > -2147483648"},
}

// Groups counts events by dimensions; see store.Reader.
func (s *Store) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, limit int) (groups []store.Group, err error) {
	if err := store.ValidateDimensions(by); err != nil {
		return nil, err
	}
	err = s.read(ctx, func(q *question) error {
		c, err := q.compile(&filter)
		if err != nil || limit <= 0 {
			return err
		}
		groups, err = c.groups(by, limit)
		return err
	})
	return groups, err
}

func (c *eventFilter) groups(by []store.Dimension, limit int) ([]store.Group, error) {
	p := c.plan()
	merged := mergedDays(by)
	var values, columns []string
	for i, d := range by {
		if merged > 0 {
			d = store.ByDay
		}
		values = append(values, dimensions[d].value)
		columns = append(columns, []string{"1", "2"}[i])
		if exists := dimensions[d].exists; exists != "" {
			p.rest = all([]condition{p.rest, {sql: exists}})
		}
	}
	if p.rest.is(never) {
		return nil, nil
	}
	source := p.events(values...)
	sql := "SELECT " + strings.Join(append(values, ""), ", ") +
		"count(*), min(CASE WHEN e.start > -2147483648 THEN e.start END), max(e.start), sum(r.intensity)" +
		source.sql(" CROSS JOIN relation r ON r.id = e.relation")
	if len(by) > 0 {
		sql += " GROUP BY " + strings.Join(columns, ", ")
	}
	var all []counted
	err := c.query(c.ctx, sql, source.args(), func(row []driver.Value) error {
		g := counted{raw: [2]driver.Value{}}
		copy(g.raw[:], row[:len(by)])
		row = row[len(by):]
		g.n = row[0].(int64)
		if g.n == 0 {
			return nil
		}
		g.first, g.last = noDay, row[2].(int64)
		if first, ok := row[1].(int64); ok {
			g.first = first
		}
		g.intensity = row[3].(int64)
		all = append(all, g)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if merged > 0 {
		all = mergeDays(all, merged)
	}
	return c.largest(all, by, limit)
}

// mergedDays is how many bytes of a day's text are the key when months or years alone are counted, else 0. SQL counts days
// then, which many indexes are in the order of, and which need not be worked out for every event.
func mergedDays(by []store.Dimension) int {
	switch {
	case len(by) == 1 && by[0] == store.ByMonth:
		return len("2006-01")
	case len(by) == 1 && by[0] == store.ByYear:
		return len("2006")
	}
	return 0
}

// mergeDays makes one group of all days whose texts begin with the same bytes.
func mergeDays(days []counted, length int) []counted {
	at := map[string]int{}
	var groups []counted
	for _, day := range days {
		key := diplo.Day(day.raw[0].(int64)).String()
		key = key[:min(length, len(key))]
		i, known := at[key]
		if !known {
			at[key] = len(groups)
			day.raw[0] = key
			groups = append(groups, day)
			continue
		}
		group := &groups[i]
		group.n += day.n
		group.intensity += day.intensity
		group.first, group.last = min(group.first, day.first), max(group.last, day.last)
	}
	return groups
}

// counted is a group with its keys as SQL gives them.
type counted struct {
	raw            [2]driver.Value
	n, first, last int64
	intensity      int64 // in tenths
}

// largest names the groups that are among the largest, and orders them; ties at the limit need their names to be told apart.
func (c *eventFilter) largest(all []counted, by []store.Dimension, limit int) ([]store.Group, error) {
	slices.SortFunc(all, func(a, b counted) int { return cmp.Compare(b.n, a.n) })
	if len(all) > limit {
		end := limit
		for end < len(all) && all[end].n == all[limit-1].n {
			end++
		}
		all = all[:end]
	}
	names, err := c.actorNames(all, by)
	if err != nil {
		return nil, err
	}
	groups := make([]store.Group, len(all))
	for i, g := range all {
		groups[i] = store.Group{Keys: make([]string, len(by)), Events: int(g.n), First: diplo.Day(g.first), Last: diplo.Day(g.last),
			MeanIntensity: store.MeanIntensity(g.intensity, int(g.n))}
		for k, d := range by {
			switch value := g.raw[k].(type) {
			case string:
				groups[i].Keys[k] = value
			case int64:
				switch d {
				case store.BySource, store.ByTarget:
					groups[i].Keys[k] = names[value]
				case store.ByModality:
					groups[i].Keys[k] = string(modalities[value])
				case store.ByRelation:
					groups[i].Keys[k] = string(c.relations.names[value])
				default:
					groups[i].Keys[k] = diplo.Day(value).String()
				}
			}
		}
	}
	slices.SortFunc(groups, func(a, b store.Group) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), slices.Compare(a.Keys, b.Keys))
	})
	return groups[:min(limit, len(groups))], nil
}

// actorNames are the keys of the actors that groups go by.
func (c *eventFilter) actorNames(groups []counted, by []store.Dimension) (map[int64]string, error) {
	names := map[int64]string{}
	for k, d := range by {
		if d != store.BySource && d != store.ByTarget {
			continue
		}
		for from := 0; from < len(groups); from += lookupSize {
			var args []any
			for _, g := range groups[from:min(from+lookupSize, len(groups))] {
				args = append(args, g.raw[k])
			}
			err := c.query(c.ctx, "SELECT id, key FROM actor WHERE id IN ("+marks(&args)+")", args, func(row []driver.Value) error {
				names[row[0].(int64)] = row[1].(string)
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return names, nil
}
