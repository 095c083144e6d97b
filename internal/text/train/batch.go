package main

import (
	"sync"

	"entente/internal/text/perceptron"
)

// pupil notes what a trainer is to learn from one example, so that several
// examples can be read at once with the weights as they are.
type pupil struct {
	trainer  *perceptron.Trainer
	features []uint32
	mistakes []mistake
	ticks    int // decisions since the last mistake
}

// mistake is one correction: its features end at end, before decisions earlier
// than it had been made since the one before.
type mistake struct {
	before, end int
	want, got   int
}

func (p *pupil) Add(features []uint32, scores *perceptron.Scores) { p.trainer.Add(features, scores) }

func (p *pupil) Tick() { p.ticks++ }

func (p *pupil) Update(features []uint32, want, got int) {
	p.features = append(p.features, features...)
	p.mistakes = append(p.mistakes, mistake{p.ticks, len(p.features), want, got})
	p.ticks = 0
}

// tell passes on what was noted, as if it had happened just now.
func (p *pupil) tell() {
	start := 0
	for _, m := range p.mistakes {
		for range m.before {
			p.trainer.Tick()
		}
		p.trainer.Update(p.features[start:m.end], m.want, m.got)
		start = m.end
	}
	for range p.ticks {
		p.trainer.Tick()
	}
	p.features, p.mistakes, p.ticks = p.features[:0], p.mistakes[:0], 0
}

const (
	// batch is how many examples are read with the same weights.
	batch = 16
	// readers is how many of them at once; it changes nothing but the time.
	readers = 2
)

// together calls read for each of n places, readers of them at once.
func together(n int, read func(reader, i int)) {
	var group sync.WaitGroup
	for reader := range readers {
		group.Go(func() {
			for i := reader; i < n; i += readers {
				read(reader, i)
			}
		})
	}
	group.Wait()
}
