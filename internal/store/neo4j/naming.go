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
		c.namings.count(r.names(), 1)
		c.offices.count(contentIDs(r.offices), 1)
		for i := range r.actors {
			if u := c.namings[r.actors[i].id]; u.properties == nil {
				a := &r.actors[i].record
				u.properties = map[string]any{
					"id": r.actors[i].id, "subject": subjectActor, "of": string(a.ID), "kind": string(a.Kind), "name": a.Name, "code": a.Code, "aliases": a.Aliases,
				}
			}
		}
		for i := range r.actions {
			if u := c.namings[r.actions[i].id]; u.properties == nil {
				a := &r.actions[i].record
				u.properties = map[string]any{"id": r.actions[i].id, "subject": subjectAction, "of": string(a.ID), "name": a.Name}
				putText(u.properties, "doneBy", a.DoneBy)
				putText(u.properties, "event", a.Event)
			}
		}
		for i := range r.offices {
			if u := c.offices[r.offices[i].id]; u.properties == nil {
				u.properties = officeProperties(r.offices[i].id, &r.offices[i].record)
			}
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
MATCH (n:Naming) WHERE n.of IN $ids AND n.subject = $subject AND NOT n.id IN $gone
RETURN n AS node, n.of AS of`
)

// readNames reads the actors and actions that the change touches, and what is left of those that lose a naming. What
// a naming says that is there already changes nothing.
func (c *change) readNames(tx transaction) error {
	if err := c.readUsages(tx); err != nil {
		return err
	}
	for _, r := range c.fresh {
		for i := range r.actors {
			if a := &r.actors[i]; !c.namings[a.id].there {
				c.actors.told[a.record.ID] = merged(c.actors.told[a.record.ID], &a.record, diplo.MergeActors)
			}
		}
		for i := range r.actions {
			if a := &r.actions[i]; !c.namings[a.id].there {
				c.actions.told[a.record.ID] = merged(c.actions.told[a.record.ID], &a.record, diplo.MergeActions)
			}
		}
	}
	if err := eachNode(tx, cypherActors, parameters{"ids": texts(c.actors.ids())}, func(row, node *fields) {
		a := readActor(node)
		c.actors.there[a.ID] = a
		c.elements[actorRef(a.ID)] = field[int64](row, "element")
	}); err != nil {
		return err
	}
	if err := eachNode(tx, cypherActions, parameters{"ids": texts(c.actions.ids())}, func(row, node *fields) {
		a := readAction(node)
		c.actions.there[a.ID] = a
		c.elements[actionRef(a.ID)] = field[int64](row, "element")
	}); err != nil {
		return err
	}
	if err := c.readLeft(tx); err != nil {
		return err
	}
	return c.readEnds(tx)
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
				c.actors.lost[diplo.ActorID(of)] = true
			} else {
				c.actions.lost[diplo.ActionID(of)] = true
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

// readLeft reads what the other articles say of the actors and actions that lose a naming.
func (c *change) readLeft(tx transaction) error {
	var gone []string
	for id, u := range c.namings {
		if u.gone() {
			gone = append(gone, id)
		}
	}
	if len(c.actors.lost) > 0 {
		asked := parameters{"ids": textKeys(c.actors.lost), "subject": subjectActor, "gone": gone}
		if err := eachNode(tx, cypherNamings, asked, func(row, node *fields) {
			a := readActor(node)
			a.ID = diplo.ActorID(row.text("of"))
			c.actors.left[a.ID] = merged(c.actors.left[a.ID], a, diplo.MergeActors)
		}); err != nil {
			return err
		}
	}
	if len(c.actions.lost) > 0 {
		asked := parameters{"ids": textKeys(c.actions.lost), "subject": subjectAction, "gone": gone}
		return eachNode(tx, cypherNamings, asked, func(row, node *fields) {
			a := readAction(node)
			a.ID = diplo.ActionID(row.text("of"))
			c.actions.left[a.ID] = merged(c.actions.left[a.ID], a, diplo.MergeActions)
		})
	}
	return nil
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
				if id != "" && c.actors.told[id] == nil && c.actors.there[id] == nil {
					actors[id] = true
				}
			}
			if e.Action != "" && c.actions.told[e.Action] == nil && c.actions.there[e.Action] == nil {
				actions[e.Action] = true
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
