package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// way is a way to events: an index on (property, day, id) and the values that are sought in it; without a property, the index
// on (day, id). Or else a pattern that binds e.
type way struct {
	property string
	values   []string
	pattern  string
	gone     bool // it leads to what has changed or gone since the instant asked about
}

// Bounds of what ways are tried: each is a query of its own within the query, in order of day when it has one value.
const (
	mostWays          = 24
	mostValuesOrdered = 6
	mostPairs         = 64
	mostRelationWays  = 4
)

// allWays are the ways to the events of the filter. As of an instant there is one more, to those that are not there any more as they
// were then.
func (q *query) allWays(f *store.EventFilter) []way {
	ways := q.ways(f)
	if q.past {
		ways = append(ways, way{pattern: "MATCH (e:PastEvent) USING INDEX e:PastEvent(until) WHERE " + wasThere("e") + " WITH e", gone: true})
	}
	return ways
}

// reports is the pattern of the events by their reports: now as the first Cypher finds found, of which e is to be the event; as of an instant, by
// the ids that it gives and those of past reports p.
func (q *query) reports(now, past string) []way {
	if !q.past {
		return []way{{pattern: now + " WITH DISTINCT e"}}
	}
	return []way{{pattern: fmt.Sprintf("CALL () {\n%s RETURN e.id AS id\nUNION\n%s RETURN p.event AS id\n}\nMATCH (e:Event {id: id}) WITH DISTINCT e", now, past)}}
}

// ways finds the ways that lead to all events of the filter, and to as few others as it can tell without
// looking: what names articles, actions, words or actors is narrower than what names days. Of the
// ways, an event matches by at least one.
func (q *query) ways(f *store.EventFilter) []way {
	parts := conjuncts(f)
	for _, find := range []func(*store.EventFilter) []way{
		q.articleWay, occurrenceWay, actionWay, q.textWay, q.betweenWays, bothSidesWays, q.sourceWays, q.targetWays, q.eitherWays, q.placeWay, q.outletWay, relationWays,
	} {
		for _, part := range parts {
			if ways := find(part); ways != nil {
				return ordered(ways)
			}
		}
	}
	return []way{{}}
}

// conjuncts are the filters that all must hold, the filter itself and those below its And.
func conjuncts(f *store.EventFilter) []*store.EventFilter {
	all := []*store.EventFilter{f}
	for i := range f.And {
		all = append(all, conjuncts(&f.And[i])...)
	}
	return all
}

// ordered splits ways with a few values into ways with one, each of which comes in the order of its index.
func ordered(ways []way) []way {
	var split []way
	for _, w := range ways {
		if w.pattern != "" || len(w.values) == 0 || len(w.values) > mostValuesOrdered {
			split = append(split, w)
			continue
		}
		for _, value := range w.values {
			split = append(split, way{property: w.property, values: []string{value}})
		}
	}
	if len(split) > mostWays {
		return ways
	}
	return split
}

func (q *query) articleWay(f *store.EventFilter) []way {
	if len(f.Articles) == 0 {
		return nil
	}
	ids := q.bind(texts(f.Articles))
	return q.reports("MATCH (found:Article)<-[:REPORTED_IN]-(e:Event) WHERE found.id IN "+ids, "MATCH (p:PastMention) WHERE p.article IN "+ids)
}

func actionWay(f *store.EventFilter) []way {
	if len(f.Actions) == 0 {
		return nil
	}
	return []way{{property: "action", values: texts(f.Actions)}}
}

func occurrenceWay(f *store.EventFilter) []way {
	if len(f.Occurrences) == 0 {
		return nil
	}
	return []way{{property: "occurrence", values: texts(f.Occurrences)}}
}

func (q *query) textWay(f *store.EventFilter) []way {
	words := store.WordsOf(f.Text)
	if len(words) == 0 {
		return nil
	}
	sought := q.bind(indexed(words))
	return q.reports("CALL db.index.fulltext.queryRelationships('sentence_words', "+sought+") YIELD relationship AS found\nWITH startNode(found) AS e",
		"CALL db.index.fulltext.queryNodes('past_sentence_words', "+sought+") YIELD node AS p")
}

// betweenWays go by the keys of the pairs: of the actors themselves, and of whom they act on behalf of.
func (q *query) betweenWays(f *store.EventFilter) []way {
	if f.Between == nil {
		return nil
	}
	a, b := &f.Between[0], &f.Between[1]
	ways := pairWays(a, b)
	if ways == nil {
		return either(a)
	}
	if !q.past && pairsSay(a, b) {
		q.said.between = f.Between
	}
	return ways
}

// pairsSay tells that all events by pairWays are between the two. They need not be where only one of the two is meant with its officials,
// and where an id has the sign that parts a pair.
func pairsSay(a, b *store.ActorMatch) bool {
	parted := func(id diplo.ActorID) bool { return strings.Contains(string(id), pairSign) }
	return (a.Scope == store.Officials) == (b.Scope == store.Officials) && !slices.ContainsFunc(a.IDs, parted) && !slices.ContainsFunc(b.IDs, parted)
}

