package neo4j

import (
	"slices"

	"entente/internal/diplo"
)

// What a naming is of.
const (
	subjectActor  = "actor"
	subjectAction = "action"
)

// usage is a naming or an office with how many articles are to list it more than before.
type usage struct {
	properties map[string]any // nil for one that only old readings list
	actor      *diplo.Actor   // what they say, of one sort
	action     *diplo.Action
	office     *diplo.Office
	more       int64
	there      bool
	uses       int64 // as it is; 0 when it is not there
}

// gone tells that no article will list it any more.
func (u *usage) gone() bool { return u.there && u.uses+u.more <= 0 }

// usages are namings or offices by id.
type usages map[string]*usage

// count notes that an article lists them, or no longer does.
func (u usages) count(ids []string, more int64) {
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		known := u[id]
		if known == nil {
			known = &usage{}
			u[id] = known
		}
		known.more += more
	}
}

// noteNames collects what the fresh readings say of actors, actions and offices.
func (c *change) noteNames() {
	for _, r := range c.fresh {
		if !r.retracted {
			c.list(r.actors, r.actions, r.offices)
		}
	}
}

// list notes that an article, or a correction, lists those.
func (c *change) list(actors []told[diplo.Actor], actions []told[diplo.Action], offices []told[diplo.Office]) {
	c.namings.count(append(contentIDs(actors), contentIDs(actions)...), 1)
	c.offices.count(contentIDs(offices), 1)
	for i := range actors {
		if u := c.namings[actors[i].id]; u.properties == nil {
			a := &actors[i].record
			u.actor = a
			u.properties = map[string]any{
				"id": actors[i].id, "subject": subjectActor, "of": string(a.ID), "kind": string(a.Kind), "name": a.Name, "code": a.Code, "aliases": a.Aliases,
			}
		}
	}
	for i := range actions {
		if u := c.namings[actions[i].id]; u.properties == nil {
			a := &actions[i].record
			u.action = a
			u.properties = map[string]any{"id": actions[i].id, "subject": subjectAction, "of": string(a.ID), "name": a.Name}
			putText(u.properties, "doneBy", a.DoneBy)
			putText(u.properties, "event", a.Event)
		}
	}
	for i := range offices {
		if u := c.offices[offices[i].id]; u.properties == nil {
			u.office = &offices[i].record
			u.properties = officeProperties(offices[i].id, u.office)
		}
	}
}

// names are the ids of the namings of the reading.
func (r *reading) names() []string { return append(contentIDs(r.actors), contentIDs(r.actions)...) }

const (
	cypherActors = `
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a AS node, id(a) AS element`
	cypherActions = `
UNWIND $ids AS id
MATCH (x:Action {id: id})
RETURN x AS node, id(x) AS element`
	cypherActorElements = `
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN id, id(a) AS element, a.code AS code`
	cypherActionElements = `
UNWIND $ids AS id
MATCH (x:Action {id: id})
RETURN id, id(x) AS element`
	cypherKnownNamings = `
UNWIND $ids AS id
MATCH (n:Naming {id: id})
RETURN id, n.uses AS uses, n.of AS of, n.subject AS subject`
	cypherKnownOffices = `
UNWIND $ids AS id
MATCH (o:Office {id: id})
RETURN id, o.uses AS uses`
	cypherNamings = `
MATCH (n:Naming) WHERE n.of IN $ids AND n.subject = $subject
RETURN n AS node, n.of AS of, n.id AS id`
	cypherDoneByAny = `
MATCH (x:Action) WHERE x.doneBy IN $ids
RETURN x.id AS id`
	cypherOfficesOfAny = `
MATCH (o:Office) WHERE o.holder IN $ids OR o.of IN $ids
RETURN o AS node, o.id AS id`
)

