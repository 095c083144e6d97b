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
	return side.write(ch)
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

// addEvent gathers the row of an event, and what stands for it in the tables beside.
func (ch *change) addEvent(id, recorded int64, p *preparedEvent, side *sides) error {
	b, err := ch.brief(id, &p.event)
	if err != nil {
		return err
	}
	action, err := ch.action(p.event.Action)
	if err != nil {
		return err
	}
	ch.events.add(id, b.sort, b.start, b.end, b.source, b.target, b.sourceFor, b.targetFor, b.relation, b.state, action, int64(p.event.FirstReported), recorded,
		p.event.OutletCount, p.event.Confidence.Value, p.place, p.country, string(p.event.ID), p.body)
	side.added = append(side.added, b)
	return nil
}

// brief is the event by numbers. Its actors are stored.
func (ch *change) brief(id int64, e *diplo.Event) (b brief, err error) {
	b = brief{start: int64(e.Date.Start), sort: sortOf(e.ID), id: id, end: int64(e.Date.End), state: stateOf(e)}
	if !e.Date.Known() {
		b.end = b.start
	}
	ch.longest = max(ch.longest, b.end-b.start)
	for _, end := range []struct {
		actor diplo.ActorID
		id    *int64
	}{{e.Source, &b.source}, {e.Target, &b.target}, {e.SourceFor, &b.sourceFor}, {e.TargetFor, &b.targetFor}} {
		if *end.id, err = ch.actor(end.actor); err != nil {
			return b, err
		}
	}
	b.relation, err = ch.relations.id(e.Relation)
	return b, err
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
	row, err := ch.c.one(ch.ctx, "SELECT "+briefColumns+", recorded, action, body FROM event WHERE id = ?", id)
	if err != nil {
		return err
	}
	old := briefOf(row)
	if len(p.evidence) > 0 {
		p.fold()
		if string(row[12].([]byte)) == string(p.body) {
			return nil
		}
		now, err := ch.brief(id, &p.event)
		if err != nil {
			return err
		}
		action, err := ch.action(p.event.Action)
		if err != nil {
			return err
		}
		if now == old && action == row[11].(int64) {
			return ch.c.exec("UPDATE event SET reported = ?, outlets = ?, confidence = ?, place = ?, place_country = ?, body = ? WHERE id = ?",
				int64(p.event.FirstReported), p.event.OutletCount, p.event.Confidence.Value, p.place, p.country, p.body, id)
		}
	}
	if err := ch.c.exec("DELETE FROM event WHERE id = ?", id); err != nil {
		return err
	}
	side.removed = append(side.removed, old)
	if len(p.evidence) == 0 {
		return nil
	}
	return ch.addEvent(id, row[10].(int64), p, side)
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
