package embedded

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
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
	now       func() time.Time
	last      int64 // instant of the last write, −1 when it must be read first
	longest   int64 // see table mark
	merged    int64
	total     total
	standing  *standing
	next      map[string]int64
	given     map[string]bool // tables that ids were given in and not yet written down
	actors    map[diplo.ActorID]int64
	records   map[recordKey]int64

	events, mentions, articles, sentenceWords, articleWords *bulk[any]
	parties, pairs, ties                                    *bulk[int64]
	dayRows, actorRows, actorNames, actorWords              *bulk[any]
	recordRows                                              map[string]*bulk[any]
	former, named                                           *bulk[any]
}

// recordKey tells records of actors, actions and offices by their bodies.
type recordKey struct{ table, body string }

// maxRemembered bounds the maps of a writer, some 200 bytes an entry.
const maxRemembered = 200_000

func newWriter(c *conn, known relations, now func() time.Time) *writer {
	if now == nil {
		now = time.Now
	}
	w := &writer{c: c, relations: known, now: now,
		events: newBulk("event", 22).single(), mentions: newBulk("mention", 5).single(), articles: newBulk("article", 20).single(),
		sentenceWords: newBulk("sentence_text (rowid, words)", 2).single(), articleWords: newBulk("article_text (rowid, words)", 2).single(),
		parties: newIntegers("party", 12), pairs: newIntegers("pair", 12),
		dayRows:   newBulk("day", 3).otherwise("ON CONFLICT (id) DO UPDATE SET reach = excluded.reach, events = excluded.events").single(),
		ties:      newIntegers("tie", 3).otherwise("ON CONFLICT (actor, other) DO UPDATE SET events = events + excluded.events").single(),
		actorRows: newBulk("actor", 10).single(), actorNames: newBulk("actor_name", 2), actorWords: newBulk("actor_text (rowid, words)", 2).single(),
		former: newBulk("former", 2).otherwise("ON CONFLICT DO NOTHING"), named: newBulk("mention_named", 2).otherwise("ON CONFLICT DO NOTHING"),
		recordRows: map[string]*bulk[any]{
			"actor_record": newBulk("actor_record", 4).single(), "action_record": newBulk("action_record", 5).single(), "office": newBulk("office", 4).single(),
		}}
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
	for _, b := range []*bulk[any]{w.events, w.mentions, w.articles, w.sentenceWords, w.articleWords, w.dayRows, w.former, w.named, w.actorRows, w.actorNames, w.actorWords} {
		b.drop()
	}
	for _, b := range []*bulk[int64]{w.parties, w.pairs, w.ties} {
		b.drop()
	}
	for _, b := range w.recordRows {
		b.drop()
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

// change is one write being applied.
type change struct {
	*writer
	ctx      context.Context
	recorded int64
	result   store.PutResult
	articles []articleChange
	uses     map[recordUse]int64 // how many articles and corrections more or fewer list each record
	dirty    map[int64]bool      // actors that may be others now
	actions  map[int64]bool      // actions likewise
	made     map[int64]string    // actors that were not there, and have no row until they are settled
	fresh    map[recordUse]freshRecord
	affected map[int64]bool // events that were there and may tell something else now, or nothing
	moved    map[int64]bool // those of which mentions may tell of other events now
	told     [3][]told      // the events that were added, changed and removed
}

// told is an event that something happened to.
type told struct {
	key diplo.EventID
	id  int64
}

type articleChange struct {
	*preparedArticle
	id        int64
	recorded  int64
	retracted bool
	lists     record
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

// begin makes ready for a write, which takes the next instant.
func (w *writer) begin(ctx context.Context) (*change, error) {
	if len(w.actors)+len(w.records) > maxRemembered {
		w.forget()
	}
	if w.last < 0 {
		if err := w.remember(); err != nil {
			return nil, err
		}
	}
	return &change{writer: w, ctx: ctx, recorded: max(w.now().UnixMicro(), w.last+1), uses: map[recordUse]int64{}, dirty: map[int64]bool{}, actions: map[int64]bool{},
		affected: map[int64]bool{}, made: map[int64]string{}, fresh: map[recordUse]freshRecord{}}, nil
}

// remember reads what every write needs.
func (w *writer) remember() error {
	mark, err := w.c.one(background, "SELECT longest, recorded, merged FROM mark WHERE rowid = 1")
	if err != nil {
		return err
	}
	if w.total, err = lastTotal(background, w.c, lastInstant); err != nil {
		return err
	}
	decisions, err := standingAt(background, w.c, lastInstant, true)
	if err != nil {
		return err
	}
	w.standing = standingOf(decisions)
	w.longest, w.last, w.merged = mark[0].(int64), mark[1].(int64), mark[2].(int64)
	return nil
}

// apply writes a batch. It returns the context's error when that ends before it is through.
func (w *writer) apply(ctx context.Context, batch *prepared) (store.PutResult, error) {
	ch, err := w.begin(ctx)
	if err != nil {
		return store.PutResult{}, err
	}
	if err := ch.compare(batch.articles); err != nil {
		return ch.result, err
	}
	if err := ch.place(batch.articles); err != nil || len(ch.articles)+ch.result.Gone == 0 {
		return ch.result, err
	}
	return ch.result, ch.write(batch.events)
}

// write writes the changed articles, and all that follows from them and from what is dirty. events are those of the articles where no
// decision has a say.
func (ch *change) write(events map[diplo.EventID]*preparedEvent) error {
	for _, step := range []func() error{ch.list, ch.settleRecords, ch.settleActors, ch.settleActions, ch.writeArticles} {
		if err := step(); err != nil {
			return err
		}
		if err := ch.ctx.Err(); err != nil {
			return err
		}
	}
	if err := ch.writeEvents(ch.underMerges(events)); err != nil {
		return err
	}
	if err := ch.tell(); err != nil {
		return err
	}
	if err := ch.keepIDs(); err != nil {
		return err
	}
	ch.last = ch.recorded
	t := &ch.total
	err := ch.c.exec("INSERT INTO total VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ch.recorded, t.actors, t.actions, t.articles, t.events, t.mentions, t.first, t.last)
	if err != nil {
		return err
	}
	return ch.c.exec("UPDATE mark SET recorded = ?, longest = ?, merged = ? WHERE rowid = 1", ch.last, ch.longest, ch.merged)
}

// compare tells new, unchanged and replaced articles apart, and takes back what the replaced ones told.
func (ch *change) compare(articles []*preparedArticle) error {
	for _, a := range articles {
		row, err := ch.c.one(ch.ctx, "SELECT hash, fingerprint, id FROM article WHERE key = ? AND until = "+lastInstantSQL, string(a.ID))
		if err != nil {
			return err
		}
		switch {
		case row == nil:
			ch.result.New++
		case string(row[0].([]byte)) == string(a.hash):
			ch.result.Unchanged++
			if a.Fingerprint != row[1].(string) {
				if err := ch.c.exec("UPDATE article SET fingerprint = ? WHERE id = ?", a.Fingerprint, row[2]); err != nil {
					return err
				}
			}
			continue
		default:
			ch.result.Replaced++
		}
		if err := ch.replace(a); err != nil {
			return err
		}
	}
	return nil
}

// replace makes the content that of the article from now on, retracted or not as decisions have it.
func (ch *change) replace(a *preparedArticle) (err error) {
	next := articleChange{preparedArticle: a, recorded: ch.recorded, retracted: ch.standing.articles[a.ID]}
	if next.id, err = ch.newID("article"); err != nil {
		return err
	}
	row, err := ch.c.one(ch.ctx, "SELECT id, recorded, status, lists FROM article WHERE key = ? AND until = "+lastInstantSQL, string(a.ID))
	if err != nil {
		return err
	}
	if row != nil {
		next.recorded = row[1].(int64)
		if err := ch.takeBack(row[0].(int64), statuses[row[2].(int64)] == diplo.Retracted, row[3].([]byte)); err != nil {
			return err
		}
	} else {
		ch.total.articles++
	}
	ch.articles = append(ch.articles, next)
	return nil
}

// mentionBits are the lower bits of the id of a mention or sentence, which number it within its article.
const mentionBits = 20

// mentionsOf are the first and last id of mentions in the article.
func mentionsOf(article int64) (first, last int64) {
	return article << mentionBits, article<<mentionBits | (1<<mentionBits - 1)
}

// lastInstant is later than every write: it ends what holds now.
const (
	lastInstant    = math.MaxInt64
	lastInstantSQL = "9223372036854775807"
)

// takeBack ends a reading of an article. What it told and listed counts no longer.
func (ch *change) takeBack(id int64, retracted bool, lists []byte) error {
	if err := ch.c.exec("UPDATE article SET until = ? WHERE id = ?", ch.recorded, id); err != nil || retracted {
		return err
	}
	first, last := mentionsOf(id)
	err := ch.c.query(ch.ctx, "SELECT event FROM mention WHERE id BETWEEN ? AND ?", []any{first, last}, func(row []any) error {
		ch.affected[row[0].(int64)] = true
		ch.total.mentions--
		return nil
	})
	if err != nil {
		return err
	}
	return ch.use(lists, -1)
}

// use counts the records of the lists as listed by one more, or one fewer.
func (ch *change) use(lists []byte, by int64) error {
	r := read(lists)
	for _, table := range recordTables {
		for n := r.number(); n > 0 && !r.bad; n-- {
			ch.uses[recordUse{table, int64(r.number())}] += by
		}
	}
	return r.done("an article's lists")
}

// writeArticles writes the rows of articles and their words. A replaced article keeps when it was recorded.
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
		status := int64(slices.Index(statuses, diplo.Current))
		if a.retracted {
			status = int64(slices.Index(statuses, diplo.Retracted))
		}
		ch.writer.articles.add(a.id, string(a.ID), ch.recorded, lastInstant, a.hash, int64(a.Reported), a.recorded, status, a.Outlet, string(a.Cluster), string(a.Basis), []byte(a.lists),
			a.Source, a.URL, a.Title, warnings, a.Text, a.Country, string(a.Reliability), a.Fingerprint)
		ch.articleWords.add(a.id, a.words)
		if a.retracted {
			continue
		}
		for n, words := range a.sentences {
			ch.sentenceWords.add(a.id<<mentionBits|int64(n), words)
		}
	}
	for _, b := range []*bulk[any]{ch.writer.articles, ch.articleWords, ch.sentenceWords} {
		if err := b.flush(ch.c); err != nil {
			return err
		}
		if err := ch.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// tell writes down what happened to events: what was added as a whole, for its ids follow one another.
func (ch *change) tell() error {
	for kind, list := range ch.told {
		slices.SortFunc(list, func(a, b told) int { return cmp.Compare(a.key, b.key) })
		if kind == addedKind && len(list) > 0 {
			if err := ch.tellOf(kind, list[0].id, list[len(list)-1].id); err != nil {
				return err
			}
			continue
		}
		for _, event := range list {
			if err := ch.tellOf(kind, event.id, event.id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (ch *change) tellOf(kind int, first, last int64) error {
	id, err := ch.newID("change")
	if err != nil {
		return err
	}
	return ch.c.exec("INSERT INTO change VALUES (?, ?, ?, ?, ?)", id, ch.recorded, kind, first, last)
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
