// Package loader is the door that articles come in by: it takes them from a source, has them read, and
// puts them into a store in batches. It can be stopped at any time and run again: what is there already
// changes nothing.
package loader

import (
	"context"
	"fmt"
	"iter"
	"time"

	"entente/internal/extract"
	"entente/internal/store"
	"entente/loader/source"
)

const (
	// batchArticles is how many articles are put at once. A store makes each batch durable, which
	// costs some milliseconds whatever its size: with this many the wait is small beside the
	// reading, and what a stop loses is read again in a fraction of a second.
	batchArticles = 256
	// batchBytes ends a batch early when its texts are long, so that memory stays bounded.
	batchBytes = 16 << 20
	// ahead is how many articles may be read beyond those of the batch being put, so that
	// the readers go on working meanwhile.
	ahead = 2 * batchArticles
	// heldBytes bounds the texts held at a time. It is several times batchBytes and more than
	// source.MaxArticle on top, so that a full batch can always be made up.
	heldBytes = 64 << 20
)

// Extractor reads an article, until the context ends. It is safe for concurrent use.
type Extractor interface {
	Extract(ctx context.Context, doc extract.Document, explain bool) (extract.Result, error)
}

// Store is what a loader needs of a store.Writer.
type Store interface {
	store.Putter
	Has(ctx context.Context, documents []store.Document) ([]bool, error)
	Withdraw(ctx context.Context, origins []string) (articles int, err error)
}

// Loader loads articles into a store.
type Loader struct {
	Extractor Extractor
	Store     Store
	// Program names all that decides what is read in a document: what the same one has read is not read again. "" has everything read.
	Program    string
	Outlets    Outlets
	Quarantine *Quarantine // for what failed; nil is nowhere
	// Progress is told, after each batch, of all that was done so far; nil is nobody. Calls do not overlap.
	Progress func(Report)
	// Each is told of each item once it is stored or skipped for good; nil is nobody. Calls do not overlap.
	Each func(Reading)
	// Workers is how many articles are read at a time; 0 is one for each processor.
	Workers int
	// Patience is how long a store that can't be reached is waited for; Waiting is told of each wait, nil is nobody.
	Patience time.Duration
	Waiting  func(err error, wait time.Duration)
	Clock    func() time.Time // nil is time.Now
}

// Load reads all items and stores what was read. Batches are put in the order of the items, so that of two texts with the same URL
// the later one stays; of two with the same Origin, which is then the name of neither, both. What can't be read is in the report and
// costs nothing else; an error says that the run as a whole failed or was stopped, and the report then tells what was stored
// up to there.
func (l *Loader) Load(ctx context.Context, items iter.Seq[source.Item]) (Report, error) {
	clock := l.Clock
	if clock == nil {
		clock = time.Now
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	kept := &Patient{Store: l.Store, Most: l.Patience, Waiting: l.Waiting}
	rs := &readers{extractor: l.Extractor, workers: l.Workers, held: newWeight(heldBytes), grade: l.Outlets.Grade}
	if l.Program != "" {
		rs.known = func(ctx context.Context, documents []extract.Document) ([]bool, error) {
			return known(ctx, kept, l.Program, documents)
		}
	}
	w := &writer{ctx: ctx, store: kept, program: l.Program, quarantine: l.Quarantine, read: rs.extracted, started: clock(), clock: clock, progress: l.Progress, each: l.Each,
		report: newReport(), weight: rs.held, origins: newMet(), put: newMet()}
	err := func() error {
		for r := range rs.readings(ctx, items) {
			if err := w.take(r); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return w.flush()
	}()
	w.report.finish(clock().Sub(w.started))
	if err != nil {
		return w.report, fmt.Errorf("loading stopped after %d articles: %w", w.report.Stored(), err)
	}
	return w.report, nil
}
