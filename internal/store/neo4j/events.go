package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

const cypherLongestEvent = `MATCH (s:Schema {name: 'entente'}) RETURN s.longest AS longest`

// eventQuery is a query over the events of a filter.
type eventQuery struct {
	*query
	ways       []way
	days       []string // what is known of the start day, for the index
	conditions []string // the filter, whole
}

// eventQuery begins a query over the events of the filter.
func (t transaction) eventQuery(f *store.EventFilter) (*eventQuery, error) {
	longest := int64(0)
	if from, _ := dayBounds(f, 0); from != diplo.NoDay {
		rows, err := t.rows(cypherLongestEvent, nil)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			longest = field[int64](&rows[i], "longest")
		}
	}
	return newEventQuery(f, longest), nil
}

// newEventQuery begins a query where the longest event lasts so many days more than one.
func newEventQuery(f *store.EventFilter, longest int64) *eventQuery {
	q := &eventQuery{query: newQuery()}
	from, to := dayBounds(f, longest)
	if from != diplo.NoDay {
		q.days = append(q.days, "e.day >= "+q.bind(int64(from)))
	}
	if to != diplo.NoDay {
		q.days = append(q.days, "e.day <= "+q.bind(int64(to)))
	}
	q.ways = q.query.ways(f)
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
	for _, condition := range append(conditions, q.conditions...) {
		text += " AND " + condition
	}
	return text
}

// matching is the Cypher that binds e to each event that matches, once.
func (q *eventQuery) matching() string {
	if len(q.ways) == 1 {
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
	return union(branches)
}

// union is the Cypher that binds e to what any of the branches returns, once.
func union(branches []string) string {
	return "CALL () {\n" + strings.Join(branches, "\nUNION\n") + "\n}"
}

// CountEvents counts the events of the filter.
func (s *Store) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	if err := filter.Validate(); err != nil {
		return 0, err
	}
	count := 0
	err := s.read(ctx, func(tx transaction) error {
		q, err := tx.eventQuery(&filter)
		if err != nil || q.hopeless() {
			return err
		}
		count, err = tx.count(q.matching()+"\nRETURN count(e) AS n", q.params)
		return err
	})
	return count, err
}

// count runs a query whose answer is a number named n.
func (t transaction) count(cypher string, params parameters) (int, error) {
	rows, err := t.rows(cypher, params)
	if err != nil {
		return 0, err
	}
	if len(rows) != 1 {
		return 0, diplo.Errorf(diplo.Internal, "a count gave %d rows", len(rows))
	}
	return rows[0].count("n"), rows[0].err
}

// Events gives a page of the events of the filter.
func (s *Store) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	if err := order.Validate(); err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	if err := filter.Validate(); err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	if order == "" {
		order = store.NewestFirst
	}
	var result store.Page[*diplo.Event]
	err := s.read(ctx, func(tx transaction) error {
		q, err := tx.eventQuery(&filter)
		if err != nil {
			return err
		}
		cypher, err := q.page(order, page)
		if err != nil || cypher == "" || q.hopeless() {
			result = store.Page[*diplo.Event]{}
			return err
		}
		var items []*diplo.Event
		var cursors []store.Cursor
		err = eachNode(tx, cypher, q.params, func(_, node *fields) {
			e := &readEventNode(node).Event
			items = append(items, e)
			cursors = append(cursors, eventCursor(order, e))
		})
		result = pageOf(items, cursors, page)
		return err
	})
	return result, err
}

func eventList(order store.EventOrder) string { return "events " + string(order) }

func eventCursor(order store.EventOrder, e *diplo.Event) store.Cursor {
	first := strconv.Itoa(int(e.Date.Start))
	if order == store.RecentlyStoredFirst {
		first = strconv.FormatInt(e.Recorded.UnixMicro(), 10)
	}
	return store.NewCursor(eventList(order), first, string(e.ID))
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
	if order == store.RecentlyStoredFirst {
		return &[2]any{time.UnixMicro(number).UTC(), keys[1]}, nil
	}
	return &[2]any{number, keys[1]}, nil
}

// page is the Cypher of a page and one entry more; "" when the page can't but be empty.
func (q *eventQuery) page(order store.EventOrder, page store.PageRequest) (string, error) {
	after, err := eventPosition(order, page.After)
	if err != nil {
		return "", err
	}
	before, err := eventPosition(order, page.Before)
	if err != nil {
		return "", err
	}
	limit := " LIMIT " + q.bind(page.Size()+1)
	var branches []branch
	var merged []sortKey
	switch order {
	case store.RecentlyStoredFirst:
		merged = []sortKey{{"e.recorded", true}, {"e.id", true}}
		between := q.betweenPositions(merged, after, before)
		merged = turned(merged, page)
		if len(q.days) == 0 && (q.ways[0].all() || q.ways[0].property == "relation") {
			match := "MATCH (e:Event) USING INDEX e:Event(recorded, id) WHERE e.recorded IS NOT NULL AND e.id IS NOT NULL AND "
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
	switch len(branches) {
	case 0:
		return "", nil
	case 1:
		return branches[0].match + "\nRETURN e AS node " + orderBy(branches[0].order...) + limit, nil
	}
	var parts []string
	for _, b := range branches {
		parts = append(parts, b.match+" RETURN e "+orderBy(b.order...)+limit)
	}
	return union(parts) + "\nRETURN e AS node " + orderBy(merged...) + limit, nil
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
	store.ByMonth:      "left(toString(e.date), 7)",
	store.ByYear:       "left(toString(e.date), 4)",
}

// Groups counts the events of the filter by dimensions.
func (s *Store) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, limit int) ([]store.Group, error) {
	if err := store.ValidateDimensions(by); err != nil {
		return nil, err
	}
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	if limit <= 0 {
		return nil, s.usable(ctx)
	}
	var groups []store.Group
	err := s.read(ctx, func(tx transaction) error {
		q, err := tx.eventQuery(&filter)
		groups = nil
		if err != nil || q.hopeless() {
			return err
		}
		rows, err := tx.rows(q.groups(by, limit), q.params)
		if err != nil {
			return err
		}
		for i := range rows {
			row := &rows[i]
			g := store.Group{Keys: make([]string, len(by)), Events: row.count("n"), First: row.day("first"), Last: row.day("last")}
			g.MeanIntensity = store.MeanIntensity(field[int64](row, "tenths"), g.Events)
			for i := range by {
				g.Keys[i] = row.text(fmt.Sprintf("key%d", i))
			}
			if row.err != nil {
				return row.err
			}
			if g.Events > 0 {
				groups = append(groups, g)
			}
		}
		return nil
	})
	return groups, err
}

// groups is the Cypher that counts by the dimensions.
func (q *eventQuery) groups(by []store.Dimension, limit int) string {
	var keys, named, there []string
	order := []sortKey{{"n", true}}
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
	fmt.Fprintf(&b, "\nWITH %s", strings.Join(append(named, "count(*) AS n", "min(CASE WHEN e.day > "+noDay+" THEN e.day END) AS first",
		"max(CASE WHEN e.day > "+noDay+" THEN e.day END) AS last", "sum(toInteger(round(10 * e.intensity))) AS tenths"), ", "))
	fmt.Fprintf(&b, "\nRETURN * %s LIMIT %s", orderBy(order...), q.bind(limit))
	return b.String()
}
