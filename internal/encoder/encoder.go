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

// apply changes x, a row for each piece of the texts, whose lengths it is told.
func (l *layer) apply(s *room, x []float32, lengths []int) {
	l.outNorm.Add(x, l.attention.among(s, x, lengths))
	s.inner = l.inner.Apply(s.inner, x)
	Gelu(s.inner)
	s.told = l.outer.Apply(s.told, s.inner)
	l.outerNorm.Add(x, s.told)
}

// Text is what is read as one. A tag tells of each piece what is known of it beforehand; tags and places beyond those
// that the model knows count as the last that it knows.
type Text struct {
	Pieces []Piece
	Tags   []uint8
}

// Encode gives Width numbers for each piece of each text: what it means where it stands. Several short texts at once
// take less time than one by one, as the weights, more than a processor's cache holds, are fetched once.
func (m *Model) Encode(texts ...Text) [][]float32 {
	s := rooms.Get().(*room)
	defer rooms.Put(s)
	lengths, rows := make([]int, len(texts)), 0
	for i, t := range texts {
		lengths[i] = len(t.Pieces)
		rows += len(t.Pieces)
	}
	x := make([]float32, rows*m.width)
	out, from := make([][]float32, len(texts)), 0
	for i, t := range texts {
		to := from + lengths[i]*m.width
		out[i] = x[from:to:to]
		m.embed(out[i], t)
		from = to
	}
	for n := range m.layers {
		m.layers[n].apply(s, x, lengths)
	}
	return out
}

func (m *Model) embed(x []float32, t Text) {
	known, places := len(m.tags)/m.width, len(m.positions)/m.width
	sum := make([]float32, m.width)
	for i, piece := range t.Pieces {
		row := x[i*m.width:][:m.width]
		scale, word := m.wordScales[piece.ID], m.words[piece.ID*m.width:][:m.width]
		position := m.positions[min(i, places-1)*m.width:][:m.width]
		tag := m.tags[min(int(t.Tags[i]), known-1)*m.width:][:m.width]
		for d := range row {
			row[d] = float32(float32(int8(word[d]))*scale) + position[d]
			sum[d] = m.kind[d] + tag[d]
		}
		m.norm.Add(row, sum)
	}
}
