package neo4j

import (
	"context"
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// view reads the graph as it is now, or as it was at an instant.
//
// What is there now was stored at an instant that it tells; what was there before and has changed or gone stands in
// nodes of its own, (:PastEvent), (:PastArticle), (:PastMention), each with the instants since which and until which it was so.
// A question as of an instant is asked of both.
type view struct {
	s    *Store
	past bool
	at   time.Time // when past
}

// AsOf reads what had been recorded up to the instant.
func (v view) AsOf(at time.Time) store.Reader {
	at = stored(at)
	if v.past && v.at.Before(at) {
		at = v.at
	}
	return view{s: v.s, past: true, at: at}
}

func (v view) usable(ctx context.Context) error { return v.s.usable(ctx) }

// ask runs one query that only reads; it is given the instant as $at.
func (v view) ask(ctx context.Context, cypher string, params parameters) ([]fields, error) {
	if v.past {
		if params == nil {
			params = parameters{}
		}
		params["at"] = v.at
	}
	return v.s.ask(ctx, cypher, params)
}

// Since when things are there as they are: for most that is when they were first stored.
const (
	eventSince   = "coalesce(e.since, e.recorded)"
	articleSince = "coalesce(n.since, n.recorded)"
	reportSince  = "coalesce(r.since, a.since, a.recorded)"
)

// wasThere is the condition that something past was there at the instant.
func wasThere(name string) string { return name + ".since <= $at AND " + name + ".until > $at" }

// who gives who is who now.
func (v view) who(ctx context.Context) (*judgments, error) { return v.s.judgments(ctx) }

// judged gives the decisions of the instant, and what follows from them.
func (v view) judged(ctx context.Context) (*judgments, error) {
	j, err := v.s.judgments(ctx)
	if err == nil && v.past {
		j = j.asOf(v.at)
	}
	return j, err
}

// meant are the ids that events may name the actors by.
func (v view) meant(j *judgments, ids []diplo.ActorID) []diplo.ActorID {
	if len(ids) == 0 || !v.past && !j.merges {
		return ids
	}
	var all []diplo.ActorID
	for _, id := range ids {
		if v.past {
			all = append(all, j.identity.Names(id)...)
		} else {
			all = append(all, j.identity.Actor(id))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// filter is the filter with the ids that events name the actors by.
func (v view) filter(ctx context.Context, f store.EventFilter) (store.EventFilter, error) {
	j, err := v.who(ctx)
	if err != nil {
		return f, err
	}
	return v.meaning(j, f), nil
}

func (v view) meaning(j *judgments, f store.EventFilter) store.EventFilter {
	match := func(m *store.ActorMatch) *store.ActorMatch {
		if m == nil {
			return nil
		}
		return &store.ActorMatch{IDs: v.meant(j, m.IDs), Scope: m.Scope, Codes: m.Codes}
	}
	f.Source, f.Target, f.Either = match(f.Source), match(f.Target), match(f.Either)
	if f.Between != nil {
		f.Between = &[2]store.ActorMatch{*match(&f.Between[0]), *match(&f.Between[1])}
	}
	f.And, f.Or = slices.Clone(f.And), slices.Clone(f.Or)
	for _, parts := range [][]store.EventFilter{f.And, f.Or} {
		for i := range parts {
			parts[i] = v.meaning(j, parts[i])
		}
	}
	if f.Not != nil {
		not := v.meaning(j, *f.Not)
		f.Not = &not
	}
	return f
}
