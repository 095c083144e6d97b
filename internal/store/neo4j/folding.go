package neo4j

import "entente/internal/diplo"

const (
	cypherEvents = `
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN id(e) AS element, e.record AS record, e.sourceCode AS sourceCode, e.targetCode AS targetCode`
	cypherEvidence = `
UNWIND $ids AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(a:Article)
RETURN r.record AS record, r.sentence AS sentence, a.cluster AS cluster, a.outlet AS outlet, a.age AS age`
)

// readEvents reads the touched events with the evidence that other articles give, and folds them anew.
func (c *change) readEvents(tx transaction) error {
	for _, r := range c.fresh {
		for i := range r.mentions {
			c.touch(r.mentions[i].Event)
		}
	}
	rows, err := tx.rows(cypherEvents, parameters{"ids": texts(c.touched)})
	if err != nil {
		return err
	}
	for i := range rows {
		e, err := readEvent(rows[i].text("record"))
		if err != nil {
			return err
		}
		c.events[e.ID] = &eventNode{Event: *e, sourceCode: rows[i].text("sourceCode"), targetCode: rows[i].text("targetCode")}
		c.elements[eventRef(e.ID)] = field[int64](&rows[i], "element")
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	if len(c.events) > 0 {
		var there []string
		for id := range c.events {
			there = append(there, string(id))
		}
		rows, err := tx.rows(cypherEvidence, parameters{"ids": there})
		if err != nil {
			return err
		}
		for _, row := range rows {
			m, err := readMention(row.text("record"), row.text("sentence"))
			if err != nil {
				return err
			}
			c.evidence[m.Event] = append(c.evidence[m.Event], diplo.Evidence{
				Mention: m, Cluster: diplo.ClusterID(row.text("cluster")), Outlet: row.text("outlet"),
				Reported: diplo.Day(-field[int64](&row, "age")),
			})
			if row.err != nil {
				return row.err
			}
		}
	}
	c.fold()
	return nil
}

// fold makes the touched events of all their evidence.
func (c *change) fold() {
	firstPut := map[diplo.EventID]int{}
	for _, r := range c.fresh {
		for i := range r.mentions {
			m := &r.mentions[i].Mention
			c.evidence[m.Event] = append(c.evidence[m.Event], diplo.Evidence{
				Mention: m, Cluster: r.article.Cluster, Outlet: r.article.Outlet, Reported: r.article.Reported,
			})
			if _, seen := firstPut[m.Event]; !seen {
				firstPut[m.Event] = c.owner[r]
			}
		}
	}
	for _, id := range c.touched {
		evidence := c.evidence[id]
		if len(evidence) == 0 {
			continue
		}
		node := &eventNode{Event: diplo.Fold(evidence)}
		if known := c.events[id]; known != nil {
			node.Recorded, node.Status = known.Recorded, known.Status
		} else {
			node.Recorded = c.recorded
			c.results[firstPut[id]].NewEvents++
		}
		c.folded[id] = node
	}
}
