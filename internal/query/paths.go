package query

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Paths are the ways by which two actors are linked, shortest first; of those as long, the one whose weakest tie is the strongest first, then by ids.
// No path passes an actor twice.
type Paths struct {
	From, To *diplo.Actor
	Paths    []Path
	// Truncated tells that there are or may be other paths as short as those: more than were asked for, or by ties that were not
	// followed, the weaker ones of actors that have very many.
	Truncated bool
}

// Path is a way from one actor to another.
type Path struct{ Steps []Tie }

// Tie is what two actors have to do with one another.
type Tie struct {
	From, To diplo.ActorID
	Events   int               // that they share
	Filter   store.EventFilter // the events behind it
}

// Length is how many ties it has.
func (p *Path) Length() int { return len(p.Steps) }

// Weakest is the fewest events that two neighbours on the path share.
func (p *Path) Weakest() int {
	fewest := p.Steps[0].Events
	for _, step := range p.Steps[1:] {
		fewest = min(fewest, step.Events)
	}
	return fewest
}

// Bounds of paths. What is followed bounds the work at actors that deal with thousands.
const (
	MaxPathLength = 6
	MaxPaths      = 100
	DefaultPaths  = 10

	mostFollowed = 100 // ties of an actor, the strongest
	mostHalves   = 200 // beginnings of one length that are followed from an end
)

// Paths finds at most first paths between the two, of at most maxLength ties of events that f wants. None is no error.
func (q *Questions) Paths(ctx context.Context, from, to ActorRef, f *EventFilter, maxLength, first int) (*Paths, error) {
	if maxLength < 1 || maxLength > MaxPathLength {
		return nil, diplo.Errorf(diplo.Invalid, "a path can be 1 to %d long, not %d", MaxPathLength, maxLength)
	}
	if first < 1 || first > MaxPaths {
		return nil, diplo.Errorf(diplo.Invalid, "ask for 1 to %d paths, not %d", MaxPaths, first)
	}
	today := diplo.DayOf(q.Clock())
	one, err := q.Actors.Resolve(ctx, string(from), today)
	if err != nil {
		return nil, err
	}
	other, err := q.Actors.Resolve(ctx, string(to), today)
	if err != nil {
		return nil, err
	}
	filter, err := q.Events(ctx, f)
	if err != nil {
		return nil, err
	}
	found, err := FindPaths(ctx, q.Store, one.ID, other.ID, filter, maxLength, first)
	if err != nil {
		return nil, err
	}
	found.From, found.To = &one, &other
	return found, nil
}

// FindPaths is Paths between two actors by their ids, of the events of the filter.
func FindPaths(ctx context.Context, reader store.Reader, from, to diplo.ActorID, filter store.EventFilter, maxLength, first int) (*Paths, error) {
	if from == to {
		return nil, diplo.Errorf(diplo.Invalid, "both ends of the path are %q; name two different actors", from)
	}
	s := &search{ctx: ctx, reader: reader, filter: filter, ends: [2]diplo.ActorID{from, to}, ties: map[diplo.ActorID]store.Neighbours{}}
	for side, end := range s.ends {
		s.levels[side] = []level{{halves: []half{{actors: []diplo.ActorID{end}}}}}
	}
	found := &Paths{}
	for length := 1; length <= maxLength && len(found.Paths) < first; length++ {
		if err := s.reach(length - 1); err != nil {
			return nil, err
		}
		paths, err := s.joined(length - 1)
		if err != nil {
			return nil, err
		}
		wanted := min(len(paths), first-len(found.Paths))
		for _, way := range paths[:wanted] {
			found.Paths = append(found.Paths, s.path(way))
		}
		found.Truncated = s.cut || wanted < len(paths)
	}
	return found, nil
}

// search looks for paths from both ends at once: a path is a half from either end and the tie that joins them.
type search struct {
	ctx    context.Context
	reader store.Reader
	filter store.EventFilter
	ends   [2]diplo.ActorID
	ties   map[diplo.ActorID]store.Neighbours // the strongest, of those who were asked
	levels [2][]level                         // from each end, by the lengths of their halves
	cut    bool                               // what was joined left something out
}

// level is all ways from an end that are as long.
type level struct {
	halves []half
	cut    bool // some were not followed
}

// half is a way from an end, without loops.
type half struct {
	actors  []diplo.ActorID
	events  []int // of each tie
	weakest int   // the fewest of them, 0 without ties
}

func (h half) last() diplo.ActorID { return h.actors[len(h.actors)-1] }

// and is the half with one actor more.
func (h half) and(actor diplo.ActorID, events int) half {
	longer := half{append(slices.Clip(h.actors), actor), append(slices.Clip(h.events), events), events}
	if h.weakest > 0 {
		longer.weakest = min(h.weakest, events)
	}
	return longer
}

// strongest orders ways as Paths says.
func strongest(a, b half) int {
	return cmp.Or(cmp.Compare(b.weakest, a.weakest), slices.Compare(a.actors, b.actors))
}

// reach makes halves that have so many ties together. The ends are asked at once, the rest on the side where there is less to ask.
func (s *search) reach(ties int) error {
	for len(s.levels[0])+len(s.levels[1])-2 < ties {
		sides := []int{0, 1}
		if first, second := s.top(0), s.top(1); len(s.levels[0]) > 1 && len(first.halves) <= len(second.halves) {
			sides = sides[:1]
		} else if len(s.levels[0]) > 1 {
			sides = sides[1:]
		}
		var unknown []diplo.ActorID
		for _, side := range sides {
			for _, h := range s.top(side).halves {
				if _, known := s.ties[h.last()]; !known {
					s.ties[h.last()] = store.Neighbours{}
					unknown = append(unknown, h.last())
				}
			}
		}
		if len(unknown) > 0 {
			lists, err := s.reader.Neighbours(s.ctx, unknown, nil, s.filter, mostFollowed)
			if err != nil {
				return err
			}
			for i, actor := range unknown {
				s.ties[actor] = lists[i]
			}
		}
		for _, side := range sides {
			s.extend(side)
		}
	}
	return nil
}

