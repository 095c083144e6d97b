package embedded

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// background is for what must not stop half-way.
var background = context.Background()

// writeEvents writes the mentions of the changed articles, then the events that they tell of: new ones as the
// batch has them, known ones as all their mentions now tell them.
func (ch *change) writeEvents(events map[diplo.EventID]*preparedEvent) error {
	ids, fresh, err := ch.eventIDs()
	if err != nil {
		return err
	}
	for _, a := range ch.articles {
		for n, m := range a.mentions {
			ch.mentions.add(a.id<<mentionBits|int64(n), ids[m.event], a.id<<mentionBits|int64(m.sentence), m.body)
		}
	}
	if err := ch.mentions.flush(ch.c); err != nil {
		return err
	}
	side := &sides{}
	for _, key := range fresh {
		if err := ch.addEvent(ids[key], ch.recorded, events[key], side); err != nil {
			return err
		}
	}
	ch.result.NewEvents = len(fresh)
	for _, id := range sortedKeys(ch.affected) {
		if err := ch.foldAgain(id, side); err != nil {
			return err
		}
	}
	if err := ch.events.flush(ch.c); err != nil {
		return err
	}
	if err := ch.ctx.Err(); err != nil {
		return err
	}
	return side.flush(ch.writer)
}

// eventIDs are the ids of all events that the changed articles tell of. Those that are not stored yet get theirs in the order
// of their keys, and are listed; those that are count as affected.
func (ch *change) eventIDs() (ids map[diplo.EventID]int64, fresh []diplo.EventID, err error) {
	ids = map[diplo.EventID]int64{}
	for _, a := range ch.articles {
		for _, m := range a.mentions {
			ids[m.event] = 0
		}
	}
	fresh = make([]diplo.EventID, 0, len(ids))
	for key := range ids {
		fresh = append(fresh, key)
	}
	slices.Sort(fresh)
	if err := findEvents(ch.ctx, ch.c, fresh, func(key diplo.EventID, id int64) { ids[key] = id }); err != nil {
		return nil, nil, err
	}
	fresh = slices.DeleteFunc(fresh, func(key diplo.EventID) bool {
		if id := ids[key]; id != 0 {
			ch.affected[id] = true
			return true
		}
		return false
	})
	for _, key := range fresh {
		if ids[key], err = ch.newID("event"); err != nil {
			return nil, nil, err
		}
	}
	return ids, fresh, nil
}