// readNames reads the actors and actions that the change may make others, and all that is said of them. What a
// naming says that is there already changes nothing.
func (c *change) readNames(tx transaction) error {
	if err := c.readUsages(tx); err != nil {
		return err
	}
	for _, u := range c.namings {
		switch {
		case u.there || u.more <= 0:
		case u.actor != nil:
			id := c.after.identity.Actor(u.actor.ID)
			c.actors.ids[id] = true
			c.actors.records[id] = append(c.actors.records[id], *u.actor)
		case u.action != nil:
			c.actions.ids[u.action.ID] = true
			c.actions.records[u.action.ID] = append(c.actions.records[u.action.ID], *u.action)
		}
	}
	if err := c.readMerging(tx); err != nil {
		return err
	}
	if err := c.readAffectedActors(tx); err != nil {
		return err
	}
	if err := c.readAffectedActions(tx); err != nil {
		return err
	}
	return c.readEnds(tx)
}

// readMerging reads which actions and offices name the actors that a decision makes others.
func (c *change) readMerging(tx transaction) error {
	if len(c.merging) == 0 {
		return nil
	}
	rows, err := tx.rows(cypherDoneByAny, parameters{"ids": texts(c.merging)})
	if err != nil {
		return err
	}
	for i := range rows {
		c.actions.ids[diplo.ActionID(rows[i].text("id"))] = true
	}
	names := map[diplo.ActorID]bool{}
	for _, id := range c.merging {
		c.actors.ids[id] = true
		for _, who := range []*diplo.Identity{c.before.identity, c.after.identity} {
			for _, name := range who.Names(id) {
				names[name] = true
			}
		}
	}
	return eachNode(tx, cypherOfficesOfAny, parameters{"ids": textKeys(names)}, func(row, node *fields) {
		o := readOffice(node)
		c.held[row.text("id")] = &o
	})
}

func (c *change) readAffectedActors(tx transaction) error {
	if len(c.actors.ids) == 0 {
		return nil
	}
	if err := eachNode(tx, cypherActors, parameters{"ids": textKeys(c.actors.ids)}, func(row, node *fields) {
		a := readActor(node)
		c.actors.there[a.ID] = a
		c.elements[actorRef(a.ID)] = field[int64](row, "element")
	}); err != nil {
		return err
	}
	names := map[diplo.ActorID]bool{}
	for id := range c.actors.ids {
		for _, name := range c.after.identity.Names(id) {
			names[name] = true
		}
	}
	return eachNode(tx, cypherNamings, parameters{"ids": textKeys(names), "subject": subjectActor}, func(row, node *fields) {
		if u := c.namings[row.text("id")]; u != nil && u.gone() {
			return
		}
		a := readActor(node)
		a.ID = diplo.ActorID(row.text("of"))
		id := c.after.identity.Actor(a.ID)
		c.actors.records[id] = append(c.actors.records[id], *a)
	})
}

func (c *change) readAffectedActions(tx transaction) error {
	if len(c.actions.ids) == 0 {
		return nil
	}
	if err := eachNode(tx, cypherActions, parameters{"ids": textKeys(c.actions.ids)}, func(row, node *fields) {
		a := readAction(node)
		c.actions.there[a.ID] = a
		c.elements[actionRef(a.ID)] = field[int64](row, "element")
	}); err != nil {
		return err
	}
	return eachNode(tx, cypherNamings, parameters{"ids": textKeys(c.actions.ids), "subject": subjectAction}, func(row, node *fields) {
		if u := c.namings[row.text("id")]; u != nil && u.gone() {
			return
		}
		a := readAction(node)
		a.ID = diplo.ActionID(row.text("of"))
		c.actions.records[a.ID] = append(c.actions.records[a.ID], *a)
	})
}

// actor is the actor of that id as it is to be, nil when there is to be none. It is asked of those affected.
func (c *change) actor(id diplo.ActorID) *diplo.Actor {
	records := c.actors.records[id]
	if len(records) == 0 || c.after.identity.Actor(id) != id {
		return nil
	}
	var aliases []string
	for _, name := range c.after.identity.Names(id) {
		aliases = append(aliases, c.after.aliases[name]...)
	}
	a := diplo.ActorOf(id, records, aliases)
	return &a
}

