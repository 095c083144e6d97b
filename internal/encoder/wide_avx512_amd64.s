#include "textflag.h"

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
