package name

import (
	"math/rand/v2"
	"strings"
	"testing"

	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

var labels = []string{"O", "I-ORG", "B-ORG", "B-GPE", "I-GPE", "I-DATE"}

// dice scores classes at random.
type dice struct{ *rand.Rand }

func (d dice) Add(_ []uint32, scores *perceptron.Scores) {
	for i := range labels {
		scores[i] = int32(d.IntN(100))
	}
}

func TestAnInsideNeverStandsWithoutItsBegin(t *testing.T) {
	scheme := SchemeOf(labels)
	words := make([]word.Traits, 40)
	tags, names := make([]uint8, 40), make([]uint8, 40)
	for seed := range uint64(200) {
		Run(dice{rand.New(rand.NewPCG(seed, 1))}, scheme, words, tags, names, nil)
		before := "O"
		for i, n := range names {
			label := labels[n]
			if label[0] == 'I' && (before == "O" || before[2:] != label[2:]) {
				t.Fatalf("seed %d: %s after %s at %d", seed, label, before, i)
			}
			if label == "I-DATE" {
				t.Fatal("an inside without any begin class was given")
			}
			before = label
		}
	}
}

func TestTheRunOfCapitalsIsFoundFromAnyPlace(t *testing.T) {
	var words []word.Traits
	for form := range strings.FieldsSeq("in New York City today Bob slept") {
		words = append(words, word.Of(form))
	}
	want := [][2]int{{0, 1}, {1, 4}, {1, 4}, {1, 4}, {4, 5}, {5, 6}, {6, 7}}
	var forward Capitals
	for i, w := range want {
		forward.around(words, i)
		if got := [2]int{forward.start, forward.end}; got != w {
			t.Errorf("going forward, word %d: %v, want %v", i, got, w)
		}
		var fresh Capitals
		fresh.around(words, i)
		if got := [2]int{fresh.start, fresh.end}; got != w {
			t.Errorf("afresh, word %d: %v, want %v", i, got, w)
		}
	}
}
