package neo4j

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
)

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
	edgeSource   = "SOURCE"
	edgeTarget   = "TARGET"
	edgeAbout    = "ABOUT"
	edgeOnBehalf = "ON_BEHALF_OF"
)

func actorRef(id diplo.ActorID) ref   { return ref{labelActor, string(id)} }
func actionRef(id diplo.ActionID) ref { return ref{labelAction, string(id)} }
func eventRef(id diplo.EventID) ref   { return ref{labelEvent, string(id)} }

// sketch is what an event draws but its reports: which nodes, and how. Events of one sketch are drawn by one query.
type sketch struct {
	source    bool
	target    string // the label of the target's node, "" without one
	about     bool   // an action that is not the target
	sourceFor bool
	targetFor bool
	plain     bool
	derived   derivation
}

// derivation says to whom the derived edge goes, from whom the source acts on behalf of.
type derivation byte

const (
	notDerived derivation = iota
	toTarget
	toTargetFor
)

// sketch gives how the event is drawn, and the nodes in the order in which the query takes them.
func (e *eventNode) sketch() (sketch, []ref) {
	var s sketch
	var nodes []ref
	if e.Source != "" {
		s.source = true
		nodes = append(nodes, actorRef(e.Source))
	}
	target, targeted := e.target()
	if targeted {
		s.target = target.label
		nodes = append(nodes, target)
	}
	if e.Action != "" && !e.TargetIsAction {
		s.about = true
		nodes = append(nodes, actionRef(e.Action))
	}
	if e.SourceFor != "" {
		s.sourceFor = true
		nodes = append(nodes, actorRef(e.SourceFor))
	}
	if e.TargetFor != "" {
		s.targetFor = true
		nodes = append(nodes, actorRef(e.TargetFor))
	}
	for _, edge := range e.plainEdges() {
		switch {
		case !edge.derived:
			s.plain = true
		case edge.to == target:
			s.derived = toTarget
		default:
			s.derived = toTargetFor
		}
	}
	return s, nodes
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

// plainEdge is an edge that people draw and walk.
type plainEdge struct {
	from, to ref
	derived  bool // of the country or organisation that the source acts on behalf of
}

// plainEdges are one edge between source and target, and one more from whom the source acts on behalf of, to whom the target does.
func (e *eventNode) plainEdges() []plainEdge {
	target, ok := e.target()
	if !ok {
		return nil
	}
	var all []plainEdge
	if e.Source != "" {
		all = append(all, plainEdge{from: actorRef(e.Source), to: target})
	}
	if e.SourceFor != "" && e.SourceFor != e.Source {
		if target.label == labelActor && e.TargetFor != "" {
			target = actorRef(e.TargetFor)
		}
		if behalf := actorRef(e.SourceFor); behalf != target {
			all = append(all, plainEdge{from: behalf, to: target, derived: true})
		}
	}
	return all
}

// What stands in a row behind eventColumns: the type of the plain edge, the event's place in the order of changes, and the numbers
// of the nodes of the sketch.
var (
	kindColumn     = len(eventColumns)
	sequenceColumn = kindColumn + 1
	firstNode      = kindColumn + 2
)

// kind is the type of the event's plain edges: from the table, which a relation that was read need not be.
func (e *eventNode) kind() string { return string(e.Relation.Info().Relation) }

// drawing is the Cypher that draws events of the sketch; first binds e to the node of the row r.
func (s sketch) drawing(first string) string {
	var match, create strings.Builder
	next := firstNode
	kind := fmt.Sprintf("r[%d]", kindColumn)
	bind := func(name, label string) {
		fmt.Fprintf(&match, "MATCH (%s:%s) WHERE id(%s) = r[%d]\n", name, label, name, next)
		next++
	}
	own := func(edge, to string) { fmt.Fprintf(&create, "CREATE (e)-[:%s]->(%s)\n", edge, to) }
	plain := func(from, to, more string) {
		fmt.Fprintf(&create, "CREATE (%s)-[:$(%s) {event: %s, date: %s, modality: %s%s}]->(%s)\n",
			from, kind, column("id"), column("date"), column("modality"), more, to)
	}
	if s.source {
		bind("source", labelActor)
		own(edgeSource, "source")
	}
	if s.target != "" {
		bind("target", s.target)
		own(edgeTarget, "target")
	}
	if s.about {
		bind("about", labelAction)
		own(edgeAbout, "about")
	}
	if s.sourceFor {
		bind("sourceFor", labelActor)
		own(edgeOnBehalf+" {side: 'source'}", "sourceFor")
	}
	if s.targetFor {
		bind("targetFor", labelActor)
		own(edgeOnBehalf+" {side: 'target'}", "targetFor")
	}
	if s.plain {
		plain("source", "target", "")
	}
	switch s.derived {
	case toTarget:
		plain("sourceFor", "target", ", derived: true")
	case toTargetFor:
		plain("sourceFor", "targetFor", ", derived: true")
	}
	return "UNWIND $rows AS r\n" + match.String() + first + create.String() + "RETURN collect(id(e)) AS elements"
}

// column is where a query that takes rows of events finds that property.
func column(property string) string {
	return fmt.Sprintf("r[%d]", slices.Index(eventColumns, property))
}

var (
	// All properties at once: what is set on a node that is there is set beside each index again.
	createEvent = fmt.Sprintf("CREATE (e:Event {%s, recorded: $recorded, sequence: r[%d]})\n", propertyList(0, eventColumns), sequenceColumn)
	changeEvent = "MATCH (e:Event {id: r[0]}) SET e += " + propertyMap(0, eventColumns) + "\n"
)

// drawnAs tells whether the other event draws the same.
func (e *eventNode) drawnAs(other *eventNode) bool {
	one, nodes := e.sketch()
	another, others := other.sketch()
	return one == another && slices.Equal(nodes, others) && e.Relation == other.Relation && e.Modality == other.Modality && e.Date.Start == other.Date.Start
}

// pairEnds are the pairs that count the event, lower id first, each once: of one actor from either side, the source and whom it acts
// for facing the target and whom that acts for; none while the event does not stand.
func (e *eventNode) pairEnds() (pairs [][2]diplo.ActorID) {
	if e == nil || e.Modality != diplo.Asserted && e.Modality != diplo.Claimed || e.Status == diplo.Retracted {
		return nil
	}
	for _, source := range [2]diplo.ActorID{e.Source, e.SourceFor} {
		for _, target := range [2]diplo.ActorID{e.Target, e.TargetFor} {
			pair := [2]diplo.ActorID{min(source, target), max(source, target)}
			if source != "" && target != "" && source != target && !slices.Contains(pairs, pair) {
				pairs = append(pairs, pair)
			}
		}
	}
	return pairs
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
			row := map[string]any{"event": string(e.ID), "kind": e.kind(), "from": edge.from.id, "to": edge.to.id}
			if edge.to.label == labelAction {
				plainToAction = append(plainToAction, row)
			} else {
				plainToActor = append(plainToActor, row)
			}
		}
	}
	return tx.runAll(time.Time{}, []written{{cypherEraseOwn, own}, {cypherErasePlainToActor, plainToActor}, {cypherErasePlainToAction, plainToAction}})
}
