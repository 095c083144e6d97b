package embedded

import (
	"context"
	"database/sql/driver"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// relations are the rows of table relation, both ways.
type relations struct {
	ids   map[diplo.Relation]int64
	names map[int64]diplo.Relation
}

func (r relations) id(name diplo.Relation) (int64, error) {
	id, ok := r.ids[name]
	if !ok {
		return 0, diplo.Errorf(diplo.Invalid, "relation %q is not in the ontology", name)
	}
	return id, nil
}

// readRelations reads the table.
func readRelations(ctx context.Context, c *conn) (relations, error) {
	r := relations{ids: map[diplo.Relation]int64{}, names: map[int64]diplo.Relation{}}
	err := c.query(ctx, "SELECT id, name FROM relation", nil, func(row []driver.Value) error {
		id, name := row[0].(int64), diplo.Relation(row[1].(string))
		r.ids[name], r.names[id] = id, name
		return nil
	})
	return r, err
}

// writeRelations brings the table to what the ontology says now. Ids once given stay.
func writeRelations(c *conn) error {
	for _, info := range diplo.Ontology {
		err := c.exec(`INSERT INTO relation (name, type, quad, intensity) VALUES (?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET type = excluded.type, quad = excluded.quad, intensity = excluded.intensity
			WHERE type <> excluded.type OR quad <> excluded.quad OR intensity <> excluded.intensity`,
			string(info.Relation), string(info.Type), string(info.Type.Quad()), store.IntensityTenths(info.Relation))
		if err != nil {
			return err
		}
	}
	return nil
}

// modalities are the numbers of table event, in their order; new ones go to the end.
var modalities = []diplo.Modality{diplo.Asserted, diplo.Claimed, diplo.Planned, diplo.Hypothetical, diplo.Denied}

// modalityNumbers are the numbers of those that there are among the names.
func modalityNumbers(names []diplo.Modality) []any {
	var numbers []any
	for _, name := range names {
		if n := slices.Index(modalities, name); n >= 0 {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
