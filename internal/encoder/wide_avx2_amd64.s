#include "textflag.h"

#define SCALE ·scaleAVX2
#define GELU ·geluAVX2
#define COMBINE ·combineAVX2
#define WIDTH 32
#define VPXOR_ VPXOR
#define WIDEN 
#define V0 Y0
#define V1 Y1
#define V2 Y2
#define V3 Y3
#define V4 Y4
#define V5 Y5
#define V6 Y6
#define V7 Y7
#define V8 Y8
#define V9 Y9

#include "wide_amd64.h"
