package neo4j

import (
	"fmt"

	"entente/internal/diplo"
)

// elements are the server's own ids of nodes, good within the transaction. Edges are drawn by them:
// a look-up by id in an index costs several times as much, most of all for nodes that the transaction itself made.
type elements map[ref]string

const (
	cypherCreateNodes = `
UNWIND $rows AS row
CREATE (n:$(row.labels)) SET n = row.properties
RETURN elementId(n) AS element`
	cypherDrawEdges = `
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:$(row.kind)]->(b) SET r = row.properties`
)

// node is a node to be made. Its first label and its id name it.
type node struct {
	labels     []string
	id         string
	properties map[string]any
}

// create makes the nodes.
func (e elements) create(tx transaction, nodes []node) error {
	for len(nodes) > 0 {
		part := nodes[:min(len(nodes), rowsPerQuery)]
		nodes = nodes[len(part):]
		rows := make([]any, len(part))
		for i, n := range part {
			rows[i] = map[string]any{"labels": n.labels, "properties": n.properties}
		}
		made, err := tx.rows(cypherCreateNodes, parameters{"rows": rows})
		if err != nil {
			return err
		}
		if len(made) != len(part) {
			return diplo.Errorf(diplo.Internal, "Neo4j made %d nodes of %d", len(made), len(part))
		}
		for i := range made {
			e[ref{part[i].labels[0], part[i].id}] = made[i].text("element")
			if made[i].err != nil {
				return made[i].err
			}
		}
	}
	return nil
}

// draw draws edges between nodes whose elements are known.
type drawing struct {
	elements elements
	rows     []any
	err      error
}

func (d *drawing) add(from ref, kind string, to ref, properties map[string]any) {
	a, b := d.elements[from], d.elements[to]
	if a == "" || b == "" {
		if d.err == nil {
			d.err = diplo.Errorf(diplo.Internal, "a %s can't be drawn from %v to %v: the graph lacks a node that it should have", kind, from, to)
		}
		return
	}
	d.rows = append(d.rows, map[string]any{"from": a, "to": b, "kind": kind, "properties": properties})
}

func (d *drawing) run(tx transaction) error {
	if d.err != nil {
		return fmt.Errorf("drawing: %w", d.err)
	}
	return tx.runEach(cypherDrawEdges, d.rows)
}
