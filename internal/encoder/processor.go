package encoder

import "sync"

// A processor does the arithmetic that takes the time. The package has several, for what the
// machine's instructions allow, and all of them give the same bits: products of integers are exact,
// floating-point numbers are multiplied and added in one order without fusing, and sums over a row
// are sixteen interleaved sums, folded in halves.
type processor struct {
	name string

	// tile multiplies rows of 8-bit inputs by a panel of columns. What is fixed is the shape: so many
	// rows and columns at once.
	tile          func(sums []int32, inputs []int8, depth int, panel []byte)
	rows, columns int
	// offset is added to each weight of a panel, for the instructions that want it unsigned.
	offset int32

	quantise  func(out []int8, x []float32) (scale float32, sum int32)
	scale     func(out []float32, stride int, sums []int32, columns int, scales []float32, corrections []int32, factors, bias []float32)
	gelu      func(x []float32)
	normalise func(out, x, y, weight, bias []float32, epsilon float32)
	softmax   func(x []float32)
	combine   func(out []float32, outStride int, weights []float32, weightStride int, rows []float32, rowStride, depth, columns int)
}

// plain needs nothing of the machine.
var plain = processor{
	name: "plain",
	tile: tilePlain, rows: 4, columns: 16,
	quantise: quantisePlain, scale: scalePlain, gelu: geluPlain,
	normalise: normalisePlain, softmax: softmaxPlain, combine: combinePlain,
}

// best is the fastest of the machine's processors.
var best = sync.OnceValue(func() *processor {
	all := processors()
	return &all[len(all)-1]
})
