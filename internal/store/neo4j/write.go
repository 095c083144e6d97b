package neo4j

import (
	"cmp"
	"slices"
	"strings"

	"entente/internal/diplo"
)

const (
	cypherReplaceArticles = `
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) SET a = row`

	cypherRemoveArticles = `
UNWIND $rows AS id
MATCH (a:Article {id: id})
DETACH DELETE a`
	cypherRemoveOutlets = `
UNWIND $rows AS name
MATCH (o:Outlet {name: name}) WHERE NOT EXISTS { (o)<-[:PUBLISHED_BY]-() }
DELETE o`

	cypherChangeActors = `
UNWIND $rows AS row
MATCH (a:Actor {id: row.properties.id})
REMOVE a:Country:Person:Organization:Group
SET a:$(row.label), a = row.properties`
	// Who has gone stays as he last was for those who ask as of then.
	cypherRemoveActors = `
UNWIND $rows AS id
MATCH (a:Actor {id: id})
MERGE (p:PastActor {id: id}) SET p = properties(a)
DETACH DELETE a`
	// The codes of events follow those of their actors; in events of the past, of who their actors are now.
	cypherChangeCodes = `
UNWIND $rows AS row
CALL (row) {
  MATCH (e:Event {source: row.actor}) SET e.sourceCode = row.code
}
CALL (row) {
  MATCH (e:Event {target: row.actor}) SET e.targetCode = row.code
}`
	cypherChangePastCodes = `
UNWIND $rows AS row
CALL (row) {
  MATCH (p:PastEvent) WHERE p.source IN row.names SET p.sourceCode = row.code
}
CALL (row) {
  MATCH (p:PastEvent) WHERE p.target IN row.names SET p.targetCode = row.code
}`

	cypherChangeActions = `
UNWIND $rows AS row
MATCH (x:Action {id: row.id}) SET x = row
WITH x
MATCH (x)-[r:DONE_BY|IS]->() DELETE r`
	cypherRemoveActions = `
UNWIND $rows AS id
MATCH (x:Action {id: id})
MERGE (p:PastAction {id: id}) SET p = properties(x)
DETACH DELETE x`
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
MATCH (o:Office {id: row.id})
MATCH (holder:Actor {id: row.holder})
MATCH (of:Actor {id: row.of})
SET o.heldBy = row.holder
CREATE (holder)-[h:HOLDS]->(of)
SET h.office = o.id, h.title = o.title, h.role = o.role, h.from = o.from, h.to = o.to`
	cypherEraseHolds = `
UNWIND $rows AS row
MATCH (o:Office {id: row.id})
MATCH (:Actor {id: o.heldBy})-[h:HOLDS {office: row.id}]->()
DELETE h`

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
OPTIONAL MATCH (:Actor {id: o.heldBy})-[h:HOLDS {office: id}]->()
DELETE h, o`

	// An event that changes or goes stays as it was for those who ask as of then; that it was added is told by
	// its node as long as there is one.
	cypherPastEvents = `
UNWIND $rows AS id
MATCH (e:Event {id: id})
CREATE (p:PastEvent) SET p = properties(e), p.since = coalesce(e.since, e.recorded), p.until = $recorded, e.since = $recorded`
	cypherRemoveEvents = `
UNWIND $rows AS id
MATCH (e:Event {id: id})
CREATE (:Change {sequence: e.sequence, kind: 'ADDED', event: id, recorded: e.recorded})
DETACH DELETE e`
	cypherChanges = `
UNWIND $rows AS r
CREATE (:Change {sequence: r[0], kind: r[1], event: r[2], recorded: $recorded})`
	cypherMoveReports = `
UNWIND $rows AS row
MATCH (was:Event)-[r]->(a:Article) WHERE id(r) = row[0]
MATCH (e:Event {id: row[1]})
CREATE (p:PastMention) SET p = properties(r), p.event = was.id, p.article = a.id, p.outlet = a.outlet, p.age = a.age,
  p.since = coalesce(r.since, a.since, a.recorded), p.until = $recorded
CREATE (e)-[n:REPORTED_IN]->(a) SET n = properties(r), n.since = $recorded
DELETE r`
	cypherEraseAlso = `
UNWIND $rows AS id
MATCH (e:Event {id: id})-[r:ALSO_NAMES]->()
DELETE r`
	cypherDrawAlso = `
UNWIND $rows AS row
MATCH (e:Event) WHERE id(e) = row[0]
MATCH (a:Actor) WHERE id(a) = row[1]
CREATE (e)-[:ALSO_NAMES]->(a)`
	cypherFormer = `
MATCH (f:Former) WHERE f.event IN $ids AND f.until IS NULL
RETURN f.id AS id, f.event AS event`
	cypherEndFormer = `
UNWIND $rows AS row
MATCH (f:Former {id: row[0], event: row[1]}) WHERE f.until IS NULL
SET f.until = $recorded`
	cypherNoteFormer = `
UNWIND $rows AS row
CREATE (:Former {id: row[0], event: row[1], since: $recorded})`

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
	if err := tx.runAll(c.recorded, []written{
		{cypherPastEvents, events.past}, {cypherChangeActors, actors.changed}, {cypherChangeActions, actions.changed},
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
	if err := c.writeAlso(tx); err != nil {
		return err
	}
	if err := c.writeFormer(tx); err != nil {
		return err
	}
	if !c.acted && len(actions.created) == 0 { // then no event can be an action's
		events.createdIDs = nil
	}
	shrinking, growing, err := c.pairDifferences()
	if err != nil {
		return err
	}
	if err := tx.runAll(c.recorded, []written{
		{cypherRemoveEvents, events.gone}, {cypherChanges, events.changes},
		{cypherDoneBy, actions.facing}, {cypherActionIs, actions.facing}, {cypherEventHasFace, events.createdIDs},
		{cypherEraseHolds, c.heldAnew(nil)}, {cypherHolds, c.heldAnew(offices.created)},
		{cypherPairs, shrinking}, {cypherPairs, growing}, {cypherRemovePairs, shrinking},
		{cypherChangeCodes, actors.codes}, {cypherChangePastCodes, actors.pastCodes},
		{cypherUseNamings, namings.changed}, {cypherUseOffices, offices.changed},
		{cypherRemoveNamings, namings.gone}, {cypherRemoveOffices, offices.gone},
		{cypherRemoveActions, actions.gone}, {cypherRemoveActors, actors.gone}, {cypherRemoveArticles, anys(c.gone)}, {cypherRemoveOutlets, anys(c.oldOutlets)},
	}); err != nil {
		return err
	}
	return tx.run(cypherNoteWrite, parameters{"longest": max(c.longest, events.longest), "recorded": c.recorded, "sequence": c.sequence})
}

// heldAnew are the rows of the offices whose edges are to be drawn, of those who hold them now: those created, and those whose actors
// became others.
func (c *change) heldAnew(created []any) []any {
	var rows []any
	add := func(id string, o *diplo.Office) {
		rows = append(rows, map[string]any{"id": id, "holder": string(c.after.identity.Actor(o.Holder)), "of": string(c.after.identity.Actor(o.Of))})
	}
	for _, properties := range created {
		id := properties.(map[string]any)["id"].(string)
		add(id, c.offices[id].office)
	}
	for id, o := range c.held {
		if u := c.offices[id]; u == nil || !u.gone() {
			add(id, o)
		}
	}
	return rows
}

// writeAlso draws the edges to those whom only reports name.
func (c *change) writeAlso(tx transaction) error {
	var known, drawn []any
	for _, id := range c.touched {
		if c.events[id] != nil {
			known = append(known, string(id))
		}
		if c.folded[id] == nil {
			continue
		}
		for _, actor := range c.alsoNamed(c.folded[id]) {
			to, err := c.elements.of(actorRef(actor))
			if err != nil {
				return err
			}
			drawn = append(drawn, []any{c.elements[eventRef(id)], to})
		}
	}
	return tx.runAll(c.recorded, []written{{cypherEraseAlso, known}, {cypherDrawAlso, drawn}})
}

// writeFormer writes which other ids stand for the touched events under merges.
func (c *change) writeFormer(tx transaction) error {
	var known []string
	if c.before.merges {
		for id := range c.events {
			known = append(known, string(id))
		}
	}
	standing := map[[2]diplo.EventID]bool{}
	if len(known) > 0 {
		rows, err := tx.rows(cypherFormer, parameters{"ids": known})
		if err != nil {
			return err
		}
		for i := range rows {
			standing[[2]diplo.EventID{diplo.EventID(rows[i].text("id")), diplo.EventID(rows[i].text("event"))}] = true
		}
	}
	var ended, noted []any
	for event, ids := range c.former {
		for id := range ids {
			if key := [2]diplo.EventID{id, event}; standing[key] {
				delete(standing, key)
			} else {
				noted = append(noted, []any{string(id), string(event)})
			}
		}
	}
	for key := range standing {
		ended = append(ended, []any{string(key[0]), string(key[1])})
	}
	return tx.runAll(c.recorded, []written{{cypherEndFormer, ended}, {cypherNoteFormer, noted}})
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

// eventDifferences are what makes the events what they are to be.
type eventDifferences struct {
	created, changed, redrawn []*eventNode // as they are to be; redrawn are changed too
	createdIDs, gone          []any
	past                      []any        // ids of those that are read otherwise from now on, or go
	changes                   []any        // the rows of what happened but additions
	erased                    []*eventNode // as they are
	longest                   int64
}

func (c *change) eventDifferences() eventDifferences {
	var d eventDifferences
	var changed, gone []diplo.EventID
	for _, id := range c.touched {
		known, wanted := c.events[id], c.folded[id]
		if wanted == nil {
			if known != nil {
				d.erased, gone = append(d.erased, known), append(gone, id)
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
			continue
		case *known == *wanted:
			continue
		case known.drawnAs(wanted):
			d.changed = append(d.changed, wanted)
		default:
			d.erased, d.redrawn = append(d.erased, known), append(d.redrawn, wanted)
		}
		if known.Event != wanted.Event {
			changed = append(changed, id)
		}
	}
	// Numbers go by the ids, first of those added, so that among these they order as instants and ids do.
	slices.SortFunc(d.created, func(a, b *eventNode) int { return strings.Compare(string(a.ID), string(b.ID)) })
	next := c.sequence + int64(len(d.created))
	for _, happened := range []struct {
		kind diplo.ChangeKind
		ids  []diplo.EventID
	}{{diplo.Changed, changed}, {diplo.Removed, gone}} {
		slices.Sort(happened.ids)
		for _, id := range happened.ids {
			next++
			d.past = append(d.past, string(id))
			d.changes = append(d.changes, []any{next, string(happened.kind), string(id)})
		}
	}
	d.gone = anys(texts(gone))
	return d
}

// writeEvents writes and draws the events and the reports of them.
func (c *change) writeEvents(tx transaction, d *eventDifferences) error {
	sequence := map[diplo.EventID]int64{}
	for _, e := range d.created {
		c.sequence++
		sequence[e.ID] = c.sequence
	}
	// Those of one source together, which come to lie together in the indexes too.
	slices.SortFunc(d.created, func(a, b *eventNode) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target))
	})
	if err := c.draw(tx, createEvent, d.created, sequence); err != nil {
		return err
	}
	c.sequence += int64(len(d.changes))
	if err := c.draw(tx, changeEvent, d.redrawn, nil); err != nil {
		return err
	}
	var changed []any
	for _, e := range d.changed {
		changed = append(changed, e.row())
	}
	var moved []any
	for _, m := range c.moved {
		moved = append(moved, []any{m.element, string(m.event)})
	}
	if err := tx.runAll(c.recorded, []written{{"UNWIND $rows AS r\n" + changeEvent, changed}, {cypherMoveReports, moved}}); err != nil {
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
		if r.retracted {
			continue
		}
		article, err := c.elements.of(ref{labelArticle, string(r.article.ID)})
		if err != nil {
			return err
		}
		for i := range r.mentions {
			event, err := c.elements.of(eventRef(r.events[i]))
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
	if !c.actors.ids[id] {
		return c.codes[id]
	}
	if a := c.actor(id); a != nil {
		return a.Code
	}
	return ""
}

// actorDifferences are the rows that make the actors what they are to be.
type actorDifferences struct {
	created                         []node
	changed, codes, pastCodes, gone []any
}

func (c *change) actorDifferences() actorDifferences {
	var d actorDifferences
	for id := range c.actors.ids {
		known, wanted := c.actors.there[id], c.actor(id)
		if wanted != nil && (known == nil || known.Code != wanted.Code || slices.Contains(c.merging, id)) {
			code := map[string]any{"names": texts(c.after.identity.Names(id))}
			putText(code, "code", wanted.Code)
			d.pastCodes = append(d.pastCodes, code)
		}
		switch {
		case wanted == nil:
			if known != nil {
				d.gone = append(d.gone, string(id))
			}
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
	for id := range c.actions.ids {
		known, wanted := c.actions.there[id], c.action(id)
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
			properties := articleProperties(r, known.recorded)
			properties["since"] = c.recorded
			replaced = append(replaced, properties)
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
		for _, pair := range c.events[id].pairEnds() {
			difference[pair]--
		}
		for _, pair := range c.folded[id].pairEnds() {
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