func (s *search) top(side int) *level { return &s.levels[side][len(s.levels[side])-1] }

// extend makes the halves of one tie more, the strongest of which are kept.
func (s *search) extend(side int) {
	top := s.top(side)
	next := level{cut: top.cut}
	for _, h := range top.halves {
		ties := s.ties[h.last()]
		next.cut = next.cut || ties.More
		for _, n := range ties.List {
			if n.Actor != s.ends[1-side] && !slices.Contains(h.actors, n.Actor) {
				next.halves = append(next.halves, h.and(n.Actor, n.Events))
			}
		}
	}
	slices.SortFunc(next.halves, strongest)
	if len(next.halves) > mostHalves {
		next.halves, next.cut = next.halves[:mostHalves], true
	}
	s.levels[side] = append(s.levels[side], next)
}

// joined are all paths made of two halves that have so many ties together, and the tie that joins them; in their order.
func (s *search) joined(ties int) (paths []half, err error) {
	// As much as can be from the side where nothing was left out.
	var long [2]int
	more := 0
	if !s.top(1).cut {
		more = 1
	}
	long[more] = min(len(s.levels[more])-1, ties)
	long[1-more] = ties - long[more]
	one, other := s.levels[0][long[0]], s.levels[1][long[1]]
	s.cut = s.cut || one.cut || other.cut
	links, err := s.links(lasts(one.halves), lasts(other.halves))
	if err != nil {
		return nil, err
	}
	ending := map[diplo.ActorID][]half{}
	for _, h := range other.halves {
		ending[h.last()] = append(ending[h.last()], h)
	}
	for _, h := range one.halves {
		for _, link := range links[h.last()] {
			for _, rest := range ending[link.Actor] {
				if path, is := join(h, link.Events, rest); is {
					paths = append(paths, path)
				}
			}
		}
	}
	slices.SortFunc(paths, strongest)
	return paths, nil
}

// join makes a path of two halves; false when an actor is in both.
func join(h half, events int, rest half) (half, bool) {
	for i := range rest.actors {
		if slices.Contains(h.actors, rest.actors[i]) {
			return half{}, false
		}
	}
	h = h.and(rest.last(), events)
	for i := len(rest.events) - 1; i >= 0; i-- {
		h = h.and(rest.actors[i], rest.events[i])
	}
	return h, true
}

// lasts are the actors that the halves end in, each once.
func lasts(halves []half) (actors []diplo.ActorID) {
	seen := map[diplo.ActorID]bool{}
	for _, h := range halves {
		if !seen[h.last()] {
			seen[h.last()] = true
			actors = append(actors, h.last())
		}
	}
	return actors
}

// withKnown tells each tie with the wanted of those actors whose ties are all known, and gives the other actors.
func (s *search) withKnown(actors, wanted []diplo.ActorID, tell func(diplo.ActorID, store.Neighbour)) (others []diplo.ActorID) {
	is := make(map[diplo.ActorID]bool, len(wanted))
	for _, id := range wanted {
		is[id] = true
	}
	for _, id := range actors {
		ties, known := s.ties[id]
		if !known || ties.More {
			others = append(others, id)
			continue
		}
		for _, tie := range ties.List {
			if is[tie.Actor] {
				tell(id, tie)
			}
		}
	}
	return others
}

// links are the ties that those on the one side have with those on the other. Whose ties are all known need not be asked.
func (s *search) links(these, those []diplo.ActorID) (map[diplo.ActorID][]store.Neighbour, error) {
	links := map[diplo.ActorID][]store.Neighbour{}
	unknown := s.withKnown(these, those, func(id diplo.ActorID, tie store.Neighbour) { links[id] = append(links[id], tie) })
	others := s.withKnown(those, unknown, func(id diplo.ActorID, tie store.Neighbour) {
		links[tie.Actor] = append(links[tie.Actor], store.Neighbour{Actor: id, Events: tie.Events})
	})
	if len(unknown) == 0 || len(others) == 0 {
		return links, nil
	}
	lists, err := s.reader.Neighbours(s.ctx, unknown, others, s.filter, len(others))
	if err != nil {
		return nil, err
	}
	for i, id := range unknown {
		links[id] = append(links[id], lists[i].List...)
	}
	return links, nil
}

// path says what the way is.
func (s *search) path(way half) (p Path) {
	for i, events := range way.events {
		p.Steps = append(p.Steps, tie(way.actors[i], way.actors[i+1], events, s.filter))
	}
	return p
}

func tie(from, to diplo.ActorID, events int, filter store.EventFilter) Tie {
	one, other := store.ActorMatch{IDs: []diplo.ActorID{from}, Scope: store.Officials}, store.ActorMatch{IDs: []diplo.ActorID{to}, Scope: store.Officials}
	return Tie{from, to, events, Both(filter, store.EventFilter{Between: &[2]store.ActorMatch{one, other}})}
}

// Newest are the newest events behind the tie, at most n.
func (t *Tie) Newest(ctx context.Context, reader store.Reader, n int) ([]*diplo.Event, error) {
	page, err := reader.Events(ctx, t.Filter, store.NewestFirst, store.PageRequest{Limit: n})
	return page.Items, err
}
