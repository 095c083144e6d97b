package neo4j

import (
	"reflect"
	"slices"

	"entente/internal/diplo"
)

const (
	cypherReplaceArticles = `
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) SET a = row`

	cypherRemoveOutlets = `
UNWIND $rows AS name
MATCH (o:Outlet {name: name}) WHERE NOT EXISTS { (o)<-[:PUBLISHED_BY]-() }
DELETE o`

	cypherChangeActors = `
UNWIND $rows AS row
MATCH (a:Actor {id: row.properties.id})
REMOVE a:Country:Person:Organization:Group
SET a:$(row.label), a = row.properties`
	cypherRemoveActors = `
UNWIND $rows AS id
MATCH (a:Actor {id: id}) DETACH DELETE a`
	// The codes of events follow those of their actors.
	cypherChangeCodes = `
UNWIND $rows AS row
CALL (row) {
  MATCH (e:Event {source: row.actor}) SET e.sourceCode = row.code
}
CALL (row) {
  MATCH (e:Event {target: row.actor}) SET e.targetCode = row.code
}`

	cypherChangeActions = `
UNWIND $rows AS row
MATCH (x:Action {id: row.id}) SET x = row
WITH x
MATCH (x)-[r:DONE_BY|IS]->() DELETE r`
	cypherRemoveActions = `
UNWIND $rows AS id
MATCH (x:Action {id: id}) DETACH DELETE x`
	cypherDoneBy = `
UNWIND $rows AS id
MATCH (x:Action {id: id})
MATCH (a:Actor {id: x.doneBy})
MERGE (x)-[:DONE_BY]->(a)`
	cypherActionIs = `
UNWIND $rows AS id
MATCH (x:Action {id: id})
MATCH (e:Event {id: x.event})
MERGE (x)-[:IS]->(e)`
	cypherEventHasFace = `
UNWIND $rows AS id
MATCH (x:Action {event: id})
MATCH (e:Event {id: id})
MERGE (x)-[:IS]->(e)`

	cypherOutlets = `
UNWIND $rows AS name
MERGE (o:Outlet {name: name})
RETURN o.name AS name, elementId(o) AS element`
	cypherHolds = `
UNWIND $rows AS row
MATCH (holder:Actor {id: row.holder})
MATCH (of:Actor {id: row.of})
CREATE (holder)-[h:HOLDS]->(of)
SET h.office = row.id, h.title = row.title, h.role = row.role, h.from = row.from, h.to = row.to`

	cypherRemoveNamings = `
UNWIND $rows AS id
MATCH (n:Naming {id: id}) DELETE n`
	cypherRemoveOffices = `
UNWIND $rows AS id
MATCH (o:Office {id: id})
OPTIONAL MATCH (:Actor {id: o.holder})-[h:HOLDS {office: id}]->()
DELETE h, o`

	cypherChangeEvents = `
UNWIND $rows AS row
MATCH (e:Event {id: row.id}) SET e = row`
	cypherRemoveEvents = `
UNWIND $rows AS id
MATCH (e:Event {id: id}) DETACH DELETE e`

	cypherPairs = `
UNWIND $rows AS row
MATCH (a:Actor {id: row.low})
MATCH (b:Actor {id: row.high})
MERGE (a)-[p:PAIR]->(b)
ON CREATE SET p.n = row.n
ON MATCH SET p.n = p.n + row.n`
	cypherRemovePairs = `
UNWIND $rows AS row
MATCH (a:Actor {id: row.low})
MATCH (b:Actor {id: row.high})
MATCH (a)-[p:PAIR]->(b) WHERE p.n <= 0
DELETE p`
	cypherNoteWrite = `MATCH (s:Schema {name: 'entente'}) SET s.longest = $longest, s.recorded = $recorded`
)

