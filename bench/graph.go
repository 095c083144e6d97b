package bench

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// articleRows is how many events an article holds: those of the articles that tables are imported as.
const articleRows = 1000

// Graph makes articles of events in the pattern given, as many as are wanted: the same each time.
type Graph struct {
	pattern *Pattern
	dice    *rand.Rand
	made    int // articles
	days    int // so far
	faces   int // how many actors there are for each of the pattern
	Sample  []Subject
	seen    int
	last    diplo.ActorID // the source of the event made last
	anybody []lot
}

// lot is an actor with its number in a draw.
type lot struct {
	number uint64
	id     diplo.ActorID
}

// Subject is an event that was made, to ask about.
type Subject struct {
	Source, Target diplo.ActorID
	Another        diplo.ActorID    // the source of the event before
	Anybody        [2]diplo.ActorID // two of all actors, each as likely as any
	Name           string           // of the source
	Day            diplo.Day
}

// firstDay is the first day of a graph.
var firstDay = diplo.DateOf(2018, 1, 1)

// sampleSize is how many subjects a graph keeps.
const sampleSize = 2000

// NewGraph begins a graph.
func NewGraph(p *Pattern) *Graph {
	return &Graph{pattern: p, dice: rand.New(rand.NewPCG(18, 0)), faces: 1}
}

// Grow makes the articles by which a graph of one size grows to another, a batch at a time: the events that are new, on the days that are new, of
// actors that are more. yield gets each batch; an error of it ends the growth.
//
// An event has source, target and relation of an event of the pattern, or one time in five the source and target of two; its actors are those of
// the pattern, or one time in ten another that has their kind and country: so a graph of more actors has more hardly known
// ones, and the busy ones stay busy.
func (g *Graph) Grow(from, to Size, yield func([]diplo.CodedArticle) error) error {
	g.faces = max(g.faces, (to.Actors+len(g.pattern.actors)-1)/len(g.pattern.actors))
	g.days = from.Days
	var batch []diplo.CodedArticle
	for left := to.Events - from.Events; left > 0; left -= articleRows {
		batch = append(batch, g.article(min(left, articleRows), to.Days))
		if len(batch) == 10 || left <= articleRows {
			if err := yield(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	for i := range g.Sample {
		g.Sample[i].Anybody = [2]diplo.ActorID{g.anybody[i%len(g.anybody)].id, g.anybody[(i+1)%len(g.anybody)].id}
	}
	return nil
}

// article makes an article of events of one day.
func (g *Graph) article(events, days int) diplo.CodedArticle {
	g.made++
	day := firstDay + diplo.Day(g.days+g.dice.IntN(max(1, days-g.days)))
	text := fmt.Sprintf("bench %d", g.made)
	c := diplo.CodedArticle{Article: diplo.Article{
		ID: diplo.ArticleIDOf("", text, day), Source: text, Title: "Events of " + day.String(), Outlet: "bench", Cluster: diplo.ClusterIDOf(text),
		Reported: day, Basis: diplo.DateFromMetadata,
	}}
	listed := map[diplo.ActorID]bool{}
	list := func(actor int) diplo.Actor {
		a := g.face(actor)
		if !listed[a.ID] {
			listed[a.ID] = true
			c.Actors = append(c.Actors, a)
		}
		return a
	}
	var rows strings.Builder
	for range events {
		one := g.pattern.told[g.dice.IntN(len(g.pattern.told))]
		if g.dice.IntN(5) == 0 {
			other := g.pattern.told[g.dice.IntN(len(g.pattern.told))]
			one.target, one.behalf[1] = other.target, other.behalf[1]
		}
		source := list(one.source)
		claim := diplo.Claim{Relation: one.relation, Source: source.ID, Date: diplo.OnDay(day, diplo.BasisData, ""), Modality: diplo.Asserted}
		if one.target >= 0 {
			claim.Target = list(one.target).ID
		}
		for i, behalf := range []*diplo.ActorID{&claim.SourceFor, &claim.TargetFor} {
			if of := one.behalf[i]; of >= 0 {
				a := g.pattern.actors[of]
				if !listed[a.ID] {
					listed[a.ID] = true
					c.Actors = append(c.Actors, a)
				}
				*behalf = a.ID
			}
		}
		line := diplo.Span{Start: rows.Len()}
		fmt.Fprintf(&rows, "%s\t%s\t%s\t%s\n", day, source.Name, claim.Relation, claim.Target)
		line.End = rows.Len() - 1
		m := diplo.Mention{Claim: claim, Sentence: line, Trigger: line, Confidence: 0.65, Extractor: "bench 1", Trace: diplo.Trace{Frame: "row"}}
		m.Quote = rows.String()[line.Start:line.End]
		m.Identify(&c.Article)
		c.Mentions = append(c.Mentions, m)
		g.keep(Subject{Source: claim.Source, Target: claim.Target, Another: g.last, Name: source.Name, Day: day})
		g.last = claim.Source
		g.draw(claim.Source)
		g.draw(claim.Target)
	}
	c.Article.Text = rows.String()
	return c
}

// face is the actor of the pattern or, now and then, another like it.
func (g *Graph) face(actor int) diplo.Actor {
	a := g.pattern.actors[actor]
	if g.faces == 1 || a.Kind == diplo.KindCountry || g.dice.IntN(10) > 0 {
		return a
	}
	n := 1 + g.dice.IntN(g.faces-1)
	a.ID = diplo.ActorID(fmt.Sprintf("%s-%d", a.ID, n))
	a.Name = fmt.Sprintf("%s %d", a.Name, n)
	a.Aliases = nil
	return a
}

// keep keeps a fair sample of all that was made.
func (g *Graph) keep(s Subject) {
	if s.Target == "" {
		return
	}
	g.seen++
	if len(g.Sample) < sampleSize {
		g.Sample = append(g.Sample, s)
	} else if at := g.dice.IntN(g.seen); at < sampleSize {
		g.Sample[at] = s
	}
}

// draw lets the actor take part in the draw of Anybody: those with the lowest numbers win, and an actor's is the same however often it takes part.
func (g *Graph) draw(id diplo.ActorID) {
	if id == "" {
		return
	}
	sum := sha256.Sum256([]byte(id))
	drawn := lot{binary.BigEndian.Uint64(sum[:]), id}
	at, known := slices.BinarySearchFunc(g.anybody, drawn, func(a, b lot) int { return cmp.Compare(a.number, b.number) })
	if known || at == sampleSize {
		return
	}
	g.anybody = slices.Insert(g.anybody, at, drawn)
	g.anybody = g.anybody[:min(len(g.anybody), sampleSize)]
}
