package tag

import (
	"math/rand/v2"
	"strings"
	"testing"

	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

// TestTheTagBeforeDecidesWhatTheWordCannot teaches that "report" is a verb
// after "they" and a noun after "the".
func TestTheTagBeforeDecidesWhatTheWordCannot(t *testing.T) {
	classes := []string{"DT", "PRP", "NN", "VBP"}
	lessons := map[string][]uint8{"the report": {0, 2}, "they report": {1, 3}, "the vote": {0, 2}, "they vote": {1, 3}}
	trainer := perceptron.NewTrainer(1)
	for range 20 {
		for _, text := range []string{"the report", "they report", "the vote", "they vote"} {
			words, gold := read(text), lessons[text]
			for i := range words {
				var scores perceptron.Scores
				features := Features(nil, words, gold, i)
				trainer.Add(features, &scores)
				trainer.Tick()
				if got := scores.Best(len(classes)); got != int(gold[i]) {
					trainer.Update(features, int(gold[i]), got)
				}
			}
		}
	}
	for text, want := range lessons {
		got := make([]uint8, len(want))
		Run(trainer, len(classes), read(text), got, nil)
		if string(got) != string(want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestAnEmptySentenceHasNoTags(t *testing.T) {
	Run(perceptron.NewTrainer(1), 3, nil, nil, nil)
}

// FuzzRun tags words of any form by a model that says anything.
func FuzzRun(f *testing.F) {
	f.Add("", uint64(0))
	f.Add("they report \xff “ 9", uint64(5))
	f.Fuzz(func(t *testing.T, body string, seed uint64) {
		const classes = 5
		words := read(body)
		tags := make([]uint8, len(words))
		Run(dice{rand.New(rand.NewPCG(seed, 1)), classes}, classes, words, tags, nil)
		for i, tag := range tags {
			if tag >= classes {
				t.Fatalf("word %d has tag %d of %d", i, tag, classes)
			}
		}
	})
}

// dice scores classes at random.
type dice struct {
	*rand.Rand
	classes int
}

func (d dice) Add(_ []uint32, scores *perceptron.Scores) {
	for i := range d.classes {
		scores[i] = int32(d.IntN(100))
	}
}

func read(text string) []word.Traits {
	var words []word.Traits
	for form := range strings.FieldsSeq(text) {
		words = append(words, word.Of(form))
	}
	return words
}
