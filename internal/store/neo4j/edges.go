package neo4j

import (
	"slices"

	"entente/internal/diplo"
)

// edge is a relationship that an event's node or its actors have because of what the event says.
type edge struct {
	kind    string // the relationship's type: a relation of the ontology or one of the constants below
	from    ref
	to      ref
	derived bool   // of the country or organisation that the source acts on behalf of
	side    string // whom ON_BEHALF_OF is about
}

// ref names a node.
type ref struct{ label, id string }

// The labels of nodes.
const (
	labelActor   = "Actor"
	labelAction  = "Action"
	labelEvent   = "Event"
	labelArticle = "Article"
	labelOutlet  = "Outlet"
	labelNaming  = "Naming"
	labelOffice  = "Office"
)

// The types of relationships that are not relations of the ontology.
const (
	edgeSource      = "SOURCE"
	edgeTarget      = "TARGET"
	edgeAbout       = "ABOUT"
	edgeOnBehalf    = "ON_BEHALF_OF"
	edgeReportedIn  = "REPORTED_IN"
	edgePublishedBy = "PUBLISHED_BY"
	edgeNames       = "NAMES"
)

func actorRef(id diplo.ActorID) ref   { return ref{labelActor, string(id)} }
func actionRef(id diplo.ActionID) ref { return ref{labelAction, string(id)} }

// edges are all that the event draws but its reports.
func (e *eventNode) edges() []edge {
	own := ref{labelEvent, string(e.ID)}
	var all []edge
	if e.Source != "" {
		all = append(all, edge{kind: edgeSource, from: own, to: actorRef(e.Source)})
	}
	if target, ok := e.target(); ok {
		all = append(all, edge{kind: edgeTarget, from: own, to: target})
	}
	if e.Action != "" && !e.TargetIsAction {
		all = append(all, edge{kind: edgeAbout, from: own, to: actionRef(e.Action)})
	}
	if e.SourceFor != "" {
		all = append(all, edge{kind: edgeOnBehalf, from: own, to: actorRef(e.SourceFor), side: "source"})
	}
	if e.TargetFor != "" {
		all = append(all, edge{kind: edgeOnBehalf, from: own, to: actorRef(e.TargetFor), side: "target"})
	}
	return append(all, e.plainEdges()...)
}

// target is the node that the event is done to: the action where that is condemned or called for, else the actor.
func (e *eventNode) target() (target ref, ok bool) {
	switch {
	case e.TargetIsAction && e.Action != "":
		return actionRef(e.Action), true
	case e.Target != "":
		return actorRef(e.Target), true
	}
	return ref{}, false
}

// plainEdges are the edges that people draw and walk: one between source and target, and one more from
// whom the source acts on behalf of, to whom the target does.
func (e *eventNode) plainEdges() []edge {
	target, ok := e.target()
	if !ok {
		return nil
	}
	kind := string(e.Relation.Info().Relation) // from the table, which a relation that was read need not be
	var all []edge
	if e.Source != "" {
		all = append(all, edge{kind: kind, from: actorRef(e.Source), to: target})
	}
	if e.SourceFor != "" && e.SourceFor != e.Source {
		if target.label == labelActor && e.TargetFor != "" {
			target = actorRef(e.TargetFor)
		}
		if behalf := actorRef(e.SourceFor); behalf != target {
			all = append(all, edge{kind: kind, from: behalf, to: target, derived: true})
		}
	}
	return all
}

// drawnAs tells whether the other event draws the same.
func (e *eventNode) drawnAs(other *eventNode) bool {
	return e.Modality == other.Modality && slices.Equal(e.edges(), other.edges())
}

// properties are those of the edge of the event.
func (g edge) properties(e *eventNode) map[string]any {
	if g.from.label == labelEvent {
		p := map[string]any{}
		putText(p, "side", g.side)
		return p
	}
	p := map[string]any{"event": string(e.ID), "modality": string(e.Modality)}
	if e.Date.Known() {
		p["date"] = readable(e.Date.Start)
	}
	if g.derived {
		p["derived"] = true
	}
	return p
}

// pairEnds are the actors of the pair that counts the event, lower id first; false when there are not two.
func (e *eventNode) pairEnds() (pair [2]diplo.ActorID, ok bool) {
	if e == nil || e.Source == "" || e.Target == "" || e.Source == e.Target {
		return pair, false
	}
	return [2]diplo.ActorID{min(e.Source, e.Target), max(e.Source, e.Target)}, true
}

const (
	cypherEraseOwn = `
UNWIND $rows AS id
MATCH (e:Event {id: id})-[r:SOURCE|TARGET|ABOUT|ON_BEHALF_OF]->()
DELETE r`
	// Both ends are looked up first: a busy actor has very many edges, and only those of the quieter end are walked.
	cypherErasePlainToActor = `
UNWIND $rows AS row
MATCH (s:Actor {id: row.from})
MATCH (t:Actor {id: row.to})
MATCH (s)-[r:$(row.kind) {event: row.event}]->(t)
DELETE r`
	cypherErasePlainToAction = `
UNWIND $rows AS row
MATCH (s:Actor {id: row.from})
MATCH (x:Action {id: row.to})
MATCH (s)-[r:$(row.kind) {event: row.event}]->(x)
DELETE r`
)

// erase takes the edges of the events away, as they were drawn.
func erase(tx transaction, events []*eventNode) error {
	var own, plainToActor, plainToAction []any
	for _, e := range events {
		own = append(own, string(e.ID))
		for _, edge := range e.plainEdges() {
			row := map[string]any{"event": string(e.ID), "kind": edge.kind, "from": edge.from.id, "to": edge.to.id}
			if edge.to.label == labelAction {
				plainToAction = append(plainToAction, row)
			} else {
				plainToActor = append(plainToActor, row)
			}
		}
	}
	return runAll(tx, []written{{cypherEraseOwn, own}, {cypherErasePlainToActor, plainToActor}, {cypherErasePlainToAction, plainToAction}})
}
