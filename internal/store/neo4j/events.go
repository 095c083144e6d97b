package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// longest is Cypher for how many days the longest event goes beyond its first. It is part of the condition on the index
// that needs it: looked up before, it would cost a trip to the server or the order that the index gives.
const longest = "head(COLLECT { MATCH (schema:Schema {name: 'entente'}) RETURN schema.longest })"

// eventQuery is a query over the events of a filter.
type eventQuery struct {
	*query
	ways       []way
	days       []string // what is known of the start day, for the index
	conditions []string // the filter, whole
}

// newEventQuery begins a query over the events of the filter, as they are now or as of an instant.
func newEventQuery(f *store.EventFilter, past bool) *eventQuery {
	q := &eventQuery{query: newQuery(past)}
	from, to := dayBounds(f)
	switch {
	case from > diplo.NoDay+1:
		q.days = append(q.days, "e.day >= "+q.bind(int64(from))+" - "+longest)
	case from != diplo.NoDay:
		q.days = append(q.days, "e.day > "+noDay)
	}
	if to != diplo.NoDay {
		q.days = append(q.days, "e.day <= "+q.bind(int64(to)))
	}
	q.ways = q.allWays(f)
	q.conditions = q.event(f)
	if len(q.conditions) > 0 && !slices.Contains(q.conditions, never) {
		// As one expression that the planner does not look into: else it takes conditions apart to find
		// indexes in them, and reads the same one twice. The ways are chosen already.
		q.conditions = []string{"CASE WHEN " + all(q.conditions) + " THEN true ELSE false END"}
	}
	return q
}

// hopeless tells that nothing can match, so that nothing need be asked.
func (q *eventQuery) hopeless() bool { return slices.Contains(q.conditions, never) }

// branch is the Cypher that binds e by one way to the events that match.
func (q *eventQuery) branch(w way, days []string, conditions ...string) string {
	text := q.match(w, days)
	if q.past && !w.gone {
		conditions = append(conditions, eventSince+" <= $at")
	}
	if !q.afterwards() {
		conditions = append(conditions, q.conditions...)
	}
	for _, condition := range conditions {
		text += " AND " + condition
	}
	return text
}

// afterwards tells that the conditions are put to what all ways lead to, rather than on each way: where that is cheaper than to plan
// the queries within them once for each. Then no way ends early.
func (q *eventQuery) afterwards() bool { return q.nested*len(q.ways) > 8 }

// left is the Cypher that leaves of the events e those that the filter wants, where that is still to be done.
func (q *eventQuery) left() string {
	if !q.afterwards() {
		return ""
	}
	return "\nWITH e WHERE " + all(q.conditions)
}

// matching is the Cypher that binds e to each event that matches, once.
func (q *eventQuery) matching() string {
	if len(q.ways) == 1 && !q.afterwards() {
		if q.ways[0].all() && len(q.days) == 0 {
			if len(q.conditions) == 0 {
				return "MATCH (e:Event)"
			}
			return "MATCH (e:Event) WHERE " + all(q.conditions)
		}
		return q.branch(q.ways[0], q.days)
	}
	var branches []string
	for _, w := range q.ways {
		branches = append(branches, q.branch(w, q.days)+" RETURN e")
	}
	return union(branches) + q.left()
}

// union is the Cypher that binds e to what any of the branches returns, once.
func union(branches []string) string {
	return "CALL () {\n" + strings.Join(branches, "\nUNION\n") + "\n}"
}

// CountEvents counts the events of the filter.
func (v view) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	counts, err := v.CountEventsEach(ctx, []store.EventFilter{filter})
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}

// CountEventsEach counts the events of each filter.
func (v view) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	questions, err := v.asEach(ctx, filters, func(q *eventQuery) (string, error) { return q.matching() + "\nRETURN count(e) AS n", nil })
	if err != nil {
		return nil, err
	}
	rows, err := v.askEach(ctx, questions, "n")
	if err != nil {
		return nil, err
	}
	counts := make([]int, len(filters))
	for i, row := range rows {
		if row != nil {
			if counts[i] = row.count("n"); row.err != nil {
				return nil, row.err
			}
		}
	}
	return counts, nil
}