// findEvents calls found for each of the keys that is stored.
func findEvents(ctx context.Context, c *conn, keys []diplo.EventID, found func(diplo.EventID, int64)) error {
	wanted := map[diplo.EventID]bool{}
	for from := 0; from < len(keys); from += lookupSize {
		chunk := keys[from:min(from+lookupSize, len(keys))]
		clear(wanted)
		args := make([]any, 0, lookupSize)
		for _, key := range chunk {
			wanted[key] = true
			args = append(args, sortOf(key))
		}
		err := c.query(ctx, "SELECT id, key FROM event WHERE sort IN ("+marks(&args)+")", args, func(row []driver.Value) error {
			if key := diplo.EventID(row[1].(string)); wanted[key] {
				found(key, row[0].(int64))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addEvent gathers the row of an event, and its rows in the side tables.
func (ch *change) addEvent(id, recorded int64, p *preparedEvent, side *sides) error {
	e := &p.event
	var refs [4]actorRef
	for i, key := range [4]diplo.ActorID{e.Source, e.Target, e.SourceFor, e.TargetFor} {
		ref, err := ch.actor(key)
		if err != nil {
			return err
		}
		refs[i] = ref
	}
	action, err := ch.action(e.Action)
	if err != nil {
		return err
	}
	start, end := int64(e.Date.Start), int64(e.Date.End)
	if !e.Date.Known() {
		end = start
	}
	ch.longest = max(ch.longest, end-start)
	relation, err := ch.relations.id(e.Relation)
	if err != nil {
		return err
	}
	sort := sortOf(e.ID)
	modality := slices.Index(modalities, e.Modality)
	ch.events.add(id, sort, start, end, refs[0].id, refs[1].id, refs[2].id, refs[3].id, relation, modality, refs[0].code, refs[1].code, action, e.Background, string(e.Status), int64(e.FirstReported), recorded, e.OutletCount, e.Confidence.Value,
		p.place, p.country, string(e.ID), p.body)
	side.add([10]int64{start, sort, id, end, refs[0].id, refs[1].id, refs[2].id, refs[3].id, relation, int64(modality)})
	return nil
}

// foldAgain makes a stored event what its mentions tell now, or removes it when there are none. It keeps
// its id and when it was recorded.
func (ch *change) foldAgain(id int64, side *sides) error {
	p := &preparedEvent{}
	err := ch.c.query(ch.ctx, `SELECT m.body, a.cluster, a.outlet, a.reported FROM mention m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event = ?`,
		[]any{id}, func(row []driver.Value) error {
			m, err := readMention(row[0].([]byte))
			p.evidence = append(p.evidence, diplo.Evidence{Mention: m, Cluster: diplo.ClusterID(row[1].(string)), Outlet: row[2].(string),
				Reported: diplo.Day(row[3].(int64))})
			return err
		})
	if err != nil {
		return err
	}
	row, err := ch.c.one(ch.ctx, "SELECT start, sort, id, end, source, target, source_for, target_for, relation, modality, recorded, body FROM event WHERE id = ?", id)
	if err != nil {
		return err
	}
	if len(p.evidence) > 0 {
		p.fold()
		if string(row[11].([]byte)) == string(p.body) {
			return nil
		}
	}
	if err := ch.c.exec("DELETE FROM event WHERE id = ?", id); err != nil {
		return err
	}
	old := &sides{}
	var shared [10]int64
	for i := range shared {
		shared[i] = row[i].(int64)
	}
	old.add(shared)
	if err := old.remove(ch.c); err != nil {
		return err
	}
	if len(p.evidence) == 0 {
		return nil
	}
	return ch.addEvent(id, row[10].(int64), p, side)
}

// sides gathers rows of the tables party and pair: actor and side, or low and high, then the columns shared with event.
type sides struct{ parties, pairs [][12]int64 }

// add gathers the rows of one event by the columns shared: start, sort, id, end, source, target, source_for,
// target_for, relation, modality.
func (s *sides) add(shared [10]int64) {
	row := func(first, second int64) (r [12]int64) {
		r[0], r[1] = first, second
		copy(r[2:], shared[:])
		return r
	}
	sources, targets := distinct(shared[4], shared[6]), distinct(shared[5], shared[7])
	for _, source := range sources {
		s.parties = append(s.parties, row(source, 0))
	}
	for _, target := range targets {
		s.parties = append(s.parties, row(target, 1))
	}
	from := len(s.pairs)
	for _, source := range sources {
		for _, target := range targets {
			if r := row(min(source, target), max(source, target)); !slices.Contains(s.pairs[from:], r) {
				s.pairs = append(s.pairs, r)
			}
		}
	}
}

// distinct are the actors that there are among the two.
func distinct(a, b int64) []int64 {
	switch {
	case a == 0 && b == 0:
		return nil
	case a == 0:
		return []int64{b}
	case b == 0 || a == b:
		return []int64{a}
	}
	return []int64{a, b}
}

// flush inserts the rows in the order of their tables, where each is near the one before.
func (s *sides) flush(w *writer) error {
	for _, table := range []struct {
		rows [][12]int64
		bulk *bulk
	}{{s.parties, w.parties}, {s.pairs, w.pairs}} {
		slices.SortFunc(table.rows, func(a, b [12]int64) int { return slices.Compare(a[:], b[:]) })
		for _, row := range table.rows {
			for _, column := range row {
				table.bulk.args = append(table.bulk.args, column)
			}
		}
		if err := table.bulk.flush(w.c); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes the rows.
func (s *sides) remove(c *conn) error {
	for _, row := range s.parties {
		if err := c.exec("DELETE FROM party WHERE actor = ? AND side = ? AND start = ? AND sort = ? AND id = ?", row[0], row[1], row[2], row[3], row[4]); err != nil {
			return err
		}
	}
	for _, row := range s.pairs {
		if err := c.exec("DELETE FROM pair WHERE low = ? AND high = ? AND start = ? AND sort = ? AND id = ?", row[0], row[1], row[2], row[3], row[4]); err != nil {
			return err
		}
	}
	return nil
}

// lookupSize is how many keys one statement looks up.
const lookupSize = 64

// marks are the question marks for the arguments. Their number is rounded up, the last argument repeated, so that few
// statements serve all numbers; lists longer than lookupSize go as one JSON text.
func marks(args *[]any) string {
	n := len(*args)
	if n == 0 {
		return ""
	}
	if n > lookupSize {
		list, err := json.Marshal(*args)
		if err != nil {
			panic(err) // numbers and texts always marshal
		}
		*args = []any{string(list)}
		return "SELECT value FROM json_each(?)"
	}
	size := 1
	for size < n {
		size *= 2
	}
	for len(*args) < size {
		*args = append(*args, (*args)[n-1])
	}
	return strings.Repeat("?,", size)[:2*size-1]
}
