package embedded

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// maxFindings is how many findings Check tells before it stops.
const maxFindings = 20

// Check reads the whole store and tells whether the file is sound, whether the articles and what was read in them are as they were put, and whether everything that follows from the articles and decisions says
// the same as they do: events as their mentions, actors and actions as their records, the tables beside them as the
// events. What is wrong comes as one diplo.Internal error. It takes some ten microseconds for each mention.
func (s *Store) Check(ctx context.Context) error {
	c := check{}
	err := s.read(ctx, func(q *question) error {
		decisions, err := standingAt(ctx, q.conn, lastInstant, true)
		if err != nil {
			return err
		}
		c.standing = standingOf(decisions)
		for _, part := range []func(*question) error{c.file, c.contents, c.events, c.sides, c.days, c.names, c.actions, c.lists, c.totals} {
			if err := part(q); err != nil {
				return err
			}
			if len(c.findings) >= maxFindings {
				return nil
			}
		}
		return nil
	})
	if err != nil || len(c.findings) == 0 {
		return err
	}
	return diplo.Errorf(diplo.Internal, "store %s is not sound; load the articles again, or take the last backup:\n%s", s.path, strings.Join(c.findings, "\n"))
}

type check struct {
	standing *standing
	findings []string
}

func (c *check) find(format string, args ...any) {
	if len(c.findings) < maxFindings {
		c.findings = append(c.findings, fmt.Sprintf(format, args...))
	}
}

// file lets SQLite check its pages and indexes.
func (c *check) file(q *question) error {
	return q.query(q.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFindings), nil, func(row []any) error {
		if text, _ := row[0].(string); text != "ok" {
			c.find("file: %s", text)
		}
		return nil
	})
}

// events folds every event again from its mentions and the decisions about it.
func (c *check) events(q *question) error {
	const sql = `SELECT e.id, e.key, e.body, coalesce(s.key, ''), coalesce(t.key, ''), coalesce(sf.key, ''), coalesce(tf.key, ''), coalesce(at.key, ''), coalesce(a.key, ''),
			e.place, e.place_country, e.relation, e.start, e.end, e.state, e.reported, e.outlets, e.confidence, e.sort, e.occurrence, m.body, r.cluster, r.outlet, r.reliability, r.reported
		FROM event e LEFT JOIN actor s ON s.id = e.source LEFT JOIN actor t ON t.id = e.target LEFT JOIN actor sf ON sf.id = e.source_for
		LEFT JOIN actor tf ON tf.id = e.target_for LEFT JOIN actor at ON at.id = e.attributed LEFT JOIN action a ON a.id = e.action
		LEFT JOIN (mention m JOIN article r ON r.id = m.id >> 20 AND r.until = ` + lastInstantSQL + `) ON m.event = e.id ORDER BY e.id`
	keys := map[diplo.EventID]bool{}
	err := q.query(q.ctx, "SELECT key FROM event", nil, func(row []any) error {
		keys[diplo.EventID(row[0].(string))] = true
		return nil
	})
	if err != nil {
		return err
	}
	var current []any
	p := &preparedEvent{}
	finish := func() {
		if current == nil {
			return
		}
		key := current[1].(string)
		if len(p.evidence) == 0 {
			c.find("event %s has no mention", key)
			return
		}
		p.fold()
		decisions, _ := c.standing.about(p.event.ID, p.former, func(key diplo.EventID) (bool, error) { return keys[key], nil })
		p.event = p.event.Under(decisions, c.standing.who)
		p.settle()
		if !bytes.Equal(p.body, current[2].([]byte)) {
			c.find("event %s is not what its mentions tell", key)
		}
		e := &p.event
		end := e.Date.End
		if !e.Date.Known() {
			end = e.Date.Start
		}
		want := []any{string(e.Source), string(e.Target), string(e.SourceFor), string(e.TargetFor), string(e.AttributedTo), string(e.Action), p.place, p.country,
			q.relations.ids[e.Relation], int64(e.Date.Start), int64(end), stateOf(e), int64(e.FirstReported), int64(e.OutletCount), e.Confidence.Value, sortOf(e.ID), occurrenceNumber(e.Occurrence)}
		for i, w := range want {
			if current[3+i] != w {
				c.find("event %s: column %d of its row says %v, its mentions %v", key, 3+i, current[3+i], w)
			}
		}
	}
	err = q.query(q.ctx, sql, nil, func(row []any) error {
		if current == nil || row[0] != current[0] {
			finish()
			current, p = append([]any{}, row...), &preparedEvent{}
		}
		if row[20] == nil {
			return nil
		}
		m, err := readMention(row[20].([]byte))
		if err != nil {
			c.find("event %s has a mention that is damaged", row[1])
			return nil
		}
		if c.standing.touches(&m.Claim) {
			p.former = append(p.former, c.standing.who.Events(m)...)
			now := c.standing.who.Mention(*m)
			m = &now
		}
		if string(m.Event) != row[1].(string) {
			c.find("event %s has a mention of %s", row[1], m.Event)
		}
		p.evidence = append(p.evidence, evidenceOf(m, row[21:]))
		return nil
	})
	finish()
	if err != nil {
		return err
	}
	return c.none(q, "mentions of no event", `SELECT count(*) FROM mention m JOIN article a ON a.id = m.id >> 20 AND a.until = `+lastInstantSQL+`
		WHERE (a.status = 2) = EXISTS (SELECT 1 FROM event e WHERE e.id = m.event)`)
}

