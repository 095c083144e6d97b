package embedded

import (
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Has tells which of the documents are there as they are; see store.Writer.
func (s *Store) Has(ctx context.Context, documents []store.Document) (has []bool, err error) {
	err = s.read(ctx, func(q *question) error {
		has = make([]bool, len(documents))
		for i, d := range documents {
			if d.Fingerprint == "" {
				continue
			}
			row, err := q.one(ctx, "SELECT fingerprint FROM article WHERE key = ? AND until = "+lastInstantSQL, string(d.Article))
			if err != nil {
				return err
			}
			if row == nil || row[0].(string) != d.Fingerprint {
				continue
			}
			at := string(d.Article)
			if d.Origin != "" {
				if at, err = articleAt(ctx, q.conn, d.Origin); err != nil {
					return err
				}
			}
			has[i] = at == string(d.Article)
		}
		return nil
	})
	return has, err
}

// articleAt is the key of the article at the origin, "" when there is none.
func articleAt(ctx context.Context, c *conn, origin string) (key string, err error) {
	row, err := c.one(ctx, "SELECT article FROM origin WHERE name = ?", origin)
	if row != nil {
		key = row[0].(string)
	}
	return key, err
}

// Withdraw takes out what is no longer at the origins; see store.Writer.
func (s *Store) Withdraw(ctx context.Context, origins []string) (articles int, err error) {
	err = s.enterToWrite(ctx, func() error {
		return s.hand(ctx, len(origins), func(w *writer) (err error) {
			articles, err = w.withdraw(ctx, origins)
			return err
		})
	})
	if err != nil {
		return 0, err
	}
	return articles, nil
}

func (w *writer) withdraw(ctx context.Context, origins []string) (articles int, err error) {
	ch, err := w.begin(ctx)
	if err != nil {
		return 0, err
	}
	var leaving []string
	for _, origin := range origins {
		article, err := articleAt(ctx, ch.c, origin)
		if err == nil && article != "" {
			leaving = append(leaving, article)
			err = ch.c.exec("DELETE FROM origin WHERE name = ?", origin)
		}
		if err != nil {
			return 0, err
		}
	}
	if err := ch.depart(leaving); err != nil || ch.result.Gone == 0 {
		return 0, err
	}
	return ch.result.Gone, ch.write(nil)
}

// place notes where the articles of a batch are now. Those that were there before leave, unless they are of the batch.
func (ch *change) place(articles []*preparedArticle) error {
	var leaving []string
	staying := map[string]bool{}
	for _, a := range articles {
		staying[string(a.ID)] = true
		if a.origin == "" {
			continue
		}
		before, err := articleAt(ch.ctx, ch.c, a.origin)
		if err != nil {
			return err
		}
		if before == string(a.ID) {
			continue
		}
		leaving = append(leaving, before)
		err = ch.c.exec("INSERT INTO origin VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET article = excluded.article", a.origin, string(a.ID))
		if err != nil {
			return err
		}
	}
	return ch.depart(slices.DeleteFunc(leaving, func(article string) bool { return staying[article] }))
}

// depart takes back those of the articles that are at no origin.
func (ch *change) depart(articles []string) error {
	slices.Sort(articles)
	for _, key := range slices.Compact(articles) {
		var row []any
		placed, err := ch.c.one(ch.ctx, "SELECT 1 FROM origin WHERE article = ? LIMIT 1", key)
		if err == nil && placed == nil {
			row, err = ch.c.one(ch.ctx, "SELECT id, status, lists FROM article WHERE key = ? AND until = "+lastInstantSQL, key)
		}
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if err := ch.takeBack(row[0].(int64), statuses[row[1].(int64)] == diplo.Retracted, row[2].([]byte)); err != nil {
			return err
		}
		ch.result.Gone++
		ch.total.articles--
	}
	return nil
}
