package embedded

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// condition is a piece of SQL over the columns of event e that is true or false, never NULL.
type condition struct {
	sql  string
	args []any
}

var (
	always = condition{sql: "1"}
	never  = condition{sql: "0"}
)

func (c condition) is(other condition) bool {
	return c.sql == other.sql && len(c.args)+len(other.args) == 0
}

// all joins conditions by AND.
func all(parts []condition) condition {
	parts = slices.DeleteFunc(slices.Clone(parts), always.is)
	if slices.ContainsFunc(parts, never.is) {
		return never
	}
	if len(parts) == 0 {
		return always
	}
	return join(parts, " AND ")
}

// anyOf joins conditions by OR.
func anyOf(parts []condition) condition {
	parts = slices.DeleteFunc(slices.Clone(parts), never.is)
	if slices.ContainsFunc(parts, always.is) {
		return always
	}
	if len(parts) == 0 {
		return never
	}
	return join(parts, " OR ")
}

func join(parts []condition, by string) condition {
	if len(parts) == 1 {
		return parts[0]
	}
	var whole condition
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = part.sql
		whole.args = append(whole.args, part.args...)
	}
	whole.sql = "(" + strings.Join(texts, by) + ")"
	return whole
}

func not(c condition) condition {
	switch {
	case c.is(always):
		return never
	case c.is(never):
		return always
	}
	return condition{"NOT " + c.sql, c.args}
}

// in wants the column to be one of the values; none is never.
func in(column string, values ...any) condition {
	switch len(values) {
	case 0:
		return never
	case 1:
		return condition{"(" + column + " = ?)", values}
	}
	args := slices.Clone(values)
	return condition{"(" + column + " IN (" + marks(&args) + "))", args}
}

func texts[T ~string](values []T) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}

// eventFilter is a filter on its way to SQL: the actors that it names are looked up.
type eventFilter struct {
	*question
	filter *store.EventFilter
	actors map[diplo.ActorID][]int64 // the rows of those who are each actor that the filter names
	coded  map[string][]int64        // the actors that have each code that the filter names
}

// compile checks the filter and looks its actors up.
func (q *question) compile(f *store.EventFilter) (*eventFilter, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	c := &eventFilter{question: q, filter: f, actors: map[diplo.ActorID][]int64{}, coded: map[string][]int64{}}
	c.gather(f)
	if err := c.findCoded(); err != nil {
		return nil, err
	}
	return c, q.findActors(c.actors)
}

// findCoded fills in who has the codes.
func (c *eventFilter) findCoded() error {
	if len(c.coded) == 0 {
		return nil
	}
	args := texts(slices.Collect(maps.Keys(c.coded)))
	clear(c.coded)
	return c.query(c.ctx, "SELECT coded, id FROM actor WHERE coded IN ("+marks(&args)+")", args, func(row []any) error {
		code := row[0].(string)
		c.coded[code] = append(c.coded[code], row[1].(int64))
		return nil
	})
}

// gather notes the actors that the filter names.
func (c *eventFilter) gather(f *store.EventFilter) {
	note := func(match *store.ActorMatch) {
		if match != nil {
			for _, id := range match.IDs {
				c.actors[id] = nil
			}
			for _, code := range codes(match) {
				c.coded[code] = nil
			}
		}
	}
	note(f.Source)
	note(f.Target)
	note(f.Either)
	if f.Between != nil {
		note(&f.Between[0])
		note(&f.Between[1])
	}
	for i := range f.And {
		c.gather(&f.And[i])
	}
	for i := range f.Or {
		c.gather(&f.Or[i])
	}
	if f.Not != nil {
		c.gather(f.Not)
	}
}

