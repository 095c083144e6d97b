package embedded

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// writer holds what the writing goroutine remembers between Puts. All of it can be read from the file
// again, and is after a Put that failed.
type writer struct {
	c         *conn
	relations relations
	last      int64 // instant of the last Put
	longest   int64 // see table mark
	next      map[string]int64
	given     map[string]bool // tables that ids were given in and not yet written down
	actors    map[diplo.ActorID]int64
	records   map[recordKey]int64

	events, mentions, articles, sentenceWords, articleWords *bulk
	parties, pairs, ties, dayRows                           *bulk
	actorRows, actorNames, actorWords                       *bulk
	recordRows                                              map[string]*bulk
}

// recordKey tells records of actors, actions and offices by their bodies.
type recordKey struct{ table, body string }

// maxRemembered bounds the maps of a writer, some 200 bytes an entry.
const maxRemembered = 200_000

func newWriter(c *conn, known relations) *writer {
	w := &writer{c: c, relations: known,
		events: newBulk("event", 19).single(), mentions: newBulk("mention", 4).single(), articles: newBulk("article", 14).single(),
		sentenceWords: newBulk("sentence_text (rowid, words)", 2).single(), articleWords: newBulk("article_text (rowid, words)", 2).single(),
		parties: newBulk("party", 12), pairs: newBulk("pair", 12),
		dayRows:   newBulk("day", 3).otherwise("ON CONFLICT (id) DO UPDATE SET reach = excluded.reach, events = excluded.events").single(),
		ties:      newBulk("tie", 3).otherwise("ON CONFLICT (actor, other) DO UPDATE SET events = events + excluded.events"),
		actorRows: newBulk("actor", 8).single(), actorNames: newBulk("actor_name", 2), actorWords: newBulk("actor_text (rowid, words)", 2).single(),
		recordRows: map[string]*bulk{}}
	for _, table := range recordTables {
		w.recordRows[table] = newBulk(table, 4).single()
	}
	w.forget()
	return w
}

// forget drops all that is remembered.
func (w *writer) forget() {
	w.next = map[string]int64{}
	w.given = map[string]bool{}
	w.actors = map[diplo.ActorID]int64{}
	w.records = map[recordKey]int64{}
	w.last = -1
	for _, b := range []*bulk{w.events, w.mentions, w.articles, w.sentenceWords, w.articleWords, w.parties, w.pairs, w.ties, w.dayRows, w.actorRows, w.actorNames, w.actorWords} {
		b.args = b.args[:0]
	}
	for _, b := range w.recordRows {
		b.args = b.args[:0]
	}
}

// newID is the next id of a table; ids are never given twice.
func (w *writer) newID(table string) (int64, error) {
	id, known := w.next[table]
	if !known {
		last, err := w.c.number(context.Background(), "SELECT last FROM sequence WHERE name = ?", table)
		if err != nil {
			return 0, err
		}
		id = last + 1
	}
	w.next[table] = id + 1
	w.given[table] = true
	return id, nil
}

// keepIDs writes down the last ids given.
func (w *writer) keepIDs() error {
	for table := range w.given {
		err := w.c.exec("INSERT INTO sequence VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last", table, w.next[table]-1)
		if err != nil {
			return err
		}
	}
	clear(w.given)
	return nil
}

// change is one Put being applied.
type change struct {
	*writer
	ctx      context.Context
	recorded int64
	result   store.PutResult
	articles []articleChange
	uses     map[recordUse]int64 // how many articles more or fewer list each record
	dirty    map[int64]bool      // actors whose records came or went
	actions  map[int64]bool      // actions likewise
	made     map[int64]string    // actors that were not there, and have no row until they are settled
	fresh    map[recordUse]freshRecord
	affected map[int64]bool // events that were there and may tell something else now, or nothing
}

type articleChange struct {
	*preparedArticle
	id    int64
	old   bool // it was stored before, with another reading
	lists record
}

// freshRecord is a record that was not there, and has no row until it is settled.
type freshRecord struct {
	owner int64
	body  string
}

type recordUse struct {
	table string
	id    int64
}

