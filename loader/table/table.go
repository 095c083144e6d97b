// Package table imports tables of coded events (ICEWS, GDELT, CSV): each row with a relation becomes a mention of an event, and the rows of a
// day the articles that are its evidence.
package table

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"entente/internal/actors"
	"entente/internal/cameo"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/loader/source"
)

const (
	// articleRows is how many rows an article holds at most: with more of a day there are more articles. What a
	// row more or less changes, a store writes again as a whole.
	articleRows = 1000
	// batchRows is how many rows are put at once, for the reason that the loader has its batches.
	batchRows = 10_000
)

// confidence is how far a row is relied on: what coders of tables were measured to get right, two in three.
const confidence = 0.65

// Importer puts tables into a store.
type Importer struct {
	Actors *actors.Base
	Store  store.Putter
	// Name is that of the data set: rows of two tables of one name are of one set. It is the outlet of its articles, and
	// part of their ids.
	Name string
	// KeepStatements keeps the rows of what somebody only says (CAMEO 01) in the articles, without events.
	KeepStatements bool
	// AtOnce is how many batches are put at once, so that a store can make one ready while it writes another; below two they are
	// put one after another, in the order of the rows.
	AtOnce   int
	Progress func(Report)     // is told after each batch; nil is nobody
	Clock    func() time.Time // nil is time.Now
}

// run is an import under way.
type run struct {
	*Importer
	finder  *finder
	report  Report
	open    map[diplo.Day]*page // of each day the article that is being filled
	parts   map[diplo.Day]int   // articles that were filled of each day
	batch   []diplo.CodedArticle
	rows    int // in the batch
	putting []*putting
	started time.Time
}

// putting is a batch that is being put.
type putting struct {
	rows   int
	result store.PutResult
	err    error
	done   chan struct{}
}

// page is an article being filled with rows.
type page struct {
	article diplo.CodedArticle
	text    strings.Builder
	rows    []mentioned
	actors  map[diplo.ActorID]bool
}

// mentioned is a mention whose article has no text yet.
type mentioned struct {
	claim  diplo.Claim
	line   diplo.Span
	frame  string // the row that it stands in, and its code
	words  string
	source string
	target string
}

