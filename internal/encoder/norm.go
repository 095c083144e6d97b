package encoder

// Norm shifts and stretches rows to mean 0 and variance 1, then to what was learned.
type Norm struct{ weight, bias []float32 }

// epsilon is added to the variance, so that it is never nothing.
const epsilon = 1e-12

// Add adds y to x, as many rows of the model's width, and normalises what x then holds.
func (n *Norm) Add(x, y []float32) {
	width, p := len(n.weight), best()
	for from := 0; from < len(x); from += width {
		row := x[from:][:width]
		p.normalise(row, row, y[from:][:width], n.weight, n.bias, epsilon)
	}
}

// Normalise normalises every row of x.
func (n *Norm) Normalise(x []float32) { n.Add(x, make([]float32, len(x))) }

// Gelu applies the Gaussian error linear unit x·Φ(x) to numbers whose count is a multiple of 16.
func Gelu(x []float32) { best().gelu(x) }
