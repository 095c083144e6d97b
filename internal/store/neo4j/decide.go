package neo4j

import (
	"context"
	"encoding/json"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Decide keeps a decision and does what follows from it.
func (s *Store) Decide(ctx context.Context, decision diplo.Decision) (diplo.Decision, error) {
	if err := s.usable(ctx); err != nil {
		return diplo.Decision{}, err
	}
	if err := store.ValidateDecision(&decision); err != nil {
		return diplo.Decision{}, err
	}
	text, err := json.Marshal(decision) // and back, so that it shares no memory with the caller
	if err != nil {
		return diplo.Decision{}, diplo.Errorf(diplo.Invalid, "the decision can't be stored: %w", err)
	}
	var kept diplo.Decision
	var after *judgments
	id := decision.ID
	recorded := stored(s.now())
	err = s.write(ctx, func(tx transaction) error {
		var d diplo.Decision
		if err := json.Unmarshal(text, &d); err != nil {
			return diplo.Errorf(diplo.Internal, "a decision can't be read back: %w", err)
		}
		d.ID = id
		c := newChange(recorded)
		known, err := c.decide(tx, &s.decided, &d)
		kept, after = known, c.after
		id = known.ID // when this runs again because the answer to a commit was lost, it is the same decision
		return err
	})
	if err != nil {
		return diplo.Decision{}, err
	}
	s.decided.set(after)
	return copied(kept)
}

// copied shares no memory with the decision.
func copied(d diplo.Decision) (diplo.Decision, error) {
	text, err := json.Marshal(d)
	var same diplo.Decision
	if err == nil {
		err = json.Unmarshal(text, &same)
	}
	if err != nil {
		return diplo.Decision{}, diplo.Errorf(diplo.Internal, "a decision can't be copied: %w", err)
	}
	return same, nil
}

const (
	cypherCreateDecision = `
CREATE (d:Decision {id: $id, kind: $kind, author: $author, reason: $reason, recorded: $recorded, record: $record})
WITH d
MATCH (s:Schema {name: 'entente'}) SET s.decided = s.decided + 1`
	cypherUndo     = `MATCH (d:Decision {id: $undoes}) SET d.undone = $id, d.undoneAt = $recorded`
	cypherEventsOf = `
MATCH (e:Event) WHERE e.source IN $ids RETURN e.id AS id
UNION MATCH (e:Event) WHERE e.target IN $ids RETURN e.id AS id
UNION MATCH (e:Event) WHERE e.sourceFor IN $ids RETURN e.id AS id
UNION MATCH (e:Event) WHERE e.targetFor IN $ids RETURN e.id AS id
UNION MATCH (e:Event) WHERE e.attributedTo IN $ids RETURN e.id AS id
UNION MATCH (a:Actor)<-[:ALSO_NAMES]-(e:Event) WHERE a.id IN $ids RETURN e.id AS id`
	cypherStandsFor = `
UNWIND $ids AS id
OPTIONAL MATCH (e:Event {id: id})
OPTIONAL MATCH (f:Former {id: id}) WHERE f.until IS NULL
WITH id, e, collect(f.event) AS former
OPTIONAL MATCH (o:Event) WHERE e IS NULL AND o.id IN former
WITH id, e, min(o.id) AS other
RETURN id, coalesce(e.id, other) AS event`
	cypherActorIsThere = `
MATCH (a:Actor) WHERE a.id IN $ids
RETURN a.id AS id`
)

// decide keeps the decision and does what follows from it; it gives it as it is kept.
func (c *change) decide(tx transaction, known *decided, d *diplo.Decision) (diplo.Decision, error) {
	if err := c.lock(tx, known); err != nil {
		return *d, err
	}
	c.after = c.before
	if at := c.before.place(d.ID); d.ID != "" && at >= 0 {
		if !c.before.decisions[at].Says(d) {
			return *d, diplo.Errorf(diplo.Conflict, "another decision has the id %q", d.ID)
		}
		return c.before.decisions[at], nil
	}
	d.Recorded, d.Undone = c.recorded, ""
	if d.ID == "" {
		d.Identify()
	}
	if err := c.check(tx, d); err != nil {
		return *d, err
	}
	c.after = c.before.with(*d)
	if err := c.follow(tx, d); err != nil {
		return *d, err
	}
	if err := c.work(tx); err != nil {
		return *d, err
	}
	record, err := json.Marshal(d)
	if err != nil {
		return *d, diplo.Errorf(diplo.Invalid, "the decision can't be stored: %w", err)
	}
	said := parameters{
		"id": string(d.ID), "kind": string(d.Kind), "author": d.Author, "reason": d.Reason, "recorded": d.Recorded,
		"record": string(record), "undoes": string(d.Undoes),
	}
	if err := tx.run(cypherCreateDecision, said); err != nil {
		return *d, err
	}
	if d.Kind != diplo.UndoDecision {
		return *d, nil
	}
	return *d, tx.run(cypherUndo, said)
}

// check tells why the decision can't be made as things are.
func (c *change) check(tx transaction, d *diplo.Decision) error {
	missing := func(what any) error { return diplo.Errorf(diplo.NotFound, "there is no %q", what) }
	if d.Event != "" {
		id, err := c.standsFor(tx, d.Event)
		if err != nil {
			return err
		}
		if id == "" {
			return missing(d.Event)
		}
	}
	if d.Article != "" {
		if err := c.readKnown(tx, []string{string(d.Article)}); err != nil {
			return err
		}
		if _, there := c.articles[d.Article]; !there {
			return missing(d.Article)
		}
	}
	for _, id := range []diplo.ActorID{d.Actor, d.Other} {
		if id == "" {
			continue
		}
		rows, err := tx.rows(cypherActorIsThere, parameters{"ids": []string{string(c.before.identity.Actor(id))}})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return missing(id)
		}
	}
	switch d.Kind {
	case diplo.MergeActor, diplo.Distinguish:
		return c.before.identity.Check(d)
	case diplo.UndoDecision:
		at := c.before.place(d.Undoes)
		if at < 0 {
			return missing(d.Undoes)
		}
		return c.before.decisions[at].CheckUndo()
	}
	return nil
}