// none wants a count to be 0.
func (c *check) none(q *question, what, sql string) error {
	n, err := q.number(q.ctx, sql)
	if n != 0 {
		c.find("%d %s", n, what)
	}
	return err
}

// sides compares the tables beside event with it.
func (c *check) sides(q *question) error {
	shared := "e." + strings.ReplaceAll(briefColumns, ", ", ", e.")
	actors := [][]string{{"source", "source_for"}, {"target", "target_for"}}
	var parties, pairs []string
	for side, columns := range actors {
		for _, column := range columns {
			parties = append(parties, fmt.Sprintf("SELECT e.%s, %d, %s FROM event e WHERE e.%s <> 0", column, side, shared, column))
		}
	}
	parties = append(parties, fmt.Sprintf("SELECT e.attributed, 2, %s FROM event e WHERE e.attributed <> 0", shared))
	for _, source := range actors[0] {
		for _, target := range actors[1] {
			pairs = append(pairs, fmt.Sprintf("SELECT min(e.%[1]s, e.%[2]s), max(e.%[1]s, e.%[2]s), %[3]s FROM event e WHERE e.%[1]s <> 0 AND e.%[2]s <> 0", source, target, shared))
		}
	}
	for table, wanted := range map[string]string{
		"party": strings.Join(parties, " UNION "),
		"pair":  strings.Join(pairs, " UNION "),
		"tie": `SELECT low, high, count(*) FROM pair WHERE state % 5 <= 1 AND state / 10 <= 1 GROUP BY 1, 2
			UNION SELECT high, low, count(*) FROM pair WHERE state % 5 <= 1 AND state / 10 <= 1 GROUP BY 1, 2`,
	} {
		if err := c.none(q, "rows missing in table "+table, "SELECT count(*) FROM (SELECT * FROM ("+wanted+") EXCEPT SELECT * FROM "+table+")"); err != nil {
			return err
		}
		if err := c.none(q, "rows too many in table "+table, "SELECT count(*) FROM (SELECT * FROM "+table+" EXCEPT SELECT * FROM ("+wanted+"))"); err != nil {
			return err
		}
	}
	return nil
}

