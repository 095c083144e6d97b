package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// list is one of the lists beside that of events: actors, actions, articles.
type list[T any] struct {
	name     string
	keys     []sortKey
	read     func(*fields) T
	keysOf   func(T) (first, second string)
	position func(keys []string) ([2]any, error)
}

var (
	actorList = list[*diplo.Actor]{
		name: "actors", keys: []sortKey{{property: "n.folded"}, {property: "n.id"}}, read: readActor, position: textPosition,
		keysOf: func(a *diplo.Actor) (string, string) { return fold.String(a.Name), string(a.ID) },
	}
	actionList = list[*diplo.Action]{
		name: "actions", keys: []sortKey{{property: "n.folded"}, {property: "n.id"}}, read: readAction, position: textPosition,
		keysOf: func(a *diplo.Action) (string, string) { return fold.String(a.Name), string(a.ID) },
	}
	articleList = list[*diplo.Article]{
		name: "articles", keys: []sortKey{{property: "n.age"}, {property: "n.id"}}, read: readArticle,
		keysOf: func(a *diplo.Article) (string, string) { return strconv.FormatInt(age(a.Reported), 10), string(a.ID) },
		position: func(keys []string) ([2]any, error) {
			number, err := strconv.ParseInt(keys[0], 10, 64)
			if err != nil {
				return [2]any{}, diplo.Errorf(diplo.Invalid, "a cursor of the articles stands at %q, which is not a day; take one from pageInfo or an edge of the same query", keys[0])
			}
			return [2]any{number, keys[1]}, nil
		},
	}
)

// listQuery is what a filter makes of a list: Cypher that binds n, and the conditions on it.
type listQuery struct {
	*query
	match      string
	conditions []string
}

// hopeless tells that nothing can match, so that nothing need be asked.
func (q listQuery) hopeless() bool { return slices.Contains(q.conditions, never) }

// page gives a page of the list.
func (l list[T]) page(ctx context.Context, v view, q listQuery, page store.PageRequest) (store.Page[T], error) {
	between, err := q.between(l.name, l.keys, page, l.position)
	if err != nil {
		return store.Page[T]{}, err
	}
	// Conditions on both keys, always true, let the index give the order.
	conditions := append(between, l.keys[0].property+" IS NOT NULL", l.keys[1].property+" IS NOT NULL")
	cypher := fmt.Sprintf("%s WHERE %s\nRETURN n AS node %s LIMIT %s",
		q.match, all(append(conditions, q.conditions...)), orderBy(turned(l.keys, page)...), q.bind(page.Size()+1))
	if q.hopeless() {
		return store.Page[T]{}, v.usable(ctx)
	}
	rows, err := v.ask(ctx, cypher, q.params)
	if err != nil {
		return store.Page[T]{}, err
	}
	items, err := nodesOf(rows, l.read)
	if err != nil {
		return store.Page[T]{}, err
	}
	cursors := make([]store.Cursor, len(items))
	for i, item := range items {
		first, second := l.keysOf(item)
		cursors[i] = store.NewCursor(l.name, first, second)
	}
	return pageOf(items, cursors, page), nil
}

// count counts what the filter leaves of the list.
func (q listQuery) count(ctx context.Context, v view) (int, error) {
	if q.hopeless() {
		return 0, v.usable(ctx)
	}
	cypher := q.match
	if len(q.conditions) > 0 {
		cypher += " WHERE " + all(q.conditions)
	}
	return v.count(ctx, cypher+"\nRETURN count(n) AS n", q.params)
}

// found is the Cypher that binds n to what a full-text index finds.
func (q *query) found(index string, words store.Words) string {
	return fmt.Sprintf("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS n\nWITH n", index, q.bind(indexed(words)))
}

func actorQuery(f store.ActorFilter) listQuery {
	q := listQuery{query: newQuery(false), match: "MATCH (n:Actor)"}
	if f.Name != "" {
		// The index finds the words wherever they stand; they are to stand together, and in one name.
		if words := store.WordsOf(f.Name); len(words) == 0 {
			q.conditions = append(q.conditions, never)
		} else {
			q.match = q.found("actor_words", words)
			q.conditions = append(q.conditions, "n.words CONTAINS "+q.bind(store.NameKey(f.Name)))
		}
	}
	if len(f.Kinds) > 0 {
		q.conditions = append(q.conditions, "n.kind IN "+q.bind(texts(f.Kinds)))
	}
	if len(f.Codes) > 0 {
		q.conditions = append(q.conditions, "n.code IN "+q.bind(f.Codes))
	}
	return q
}

