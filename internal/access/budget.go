package access

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/time/rate"

	"entente/internal/diplo"
)

// Budget is how much each key may ask for. A zero field sets no bounds.
type Budget struct {
	Requests float64 // each second on average; twice as many, and at least 10, may come at once
	Cost     int     // of operations, each minute
}

// budget is what is left of one key's.
type budget struct {
	requests, cost *rate.Limiter // nil is no bounds
}

func newBudget(b Budget) *budget {
	left := &budget{}
	if b.Requests > 0 {
		left.requests = rate.NewLimiter(rate.Limit(b.Requests), max(10, int(2*b.Requests)))
	}
	if b.Cost > 0 {
		left.cost = rate.NewLimiter(rate.Limit(float64(b.Cost)/60), b.Cost)
	}
	return left
}

// Later is part of errors of kind diplo.RateLimited: when the same call may work.
type Later struct{ After time.Duration }

func (l *Later) Error() string { return fmt.Sprintf("try again in %s", l.After.Round(time.Second)) }

// Ask takes one request from the caller's budget; diplo.RateLimited with *Later when it is used up.
func (c Caller) Ask() error {
	if c.budget == nil || c.budget.requests == nil {
		return nil
	}
	return take(c.budget.requests, 1, "requests")
}

// Spend takes the cost of an operation from the budget of whoever made the request; diplo.RateLimited with *Later when too little
// is left of it. What costs more than a whole budget takes all of it.
func Spend(ctx context.Context, cost int) error {
	caller := From(ctx)
	if caller.budget == nil || caller.budget.cost == nil {
		return nil
	}
	return take(caller.budget.cost, min(cost, caller.budget.cost.Burst()), "cost")
}

func take(left *rate.Limiter, n int, what string) error {
	reservation := left.ReserveN(time.Now(), n)
	wait := reservation.Delay()
	if wait == 0 {
		return nil
	}
	reservation.Cancel()
	wait = (wait + time.Second - 1).Truncate(time.Second)
	return diplo.Errorf(diplo.RateLimited, "the budget of %s for this key is used up: %w", what, &Later{wait})
}

// Pace takes the cost as Spend does, but waits for as long as too little is left. The context's error ends the waiting.
func Pace(ctx context.Context, cost int) error {
	caller := From(ctx)
	if caller.budget == nil || caller.budget.cost == nil {
		return ctx.Err()
	}
	return caller.budget.cost.WaitN(ctx, min(cost, caller.budget.cost.Burst()))
}
