package judge

import "entente/internal/encoder"

// attentionHeads is how many heads a pair has to look at the words with.
const attentionHeads = 6

// head finds the tensors of the model's own part.
func (m *Model) head() error {
	linears := []struct {
		into    **encoder.Linear
		name    string
		in, out int
	}{
		{&m.source, "src", m.width, m.width}, {&m.target, "tgt", m.width, m.width},
		{&m.inner, "fi", m.width, 2 * m.width}, {&m.outer, "fo", 2 * m.width, m.width},
		{&m.pairRelation, "lin", m.width, len(m.relations)},
		{&m.wordQuery, "tq", m.width, m.width}, {&m.wordKey, "tk", m.width, m.width}, {&m.wordRelation, "tr", m.width, len(m.relations)},
		{&m.relationQuery, "re", m.width, len(m.relations)},
	}
	for _, l := range linears {
		found, err := m.encoder.Linear(l.name)
		if err != nil {
			return err
		}
		if found.In != l.in || found.Out != l.out {
			return errDamaged
		}
		*l.into = found
	}
	var err error
	if m.attention, err = m.encoder.Attention("cq", "ck", "cv", "co", attentionHeads); err != nil {
		return err
	}
	for name, into := range map[string]**encoder.Norm{"n0": &m.pairNorm, "n1": &m.toldNorm, "n2": &m.outerNorm} {
		norm, err := m.encoder.Norm(name)
		if err != nil {
			return err
		}
		*into = norm
	}
	var weight []float32
	tensors := []struct {
		into *[]float32
		name string
		size int
	}{
		{&m.itself, "same", m.width},
		{&m.found, "fw", len(m.relations) * foundKinds}, {&weight, "al", 1},
	}
	for _, t := range tensors {
		found, err := m.encoder.Tensor(t.name)
		if err != nil {
			return err
		}
		if len(found) != t.size {
			return errDamaged
		}
		*t.into = found
	}
	m.wordWeight = weight[0]
	return nil
}