// write writes the differences. What is gone goes last, when nothing hangs on it any more.
func (c *change) write(tx transaction) error {
	events := c.eventDifferences()
	actors := c.actorDifferences()
	actions := c.actionDifferences()
	if err := erase(tx, events.erased); err != nil {
		return err
	}
	if err := runAll(tx, []written{
		{cypherRemoveEvents, events.gone}, {cypherChangeActors, actors.changed},
		{cypherChangeActions, actions.changed}, {cypherChangeEvents, events.changed},
	}); err != nil {
		return err
	}
	if err := c.writeArticles(tx); err != nil {
		return err
	}
	offices, err := c.createNames(tx)
	if err != nil {
		return err
	}
	if err := c.elements.create(tx, slices.Concat(actors.created, actions.created, events.created)); err != nil {
		return err
	}
	if err := c.draw(tx, events.drawn); err != nil {
		return err
	}
	shrinking, growing := c.pairDifferences()
	if err := runAll(tx, []written{
		{cypherDoneBy, actions.facing}, {cypherActionIs, actions.facing}, {cypherEventHasFace, events.createdIDs}, {cypherHolds, offices},
		{cypherPairs, shrinking}, {cypherPairs, growing}, {cypherRemovePairs, shrinking},
		{cypherChangeCodes, actors.codes},
		{cypherRemoveNamings, anys(c.goneNamings)}, {cypherRemoveOffices, anys(c.goneOffices)},
		{cypherRemoveActions, actions.gone}, {cypherRemoveActors, actors.gone}, {cypherRemoveOutlets, anys(c.oldOutlets)},
	}); err != nil {
		return err
	}
	return tx.run(cypherNoteWrite, parameters{"longest": max(c.longest, events.longest), "recorded": c.recorded})
}

// written is a query with the rows that it is to write.
type written struct {
	cypher string
	rows   []any
}

// runAll runs the queries that have rows, in order.
func runAll(tx transaction, queries []written) error {
	for _, q := range queries {
		if err := tx.runEach(q.cypher, q.rows); err != nil {
			return err
		}
	}
	return nil
}

// eventDifferences are the rows that make the events what they are to be.
type eventDifferences struct {
	created          []node
	changed          []any // properties
	createdIDs, gone []any
	erased           []*eventNode // as they are
	drawn            []*eventNode // as they are to be
	longest          int64
}

func (c *change) eventDifferences() eventDifferences {
	var d eventDifferences
	for _, id := range c.touched {
		known, wanted := c.events[id], c.folded[id]
		if wanted == nil {
			if known != nil {
				d.erased, d.gone = append(d.erased, known), append(d.gone, string(id))
			}
			continue
		}
		wanted.sourceCode, wanted.targetCode = c.codeOf(wanted.Source), c.codeOf(wanted.Target)
		if wanted.Date.Known() {
			d.longest = max(d.longest, int64(wanted.Date.End)-int64(wanted.Date.Start))
		}
		switch {
		case known == nil:
			d.created = append(d.created, node{[]string{labelEvent}, string(id), wanted.properties()})
			d.createdIDs = append(d.createdIDs, string(id))
			d.drawn = append(d.drawn, wanted)
		case !reflect.DeepEqual(known, wanted):
			d.changed = append(d.changed, wanted.properties())
			if !known.drawnAs(wanted) {
				d.erased, d.drawn = append(d.erased, known), append(d.drawn, wanted)
			}
		}
	}
	return d
}

// codeOf is the code that the actor is to have.
func (c *change) codeOf(id diplo.ActorID) string {
	if a := c.actors.result(id, diplo.MergeActors); a != nil {
		return a.Code
	}
	return ""
}

// actorDifferences are the rows that make the actors what they are to be.
type actorDifferences struct {
	created              []node
	changed, codes, gone []any
}

func (c *change) actorDifferences() actorDifferences {
	var d actorDifferences
	for _, id := range c.actors.ids() {
		known, wanted := c.actors.there[id], c.actors.result(id, diplo.MergeActors)
		switch {
		case wanted == nil:
			d.gone = append(d.gone, string(id))
		case known == nil:
			d.created = append(d.created, node{[]string{labelActor, actorLabel(wanted.Kind)}, string(id), actorProperties(wanted)})
		case !sameActor(known, wanted):
			d.changed = append(d.changed, map[string]any{"label": actorLabel(wanted.Kind), "properties": actorProperties(wanted)})
			if known.Code != wanted.Code {
				code := map[string]any{"actor": string(id)}
				putText(code, "code", wanted.Code) // null takes the property away
				d.codes = append(d.codes, code)
			}
		}
	}
	return d
}

func sameActor(a, b *diplo.Actor) bool {
	return a.Kind == b.Kind && a.Name == b.Name && a.Code == b.Code && slices.Equal(a.Aliases, b.Aliases)
}

