// What the work on a row takes, however wide the registers.

DATA one<>+0(SB)/4, $1.0
GLOBL one<>(SB), RODATA|NOPTR, $4

// HALVES applies an operation to the halves of Y0, again and again; X1 is overwritten.
#define HALVES(operation) \
	VEXTRACTF128 $1, Y0, X1 \
	operation X1, X0, X0 \
	VPSHUFD $0x0E, X0, X1 \
	operation X1, X0, X0 \
	VPSHUFD $0x01, X0, X1 \
	operation X1, X0, X0

// EXP turns x into e to the power of x - most, by way of n, p and r; the table is at R8.
#define EXP(x, most, n, p, r) \
	VSUBPS  most, x, x \
	VMAXPS  0(R8), x, x \
	VMULPS  64(R8), x, n \
	VADDPS  128(R8), n, n \
	VSUBPS  128(R8), n, p \
	VMULPS  256(R8), p, r \
	VMULPS  192(R8), p, p \
	VSUBPS  p, x, x \
	VSUBPS  r, x, x \
	VMULPS  384(R8), x, p \
	VADDPS  448(R8), p, p \
	VMULPS  x, p, p \
	VADDPS  512(R8), p, p \
	VMULPS  x, p, p \
	VADDPS  576(R8), p, p \
	VMULPS  x, p, p \
	VADDPS  640(R8), p, p \
	VMULPS  x, p, p \
	VADDPS  704(R8), p, p \
	VMULPS  x, x, r \
	VMULPS  r, p, p \
	VADDPS  x, p, p \
	VADDPS  320(R8), p, p \
	VPSLLD  $23, n, n \
	VPADDD  n, p, x
