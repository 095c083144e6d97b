package embedded

import (
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// relations are the rows of table relation: by name, and by id.
type relations struct {
	ids map[diplo.Relation]int64
	of  []relation
}

type relation struct {
	name      diplo.Relation
	eventType int64 // its place in diplo.EventTypes
	quad      int64 // its place in diplo.QuadClasses
	intensity int64 // in tenths
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
	r := relations{ids: map[diplo.Relation]int64{}}
	err := c.query(ctx, "SELECT id, name, type, quad, intensity FROM relation ORDER BY id", nil, func(row []any) error {
		id, name := row[0].(int64), diplo.Relation(row[1].(string))
		r.ids[name] = id
		r.of = append(r.of, make([]relation, int(id)+1-len(r.of))...)
		r.of[id] = relation{name, int64(slices.Index(diplo.EventTypes(), diplo.EventType(row[2].(string)))),
			int64(slices.Index(diplo.QuadClasses(), diplo.QuadClass(row[3].(string)))), row[4].(int64)}
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
