package embedded

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// background is for what must not stop half-way.
var background = context.Background()

// underMerges gives the events of the changed articles as merges of actors make them. Where none has a say the events are as they are.
func (ch *change) underMerges(events map[diplo.EventID]*preparedEvent) map[diplo.EventID]*preparedEvent {
	touched := false
	for _, a := range ch.articles {
		touched = touched || a.retracted
		for i := range a.mentions {
			m := &a.mentions[i]
			if touches := ch.standing.touches(&m.Claim); touches && !a.retracted {
				touched = true
			}
		}
	}
	if !touched && events != nil {
		return events
	}
	events = map[diplo.EventID]*preparedEvent{}
	for _, a := range ch.articles {
		if a.retracted {
			continue
		}
		for i := range a.mentions {
			m := &a.mentions[i]
			now, former := ch.resolve(a.id<<mentionBits|int64(i), m.Mention)
			m.event = now.Event
			e := events[m.event]
			if e == nil {
				e = &preparedEvent{}
				events[m.event] = e
			}
			e.evidence, e.former = append(e.evidence, a.Evidence(now)), append(e.former, former...)
		}
	}
	for _, e := range events {
		e.fold()
	}
	return events
}

// resolve gives a mention as merges make it, with the keys that its event has had, and gathers by what it is to be found if they touch it.
func (ch *change) resolve(id int64, m *diplo.Mention) (now *diplo.Mention, former []diplo.EventID) {
	if !ch.standing.touches(&m.Claim) {
		return m, nil
	}
	for _, actor := range [5]diplo.ActorID{m.Source, m.Target, m.SourceFor, m.TargetFor, m.AttributedTo} {
		if ch.standing.who.Actor(actor) != actor {
			ch.named.add(string(actor), id)
		}
	}
	former = ch.standing.who.Events(m)
	for _, key := range former {
		ch.writer.former.add(string(key), id)
	}
	resolved := ch.standing.who.Mention(*m)
	return &resolved, former
}

// writeEvents writes the mentions of the changed articles, then the events that they tell of: new ones as the
// batch has them, known ones as all their mentions now tell them.
func (ch *change) writeEvents(events map[diplo.EventID]*preparedEvent) error {
	ids, fresh, err := ch.eventIDs()
	if err != nil {
		return err
	}
	for _, a := range ch.articles {
		for n, m := range a.mentions {
			event := ids[m.event]
			if a.retracted {
				event = 0
			} else {
				ch.total.mentions++
			}
			ch.mentions.add(a.id<<mentionBits|int64(n), event, 0, a.id<<mentionBits|int64(m.sentence), m.body)
		}
	}
	if err := ch.mentions.flush(ch.c); err != nil {
		return err
	}
	side := &sides{}
	if err := ch.move(side); err != nil {
		return err
	}
	for _, key := range fresh {
		if err := ch.decided(events[key]); err != nil {
			return err
		}
		if err := ch.addEvent(ids[key], events[key], side); err != nil {
			return err
		}
	}
	ch.result.NewEvents = len(fresh)
	return ch.foldAffected(side)
}

// foldAffected makes the affected events what they are now, and writes all that was gathered of events.
func (ch *change) foldAffected(side *sides) error {
	for _, id := range sortedKeys(ch.affected) {
		if err := ch.foldAgain(id, side); err != nil {
			return err
		}
	}
	beside := make(chan *sideRows, 1)
	go func() { beside <- side.rows() }()
	for _, b := range []*bulk[any]{ch.events, ch.writer.former, ch.named} {
		if err := b.flush(ch.c); err != nil {
			return err
		}
	}
	if err := ch.ctx.Err(); err != nil {
		return err
	}
	if err := ch.writeSides(<-beside); err != nil {
		return err
	}
	return ch.daysAgain(side.removed)
}