// count runs a query whose answer is a number named n.
func (v view) count(ctx context.Context, cypher string, params parameters) (int, error) {
	rows, err := v.ask(ctx, cypher, params)
	if err != nil {
		return 0, err
	}
	if len(rows) != 1 {
		return 0, diplo.Errorf(diplo.Internal, "a count gave %d rows", len(rows))
	}
	return rows[0].count("n"), rows[0].err
}

// Events gives a page of the events of the filter.
func (v view) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	pages, err := v.EventsEach(ctx, []store.EventFilter{filter}, order, page)
	if err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	return pages[0], nil
}

// EventsEach gives a page of the events of each filter.
func (v view) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	if err := order.Validate(); err != nil {
		return nil, err
	}
	if order == "" {
		order = store.NewestFirst
	}
	questions, err := v.asEach(ctx, filters, func(q *eventQuery) (string, error) { return q.page(order, page) })
	if err != nil {
		return nil, err
	}
	columns := []string{"records"}
	if order == store.RecentlyStoredFirst {
		columns = append(columns, "sequences")
	}
	rows, err := v.askEach(ctx, questions, columns...)
	if err != nil {
		return nil, err
	}
	pages := make([]store.Page[*diplo.Event], len(filters))
	for i, row := range rows {
		if row != nil {
			if pages[i], err = eventPage(row, order, page); err != nil {
				return nil, err
			}
		}
	}
	return pages, nil
}

// eventPage reads a page of events.
func eventPage(row *fields, order store.EventOrder, page store.PageRequest) (result store.Page[*diplo.Event], err error) {
	records := row.texts("records")
	var sequences []any
	if order == store.RecentlyStoredFirst {
		sequences = field[[]any](row, "sequences")
	}
	if row.err != nil {
		return result, row.err
	}
	items := make([]*diplo.Event, len(records))
	cursors := make([]store.Cursor, len(records))
	for i, record := range records {
		if items[i], err = readEvent(record); err != nil {
			return result, err
		}
		var sequence int64
		if i < len(sequences) {
			sequence, _ = sequences[i].(int64)
		}
		cursors[i] = eventCursor(order, items[i], sequence)
	}
	return pageOf(items, cursors, page), nil
}

func eventList(order store.EventOrder) string { return "events " + string(order) }

// eventCursor is the position of an event that has that number in the order of changes. Numbers order as the instants at
// which events were stored and their ids do.
func eventCursor(order store.EventOrder, e *diplo.Event, sequence int64) store.Cursor {
	first := int64(e.Date.Start)
	if order == store.RecentlyStoredFirst {
		first = sequence
	}
	return store.NewCursor(eventList(order), strconv.FormatInt(first, 10), string(e.ID))
}

// eventPosition is the position of a cursor as the values of the keys of the order.
func eventPosition(order store.EventOrder, cursor store.Cursor) (*[2]any, error) {
	if cursor == "" {
		return nil, nil
	}
	keys, err := cursor.Keys(eventList(order), 2)
	if err != nil {
		return nil, err
	}
	number, err := strconv.ParseInt(keys[0], 10, 64)
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "cursor %q is not a position of this list; take one from pageInfo or an edge of the same query", string(cursor))
	}
	return &[2]any{number, keys[1]}, nil
}

