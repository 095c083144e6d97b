package embedded

import (
	"slices"
	"strings"

	"entente/internal/store"
)

// measured is an event as a measure needs it.
type measured struct {
	id, occurrence int64
	group          int // its place in the tally, -1 for none
}

// list counts the events of the plan in, and lists them.
func (c *eventFilter) list(p *plan, t *tally) error {
	columns := []string{"e.start", "e.relation", "e.state", "e.source", "e.target", "e.id", "e.occurrence"}
	source := p.events(columns...)
	if p.open {
		source.from, source.where = condition{sql: "event e"}, p.rest
	}
	return c.integers(c.ctx, "SELECT "+strings.Join(columns, ", ")+source.sql(""), source.args(), func(row []int64) error {
		b := brief{start: row[0], relation: row[1], state: row[2], source: row[3], target: row[4]}
		if group := t.add(&b); group >= 0 {
			t.events = append(t.events, measured{row[5], row[6], group})
		}
		return nil
	})
}

// moved tells the listed events the new places of their groups.
func (t *tally) moved(places []int) {
	t.events = slices.DeleteFunc(t.events, func(e measured) bool { return places[e.group] < 0 })
	for i := range t.events {
		t.events[i].group = places[t.events[i].group]
	}
}

// measure counts in each group what it is measured by.
func (c *eventFilter) measure(t *tally, by store.Measure) error {
	counts := differences{t: t, seen: map[difference]bool{}}
	switch by {
	case store.CountOccurrences:
		for _, e := range t.events {
			if e.occurrence == 0 {
				counts.tell(e.group, -e.id)
			} else {
				counts.tell(e.group, e.occurrence)
			}
		}
		return nil
	case store.CountOutlets:
		return c.outlets(t.events, counts.tell)
	}
	for i := range t.groups {
		t.groups[i].count = t.groups[i].n
	}
	return nil
}

// differences counts what is different within each group.
type differences struct {
	t    *tally
	seen map[difference]bool
}

type difference struct {
	group int
	one   int64
}

func (d *differences) tell(group int, one int64) {
	if key := (difference{group, one}); !d.seen[key] {
		d.seen[key] = true
		d.t.groups[group].count++
	}
}

// outlets tells the outlets of each event's group by numbers, those of articles that name none by numbers of their own.
func (c *eventFilter) outlets(events []measured, tell func(group int, outlet int64)) error {
	groups, ids := make(map[int64]int, len(events)), make([]any, len(events))
	for i, e := range events {
		groups[e.id], ids[i] = e.group, e.id
	}
	numbers := map[string]int64{}
	holds, mentions := c.holds("a"), c.mentions()
	for chunk := range slices.Chunk(ids, confirmed) {
		args := slices.Clone(chunk)
		sql := "SELECT m.event, a.outlet, a.id FROM " + mentions.sql + " m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event IN (" + marks(&args) + ") AND " + holds.sql
		err := c.query(c.ctx, sql, slices.Concat(mentions.args, args, holds.args), func(row []any) error {
			group, outlet := groups[row[0].(int64)], row[1].(string)
			if outlet == "" {
				tell(group, -row[2].(int64))
				return nil
			}
			number, known := numbers[outlet]
			if !known {
				number = int64(len(numbers) + 1)
				numbers[outlet] = number
			}
			tell(group, number)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
