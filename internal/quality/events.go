package quality

import (
	"cmp"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// Told is what a reader told of each item, by the item's id. An item that is not in it was
// read without an event.
type Told map[string][]Event

// Share is a number of cases out of all.
type Share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Count is a number of events that went wrong by one cause.
type Count struct {
	Cause string `json:"cause"`
	Count int    `json:"count"`
}

// Confusion is a number of events told with the right actors and a wrong type.
type Confusion struct {
	Gold  string `json:"gold"`
	Told  string `json:"told"`
	Count int    `json:"count"`
}

// The causes of errors, at the level of types. An event that was told takes part in one error only.
const (
	wrongType      = "wrong type, right actors"
	wrongDirection = "right type, source and target changed over"
	wrongSource    = "right type and target, wrong source"
	wrongTarget    = "right type and source, wrong target"
	heldUnreal     = "missed: told, but as planned, hypothetical or denied"
	nothingRead    = "missed: no event told of the item"
	notRead        = "missed: only others of the item told"
	extraBeside    = "extra, in an item with wanted events"
	extraAlone     = "extra, in an item with none"
)

var causes = []string{wrongType, wrongDirection, wrongSource, wrongTarget, heldUnreal, nothingRead, notRead, extraBeside, extraAlone}

// itemScore is how one item was read.
type itemScore struct {
	levels   [levels]tally
	types    map[string]tally
	dates    Share // of events found, by relation
	standing Share // modality and background right, of all coded events found by relation
	optional int
	errors   []mistake
}

// mistake is something missed, told wrongly, or both.
type mistake struct {
	cause string
	gold  *Event // nil for an extra event
	told  *Event // nil for a missed one
}

// outcome is which events of an item are right and wrong at a level.
type outcome struct {
	pairs  []pair // of wanted and told; an event of a sample may be in several
	missed []int  // of the wanted
	wrong  []int  // of the told
}

func (o *outcome) tally(wanted int) tally {
	right := map[int]bool{}
	for _, p := range o.pairs {
		right[p.told] = true
	}
	return tally{gold: wanted, found: wanted - len(o.missed), told: len(right) + len(o.wrong), right: len(right)}
}

// scoreItem compares what was told of an item with its coding.
func scoreItem(form Form, item *Item, told []Event) itemScore {
	var wanted, optional []*goldEvent
	for i := range item.events {
		if g := &item.events[i]; g.wanted(form) {
			wanted = append(wanted, g)
		} else {
			optional = append(optional, g)
		}
	}
	var kept, unreal []*Event
	for i := range told {
		if e := &told[i]; e.real() {
			kept = append(kept, e)
		} else {
			unreal = append(unreal, e)
		}
	}
	candidates := kept
	if form == Samples { // a must may be planned
		candidates = slices.Concat(kept, unreal)
	}
	s := itemScore{types: map[string]tally{}, optional: len(optional)}
	s.levels[detect] = detected(len(wanted) > 0, len(kept) > 0)
	for at := dyad; int(at) < levels; at++ {
		var o outcome
		if form == Samples {
			o = compareSample(wanted, optional, candidates, at)
		} else {
			o = compareReport(wanted, optional, candidates, at)
		}
		s.levels[at] = o.tally(len(wanted))
		switch at {
		case eventType:
			s.countTypes(&o, wanted, candidates)
			s.explain(&o, wanted, candidates, unreal)
		case relation:
			s.checkDates(&o, wanted, candidates)
		}
	}
	s.checkStanding(item.events, told)
	return s
}

func detected(wanted, told bool) (t tally) {
	if wanted {
		t.gold = 1
	}
	if told {
		t.told = 1
	}
	t.found = t.gold * t.told
	t.right = t.found
	return t
}

// compareReport pairs one to one; what is left and equals an optional event is forgotten.
func compareReport(wanted, optional []*goldEvent, told []*Event, at level) outcome {
	tell := make([]part, len(told))
	for i, e := range told {
		tell[i] = partOf(e, at)
	}
	var o outcome
	o.pairs, o.missed, o.wrong = match(goldParts(wanted, at), tell)
	left := make([]part, len(o.wrong))
	for i, t := range o.wrong {
		left[i] = tell[t]
	}
	_, _, extra := match(goldParts(optional, at), left)
	for i, l := range extra {
		extra[i] = o.wrong[l]
	}
	o.wrong = extra
	return o
}

func goldParts(events []*goldEvent, at level) []part {
	parts := make([]part, len(events))
	for i, g := range events {
		parts[i] = partOf(&g.Event, at)
	}
	return parts
}

// compareSample takes every event that equals a must for right, and forgets what equals only an optional one.
func compareSample(wanted, optional []*goldEvent, told []*Event, at level) (o outcome) {
	found := make([]bool, len(wanted))
	for t, e := range told {
		right := false
		for g := range wanted {
			if wanted[g].allows(e, at) {
				found[g], right = true, true
				o.pairs = append(o.pairs, pair{g, t})
			}
		}
		known := func(g *goldEvent) bool { return g.allows(e, at) }
		if !right && e.real() && !slices.ContainsFunc(optional, known) {
			o.wrong = append(o.wrong, t)
		}
	}
	for g := range wanted {
		if !found[g] {
			o.missed = append(o.missed, g)
		}
	}
	return o
}

// countTypes counts wanted events by their own type, and told ones by theirs.
func (s *itemScore) countTypes(o *outcome, wanted []*goldEvent, told []*Event) {
	count := func(relation string, t tally) {
		name := whatOf(relation, eventType)
		sum := s.types[name]
		sum.add(t, 1)
		s.types[name] = sum
	}
	for i, g := range wanted {
		t := tally{gold: 1, found: 1}
		if slices.Contains(o.missed, i) {
			t.found = 0
		}
		count(g.Relation, t)
	}
	right := map[int]bool{}
	for _, p := range o.pairs {
		if !right[p.told] {
			right[p.told] = true
			count(told[p.told].Relation, tally{told: 1, right: 1})
		}
	}
	for _, t := range o.wrong {
		count(told[t].Relation, tally{told: 1})
	}
}

// explain finds the cause of each error. The surest explanation is given out first, over all errors of the item.
func (s *itemScore) explain(o *outcome, wanted []*goldEvent, told, unreal []*Event) {
	missed, wrong := slices.Clone(o.missed), slices.Clone(o.wrong)
	for _, why := range []struct {
		cause string
		fits  func(g, t part) bool // parts by type
	}{
		{wrongType, func(g, t part) bool {
			return g.source == t.source && g.target == t.target || (g.mutual || t.mutual) && g.source == t.target && g.target == t.source
		}},
		{wrongDirection, func(g, t part) bool { return g.what == t.what && g.source == t.target && g.target == t.source }},
		{wrongSource, func(g, t part) bool { return g.what == t.what && g.target == t.target }},
		{wrongTarget, func(g, t part) bool { return g.what == t.what && g.source == t.source }},
	} {
		missed = slices.DeleteFunc(missed, func(g int) bool {
			gold := &wanted[g].Event
			at := slices.IndexFunc(wrong, func(t int) bool {
				a, b := partOf(gold, eventType), partOf(told[t], eventType)
				return why.fits(a, b) && (why.cause != wrongType || a.what != b.what)
			})
			if at < 0 {
				return false
			}
			s.errors = append(s.errors, mistake{why.cause, gold, told[wrong[at]]})
			wrong = slices.Delete(wrong, at, at+1)
			return true
		})
	}
	for _, g := range missed {
		m := mistake{cause: notRead, gold: &wanted[g].Event}
		held := slices.IndexFunc(unreal, func(e *Event) bool { return partOf(m.gold, eventType).same(partOf(e, eventType)) })
		switch {
		case held >= 0:
			m.cause, m.told = heldUnreal, unreal[held]
		case len(told)+len(unreal) == 0:
			m.cause = nothingRead
		}
		s.errors = append(s.errors, m)
	}
	for _, t := range wrong {
		m := mistake{cause: extraBeside, told: told[t]}
		if len(wanted) == 0 {
			m.cause = extraAlone
		}
		s.errors = append(s.errors, m)
	}
}

// checkDates compares the dates of the events found; both undated is right.
func (s *itemScore) checkDates(o *outcome, wanted []*goldEvent, told []*Event) {
	right := map[int]bool{}
	for _, p := range o.pairs {
		right[p.gold] = right[p.gold] || wanted[p.gold].Date == told[p.told].Date
	}
	s.dates.Of += len(right)
	for _, yes := range right {
		if yes {
			s.dates.Right++
		}
	}
}

// checkStanding compares modality and background of all events, wanted or not.
func (s *itemScore) checkStanding(gold []goldEvent, told []Event) {
	list := func(n int, event func(int) *Event, standing bool) []part {
		parts := make([]part, n)
		for i := range parts {
			e := event(i)
			parts[i] = partOf(e, relation)
			if standing {
				parts[i].what += " " + cmp.Or(e.Modality, string(diplo.Asserted))
				if e.Background {
					parts[i].what += " background"
				}
			}
		}
		return parts
	}
	goldAt := func(i int) *Event { return &gold[i].Event }
	toldAt := func(i int) *Event { return &told[i] }
	found, _, _ := match(list(len(gold), goldAt, false), list(len(told), toldAt, false))
	right, _, _ := match(list(len(gold), goldAt, true), list(len(told), toldAt, true))
	s.standing.Of += len(found)
	s.standing.Right += len(right)
}

// scoreEvents scores a set of reports or samples.
func scoreEvents(set *Set, told Told) SetReport {
	r := set.report()
	var byLevel [levels]column
	byType := map[string]*column{}
	for i := range levelNames {
		byLevel[i].name = levelNames[i]
	}
	for _, t := range diplo.EventTypes() {
		byType[string(t)] = &column{name: string(t)}
	}
	caused := map[string]int{}
	confused := map[[2]string]int{}
	r.Dates, r.Standing = &Share{}, &Share{}
	for i := range set.Items {
		item := &set.Items[i]
		s := scoreItem(set.Form, item, told[item.ID])
		for at := range byLevel {
			byLevel[at].add(i, s.levels[at])
		}
		for name, t := range s.types {
			if byType[name] == nil {
				byType[name] = &column{name: name}
			}
			byType[name].add(i, t)
		}
		r.Optional += s.optional
		r.Dates.Right, r.Dates.Of = r.Dates.Right+s.dates.Right, r.Dates.Of+s.dates.Of
		r.Standing.Right, r.Standing.Of = r.Standing.Right+s.standing.Right, r.Standing.Of+s.standing.Of
		for _, m := range s.errors {
			caused[m.cause]++
			if m.cause == wrongType {
				confused[[2]string{whatOf(m.gold.Relation, eventType), whatOf(m.told.Relation, eventType)}]++
			}
		}
	}
	columns := make([]*column, 0, levels+len(byType))
	for i := range byLevel {
		columns = append(columns, &byLevel[i])
	}
	for _, name := range sortedKeys(byType) {
		columns = append(columns, byType[name])
	}
	all := figures(len(set.Items), columns)
	r.Levels, r.Types = all[:levels:levels], all[levels:]
	for i := range r.Types {
		r.Types[i].Few = r.Types[i].Gold < few
	}
	r.Gold, r.Told = r.Levels[eventType].Gold, r.Levels[eventType].Told
	for _, cause := range causes {
		r.Errors = append(r.Errors, Count{cause, caused[cause]})
	}
	for kinds, n := range confused {
		r.Confusions = append(r.Confusions, Confusion{kinds[0], kinds[1], n})
	}
	slices.SortFunc(r.Confusions, func(x, y Confusion) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Gold, y.Gold), strings.Compare(x.Told, y.Told))
	})
	return r
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
