package embedded

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Search finds by words; see store.Reader, and store.Ranked for the order.
func (r reading) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) (hits []store.Hit, err error) {
	kinds, err = store.ValidateSearchKinds(kinds)
	if err != nil {
		return nil, err
	}
	words := store.WordsOf(query)
	err = r.read(ctx, func(q *question) error {
		if len(words) == 0 || limit <= 0 {
			return nil
		}
		byKind := make([][]store.Hit, len(kinds))
		for i, kind := range kinds {
			f := &finding{question: q, words: words, limit: min(limit, 1<<30)}
			if err := f.find(kind); err != nil {
				return err
			}
			byKind[i] = f.hits
		}
		hits = store.Ranked(byKind, limit)
		return nil
	})
	return hits, err
}

// finding is a search of one kind under way.
type finding struct {
	*question
	words store.Words
	limit int
	hits  []store.Hit
}

// find finds whole words first, and goes on to starts of words while there is room.
func (f *finding) find(kind store.SearchKind) error {
	if kind == store.SearchActors {
		if err := f.namedJustSo(); err != nil {
			return err
		}
	}
	named := len(f.hits)
	for _, match := range []string{matchWhole(f.words), matchStart(f.words)} {
		if len(f.hits) >= f.limit {
			break
		}
		var err error
		switch kind {
		case store.SearchActors:
			err = f.actors(match, named)
		case store.SearchActions:
			err = f.actions(match)
		case store.SearchArticles:
			err = f.articles(match)
		case store.SearchSentences:
			err = f.sentences(match)
		}
		if err != nil {
			return err
		}
	}
	if kind == store.SearchActors && len(f.hits) == 0 {
		if err := f.namedAlike(); err != nil {
			return err
		}
	}
	f.hits = f.hits[:min(f.limit, len(f.hits))]
	return nil
}

// namedAlike finds actors with names like the words, by those words of all names that are like them.
func (f *finding) namedAlike() error {
	matches := make([]string, len(f.words))
	for i, word := range f.words {
		from, until := store.FirstLetter(word)
		var alike []string
		err := f.query(f.ctx, "SELECT term FROM actor_word WHERE term >= ? AND term < ?", []any{from, until}, func(row []any) error {
			if term := row[0].(string); likeWord(word, term) {
				alike = append(alike, term)
			}
			return nil
		})
		if err != nil || len(alike) == 0 {
			return err
		}
		matches[i] = `("` + strings.Join(alike, `" OR "`) + `")`
	}
	type likeness struct {
		hit     store.Hit
		letters int
	}
	var found []likeness
	err := f.query(f.ctx, `SELECT a.key, a.kind, a.code, a.name, a.aliases FROM actor_text CROSS JOIN actor a ON a.id = actor_text.rowid
		WHERE actor_text MATCH ? ORDER BY a.words, a.folded, a.key`, []any{strings.Join(matches, " AND ")}, func(row []any) error {
		a := actorOf(row)
		names := append([]string{a.Name}, a.Aliases...)
		if alike, letters, is := f.words.AlikeIn(names...); is && store.NamedAlike(a.Kind) {
			hit := store.Hit{Kind: store.SearchActors, Actor: a.ID}
			hit.Text, hit.Marks = alike.Excerpt(names...)
			found = append(found, likeness{hit, letters})
		}
		return nil
	})
	slices.SortStableFunc(found, func(a, b likeness) int { return cmp.Compare(a.letters, b.letters) })
	for _, like := range found {
		f.hits = append(f.hits, like.hit)
	}
	return err
}

func likeWord(a, b string) bool { _, alike := store.Like(a, b); return alike }

// add adds a hit that was found in the texts.
func (f *finding) add(hit store.Hit, texts ...string) {
	hit.Text, hit.Marks = f.words.Excerpt(texts...)
	f.hits = append(f.hits, hit)
}

func (f *finding) addActor(row []any) {
	a := actorOf(row)
	f.add(store.Hit{Kind: store.SearchActors, Actor: a.ID}, append([]string{a.Name}, a.Aliases...)...)
}

// namedJustSo finds the actors one of whose names is just the words.
func (f *finding) namedJustSo() error {
	return f.query(f.ctx, "SELECT a.key, a.kind, a.code, a.name, a.aliases FROM actor_name n CROSS JOIN actor a ON a.id = n.actor WHERE n.words = ? ORDER BY a.words, a.folded, a.key",
		[]any{strings.Join(f.words, " ")}, func(row []any) error {
			a := actorOf(row)
			if slices.ContainsFunc(append([]string{a.Name}, a.Aliases...), func(name string) bool { return slices.Equal(store.WordsOf(name), f.words) }) {
				f.addActor(row)
			}
			return nil
		})
}

