package judge

// gate is a first look at a report, by which pieces it has: a sum of weights that costs nothing beside reading it.
type gate struct {
	pieces   []float32 // by number, each counted once
	constant float32
	named    []float32 // by how many entities are named; the last is for more too
	found    []float32 // by how many events the frames found; the last is for more too
}

const mostNamed, mostFound = 5, 3

func (m *Model) readGate() error {
	pieces, err := m.encoder.Tensor("gate.piece")
	if err != nil {
		return err
	}
	rest, err := m.encoder.Tensor("gate.rest")
	if err != nil {
		return err
	}
	if len(pieces) != m.encoder.Vocabulary() || len(rest) != 1+mostNamed+1+mostFound+1 {
		return errDamaged
	}
	m.gate = gate{pieces: pieces, constant: rest[0], named: rest[1:][:mostNamed+1], found: rest[mostNamed+2:]}
	return nil
}

// maySayMore tells whether reading the report may be of use: when the frames found news, which is to be weighed, or
// when it looks like one that tells something.
func (x *reading) maySayMore(found []Found) bool {
	for _, f := range found {
		if f.Told {
			return true
		}
	}
	g := &x.model.gate
	sum := g.constant + g.named[min(len(x.entities)-1, mostNamed)] + g.found[min(len(found), mostFound)]
	seen := make(map[int]bool, len(x.text.Pieces))
	for _, piece := range x.text.Pieces {
		if !seen[piece.ID] && piece.End > piece.Start { // without the marks of start and end
			seen[piece.ID] = true
			sum += g.pieces[piece.ID]
		}
	}
	return sum >= 0
}