// days compares table day with the events.
func (c *check) days(q *question) error {
	briefs := map[int64]bool{}
	err := q.query(q.ctx, "SELECT id, reach, events FROM day", nil, func(row []any) error {
		id, packed := row[0].(int64), row[2].([]byte)
		var reach int64 = noDay
		for _, b := range appendBriefs(nil, packed, dayStart(id)) {
			reach = max(reach, b.end)
			event, err := q.one(q.ctx, "SELECT "+briefColumns+" FROM event WHERE id = ?", b.id)
			if err != nil {
				return err
			}
			if event == nil || briefOf(event) != b || briefs[b.id] || (firstPart(&b) > 0) != (id&firstLongPart > 0) {
				c.find("table day: event %d of %s is not as its row has it", b.id, diplo.Day(b.start))
			}
			briefs[b.id] = true
		}
		if reach != row[1].(int64) || len(packed)%briefSize != 0 {
			c.find("table day: part %d of %s is damaged", id&(1<<partBits-1), diplo.Day(dayStart(id)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.none(q, "events missing in table day", fmt.Sprintf("SELECT count(*) - %d FROM event", len(briefs)))
}

// names works actors out again from their records and the decisions about them.
func (c *check) names(q *question) error {
	records := map[diplo.ActorID][]diplo.Actor{}
	err := q.query(q.ctx, "SELECT body FROM actor_record WHERE uses > 0", nil, func(row []any) error {
		a, err := readActor(row[0].([]byte))
		now := c.standing.who.Actor(a.ID)
		records[now] = append(records[now], a)
		return err
	})
	if err != nil {
		return err
	}
	names := map[int64][]string{}
	err = q.query(q.ctx, "SELECT actor, words FROM actor_name ORDER BY actor, words", nil, func(row []any) error {
		names[row[0].(int64)] = append(names[row[0].(int64)], row[1].(string))
		return nil
	})
	if err != nil {
		return err
	}
	coded := map[diplo.ActorID]string{} // rows that say the code of another actor
	codes := map[diplo.ActorID]string{}
	err = q.query(q.ctx, "SELECT key, kind, code, name, aliases, id, there, coded, folded, words FROM actor", nil, func(row []any) error {
		a, id, there := actorOf(row), row[5].(int64), row[6].(int64) == 1
		if now := c.standing.who.Actor(a.ID); now != a.ID {
			coded[a.ID] = row[7].(string)
		} else if row[7] != row[2] {
			c.find("actor %s is found by the code %q", a.ID, row[7])
		}
		var wanted []string
		if there {
			codes[a.ID] = a.Code
			var aliases []string
			for _, name := range c.standing.who.Names(a.ID) {
				aliases = append(aliases, c.standing.aliases[name]...)
			}
			if len(records[a.ID]) == 0 {
				c.find("actor %s has no record", a.ID)
			} else if is := diplo.ActorOf(a.ID, records[a.ID], aliases); !bytes.Equal(actorBody(&a), actorBody(&is)) {
				c.find("actor %s is not what its records come to", a.ID)
			}
			delete(records, a.ID)
			wanted = nameWords(a.Name, a.Aliases)
			if row[8].(string) != fold.String(a.Name) || row[9].(int64) != int64(len(fold.Words(a.Name))) {
				c.find("actor %s is not in the order of its name", a.ID)
			}
		}
		if !slices.Equal(names[id], wanted) {
			c.find("actor %s is not found by its names", a.ID)
		}
		return nil
	})
	for id := range records {
		c.find("actor %s is missing", id)
	}
	for id, code := range coded {
		if now, there := codes[c.standing.who.Actor(id)]; there && now != code {
			c.find("actor %s is found by the code %q", id, code)
		}
	}
	return err
}

// actions works actions out again from their records.
func (c *check) actions(q *question) error {
	merged := map[diplo.ActionID]diplo.Action{}
	err := q.query(q.ctx, "SELECT body FROM action_record WHERE uses > 0", nil, func(row []any) error {
		a, err := readAction(row[0].([]byte))
		a.DoneBy = c.standing.who.Actor(a.DoneBy)
		if known, there := merged[a.ID]; there {
			a = diplo.MergeActions(known, a)
		}
		merged[a.ID] = a
		return err
	})
	if err != nil {
		return err
	}
	err = q.query(q.ctx, actionColumns+" WHERE a.there = 1", nil, func(row []any) error {
		if a := actionOf(row); merged[a.ID] != a {
			c.find("action %s is not what its records come to", a.ID)
		} else {
			delete(merged, a.ID)
		}
		return nil
	})
	for id := range merged {
		c.find("action %s is missing", id)
	}
	return err
}

// lists counts the records that articles and corrections list again, and what the full-text tables hold.
func (c *check) lists(q *question) error {
	uses := map[recordUse]int64{}
	err := q.query(q.ctx, "SELECT key, lists FROM article WHERE until = "+lastInstantSQL+" AND status <> 2 UNION ALL SELECT key, lists FROM decision WHERE kind = 'CORRECT_EVENT' AND undone = 0",
		nil, func(row []any) error {
			r := read(row[1].([]byte))
			for _, table := range recordTables {
				for n := r.number(); n > 0 && !r.bad; n-- {
					uses[recordUse{table, int64(r.number())}]++
				}
			}
			if r.done("an article's lists") != nil {
				c.find("%s: what it lists is damaged", row[0])
			}
			return nil
		})
	if err != nil {
		return err
	}
	for _, table := range recordTables {
		err := q.query(q.ctx, "SELECT id, uses FROM "+table, nil, func(row []any) error {
			use := recordUse{table, row[0].(int64)}
			if uses[use] != row[1].(int64) {
				c.find("%s %d counts %d articles, and %d list it", table, use.id, row[1], uses[use])
			}
			delete(uses, use)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for use := range uses {
		c.find("%s %d is missing", use.table, use.id)
	}
	if err := c.none(q, "origins of no article", "SELECT count(*) FROM origin o WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.key = o.article AND a.until = "+lastInstantSQL+")"); err != nil {
		return err
	}
	for kind, sql := range map[store.SearchKind]string{
		store.SearchActors:    "SELECT (SELECT count(*) FROM actor WHERE there = 1) - (SELECT count(*) FROM actor_text_docsize)",
		store.SearchActions:   "SELECT (SELECT count(*) FROM action WHERE there = 1) - (SELECT count(*) FROM action_text_docsize)",
		store.SearchArticles:  "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM article_text_docsize)",
		store.SearchSentences: "SELECT (SELECT count(DISTINCT sentence) FROM mention m JOIN article a ON a.id = m.id >> 20 WHERE a.status <> 2) - (SELECT count(*) FROM sentence_text_docsize)",
	} {
		if n, err := q.number(q.ctx, sql); err != nil {
			return err
		} else if n != 0 {
			c.find("full text of kind %s: %d too few", kind, n)
		}
	}
	return nil
}

// totals counts everything again.
func (c *check) totals(q *question) error {
	is, err := lastTotal(q.ctx, q.conn, lastInstant)
	if err != nil {
		return err
	}
	row, err := q.one(q.ctx, `SELECT (SELECT count(*) FROM actor WHERE there = 1), (SELECT count(*) FROM action WHERE there = 1),
		(SELECT count(*) FROM article WHERE until = `+lastInstantSQL+`), (SELECT count(*) FROM event),
		(SELECT count(*) FROM mention m JOIN article a ON a.id = m.id >> 20 WHERE a.until = `+lastInstantSQL+` AND m.event <> 0),
		(SELECT coalesce(min(start), ?) FROM event WHERE start > ?), (SELECT coalesce(max(end), ?) FROM event),
		(SELECT coalesce(sum(last - first + 1), 0) FROM change WHERE kind = 0) - (SELECT coalesce(sum(last), 0) FROM sequence WHERE name = 'event')`, noDay, noDay, noDay)
	if err != nil {
		return err
	}
	for i, n := range []int64{is.actors, is.actions, is.articles, is.events, is.mentions, is.first, is.last, 0} {
		if row[i].(int64) != n {
			c.find("total %d is %v, and said to be %d", i, row[i], n)
		}
	}
	return nil
}
