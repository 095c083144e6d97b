package neo4j

import (
	"slices"

	"entente/internal/diplo"
)

const (
	cypherEvents = `
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN id(e) AS element, e.record AS record, e.sourceCode AS sourceCode, e.targetCode AS targetCode`
	cypherEvidence = `
UNWIND $ids AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(a:Article)
RETURN id AS event, id(r) AS element, r.record AS record, r.sentence AS sentence, a.cluster AS cluster, a.outlet AS outlet, a.reliability AS reliability, a.age AS age`
)

// movedReport is a report that is of another event from now on.
type movedReport struct {
	element int64
	event   diplo.EventID
}

// readEvents reads the touched events with the evidence that other articles give, and folds them anew.
func (c *change) readEvents(tx transaction) error {
	for _, r := range c.fresh {
		if r.retracted {
			continue
		}
		r.events = make([]diplo.EventID, len(r.mentions))
		for i := range r.mentions {
			raw := &r.mentions[i].Mention
			m := c.now(raw)
			r.events[i] = m.Event
			c.touch(m.Event)
			c.noteFormer(raw, m.Event)
			c.evidence[m.Event] = append(c.evidence[m.Event], r.article.Evidence(m))
		}
	}
	// What is told under merges may lead on to other events.
	for read := 0; read < len(c.touched); {
		ids := c.touched[read:]
		read = len(c.touched)
		if err := c.readKnownEvents(tx, ids); err != nil {
			return err
		}
	}
	c.fold()
	return nil
}

// readKnownEvents reads those of the events that are there, and what is told of them.
func (c *change) readKnownEvents(tx transaction, ids []diplo.EventID) error {
	rows, err := tx.rows(cypherEvents, parameters{"ids": texts(ids)})
	if err != nil {
		return err
	}
	var there []string
	for i := range rows {
		row := &rows[i]
		e, err := readEvent(row.text("record"))
		if err != nil {
			return err
		}
		c.events[e.ID] = &eventNode{Event: *e, sourceCode: row.text("sourceCode"), targetCode: row.text("targetCode")}
		c.elements[eventRef(e.ID)] = field[int64](row, "element")
		there = append(there, string(e.ID))
		if row.err != nil {
			return row.err
		}
	}
	if len(there) == 0 {
		return nil
	}
	if rows, err = tx.rows(cypherEvidence, parameters{"ids": there}); err != nil {
		return err
	}
	for i := range rows {
		row := &rows[i]
		raw, err := readMention(row.text("record"), row.text("sentence"))
		if err != nil {
			return err
		}
		m := c.now(raw)
		if m.Event != diplo.EventID(row.text("event")) {
			c.moved = append(c.moved, movedReport{field[int64](row, "element"), m.Event})
			c.touch(m.Event)
		}
		c.noteFormer(raw, m.Event)
		c.evidence[m.Event] = append(c.evidence[m.Event], diplo.Evidence{
			Mention: m, Cluster: diplo.ClusterID(row.text("cluster")), Outlet: row.text("outlet"),
			Reliability: diplo.Reliability(row.text("reliability")), Reported: diplo.Day(-field[int64](row, "age")),
		})
		if row.err != nil {
			return row.err
		}
	}
	return nil
}

// fold makes the touched events of all their evidence.
func (c *change) fold() {
	for _, r := range c.fresh {
		for _, id := range r.events {
			if c.group != nil && c.events[id] == nil && c.folded[id] == nil {
				c.folded[id] = &eventNode{}
				c.results[c.owner[r]].NewEvents++
			}
		}
	}
	for _, id := range c.touched {
		evidence := c.evidence[id]
		if len(evidence) == 0 {
			continue
		}
		node := &eventNode{Event: diplo.Fold(evidence).Under(c.about(id), c.after.identity)}
		if known := c.events[id]; known != nil {
			node.Recorded = known.Recorded
		} else {
			node.Recorded = c.recorded
		}
		c.folded[id] = node
	}
}

// alsoNamed are the actors that reports of the event name and it does not: those of reports that are less sure, or were corrected.
func (c *change) alsoNamed(e *eventNode) []diplo.ActorID {
	var also []diplo.ActorID
	own := [...]diplo.ActorID{"", e.Source, e.Target, e.SourceFor, e.TargetFor, e.AttributedTo}
	for _, evidence := range c.evidence[e.ID] {
		m := evidence.Mention
		for _, id := range [...]diplo.ActorID{m.Source, m.Target, m.SourceFor, m.TargetFor, m.AttributedTo} {
			if !slices.Contains(own[:], id) && !slices.Contains(also, id) {
				also = append(also, id)
			}
		}
	}
	return also
}
