// What the processors with AVX2 and AVX-512 share: the including file says how wide a register is
// (WIDTH bytes) and what V0 to V15 are called. No operation crosses lanes, so that both give the same.

// func scale(out []float32, stride int, sums []int32, columns int, scales []float32, corrections []int32, factors, bias []float32)
TEXT SCALE(SB), NOSPLIT, $0-160
	MOVQ out_base+0(FP), DI
	MOVQ stride+24(FP), BX
	MOVQ sums_base+32(FP), SI
	MOVQ columns+56(FP), DX
	MOVQ scales_base+64(FP), R8
	MOVQ scales_len+72(FP), CX
	MOVQ corrections_base+88(FP), R9
	MOVQ factors_base+112(FP), R10
	MOVQ factors_len+120(FP), R11
	MOVQ bias_base+136(FP), R12
	SHLQ $2, R11
	JZ   done

row:
	VBROADCASTSS (R8), V0
	VPBROADCASTD (R9), V1
	XORQ         AX, AX

column:
	VMOVUPS   (SI)(AX*1), V2
	VPSUBD    V1, V2, V2
	VCVTDQ2PS V2, V2
	VMULPS    (R10)(AX*1), V0, V3
	VMULPS    V3, V2, V2
	VADDPS    (R12)(AX*1), V2, V2
	VMOVUPS   V2, (DI)(AX*1)
	ADDQ      $WIDTH, AX
	CMPQ      AX, R11
	JLT       column

	LEAQ (DI)(BX*4), DI
	LEAQ (SI)(DX*4), SI
	ADDQ $4, R8
	ADDQ $4, R9
	DECQ CX
	JNZ  row

done:
	VZEROUPPER
	RET

// func gelu(x []float32)
TEXT GELU(SB), NOSPLIT, $0-24
	MOVQ x_base+0(FP), DI
	MOVQ x_len+8(FP), CX
	LEAQ ·geluTable(SB), SI
	LEAQ (DI)(CX*4), CX
	VMOVUPS 0(SI), V4
	VMOVUPS 64(SI), V5
	VMOVUPS 128(SI), V6
	VMOVUPS 192(SI), V7
	VPXOR_ V8, V8, V8
	VPCMPEQD Y9, Y9, Y9
	VPSRLD $1, Y9, Y9
	WIDEN

loop:
	VMOVUPS (DI), V0
	VANDPS  V9, V0, V1
	VMINPS  V4, V1, V1
	VMULPS  V5, V1, V1
	VSUBPS  V6, V1, V1
	VMULPS  V1, V7, V2
	VADDPS  256(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  320(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  384(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  448(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  512(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  576(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  640(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  704(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  768(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  832(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  896(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  960(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  1024(SI), V2, V2
	VMULPS  V1, V2, V2
	VADDPS  1088(SI), V2, V2
	VMAXPS  V8, V0, V0
	VSUBPS  V2, V0, V0
	VMOVUPS V0, (DI)
	ADDQ    $WIDTH, DI
	CMPQ    DI, CX
	JLT     loop
	VZEROUPPER
	RET

// func combine(out []float32, outStride int, weights []float32, weightStride int, rows []float32, rowStride, depth, columns int)
TEXT COMBINE(SB), NOSPLIT, $0-112
	MOVQ out_base+0(FP), DI
	MOVQ outStride+24(FP), BX
	MOVQ weightStride+56(FP), DX
	MOVQ rows_base+64(FP), SI
	MOVQ rowStride+88(FP), R9
	MOVQ columns+104(FP), R10
	SHLQ $2, BX
	SHLQ $2, DX
	SHLQ $2, R9
	SHLQ $2, R10
	LEAQ (BX)(BX*2), R11
	LEAQ (DX)(DX*2), R12
	ADDQ DI, R10

block:
	MOVQ   weights_base+32(FP), AX
	MOVQ   depth+96(FP), CX
	MOVQ   SI, R8
	VPXOR_ V0, V0, V0
	VPXOR_ V1, V1, V1
	VPXOR_ V2, V2, V2
	VPXOR_ V3, V3, V3

term:
	VMOVUPS      (R8), V4
	VBROADCASTSS (AX), V5
	VBROADCASTSS (AX)(DX*1), V6
	VBROADCASTSS (AX)(DX*2), V7
	VBROADCASTSS (AX)(R12*1), V8
	VMULPS       V4, V5, V5
	VMULPS       V4, V6, V6
	VMULPS       V4, V7, V7
	VMULPS       V4, V8, V8
	VADDPS       V5, V0, V0
	VADDPS       V6, V1, V1
	VADDPS       V7, V2, V2
	VADDPS       V8, V3, V3
	ADDQ         $4, AX
	ADDQ         R9, R8
	DECQ         CX
	JNZ          term

	VMOVUPS V0, (DI)
	VMOVUPS V1, (DI)(BX*1)
	VMOVUPS V2, (DI)(BX*2)
	VMOVUPS V3, (DI)(R11*1)
	ADDQ    $WIDTH, SI
	ADDQ    $WIDTH, DI
	CMPQ    DI, R10
	JLT     block
	VZEROUPPER
	RET
