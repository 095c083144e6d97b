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

// Search finds by words; see store.Reader. Hits of each kind are scored by bm25. Those of names weigh more than those of
// texts, and an actor who bears just the name asked for comes first.
func (s *Store) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) (hits []store.Hit, err error) {
	kinds, err = store.ValidateSearchKinds(kinds)
	if err != nil {
		return nil, err
	}
	words := store.WordsOf(query)
	err = s.read(ctx, func(q *question) error {
		if len(words) == 0 || limit <= 0 {
			return nil
		}
		for _, kind := range kinds {
			found, err := q.search(kind, words, limit)
			if err != nil {
				return err
			}
			hits = append(hits, found...)
		}
		return nil
	})
	// Kinds were looked through in their order, so that a stable sort keeps it among equals.
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(max(limit, 0), len(hits))], err
}

// How much more a hit in a name says than one in a text, and what a whole name adds.
const (
	nameWeight  = 2
	wholeName   = 100
	actionExtra = 1.5
)

func (q *question) search(kind store.SearchKind, words store.Words, limit int) (hits []store.Hit, err error) {
	match := matchAll(words)
	if limit > 1<<30 {
		limit = 1 << 30
	}
	ask := func(table, sql string, each func(row []driver.Value, score float64) error) error {
		sql = strings.ReplaceAll(sql, "FOUND", "(SELECT rowid AS id, -rank AS score FROM "+table+" WHERE "+table+" MATCH ? ORDER BY rank LIMIT ?) f")
		return q.query(q.ctx, sql+" ORDER BY f.score DESC", []any{match, limit}, func(row []driver.Value) error {
			score, _ := row[0].(float64)
			return each(row[1:], score)
		})
	}
	switch kind {
	case store.SearchActors:
		err = ask("actor_text", "SELECT f.score, a.key, a.kind, a.code, a.name, a.aliases FROM FOUND CROSS JOIN actor a ON a.id = f.id", func(row []driver.Value, score float64) error {
			a := actorOf(row)
			hit := store.Hit{Kind: kind, Actor: a.ID, Score: nameWeight * score}
			names := append([]string{a.Name}, a.Aliases...)
			if slices.ContainsFunc(names, func(name string) bool { return slices.Equal(store.WordsOf(name), words) }) {
				hit.Score += wholeName
			}
			hit.Text, hit.Marks = words.Excerpt(names...)
			hits = append(hits, hit)
			return nil
		})
	case store.SearchActions:
		err = ask("action_text", "SELECT f.score, a.key, a.name FROM FOUND CROSS JOIN action a ON a.id = f.id", func(row []driver.Value, score float64) error {
			hit := store.Hit{Kind: kind, Action: diplo.ActionID(row[0].(string)), Score: actionExtra * score}
			hit.Text, hit.Marks = words.Excerpt(row[1].(string))
			hits = append(hits, hit)
			return nil
		})
	case store.SearchArticles:
		err = ask("article_text", "SELECT f.score, a.key, a.title, a.text FROM FOUND CROSS JOIN article a ON a.id = f.id", func(row []driver.Value, score float64) error {
			hit := store.Hit{Kind: kind, Article: diplo.ArticleID(row[0].(string)), Score: score}
			hit.Text, hit.Marks = words.Excerpt(row[1].(string), row[2].(string))
			hits = append(hits, hit)
			return nil
		})
	case store.SearchSentences:
		err = q.searchSentences(ask, words, &hits)
	}
	return hits, err
}

func (q *question) searchSentences(ask func(table, sql string, each func(row []driver.Value, score float64) error) error, words store.Words, hits *[]store.Hit) error {
	at := map[int64]int{} // where the hit of a sentence stands
	return ask("sentence_text", "SELECT f.score, m.sentence, m.body FROM FOUND CROSS JOIN mention m ON m.id BETWEEN f.id >> 20 << 20 AND f.id | 1048575 AND m.sentence = f.id",
		func(row []driver.Value, score float64) error {
			m, err := readMention(row[1].([]byte))
			if err != nil {
				return err
			}
			sentence := row[0].(int64)
			if i, known := at[sentence]; known {
				if m.ID < (*hits)[i].Mention.ID {
					(*hits)[i].Mention = m
				}
				return nil
			}
			at[sentence] = len(*hits)
			hit := store.Hit{Kind: store.SearchSentences, Mention: m, Score: score}
			hit.Text, hit.Marks = words.Excerpt(m.Quote)
			*hits = append(*hits, hit)
			return nil
		})
}
