package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/internal/store"
)

// The first line of the words of an actor is its name.
const (
	cypherSearchActors = `
CALL db.index.fulltext.queryNodes('actor_words', $words) YIELD node
RETURN node ORDER BY CASE WHEN '\n' + node.words + '\n' CONTAINS $line THEN 0 ELSE 1 END,
  size(split(split(node.words, '\n')[0], ' ')), node.folded, node.id LIMIT $limit`
	cypherSearchAlike = `
CALL db.index.fulltext.queryNodes('actor_words', $words) YIELD node
RETURN node ORDER BY size(split(split(node.words, '\n')[0], ' ')), node.folded, node.id`
	cypherSearchActions = `
CALL db.index.fulltext.queryNodes('action_words', $words) YIELD node
RETURN node ORDER BY size(split(node.words, ' ')), node.folded, node.id LIMIT $limit`
	cypherSearchArticles = `
CALL db.index.fulltext.queryNodes('article_words', $words) YIELD node
RETURN node ORDER BY node.age, node.id LIMIT $limit`
	// A sentence that tells of several events is found once, by the mention that stands for it.
	cypherSearchSentences = `
CALL db.index.fulltext.queryRelationships('sentence_words', $words) YIELD relationship AS r
WHERE r.stands
WITH r, endNode(r) AS a
ORDER BY a.age, a.id, r.start, r.id LIMIT $limit
RETURN r.record AS record, r.sentence AS sentence`
)

// The same as of an instant.
var (
	cypherSearchPastArticles = `
CALL () {
  CALL db.index.fulltext.queryNodes('article_words', $words) YIELD node AS n
  WITH n WHERE ` + articleSince + ` <= $at RETURN n AS node
  UNION ALL
  CALL db.index.fulltext.queryNodes('past_article_words', $words) YIELD node AS n
  WITH n WHERE ` + wasThere("n") + ` RETURN n AS node
}
RETURN node ORDER BY node.age, node.id LIMIT $limit`
	cypherSearchPastSentences = `
CALL () {
  CALL db.index.fulltext.queryRelationships('sentence_words', $words) YIELD relationship AS r
  WITH r, endNode(r) AS a WHERE r.stands AND ` + reportSince + ` <= $at
  RETURN r.record AS record, r.sentence AS sentence, a.age AS age, a.id AS article, r.start AS start, r.id AS id
  UNION ALL
  CALL db.index.fulltext.queryNodes('past_sentence_words', $words) YIELD node AS p
  WITH p WHERE p.stands AND ` + wasThere("p") + `
  RETURN p.record AS record, p.sentence AS sentence, p.age AS age, p.article AS article, p.start AS start, p.id AS id
}
RETURN record, sentence ORDER BY age, article, start, id LIMIT $limit`
)

// Search finds by words; see store.Ranked for the order.
func (v view) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	kinds, err := store.ValidateSearchKinds(kinds)
	if err != nil {
		return nil, err
	}
	words := store.WordsOf(query)
	if len(words) == 0 || limit <= 0 {
		return nil, v.usable(ctx)
	}
	j, err := v.judged(ctx)
	if err != nil {
		return nil, err
	}
	byKind := make([][]store.Hit, len(kinds))
	for i, kind := range kinds {
		// Whole words first, then starts of words while there is room.
		for _, match := range []string{indexedWhole(words), indexedStart(words)} {
			if len(byKind[i]) >= limit {
				break
			}
			found, err := v.search(ctx, j, kind, match, words, limit-len(byKind[i]))
			if err != nil {
				return nil, err
			}
			byKind[i] = append(byKind[i], found...)
		}
		if kind == store.SearchActors && len(byKind[i]) == 0 {
			if byKind[i], err = v.searchAlike(ctx, words, limit); err != nil {
				return nil, err
			}
		}
	}
	return store.Ranked(byKind, limit), nil
}

// searchAlike finds actors with names like the words: of those that the index gives, those that are.
func (v view) searchAlike(ctx context.Context, words store.Words, limit int) ([]store.Hit, error) {
	rows, err := v.ask(ctx, cypherSearchAlike, parameters{"words": indexedAlike(words)})
	if err != nil {
		return nil, err
	}
	type likeness struct {
		hit     store.Hit
		letters int
	}
	var found []likeness
	for i := range rows {
		node := rows[i].node("node")
		a := readActor(node)
		if err := errors.Join(node.err, rows[i].err); err != nil {
			return nil, err
		}
		names := append([]string{a.Name}, a.Aliases...)
		if alike, letters, is := words.AlikeIn(names...); is && store.NamedAlike(a.Kind) {
			hit := store.Hit{Kind: store.SearchActors, Actor: a.ID}
			hit.Text, hit.Marks = alike.Excerpt(names...)
			found = append(found, likeness{hit, letters})
		}
	}
	slices.SortStableFunc(found, func(a, b likeness) int { return cmp.Compare(a.letters, b.letters) })
	var hits []store.Hit
	for _, like := range found[:min(limit, len(found))] {
		hits = append(hits, like.hit)
	}
	return hits, nil
}

// indexedAlike asks for all the words or words near them, which are more than those that are like them.
func indexedAlike(wanted store.Words) string {
	near := make([]string, len(wanted))
	for i, word := range wanted {
		switch letters := utf8.RuneCountInString(word); {
		case letters < 4:
			near[i] = "+" + word
		case letters < 8:
			near[i] = "+" + word + "~1"
		default:
			near[i] = "+" + word + "~2"
		}
	}
	return strings.Join(near, " ")
}

// search finds what of one kind the index gives for the match, best first.
func (v view) search(ctx context.Context, j *judgments, kind store.SearchKind, match string, words store.Words, limit int) ([]store.Hit, error) {
	cypher := map[store.SearchKind]string{
		store.SearchActors: cypherSearchActors, store.SearchActions: cypherSearchActions,
		store.SearchArticles:  v.either(cypherSearchArticles, cypherSearchPastArticles),
		store.SearchSentences: v.either(cypherSearchSentences, cypherSearchPastSentences),
	}[kind]
	params := parameters{"words": match, "limit": limit}
	if kind == store.SearchActors {
		params["line"] = "\n " + strings.Join(words, " ") + " \n"
	}
	rows, err := v.ask(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	var hits []store.Hit
	for i := range rows {
		row := &rows[i]
		hit := store.Hit{Kind: kind}
		var searched []string
		if kind == store.SearchSentences {
			if hit.Mention, err = j.readMentionRow(row); err != nil {
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
		}
		if row.err != nil {
			return nil, row.err
		}
		hit.Text, hit.Marks = words.Excerpt(searched...)
		hits = append(hits, hit)
	}
	return hits, nil
}

// indexedWhole asks a full-text index for all the words as whole words; see indexed.
func indexedWhole(wanted store.Words) string { return "+" + strings.Join(wanted, " +") }

// indexedStart asks for what has the last of them as the start of a word only.
func indexedStart(wanted store.Words) string {
	last := wanted[len(wanted)-1]
	return fmt.Sprintf("%s* -%s", indexedWhole(wanted), last)
}
