package encoder

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestProcessorsGiveTheSameBits puts each processor of this machine beside the plain one.
func TestProcessorsGiveTheSameBits(t *testing.T) {
	all := processors()
	if len(all) == 1 {
		t.Skip("this machine has only the plain processor")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, p := range all[1:] {
		t.Run(p.name, func(t *testing.T) {
			for range 200 {
				compareProducts(t, random, &p)
				compareRows(t, random, &p)
			}
		})
	}
}

func compareProducts(t *testing.T, random *rand.Rand, p *processor) {
	t.Helper()
	in, out, rows := 64*(1+random.IntN(4)), 1+random.IntN(200), 1+random.IntN(30)
	weights, factors, bias := make([]byte, in*out), numbers(random, out), numbers(random, out)
	extreme := random.IntN(3) == 0
	for i := range weights {
		if weights[i] = byte(random.IntN(255) - 127); extreme {
			weights[i] = byte(127 - 254*random.IntN(2))
		}
	}
	x := numbers(random, in*rows)
	if extreme {
		for i := range x {
			x[i] = float32(math.Copysign(3, float64(x[i])))
		}
		clear(x[:in])
	}
	want := newLinear(&plain, weights, out, in, factors, bias).Apply(nil, x)
	got := newLinear(p, weights, out, in, factors, bias).Apply(nil, x)
	same(t, "product", got, want)
	for c := range out {
		var exact int64
		row := make([]int8, in)
		scale, _ := plain.quantise(row, x[:in])
		for k := range row {
			exact += int64(row[k]) * int64(int8(weights[c*in+k]))
		}
		if v := float32(float32(exact)*float32(scale*factors[c])) + bias[c]; v != got[c] {
			t.Fatalf("column %d is %v, want %v", c, got[c], v)
		}
	}
}

func compareRows(t *testing.T, random *rand.Rand, p *processor) {
	t.Helper()
	n := 32 * (1 + random.IntN(10))
	x, y, weight, bias := numbers(random, n), numbers(random, n), numbers(random, n), numbers(random, n)

	want, got := make([]float32, n), make([]float32, n)
	plain.normalise(want, x, y, weight, bias, 1e-12)
	p.normalise(got, x, y, weight, bias, 1e-12)
	same(t, "normalise", got, want)

	copy(want, x)
	copy(got, x)
	plain.softmax(want)
	p.softmax(got)
	same(t, "softmax", got, want)

	copy(want, x)
	copy(got, x)
	plain.gelu(want)
	p.gelu(got)
	same(t, "gelu", got, want)

	a, b := make([]int8, n), make([]int8, n)
	wantScale, wantSum := plain.quantise(a, x)
	gotScale, gotSum := p.quantise(b, x)
	if !slices.Equal(a, b) || wantScale != gotScale || wantSum != gotSum {
		t.Fatalf("quantise gives %v %v %v, want %v %v %v", b, gotScale, gotSum, a, wantScale, wantSum)
	}

	depth, columns := 1+random.IntN(50), 16*(1+random.IntN(5))
	weights, rows := numbers(random, 4*(depth+3)), numbers(random, depth*(columns+5))
	want, got = make([]float32, 4*(columns+2)), make([]float32, 4*(columns+2))
	plain.combine(want, columns+2, weights, depth+3, rows, columns+5, depth, columns)
	p.combine(got, columns+2, weights, depth+3, rows, columns+5, depth, columns)
	same(t, "combine", got, want)
}

func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// numbers are of different sizes, as those in a network are.
func numbers(random *rand.Rand, n int) []float32 {
	out, size := make([]float32, n), math.Exp(random.NormFloat64())
	for i := range out {
		out[i] = float32(random.NormFloat64() * size)
	}
	return out
}

func TestGELUAndExpAreCloseToTheExactFunctions(t *testing.T) {
	for x := -12.0; x < 12; x += 1e-4 {
		out := []float32{float32(x)}
		geluPlain(out)
		exact := float64(float32(x)) * math.Erfc(-float64(float32(x))/math.Sqrt2) / 2
		if off := math.Abs(float64(out[0]) - exact); off > 1.5e-6 {
			t.Fatalf("gelu(%v) is off by %v", x, off)
		}
		if x > 0 {
			continue
		}
		exact = math.Exp(float64(float32(x)))
		if off := math.Abs(float64(exp(float32(x)))/exact - 1); off > 3e-7 {
			t.Fatalf("exp(%v) is off by %v of itself", x, off)
		}
	}
	if exp(-1e30) > 1e-37 {
		t.Error("exp of a number far below zero is not nothing")
	}
}