// apply writes a batch. It returns the context's error when that ends before it is through.
func (w *writer) apply(ctx context.Context, batch *prepared) (store.PutResult, error) {
	if len(w.actors)+len(w.records) > maxRemembered {
		w.forget()
	}
	if w.last < 0 {
		mark, err := w.c.one(context.Background(), "SELECT recorded, longest FROM mark")
		if err != nil {
			return store.PutResult{}, err
		}
		w.last, w.longest = mark[0].(int64), mark[1].(int64)
	}
	ch := &change{writer: w, ctx: ctx, uses: map[recordUse]int64{}, dirty: map[int64]bool{}, actions: map[int64]bool{}, affected: map[int64]bool{},
		made: map[int64]string{}, fresh: map[recordUse]freshRecord{}}
	ch.recorded = max(time.Now().UnixMicro(), w.last+1)
	if err := ch.compare(batch.articles); err != nil || len(ch.articles) == 0 {
		return ch.result, err
	}
	for _, step := range []func() error{ch.list, ch.settleRecords, ch.settleActors, ch.settleActions, ch.writeArticles} {
		if err := step(); err != nil {
			return ch.result, err
		}
		if err := ctx.Err(); err != nil {
			return ch.result, err
		}
	}
	if err := ch.writeEvents(batch.events); err != nil {
		return ch.result, err
	}
	if err := w.keepIDs(); err != nil {
		return ch.result, err
	}
	w.last = ch.recorded
	return ch.result, w.c.exec("UPDATE mark SET recorded = ?, longest = ? WHERE rowid = 1", w.last, w.longest)
}

// compare tells new, unchanged and replaced articles apart, and takes back what the replaced ones told.
func (ch *change) compare(articles []*preparedArticle) error {
	for _, a := range articles {
		row, err := ch.c.one(ch.ctx, "SELECT id, hash, lists FROM article WHERE key = ?", string(a.ID))
		if err != nil {
			return err
		}
		if row == nil {
			id, err := ch.newID("article")
			if err != nil {
				return err
			}
			ch.result.New++
			ch.articles = append(ch.articles, articleChange{preparedArticle: a, id: id})
			continue
		}
		if string(row[1].([]byte)) == string(a.hash) {
			ch.result.Unchanged++
			continue
		}
		ch.result.Replaced++
		id := row[0].(int64)
		ch.articles = append(ch.articles, articleChange{preparedArticle: a, id: id, old: true})
		if err := ch.takeBack(id, row[2].([]byte)); err != nil {
			return err
		}
	}
	return nil
}

// mentionBits are the lower bits of the id of a mention or sentence, which number it within its article.
const mentionBits = 20

// takeBack undoes what a stored article told and listed; its row stays.
func (ch *change) takeBack(id int64, lists []byte) error {
	first, last := id<<mentionBits, id<<mentionBits|(1<<mentionBits-1)
	err := ch.c.query(ch.ctx, "SELECT event FROM mention WHERE id BETWEEN ? AND ?", []any{first, last}, func(row []driver.Value) error {
		ch.affected[row[0].(int64)] = true
		return nil
	})
	if err != nil {
		return err
	}
	for _, sql := range []string{"DELETE FROM mention WHERE id BETWEEN ? AND ?", "DELETE FROM sentence_text WHERE rowid BETWEEN ? AND ?"} {
		if err := ch.c.exec(sql, first, last); err != nil {
			return err
		}
	}
	if err := ch.c.exec("DELETE FROM article_text WHERE rowid = ?", id); err != nil {
		return err
	}
	r := read(lists)
	for _, table := range recordTables {
		for n := r.number(); n > 0 && !r.bad; n-- {
			ch.uses[recordUse{table, int64(r.number())}]--
		}
	}
	return r.done("an article's lists")
}

// writeArticles writes the rows of articles and their words. A replaced article keeps its id and when it was recorded.
func (ch *change) writeArticles() error {
	for _, a := range ch.articles {
		warnings := "[]"
		if len(a.Warnings) > 0 {
			list, err := json.Marshal(a.Warnings)
			if err != nil {
				return err
			}
			warnings = string(list)
		}
		recorded := ch.recorded
		if a.old {
			var err error
			if recorded, err = ch.c.number(ch.ctx, "SELECT recorded FROM article WHERE id = ?", a.id); err != nil {
				return err
			}
			if err := ch.c.exec("DELETE FROM article WHERE id = ?", a.id); err != nil {
				return err
			}
		}
		ch.writer.articles.add(a.id, string(a.ID), a.hash, int64(a.Reported), recorded, a.Outlet, string(a.Cluster), string(a.Basis), []byte(a.lists),
			a.Source, a.URL, a.Title, warnings, a.Text)
		ch.articleWords.add(a.id, a.words)
		for n, words := range a.sentences {
			ch.sentenceWords.add(a.id<<mentionBits|int64(n), words)
		}
	}
	for _, b := range []*bulk{ch.writer.articles, ch.articleWords, ch.sentenceWords} {
		if err := b.flush(ch.c); err != nil {
			return err
		}
		if err := ch.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// sortedKeys are the keys of a set of ids, upwards, so that rows are visited in their order.
func sortedKeys(set map[int64]bool) []int64 {
	ids := make([]int64, 0, len(set))
	for id := range set {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