// Import reads all rows and stores what they tell. Put again, the same table changes nothing; a table that grew at its end
// changes the last articles of the days that got more rows. What can't be used is in the report and costs nothing else; an error says that
// the run as a whole failed or was stopped, and the report then tells what was stored up to there.
func (i *Importer) Import(ctx context.Context, rows iter.Seq[source.RowItem]) (Report, error) {
	clock := i.Clock
	if clock == nil {
		clock = time.Now
	}
	r := &run{Importer: i, finder: newFinder(i.Actors), report: newReport(), open: map[diplo.Day]*page{}, parts: map[diplo.Day]int{}, started: clock()}
	err := func() error {
		for item := range rows {
			if err := r.take(ctx, item); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, day := range slices.Sorted(maps.Keys(r.open)) {
			if err := r.close(ctx, day, r.open[day]); err != nil {
				return err
			}
		}
		return r.put(ctx)
	}()
	for len(r.putting) > 0 {
		if stored := r.await(); err == nil {
			err = stored
		}
	}
	r.report.finish(r.finder, clock().Sub(r.started))
	if err != nil {
		return r.report, fmt.Errorf("the import stopped after %d rows: %w", r.report.Stored, err)
	}
	return r.report, nil
}

// take adds a row to the article of its day.
func (r *run) take(ctx context.Context, item source.RowItem) error {
	r.report.Rows++
	if item.Skip != nil {
		r.report.leaveOut(Cause(item.Skip.Cause), item.Skip.Reason, item.Skip.Name)
		return nil
	}
	row := &item.Row
	claim, event, left := r.claim(row)
	if left != "" {
		r.report.leaveOut(left, describe(left, row), row.At)
		if left != Statement || !r.KeepStatements {
			return nil
		}
	}
	p := r.open[row.Date]
	if p == nil {
		p = &page{actors: map[diplo.ActorID]bool{}}
		r.open[row.Date] = p
	}
	line := diplo.Span{Start: p.text.Len(), End: p.text.Len() + len(row.Text)}
	p.text.WriteString(row.Text)
	p.text.WriteByte('\n')
	m := mentioned{line: line, frame: row.At}
	if event.Code != "" {
		m.frame += ", CAMEO " + event.Code
	}
	if left == "" {
		source, target := r.finder.find(row.Source, row.Date), r.side(row.Target, row.Date)
		m.claim, m.words, m.source, m.target = claim, strings.TrimSpace(row.Event+" "+row.Words), source.reason, target.reason
		m.claim.Source, m.claim.SourceFor = p.list(source)
		m.claim.Target, m.claim.TargetFor = p.list(target)
		if event.Inverse {
			c := &m.claim
			c.Source, c.SourceFor, c.Target, c.TargetFor = c.Target, c.TargetFor, c.Source, c.SourceFor
			m.source, m.target = m.target, m.source
		}
		r.report.Mentions++
		r.report.MentionsOf[claim.Relation.Type()]++
	}
	p.rows = append(p.rows, m)
	if len(p.rows) < articleRows {
		return nil
	}
	return r.close(ctx, row.Date, p)
}

// side is the actor of a party that need not have a name.
func (r *run) side(party source.Party, day diplo.Day) *found {
	if party.Name == "" {
		return &found{reason: "the table names none"}
	}
	return r.finder.find(party, day)
}

// list has the article list the actor and whom it acts for.
func (p *page) list(f *found) (id, behalf diplo.ActorID) {
	for _, a := range []diplo.Actor{f.actor, f.behalf} {
		if a.ID != "" && !p.actors[a.ID] {
			p.actors[a.ID] = true
			p.article.Actors = append(p.article.Actors, a)
		}
	}
	return f.actor.ID, f.behalf.ID
}

// claim is what the row says, but for its actors; or why it is left out.
func (r *run) claim(row *source.Row) (claim diplo.Claim, event cameo.Event, left Cause) {
	if row.Source.Name == "" {
		return claim, event, NoSource
	}
	relation, err := diplo.ParseRelation(strings.ToUpper(row.Event))
	if err != nil {
		known := false
		if event, known = cameo.EventOf(row.Event); !known {
			return claim, event, UnknownEvent
		}
		if event.Statement() {
			return claim, event, Statement
		}
		relation = event.Relation
	}
	if row.Target.Name == "" {
		switch {
		case event.Inverse:
			return claim, event, NoTarget // without a guest nobody visited
		case relation == "URGED":
			relation = "CALLED_FOR"
		}
	}
	return diplo.Claim{Relation: relation, Date: diplo.OnDay(row.Date, diplo.BasisData, ""), Place: r.place(row.Place), Modality: diplo.Asserted}, event, ""
}

// place gives the place the code of its country: of the country column, or of the last part of the name ("Paris, Ile-de-France, France").
func (r *run) place(p diplo.Place) diplo.Place {
	country := p.Country
	if parts := strings.Split(p.Name, ", "); country == "" {
		country = parts[len(parts)-1]
		p.Name = parts[0]
	}
	p.Country = r.finder.country(country).Code
	return p
}

// close makes the article of a page, and puts the batch when that is full.
func (r *run) close(ctx context.Context, day diplo.Day, p *page) error {
	delete(r.open, day)
	r.parts[day]++
	name := fmt.Sprintf("%s, %s, part %d", r.Name, day, r.parts[day])
	a := &p.article.Article
	*a = diplo.Article{
		ID: diplo.ArticleIDOf("table:"+name, "", diplo.NoDay), Source: name, Title: fmt.Sprintf("%s: events of %s", r.Name, day), Outlet: r.Name,
		Text: p.text.String(), Reported: day, Basis: diplo.DateFromMetadata,
	}
	a.Cluster = diplo.ClusterIDOf(name)
	for _, row := range p.rows {
		if row.claim.Relation == "" {
			continue // a statement, kept as a row
		}
		m := diplo.Mention{
			Claim: row.claim, Sentence: row.line, Trigger: row.line, Quote: a.Text[row.line.Start:row.line.End], Confidence: confidence, Extractor: "table 1",
			Trace: diplo.Trace{Frame: row.frame, Words: row.words, Source: row.source, Target: row.target, Date: "the row's", Modality: "a row is told as a fact"},
		}
		m.Identify(a)
		p.article.Mentions = append(p.article.Mentions, m)
	}
	r.batch = append(r.batch, p.article)
	if r.rows += len(p.rows); r.rows < batchRows {
		return nil
	}
	return r.put(ctx)
}

// put has the batch put while rows are read on, and waits for one of those before when too many are.
func (r *run) put(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	if len(r.putting) >= max(1, r.AtOnce) {
		if err := r.await(); err != nil {
			return err
		}
	}
	p, batch := &putting{rows: r.rows, done: make(chan struct{})}, r.batch
	r.putting, r.batch, r.rows = append(r.putting, p), nil, 0
	go func() {
		defer close(p.done)
		p.result, p.err = r.Store.Put(ctx, batch)
	}()
	return nil
}

// await waits for the oldest batch that is being put.
func (r *run) await() error {
	p := r.putting[0]
	r.putting = r.putting[1:]
	<-p.done
	if p.err != nil {
		return p.err
	}
	r.report.put(p.result, p.rows)
	if r.Progress != nil {
		r.Progress(r.report.copy())
	}
	return nil
}
