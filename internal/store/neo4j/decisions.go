package neo4j

import (
	"context"
	"slices"
	"strconv"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Decisions gives a page of decisions. They are few, and in memory: it goes through them all.
func (v view) Decisions(ctx context.Context, filter store.DecisionFilter, page store.PageRequest) (store.Page[*diplo.Decision], error) {
	const list = "decisions"
	var result store.Page[*diplo.Decision]
	after, err := instantPosition(list, page.After)
	if err != nil {
		return result, err
	}
	before, err := instantPosition(list, page.Before)
	if err != nil {
		return result, err
	}
	if err := v.usable(ctx); err != nil {
		return result, err
	}
	// An event read at the same time shows what another server decided just now: so does the list.
	if _, err := v.s.judgmentsNow(ctx); err != nil {
		return result, err
	}
	j, err := v.judged(ctx)
	if err != nil {
		return result, err
	}
	wanted, err := v.wanted(ctx, j, filter)
	if err != nil {
		return result, err
	}
	// From the latest on, or from the oldest when the last are wanted.
	decisions := slices.Clone(j.decisions)
	if !page.Last {
		slices.Reverse(decisions)
	}
	var items []*diplo.Decision
	var cursors []store.Cursor
	for i := range decisions {
		at := decisions[i].Recorded.UnixMicro()
		if page.After != "" && at >= after || page.Before != "" && at <= before || !wanted(&decisions[i]) {
			continue
		}
		d, err := copied(decisions[i])
		if err != nil {
			return result, err
		}
		items, cursors = append(items, &d), append(cursors, store.NewCursor(list, strconv.FormatInt(at, 10)))
		if len(items) > page.Size() {
			break
		}
	}
	return pageOf(items, cursors, page), nil
}

// instantPosition is the number of a position in a list with one numeric key.
func instantPosition(list string, cursor store.Cursor) (int64, error) {
	if cursor == "" {
		return 0, nil
	}
	keys, err := cursor.Keys(list, 1)
	if err != nil {
		return 0, err
	}
	number, err := strconv.ParseInt(keys[0], 10, 64)
	if err != nil {
		return 0, diplo.Errorf(diplo.Invalid, "cursor %q is not a position of this list; take one from pageInfo or an edge of the same query", string(cursor))
	}
	return number, nil
}

// wanted tells which decisions the filter wants.
func (v view) wanted(ctx context.Context, j *judgments, f store.DecisionFilter) (func(*diplo.Decision) bool, error) {
	who, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	same := map[diplo.EventID]bool{}
	if f.Event != "" {
		asked := []diplo.EventID{f.Event}
		for _, d := range j.decisions {
			if d.Event != "" {
				asked = append(asked, d.Event)
			}
		}
		stand, err := v.standFor(ctx, asked)
		if err != nil {
			return nil, err
		}
		for i, id := range asked {
			if stand[i] == stand[0] {
				same[id] = true
			}
		}
	}
	isActor := func(id diplo.ActorID) bool {
		return id != "" && who.identity.Actor(id) == who.identity.Actor(f.Actor)
	}
	return func(d *diplo.Decision) bool {
		return (f.Event == "" || d.Event != "" && same[d.Event]) && (f.Article == "" || d.Article == f.Article) &&
			(f.Actor == "" || isActor(d.Actor) || isActor(d.Other)) &&
			(len(f.IDs) == 0 || slices.Contains(f.IDs, d.ID)) &&
			(len(f.Kinds) == 0 || slices.Contains(f.Kinds, d.Kind)) && (len(f.Authors) == 0 || slices.Contains(f.Authors, d.Author))
	}, nil
}
