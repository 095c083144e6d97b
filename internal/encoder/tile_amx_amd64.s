#include "textflag.h"

// The assembler doesn't know the instructions of AMX, so they are written out. Registers of tiles are called by
// number; a row of a tile is 64 bytes, and a tile has 16.

// LOAD_INPUTS fills a tile with the rows at AX, BX bytes apart; LOAD_WEIGHTS with those at SI + offset, DX bytes apart.
#define LOAD_INPUTS(tile) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x4B; BYTE $(0x04 | tile<<3); BYTE $0x18
#define LOAD_WEIGHTS(tile, offset) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x4B; BYTE $(0x44 | tile<<3); BYTE $0x16; BYTE $offset

// STORE_SUMS writes the rows of a tile to DI + offset, DX bytes apart.
#define STORE_SUMS(tile, offset) BYTE $0xC4; BYTE $0xE2; BYTE $0x7A; BYTE $0x4B; BYTE $(0x44 | tile<<3); BYTE $0x17; BYTE $offset

// ADD_PRODUCTS adds to each of the 16 × 16 sums 64 products, with sign, of the inputs (tile 4) and the weights in tile 5,
// ADD_PRODUCTS_6 of those in tile 6.
#define ADD_PRODUCTS(sums) BYTE $0xC4; BYTE $0xE2; BYTE $0x53; BYTE $0x5E; BYTE $(0xC4 | sums<<3)
#define ADD_PRODUCTS_6(sums) BYTE $0xC4; BYTE $0xE2; BYTE $0x4B; BYTE $0x5E; BYTE $(0xC4 | sums<<3)

#define ZERO_TILE(tile) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $(0xC0 | tile<<3)
#define CONFIGURE_FROM_CX BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0x01
#define RELEASE_TILES BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0

// Palette 1: seven tiles of 16 rows, 64 bytes wide.
DATA shape<>+0(SB)/8, $1
DATA shape<>+8(SB)/8, $0
DATA shape<>+16(SB)/8, $0x0040004000400040
DATA shape<>+24(SB)/8, $0x0000004000400040
DATA shape<>+32(SB)/8, $0
DATA shape<>+40(SB)/8, $0
DATA shape<>+48(SB)/8, $0x0010101010101010
DATA shape<>+56(SB)/8, $0
GLOBL shape<>(SB), RODATA|NOPTR, $64

// func tileAMX(sums []int32, inputs []int8, depth int, panel []byte)
// Sixteen rows times 64 columns, in four tiles. The tiles are let go at the end: nothing of them is left when
// another goroutine comes.
TEXT ·tileAMX(SB), NOSPLIT, $0-80
	MOVQ sums_base+0(FP), DI
	MOVQ inputs_base+24(FP), AX
	MOVQ depth+48(FP), BX
	MOVQ panel_base+56(FP), SI
	MOVQ $256, DX
	LEAQ shape<>(SB), CX
	CONFIGURE_FROM_CX
	MOVQ BX, CX
	SHRQ $6, CX
	ADDQ $128, SI
	ADDQ $128, DI
	ZERO_TILE(0)
	ZERO_TILE(1)
	ZERO_TILE(2)
	ZERO_TILE(3)

loop:
	LOAD_INPUTS(4)
	LOAD_WEIGHTS(5, 0x80)
	ADD_PRODUCTS(0)
	LOAD_WEIGHTS(6, 0xC0)
	ADD_PRODUCTS_6(1)
	LOAD_WEIGHTS(5, 0x00)
	ADD_PRODUCTS(2)
	LOAD_WEIGHTS(6, 0x40)
	ADD_PRODUCTS_6(3)
	ADDQ $64, AX
	ADDQ $4096, SI
	DECQ CX
	JNZ  loop

	STORE_SUMS(0, 0x80)
	STORE_SUMS(1, 0xC0)
	STORE_SUMS(2, 0x00)
	STORE_SUMS(3, 0x40)
	RELEASE_TILES
	RET
