package tag

import (
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

func read(text string) []word.Traits {
	var words []word.Traits
	for form := range strings.FieldsSeq(text) {
		words = append(words, word.Of(form))
	}
	return words
}
