package fetch

import (
	"context"
	"errors"
	"iter"
	"net/url"

	"golang.org/x/sync/errgroup"

	"entente/internal/diplo"
)

// Request asks for the document at an address, unless the version that Known names is still the one.
type Request struct {
	Address string
	Known   Validator
}

// Answer is what came of a request.
type Answer struct {
	Place    int // of the request, in the list of all
	Document Document
	Err      error // as Get gives it
}

const (
	// hostsAtOnce is how many hosts GetAll asks at a time. Each may hold a document of MaxBytes.
	hostsAtOnce = 16
	// patience is how often running a host may be silent before GetAll asks it no more.
	patience = 3
)

// GetAll makes all requests as Get does: those to several hosts at a time, those to one host in turn. The answers come as they are had.
// A host that asks to wait, or does not answer time and again, is not asked the rest, which are diplo.Unavailable. It ends early
// when the context does.
func (c *Client) GetAll(ctx context.Context, requests []Request) iter.Seq[Answer] {
	return func(yield func(Answer) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		answers := make(chan Answer)
		go func() {
			defer close(answers)
			var asking errgroup.Group
			asking.SetLimit(hostsAtOnce)
			for _, places := range byHost(requests) {
				asking.Go(func() error { c.inTurn(ctx, requests, places, answers); return nil })
			}
			_ = asking.Wait() // none of them fails
		}()
		for answer := range answers {
			if ctx.Err() != nil || !yield(answer) {
				return
			}
		}
	}
}

// byHost gives the places of the requests to each host, in their order.
func byHost(requests []Request) [][]int {
	var queues [][]int
	at := map[string]int{}
	for place, request := range requests {
		name := ""
		if target, err := url.Parse(request.Address); err == nil {
			name = hostName(target)
		}
		queue, known := at[name]
		if !known {
			queue = len(queues)
			at[name] = queue
			queues = append(queues, nil)
		}
		queues[queue] = append(queues[queue], place)
	}
	return queues
}

// inTurn makes the requests to one host.
func (c *Client) inTurn(ctx context.Context, requests []Request, places []int, answers chan<- Answer) {
	silent := 0
	var last error
	for _, place := range places {
		answer := Answer{Place: place}
		if silent < patience {
			answer.Document, answer.Err = c.Get(ctx, requests[place].Address, requests[place].Known)
		} else {
			answer.Err = diplo.Errorf(diplo.Unavailable, "%s is not asked now: %w", requests[place].Address, last)
		}
		switch {
		case After(answer.Err) > 0:
			silent, last = patience, answer.Err
		case errors.As(answer.Err, &silence{}):
			silent, last = silent+1, answer.Err
		case silent < patience:
			silent = 0
		}
		select {
		case answers <- answer:
		case <-ctx.Done():
			return
		}
	}
}
