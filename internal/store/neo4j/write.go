package neo4j

import (
	"slices"
	"strings"

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
RETURN o.name AS name, id(o) AS element`
	cypherPublished = `
UNWIND $rows AS r
MATCH (a:Article) WHERE id(a) = r[0]
MATCH (o:Outlet) WHERE id(o) = r[1]
CREATE (a)-[:PUBLISHED_BY]->(o)`
	cypherHolds = `
UNWIND $rows AS row
MATCH (holder:Actor {id: row.holder})
MATCH (of:Actor {id: row.of})
CREATE (holder)-[h:HOLDS]->(of)
SET h.office = row.id, h.title = row.title, h.role = row.role, h.from = row.from, h.to = row.to`

	cypherUseNamings = `
UNWIND $rows AS r
MATCH (n:Naming {id: r[0]}) SET n.uses = r[1]`
	cypherUseOffices = `
UNWIND $rows AS r
MATCH (o:Office {id: r[0]}) SET o.uses = r[1]`
	cypherRemoveNamings = `
UNWIND $rows AS id
MATCH (n:Naming {id: id}) DELETE n`
	cypherRemoveOffices = `
UNWIND $rows AS id
MATCH (o:Office {id: id})
OPTIONAL MATCH (:Actor {id: o.holder})-[h:HOLDS {office: id}]->()
DELETE h, o`

	cypherRemoveEvents = `
UNWIND $rows AS id
MATCH (e:Event {id: id}) DETACH DELETE e`

	cypherPairs = `
UNWIND $rows AS row
MATCH (a:Actor) WHERE id(a) = row[0]
MATCH (b:Actor) WHERE id(b) = row[1]
MERGE (a)-[p:PAIR]->(b)
ON CREATE SET p.n = row[2]
ON MATCH SET p.n = p.n + row[2]`
	cypherRemovePairs = `
UNWIND $rows AS row
MATCH (a:Actor) WHERE id(a) = row[0]
MATCH (b:Actor) WHERE id(b) = row[1]
MATCH (a)-[p:PAIR]->(b) WHERE p.n <= 0
DELETE p`
	cypherNoteWrite = `MATCH (s:Schema {name: 'entente'}) SET s.longest = $longest, s.recorded = $recorded, s.sequence = $sequence`
)

// write writes the differences. What is gone goes last, when nothing hangs on it any more.
func (c *change) write(tx transaction) error {
	events := c.eventDifferences()
	actors := c.actorDifferences()
	actions := c.actionDifferences()
	namings, offices := c.namings.differences(), c.offices.differences()
	if err := erase(tx, events.erased); err != nil {
		return err
	}
	if err := runAll(tx, []written{
		{cypherRemoveEvents, events.gone}, {cypherChangeActors, actors.changed}, {cypherChangeActions, actions.changed},
	}); err != nil {
		return err
	}
	if err := c.writeArticles(tx); err != nil {
		return err
	}
	if err := c.elements.create(tx, slices.Concat(
		actors.created, actions.created, nodes(labelNaming, namings.created), nodes(labelOffice, offices.created))); err != nil {
		return err
	}
	if err := c.writeEvents(tx, &events); err != nil {
		return err
	}
	shrinking, growing, err := c.pairDifferences()
	if err != nil {
		return err
	}
	if err := runAll(tx, []written{
		{cypherDoneBy, actions.facing}, {cypherActionIs, actions.facing}, {cypherEventHasFace, events.createdIDs}, {cypherHolds, offices.created},
		{cypherPairs, shrinking}, {cypherPairs, growing}, {cypherRemovePairs, shrinking},
		{cypherChangeCodes, actors.codes},
		{cypherUseNamings, namings.changed}, {cypherUseOffices, offices.changed},
		{cypherRemoveNamings, namings.gone}, {cypherRemoveOffices, offices.gone},
		{cypherRemoveActions, actions.gone}, {cypherRemoveActors, actors.gone}, {cypherRemoveOutlets, anys(c.oldOutlets)},
	}); err != nil {
		return err
	}
	return tx.run(cypherNoteWrite, parameters{"longest": max(c.longest, events.longest), "recorded": c.recorded, "sequence": c.sequence})
}

// usageDifferences are the rows that make namings or offices what they are to be.
type usageDifferences struct {
	created       []any // properties
	changed, gone []any
}

func (u usages) differences() usageDifferences {
	var d usageDifferences
	for id, usage := range u {
		switch {
		case !usage.there:
			usage.properties["uses"] = usage.more
			d.created = append(d.created, usage.properties)
		case usage.gone():
			d.gone = append(d.gone, id)
		case usage.more != 0:
			d.changed = append(d.changed, []any{id, usage.uses + usage.more})
		}
	}
	return d
}

// nodes are nodes of that label to be made of their properties.
func nodes(label string, properties []any) []node {
	var all []node
	for _, p := range properties {
		p := p.(map[string]any)
		all = append(all, node{[]string{label}, p["id"].(string), p})
	}
	return all
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

// eventDifferences are what makes the events what they are to be.
type eventDifferences struct {
	created, changed, redrawn []*eventNode // as they are to be; redrawn are changed too
	createdIDs, gone          []any
	erased                    []*eventNode // as they are
	longest                   int64
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
			d.created = append(d.created, wanted)
			d.createdIDs = append(d.createdIDs, string(id))
		case *known == *wanted:
		case known.drawnAs(wanted):
			d.changed = append(d.changed, wanted)
		default:
			d.erased, d.redrawn = append(d.erased, known), append(d.redrawn, wanted)
		}
	}
	return d
}

// writeEvents writes and draws the events and the reports of them.
func (c *change) writeEvents(tx transaction, d *eventDifferences) error {
	// Numbers go by the ids, so that they order as instants and ids do.
	slices.SortFunc(d.created, func(a, b *eventNode) int { return strings.Compare(string(a.ID), string(b.ID)) })
	sequence := map[diplo.EventID]int64{}
	for _, e := range d.created {
		c.sequence++
		sequence[e.ID] = c.sequence
	}
	if err := c.draw(tx, createEvent, d.created, sequence); err != nil {
		return err
	}
	if err := c.draw(tx, changeEvent, d.redrawn, nil); err != nil {
		return err
	}
	var changed []any
	for _, e := range d.changed {
		changed = append(changed, e.row())
	}
	if err := tx.runEach("UNWIND $rows AS r\n"+changeEvent, changed); err != nil {
		return err
	}
	return c.report(tx)
}

// draw writes the events, by a query that begins so, and draws their edges.
func (c *change) draw(tx transaction, first string, events []*eventNode, sequence map[diplo.EventID]int64) error {
	type group struct {
		ids  []diplo.EventID
		rows []any
	}
	groups := map[sketch]*group{}
	for _, e := range events {
		sketch, nodes := e.sketch()
		row := append(e.row(), e.kind(), sequence[e.ID])
		for _, ref := range nodes {
			element, err := c.elements.of(ref)
			if err != nil {
				return err
			}
			row = append(row, element)
		}
		g := groups[sketch]
		if g == nil {
			g = &group{}
			groups[sketch] = g
		}
		g.ids, g.rows = append(g.ids, e.ID), append(g.rows, row)
	}
	for sketch, g := range groups {
		cypher := sketch.drawing(first)
		for len(g.rows) > 0 {
			n := min(len(g.rows), rowsPerQuery)
			elements, err := tx.elements(cypher, parameters{"rows": g.rows[:n], "recorded": c.recorded})
			if err != nil {
				return err
			}
			for i, element := range elements {
				c.elements[eventRef(g.ids[i])] = element
			}
			g.ids, g.rows = g.ids[n:], g.rows[n:]
		}
	}
	return nil
}

// report draws the edges from events to the articles of the fresh readings.
func (c *change) report(tx transaction) error {
	var rows []any
	for _, r := range c.fresh {
		article, err := c.elements.of(ref{labelArticle, string(r.article.ID)})
		if err != nil {
			return err
		}
		for i := range r.mentions {
			event, err := c.elements.of(eventRef(r.mentions[i].Event))
			if err != nil {
				return err
			}
			rows = append(rows, reportRow(event, article, r.article.Text, &r.mentions[i]))
		}
	}
	return tx.runEach(cypherReports, rows)
}

// codeOf is the code that the actor is to have.
func (c *change) codeOf(id diplo.ActorID) string {
	if c.actors.told[id] == nil && !c.actors.lost[id] {
		return c.codes[id]
	}
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
			replaced = append(replaced, articleProperties(r, known.recorded))
		} else {
			created = append(created, node{[]string{labelArticle}, string(r.article.ID), articleProperties(r, c.recorded)})
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
	if err := c.noteElements(labelOutlet, rows, "name"); err != nil {
		return err
	}
	var published []any
	for _, r := range c.fresh {
		if r.article.Outlet != "" {
			published = append(published, []any{c.elements[ref{labelArticle, string(r.article.ID)}], c.elements[ref{labelOutlet, r.article.Outlet}]})
		}
	}
	return tx.runEach(cypherPublished, published)
}

// wordsAt is that part of the text; "" when the text has no such part.
func wordsAt(text string, s diplo.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// pairDifferences are the rows that change the counts of pairs: those that may come to nothing, and those that grow.
func (c *change) pairDifferences() (shrinking, growing []any, err error) {
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
		if n == 0 {
			continue
		}
		low, err := c.elements.of(actorRef(pair[0]))
		if err != nil {
			return nil, nil, err
		}
		high, err := c.elements.of(actorRef(pair[1]))
		if err != nil {
			return nil, nil, err
		}
		if row := []any{low, high, n}; n > 0 {
			growing = append(growing, row)
		} else {
			shrinking = append(shrinking, row)
		}
	}
	return shrinking, growing, nil
}

func anys(ids []string) []any {
	all := make([]any, len(ids))
	for i, id := range ids {
		all[i] = id
	}
	return all
}
