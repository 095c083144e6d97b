package graph

import (
	"context"
	"sync"
	"time"
)

// gatherer puts together what the entries of a list ask for at about the same time, each something of its own: it fetches as soon as nobody has asked
// for a moment, or when it has gathered enough.
type gatherer[Q, A any] struct {
	fetch func(context.Context, []Q) ([]A, error)
	most  int // questions fetched together

	mu      sync.Mutex
	pending *gathering[Q, A]
}

// gathering is what was asked so far.
type gathering[Q, A any] struct {
	questions []Q
	answers   []A
	err       error
	timer     *time.Timer
	done      chan struct{}
}

// ask gives the answer to the question.
func (g *gatherer[Q, A]) ask(ctx context.Context, question Q) (A, error) {
	answers, err := g.askAll(ctx, []Q{question})
	if err != nil {
		var none A
		return none, err
	}
	return answers[0], nil
}

// askAll gives the answers to the questions.
func (g *gatherer[Q, A]) askAll(ctx context.Context, questions []Q) ([]A, error) {
	g.mu.Lock()
	p := g.pending
	if p == nil {
		p = &gathering[Q, A]{done: make(chan struct{})}
		g.pending = p
		p.timer = time.AfterFunc(gatherTime, func() { g.run(ctx, p) })
	} else {
		p.timer.Reset(gatherTime)
	}
	place := len(p.questions)
	p.questions = append(p.questions, questions...)
	if len(p.questions) >= g.most {
		g.pending = nil
		p.timer.Reset(0)
	}
	g.mu.Unlock()
	select {
	case <-p.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.answers[place : place+len(questions)], nil
}

// run fetches what was gathered. A timer that was set again as it fired may call it twice.
func (g *gatherer[Q, A]) run(ctx context.Context, p *gathering[Q, A]) {
	g.mu.Lock()
	if g.pending == p {
		g.pending = nil
	}
	questions := p.questions
	p.questions = nil
	g.mu.Unlock()
	if questions == nil {
		return
	}
	p.answers, p.err = g.fetch(ctx, questions)
	close(p.done)
}