// standsFor is the id of the event that the id stands for, "" when there is none.
func (c *change) standsFor(tx transaction, id diplo.EventID) (diplo.EventID, error) {
	rows, err := tx.rows(cypherStandsFor, parameters{"ids": []string{string(id)}})
	if err != nil {
		return "", err
	}
	for i := range rows {
		return diplo.EventID(rows[i].text("event")), rows[i].err
	}
	return "", nil
}

// follow notes what the decision, or the one that it undoes, touches.
func (c *change) follow(tx transaction, d *diplo.Decision) error {
	undone := d.Kind == diplo.UndoDecision
	if undone {
		d = &c.before.decisions[c.before.place(d.Undoes)]
	}
	if d.Event != "" {
		id, err := c.standsFor(tx, d.Event)
		if err != nil {
			return err
		}
		if id != "" {
			c.touch(id)
		}
	}
	switch d.Kind {
	case diplo.CorrectEvent:
		listed := prepare(&diplo.CodedArticle{Actors: d.Correction.Actors, Actions: d.Correction.Actions})
		if undone {
			c.namings.count(listed.names(), -1)
		} else {
			c.list(listed.actors, listed.actions, nil)
		}
	case diplo.AddAlias:
		c.actors.ids[c.after.identity.Actor(d.Actor)] = true
	case diplo.RetractArticle:
		return c.retract(tx, d.Article)
	case diplo.MergeActor:
		return c.merge(tx, d)
	}
	return nil
}

// merge notes what names the actors that become others.
func (c *change) merge(tx transaction, d *diplo.Decision) error {
	merging := map[diplo.ActorID]bool{}
	for _, id := range []diplo.ActorID{d.Actor, d.Other} {
		merging[id], merging[c.before.identity.Actor(id)], merging[c.after.identity.Actor(id)] = true, true, true
	}
	for id := range merging {
		c.merging = append(c.merging, id)
	}
	changing := []string{string(c.before.identity.Actor(d.Actor))}
	rows, err := tx.rows(cypherEventsOf, parameters{"ids": changing})
	if err != nil {
		return err
	}
	for i := range rows {
		c.touch(diplo.EventID(rows[i].text("id")))
	}
	return nil
}

