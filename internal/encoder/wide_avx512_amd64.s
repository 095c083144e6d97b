#include "textflag.h"
#include "row_amd64.h"

#define SCALE ·scaleAVX512
#define GELU ·geluAVX512
#define COMBINE ·combineAVX512
#define WIDTH 64
#define VPXOR_ VPXORD
#define WIDEN VPTERNLOGD $0xFF, Z9, Z9, Z9; VPSRLD $1, Z9, Z9
#define V0 Z0
#define V1 Z1
#define V2 Z2
#define V3 Z3
#define V4 Z4
#define V5 Z5
#define V6 Z6
#define V7 Z7
#define V8 Z8
#define V9 Z9

#include "wide_amd64.h"

// ALL_HALVES is HALVES for the whole of Z0.
#define ALL_HALVES(operation) \
	VEXTRACTF64X4 $1, Z0, Y1 \
	operation Y1, Y0, Y0 \
	HALVES(operation)

// func softmaxAVX512(x []float32)
TEXT ·softmaxAVX512(SB), NOSPLIT, $0-24
	MOVQ    x_base+0(FP), SI
	MOVQ    x_len+8(FP), CX
	LEAQ    ·expTable(SB), R8
	SHLQ    $2, CX
	VMOVUPS (SI), Z0
	XORQ    AX, AX

most:
	VMAXPS (SI)(AX*1), Z0, Z0
	ADDQ   $64, AX
	CMPQ   AX, CX
	JLT    most

	ALL_HALVES(VMAXPS)
	VBROADCASTSS X0, Z15
	VPXORD       Z0, Z0, Z0
	XORQ         AX, AX

sum:
	VMOVUPS (SI)(AX*1), Z4
	EXP(Z4, Z15, Z6, Z7, Z14)
	VADDPS  Z4, Z0, Z0
	VMOVUPS Z4, (SI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     sum

	ALL_HALVES(VADDPS)
	VMOVSS       one<>(SB), X1
	VDIVSS       X0, X1, X1
	VBROADCASTSS X1, Z6
	XORQ         AX, AX

stretch:
	VMULPS  (SI)(AX*1), Z6, Z4
	VMOVUPS Z4, (SI)(AX*1)
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     stretch
	VZEROUPPER
	RET