// page is the Cypher of a page and one entry more, in one row of lists; "" when the page can't but be empty.
func (q *eventQuery) page(order store.EventOrder, page store.PageRequest) (string, error) {
	after, err := eventPosition(order, page.After)
	if err != nil {
		return "", err
	}
	before, err := eventPosition(order, page.Before)
	if err != nil {
		return "", err
	}
	q.params["limit"] = page.Size() + 1
	const limit = " LIMIT $limit"
	var branches []branch
	var merged []sortKey
	switch order {
	case store.RecentlyStoredFirst:
		merged = turned([]sortKey{{"e.sequence", true}}, page)
		var between []string
		if after != nil {
			between = append(between, "e.sequence < "+q.bind(after[0]))
		}
		if before != nil {
			between = append(between, "e.sequence > "+q.bind(before[0]))
		}
		if !q.past && !q.afterwards() && len(q.days) == 0 && (q.ways[0].all() || q.ways[0].property == "relation") {
			match := "MATCH (e:Event) USING INDEX e:Event(sequence) WHERE e.sequence IS NOT NULL AND "
			branches = append(branches, branch{match + all(append(between, q.conditions...)), merged})
			break
		}
		for _, w := range q.ways {
			branches = append(branches, branch{q.branch(w, q.days, between...), merged})
		}
	case store.OldestFirst:
		keys := []sortKey{{"e.day", false}, {"e.id", false}}
		for _, dated := range []bool{true, false} {
			days, possible := datedPhase(dated, after, before)
			if !possible {
				continue
			}
			at := func(position *[2]any) *[2]any {
				if position == nil || (position[0] != int64(diplo.NoDay)) != dated {
					return nil
				}
				return position
			}
			between := q.betweenPositions(keys, at(after), at(before))
			for _, w := range q.ways {
				branches = append(branches, branch{q.branch(w, append(slices.Clip(q.days), days), between...), w.keys(turned(keys, page))})
			}
		}
		merged = turned([]sortKey{{"e.day = " + noDay, false}, {"e.day", false}, {"e.id", false}}, page)
	default:
		merged = []sortKey{{"e.day", true}, {"e.id", true}}
		between := q.betweenPositions(merged, after, before)
		merged = turned(merged, page)
		for _, w := range q.ways {
			branches = append(branches, branch{q.branch(w, q.days, between...), w.keys(merged)})
		}
	}
	// The page comes as one row: each row more would cost the server and the driver as much as reading an event.
	found := "\nRETURN collect(e.record) AS records"
	if order == store.RecentlyStoredFirst {
		found += ", collect(e.sequence) AS sequences"
	}
	best := func(order []sortKey) string { return "\nWITH e " + orderBy(order...) + limit + found }
	switch {
	case len(branches) == 0:
		return "", nil
	case q.afterwards():
		var parts []string
		for _, b := range branches {
			parts = append(parts, b.match+" RETURN e")
		}
		return union(parts) + q.left() + best(merged), nil
	case len(branches) == 1:
		return branches[0].match + best(branches[0].order), nil
	}
	var parts []string
	for _, b := range branches {
		parts = append(parts, b.match+" RETURN e "+orderBy(b.order...)+limit)
	}
	return union(parts) + best(merged), nil
}

// branch is Cypher that binds e to what may be on a page, and the order in which the best of it is taken.
type branch struct {
	match string
	order []sortKey
}

// datedPhase is the condition of those that are dated, which OldestFirst gives first, or of those that are not; not possible when
// the positions leave none of them.
func datedPhase(dated bool, after, before *[2]any) (condition string, possible bool) {
	undated := func(position *[2]any) bool { return position != nil && position[0] == int64(diplo.NoDay) }
	if dated {
		return "e.day > " + noDay, !undated(after)
	}
	return "e.day = " + noDay, before == nil || undated(before)
}

// keys are those of the order, with the way's own property in front, as the index has it.
func (w way) keys(order []sortKey) []sortKey {
	if !w.inOrder() || w.property == "" {
		return order
	}
	return append([]sortKey{{"e." + w.property, order[0].down}}, order...)
}

// turned are the keys in the direction in which the page is read.
func turned(keys []sortKey, page store.PageRequest) []sortKey {
	if page.Last {
		return reversed(keys)
	}
	return keys
}

func (q *query) betweenPositions(keys []sortKey, after, before *[2]any) []string {
	var conditions []string
	if after != nil {
		conditions = append(conditions, q.beyond(keys, *after))
	}
	if before != nil {
		conditions = append(conditions, q.beyond(reversed(keys), *before))
	}
	return conditions
}

