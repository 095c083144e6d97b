package embedded

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Decide keeps a decision, and makes what follows from it; see store.Writer.
func (s *Store) Decide(ctx context.Context, d diplo.Decision) (kept diplo.Decision, err error) {
	err = s.enterToWrite(ctx, func() error {
		if err := store.ValidateDecision(&d); err != nil {
			return err
		}
		return s.hand(ctx, 1, func(w *writer) (err error) {
			kept, err = w.decide(ctx, d)
			return err
		})
	})
	if err != nil {
		return diplo.Decision{}, err
	}
	return kept, nil
}

func (w *writer) decide(ctx context.Context, d diplo.Decision) (diplo.Decision, error) {
	ch, err := w.begin(ctx)
	if err != nil {
		return d, err
	}
	if d.ID != "" {
		known, err := ch.decision(d.ID)
		if err != nil || known != nil {
			if err == nil && !known.Says(&d) {
				err = diplo.Errorf(diplo.Conflict, "another decision has the id %q", d.ID)
			}
			if err != nil {
				return d, err
			}
			return *known, nil
		}
	}
	d.Recorded, d.Undone = instant(ch.recorded), ""
	if d.ID == "" {
		d.Identify()
	}
	about, by := &d, int64(1)
	if d.Kind == diplo.UndoDecision {
		about, by = nil, -1
		if about, err = ch.decision(d.Undoes); err != nil {
			return d, err
		}
		if about == nil {
			return d, diplo.Errorf(diplo.NotFound, "there is no decision %q", d.Undoes)
		}
		if err := about.CheckUndo(); err != nil {
			return d, err
		}
	} else if err := ch.check(&d); err != nil {
		return d, err
	}
	before := ch.standing
	if err := ch.keep(&d, about, by); err != nil {
		return d, err
	}
	if err := ch.follow(about, before); err != nil {
		return d, err
	}
	kept, err := ch.decision(d.ID)
	if err != nil {
		return d, err
	}
	return *kept, nil
}

// decision reads a decision; nil when there is none with that id.
func (ch *change) decision(id diplo.DecisionID) (*diplo.Decision, error) {
	row, err := ch.c.one(ch.ctx, "SELECT "+decisionColumns+" FROM decision d WHERE d.key = ?", string(id))
	if err != nil || row == nil {
		return nil, err
	}
	d, err := decisionOf(row)
	return &d, err
}

// check tells why a decision can't be made as things are.
func (ch *change) check(d *diplo.Decision) error {
	missing := func(what any) error { return diplo.Errorf(diplo.NotFound, "there is no %q", what) }
	if d.Event != "" {
		id, err := ch.eventOf(d.Event)
		if err != nil {
			return err
		}
		if id == 0 {
			return missing(d.Event)
		}
	}
	if d.Article != "" {
		row, err := ch.c.one(ch.ctx, "SELECT 1 FROM article WHERE key = ? AND until = "+lastInstantSQL, string(d.Article))
		if err != nil {
			return err
		}
		if row == nil {
			return missing(d.Article)
		}
	}
	for _, id := range []diplo.ActorID{d.Actor, d.Other} {
		if id == "" {
			continue
		}
		there, err := ch.c.number(ch.ctx, "SELECT there FROM actor WHERE key = ?", string(ch.standing.who.Actor(id)))
		if err != nil {
			return err
		}
		if there == 0 {
			return missing(id)
		}
	}
	if d.Kind == diplo.MergeActor || d.Kind == diplo.Distinguish {
		return ch.standing.who.Check(d)
	}
	return nil
}

// asking asks what there is now, within the write.
func (ch *change) asking() *question {
	return &question{conn: ch.c, ctx: ch.ctx, relations: ch.relations, at: lastInstant - 1, who: ch.standing.who, then: ch.standing.who}
}

// eventOf is the row of the event that the id stands for, 0 when there is none.
func (ch *change) eventOf(key diplo.EventID) (event int64, err error) {
	err = ch.asking().findEvents([]diplo.EventID{key}, func(_ diplo.EventID, id int64, _ diplo.EventID) { event = id })
	return event, err
}

