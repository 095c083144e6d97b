package main

import (
	"fmt"
	"time"

	"entente/loader"
)

// progress shows how far a load is: as a bar on a terminal, elsewhere as a line now and then.
type progress struct {
	w    *world
	of   measured
	size int64
	bar  *bar
	said time.Time
}

// sayEvery is how long there is nothing to read between two lines.
const sayEvery = 10 * time.Second

func newProgress(w *world, of measured) *progress {
	p := &progress{w: w, of: of, size: of.Size(), said: w.Now()}
	if w.Terminal {
		p.bar = newBar(w.Err, of)
	}
	return p
}

func (p *progress) show(r *loader.Report) {
	counts := fmt.Sprintf("%d articles, %.0f a second, %d new events", r.Articles, float64(r.Articles)/max(r.Seconds, 0.001), r.Events)
	if r.Skipped > 0 {
		counts += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	if p.bar != nil {
		p.bar.show(counts, r.Articles)
		return
	}
	now := p.w.Now()
	if now.Sub(p.said) < sayEvery {
		return
	}
	p.said = now
	p.w.say("%s%s", counts, p.left(r.Seconds))
}

// left says how much there is to do, where that is known.
func (p *progress) left(seconds float64) string {
	size, done := p.size, p.of.Done()
	if size == 0 || done == 0 {
		return ""
	}
	part := min(float64(done)/float64(size), 1)
	return fmt.Sprintf("; %.0f %%, %s left", 100*part, time.Duration(seconds*(1/part-1)*float64(time.Second)).Round(time.Second))
}

// close takes the bar away.
func (p *progress) close() {
	if p.bar != nil {
		p.bar.close()
	}
}