const (
	cypherHeldArticle  = `MATCH (a:Article {id: $id}) RETURN a AS node, a.hash AS hash, a.recorded AS recorded, a.held AS held, a.names AS names, a.offices AS offices`
	cypherHeldMentions = `
MATCH (:Article {id: $id})<-[r:REPORTED_IN]-(:Event)
RETURN r.record AS record, r.sentence AS sentence`
	cypherHeldNamings = `
UNWIND $ids AS id
MATCH (n:Naming {id: id})
RETURN n AS node, n.of AS of, n.subject AS subject`
	cypherHeldOffices = `
UNWIND $ids AS id
MATCH (o:Office {id: id})
RETURN o AS node`
)

// told is what was read in an article, as it is held back while the article is retracted.
type heldBack struct {
	Actors   []diplo.Actor
	Offices  []diplo.Office
	Actions  []diplo.Action
	Mentions []diplo.Mention
}

// heldBack is what was read, as JSON.
func (r *reading) heldBack() string {
	var held heldBack
	for i := range r.actors {
		held.Actors = append(held.Actors, r.actors[i].record)
	}
	for i := range r.offices {
		held.Offices = append(held.Offices, r.offices[i].record)
	}
	for i := range r.actions {
		held.Actions = append(held.Actions, r.actions[i].record)
	}
	for i := range r.mentions {
		held.Mentions = append(held.Mentions, r.mentions[i].Mention)
	}
	text, err := json.Marshal(held)
	if err != nil {
		panic(err) // texts, days and finite numbers always marshal
	}
	return string(text)
}

// retract makes the article's reading one that counts no longer, or counts again.
func (c *change) retract(tx transaction, id diplo.ArticleID) error {
	retracted := c.after.retracted[id]
	if retracted == c.before.retracted[id] {
		return nil
	}
	if err := c.readKnown(tx, []string{string(id)}); err != nil {
		return err
	}
	asked := parameters{"id": string(id)}
	rows, err := tx.rows(cypherHeldArticle, asked)
	if err != nil {
		return err
	}
	for i := range rows { // one, or none when it was deleted by other means
		node := rows[i].node("node")
		coded := diplo.CodedArticle{Article: *readArticle(node)}
		coded.Article.Recorded, coded.Article.Status = time.Time{}, ""
		if retracted {
			err = c.told(tx, &rows[i], &coded)
		} else {
			var held heldBack
			if err := json.Unmarshal([]byte(rows[i].text("held")), &held); err != nil {
				return diplo.Errorf(diplo.Internal, "what was read in article %q can't be read back: %w", id, err)
			}
			coded.Actors, coded.Offices, coded.Actions, coded.Mentions = held.Actors, held.Offices, held.Actions, held.Mentions
		}
		if err != nil {
			return err
		}
		r := prepare(&coded)
		r.hash, r.retracted = rows[i].text("hash"), retracted
		c.fresh, c.replaced = append(c.fresh, r), append(c.replaced, string(id))
		if node.err != nil {
			return node.err
		}
	}
	return nil
}

// told reads into coded what the article tells.
func (c *change) told(tx transaction, article *fields, coded *diplo.CodedArticle) error {
	rows, err := tx.rows(cypherHeldMentions, parameters{"id": string(coded.Article.ID)})
	if err != nil {
		return err
	}
	for i := range rows {
		m, err := readMentionRow(&rows[i])
		if err != nil {
			return err
		}
		coded.Mentions = append(coded.Mentions, *m)
	}
	if err := eachNode(tx, cypherHeldNamings, parameters{"ids": article.texts("names")}, func(row, node *fields) {
		if row.text("subject") == subjectActor {
			a := readActor(node)
			a.ID = diplo.ActorID(row.text("of"))
			coded.Actors = append(coded.Actors, *a)
		} else {
			a := readAction(node)
			a.ID = diplo.ActionID(row.text("of"))
			coded.Actions = append(coded.Actions, *a)
		}
	}); err != nil {
		return err
	}
	return eachNode(tx, cypherHeldOffices, parameters{"ids": article.texts("offices")}, func(_, node *fields) {
		coded.Offices = append(coded.Offices, readOffice(node))
	})
}
