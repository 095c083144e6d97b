package embedded

import (
	"context"
	"slices"
	"strconv"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// roster is a list that is ordered by two columns: how its rows are read, and which of them are wanted.
type roster[T any] struct {
	name    string // of its cursors
	columns string // SELECT … FROM …
	where   condition
	first   string // the column ordered by first
	latest  bool   // that column downwards, as a number
	key     string // the column ordered by then
	item    func(row []any) (T, error)
	keys    func(T) (first, key string)
}

// page reads a page of the roster.
func (r *roster[T]) page(q *question, request store.PageRequest) (result store.Page[T], err error) {
	where := []condition{r.where}
	for _, end := range []struct {
		cursor store.Cursor
		before bool
	}{{request.After, false}, {request.Before, true}} {
		if end.cursor == "" {
			continue
		}
		keys, err := end.cursor.Keys(r.name, 2)
		if err != nil {
			return result, err
		}
		where = append(where, r.beyond(keys, end.before))
	}
	wanted := all(where)
	if wanted.is(never) {
		return result, nil
	}
	order := " ORDER BY " + r.first + direction(r.latest != request.Last) + ", " + r.key + direction(request.Last)
	err = q.query(q.ctx, r.columns+" WHERE "+wanted.sql+order+" LIMIT ?", append(wanted.args, request.Size()+1), func(row []any) error {
		item, err := r.item(row)
		result.Items = append(result.Items, item)
		return err
	})
	if err != nil {
		return result, err
	}
	if len(result.Items) > request.Size() {
		result.More = true
		result.Items = result.Items[:request.Size()]
	}
	if request.Last {
		slices.Reverse(result.Items)
	}
	result.Cursors = make([]store.Cursor, len(result.Items))
	for i, item := range result.Items {
		first, key := r.keys(item)
		result.Cursors[i] = store.NewCursor(r.name, first, key)
	}
	return result, nil
}

func direction(down bool) string {
	if down {
		return " DESC"
	}
	return ""
}

// beyond wants rows behind the keys, or in front of them.
func (r *roster[T]) beyond(keys []string, before bool) condition {
	compare := ">"
	if before {
		compare = "<"
	}
	if !r.latest {
		return condition{"(" + r.first + ", " + r.key + ") " + compare + " (?, ?)", []any{keys[0], keys[1]}}
	}
	number, err := strconv.ParseInt(keys[0], 10, 64)
	if err != nil {
		return never // keys of our own making are numbers; see Articles
	}
	other := "<"
	if before {
		other = ">"
	}
	return condition{"(" + r.first + " " + other + "= ? AND (" + r.first + " " + other + " ? OR " + r.key + " " + compare + " ?))",
		[]any{number, number, keys[1]}}
}

// count counts the roster.
func (r *roster[T]) count(q *question, table string) (int, error) {
	if r.where.is(never) {
		return 0, nil
	}
	n, err := q.number(q.ctx, "SELECT count(*) FROM "+table+" a WHERE "+r.where.sql, r.where.args...)
	return int(n), err
}

func actorRoster(filter store.ActorFilter) *roster[*diplo.Actor] {
	where := []condition{{sql: "a.there = 1"}}
	if len(filter.Kinds) > 0 {
		where = append(where, in("a.kind", texts(filter.Kinds)...))
	}
	if len(filter.Codes) > 0 {
		where = append(where, in("a.coded", texts(filter.Codes)...))
	}
	if filter.Name != "" {
		if key := store.NameKey(filter.Name); key == "" {
			where = append(where, never)
		} else {
			words := key[1:]
			where = append(where, condition{"a.id IN (SELECT actor FROM actor_name WHERE words >= ? AND words < ?)", []any{words, words + "\U0010FFFF"}})
		}
	}
	return &roster[*diplo.Actor]{
		name: "actors", columns: "SELECT a.key, a.kind, a.code, a.name, a.aliases FROM actor a", where: all(where), first: "a.folded", key: "a.key",
		item: func(row []any) (*diplo.Actor, error) { a := actorOf(row); return &a, nil },
		keys: func(a *diplo.Actor) (string, string) { return fold.String(a.Name), string(a.ID) },
	}
}

// Actors gives a page of actors.
func (r reading) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (result store.Page[*diplo.Actor], err error) {
	err = r.read(ctx, func(q *question) error {
		result, err = actorRoster(filter).page(q, page)
		return err
	})
	return result, err
}

// CountActors counts actors.
func (r reading) CountActors(ctx context.Context, filter store.ActorFilter) (n int, err error) {
	err = r.read(ctx, func(q *question) error {
		n, err = actorRoster(filter).count(q, "actor")
		return err
	})
	return n, err
}

func (q *question) actionRoster(filter store.ActionFilter) (*roster[*diplo.Action], error) {
	if err := filter.DoneBy.Validate(); err != nil {
		return nil, err
	}
	where := []condition{{sql: "a.there = 1"}}
	if filter.DoneBy != nil {
		actors := map[diplo.ActorID][]int64{}
		for _, id := range filter.DoneBy.IDs {
			actors[id] = nil
		}
		if err := q.findActors(actors); err != nil {
			return nil, err
		}
		var ids []any
		for _, rows := range actors {
			for _, id := range rows {
				ids = append(ids, id)
			}
		}
		doers := []condition{in("a.done_by", ids...)}
		if list := codes(filter.DoneBy); len(list) > 0 {
			coded := in("coded", texts(list)...)
			doers = append(doers, condition{"a.done_by IN (SELECT id FROM actor WHERE " + coded.sql + ")", coded.args})
		}
		where = append(where, anyOf(doers))
	}
	if filter.Name != "" {
		if words := matchAll(store.WordsOf(filter.Name)); words == "" {
			where = append(where, never)
		} else {
			where = append(where, condition{"a.id IN (SELECT rowid FROM action_text WHERE action_text MATCH ?)", []any{words}})
		}
	}
	return &roster[*diplo.Action]{
		name: "actions", columns: actionColumns, where: all(where), first: "a.folded", key: "a.key",
		item: func(row []any) (*diplo.Action, error) { a := actionOf(row); return &a, nil },
		keys: func(a *diplo.Action) (string, string) { return fold.String(a.Name), string(a.ID) },
	}, nil
}

// Actions gives a page of actions.
func (r reading) Actions(ctx context.Context, filter store.ActionFilter, page store.PageRequest) (result store.Page[*diplo.Action], err error) {
	err = r.read(ctx, func(q *question) error {
		r, err := q.actionRoster(filter)
		if err != nil {
			return err
		}
		result, err = r.page(q, page)
		return err
	})
	return result, err
}

// CountActions counts actions.
func (r reading) CountActions(ctx context.Context, filter store.ActionFilter) (n int, err error) {
	err = r.read(ctx, func(q *question) error {
		r, err := q.actionRoster(filter)
		if err != nil {
			return err
		}
		n, err = r.count(q, "action")
		return err
	})
	return n, err
}

func (q *question) articleRoster(filter store.ArticleFilter) *roster[*diplo.Article] {
	where := []condition{q.holds("a"), within(filter.Reported, "a.reported", "a.reported")}
	if len(filter.Outlets) > 0 {
		where = append(where, in("a.outlet", texts(filter.Outlets)...))
	}
	if filter.Text != "" {
		if words := matchAll(store.WordsOf(filter.Text)); words == "" {
			where = append(where, never)
		} else {
			where = append(where, condition{"a.id IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)", []any{words}})
		}
	}
	columns := articleColumns
	if len(filter.Outlets) == 0 && filter.Text == "" {
		columns += " INDEXED BY article_reported" // SQLite would rather go through all that hold, and sort them
	}
	return &roster[*diplo.Article]{
		name: "articles", columns: columns, where: all(where), first: "a.reported", latest: true, key: "a.key",
		item: func(row []any) (*diplo.Article, error) { a, err := articleOf(row); return &a, err },
		keys: func(a *diplo.Article) (string, string) {
			return strconv.FormatInt(int64(a.Reported), 10), string(a.ID)
		},
	}
}

// Articles gives a page of articles.
func (r reading) Articles(ctx context.Context, filter store.ArticleFilter, page store.PageRequest) (result store.Page[*diplo.Article], err error) {
	err = r.read(ctx, func(q *question) error {
		result, err = q.articleRoster(filter).page(q, page)
		return err
	})
	return result, err
}

// CountArticles counts articles.
func (r reading) CountArticles(ctx context.Context, filter store.ArticleFilter) (n int, err error) {
	err = r.read(ctx, func(q *question) error {
		n, err = q.articleRoster(filter).count(q, "article")
		return err
	})
	return n, err
}
