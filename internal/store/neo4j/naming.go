package neo4j

import (
	"maps"
	"slices"

	"entente/internal/diplo"
)

// What a naming is of.
const (
	subjectActor  = "actor"
	subjectAction = "action"
)

// actorNaming is what an article says of an actor, a node that all articles share that say just the same.
func actorNaming(a *diplo.Actor) (id string, properties map[string]any) {
	id = contentID([]any{subjectActor, a})
	return id, map[string]any{
		"id": id, "subject": subjectActor, "of": string(a.ID), "kind": string(a.Kind), "name": a.Name, "code": a.Code, "aliases": a.Aliases,
	}
}

// actionNaming is what an article says of an action.
func actionNaming(a *diplo.Action) (id string, properties map[string]any) {
	id = contentID([]any{subjectAction, a})
	properties = map[string]any{"id": id, "subject": subjectAction, "of": string(a.ID), "name": a.Name}
	putText(properties, "doneBy", a.DoneBy)
	putText(properties, "event", a.Event)
	return id, properties
}

// noteNames collects what the fresh readings say of actors, actions and offices.
func (c *change) noteNames() {
	for _, r := range c.fresh {
		for i := range r.actors {
			a := &r.actors[i]
			id, properties := actorNaming(a)
			c.namings[id] = properties
			c.actors.told[a.ID] = merged(c.actors.told[a.ID], a, diplo.MergeActors)
		}
		for i := range r.actions {
			a := &r.actions[i]
			id, properties := actionNaming(a)
			c.namings[id] = properties
			c.actions.told[a.ID] = merged(c.actions.told[a.ID], a, diplo.MergeActions)
		}
		for i := range r.offices {
			properties := officeProperties(&r.offices[i])
			c.offices[properties["id"].(string)] = properties
		}
	}
}

// names are the namings and offices of the reading.
func (r *reading) names() map[ref]bool {
	names := map[ref]bool{}
	for i := range r.actors {
		id, _ := actorNaming(&r.actors[i])
		names[ref{labelNaming, id}] = true
	}
	for i := range r.actions {
		id, _ := actionNaming(&r.actions[i])
		names[ref{labelNaming, id}] = true
	}
	for i := range r.offices {
		names[ref{labelOffice, contentID(&r.offices[i])}] = true
	}
	return names
}

const (
	cypherActors = `
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a AS node`
	cypherActions = `
UNWIND $ids AS id
MATCH (x:Action {id: id})
RETURN x AS node`
	cypherKnownNamings = `
UNWIND $ids AS id
MATCH (n:Naming {id: id})
RETURN n.id AS id, elementId(n) AS element`
	cypherKnownOffices = `
UNWIND $ids AS id
MATCH (o:Office {id: id})
RETURN o.id AS id, elementId(o) AS element`
	cypherNamings = `
MATCH (n:Naming) WHERE n.of IN $ids AND n.subject = $subject AND NOT n.id IN $gone
RETURN n AS node, n.of AS of`
)

// readNames reads the actors and actions that the change touches, and what is left of those that lost a naming.
func (c *change) readNames(tx transaction) error {
	actors, actions := map[diplo.ActorID]bool{}, map[diplo.ActionID]bool{}
	for _, id := range c.actors.ids() {
		actors[id] = true
	}
	for _, id := range c.actions.ids() {
		actions[id] = true
	}
	for _, e := range c.folded {
		if e != nil {
			actors[e.Source], actors[e.Target], actors[e.SourceFor], actors[e.TargetFor] = true, true, true, true
			actions[e.Action] = true
		}
	}
	if err := eachNode(tx, cypherActors, parameters{"ids": textKeys(actors)}, func(row, node *fields) {
		a := readActor(node)
		c.actors.there[a.ID] = a
		c.elements[actorRef(a.ID)] = row.element("node")
	}); err != nil {
		return err
	}
	if err := eachNode(tx, cypherActions, parameters{"ids": textKeys(actions)}, func(row, node *fields) {
		a := readAction(node)
		c.actions.there[a.ID] = a
		c.elements[actionRef(a.ID)] = row.element("node")
	}); err != nil {
		return err
	}
	for _, known := range []struct {
		cypher, label string
		wanted        map[string]map[string]any
	}{{cypherKnownNamings, labelNaming, c.namings}, {cypherKnownOffices, labelOffice, c.offices}} {
		if len(known.wanted) == 0 {
			continue
		}
		rows, err := tx.rows(known.cypher, parameters{"ids": slices.Collect(maps.Keys(known.wanted))})
		if err != nil {
			return err
		}
		if err := c.noteElements(known.label, rows, "id"); err != nil {
			return err
		}
	}
	if len(c.actors.lost) > 0 {
		if err := eachNode(tx, cypherNamings, c.left(subjectActor, textKeys(c.actors.lost)), func(row, node *fields) {
			a := readActor(node)
			a.ID = diplo.ActorID(row.text("of"))
			c.actors.left[a.ID] = merged(c.actors.left[a.ID], a, diplo.MergeActors)
		}); err != nil {
			return err
		}
	}
	if len(c.actions.lost) > 0 {
		if err := eachNode(tx, cypherNamings, c.left(subjectAction, textKeys(c.actions.lost)), func(row, node *fields) {
			a := readAction(node)
			a.ID = diplo.ActionID(row.text("of"))
			c.actions.left[a.ID] = merged(c.actions.left[a.ID], a, diplo.MergeActions)
		}); err != nil {
			return err
		}
	}
	return nil
}

// noteElements notes the elements of nodes with that label, from rows that have their key in a column.
func (c *change) noteElements(label string, rows []fields, key string) error {
	for i := range rows {
		c.elements[ref{label, rows[i].text(key)}] = rows[i].text("element")
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	return nil
}

// left are the parameters that ask for the namings that are left.
func (c *change) left(subject string, ids []string) parameters {
	return parameters{"ids": ids, "subject": subject, "gone": texts(c.goneNamings)}
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