// groupKeys are the expressions of the keys of the dimensions.
var groupKeys = map[store.Dimension]string{
	store.BySource:     "e.source",
	store.ByTarget:     "e.target",
	store.BySourceCode: "e.sourceCode",
	store.ByTargetCode: "e.targetCode",
	store.ByRelation:   "e.relation",
	store.ByEventType:  "e.eventType",
	store.ByQuadClass:  "e.quadClass",
	store.ByModality:   "e.modality",
	store.ByDay:        "toString(e.date)",
	store.ByWeek:       "CASE WHEN e.date IS NOT NULL THEN toString(date.truncate('week', e.date)) END",
	store.ByMonth:      "left(toString(e.date), 7)",
	store.ByYear:       "left(toString(e.date), 4)",
}

// Groups counts the events of the filter by dimensions.
func (v view) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) ([]store.Group, error) {
	if err := store.ValidateDimensions(by); err != nil {
		return nil, err
	}
	if err := measure.Validate(); err != nil {
		return nil, err
	}
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	if limit <= 0 {
		return nil, v.usable(ctx)
	}
	filter, err := v.filter(ctx, filter)
	if err != nil {
		return nil, err
	}
	q := newEventQuery(&filter, v.past)
	if q.hopeless() {
		return nil, v.usable(ctx)
	}
	rows, err := v.ask(ctx, q.groups(by, measure, limit), q.params)
	if err != nil {
		return nil, err
	}
	var groups []store.Group
	for i := range rows {
		row := &rows[i]
		g := store.Group{Keys: make([]string, len(by)), Count: row.count("measured"), Events: row.count("n"), First: row.day("first"), Last: row.day("last")}
		g.MeanIntensity = store.MeanIntensity(field[int64](row, "tenths"), g.Events)
		for i := range by {
			g.Keys[i] = row.text(fmt.Sprintf("key%d", i))
		}
		if row.err != nil {
			return nil, row.err
		}
		if g.Events > 0 {
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// groups is the Cypher that counts by the dimensions.
func (q *eventQuery) groups(by []store.Dimension, measure store.Measure, limit int) string {
	var keys, named, there []string
	order := []sortKey{{"measured", true}}
	for i, dimension := range by {
		key := fmt.Sprintf("key%d", i)
		keys = append(keys, groupKeys[dimension]+" AS "+key)
		named = append(named, key)
		there = append(there, key+" IS NOT NULL")
		order = append(order, sortKey{property: key})
	}
	var b strings.Builder
	b.WriteString(q.matching())
	fmt.Fprintf(&b, "\nWITH %s", strings.Join(append(keys, "e"), ", "))
	if len(by) > 0 {
		fmt.Fprintf(&b, " WHERE %s", all(there))
	}
	counts := "count(*) AS measured"
	switch measure {
	case store.CountOccurrences:
		counts = "count(DISTINCT coalesce(e.occurrence, e.id)) AS measured"
	case store.CountOutlets:
		counts = "collect(" + q.outlets() + ") AS outlets"
	}
	fmt.Fprintf(&b, "\nWITH %s", strings.Join(append(named, "count(*) AS n", counts, "min(CASE WHEN e.day > "+noDay+" THEN e.day END) AS first",
		"max(CASE WHEN e.day > "+noDay+" THEN e.day END) AS last", "sum(toInteger(round(10 * e.intensity))) AS tenths"), ", "))
	if measure == store.CountOutlets {
		b.WriteString("\nWITH *, COUNT { UNWIND outlets AS some UNWIND some AS outlet RETURN DISTINCT outlet } AS measured")
	}
	fmt.Fprintf(&b, "\nRETURN * %s LIMIT %s", orderBy(order...), q.bind(limit))
	return b.String()
}

// outlets is the list of the outlets of the articles that tell of e, with the id of an article that names none.
func (q *eventQuery) outlets() string {
	const named = "CASE a.outlet WHEN '' THEN a.id ELSE a.outlet END"
	if !q.past {
		return "COLLECT { MATCH (e)-[:REPORTED_IN]->(a:Article) RETURN " + named + " }"
	}
	return "COLLECT { MATCH (:Event {id: e.id})-[r:REPORTED_IN]->(a:Article) WHERE " + reportSince + " <= $at RETURN " + named + " AS outlet\n" +
		"UNION MATCH (p:PastMention {event: e.id}) WHERE " + wasThere("p") + " RETURN CASE p.outlet WHEN '' THEN p.article ELSE p.outlet END AS outlet }"
}
