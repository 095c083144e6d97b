package watch

import (
	"math/rand/v2"
	"time"
)

const (
	// firstRetry is the wait after a first failure, which doubles with each further one up to lastRetry.
	firstRetry = time.Minute
	lastRetry  = 6 * time.Hour
)

// around is the duration give or take a tenth, so that what began together does not stay together.
func around(d time.Duration) time.Duration {
	return d + time.Duration((rand.Float64()-0.5)*float64(d)/5)
}

// retry is how long to wait after that many failures running, where the host asked for a wait or did not (0). What is looked at often
// is not left alone for long by a first failure: the wait begins with the usual one when that is shorter.
func retry(failures int, usual, asked time.Duration) time.Duration {
	wait := min(firstRetry, usual)
	for range min(failures-1, 20) {
		wait = min(2*wait, max(lastRetry, usual))
	}
	return max(around(wait), asked)
}

// revisit is when a page is looked at again that was met at first and is looked at now: when its age has doubled. Never (the zero time) beyond until.
func revisit(first, now time.Time, soonest, until time.Duration) time.Time {
	age := now.Sub(first)
	next := now.Add(around(max(soonest, age)))
	if next.Sub(first) > until {
		return time.Time{}
	}
	return next
}
