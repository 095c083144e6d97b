#include "textflag.h"
#include "row_amd64.h"

// What works on one row as a whole. The floating-point sums are sixteen, in two registers.

DATA order<>+0(SB)/4, $0
DATA order<>+4(SB)/4, $4
DATA order<>+8(SB)/4, $1
DATA order<>+12(SB)/4, $5
DATA order<>+16(SB)/4, $2
DATA order<>+20(SB)/4, $6
DATA order<>+24(SB)/4, $3
DATA order<>+28(SB)/4, $7
GLOBL order<>(SB), RODATA|NOPTR, $32

DATA largest<>+0(SB)/4, $127.0
GLOBL largest<>(SB), RODATA|NOPTR, $4

DATA smallest<>+0(SB)/4, $1e-30
GLOBL smallest<>(SB), RODATA|NOPTR, $4

// func quantiseAVX2(out []int8, x []float32) (scale float32, sum int32)
TEXT ·quantiseAVX2(SB), NOSPLIT, $0-56
	MOVQ     out_base+0(FP), DI
	MOVQ     x_base+24(FP), SI
	MOVQ     x_len+32(FP), CX
	LEAQ     (SI)(CX*4), R8
	MOVQ     SI, AX
	VPXOR    Y0, Y0, Y0
	VPXOR    Y6, Y6, Y6
	VPXOR    Y7, Y7, Y7
	VPXOR    Y8, Y8, Y8
	VPCMPEQD Y9, Y9, Y9
	VPSRLD   $1, Y9, Y9

most:
	VANDPS 0(AX), Y9, Y2
	VANDPS 32(AX), Y9, Y3
	VANDPS 64(AX), Y9, Y4
	VANDPS 96(AX), Y9, Y5
	VMAXPS Y2, Y0, Y0
	VMAXPS Y3, Y6, Y6
	VMAXPS Y4, Y7, Y7
	VMAXPS Y5, Y8, Y8
	ADDQ   $128, AX
	CMPQ   AX, R8
	JLT    most

	VMAXPS       Y6, Y0, Y0
	VMAXPS       Y8, Y7, Y7
	VMAXPS       Y7, Y0, Y0
	HALVES(VMAXPS)
	VUCOMISS     smallest<>(SB), X0
	JLS          zero
	VMOVSS       largest<>(SB), X1
	VDIVSS       X1, X0, X2
	VMOVSS       X2, scale+48(FP)
	VDIVSS       X0, X1, X1
	VBROADCASTSS X1, Y10
	VMOVDQU      order<>(SB), Y11
	VPXOR        Y0, Y0, Y0
	VPXOR        Y6, Y6, Y6

round:
	VMULPS     0(SI), Y10, Y2
	VMULPS     32(SI), Y10, Y3
	VMULPS     64(SI), Y10, Y4
	VMULPS     96(SI), Y10, Y5
	VCVTPS2DQ  Y2, Y2
	VCVTPS2DQ  Y3, Y3
	VCVTPS2DQ  Y4, Y4
	VCVTPS2DQ  Y5, Y5
	VPADDD     Y2, Y0, Y0
	VPADDD     Y3, Y6, Y6
	VPADDD     Y4, Y0, Y0
	VPADDD     Y5, Y6, Y6
	VPACKSSDW  Y3, Y2, Y2
	VPACKSSDW  Y5, Y4, Y4
	VPACKSSWB  Y4, Y2, Y2
	VPERMD     Y2, Y11, Y2
	VMOVDQU    Y2, (DI)
	ADDQ       $32, DI
	ADDQ       $128, SI
	CMPQ       SI, R8
	JLT        round
	VPADDD     Y6, Y0, Y0
	HALVES(VPADDD)
	VMOVSS     X0, sum+52(FP)
	VZEROUPPER
	RET

zero:
	VPXOR   Y0, Y0, Y0

clear:
	VMOVDQU Y0, (DI)
	ADDQ    $32, DI
	SUBQ    $32, CX
	JGT     clear
	MOVL    $0, scale+48(FP)
	MOVL    $0, sum+52(FP)
	VZEROUPPER
	RET