// actors finds actors other than those first hits that are named just so.
func (f *finding) actors(match string, named int) error {
	return f.query(f.ctx, `SELECT a.key, a.kind, a.code, a.name, a.aliases FROM actor_text CROSS JOIN actor a ON a.id = actor_text.rowid
		WHERE actor_text MATCH ? ORDER BY a.words, a.folded, a.key LIMIT ?`, []any{match, f.limit - len(f.hits) + named}, func(row []any) error {
		id := diplo.ActorID(row[0].(string))
		if !slices.ContainsFunc(f.hits[:named], func(hit store.Hit) bool { return hit.Actor == id }) {
			f.addActor(row)
		}
		return nil
	})
}

func (f *finding) actions(match string) error {
	return f.query(f.ctx, `SELECT a.key, a.name FROM action_text CROSS JOIN action a ON a.id = action_text.rowid
		WHERE action_text MATCH ? ORDER BY a.words, a.folded, a.key LIMIT ?`, []any{match, f.limit - len(f.hits)}, func(row []any) error {
		f.add(store.Hit{Kind: store.SearchActions, Action: diplo.ActionID(row[0].(string))}, row[1].(string))
		return nil
	})
}

func (f *finding) articles(match string) error {
	holds := f.holds("a")
	return f.query(f.ctx, `SELECT a.key, a.title, a.text FROM (SELECT a.id FROM article_text CROSS JOIN article a ON a.id = article_text.rowid
			WHERE article_text MATCH ? AND `+holds.sql+` ORDER BY a.reported DESC, a.key LIMIT ?) f CROSS JOIN article a ON a.id = f.id
		ORDER BY a.reported DESC, a.key`, slices.Concat([]any{match}, holds.args, []any{f.limit - len(f.hits)}), func(row []any) error {
		f.add(store.Hit{Kind: store.SearchArticles, Article: diplo.ArticleID(row[0].(string))}, row[1].(string), row[2].(string))
		return nil
	})
}

// sentences finds the articles of the sentences first, for within an article their order is only known from the mentions.
func (f *finding) sentences(match string) error {
	room := f.limit - len(f.hits)
	found := map[int64]bool{} // sentences
	var articles []int64
	holds := f.holds("a")
	err := f.query(f.ctx, `SELECT s.rowid FROM sentence_text s CROSS JOIN article a ON a.id = s.rowid >> 20
		WHERE sentence_text MATCH ? AND `+holds.sql+` ORDER BY a.reported DESC, a.key LIMIT ?`, slices.Concat([]any{match}, holds.args, []any{room}), func(row []any) error {
		sentence := row[0].(int64)
		found[sentence] = true
		if article := sentence >> mentionBits; len(articles) == 0 || articles[len(articles)-1] != article {
			articles = append(articles, article)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(found) == room { // perhaps not all of the last article
		last := articles[len(articles)-1]
		err := f.query(f.ctx, "SELECT rowid FROM sentence_text WHERE sentence_text MATCH ? AND rowid BETWEEN ? AND ?",
			[]any{match, last << mentionBits, last<<mentionBits | (1<<mentionBits - 1)}, func(row []any) error {
				found[row[0].(int64)] = true
				return nil
			})
		if err != nil {
			return err
		}
	}
	for _, article := range articles {
		if err := f.sentencesIn(article, found); err != nil {
			return err
		}
	}
	return nil
}

// sentencesIn adds those sentences of the article that were found, each by the first of its mentions.
func (f *finding) sentencesIn(article int64, found map[int64]bool) error {
	standing := map[int64]*diplo.Mention{}
	first, last := mentionsOf(article)
	err := f.query(f.ctx, "SELECT m.sentence, m.body FROM mention m WHERE m.id BETWEEN ? AND ?",
		[]any{first, last}, func(row []any) error {
			sentence := row[0].(int64)
			if !found[sentence] {
				return nil
			}
			m, err := f.mentionOf(row[1])
			if err == nil && (standing[sentence] == nil || m.ID < standing[sentence].ID) {
				standing[sentence] = m
			}
			return err
		})
	if err != nil {
		return err
	}
	mentions := make([]*diplo.Mention, 0, len(standing))
	for _, m := range standing {
		mentions = append(mentions, m)
	}
	slices.SortFunc(mentions, func(a, b *diplo.Mention) int {
		return cmp.Or(cmp.Compare(a.Sentence.Start, b.Sentence.Start), cmp.Compare(a.ID, b.ID))
	})
	for _, m := range mentions {
		f.add(store.Hit{Kind: store.SearchSentences, Mention: m}, m.Quote)
	}
	return nil
}