// findActors fills in the rows of those who are the actors now: one for each, and of another time those that were merged into it since.
func (q *question) findActors(actors map[diplo.ActorID][]int64) error {
	if len(actors) == 0 {
		return nil
	}
	asked := map[diplo.ActorID][]diplo.ActorID{}
	for key := range actors {
		names := []diplo.ActorID{q.who.Actor(key)}
		if q.past {
			names = q.who.Names(key)
		}
		for _, name := range names {
			asked[name] = append(asked[name], key)
		}
	}
	args := texts(slices.Collect(maps.Keys(asked)))
	return q.query(q.ctx, "SELECT key, id FROM actor WHERE key IN ("+marks(&args)+")", args, func(row []any) error {
		for _, key := range asked[diplo.ActorID(row[0].(string))] {
			actors[key] = append(actors[key], row[1].(int64))
		}
		return nil
	})
}

// ids are the rows of the actors of a match, each once.
func (c *eventFilter) ids(match *store.ActorMatch) []any {
	var ids []any
	for _, key := range match.IDs {
		for _, id := range c.actors[key] {
			if !slices.Contains(ids, any(id)) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// codes are the codes of a match that reaches by them, "" left out.
func codes(match *store.ActorMatch) []string {
	if match.Scope != store.Affiliated {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(match.Codes), func(code string) bool { return code == "" })
}

// onSide wants the source or target (by its column) in reach of the match.
func (c *eventFilter) onSide(match *store.ActorMatch, column string) condition {
	ids := c.ids(match)
	parts := []condition{in("e."+column, ids...)}
	if match.Scope == store.Officials || match.Scope == store.Affiliated {
		parts = append(parts, in("e."+column+"_for", ids...))
	}
	if list := codes(match); len(list) > 0 {
		coded := in("coded", texts(list)...)
		parts = append(parts, condition{"(e." + column + " IN (SELECT id FROM actor WHERE " + coded.sql + "))", coded.args})
	}
	return anyOf(parts)
}

const noDay = int64(diplo.NoDay)

// where is the whole filter as a condition.
func (c *eventFilter) where(f *store.EventFilter) condition {
	var parts []condition
	add := func(sql string, args ...any) { parts = append(parts, condition{"(" + sql + ")", args}) }
	for i := range f.And {
		parts = append(parts, c.where(&f.And[i]))
	}
	if len(f.Or) > 0 {
		var or []condition
		for i := range f.Or {
			or = append(or, c.where(&f.Or[i]))
		}
		parts = append(parts, anyOf(or))
	}
	if f.Not != nil {
		parts = append(parts, not(c.where(f.Not)))
	}
	if f.Source != nil {
		parts = append(parts, c.onSide(f.Source, "source"))
	}
	if f.Target != nil {
		parts = append(parts, c.onSide(f.Target, "target"))
	}
	if f.Either != nil {
		parts = append(parts, anyOf([]condition{c.onSide(f.Either, "source"), c.onSide(f.Either, "target")}))
	}
	if f.Between != nil {
		a, b := &f.Between[0], &f.Between[1]
		parts = append(parts, anyOf([]condition{
			all([]condition{c.onSide(a, "source"), c.onSide(b, "target")}),
			all([]condition{c.onSide(b, "source"), c.onSide(a, "target")}),
		}))
	}
	if set := f.RelationSet(); set != nil {
		parts = append(parts, in("e.relation", c.relationIDs(set)...))
	}
	parts = append(parts, within(f.Date, "e.start", "e.end"), within(f.Starts, "e.start", "e.start"), within(f.Reported, "e.reported", "e.reported"))
	if f.Recorded != nil {
		if !f.Recorded.From.IsZero() {
			add("e.recorded >= ?", microsecondsUp(f.Recorded.From))
		}
		if !f.Recorded.Until.IsZero() {
			add("e.recorded < ?", microsecondsUp(f.Recorded.Until))
		}
	}
	if states := statesOf(f); states != allStates {
		add("(? >> e.state) & 1", states)
	}
	if len(f.Actions) > 0 {
		args := texts(f.Actions)
		add("e.action IN (SELECT id FROM action WHERE key IN ("+marks(&args)+"))", args...)
	}
	if len(f.Occurrences) > 0 {
		parts = append(parts, all([]condition{in("e.occurrence", occurrenceNumbers(f)...), {sql: "e.occurrence <> 0"}}))
	}
	if len(f.Articles) > 0 {
		args := texts(f.Articles)
		holds, mentions := c.holds("a"), c.mentions()
		sql := "e.id IN (SELECT m.event FROM article a CROSS JOIN " + mentions.sql + " m ON m.id BETWEEN a.id << 20 AND a.id << 20 | 1048575 WHERE a.key IN (" +
			marks(&args) + ") AND " + holds.sql + ")"
		add(sql, slices.Concat(mentions.args, args, holds.args)...)
	}
	if len(f.Outlets) > 0 {
		outlets := in("a.outlet", texts(f.Outlets)...)
		holds, mentions := c.holds("a"), c.mentions()
		add("EXISTS (SELECT 1 FROM "+mentions.sql+" m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event = e.id AND "+outlets.sql+" AND "+holds.sql+")",
			slices.Concat(mentions.args, outlets.args, holds.args)...)
	}
	if f.Place != "" {
		place := fold.String(f.Place)
		if place == "" {
			return never
		}
		add("e.place = ? OR e.place_country = ?", place, place)
	}
	if f.Text != "" {
		words := matchAll(store.WordsOf(f.Text))
		if words == "" {
			return never
		}
		holds, mentions := c.holds("a"), c.mentions()
		add(`e.id IN (SELECT m.event FROM sentence_text CROSS JOIN article a ON a.id = sentence_text.rowid >> 20 CROSS JOIN `+mentions.sql+` m
			ON m.id BETWEEN sentence_text.rowid >> 20 << 20 AND sentence_text.rowid | 1048575
			WHERE sentence_text MATCH ? AND m.sentence = sentence_text.rowid AND `+holds.sql+`)`, slices.Concat(mentions.args, []any{words}, holds.args)...)
	}
	if f.MinConfidence != nil {
		add("e.confidence >= ?", *f.MinConfidence)
	}
	if f.MaxConfidence != nil {
		add("e.confidence <= ?", *f.MaxConfidence)
	}
	if f.MinOutlets > 0 {
		add("e.outlets >= ?", f.MinOutlets)
	}
	return all(parts)
}

func occurrenceNumbers(f *store.EventFilter) []any {
	var numbers []any
	for _, id := range f.Occurrences {
		if id != "" {
			numbers = append(numbers, occurrenceNumber(id))
		}
	}
	return numbers
}

func (c *eventFilter) relationIDs(set []diplo.Relation) []any {
	var ids []any
	for _, name := range set {
		if id, known := c.relations.ids[name]; known {
			ids = append(ids, id)
		}
	}
	return ids
}

// within wants days from start to end to overlap the range; see store.DayRange.
func within(r *store.DayRange, start, end string) condition {
	switch {
	case r == nil || r.From == diplo.NoDay && r.To == diplo.NoDay:
		return always
	case r.To == diplo.NoDay:
		return condition{"(" + end + " >= ? AND " + start + " > -2147483648)", []any{int64(r.From)}}
	case r.To < r.From:
		return never
	case r.From == diplo.NoDay:
		return condition{"(" + start + " <= ? AND " + start + " > -2147483648)", []any{int64(r.To)}}
	}
	return condition{"(" + start + " <= ? AND " + end + " >= ?)", []any{int64(r.To), int64(r.From)}}
}

// microsecondsUp is the first whole microsecond that is not before t.
func microsecondsUp(t time.Time) int64 {
	micro := t.UnixMicro()
	if t.Nanosecond()%1000 > 0 && micro < math.MaxInt64 {
		micro++
	}
	return micro
}

// matchWhole is the full-text query for all the words as whole words.
func matchWhole(words store.Words) string { return `"` + strings.Join(words, `" "`) + `"` }

// matchStart is that for what has the last of them as the start of a word only.
func matchStart(words store.Words) string {
	return "(" + matchAll(words) + `) NOT "` + words[len(words)-1] + `"`
}

// matchAll is the full-text query for all the words, the last as the start of one; "" when there are none. The
// words are letters and digits only, and quoted, so that nothing in them has a meaning.
func matchAll(words store.Words) string {
	if len(words) == 0 {
		return ""
	}
	return `"` + strings.Join(words, `" "`) + `"*`
}
