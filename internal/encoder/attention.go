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

// Apply gives what each of the rows finds in the words; both are of the model's width.
func (a *Attention) Apply(rows, words []float32) []float32 {
	s := rooms.Get().(*room)
	defer rooms.Put(s)
	p, width := a.query.processor, a.query.In
	s.words.set(p, words, width)
	s.rows.set(p, rows, width)
	a.ask(s, &s.rows, &s.words)
	a.gather(s, 0, s.rows.rows, s.words.rows)
	return a.out.Apply(nil, s.found[:len(rows)])
}

// among gives what the pieces of each text find in those of the same text; lengths says how many pieces each has. The
// numbers are the room's.
func (a *Attention) among(s *room, x []float32, lengths []int) []float32 {
	s.words.set(a.query.processor, x, a.query.In)
	a.ask(s, &s.words, &s.words)
	from := 0
	for _, n := range lengths {
		a.gather(s, from, n, n)
		from += n
	}
	s.told = a.out.Apply(s.told, s.found[:len(x)])
	return s.told
}

// room is what the work on some texts takes.
type room struct {
	rows, words                              quantised
	query, key, value, turned, scores, found []float32
	told, inner                              []float32
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// ask makes the queries of the rows, and the keys and values of the words.
func (a *Attention) ask(s *room, rows, words *quantised) {
	width := a.query.In
	// The work is done four rows at a time, which may be three more than there are.
	s.query, s.found = resize(s.query, (rows.rows+3)*width), resize(s.found, (rows.rows+3)*width)
	s.key, s.value = resize(s.key, words.rows*width), resize(s.value, words.rows*width)
	clear(s.query[rows.rows*width:])
	a.query.multiply(s.query, rows)
	a.key.multiply(s.key, words)
	a.value.multiply(s.value, words)
}

// gather fills the part of s.found for one text, whose rows and words both start at row from. What it writes beyond
// its rows is for the text behind to overwrite.
func (a *Attention) gather(s *room, from, rows, words int) {
	p, width := a.query.processor, a.query.In
	share, columns := width/a.heads, (words+15)&^15
	s.scores = resize(s.scores, 4*columns)
	for start := from * width; start < (from+1)*width; start += share {
		s.turned = turn(s.turned, s.key[start:], words, width, share)
		for row := 0; row < rows; row += 4 {
			p.combine(s.scores, columns, s.query[start+row*width:], width, s.turned, columns, share, columns)
			for r := range 4 {
				scores := s.scores[r*columns:][:columns]
				for t := words; t < columns; t++ {
					scores[t] = nothing
				}
				p.softmax(scores)
			}
			p.combine(s.found[start+row*width:], width, s.scores, columns, s.value[start:], width, words, share)
		}
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
