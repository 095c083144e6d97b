package encoder

import (
	"fmt"
	"strconv"
)

// layer is one of the transformer's: attention among the pieces, then two products with a bend between them, each
// added to what it was made from and normalised.
type layer struct {
	attention    *Attention
	outNorm      *Norm
	inner, outer *Linear
	outerNorm    *Norm
}

func (m *Model) layer(n int) (l layer, err error) {
	name := "layer." + strconv.Itoa(n) + "."
	if l.attention, err = m.Attention(name+"q", name+"k", name+"v", name+"o", m.heads); err != nil {
		return l, err
	}
	if l.inner, err = m.Linear(name + "i"); err != nil {
		return l, err
	}
	if l.inner.In != m.width || l.inner.Out%32 != 0 {
		return l, fmt.Errorf("%w: %si is of another width", errDamaged, name)
	}
	if l.outer, err = m.linear(name+"f", l.inner.Out, m.width, 1); err != nil {
		return l, err
	}
	if l.outNorm, err = m.Norm(name + "n1"); err != nil {
		return l, err
	}
	l.outerNorm, err = m.Norm(name + "n2")
	return l, err
}

// apply changes x, a row for each piece.
func (l *layer) apply(x []float32) {
	l.outNorm.Add(x, l.attention.Apply(x, x))
	inner := l.inner.Apply(nil, x)
	Gelu(inner)
	l.outerNorm.Add(x, l.outer.Apply(nil, inner))
}

// Encode gives Width numbers for each piece: what it means where it stands. A tag tells of each piece what is known
// of it beforehand; tags and places beyond those that the model knows count as the last that it knows.
func (m *Model) Encode(pieces []Piece, tags []uint8) []float32 {
	x := make([]float32, len(pieces)*m.width)
	m.embed(x, pieces, tags)
	for n := range m.layers {
		m.layers[n].apply(x)
	}
	return x
}

func (m *Model) embed(x []float32, pieces []Piece, tags []uint8) {
	known, places := len(m.tags)/m.width, len(m.positions)/m.width
	sum := make([]float32, m.width)
	for i, piece := range pieces {
		row := x[i*m.width:][:m.width]
		scale, word := m.wordScales[piece.ID], m.words[piece.ID*m.width:][:m.width]
		position := m.positions[min(i, places-1)*m.width:][:m.width]
		tag := m.tags[min(int(tags[i]), known-1)*m.width:][:m.width]
		for d := range row {
			row[d] = float32(float32(int8(word[d]))*scale) + position[d]
			sum[d] = m.kind[d] + tag[d]
		}
		m.norm.Add(row, sum)
	}
}
