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
	for seed := range uint64(200) {
		mark(t, seed, make([]word.Traits, 40), make([]uint8, 40))
	}
}

// FuzzRun marks words of any form and tag by a model that says anything.
func FuzzRun(f *testing.F) {
	f.Add("", []byte(nil), uint64(0))
	f.Add("in New York \xff “", []byte{1, 2, 3, 255, 0}, uint64(7))
	f.Fuzz(func(t *testing.T, body string, tags []byte, seed uint64) {
		var words []word.Traits
		for form := range strings.SplitSeq(body, " ") {
			if len(words) < len(tags) {
				words = append(words, word.Of(form))
			}
		}
		mark(t, seed, words, tags[:len(words)])
	})
}

// mark runs a model that says anything and wants each inside to have its begin.
func mark(t *testing.T, seed uint64, words []word.Traits, tags []uint8) {
	t.Helper()
	scheme := SchemeOf(labels, []string{"NNP", "VBD"})
	names := make([]uint8, len(words))
	Run(dice{rand.New(rand.NewPCG(seed, 1))}, &scheme, words, tags, names, nil)
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

func TestAVerbIsNoPartOfAPersonsName(t *testing.T) {
	scheme := SchemeOf([]string{"O", "B-PERSON", "I-PERSON"}, []string{"NNP", "VBD"})
	words := []word.Traits{word.Of("Azerbaijan"), word.Of("launched"), word.Of("Launched")}
	var scores perceptron.Scores
	scores[1], scores[2] = 1, 2
	for i, want := range []uint8{1, 1, 2} {
		if got := scheme.Best(&scores, words, []uint8{0, 1, 1}, []uint8{1, 1, 0}, i); got != want {
			t.Errorf("word %d: class %d, want %d", i, got, want)
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