// keep writes the decision down, and reads again which stand. What a correction lists is counted; about is what it undoes when by is −1.
func (ch *change) keep(d, about *diplo.Decision, by int64) error {
	lists := record{}
	if d.Correction != nil {
		listings := [3][]listing{}
		for i := range d.Correction.Actors {
			a := diplo.MergeActors(d.Correction.Actors[i], d.Correction.Actors[i])
			listings[0] = append(listings[0], listing{string(a.ID), string(actorBody(&a))})
		}
		for i := range d.Correction.Actions {
			a := &d.Correction.Actions[i]
			listings[1] = append(listings[1], listing{string(a.ID), string(actionBody(a))})
		}
		var err error
		if lists, err = ch.recordsOf(listings); err != nil {
			return err
		}
		if err := ch.use(lists, 1); err != nil {
			return err
		}
	}
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	err = ch.c.exec("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)", ch.recorded, string(d.ID), string(d.Kind), d.Author, string(d.Event), string(d.Article),
		string(d.Actor), string(d.Other), []byte(lists), body)
	if err != nil {
		return err
	}
	if by < 0 {
		if err := ch.c.exec("UPDATE decision SET undone = ? WHERE key = ?", ch.recorded, string(about.ID)); err != nil {
			return err
		}
		row, err := ch.c.one(ch.ctx, "SELECT lists FROM decision WHERE key = ?", string(about.ID))
		if err != nil {
			return err
		}
		if lists := row[0].([]byte); len(lists) > 0 {
			if err := ch.use(lists, -1); err != nil {
				return err
			}
		}
	}
	decisions, err := standingAt(ch.ctx, ch.c, lastInstant, true)
	if err != nil {
		return err
	}
	ch.standing = standingOf(decisions)
	return nil
}

// follow makes what follows from the decision, made or undone. before are the decisions that stood until then.
func (ch *change) follow(d *diplo.Decision, before *standing) error {
	moved := map[int64]bool{} // events that may have other ids now
	switch d.Kind {
	case diplo.RetractEvent, diplo.CorrectEvent, diplo.ConfirmEvent:
		id, err := ch.eventOf(d.Event)
		if err != nil {
			return err
		}
		if id != 0 {
			ch.affected[id] = true
		}
	case diplo.RetractArticle:
		if before.articles[d.Article] != ch.standing.articles[d.Article] {
			content, err := ch.stored(d.Article)
			if err != nil {
				return err
			}
			if err := ch.replace(content); err != nil {
				return err
			}
		}
	case diplo.MergeActor:
		ch.merged = ch.recorded
		if err := ch.merge(d, before, moved); err != nil {
			return err
		}
	case diplo.Distinguish:
		ch.merged = ch.recorded
	case diplo.AddAlias:
		if err := ch.mayBeOther(d.Actor); err != nil {
			return err
		}
	}
	ch.moved = moved
	return ch.write(nil)
}

// mayBeOther has the actor with that id settled.
func (ch *change) mayBeOther(key diplo.ActorID) error {
	id, err := ch.actor(key)
	if id != 0 {
		ch.dirty[id] = true
	}
	return err
}

