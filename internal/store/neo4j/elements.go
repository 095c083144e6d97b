package neo4j

import "entente/internal/diplo"

// elements are the server's own numbers of nodes, good within the transaction. Edges are drawn by them:
// a look-up by id in an index costs several times as much, most of all for nodes that the transaction itself made.
type elements map[ref]int64

const cypherCreateNodes = `
UNWIND $rows AS row
CREATE (n:$(row.labels)) SET n = row.properties
RETURN collect(id(n)) AS elements`

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
		made, err := tx.elements(cypherCreateNodes, parameters{"rows": rows})
		if err != nil {
			return err
		}
		for i, element := range made {
			e[ref{part[i].labels[0], part[i].id}] = element
		}
	}
	return nil
}

// elements runs a query that makes or finds one node for each row, and gives their numbers in that order.
func (t transaction) elements(cypher string, params parameters) ([]int64, error) {
	answer, err := t.rows(cypher, params)
	if err != nil {
		return nil, err
	}
	if len(answer) != 1 {
		return nil, diplo.Errorf(diplo.Internal, "the numbers of nodes came in %d rows", len(answer))
	}
	list := field[[]any](&answer[0], "elements")
	if rows := params["rows"].([]any); len(list) != len(rows) {
		return nil, diplo.Errorf(diplo.Internal, "Neo4j gave %d nodes for %d", len(list), len(rows))
	}
	all := make([]int64, len(list))
	for i, value := range list {
		element, ok := value.(int64)
		if !ok {
			return nil, diplo.Errorf(diplo.Internal, "the number of a node is a %T", value)
		}
		all[i] = element
	}
	return all, answer[0].err
}

// of is the number of the node, which the graph must have.
func (e elements) of(r ref) (int64, error) {
	element, there := e[r]
	if !there {
		return 0, diplo.Errorf(diplo.Internal, "the graph lacks the %s %q, which it should have", r.label, r.id)
	}
	return element, nil
}
