package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"
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
	pruning, arcPruning                    perceptron.Pruning
	startScale                             float64 // of the parser to go on from
	log                                    io.Writer
}

// passes calls learn for all examples of one of the sets, by turns, in a new
// order each round and so many at a time.
func (p plan) passes(what string, rounds int, sets [][]*example, atOnce int, learn func(round int, examples []*example) (decisions, mistakes int)) {
	random := rand.New(rand.NewPCG(p.seed, uint64(len(what))))
	orders := make([][]*example, len(sets))
	for i, set := range sets {
		orders[i] = slices.Clone(set)
	}
	for round := range rounds {
		started := time.Now()
		order := orders[round%len(orders)]
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		decisions, mistakes := 0, 0
		for part := range slices.Chunk(order, atOnce) {
			d, m := learn(round, part)
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
	p.passes("tags", rounds, [][]*example{examples}, 1, func(_ int, one []*example) (int, int) {
		e := one[0]
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
	p.passes("names", p.rounds, [][]*example{examples}, 1, func(_ int, one []*example) (int, int) {
		e := one[0]
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

// parser learns from the sets of examples by turns, one each round, and goes on
// from the weights of start unless it is nil; those have half a share in the average.
func (p plan) parser(sets [][]*example, tags map[*example][]uint8, labels int, finite *parse.Finite, start []byte) (*perceptron.Trainer, error) {
	trainer := perceptron.NewTrainer(p.arcPatience)
	if start != nil {
		var decisions int64 // as many as are still to come
		for round := range p.parserRounds {
			for _, e := range sets[round%len(sets)] {
				decisions += int64(2*len(e.words) - 1)
			}
		}
		if err := trainer.Resume(start, p.startScale, decisions); err != nil {
			return nil, err
		}
	}
	random := rand.New(rand.NewPCG(p.seed, 99))
	var states [readers]parse.State
	var counts [readers][]int32
	var keys [readers][]uint32
	var pupils [batch]pupil
	var seeds [batch]uint64
	var decisions, mistakes [batch]int
	for i := range pupils {
		pupils[i].trainer = trainer
	}
	p.passes("arcs", p.parserRounds, sets, batch, func(round int, examples []*example) (decided, mistaken int) {
		for i := range examples {
			seeds[i] = random.Uint64()
		}
		together(len(examples), func(r, i int) {
			e, follows := examples[i], rand.New(rand.NewPCG(seeds[i], 0))
			counts[r] = finite.Count(tags[e], counts[r])
			in := parse.Sentence{Words: e.words, Tags: tags[e], Finite: counts[r]}
			gold := parse.Gold{Heads: e.heads, Labels: e.labels}
			decisions[i], mistakes[i], keys[r] = states[r].Learn(&pupils[i], labels, &in, &gold, func() bool {
				return (start != nil || round > 0) && follows.Float64() < follow
			}, keys[r])
		})
		for i := range examples {
			pupils[i].tell()
			decided, mistaken = decided+decisions[i], mistaken+mistakes[i]
		}
		return decided, mistaken
	})
	fmt.Fprintf(p.log, "arcs: %d features\n", trainer.Size())
	return trainer, nil
}

// crossTags tags each half of the examples by a tagger trained on the other,
// so that what reads the tags learns from tags as faulty as those of new text.
func (p plan) crossTags(examples []*example, classes int) map[*example][]uint8 {
	var halves [2][]*example
	for i, e := range examples {
		halves[i%2] = append(halves[i%2], e)
	}
	out := make(map[*example][]uint8, len(examples))
	var guarded sync.Mutex
	together(len(halves), func(_, half int) {
		trainer := p.tagger(halves[1-half], 3, classes)
		model := average(trainer, perceptron.Pruning{Scale: 0.5, Least: 3})
		for _, e := range halves[half] {
			guessed := tags(model, classes, e.words)
			guarded.Lock()
			out[e] = guessed
			guarded.Unlock()
		}
	})
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
