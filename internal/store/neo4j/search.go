package neo4j

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/store"
)

const (
	cypherSearchActors = `
CALL db.index.fulltext.queryNodes('actor_words', $words) YIELD node, score
RETURN node, score ORDER BY score DESC, node.id LIMIT $limit`
	cypherSearchActions = `
CALL db.index.fulltext.queryNodes('action_words', $words) YIELD node, score
RETURN node, score ORDER BY score DESC, node.id LIMIT $limit`
	cypherSearchArticles = `
CALL db.index.fulltext.queryNodes('article_words', $words) YIELD node, score
RETURN node, score ORDER BY score DESC, node.id LIMIT $limit`
	// A sentence that tells of several events is found once, by the mention that stands for it.
	cypherSearchSentences = `
CALL db.index.fulltext.queryRelationships('sentence_words', $words) YIELD relationship AS r, score
WHERE r.stands
RETURN r.record AS record, r.sentence AS sentence, score ORDER BY score DESC, r.id LIMIT $limit`
)

// Search finds by words. The scores of the four indexes say nothing of one another, so each kind's are measured by
// its best; an actor or action that is called just what was asked for goes before all others.
func (s *Store) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	kinds, err := store.ValidateSearchKinds(kinds)
	if err != nil {
		return nil, err
	}
	words := store.WordsOf(query)
	if len(words) == 0 || limit <= 0 {
		return nil, s.usable(ctx)
	}
	var hits []store.Hit
	err = s.read(ctx, func(tx transaction) error {
		hits = nil
		for _, kind := range kinds {
			found, err := tx.search(kind, store.NameKey(query), words, limit)
			if err != nil {
				return err
			}
			hits = append(hits, found...)
		}
		return nil
	})
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(limit, len(hits))], err
}

// search finds what there is of one kind, best first.
func (t transaction) search(kind store.SearchKind, name string, words store.Words, limit int) ([]store.Hit, error) {
	cypher := map[store.SearchKind]string{
		store.SearchActors: cypherSearchActors, store.SearchActions: cypherSearchActions,
		store.SearchArticles: cypherSearchArticles, store.SearchSentences: cypherSearchSentences,
	}[kind]
	rows, err := t.rows(cypher, parameters{"words": indexed(words), "limit": limit})
	if err != nil {
		return nil, err
	}
	var hits []store.Hit
	for i := range rows {
		row := &rows[i]
		hit := store.Hit{Kind: kind, Score: row.number("score") / rows[0].number("score")}
		var searched []string
		if kind == store.SearchSentences {
			if hit.Mention, err = readMentionRow(row); err != nil {
				return nil, err
			}
			searched = []string{hit.Mention.Quote}
		} else {
			node := row.node("node")
			switch kind {
			case store.SearchActors:
				a := readActor(node)
				hit.Actor, searched = a.ID, append([]string{a.Name}, a.Aliases...)
			case store.SearchActions:
				a := readAction(node)
				hit.Action, searched = a.ID, []string{a.Name}
			case store.SearchArticles:
				a := readArticle(node)
				hit.Article, searched = a.ID, []string{a.Title, a.Text}
			}
			if node.err != nil {
				return nil, node.err
			}
			if kind != store.SearchArticles && slices.ContainsFunc(searched, func(own string) bool { return store.NameKey(own) == name }) {
				hit.Score++
			}
		}
		if row.err != nil {
			return nil, row.err
		}
		hit.Text, hit.Marks = words.Excerpt(searched...)
		hits = append(hits, hit)
	}
	return hits, nil
}
