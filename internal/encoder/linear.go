package encoder

import "sync"

// A Linear is a layer y = W·x + b whose weights are whole numbers of 8 bits, times a factor for each
// output. It may be applied by many at once.
type Linear struct {
	// In and Out are the widths of a row of x and of y; In is a multiple of 64.
	In, Out int

	processor     *processor
	panels        []byte // of processor.columns outputs: groups of 4 inputs × columns × 4 weights
	factors, bias []float32
}

// newLinear packs weights [out][in], each from -127 to 127 as a byte with sign.
func newLinear(p *processor, weights []byte, out, in int, factors, bias []float32) *Linear {
	l := &Linear{In: in, Out: out, processor: p, factors: factors, bias: bias}
	l.panels = make([]byte, (out+p.columns-1)/p.columns*p.columns*in)
	for output := range out {
		row := weights[output*in:][:in]
		panel := l.panels[output/p.columns*p.columns*in+output%p.columns*4:]
		for k := 0; k < in; k += 4 {
			group := panel[k*p.columns:][:4]
			for i, weight := range row[k : k+4] {
				group[i] = byte(int32(int8(weight)) + p.offset)
			}
		}
	}
	return l
}

// Apply multiplies rows of In numbers each and gives as many rows of Out numbers, in the memory of out
// where that is large enough. A row is first rounded to 255 steps between its largest number, in size,
// and the same below zero.
func (l *Linear) Apply(out, rows []float32) []float32 {
	q := quantiseds.Get().(*quantised)
	defer quantiseds.Put(q)
	q.set(l.processor, rows, l.In)
	out = resize(out, q.rows*l.Out)
	l.multiply(out, q)
	return out
}

var quantiseds = sync.Pool{New: func() any { return new(quantised) }}

// quantised is rows of 8-bit numbers, each with its scale, filled up with rows of anything to whole tiles.
type quantised struct {
	rows, width int
	values      []int8
	scales      []float32
	corrections []int32 // what the offset of the weights adds to each of a row's products
	sums        []int32 // room for a tile
}

func (q *quantised) set(p *processor, x []float32, width int) {
	q.rows, q.width = len(x)/width, width
	q.values = resize(q.values, (q.rows+p.rows-1)/p.rows*p.rows*width)
	q.scales, q.corrections = resize(q.scales, q.rows), resize(q.corrections, q.rows)
	q.sums = resize(q.sums, p.rows*p.columns)
	for r := range q.rows {
		scale, sum := p.quantise(q.values[r*width:][:width], x[r*width:][:width])
		q.scales[r], q.corrections[r] = scale, sum*p.offset
	}
}

// multiply fills out, q.rows rows of l.Out.
func (l *Linear) multiply(out []float32, q *quantised) {
	p := l.processor
	for column := 0; column < l.Out; column += p.columns {
		panel := l.panels[column*l.In:]
		columns := min(p.columns, l.Out-column)
		whole := columns &^ 15 // scaled by wide instructions; the rest one by one
		factors, bias := l.factors[column:][:columns], l.bias[column:][:columns]
		for row := 0; row < q.rows; row += p.rows {
			rows := min(p.rows, q.rows-row)
			p.tile(q.sums, q.values[row*q.width:], q.width, panel)
			scales, corrections := q.scales[row:][:rows], q.corrections[row:][:rows]
			to := out[row*l.Out+column:]
			p.scale(to, l.Out, q.sums, p.columns, scales, corrections, factors[:whole], bias[:whole])
			if whole < columns {
				scalePlain(to[whole:], l.Out, q.sums[whole:], p.columns, scales, corrections, factors[whole:], bias[whole:])
			}
		}
	}
}

// resize gives a slice of n elements of any content.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
