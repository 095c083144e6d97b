package encoder

import "golang.org/x/sys/cpu"

// processors gives those that this machine can be, slowest first.
func processors() []processor {
	all := []processor{plain}
	if cpu.X86.HasAVX2 {
		all = append(all, processor{
			name: "AVX2",
			tile: tileAVX2, rows: 4, columns: 16,
			quantise: quantiseAVX2, scale: scaleAVX2, gelu: geluAVX2,
			normalise: normaliseAVX2, softmax: softmaxAVX2, combine: combineAVX2,
		})
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI {
		wide := processor{
			name: "AVX-512 VNNI",
			tile: tileVNNI, rows: 6, columns: 64, offset: 128,
			quantise: quantiseAVX2, scale: scaleAVX512, gelu: geluAVX512,
			normalise: normaliseAVX2, softmax: softmaxAVX512, combine: combineAVX512,
		}
		all = append(all, wide)
		if mayUseTiles() {
			wide.name, wide.tile, wide.rows, wide.columns, wide.offset = "AMX", tileAMX, 16, 64, 0
			all = append(all, wide)
		}
	}
	return all
}

// The functions of assembly do what those of the same name in plain.go do. They check no length:
// the callers cut the slices.

//go:noescape
func tileAMX(sums []int32, inputs []int8, depth int, panel []byte)

//go:noescape
func tileVNNI(sums []int32, inputs []int8, depth int, panel []byte)

//go:noescape
func tileAVX2(sums []int32, inputs []int8, depth int, panel []byte)

//go:noescape
func quantiseAVX2(out []int8, x []float32) (scale float32, sum int32)

//go:noescape
func scaleAVX2(out []float32, stride int, sums []int32, columns int, scales []float32, corrections []int32, factors, bias []float32)

//go:noescape
func scaleAVX512(out []float32, stride int, sums []int32, columns int, scales []float32, corrections []int32, factors, bias []float32)

//go:noescape
func geluAVX2(x []float32)

//go:noescape
func geluAVX512(x []float32)

//go:noescape
func normaliseAVX2(out, x, y, weight, bias []float32, epsilon float32)

//go:noescape
func softmaxAVX2(x []float32)

//go:noescape
func softmaxAVX512(x []float32)

//go:noescape
func combineAVX2(out []float32, outStride int, weights []float32, weightStride int, rows []float32, rowStride, depth, columns int)

//go:noescape
func combineAVX512(out []float32, outStride int, weights []float32, weightStride int, rows []float32, rowStride, depth, columns int)