// actionDifferences are the rows that make the actions what they are to be; facing are the ids
// of those whose edges are to be drawn.
type actionDifferences struct {
	created               []node
	changed, gone, facing []any
}

func (c *change) actionDifferences() actionDifferences {
	var d actionDifferences
	for _, id := range c.actions.ids() {
		known, wanted := c.actions.there[id], c.actions.result(id, diplo.MergeActions)
		switch {
		case wanted == nil:
			d.gone = append(d.gone, string(id))
		case known == nil:
			d.created = append(d.created, node{[]string{labelAction}, string(id), actionProperties(wanted)})
			d.facing = append(d.facing, string(id))
		case *known != *wanted:
			d.changed, d.facing = append(d.changed, actionProperties(wanted)), append(d.facing, string(id))
		}
	}
	return d
}

// writeArticles writes the articles and their outlets.
func (c *change) writeArticles(tx transaction) error {
	var created []node
	var replaced []any
	outlets := map[string]bool{}
	for _, r := range c.fresh {
		if known, there := c.articles[r.article.ID]; there {
			replaced = append(replaced, articleProperties(&r.article, r.hash, known.recorded))
		} else {
			created = append(created, node{[]string{labelArticle}, string(r.article.ID), articleProperties(&r.article, r.hash, c.recorded)})
		}
		if r.article.Outlet != "" {
			outlets[r.article.Outlet] = true
		}
	}
	if err := tx.runEach(cypherReplaceArticles, replaced); err != nil {
		return err
	}
	if err := c.elements.create(tx, created); err != nil {
		return err
	}
	rows, err := tx.rows(cypherOutlets, parameters{"rows": textKeys(outlets)})
	if err != nil {
		return err
	}
	return c.noteElements(labelOutlet, rows, "name")
}

// createNames makes the namings and offices that are new, and gives the rows of those offices.
func (c *change) createNames(tx transaction) ([]any, error) {
	var created []node
	var offices []any
	for id, properties := range c.namings {
		if c.elements[ref{labelNaming, id}] == "" {
			created = append(created, node{[]string{labelNaming}, id, properties})
		}
	}
	for id, properties := range c.offices {
		if c.elements[ref{labelOffice, id}] == "" {
			created = append(created, node{[]string{labelOffice}, id, properties})
			offices = append(offices, properties)
		}
	}
	return offices, c.elements.create(tx, created)
}

// draw draws the edges of the events, and those of the fresh readings' articles.
func (c *change) draw(tx transaction, events []*eventNode) error {
	d := &drawing{elements: c.elements}
	for _, e := range events {
		for _, edge := range e.edges() {
			d.add(edge.from, edge.kind, edge.to, edge.properties(e))
		}
	}
	nothing := map[string]any{}
	for _, r := range c.fresh {
		article := ref{labelArticle, string(r.article.ID)}
		if r.article.Outlet != "" {
			d.add(article, edgePublishedBy, ref{labelOutlet, r.article.Outlet}, nothing)
		}
		for name := range r.names() {
			d.add(article, edgeNames, name, nothing)
		}
		for i := range r.mentions {
			m := &r.mentions[i]
			d.add(ref{labelEvent, string(m.Event)}, edgeReportedIn, article,
				mentionProperties(&m.Mention, m.record, wordsAt(r.article.Text, m.Trigger), m.stands))
		}
	}
	return d.run(tx)
}

// wordsAt is that part of the text; "" when the text has no such part.
func wordsAt(text string, s diplo.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// pairDifferences are the rows that change the counts of pairs: those that may come to nothing, and those that grow.
func (c *change) pairDifferences() (shrinking, growing []any) {
	difference := map[[2]diplo.ActorID]int64{}
	for _, id := range c.touched {
		if pair, ok := c.events[id].pairEnds(); ok {
			difference[pair]--
		}
		if pair, ok := c.folded[id].pairEnds(); ok {
			difference[pair]++
		}
	}
	for pair, n := range difference {
		row := map[string]any{"low": string(pair[0]), "high": string(pair[1]), "n": n}
		switch {
		case n > 0:
			growing = append(growing, row)
		case n < 0:
			shrinking = append(shrinking, row)
		}
	}
	return shrinking, growing
}

func anys(ids []string) []any {
	all := make([]any, len(ids))
	for i, id := range ids {
		all[i] = id
	}
	return all
}