func actionQuery(f store.ActionFilter, meant func([]diplo.ActorID) []diplo.ActorID) (listQuery, error) {
	q := listQuery{query: newQuery(false), match: "MATCH (n:Action)"}
	if err := f.DoneBy.Validate(); err != nil {
		return q, err
	}
	if f.Name != "" {
		if words := store.WordsOf(f.Name); len(words) == 0 {
			q.conditions = append(q.conditions, never)
		} else {
			q.match = q.found("action_words", words)
		}
	}
	if f.DoneBy != nil {
		var ways []string
		if len(f.DoneBy.IDs) > 0 {
			ways = append(ways, "n.doneBy IN "+q.bind(texts(meant(f.DoneBy.IDs))))
		}
		if codes := slices.DeleteFunc(slices.Clone(f.DoneBy.Codes), func(code string) bool { return code == "" }); f.DoneBy.Scope == store.Affiliated && len(codes) > 0 {
			ways = append(ways, fmt.Sprintf("EXISTS { MATCH (n)-[:DONE_BY]->(a:Actor) WHERE a.code IN %s }", q.bind(codes)))
		}
		q.conditions = append(q.conditions, anyOf(ways))
	}
	return q, nil
}

func articleQuery(f store.ArticleFilter, past bool) listQuery {
	q := listQuery{query: newQuery(past), match: "MATCH (n:Article)"}
	gone := "MATCH (n:PastArticle)"
	if f.Text != "" {
		if words := store.WordsOf(f.Text); len(words) == 0 {
			q.conditions = append(q.conditions, never)
		} else {
			q.match, gone = q.found("article_words", words), q.found("past_article_words", words)
		}
	}
	if past {
		q.match = "CALL () {\n" + q.match + " WHERE " + articleSince + " <= $at RETURN n\nUNION ALL\n" + gone + " WHERE " + wasThere("n") + " RETURN n\n}\nWITH n"
	}
	if len(f.Outlets) > 0 {
		q.conditions = append(q.conditions, "n.outlet IN "+q.bind(f.Outlets))
	}
	if f.Reported != nil && !endless(*f.Reported) {
		// Ages run against days; the age of unknown days is beyond all others.
		conditions := []string{fmt.Sprintf("n.age < %d", age(diplo.NoDay))}
		if f.Reported.From != diplo.NoDay {
			conditions = append(conditions, "n.age <= "+q.bind(age(f.Reported.From)))
		}
		if f.Reported.To != diplo.NoDay {
			conditions = append(conditions, "n.age >= "+q.bind(age(f.Reported.To)))
		}
		q.conditions = append(q.conditions, conditions...)
	}
	return q
}

// Actors gives a page of actors by name.
func (v view) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	return actorList.page(ctx, v, actorQuery(filter), page)
}

// CountActors counts actors.
func (v view) CountActors(ctx context.Context, filter store.ActorFilter) (int, error) {
	return actorQuery(filter).count(ctx, v)
}

// Actions gives a page of actions by name.
func (v view) Actions(ctx context.Context, filter store.ActionFilter, page store.PageRequest) (store.Page[*diplo.Action], error) {
	q, err := v.actionQuery(ctx, filter)
	if err != nil {
		return store.Page[*diplo.Action]{}, err
	}
	return actionList.page(ctx, v, q, page)
}

// CountActions counts actions.
func (v view) CountActions(ctx context.Context, filter store.ActionFilter) (int, error) {
	q, err := v.actionQuery(ctx, filter)
	if err != nil {
		return 0, err
	}
	return q.count(ctx, v)
}

func (v view) actionQuery(ctx context.Context, filter store.ActionFilter) (listQuery, error) {
	j, err := v.who(ctx)
	if err != nil {
		return listQuery{}, err
	}
	return actionQuery(filter, func(ids []diplo.ActorID) []diplo.ActorID { return v.meant(j, ids) })
}

// Articles gives a page of articles, the latest reported first.
func (v view) Articles(ctx context.Context, filter store.ArticleFilter, page store.PageRequest) (store.Page[*diplo.Article], error) {
	return articleList.page(ctx, v, articleQuery(filter, v.past), page)
}

// CountArticles counts articles.
func (v view) CountArticles(ctx context.Context, filter store.ArticleFilter) (int, error) {
	return articleQuery(filter, v.past).count(ctx, v)
}
