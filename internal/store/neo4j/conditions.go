package neo4j

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// query is Cypher in the making: its parameters, numbered as they come. Text of the user's only ever becomes a parameter.
type query struct {
	params parameters
	past   bool // it is asked as of an instant, $at
	nested int  // how many queries stand within its conditions
	said   said
}

// said are the parts of a filter that the ways to its events say wholly: put as conditions too, they would have properties of each
// event read for nothing.
type said struct {
	between                *[2]store.ActorMatch
	source, target, either *store.ActorMatch
}

func newQuery(past bool) *query { return &query{params: parameters{"never": false}, past: past} }

// bind makes the value a parameter and gives what stands for it in the text.
func (q *query) bind(value any) string {
	name := "p" + strconv.Itoa(len(q.params))
	q.params[name] = value
	return "$" + name
}

// never is the condition that nothing fulfils. It is a parameter: a literal false makes the planner throw away the
// whole pattern, and then refuse the hints on it.
const never = "$never"

// all joins conditions of which each must hold; none is true.
func all(conditions []string) string {
	if len(conditions) == 0 {
		return "true"
	}
	return strings.Join(conditions, " AND ")
}

func anyOf(conditions []string) string {
	if len(conditions) == 0 {
		return never
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// event gives the conditions on a node e that all must hold for the filter. What a node does not have is null in Cypher,
// and neither true nor false; that only matters under NOT, where it is made false.
func (q *query) event(f *store.EventFilter) []string {
	var conditions []string
	must := func(format string, args ...any) { conditions = append(conditions, fmt.Sprintf(format, args...)) }
	for i := range f.And {
		conditions = append(conditions, q.event(&f.And[i])...)
	}
	if len(f.Or) > 0 {
		var alternatives []string
		for i := range f.Or {
			alternatives = append(alternatives, "("+all(q.event(&f.Or[i]))+")")
		}
		must("%s", anyOf(alternatives))
	}
	if f.Not != nil {
		must("NOT coalesce(%s, false)", "("+all(q.event(f.Not))+")")
	}
	if f.Source != nil && f.Source != q.said.source {
		must("%s", q.side("source", f.Source))
	}
	if f.Target != nil && f.Target != q.said.target {
		must("%s", q.side("target", f.Target))
	}
	if f.Either != nil && f.Either != q.said.either {
		must("(%s OR %s)", q.side("source", f.Either), q.side("target", f.Either))
	}
	if f.Between != nil && f.Between != q.said.between {
		a, b := &f.Between[0], &f.Between[1]
		must("(%s AND %s OR %s AND %s)", q.side("source", a), q.side("target", b), q.side("source", b), q.side("target", a))
	}
	if set := f.RelationSet(); set != nil {
		must("e.relation IN %s", q.bind(texts(set)))
	}
	if f.Date != nil && !endless(*f.Date) {
		must("%s", q.overlaps(*f.Date))
	}
	if f.Starts != nil && !endless(*f.Starts) {
		must("%s", q.within("e.day", *f.Starts))
		must("e.day > %s", noDay)
	}
	if f.Reported != nil && !endless(*f.Reported) {
		must("%s", q.within("e.reportedDay", *f.Reported))
	}
	if f.Recorded != nil {
		if !f.Recorded.From.IsZero() {
			must("e.recorded >= %s", q.bind(f.Recorded.From.UTC()))
		}
		if !f.Recorded.Until.IsZero() {
			must("e.recorded < %s", q.bind(f.Recorded.Until.UTC()))
		}
	}
	if len(f.Modalities) > 0 {
		must("e.modality IN %s", q.bind(texts(f.Modalities)))
	}
	if f.Background != nil {
		must("coalesce(e.background, false) = %s", q.bind(*f.Background))
	}
	if len(f.Statuses) > 0 {
		must("coalesce(e.status, '%s') IN %s", diplo.Current, q.bind(texts(f.Statuses)))
	}
	if len(f.Actions) > 0 {
		must("e.action IN %s", q.bind(texts(f.Actions)))
	}
	if len(f.Occurrences) > 0 {
		must("e.occurrence IN %s", q.bind(texts(f.Occurrences)))
	}
	if len(f.Articles) > 0 {
		ids := q.bind(texts(f.Articles))
		must("%s", q.reported("a.id IN "+ids, "p.article IN "+ids))
	}
	if len(f.Outlets) > 0 {
		names := q.bind(f.Outlets)
		must("%s", q.reported("a.outlet IN "+names, "p.outlet IN "+names))
	}
	if f.Place != "" {
		must("%s", q.place(f.Place))
	}
	if f.Text != "" {
		if words := store.WordsOf(f.Text); len(words) == 0 {
			must(never)
		} else {
			must("%s", q.reported(all(q.words("r.words", words)), all(q.words("p.words", words))))
		}
	}
	if f.MinConfidence != nil {
		must("e.confidence >= %s", q.bind(*f.MinConfidence))
	}
	if f.MaxConfidence != nil {
		must("e.confidence <= %s", q.bind(*f.MaxConfidence))
	}
	if f.MinOutlets > 0 {
		must("coalesce(e.outletCount, 1) >= %s", q.bind(f.MinOutlets))
	}
	return conditions
}

// reported is the condition that the event e has a report r, in an article a, for which the first condition holds; as of an instant, that
// it had one then, or a past one p for which the second holds.
func (q *query) reported(now, past string) string {
	q.nested++
	if !q.past {
		return "EXISTS { MATCH (e)-[r:REPORTED_IN]->(a:Article) WHERE " + now + " }"
	}
	q.nested++
	return fmt.Sprintf("(EXISTS { MATCH (:Event {id: e.id})-[r:REPORTED_IN]->(a:Article) WHERE %s <= $at AND %s } OR EXISTS { MATCH (p:PastMention {event: e.id}) WHERE %s AND %s })",
		reportSince, now, wasThere("p"), past)
}

// side is the condition that the actor on that side of the event, source or target, matches.
func (q *query) side(side string, match *store.ActorMatch) string {
	var ways []string
	for _, w := range sideWays(side, match) {
		ways = append(ways, fmt.Sprintf("e.%s IN %s", w.property, q.bind(w.values)))
	}
	return anyOf(ways)
}

// sideWays are the properties of which one must have one of its values for the actor on that side to match.
func sideWays(side string, match *store.ActorMatch) []way {
	var ways []way
	ids := texts(match.IDs)
	if len(ids) > 0 {
		ways = append(ways, way{property: side, values: ids})
	}
	if match.Scope == store.Officials || match.Scope == store.Affiliated {
		if len(ids) > 0 {
			ways = append(ways, way{property: side + "For", values: ids})
		}
	}
	if match.Scope == store.Affiliated {
		codes := slices.DeleteFunc(slices.Clone(match.Codes), func(code string) bool { return code == "" })
		if len(codes) > 0 {
			ways = append(ways, way{property: side + "Code", values: codes})
		}
	}
	return ways
}

func endless(r store.DayRange) bool { return r.From == diplo.NoDay && r.To == diplo.NoDay }

// inverted tells of a range that holds no day.
func inverted(r store.DayRange) bool {
	return r.From != diplo.NoDay && r.To != diplo.NoDay && r.To < r.From
}

// overlaps is the condition that the dates of the event and the range have a day in common.
func (q *query) overlaps(r store.DayRange) string {
	if inverted(r) {
		return never
	}
	conditions := []string{"e.day > " + noDay}
	if r.From != diplo.NoDay {
		from := q.bind(int64(r.From)) // few have an endDay, and the index has the day
		conditions = append(conditions, fmt.Sprintf("(e.day >= %s OR e.endDay >= %[1]s)", from))
	}
	if r.To != diplo.NoDay {
		conditions = append(conditions, "e.day <= "+q.bind(int64(r.To)))
	}
	return all(conditions)
}

// within is the condition that the day, null when it is not known, is in the range.
func (q *query) within(day string, r store.DayRange) string {
	var conditions []string
	if r.From != diplo.NoDay {
		conditions = append(conditions, day+" >= "+q.bind(int64(r.From)))
	}
	if r.To != diplo.NoDay {
		conditions = append(conditions, day+" <= "+q.bind(int64(r.To)))
	}
	return all(conditions)
}

// noDay is diplo.NoDay in Cypher; the day of what is undated.
var noDay = strconv.Itoa(int(diplo.NoDay))

func (q *query) place(place string) string {
	wanted := fold.String(place)
	if wanted == "" {
		return never
	}
	name := q.bind(wanted)
	return fmt.Sprintf("(e.placeFolded = %s OR e.placeCountryFolded = %s)", name, name)
}

// words are the conditions that the folded words of a text have all that are wanted.
func (q *query) words(property string, wanted store.Words) []string {
	var conditions []string
	for i, word := range wanted {
		sought := " " + word
		if i < len(wanted)-1 {
			sought += " " // whole; the last may go on
		}
		conditions = append(conditions, fmt.Sprintf("%s CONTAINS %s", property, q.bind(sought)))
	}
	return conditions
}

// indexed is what a full-text index is asked for the words. Words are folded letters and digits only, so that none
// means anything to the index but itself. Whole words count more than those that only begin so.
func indexed(wanted store.Words) string {
	var b strings.Builder
	for i, word := range wanted {
		if i < len(wanted)-1 {
			fmt.Fprintf(&b, "+%s ", word)
		} else {
			fmt.Fprintf(&b, "+(%s %s*)", word, word)
		}
	}
	return b.String()
}
