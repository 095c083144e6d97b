package encoder

import (
	"math"
	"sync"
)

// Attention lets rows ask for what they need of the words, in several heads, each with its share of the width.
// It may be applied by many at once.
type Attention struct {
	heads                  int
	query, key, value, out *Linear
}

// Attention is the one whose four layers are named, in so many heads; a share of the width is a multiple of 16.
func (m *Model) Attention(query, key, value, out string, heads int) (*Attention, error) {
	if heads <= 0 || m.width%heads != 0 || m.width/heads%16 != 0 {
		return nil, errDamaged
	}
	a := &Attention{heads: heads}
	scale := float32(1 / math.Sqrt(float64(m.width/heads)))
	for _, l := range []struct {
		into **Linear
		name string
		by   float32
	}{{&a.query, query, scale}, {&a.key, key, 1}, {&a.value, value, 1}, {&a.out, out, 1}} {
		found, err := m.linear(l.name, m.width, m.width, l.by)
		if err != nil {
			return nil, err
		}
		*l.into = found
	}
	return a, nil
}

// Apply gives what each of the rows finds in the words; both are of the model's width, and may be the same.
func (a *Attention) Apply(rows, words []float32) []float32 {
	s := rooms.Get().(*room)
	defer rooms.Put(s)
	p, width := a.query.processor, a.query.In
	asking := &s.words
	s.words.set(p, words, width)
	if &rows[0] != &words[0] {
		s.rows.set(p, rows, width)
		asking = &s.rows
	}
	fours := (asking.rows + 3) &^ 3 // the work is done four rows at a time
	s.query, s.found = resize(s.query, fours*width), resize(s.found, fours*width)
	s.key, s.value = resize(s.key, len(words)), resize(s.value, len(words))
	clear(s.query[len(rows):])
	a.query.multiply(s.query, asking)
	a.key.multiply(s.key, &s.words)
	a.value.multiply(s.value, &s.words)
	for head := range a.heads {
		a.gather(p, s, head, fours, s.words.rows)
	}
	return a.out.Apply(nil, s.found[:len(rows)])
}

// room is what the work on one text takes.
type room struct {
	rows, words                              quantised
	query, key, value, turned, scores, found []float32
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// gather fills one head's share of s.found.
func (a *Attention) gather(p *processor, s *room, head, rows, words int) {
	width := a.query.In
	share := width / a.heads
	from, columns := head*share, (words+15)&^15
	s.turned = turn(s.turned, s.key[from:], words, width, share)
	s.scores = resize(s.scores, 4*columns)
	for row := 0; row < rows; row += 4 {
		p.combine(s.scores, columns, s.query[row*width+from:], width, s.turned, columns, share, columns)
		for r := range 4 {
			scores := s.scores[r*columns:][:columns]
			for t := words; t < columns; t++ {
				scores[t] = nothing
			}
			p.softmax(scores)
		}
		p.combine(s.found[row*width+from:], width, s.scores, columns, s.value[from:], width, words, share)
	}
}

// nothing is a score so low that it has no part in a sum of exponentials.
const nothing = -1e9

// turn makes columns of rows, stride numbers apart and depth numbers long each; there is room for whole registers
// of columns, and zeros where there is no row.
func turn(out, rows []float32, count, stride, depth int) []float32 {
	columns := (count + 15) &^ 15
	out = resize(out, depth*columns)
	clear(out)
	for t := range count {
		for d, v := range rows[t*stride:][:depth] {
			out[d*columns+t] = v
		}
	}
	return out
}

// Products gives the inner products of the rows of a with those of b, width numbers each: len(a)/width rows of
// len(b)/width.
func Products(a, b []float32, width int) []float32 {
	rows, count := len(a)/width, len(b)/width
	columns := (count + 15) &^ 15
	turned := turn(nil, b, count, width, width)
	out, part := make([]float32, rows*count), make([]float32, 4*columns)
	four := make([]float32, 4*width)
	for row := 0; row < rows; row += 4 {
		clear(four)
		copy(four, a[row*width:])
		best().combine(part, columns, four, width, turned, columns, width, columns)
		for r := range min(4, rows-row) {
			copy(out[(row+r)*count:][:count], part[r*columns:])
		}
	}
	return out
}