// func normaliseAVX2(out, x, y, weight, bias []float32, epsilon float32)
TEXT ·normaliseAVX2(SB), NOSPLIT, $0-124
	MOVQ       out_base+0(FP), DI
	MOVQ       x_base+24(FP), SI
	MOVQ       x_len+32(FP), CX
	MOVQ       y_base+48(FP), DX
	MOVQ       weight_base+72(FP), R8
	MOVQ       bias_base+96(FP), R9
	VCVTSI2SSQ CX, X15, X15
	SHLQ       $2, CX
	VPXOR      Y0, Y0, Y0
	VPXOR      Y2, Y2, Y2
	XORQ       AX, AX

sum:
	VMOVUPS 0(SI)(AX*1), Y4
	VMOVUPS 32(SI)(AX*1), Y5
	VADDPS  0(DX)(AX*1), Y4, Y4
	VADDPS  32(DX)(AX*1), Y5, Y5
	VADDPS  Y4, Y0, Y0
	VADDPS  Y5, Y2, Y2
	VMOVUPS Y4, 0(DI)(AX*1)
	VMOVUPS Y5, 32(DI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     sum

	VADDPS       Y2, Y0, Y0
	HALVES(VADDPS)
	VDIVSS       X15, X0, X0
	VBROADCASTSS X0, Y6
	VPXOR        Y0, Y0, Y0
	VPXOR        Y2, Y2, Y2
	XORQ         AX, AX

square:
	VMOVUPS 0(DI)(AX*1), Y4
	VMOVUPS 32(DI)(AX*1), Y5
	VSUBPS  Y6, Y4, Y4
	VSUBPS  Y6, Y5, Y5
	VMOVUPS Y4, 0(DI)(AX*1)
	VMOVUPS Y5, 32(DI)(AX*1)
	VMULPS  Y4, Y4, Y4
	VMULPS  Y5, Y5, Y5
	VADDPS  Y4, Y0, Y0
	VADDPS  Y5, Y2, Y2
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     square

	VADDPS       Y2, Y0, Y0
	HALVES(VADDPS)
	VDIVSS       X15, X0, X0
	VADDSS       epsilon+120(FP), X0, X0
	VSQRTSS      X0, X0, X0
	VMOVSS       one<>(SB), X1
	VDIVSS       X0, X1, X1
	VBROADCASTSS X1, Y6
	XORQ         AX, AX

stretch:
	VMULPS  0(DI)(AX*1), Y6, Y4
	VMULPS  32(DI)(AX*1), Y6, Y5
	VMULPS  0(R8)(AX*1), Y4, Y4
	VMULPS  32(R8)(AX*1), Y5, Y5
	VADDPS  0(R9)(AX*1), Y4, Y4
	VADDPS  32(R9)(AX*1), Y5, Y5
	VMOVUPS Y4, 0(DI)(AX*1)
	VMOVUPS Y5, 32(DI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     stretch
	VZEROUPPER
	RET

// func softmaxAVX2(x []float32)
TEXT ·softmaxAVX2(SB), NOSPLIT, $0-24
	MOVQ    x_base+0(FP), SI
	MOVQ    x_len+8(FP), CX
	LEAQ    ·expTable(SB), R8
	SHLQ    $2, CX
	VMOVUPS (SI), Y0
	XORQ    AX, AX

most:
	VMAXPS 0(SI)(AX*1), Y0, Y0
	VMAXPS 32(SI)(AX*1), Y0, Y0
	ADDQ   $64, AX
	CMPQ   AX, CX
	JLT    most

	HALVES(VMAXPS)
	VBROADCASTSS X0, Y15
	VPXOR        Y0, Y0, Y0
	VPXOR        Y2, Y2, Y2
	XORQ         AX, AX

sum:
	VMOVUPS 0(SI)(AX*1), Y4
	VMOVUPS 32(SI)(AX*1), Y5
	EXP(Y4, Y15, Y6, Y7, Y14)
	EXP(Y5, Y15, Y8, Y9, Y13)
	VADDPS  Y4, Y0, Y0
	VADDPS  Y5, Y2, Y2
	VMOVUPS Y4, 0(SI)(AX*1)
	VMOVUPS Y5, 32(SI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     sum

	VADDPS       Y2, Y0, Y0
	HALVES(VADDPS)
	VMOVSS       one<>(SB), X1
	VDIVSS       X0, X1, X1
	VBROADCASTSS X1, Y6
	XORQ         AX, AX

stretch:
	VMULPS  0(SI)(AX*1), Y6, Y4
	VMULPS  32(SI)(AX*1), Y6, Y5
	VMOVUPS Y4, 0(SI)(AX*1)
	VMOVUPS Y5, 32(SI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     stretch
	VZEROUPPER
	RET
