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
			(SELECT id FROM day WHERE id >= ? ORDER BY id LIMIT 1),
			(SELECT max(reach) FROM day WHERE id >= (SELECT max(id) FROM day) - ((SELECT longest FROM mark) + 1 << 20))`, dayID(noDay+1, 0))
		if err != nil {
			return err
		}
		n := make([]int, 5)
		for i := range n {
			n[i] = int(row[i].(int64))
		}
		totals = store.Totals{Actors: n[0], Actions: n[1], Articles: n[2], Events: n[3], Mentions: n[4], FirstDay: diplo.NoDay, LastDay: diplo.NoDay}
		if first, dated := row[5].(int64); dated {
			totals.FirstDay, totals.LastDay = diplo.Day(dayStart(first)), diplo.Day(row[6].(int64))
		}
		return nil
	})
	return totals, err
}
