package judge

import (
	_ "embed"
	"sync"
)

// Version names the model that is built in; it is recorded with every mention that it judged.
const Version = "judge/2"

//go:embed model.bin
var modelFile []byte

// Default is the model that is built in; MODEL_CARD.md says what it learned from. It is read once, when first
// needed.
var Default = sync.OnceValue(func() *Model {
	m, err := Decode(modelFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return m
})
