package main

import (
	"math/rand/v2"
	"testing"

	"entente/internal/text/perceptron"
)

func TestWhatAPupilTellsIsWhatTheTrainerWouldHaveHeard(t *testing.T) {
	keepAll := perceptron.Pruning{Scale: 0.01, Least: 1}
	heard, told := perceptron.NewTrainer(1), perceptron.NewTrainer(1)
	p := pupil{trainer: told}
	random := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		for range 20 {
			heard.Tick()
			p.Tick()
			if random.IntN(3) == 0 {
				features := []uint32{1 + random.Uint32N(9), 100 + random.Uint32N(9)}
				want, got := random.IntN(4), 4+random.IntN(4)
				heard.Update(features, want, got)
				p.Update(features, want, got)
			}
		}
		p.tell()
	}
	if string(heard.Encode(nil, keepAll)) != string(told.Encode(nil, keepAll)) {
		t.Error("another model")
	}
}

func TestEachPlaceIsReadOnce(t *testing.T) {
	for n := range 9 {
		read := make([]int, n)
		together(n, func(_, i int) { read[i]++ })
		for i, times := range read {
			if times != 1 {
				t.Errorf("place %d of %d was read %d times", i, n, times)
			}
		}
	}
}
