package main

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// acknowledged is what a program had said to be stored before it was killed.
type acknowledged struct {
	number    int // of articles, where which is not known
	articles  map[diplo.ArticleID]bool
	decisions map[diplo.DecisionID]bool
}

func (a *acknowledged) size() int { return max(a.number, len(a.articles)) + len(a.decisions) }

// content is all that a store holds, what it counts beside its events among it.
type content struct {
	storetest.Dump
	Pairs      []store.Group
	Neighbours []store.Neighbours // of the actors, in their order
}

// contentOf reads all.
func contentOf(ctx context.Context, s store.Reader) (c content, err error) {
	if c.Dump, err = storetest.ReadAll(ctx, s); err != nil {
		return c, err
	}
	slices.SortFunc(c.Decisions, func(a, b *diplo.Decision) int { return cmp.Compare(a.ID, b.ID) }) // clients that write at once decide in any order
	if c.Pairs, err = s.Groups(ctx, store.EventFilter{}, []store.Dimension{store.BySource, store.ByTarget}, store.CountEvents, 1000); err != nil {
		return c, err
	}
	var actors []diplo.ActorID
	for _, a := range c.Actors {
		actors = append(actors, a.ID)
	}
	c.Neighbours, err = s.Neighbours(ctx, actors, nil, store.Standing(), 50)
	return c, err
}

// examine opens the store after a kill and notes what is wrong of it. whole is what the articles tell before anybody decides anything.
func (h *harness) examine(ctx context.Context, o *outcome, whole *content, known *acknowledged) error {
	began := time.Now()
	s, err := h.place.open(ctx)
	if err != nil {
		if ctx.Err() == nil {
			o.fault("it does not open: %v", err)
		}
		return ctx.Err()
	}
	defer s.Close()
	o.slow = max(o.slow, time.Since(began))
	if err := h.place.check(ctx, s); err != nil {
		o.fault("%v", err)
	}
	d, err := storetest.ReadAll(ctx, s)
	if err != nil {
		o.fault("it can't be read: %v", err)
		return ctx.Err()
	}
	for _, wrong := range append(missing(&d, known), halves(&d, whole)...) {
		o.fault("%s", wrong)
	}
	if n := len(d.Articles); n > 0 && n < len(whole.Articles) {
		o.kept++
	}
	o.known += known.size()
	return nil
}

// missing says what of the acknowledged is not there.
func missing(d *storetest.Dump, known *acknowledged) (wrong []string) {
	if len(d.Articles) < known.number {
		wrong = append(wrong, fmt.Sprintf("%d articles are left of %d", len(d.Articles), known.number))
	}
	articles, decisions := map[diplo.ArticleID]bool{}, map[diplo.DecisionID]bool{}
	for _, a := range d.Articles {
		articles[a.ID] = true
	}
	for _, decision := range d.Decisions {
		decisions[decision.ID] = true
	}
	for id := range known.articles {
		if !articles[id] {
			wrong = append(wrong, fmt.Sprintf("%s was acknowledged, and is not there", id))
		}
	}
	for id := range known.decisions {
		if !decisions[id] {
			wrong = append(wrong, fmt.Sprintf("%s was acknowledged, and is not there", id))
		}
	}
	return wrong
}

// halves says what is there in part: an article without all that is read in it, an event that is not what its mentions tell, a total that counts otherwise.
func halves(d *storetest.Dump, whole *content) (wrong []string) {
	retracted, decided := map[diplo.ArticleID]bool{}, map[diplo.EventID]bool{}
	for _, decision := range d.Decisions {
		switch decision.Kind {
		case diplo.RetractArticle:
			retracted[decision.Article] = true
		default:
			decided[decision.Event] = true
		}
	}
	articles, read := map[diplo.ArticleID]*diplo.Article{}, map[diplo.ArticleID][]*diplo.Mention{}
	for i, a := range whole.Articles {
		articles[a.ID], read[a.ID] = a, whole.InText[i]
	}
	here := map[diplo.ArticleID]*diplo.Article{}
	mentions := 0
	for i, a := range d.Articles {
		here[a.ID] = a
		mentions += len(d.InText[i])
		if articles[a.ID] == nil {
			wrong = append(wrong, fmt.Sprintf("%s was never loaded", a.ID))
			continue
		}
		want, told := *articles[a.ID], read[a.ID]
		if retracted[a.ID] {
			want.Status, told = diplo.Retracted, nil
		}
		if difference := differ(&want, a) + differ(told, d.InText[i]); difference != "" {
			wrong = append(wrong, fmt.Sprintf("%s is not whole: %s", a.ID, difference))
		}
	}
	for i, e := range d.Events {
		var evidence []diplo.Evidence
		for _, m := range d.Mentions[i] {
			if here[m.Article] == nil {
				wrong = append(wrong, fmt.Sprintf("%s is told by %s, which is not there", e.ID, m.Article))
				continue
			}
			evidence = append(evidence, here[m.Article].Evidence(m))
		}
		if len(evidence) == 0 {
			wrong = append(wrong, fmt.Sprintf("%s has no mention", e.ID))
			continue
		}
		if folded := diplo.Fold(evidence); !decided[e.ID] {
			if difference := differ(&folded, e); difference != "" {
				wrong = append(wrong, fmt.Sprintf("%s is not what its mentions tell: %s", e.ID, difference))
			}
		}
	}
	t := d.Totals
	counted := store.Totals{Actors: len(d.Actors), Actions: len(d.Actions), Articles: len(d.Articles), Events: len(d.Events), Mentions: mentions, FirstDay: t.FirstDay, LastDay: t.LastDay}
	if counted != t {
		wrong = append(wrong, fmt.Sprintf("it says that it has %+v, and has %+v", t, counted))
	}
	return wrong
}

// differ is the difference, found quickly where there is none.
func differ(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return storetest.Difference(want, got)
}

// compare wants the store to hold just what it should in the end.
func (h *harness) compare(ctx context.Context, o *outcome, want *content) error {
	s, err := h.place.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := h.place.check(ctx, s); err != nil {
		o.fault("in the end: %v", err)
	}
	got, err := contentOf(ctx, s)
	if err != nil {
		return err
	}
	if difference := differ(want, &got); difference != "" {
		o.fault("in the end: %s", difference)
	}
	o.ends++
	return nil
}

// contentNow is what the store holds.
func (h *harness) contentNow(ctx context.Context) (*content, error) {
	s, err := h.place.open(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	c, err := contentOf(ctx, s)
	return &c, err
}
