package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"entente/internal/text/name"
	"entente/internal/text/parse"
	"entente/internal/text/perceptron"
	"entente/internal/text/tag"
	"entente/internal/text/word"
)

// plan is how a training run goes.
type plan struct {
	seed         uint64
	rounds       int // passes over the sentences
	parserRounds int
	// patience is how many corrections a feature must take part in before it is admitted.
	tagPatience, namePatience, arcPatience int
	pruning                                perceptron.Pruning
	log                                    io.Writer
}

// passes calls learn for each example in a new order each round.
func (p plan) passes(what string, rounds int, examples []*example, learn func(round int, e *example) (decisions, mistakes int)) {
	random := rand.New(rand.NewPCG(p.seed, uint64(len(what))))
	order := append([]*example(nil), examples...)
	for round := range rounds {
		started := time.Now()
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		decisions, mistakes := 0, 0
		for _, e := range order {
			d, m := learn(round, e)
			decisions, mistakes = decisions+d, mistakes+m
		}
		fmt.Fprintf(p.log, "%s round %d: %.2f %% wrong, %.0f s\n", what, round+1,
			100*float64(mistakes)/float64(max(decisions, 1)), time.Since(started).Seconds())
	}
}

func (p plan) tagger(examples []*example, rounds, classes int) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(p.tagPatience)
	var scores perceptron.Scores
	var keys []uint32
	var guessed []uint8
	p.passes("tags", rounds, examples, func(_ int, e *example) (int, int) {
		mistakes := 0
		guessed = append(guessed[:0], e.tags...)
		for i := range e.words {
			keys = tag.Features(keys[:0], e.words, guessed, i)
			clear(scores[:classes])
			trainer.Add(keys, &scores)
			got := scores.Best(classes)
			trainer.Tick()
			if want := int(e.tags[i]); got != want {
				trainer.Update(keys, want, got)
				mistakes++
			}
			guessed[i] = uint8(got)
		}
		return len(e.words), mistakes
	})
	return trainer
}

func (p plan) namer(examples []*example, tags map[*example][]uint8, labels, tagNames []string) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(p.namePatience)
	scheme := name.SchemeOf(labels, tagNames)
	var scores perceptron.Scores
	var keys []uint32
	var guessed []uint8
	p.passes("names", p.rounds, examples, func(_ int, e *example) (int, int) {
		mistakes := 0
		guessed = append(guessed[:0], e.names...)
		var run name.Capitals
		for i := range e.words {
			keys = name.Features(keys[:0], e.words, tags[e], guessed, i, &run)
			clear(scores[:len(labels)])
			trainer.Add(keys, &scores)
			got := int(scheme.Best(&scores, e.words, tags[e], guessed, i))
			trainer.Tick()
			if want := int(e.names[i]); got != want {
				trainer.Update(keys, want, got)
				mistakes++
			}
			guessed[i] = uint8(got)
		}
		return len(e.words), mistakes
	})
	return trainer
}

// follow is how often, from the second round on, the parser goes on from its mistake.
const follow = 0.9

func (p plan) parser(examples []*example, tags map[*example][]uint8, labels int) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(p.arcPatience)
	random := rand.New(rand.NewPCG(p.seed, 99))
	var state parse.State
	var keys []uint32
	p.passes("arcs", p.parserRounds, examples, func(round int, e *example) (decisions, mistakes int) {
		in := parse.Sentence{Words: e.words, Tags: tags[e]}
		gold := parse.Gold{Heads: e.heads, Labels: e.labels}
		decisions, mistakes, keys = state.Learn(trainer, labels, &in, &gold, func() bool {
			return round > 0 && random.Float64() < follow
		}, keys)
		return decisions, mistakes
	})
	fmt.Fprintf(p.log, "arcs: %d features\n", trainer.Size())
	return trainer
}

// crossTags tags each half of the examples by a tagger trained on the other,
// so that what reads the tags learns from tags as faulty as those of new text.
func (p plan) crossTags(examples []*example, classes int) map[*example][]uint8 {
	var halves [2][]*example
	for i, e := range examples {
		halves[i%2] = append(halves[i%2], e)
	}
	out := make(map[*example][]uint8, len(examples))
	for half := range halves {
		trainer := p.tagger(halves[1-half], 3, classes)
		model := average(trainer, perceptron.Pruning{Scale: 0.5, Least: 3})
		for _, e := range halves[half] {
			out[e] = tags(model, classes, e.words)
		}
	}
	return out
}

func tags(scorer perceptron.Scorer, classes int, words []word.Traits) []uint8 {
	out := make([]uint8, len(words))
	tag.Run(scorer, classes, words, out, nil)
	return out
}

// average gives the trainer's model as it will be read back.
func average(t *perceptron.Trainer, p perceptron.Pruning) *perceptron.Model {
	model, _, err := perceptron.Decode(t.Encode(nil, p))
	if err != nil {
		panic(err)
	}
	return model
}
