package embedded

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// total is a row of table total.
type total struct {
	actors, actions, articles, events, mentions int64
	first, last                                 int64 // days of events
}

// lastTotal is how much there was at the instant.
func lastTotal(ctx context.Context, c *conn, at int64) (total, error) {
	row, err := c.one(ctx, "SELECT actors, actions, articles, events, mentions, first_day, last_day FROM total WHERE recorded <= ? ORDER BY recorded DESC LIMIT 1", at)
	if err != nil || row == nil {
		return total{first: noDay, last: noDay}, err
	}
	n := func(i int) int64 { return row[i].(int64) }
	return total{n(0), n(1), n(2), n(3), n(4), n(5), n(6)}, nil
}

// Totals counts what is kept.
func (r reading) Totals(ctx context.Context) (totals store.Totals, err error) {
	err = r.read(ctx, func(q *question) error {
		then, err := lastTotal(ctx, q.conn, q.at)
		if err != nil {
			return err
		}
		now, err := lastTotal(ctx, q.conn, lastInstant)
		totals = store.Totals{Actors: int(now.actors), Actions: int(now.actions), Articles: int(then.articles), Events: int(then.events), Mentions: int(then.mentions),
			FirstDay: diplo.Day(then.first), LastDay: diplo.Day(then.last)}
		return err
	})
	return totals, err
}

// cover widens the days to those of an event.
func (t *total) cover(b *brief) {
	if b.start == noDay {
		return
	}
	if t.first == noDay || b.start < t.first {
		t.first = b.start
	}
	t.last = max(t.last, b.end)
}

// daysAgain works the days out again when an event at an end of them went.
func (ch *change) daysAgain(gone []entry) error {
	for _, e := range gone {
		if e.start == noDay || e.start > ch.total.first && e.end < ch.total.last {
			continue
		}
		row, err := ch.c.one(ch.ctx, `SELECT (SELECT id FROM day WHERE id >= ? ORDER BY id LIMIT 1),
			(SELECT max(reach) FROM day WHERE id >= (SELECT max(id) FROM day) - (? << 20))`, dayID(noDay+1, 0), ch.longest+1)
		if err != nil {
			return err
		}
		ch.total.first, ch.total.last = noDay, noDay
		if first, dated := row[0].(int64); dated {
			ch.total.first, ch.total.last = dayStart(first), row[1].(int64)
		}
		return nil
	}
	return nil
}