// eventIDs are the ids of all events that the changed articles tell of. Those that are not stored yet get theirs in the order
// of their keys, and are listed; those that are count as affected.
func (ch *change) eventIDs() (ids map[diplo.EventID]int64, fresh []diplo.EventID, err error) {
	ids = map[diplo.EventID]int64{}
	for _, a := range ch.articles {
		if a.retracted {
			continue
		}
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

// decided puts an event under the decisions about it.
func (ch *change) decided(p *preparedEvent) error {
	decisions, err := ch.standing.about(p.event.ID, p.former, func(key diplo.EventID) (bool, error) {
		var id int64
		err := findEvents(ch.ctx, ch.c, []diplo.EventID{key}, func(_ diplo.EventID, found int64) { id = found })
		if err != nil || !ch.affected[id] {
			return id != 0, err
		}
		// Its row may be there only until its turn comes.
		told, err := ch.c.one(ch.ctx, "SELECT 1 FROM mention m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event = ? AND a.until = "+lastInstantSQL+" LIMIT 1", id)
		return told != nil, err
	})
	if err != nil || len(decisions) == 0 {
		return err
	}
	p.event = p.event.Under(decisions, ch.standing.who)
	p.settle()
	return nil
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
		err := c.query(ctx, "SELECT id, key FROM event WHERE sort IN ("+marks(&args)+")", args, func(row []any) error {
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

// addEvent gathers the row of an event that was not there, and what stands for it in the tables beside.
func (ch *change) addEvent(id int64, p *preparedEvent, side *sides) error {
	ch.total.events++
	ch.told[addedKind] = append(ch.told[addedKind], told{p.event.ID, id})
	return ch.writeEvent(id, ch.recorded, 0, p, side)
}

func (ch *change) writeEvent(id, recorded, since int64, p *preparedEvent, side *sides) error {
	e, err := ch.entry(id, &p.event)
	if err != nil {
		return err
	}
	action, err := ch.action(p.event.Action)
	if err != nil {
		return err
	}
	ch.events.add(id, e.sort, e.start, e.end, e.source, e.target, e.sourceFor, e.targetFor, e.relation, e.state, e.attributed, action, occurrenceNumber(p.event.Occurrence), int64(p.event.FirstReported), recorded, since,
		p.event.OutletCount, p.event.Confidence.Value, p.place, p.country, string(p.event.ID), p.body)
	ch.total.cover(&e.brief)
	side.added = append(side.added, e)
	return nil
}

// entry is the event by numbers. Its actors are stored.
func (ch *change) entry(id int64, e *diplo.Event) (n entry, err error) {
	n.brief = brief{start: int64(e.Date.Start), sort: sortOf(e.ID), id: id, end: int64(e.Date.End), state: stateOf(e)}
	if !e.Date.Known() {
		n.end = n.start
	}
	ch.longest = max(ch.longest, n.end-n.start)
	for _, end := range []struct {
		actor diplo.ActorID
		id    *int64
	}{{e.Source, &n.source}, {e.Target, &n.target}, {e.SourceFor, &n.sourceFor}, {e.TargetFor, &n.targetFor}, {e.AttributedTo, &n.attributed}} {
		if *end.id, err = ch.actor(end.actor); err != nil {
			return n, err
		}
	}
	n.relation, err = ch.relations.id(e.Relation)
	return n, err
}

// evidence reads what tells of a stored event, as merges make it.
func (ch *change) evidence(id int64) (*preparedEvent, error) {
	p := &preparedEvent{}
	err := ch.c.query(ch.ctx, `SELECT m.body, a.cluster, a.outlet, a.reliability, a.reported, m.id FROM mention m CROSS JOIN article a ON a.id = m.id >> 20
		WHERE m.event = ? AND a.until = `+lastInstantSQL, []any{id}, func(row []any) error {
		m, err := readMention(row[0].([]byte))
		if err != nil {
			return err
		}
		now, former := ch.resolve(row[5].(int64), m)
		p.evidence = append(p.evidence, evidenceOf(now, row[1:]))
		p.former = append(p.former, former...)
		return nil
	})
	return p, err
}

// evidenceOf is what a mention contributes to its event; row has cluster, outlet, reliability and day of its article.
func evidenceOf(m *diplo.Mention, row []any) diplo.Evidence {
	return diplo.Evidence{Mention: m, Cluster: diplo.ClusterID(row[0].(string)), Outlet: row[1].(string),
		Reliability: diplo.Reliability(row[2].(string)), Reported: diplo.Day(row[3].(int64))}
}

// pastColumns are the columns of an event that event_past keeps as they were.
const (
	pastColumns = "id, sort, start, end, source, target, source_for, target_for, relation, state, attributed, action, occurrence, reported, recorded, since, outlets, confidence, place, place_country, key, body"
	keepPast    = "INSERT OR FAIL INTO event_past SELECT NULL, ?, id, sort, start, end, source, target, source_for, target_for, relation, state, attributed, action, occurrence, reported, recorded, max(since, recorded), outlets, confidence, place, place_country, key, body FROM event WHERE id = ?"
)

// foldAgain makes a stored event what its mentions tell now, or removes it when there are none. It keeps
// its id and when it was recorded; what it was is kept too.
func (ch *change) foldAgain(id int64, side *sides) error {
	p, err := ch.evidence(id)
	if err != nil {
		return err
	}
	row, err := ch.c.one(ch.ctx, "SELECT "+briefColumns+", attributed, recorded, action, key, body FROM event WHERE id = ?", id)
	if err != nil {
		return err
	}
	old := entry{briefOf(row), row[10].(int64)}
	happened := told{diplo.EventID(row[13].(string)), id}
	if len(p.evidence) > 0 {
		p.fold()
		if err := ch.decided(p); err != nil {
			return err
		}
		if string(row[14].([]byte)) == string(p.body) {
			return nil
		}
	}
	if err := ch.c.exec(keepPast, ch.recorded, id); err != nil {
		return err
	}
	if len(p.evidence) > 0 {
		ch.told[changedKind] = append(ch.told[changedKind], happened)
		now, err := ch.entry(id, &p.event)
		if err != nil {
			return err
		}
		action, err := ch.action(p.event.Action)
		if err != nil {
			return err
		}
		if now == old && action == row[12].(int64) {
			return ch.c.exec("UPDATE event SET occurrence = ?, reported = ?, since = ?, outlets = ?, confidence = ?, place = ?, place_country = ?, body = ? WHERE id = ?",
				occurrenceNumber(p.event.Occurrence), int64(p.event.FirstReported), ch.recorded, p.event.OutletCount, p.event.Confidence.Value, p.place, p.country, p.body, id)
		}
	} else {
		ch.told[removedKind] = append(ch.told[removedKind], happened)
		ch.total.events--
	}
	if err := ch.c.exec("DELETE FROM event WHERE id = ?", id); err != nil {
		return err
	}
	side.removed = append(side.removed, old)
	if len(p.evidence) == 0 {
		return nil
	}
	return ch.writeEvent(id, row[11].(int64), ch.recorded, p, side)
}

// The numbers of kinds of change, and their names.
const (
	addedKind = iota
	changedKind
	removedKind
)

var changeKinds = [3]diplo.ChangeKind{diplo.Added, diplo.Changed, diplo.Removed}

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
