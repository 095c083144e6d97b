package embedded

import (
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// screen is a filter over briefs. What does not pass does not match; where it is exact, all that passes does.
type screen struct {
	pass  func(*brief) bool
	exact bool
}

// allStates are the bits of all states of events.
const allStates = int64(1)<<30 - 1

// statesOf are the bits of those states that the filter's own modalities, background and statuses allow.
func statesOf(f *store.EventFilter) int64 {
	var bits int64
	for state := range len(statuses) * 2 * len(modalities) {
		modality, background, status := modalities[state%len(modalities)], state/len(modalities)%2 == 1, statuses[state/len(modalities)/2]
		if (len(f.Modalities) == 0 || slices.Contains(f.Modalities, modality)) && (f.Background == nil || *f.Background == background) &&
			(len(f.Statuses) == 0 || slices.Contains(f.Statuses, status)) {
			bits |= 1 << state
		}
	}
	return bits
}

// screen is the filter as far as briefs tell.
func (c *eventFilter) screen(f *store.EventFilter) screen {
	var tests []func(*brief) bool
	exact := true
	for i := range f.And {
		part := c.screen(&f.And[i])
		tests, exact = append(tests, part.pass), exact && part.exact
	}
	if len(f.Or) > 0 {
		var or []func(*brief) bool
		for i := range f.Or {
			part := c.screen(&f.Or[i])
			or, exact = append(or, part.pass), exact && part.exact
		}
		tests = append(tests, func(b *brief) bool {
			return slices.ContainsFunc(or, func(pass func(*brief) bool) bool { return pass(b) })
		})
	}
	if f.Not != nil {
		if part := c.screen(f.Not); part.exact {
			tests = append(tests, func(b *brief) bool { return !part.pass(b) })
		} else {
			exact = false
		}
	}
	if f.Source != nil {
		source := c.reach(f.Source)
		tests = append(tests, func(b *brief) bool { return source.has(b.source, b.sourceFor) })
	}
	if f.Target != nil {
		target := c.reach(f.Target)
		tests = append(tests, func(b *brief) bool { return target.has(b.target, b.targetFor) })
	}
	if f.Either != nil {
		either := c.reach(f.Either)
		tests = append(tests, func(b *brief) bool { return either.has(b.source, b.sourceFor) || either.has(b.target, b.targetFor) })
	}
	if f.Between != nil {
		one, other := c.reach(&f.Between[0]), c.reach(&f.Between[1])
		tests = append(tests, func(b *brief) bool {
			return one.has(b.source, b.sourceFor) && other.has(b.target, b.targetFor) || other.has(b.source, b.sourceFor) && one.has(b.target, b.targetFor)
		})
	}
	if set := f.RelationSet(); set != nil {
		var wanted idSet
		for _, id := range c.relationIDs(set) {
			wanted.add(id.(int64))
		}
		tests = append(tests, func(b *brief) bool { return wanted.has(b.relation) })
	}
	if r := f.Date; r != nil && (r.From != diplo.NoDay || r.To != diplo.NoDay) {
		from, to := int64(r.From), int64(r.To)
		if r.To == diplo.NoDay {
			to = lastDay
		}
		tests = append(tests, func(b *brief) bool { return b.start <= to && b.end >= from && b.start > noDay })
	}
	if r := f.Starts; r != nil && (r.From != diplo.NoDay || r.To != diplo.NoDay) {
		from, to := max(int64(r.From), noDay+1), int64(r.To)
		if r.To == diplo.NoDay {
			to = lastDay
		}
		tests = append(tests, func(b *brief) bool { return from <= b.start && b.start <= to })
	}
	if states := statesOf(f); states != allStates {
		tests = append(tests, func(b *brief) bool { return states>>b.state&1 == 1 })
	}
	exact = exact && f.Reported == nil && f.Recorded == nil && len(f.Actions)+len(f.Occurrences)+len(f.Articles)+len(f.Outlets) == 0 && f.Place == "" && f.Text == "" &&
		f.MinConfidence == nil && f.MaxConfidence == nil && f.MinOutlets <= 0
	return screen{exact: exact, pass: func(b *brief) bool {
		for _, pass := range tests {
			if !pass(b) {
				return false
			}
		}
		return true
	}}
}

// reach is whom a match reaches on a side of an event: by themselves, and as those whom others act for.
type reach struct{ self, behalf idSet }

func (r *reach) has(actor, behalf int64) bool { return r.self.has(actor) || r.behalf.has(behalf) }

func (c *eventFilter) reach(match *store.ActorMatch) *reach {
	r := &reach{}
	for _, id := range c.ids(match) {
		r.self.add(id.(int64))
		if match.Scope == store.Officials || match.Scope == store.Affiliated {
			r.behalf.add(id.(int64))
		}
	}
	for _, code := range codes(match) {
		for _, id := range c.coded[code] {
			r.self.add(id)
		}
	}
	return r
}

// idSet is a set of small numbers, one bit each.
type idSet []uint64

func (s *idSet) add(id int64) {
	for int(id>>6) >= len(*s) {
		*s = append(*s, make([]uint64, len(*s)+1)...)
	}
	(*s)[id>>6] |= 1 << (id & 63)
}

func (s idSet) has(id int64) bool { return int(id>>6) < len(s) && s[id>>6]>>(id&63)&1 == 1 }
