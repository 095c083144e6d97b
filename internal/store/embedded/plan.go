package embedded

import (
	"iter"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// An arm is one way to the events of a filter: a range of a side table or index that holds them in order of date. Together the arms
// of a plan lead to all that match, and to others too; an event that two arms lead to counts once. A plan without arms
// walks over table day.
type arm struct {
	table string // party, pair, or event e with the index that is to be used
	keys  condition
}

// plan is how the events of a filter are found.
type plan struct {
	arms  []arm
	rest  condition // what an event must fulfil beside lying in an arm
	dated bool      // the filter leaves the undated out
	open  bool      // no actor, action, article or word leads: table day does
	walk  dayRange  // where it is open, its days
}

// maxArms is how many ranges are merged; a filter with more is answered from a wider range.
const maxArms = 12

// plans are how the events of a filter are found: of now, one; of another time, one for those that are still as they were, and one for
// what others were.
func (c *eventFilter) plans() []plan {
	p := c.plan()
	if !c.past {
		return []plan{p}
	}
	tables := c.eventTables()
	old := plan{arms: []arm{{table: "event_past e INDEXED BY event_past_until", keys: tables[1].where}}, rest: c.where(c.filter), dated: p.dated}
	p.rest = all([]condition{p.rest, tables[0].where})
	return []plan{p, old}
}

// plan chooses the arms by the narrowest thing that the filter asks for.
func (c *eventFilter) plan() (p plan) {
	p = plan{rest: c.where(c.filter)}
	defer func() {
		if len(p.arms) == 0 && !p.open {
			p.rest = never // nobody that it names is stored
		}
	}()
	days := dateBounds(c.filter)
	p.dated = days != nil
	parts := conjuncts(c.filter, nil)
	for _, f := range parts {
		if f.Text != "" || len(f.Articles) > 0 {
			p.arms = []arm{{table: "event e NOT INDEXED", keys: always}} // SQLite looks the ids up that those conditions find
			return p
		}
	}
	if p.rest.is(never) {
		p.arms = []arm{{table: "event e", keys: never}}
		return p
	}
	for _, lead := range []func(*store.EventFilter) []arm{c.byPair, byOccurrence, c.byAction, c.byParty} {
		if p.arms = narrowest(parts, lead); p.arms != nil {
			p.bound(days, c.longest)
			return p
		}
	}
	if p.arms = c.byAlternatives(parts); p.arms != nil {
		p.bound(days, c.longest)
		return p
	}
	p.open = true
	p.walk = dayRange{noDay, lastDay, noDay}
	if p.dated {
		p.walk.first = noDay + 1
		if days.From != diplo.NoDay {
			p.walk.first, p.walk.reach = max(int64(days.From)-c.longest, noDay+1), int64(days.From)
		}
		if days.To != diplo.NoDay {
			p.walk.last = int64(days.To)
		}
	}
	return p
}

// conjuncts are the filter and all that it wants to hold with it.
func conjuncts(f *store.EventFilter, list []*store.EventFilter) []*store.EventFilter {
	list = append(list, f)
	for i := range f.And {
		list = conjuncts(&f.And[i], list)
	}
	return list
}

// narrowest are the fewest arms that one of the filters gives, nil when none gives any.
func narrowest(parts []*store.EventFilter, lead func(*store.EventFilter) []arm) (best []arm) {
	for _, f := range parts {
		if arms := lead(f); arms != nil && len(arms) <= maxArms && (best == nil || len(arms) < len(best)) {
			best = arms
		}
	}
	return best
}

// byPair leads by pairs of actors: those between whom the events are, or source and target.
func (c *eventFilter) byPair(f *store.EventFilter) []arm {
	a, b := f.Source, f.Target
	if f.Between != nil {
		a, b = &f.Between[0], &f.Between[1]
	}
	if a == nil || b == nil {
		return nil
	}
	ones, others := c.reached(a), c.reached(b)
	if len(ones)*len(others) > 4*maxArms {
		return nil
	}
	arms := []arm{}
	for _, one := range ones {
		for _, other := range others {
			low, high := min(one.(int64), other.(int64)), max(one.(int64), other.(int64))
			keys := condition{"d.low = ? AND d.high = ?", []any{low, high}}
			if !slices.ContainsFunc(arms, func(known arm) bool { return slices.Equal(known.keys.args, keys.args) }) {
				arms = append(arms, arm{table: "pair", keys: keys})
			}
			if len(arms) > maxArms {
				return nil
			}
		}
	}
	return arms
}

// byParty leads by one actor or code on a side.
func (c *eventFilter) byParty(f *store.EventFilter) []arm {
	switch {
	case f.Source != nil:
		return c.sideArms(f.Source, 0)
	case f.Target != nil:
		return c.sideArms(f.Target, 1)
	case f.Either != nil:
		return append(c.sideArms(f.Either, 0), c.sideArms(f.Either, 1)...)
	case f.Between != nil:
		return append(c.sideArms(&f.Between[0], 0), c.sideArms(&f.Between[0], 1)...)
	}
	return nil
}

func (c *eventFilter) sideArms(match *store.ActorMatch, side int) []arm {
	arms := []arm{}
	for _, id := range c.reached(match) {
		if len(arms) > maxArms {
			break
		}
		arms = append(arms, arm{table: "party", keys: condition{"d.actor = ? AND d.side = ?", []any{id, side}}})
	}
	return arms
}

// reached are the actors that the match names, and those with its codes, each once.
func (c *eventFilter) reached(match *store.ActorMatch) []any {
	ids := c.ids(match)
	for _, code := range codes(match) {
		for _, id := range c.coded[code] {
			if !slices.Contains(ids, any(id)) {
				ids = append(ids, id)
			}
			if len(ids) > 4*maxArms {
				return ids // too many to lead
			}
		}
	}
	return ids
}

func (c *eventFilter) byAction(f *store.EventFilter) []arm {
	if len(f.Actions) == 0 {
		return nil
	}
	arms := []arm{}
	for _, action := range f.Actions {
		keys := condition{"e.action = (SELECT id FROM action WHERE key = ?) AND e.action <> 0", []any{string(action)}}
		arms = append(arms, arm{table: "event e INDEXED BY event_action", keys: keys})
	}
	return arms
}

func byOccurrence(f *store.EventFilter) []arm {
	if len(f.Occurrences) == 0 {
		return nil
	}
	arms := []arm{}
	for _, number := range occurrenceNumbers(f) {
		arms = append(arms, arm{table: "event e INDEXED BY event_occurrence", keys: condition{"e.occurrence = ? AND e.occurrence <> 0", []any{number}}})
	}
	return arms
}

// byAlternatives leads by each of several alternatives' own arms.
func (c *eventFilter) byAlternatives(parts []*store.EventFilter) []arm {
	return narrowest(parts, func(f *store.EventFilter) []arm {
		if len(f.Or) == 0 {
			return nil
		}
		arms := []arm{}
		for i := range f.Or {
			var own []arm
			inner := conjuncts(&f.Or[i], nil)
			for _, lead := range []func(*store.EventFilter) []arm{c.byPair, byOccurrence, c.byAction, c.byParty} {
				if own = narrowest(inner, lead); own != nil {
					break
				}
			}
			if own == nil {
				return nil
			}
			arms = append(arms, own...)
		}
		return arms
	})
}

// dateBounds are the tightest days that the filter and all that holds with it want, nil when they want none.
func dateBounds(f *store.EventFilter) *store.DayRange {
	var days *store.DayRange
	for _, part := range conjuncts(f, nil) {
		for _, r := range [2]*store.DayRange{part.Date, part.Starts} {
			if r == nil || r.From == diplo.NoDay && r.To == diplo.NoDay {
				continue
			}
			if days == nil {
				days = &store.DayRange{From: diplo.NoDay, To: diplo.NoDay}
			}
			days.From = max(days.From, r.From)
			if r.To != diplo.NoDay && (days.To == diplo.NoDay || r.To < days.To) {
				days.To = r.To
			}
		}
	}
	return days
}

// bound narrows the arms to the days. An event may start before them and still reach into them.
func (p *plan) bound(days *store.DayRange, longest int64) {
	if days == nil {
		return
	}
	for i := range p.arms {
		a := &p.arms[i]
		column := a.column("start")
		parts := []condition{a.keys}
		if days.From != diplo.NoDay {
			parts = append(parts, condition{column + " >= ?", []any{max(int64(days.From)-longest, noDay+1)}})
		} else {
			parts = append(parts, condition{column + " > -2147483648", nil})
		}
		if days.To != diplo.NoDay {
			parts = append(parts, condition{column + " <= ?", []any{int64(days.To)}})
		}
		a.keys = all(parts)
	}
}

// column is the name of a column that the arm's table shares with event.
func (a *arm) column(name string) string {
	if a.side() {
		return "d." + name
	}
	return "e." + name
}

// side tells whether the arm is a range of a side table.
func (a *arm) side() bool { return !strings.HasPrefix(a.table, "event") }

// source is where rows of event e come from, and which of them.
type source struct{ from, where condition }

// sql is FROM and WHERE, with another table joined in between; args are its arguments.
func (s source) sql(joined string) string {
	return " FROM " + s.from.sql + joined + " WHERE " + s.where.sql
}

func (s source) args() []any { return slices.Concat(s.from.args, s.where.args) }

// source is the arm with more conditions.
func (a *arm) source(more ...condition) source {
	from := a.table
	if a.side() {
		from = a.table + " d CROSS JOIN event e ON e.id = d.id"
	}
	return source{condition{sql: from}, all(append([]condition{a.keys}, more...))}
}

// events are all events of the plan, each once, in no order, with the columns that the expressions ask for. Where
// the side tables have all that is asked for, the rows of event are left alone.
func (p *plan) events(expressions ...string) source {
	if len(p.arms) == 0 {
		return source{condition{sql: "event e"}, never}
	}
	columns, narrow := p.narrowColumns(expressions)
	if len(p.arms) == 1 {
		if !narrow || !p.arms[0].side() {
			return p.arms[0].source(p.rest)
		}
		keys := p.arms[0].narrowKeys()
		return source{condition{sql: p.arms[0].table + " e"}, all([]condition{keys, p.rest})}
	}
	var union condition
	selects := make([]string, len(p.arms))
	for i := range p.arms {
		a := &p.arms[i]
		switch {
		case narrow:
			table := a.table
			if a.side() {
				table += " e"
			}
			where := all([]condition{a.narrowKeys(), p.rest})
			selects[i] = "SELECT " + columns + " FROM " + table + " WHERE " + where.sql
			union.args = append(union.args, where.args...)
			continue
		case a.side():
			selects[i] = "SELECT d.id FROM " + a.table + " d WHERE " + a.keys.sql
		default:
			selects[i] = "SELECT e.id FROM " + a.table + " WHERE " + a.keys.sql
		}
		union.args = append(union.args, a.keys.args...)
	}
	union.sql = "(" + strings.Join(selects, " UNION ") + ")"
	if narrow {
		union.sql += " e"
		return source{union, always}
	}
	union.sql += " u CROSS JOIN event e ON e.id = u.id"
	return source{union, p.rest}
}

// sideColumns are the columns that the side tables share with event.
var sideColumns = []string{"id", "start", "sort", "end", "source", "target", "source_for", "target_for", "relation", "state"}

// eventColumns are the columns that SQL names as those of table e, with "e." in front.
func eventColumns(sql string) iter.Seq[string] {
	letter := func(c byte) bool { return 'a' <= c && c <= 'z' || c == '_' }
	return func(yield func(string) bool) {
		for at := 0; at+2 < len(sql); at++ {
			if sql[at] != 'e' || sql[at+1] != '.' || !letter(sql[at+2]) || at > 0 && (letter(sql[at-1]) || '0' <= sql[at-1] && sql[at-1] <= '9') {
				continue
			}
			end := at + 2
			for end < len(sql) && letter(sql[end]) {
				end++
			}
			if !yield(sql[at:end]) {
				return
			}
			at = end
		}
	}
}

// narrowColumns are the columns of event that the rest of the filter and the expressions use, and whether all arms have them.
func (p *plan) narrowColumns(expressions []string) (columns string, narrow bool) {
	aside := slices.ContainsFunc(p.arms, func(a arm) bool { return a.side() })
	used := []string{"e.start", "e.sort", "e.id", "e.relation"} // first those that the arms are in order of: they are merged then, not sorted
	for _, text := range append(expressions, p.rest.sql) {
		for column := range eventColumns(text) {
			if aside && !slices.Contains(sideColumns, column[len("e."):]) {
				return "", false
			}
			if !slices.Contains(used, column) {
				used = append(used, column)
			}
		}
	}
	return strings.Join(used, ", "), true
}

// narrowKeys are the keys of an arm whose table stands in for event.
func (a *arm) narrowKeys() condition {
	if !a.side() {
		return a.keys
	}
	return condition{strings.ReplaceAll(a.keys.sql, "d.", "e."), a.keys.args}
}
