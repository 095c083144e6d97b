package encoder

// lanes repeats each number as often as the widest instruction takes it.
//
//lint:ignore U1000 the assembly reads it
func lanes(numbers ...float32) (table [24][16]float32) {
	for i, number := range numbers {
		for j := range table[i] {
			table[i][j] = number
		}
	}
	return table
}

// geluEnd is where gelu(x) and max(x, 0) no longer differ by more than 5e-7.
const geluEnd = 5.25

// geluTerms are the coefficients, highest first, of max(x, 0) - gelu(x) as a polynomial in
// |x|*2/geluEnd - 1: Chebyshev's, of degree 14, off by less than 8e-7.
var geluTerms = [...]float32{
	0.01998671, -0.034030147, -0.07551283, 0.18689807, 0.03609771,
	-0.3957654, 0.29180133, 0.2512441, -0.5807673, 0.35915032,
	0.08266686, -0.29119605, 0.21435493, -0.07630105, 0.011373016,
}

// geluTable is laid out for assembly: the end, 2/end, 1, then the terms.
//
//lint:ignore U1000 the assembly reads it
var geluTable = lanes(append([]float32{geluEnd, 2 / geluEnd, 1}, geluTerms[:]...)...)

// The exponential is taken apart as 2^n * e^r, with |r| at most ln(2)/2 and e^r = 1 + r + r²·p(r).
const (
	expLeast = -87 // less would leave the normal numbers
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	// rounder added to a small number leaves it rounded to whole, to even, in the lowest bits.
	rounder = 3 << 22
)

// expTerms are the coefficients of p, highest first; they are those of Moshier's Cephes.
var expTerms = [...]float32{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1}

// expTable is laid out for assembly.
//
//lint:ignore U1000 the assembly reads it
var expTable = lanes(append([]float32{expLeast, log2e, rounder, ln2High, ln2Low, 1}, expTerms[:]...)...)