// merge finds what a merge that was made or undone has a say in: actors, actions, and the events that moved is to hold.
func (ch *change) merge(d *diplo.Decision, before *standing, moved map[int64]bool) error {
	touched := []diplo.ActorID{before.who.Actor(d.Other), ch.standing.who.Actor(d.Other)}
	for _, name := range before.who.Names(d.Actor) {
		if before.who.Actor(name) == ch.standing.who.Actor(name) {
			continue
		}
		touched = append(touched, name, ch.standing.who.Actor(name))
		err := ch.c.query(ch.ctx, "SELECT m.event FROM mention_named n CROSS JOIN mention m ON m.id = n.mention CROSS JOIN article a ON a.id = m.id >> 20 WHERE n.actor = ? AND m.event <> 0 AND a.until = "+lastInstantSQL,
			[]any{string(name)}, func(row []any) error {
				moved[row[0].(int64)] = true
				return nil
			})
		if err != nil {
			return err
		}
		id, err := ch.actor(name)
		if err != nil {
			return err
		}
		err = ch.c.query(ch.ctx, "SELECT id FROM party WHERE actor = ? AND side BETWEEN 0 AND 2", []any{id}, func(row []any) error {
			moved[row[0].(int64)] = true
			return nil
		})
		if err != nil {
			return err
		}
		err = ch.c.query(ch.ctx, "SELECT action FROM action_record WHERE done_by = ? AND done_by <> ''", []any{string(name)}, func(row []any) error {
			ch.actions[row[0].(int64)] = true
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, actor := range touched {
		if err := ch.mayBeOther(actor); err != nil {
			return err
		}
	}
	// The rows of corrected events do not tell whom their mentions name.
	for key, decisions := range before.events {
		if !slices.ContainsFunc(decisions, func(d diplo.Decision) bool { return d.Kind == diplo.CorrectEvent }) {
			continue
		}
		q := ch.asking()
		q.who, q.then = before.who, before.who
		err := q.findEvents([]diplo.EventID{key}, func(_ diplo.EventID, id int64, _ diplo.EventID) { moved[id] = true })
		if err != nil {
			return err
		}
	}
	return nil
}

// move gives the mentions of the moved events to the events that they tell of now. All these are affected, or added.
func (ch *change) move(side *sides) error {
	type step struct {
		mention, since, from int64
		to                   diplo.EventID
	}
	var steps []step
	keys := map[diplo.EventID]int64{}
	for _, id := range sortedKeys(ch.moved) {
		ch.affected[id] = true
		row, err := ch.c.one(ch.ctx, "SELECT key FROM event WHERE id = ?", id)
		if err != nil {
			return err
		}
		key := diplo.EventID(row[0].(string))
		err = ch.c.query(ch.ctx, "SELECT m.id, m.since, m.body FROM mention m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event = ? AND a.until = "+lastInstantSQL,
			[]any{id}, func(row []any) error {
				m, err := readMention(row[2].([]byte))
				if err != nil {
					return err
				}
				now, _ := ch.resolve(row[0].(int64), m)
				if now.Event != key {
					keys[now.Event] = 0
					steps = append(steps, step{row[0].(int64), row[1].(int64), id, now.Event})
				}
				return nil
			})
		if err != nil {
			return err
		}
	}
	sorted := slices.Sorted(maps.Keys(keys))
	if err := findEvents(ch.ctx, ch.c, sorted, func(key diplo.EventID, id int64) { keys[key], ch.affected[id] = id, true }); err != nil {
		return err
	}
	var fresh []diplo.EventID
	for _, key := range sorted {
		if keys[key] != 0 {
			continue
		}
		var err error
		if keys[key], err = ch.newID("event"); err != nil {
			return err
		}
		fresh = append(fresh, key)
	}
	for _, s := range steps {
		if err := ch.c.exec("INSERT INTO mention_past VALUES (?, ?, ?, ?)", s.mention, s.since, ch.recorded, s.from); err != nil {
			return err
		}
		if err := ch.c.exec("UPDATE mention SET event = ?, since = ? WHERE id = ?", keys[s.to], ch.recorded, s.mention); err != nil {
			return err
		}
	}
	for _, key := range fresh {
		p, err := ch.evidence(keys[key])
		if err != nil {
			return err
		}
		p.fold()
		if err := ch.decided(p); err != nil {
			return err
		}
		if err := ch.addEvent(keys[key], p, side); err != nil {
			return err
		}
	}
	return nil
}

// stored reads the content of an article as it was put.
func (ch *change) stored(key diplo.ArticleID) (*preparedArticle, error) {
	row, err := ch.c.one(ch.ctx, articleColumns+" WHERE a.key = ? AND a.until = "+lastInstantSQL, string(key))
	if err != nil {
		return nil, err
	}
	article, err := articleOf(row)
	if err != nil {
		return nil, err
	}
	kept, err := ch.c.one(ch.ctx, "SELECT id, hash, lists FROM article WHERE key = ? AND until = "+lastInstantSQL, string(key))
	if err != nil {
		return nil, err
	}
	a := &preparedArticle{Article: &article, hash: kept[1].([]byte), words: foldedWords(article.Title, article.Text)}
	r := read(kept[2].([]byte))
	for t, listings := range []*[]listing{&a.actors, &a.actions, &a.offices} {
		for n := r.number(); n > 0 && !r.bad; n-- {
			row, err := ch.c.one(ch.ctx, "SELECT o.key, r.body FROM "+recordTables[t]+" r CROSS JOIN "+ownerTables[t]+" o ON o.id = r."+owners[recordTables[t]]+" WHERE r.id = ?", r.number())
			if err != nil {
				return nil, err
			}
			*listings = append(*listings, listing{row[0].(string), string(row[1].([]byte))})
		}
	}
	if err := r.done("an article's lists"); err != nil {
		return nil, err
	}
	first, last := mentionsOf(kept[0].(int64))
	err = ch.c.query(ch.ctx, "SELECT sentence, body FROM mention WHERE id BETWEEN ? AND ? ORDER BY id", []any{first, last}, func(row []any) error {
		m, err := readMention(row[1].([]byte))
		if err != nil {
			return err
		}
		number := int(row[0].(int64) - first)
		if number == len(a.sentences) {
			a.sentences = append(a.sentences, foldedWords(m.Quote))
		}
		a.mentions = append(a.mentions, preparedMention{m, m.Event, number, row[1].([]byte)})
		return nil
	})
	return a, err
}