// bothSidesWays are for filters that have both a source and a target.
func bothSidesWays(f *store.EventFilter) []way {
	if f.Source == nil || f.Target == nil {
		return nil
	}
	return pairWays(f.Source, f.Target)
}

// pairWays is nil where the pairs are too many or the actors are not all named.
func pairWays(a, b *store.ActorMatch) []way {
	if a.Scope == store.Affiliated || b.Scope == store.Affiliated || len(a.IDs) == 0 || len(b.IDs) == 0 || len(a.IDs)*len(b.IDs) > mostPairs {
		return nil
	}
	var pairs []string
	for _, one := range a.IDs {
		for _, other := range b.IDs {
			if pair := pairOf(one, other); pair != "" && !slices.Contains(pairs, pair) {
				pairs = append(pairs, pair)
			}
		}
	}
	ways := []way{{property: "pair", values: pairs}}
	if a.Scope == store.Officials || b.Scope == store.Officials {
		ways = append(ways, way{property: "sourceForPair", values: pairs}, way{property: "targetForPair", values: pairs})
	}
	if a.Scope == store.Officials && b.Scope == store.Officials {
		ways = append(ways, way{property: "forPair", values: pairs})
	}
	return ways
}

func (q *query) sourceWays(f *store.EventFilter) []way {
	if f.Source == nil {
		return nil
	}
	if !q.past {
		q.said.source = f.Source
	}
	return someWays(sideWays("source", f.Source))
}

func (q *query) targetWays(f *store.EventFilter) []way {
	if f.Target == nil {
		return nil
	}
	if !q.past {
		q.said.target = f.Target
	}
	return someWays(sideWays("target", f.Target))
}

func (q *query) eitherWays(f *store.EventFilter) []way {
	if f.Either == nil {
		return nil
	}
	if !q.past {
		q.said.either = f.Either
	}
	return either(f.Either)
}

func either(match *store.ActorMatch) []way {
	return someWays(append(sideWays("source", match), sideWays("target", match)...))
}

// someWays keeps a match of no actor from being taken for no match: it leads to nothing.
func someWays(ways []way) []way {
	if len(ways) == 0 {
		return []way{{property: "source", values: []string{}}}
	}
	return ways
}

func (q *query) placeWay(f *store.EventFilter) []way {
	if f.Place == "" {
		return nil
	}
	return []way{{pattern: fmt.Sprintf("MATCH (e:Event) WHERE %s WITH e", q.place(f.Place))}}
}

func (q *query) outletWay(f *store.EventFilter) []way {
	if len(f.Outlets) == 0 || slices.Contains(f.Outlets, "") {
		return nil
	}
	names := q.bind(f.Outlets)
	return q.reports("MATCH (o:Outlet)<-[:PUBLISHED_BY]-(:Article)<-[:REPORTED_IN]-(e:Event) WHERE o.name IN "+names, "MATCH (p:PastMention) WHERE p.outlet IN "+names)
}

func relationWays(f *store.EventFilter) []way {
	set := f.RelationSet()
	if set == nil || len(set) > mostRelationWays {
		return nil
	}
	return someWays([]way{{property: "relation", values: texts(set)}})
}

// dayBounds are the first day of which an event of the filter must have one, and the last day that it can start on.
func dayBounds(f *store.EventFilter) (from, to diplo.Day) {
	from, to = diplo.NoDay, diplo.NoDay
	for _, part := range conjuncts(f) {
		for _, r := range [2]*store.DayRange{part.Date, part.Starts} {
			if r == nil || endless(*r) {
				continue
			}
			if r.From != diplo.NoDay {
				from = max(from, r.From)
			} else {
				from = max(from, diplo.NoDay+1)
			}
			if r.To != diplo.NoDay && (to == diplo.NoDay || r.To < to) {
				to = r.To
			}
		}
	}
	return from, to
}

// match is the Cypher that binds e by the way and ends in a WHERE that conditions may be added to with AND. days are the conditions on e.day
// that the index can use.
func (q *query) match(w way, days []string) string {
	if w.pattern != "" {
		return w.pattern + " WHERE " + all(days)
	}
	var b strings.Builder
	// A composite index is used only where each of its properties has a condition.
	if w.property == "" {
		b.WriteString("MATCH (e:Event) USING INDEX e:Event(day, id) WHERE ")
	} else {
		fmt.Fprintf(&b, "MATCH (e:Event) USING INDEX SEEK e:Event(%s, day, id) WHERE e.%s ", w.property, w.property)
		if len(w.values) == 1 {
			fmt.Fprintf(&b, "= %s AND ", q.bind(w.values[0]))
		} else {
			fmt.Fprintf(&b, "IN %s AND ", q.bind(w.values))
		}
	}
	if len(days) == 0 {
		days = []string{"e.day IS NOT NULL"}
	}
	b.WriteString(all(days))
	b.WriteString(" AND e.id IS NOT NULL")
	return b.String()
}

// all tells that the way leads to all events there are.
func (w way) all() bool { return w.property == "" && w.pattern == "" }

// inOrder tells whether events come by the way in the order of its index.
func (w way) inOrder() bool { return w.pattern == "" && (w.property == "" || len(w.values) == 1) }
