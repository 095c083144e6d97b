package embedded

import (
	"bytes"
	"context"
	"database/sql/driver"
	"fmt"
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// maxFindings is how many findings Check tells before it stops.
const maxFindings = 20

// Check reads the whole store and tells whether the file is sound and whether everything that follows from the articles says
// the same as they do: events as their mentions, actors and actions as their records, the tables beside them as the
// events. What is wrong comes as one diplo.Internal error. It takes some ten microseconds for each mention.
func (s *Store) Check(ctx context.Context) error {
	c := check{}
	err := s.read(ctx, func(q *question) error {
		for _, part := range []func(*question) error{c.file, c.events, c.sides, c.names, c.lists} {
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

type check struct{ findings []string }

func (c *check) find(format string, args ...any) {
	if len(c.findings) < maxFindings {
		c.findings = append(c.findings, fmt.Sprintf(format, args...))
	}
}

// file lets SQLite check its pages and indexes.
func (c *check) file(q *question) error {
	return q.query(q.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFindings), nil, func(row []driver.Value) error {
		if text, _ := row[0].(string); text != "ok" {
			c.find("file: %s", text)
		}
		return nil
	})
}

// events folds every event again from its mentions.
func (c *check) events(q *question) error {
	const sql = `SELECT e.id, e.key, e.body, e.state, coalesce(s.key, ''), coalesce(t.key, ''), coalesce(sf.key, ''), coalesce(tf.key, ''), coalesce(a.key, ''),
			e.place, e.place_country, e.relation, e.start, e.end, e.reported, e.outlets, e.confidence, e.sort, m.body, r.cluster, r.outlet, r.reported
		FROM event e LEFT JOIN actor s ON s.id = e.source LEFT JOIN actor t ON t.id = e.target LEFT JOIN actor sf ON sf.id = e.source_for
		LEFT JOIN actor tf ON tf.id = e.target_for LEFT JOIN action a ON a.id = e.action
		LEFT JOIN mention m ON m.event = e.id LEFT JOIN article r ON r.id = m.id >> 20 ORDER BY e.id`
	var current []driver.Value
	var evidence []diplo.Evidence
	finish := func() {
		if current == nil {
			return
		}
		key := current[1].(string)
		if len(evidence) == 0 {
			c.find("event %s has no mention", key)
			return
		}
		e := diplo.Fold(evidence)
		if !bytes.Equal(eventBody(&e), current[2].([]byte)) {
			c.find("event %s is not what its mentions tell", key)
		}
		end := e.Date.End
		if !e.Date.Known() {
			end = e.Date.Start
		}
		relation := q.relations.ids[e.Relation]
		want := []driver.Value{string(e.Source), string(e.Target), string(e.SourceFor), string(e.TargetFor), string(e.Action), fold.String(e.Place.Name),
			fold.String(e.Place.Country), relation, int64(e.Date.Start), int64(end), int64(e.FirstReported), int64(e.OutletCount),
			e.Confidence.Value, sortOf(e.ID)}
		for i, w := range want {
			if current[4+i] != w {
				c.find("event %s: column %d of its row says %v, its mentions %v", key, 4+i, current[4+i], w)
			}
		}
		if current[3].(int64) != stateOf(&e) {
			c.find("event %s: its row has another state than its mentions", key)
		}
	}
	err := q.query(q.ctx, sql, nil, func(row []driver.Value) error {
		if current == nil || row[0] != current[0] {
			finish()
			current, evidence = append([]driver.Value{}, row...), nil
		}
		if row[18] == nil {
			return nil
		}
		m, err := readMention(row[18].([]byte))
		if err != nil || row[19] == nil {
			c.find("event %s has a mention that is damaged or of no article", row[1])
			return nil
		}
		evidence = append(evidence, diplo.Evidence{Mention: m, Cluster: diplo.ClusterID(row[19].(string)), Outlet: row[20].(string), Reported: diplo.Day(row[21].(int64))})
		return nil
	})
	finish()
	if err != nil {
		return err
	}
	return c.none(q, "mentions of no event", "SELECT count(*) FROM mention m WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.id = m.event)")
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
	for _, source := range actors[0] {
		for _, target := range actors[1] {
			pairs = append(pairs, fmt.Sprintf("SELECT min(e.%[1]s, e.%[2]s), max(e.%[1]s, e.%[2]s), %[3]s FROM event e WHERE e.%[1]s <> 0 AND e.%[2]s <> 0", source, target, shared))
		}
	}
	for table, wanted := range map[string]string{
		"party": strings.Join(parties, " UNION "),
		"pair":  strings.Join(pairs, " UNION "),
		"tie": `SELECT low, high, count(*) FROM pair GROUP BY 1, 2
			UNION SELECT high, low, count(*) FROM pair GROUP BY 1, 2`,
	} {
		if err := c.none(q, "rows missing in table "+table, "SELECT count(*) FROM (SELECT * FROM ("+wanted+") EXCEPT SELECT * FROM "+table+")"); err != nil {
			return err
		}
		if err := c.none(q, "rows too many in table "+table, "SELECT count(*) FROM (SELECT * FROM "+table+" EXCEPT SELECT * FROM ("+wanted+"))"); err != nil {
			return err
		}
	}
	return c.days(q)
}

// days compares table day with the events.
func (c *check) days(q *question) error {
	briefs := map[int64]bool{}
	err := q.query(q.ctx, "SELECT id, reach, events FROM day", nil, func(row []driver.Value) error {
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

// names merges actors and actions again from their records.
func (c *check) names(q *question) error {
	merged := map[diplo.ActorID]diplo.Actor{}
	err := q.query(q.ctx, "SELECT body FROM actor_record", nil, func(row []driver.Value) error {
		a, err := readActor(row[0].([]byte))
		if known, there := merged[a.ID]; there {
			merged[a.ID] = diplo.MergeActors(known, a)
		} else {
			merged[a.ID] = diplo.MergeActors(a, a)
		}
		return err
	})
	if err != nil {
		return err
	}
	err = q.query(q.ctx, actorColumns, nil, func(row []driver.Value) error {
		a := actorOf(row)
		m, there := merged[a.ID]
		if !there || !bytes.Equal(actorBody(&a), actorBody(&m)) {
			c.find("actor %s is not what its records merge to", a.ID)
		}
		delete(merged, a.ID)
		return nil
	})
	if err != nil {
		return err
	}
	for id := range merged {
		c.find("actor %s is missing", id)
	}
	names := map[int64][]string{}
	err = q.query(q.ctx, "SELECT actor, words FROM actor_name ORDER BY actor, words", nil, func(row []driver.Value) error {
		names[row[0].(int64)] = append(names[row[0].(int64)], row[1].(string))
		return nil
	})
	if err != nil {
		return err
	}
	return q.query(q.ctx, "SELECT id, key, name, aliases, folded, words FROM actor", nil, func(row []driver.Value) error {
		name := row[2].(string)
		if row[4].(string) != fold.String(name) || row[5].(int64) != int64(len(fold.Words(name))) || strings.Join(names[row[0].(int64)], "\n") != strings.Join(nameWords(name, aliasList(row[3].(string))), "\n") {
			c.find("actor %s is not found by its names", row[1])
		}
		return nil
	})
}

// lists counts the records that articles list again, and what the full-text tables hold.
func (c *check) lists(q *question) error {
	uses := map[recordUse]int64{}
	err := q.query(q.ctx, "SELECT key, lists FROM article", nil, func(row []driver.Value) error {
		r := read(row[1].([]byte))
		for _, table := range recordTables {
			for n := r.number(); n > 0 && !r.bad; n-- {
				uses[recordUse{table, int64(r.number())}]++
			}
		}
		if r.done("an article's lists") != nil {
			c.find("article %s: what it lists is damaged", row[0])
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, table := range recordTables {
		err := q.query(q.ctx, "SELECT id, uses FROM "+table, nil, func(row []driver.Value) error {
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
	for kind, sql := range map[store.SearchKind]string{
		store.SearchActors:    "SELECT (SELECT count(*) FROM actor) - (SELECT count(*) FROM actor_text_docsize)",
		store.SearchActions:   "SELECT (SELECT count(*) FROM action) - (SELECT count(*) FROM action_text_docsize)",
		store.SearchArticles:  "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM article_text_docsize)",
		store.SearchSentences: "SELECT (SELECT count(DISTINCT sentence) FROM mention) - (SELECT count(*) FROM sentence_text_docsize)",
	} {
		if n, err := q.number(q.ctx, sql); err != nil {
			return err
		} else if n != 0 {
			c.find("full text of kind %s: %d too few", kind, n)
		}
	}
	return nil
}
