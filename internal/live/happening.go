package live

import (
	"context"
	"slices"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Kind says what happened to an event, for those who follow a filter.
type Kind string

// The kinds.
const (
	Added     Kind = "ADDED"     // it matches, and did not before
	Changed   Kind = "CHANGED"   // it matches as before, and is told otherwise
	Retracted Kind = "RETRACTED" // it does not match any more: it was retracted, or corrected to something else, or nothing tells of it
)

// Change is something that happened to an event that somebody wants to know of.
type Change struct {
	Kind     Kind
	ID       diplo.EventID // as it was then
	Event    *diplo.Event  // as it was then; nil when nothing told of it any more
	Recorded time.Time     // when it happened, UTC
	Cursor   store.Cursor  // the position behind it
}

// happening is a change with the event as it was before and after.
type happening struct {
	*diplo.Change
	cursor        store.Cursor
	before, after state
	who           *diplo.Identity
}

// state is an event at an instant, and what a filter may ask of it beside, once that is looked up.
type state struct {
	event *diplo.Event // nil: it was not there
	at    time.Time

	mutex    sync.Mutex
	mentions []*diplo.Mention // nil: not looked up
	articles []*diplo.Article // of each mention
	codes    map[diplo.ActorID]string
}

// happenings looks up what the events of a page of changes were before and after, all of one instant together.
func happenings(ctx context.Context, reader store.Reader, page store.Page[*diplo.Change], who *diplo.Identity) ([]*happening, error) {
	all := make([]*happening, len(page.Items))
	for i, change := range page.Items {
		all[i] = &happening{Change: change, cursor: page.Cursors[i], who: who}
		all[i].before.at, all[i].after.at = change.Recorded.Add(-time.Microsecond), change.Recorded
	}
	for rest := all; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(h *happening) bool { return !h.Recorded.Equal(rest[0].Recorded) })
		if n < 0 {
			n = len(rest)
		}
		var before, after []*state
		var were, are []diplo.EventID
		for _, h := range rest[:n] {
			if h.Kind != diplo.Added {
				before, were = append(before, &h.before), append(were, h.ID)
			}
			if h.Kind != diplo.Removed {
				after, are = append(after, &h.after), append(are, h.ID)
			}
		}
		if err := lookUp(ctx, reader, before, were); err != nil {
			return nil, err
		}
		if err := lookUp(ctx, reader, after, are); err != nil {
			return nil, err
		}
		rest = rest[n:]
	}
	return all, nil
}

// lookUp fills in the events of states of one instant.
func lookUp(ctx context.Context, reader store.Reader, states []*state, ids []diplo.EventID) error {
	if len(states) == 0 {
		return nil
	}
	events, err := reader.AsOf(states[0].at).EventsByID(ctx, ids)
	if err != nil {
		return err
	}
	for i := range events {
		states[i].event = events[i]
	}
	return nil
}

// seenThrough is the change as those see it who follow the filter, where they do.
func (h *happening) seenThrough(ctx context.Context, reader store.Reader, filter *store.EventFilter) (Change, bool, error) {
	is, err := h.after.matches(ctx, reader, h.who, filter)
	if err != nil {
		return Change{}, false, err
	}
	was, err := h.before.matches(ctx, reader, h.who, filter)
	if err != nil {
		return Change{}, false, err
	}
	change := Change{Kind: Changed, ID: h.ID, Event: h.after.event, Recorded: h.Recorded, Cursor: h.cursor}
	switch {
	case is && !was:
		change.Kind = Added
	case was && !is:
		change.Kind = Retracted
	}
	return change, is || was, nil
}