// action is the action of that id as it is to be, nil when there is to be none. It is asked of those affected.
func (c *change) action(id diplo.ActionID) *diplo.Action {
	var all *diplo.Action
	for _, a := range c.actions.records[id] {
		a.DoneBy = c.after.identity.Actor(a.DoneBy)
		if all != nil {
			a = diplo.MergeActions(*all, a)
		}
		all = &a
	}
	return all
}

// readUsages reads which namings and offices are there.
func (c *change) readUsages(tx transaction) error {
	rows, err := tx.rows(cypherKnownNamings, parameters{"ids": c.namings.ids()})
	if err != nil {
		return err
	}
	for i := range rows {
		row := &rows[i]
		u := c.namings[row.text("id")]
		u.there, u.uses = true, field[int64](row, "uses")
		if u.gone() {
			if of := row.text("of"); row.text("subject") == subjectActor {
				c.actors.ids[c.after.identity.Actor(diplo.ActorID(of))] = true
			} else {
				c.actions.ids[diplo.ActionID(of)] = true
			}
		}
		if row.err != nil {
			return row.err
		}
	}
	if len(c.offices) == 0 {
		return nil
	}
	if rows, err = tx.rows(cypherKnownOffices, parameters{"ids": c.offices.ids()}); err != nil {
		return err
	}
	for i := range rows {
		u := c.offices[rows[i].text("id")]
		u.there, u.uses = true, field[int64](&rows[i], "uses")
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	return nil
}

func (u usages) ids() []string {
	ids := make([]string, 0, len(u))
	for id := range u {
		ids = append(ids, id)
	}
	return ids
}

// readEnds reads the nodes that the touched events draw edges to, as far as they stay what they are.
func (c *change) readEnds(tx transaction) error {
	actors, actions := map[diplo.ActorID]bool{}, map[diplo.ActionID]bool{}
	for _, events := range []map[diplo.EventID]*eventNode{c.events, c.folded} {
		for _, e := range events {
			if e == nil {
				continue
			}
			for _, id := range []diplo.ActorID{e.Source, e.Target, e.SourceFor, e.TargetFor} {
				if id != "" && !c.actors.ids[id] {
					actors[id] = true
				}
			}
			if e.Action != "" && !c.actions.ids[e.Action] {
				actions[e.Action] = true
			}
			for _, id := range c.alsoNamed(e) {
				if !c.actors.ids[id] {
					actors[id] = true
				}
			}
		}
	}
	rows, err := tx.rows(cypherActorElements, parameters{"ids": textKeys(actors)})
	if err != nil {
		return err
	}
	for i := range rows {
		id := diplo.ActorID(rows[i].text("id"))
		c.codes[id] = rows[i].text("code")
		c.elements[actorRef(id)] = field[int64](&rows[i], "element")
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	if len(actions) == 0 {
		return nil
	}
	if rows, err = tx.rows(cypherActionElements, parameters{"ids": textKeys(actions)}); err != nil {
		return err
	}
	return c.noteElements(labelAction, rows, "id")
}

// noteElements notes the elements of nodes with that label, from rows that have their key in a column.
func (c *change) noteElements(label string, rows []fields, key string) error {
	for i := range rows {
		c.elements[ref{label, rows[i].text(key)}] = field[int64](&rows[i], "element")
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	return nil
}

// eachNode runs the query and gives each row with the node in its column node.
func eachNode(tx transaction, cypher string, params parameters, use func(row, node *fields)) error {
	rows, err := tx.rows(cypher, params)
	if err != nil {
		return err
	}
	for i := range rows {
		node := rows[i].node("node")
		use(&rows[i], node)
		if node.err != nil {
			return node.err
		}
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	return nil
}

// nodesOf reads the nodes in the column node.
func nodesOf[T any](rows []fields, read func(*fields) T) ([]T, error) {
	all := make([]T, len(rows))
	for i := range rows {
		node := rows[i].node("node")
		all[i] = read(node)
		if node.err != nil {
			return nil, node.err
		}
	}
	return all, nil
}

// texts are the ids as a query takes them.
func texts[T ~string](ids []T) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return all
}

func textKeys[T ~string](set map[T]bool) []string {
	all := make([]string, 0, len(set))
	for id := range set {
		all = append(all, string(id))
	}
	return all
}
