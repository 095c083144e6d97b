package bench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Subject of a measurement: a store with what is known of it beside its verbs.
type Target struct {
	Name  string
	Store store.Store
	// Disk and Memory are in bytes, of the store's files and of the process that keeps it; nil where they can't be known.
	Disk, Memory func() (int64, error)
	// Floor is the least that a call can take, a round trip to a server; nil where there is none.
	Floor func(ctx context.Context) error
}

// Options say what to measure.
type Options struct {
	Pattern *Pattern
	Base    Size          // the size that the factors are of
	Factors []int         // upwards: the graph grows from one to the next
	Clients []int         // how many ask at once
	For     time.Duration // how long each question is asked by each number of clients, after half as long to warm up
	// Told is told of each result as it comes; nil is nobody.
	Told func(Result)
}

// Result is what was measured of one store at one size.
type Result struct {
	Target    string
	Factor    int
	Totals    store.Totals
	Loaded    int           // events that were put to come to this size
	Loading   time.Duration // how long that took
	Disk      int64         // bytes; 0 when not known
	Memory    int64
	Questions []Measured
}

// Measured is how fast a question was answered.
type Measured struct {
	Question string
	Clients  int
	Answers  int
	P50, P99 time.Duration
	Rate     float64 // answers a second, of all clients together
}

// Run loads the target, which must be empty, step by step, and asks it at each size.
func Run(ctx context.Context, target Target, o Options) ([]Result, error) {
	if totals, err := target.Store.Totals(ctx); err != nil {
		return nil, err
	} else if totals.Articles > 0 {
		return nil, diplo.Errorf(diplo.Conflict, "the store %s holds %d articles; measuring needs an empty one", target.Name, totals.Articles)
	}
	graph := NewGraph(o.Pattern)
	var results []Result
	var size Size
	for _, factor := range o.Factors {
		r := Result{Target: target.Name, Factor: factor}
		next := o.Base.Times(factor)
		if err := r.load(ctx, target, graph, size, next); err != nil {
			return results, err
		}
		size = next
		if err := r.ask(ctx, target, graph.Sample, o); err != nil {
			return results, err
		}
		results = append(results, r)
		if o.Told != nil {
			o.Told(r)
		}
	}
	return results, nil
}

// Batches are put putsAtOnce at once, as those of an import are, putsTogether in a row.
const (
	putsAtOnce   = 2
	putsTogether = 8
)

// load grows the graph. What it takes to make the articles is not counted.
func (r *Result) load(ctx context.Context, target Target, graph *Graph, from, to Size) error {
	var batches [][]diplo.CodedArticle
	err := graph.Grow(from, to, func(batch []diplo.CodedArticle) error {
		if batches = append(batches, slices.Clone(batch)); len(batches) < putsTogether {
			return nil
		}
		err := r.put(ctx, target.Store, batches)
		batches = batches[:0]
		return err
	})
	if err == nil {
		err = r.put(ctx, target.Store, batches)
	}
	if err != nil {
		return err
	}
	if r.Totals, err = target.Store.Totals(ctx); err != nil {
		return err
	}
	if target.Disk != nil {
		r.Disk, err = target.Disk()
	}
	return err
}

func (r *Result) put(ctx context.Context, s store.Putter, batches [][]diplo.CodedArticle) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(putsAtOnce)
	var events atomic.Int64
	started := time.Now()
	for _, batch := range batches {
		group.Go(func() error {
			result, err := s.Put(ctx, batch)
			events.Add(int64(result.NewEvents))
			return err
		})
	}
	err := group.Wait()
	r.Loading += time.Since(started)
	r.Loaded += int(events.Load())
	return err
}

// ask measures all questions, and the floor where there is one.
func (r *Result) ask(ctx context.Context, target Target, about []Subject, o Options) error {
	questions := Questions()
	if target.Floor != nil {
		questions = append(questions, Question{"floor: a round trip", func(ctx context.Context, _ store.Reader, _ Subject) error { return target.Floor(ctx) }})
	}
	for _, q := range questions {
		for _, clients := range o.Clients {
			if _, err := ask(ctx, target.Store, q, about, clients, o.For/2); err != nil {
				return err
			}
			measured, err := ask(ctx, target.Store, q, about, clients, o.For)
			if err != nil {
				return err
			}
			r.Questions = append(r.Questions, measured)
		}
	}
	var err error
	if target.Memory != nil {
		r.Memory, err = target.Memory()
	}
	return err
}

// ask asks a question by that many clients for that long, each time about another subject.
func ask(ctx context.Context, s store.Reader, q Question, about []Subject, clients int, long time.Duration) (Measured, error) {
	var wait sync.WaitGroup
	var next atomic.Int64
	took := make([][]time.Duration, clients)
	errs := make([]error, clients)
	started := time.Now()
	for client := range clients {
		wait.Go(func() {
			for time.Since(started) < long {
				at := time.Now()
				if err := q.Ask(ctx, s, about[int(next.Add(1))%len(about)]); err != nil {
					errs[client] = err
					return
				}
				took[client] = append(took[client], time.Since(at))
			}
		})
	}
	wait.Wait()
	elapsed := time.Since(started)
	for _, err := range errs {
		if err != nil {
			return Measured{}, err
		}
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	return Measured{Question: q.Name, Clients: clients, Answers: len(all), P50: quantile(all, 0.5), P99: quantile(all, 0.99), Rate: float64(len(all)) / elapsed.Seconds()}, nil
}

// quantile is the value below which that share of the sorted list is; 0 of none.
func quantile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}
