package encoder

import "math"

// Conversions to float32 around a product keep the compiler from fusing it with a sum, which would
// give other bits on some machines.

// smallest is the largest number that a row may hold and still count as zero.
const smallest = 1e-30

// tilePlain adds up rows × columns products: sums[r*columns+c] is the product of row r of the inputs,
// depth numbers each, with column c of the panel, which holds depth/4 groups of columns × 4 weights.
func tilePlain(sums []int32, inputs []int8, depth int, panel []byte) {
	for r := range 4 {
		row := inputs[r*depth:][:depth]
		out := (*[16]int32)(sums[r*16:])
		*out = [16]int32{}
		for k := 0; k < depth; k += 4 {
			a, b, c, d := int32(row[k]), int32(row[k+1]), int32(row[k+2]), int32(row[k+3])
			weights := (*[64]byte)(panel[k*16:])
			for i := range out {
				out[i] += a*int32(int8(weights[4*i])) + b*int32(int8(weights[4*i+1])) +
					c*int32(int8(weights[4*i+2])) + d*int32(int8(weights[4*i+3]))
			}
		}
	}
}

// quantisePlain rounds a row to whole multiples of scale, from -127 to 127, and gives their sum.
func quantisePlain(out []int8, x []float32) (scale float32, sum int32) {
	var largest float32
	for _, v := range x {
		largest = max(largest, math.Float32frombits(math.Float32bits(v)&^(1<<31)))
	}
	if !(largest > smallest) {
		clear(out[:len(x)])
		return 0, 0
	}
	factor := 127 / largest
	for i, v := range x {
		n := int32(math.RoundToEven(float64(float32(v * factor))))
		out[i] = int8(n)
		sum += n
	}
	return largest / 127, sum
}

// scalePlain turns the sums of a tile into numbers, a row of the tile for each scale:
// out[r*stride+c] = (sums[r*columns+c] - corrections[r]) * scales[r] * factors[c] + bias[c].
func scalePlain(out []float32, stride int, sums []int32, columns int, scales []float32, corrections []int32, factors, bias []float32) {
	for r, scale := range scales {
		for c, factor := range factors {
			n := float32(sums[r*columns+c] - corrections[r])
			out[r*stride+c] = float32(n*float32(scale*factor)) + bias[c]
		}
	}
}

// geluPlain applies x·Φ(x), the Gaussian error linear unit.
func geluPlain(x []float32) {
	const step float32 = 2 / float32(geluEnd)
	for i, v := range x {
		u := float32(min(math.Float32frombits(math.Float32bits(v)&^(1<<31)), geluEnd)*step) - 1
		p := geluTerms[0]
		for _, term := range geluTerms[1:] {
			p = float32(p*u) + term
		}
		x[i] = max(v, 0) - p
	}
}

// fold adds up sixteen sums by halves.
func fold(sums *[16]float32) float32 {
	for width := 8; width > 0; width /= 2 {
		for i := range width {
			sums[i] += sums[i+width]
		}
	}
	return sums[0]
}

// normalisePlain sets out to x + y, shifted and stretched to mean 0 and variance 1, times weight plus bias.
func normalisePlain(out, x, y, weight, bias []float32, epsilon float32) {
	var sums, squares [16]float32
	for i := range x {
		out[i] = x[i] + y[i]
		sums[i%16] += out[i]
	}
	n := float32(len(x))
	mean := fold(&sums) / n
	for i := range x {
		out[i] -= mean
		squares[i%16] += float32(out[i] * out[i])
	}
	variance := fold(&squares) / n
	factor := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	for i := range x {
		out[i] = float32(float32(out[i]*factor)*weight[i]) + bias[i]
	}
}

// softmaxPlain makes a row of scores positive with sum 1.
func softmaxPlain(x []float32) {
	largest := x[0]
	for _, v := range x {
		largest = max(largest, v)
	}
	var sums [16]float32
	for i, v := range x {
		x[i] = exp(v - largest)
		sums[i%16] += x[i]
	}
	factor := 1 / fold(&sums)
	for i := range x {
		x[i] *= factor
	}
}

// exp is e to the power of x, for x from expLeast to 0; what is less counts as expLeast.
func exp(x float32) float32 {
	x = max(x, expLeast)
	n := float32(x*log2e) + rounder
	whole := n - rounder
	r := x - float32(whole*ln2High)
	r -= float32(whole * ln2Low)
	p := expTerms[0]
	for _, term := range expTerms[1:] {
		p = float32(p*r) + term
	}
	p = float32(p*float32(r*r)) + r + 1
	return math.Float32frombits(math.Float32bits(p) + math.Float32bits(n)<<23)
}

// combinePlain adds up weighted rows, for four rows of weights:
// out[r*outStride+c] is the sum over k < depth of weights[r*weightStride+k] * rows[k*rowStride+c].
func combinePlain(out []float32, outStride int, weights []float32, weightStride int, rows []float32, rowStride, depth, columns int) {
	for r := range 4 {
		sums := out[r*outStride:][:columns]
		clear(sums)
		for k, weight := range weights[r*weightStride:][:depth] {
			for c, v := range rows[k*rowStride:][:columns] {
				sums[c] += float32(weight * v)
			}
		}
	}
}
