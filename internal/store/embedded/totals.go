package embedded

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Totals counts what is kept.
func (s *Store) Totals(ctx context.Context) (totals store.Totals, err error) {
	err = s.read(ctx, func(q *question) error {
		row, err := q.one(ctx, `SELECT (SELECT count(*) FROM actor), (SELECT count(*) FROM action), (SELECT count(*) FROM article),
			(SELECT count(*) FROM event), (SELECT count(*) FROM mention),
			(SELECT min(start) FROM event WHERE start > -2147483648),
			(SELECT max(end) FROM event WHERE start >= (SELECT max(start) FROM event) - (SELECT longest FROM mark))`)
		if err != nil {
			return err
		}
		n := make([]int, 5)
		for i := range n {
			n[i] = int(row[i].(int64))
		}
		totals = store.Totals{Actors: n[0], Actions: n[1], Articles: n[2], Events: n[3], Mentions: n[4], FirstDay: diplo.NoDay, LastDay: diplo.NoDay}
		if first, dated := row[5].(int64); dated {
			totals.FirstDay, totals.LastDay = diplo.Day(first), diplo.Day(row[6].(int64))
		}
		return nil
	})
	return totals, err
}
