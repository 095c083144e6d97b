package embedded

import (
	"context"
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// reading answers questions from what had been recorded up to an instant; see store.Reader. lastInstant is now.
type reading struct {
	store *Store
	at    int64
}

// AsOf reads what had been recorded up to the instant.
func (r reading) AsOf(at time.Time) store.Reader {
	return reading{r.store, min(r.at, at.UTC().Truncate(time.Microsecond).UnixMicro())}
}

// read runs a question on a connection of its own, in one snapshot.
func (r reading) read(ctx context.Context, ask func(q *question) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s := r.store
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.readers.with(ctx, func(c *conn) (err error) {
		if err := c.exec("BEGIN"); err != nil {
			return err
		}
		// Deferred, so that a panic does not leave the connection in the snapshot.
		defer func() {
			if e := c.exec("COMMIT"); err == nil {
				err = e
			}
		}()
		q := &question{conn: c, ctx: ctx, relations: s.relations, at: r.at}
		if err := q.orient(); err != nil {
			return err
		}
		return ask(q)
	}, s.explain)
}

// question is a read under way.
type question struct {
	*conn
	ctx       context.Context
	relations relations
	at        int64 // lastInstant for now
	past      bool  // it asks for what was before the last write
	longest   int64 // see table mark
	who       *diplo.Identity
	then      *diplo.Identity // who was who
}

// orient finds out what every question needs to know.
func (q *question) orient() error {
	mark, err := q.one(q.ctx, "SELECT longest, recorded, merged FROM mark WHERE rowid = 1")
	if err != nil {
		return err
	}
	q.longest = mark[0].(int64)
	if q.past = q.at < mark[1].(int64); !q.past {
		q.at = lastInstant - 1
	}
	if merged := mark[2].(int64); merged != q.conn.merged {
		decisions, err := standingAt(q.ctx, q.conn, lastInstant, false)
		if err != nil {
			return err
		}
		q.conn.who, q.conn.merged = diplo.IdentityOf(decisions), merged
	}
	q.who, q.then = q.conn.who, q.conn.who
	if q.past && q.who != nil {
		decisions, err := standingAt(q.ctx, q.conn, q.at, false)
		if err != nil {
			return err
		}
		q.then = diplo.IdentityOf(decisions)
	}
	return nil
}

// holds wants a row of article to hold at the time asked for.
func (q *question) holds(table string) condition {
	if !q.past {
		return condition{sql: table + ".until = " + lastInstantSQL}
	}
	return condition{table + ".since <= ? AND " + table + ".until > ?", []any{q.at, q.at}}
}

// mentions are the rows of table mention with what they told of at the time asked for.
func (q *question) mentions() condition {
	if !q.past {
		return condition{sql: "mention"}
	}
	return condition{`(SELECT id, event, sentence, body FROM mention WHERE since <= ?
		UNION ALL SELECT t.id, p.event, t.sentence, t.body FROM mention_past p CROSS JOIN mention t ON t.id = p.mention WHERE p.since <= ? AND p.until > ?)`,
		[]any{q.at, q.at, q.at}}
}

// mentionOf reads a mention as merges made it at the time asked for.
func (q *question) mentionOf(body any) (*diplo.Mention, error) {
	m, err := readMention(body.([]byte))
	if err != nil || q.then == nil {
		return m, err
	}
	now := q.then.Mention(*m)
	return &now, nil
}

// eventTables are where events of the time asked for are: as they still are, and as they were. Conditions name the table e.
func (q *question) eventTables() []source {
	if !q.past {
		return []source{{condition{sql: "event e"}, always}}
	}
	return []source{
		{condition{sql: "event e"}, condition{"e.since <= ? AND e.recorded <= ?", []any{q.at, q.at}}},
		{condition{sql: "event_past e"}, condition{"e.since <= ? AND e.until > ?", []any{q.at, q.at}}},
	}
}

// eventRows reads columns of the events that fulfil the condition, which leads to few.
func (q *question) eventRows(columns string, wanted condition, each func(row []any) error) error {
	for _, table := range q.eventTables() {
		where := all([]condition{wanted, table.where})
		if err := q.query(q.ctx, "SELECT "+columns+" FROM "+table.from.sql+" WHERE "+where.sql, where.args, each); err != nil {
			return err
		}
	}
	return nil
}

// findEvents calls found for each of the ids that stands for an event, with its row's id and its key.
func (q *question) findEvents(ids []diplo.EventID, found func(asked diplo.EventID, id int64, key diplo.EventID)) error {
	missing := map[diplo.EventID]bool{}
	for _, id := range ids {
		missing[id] = true
	}
	for chunk := range slices.Chunk(ids, lookupSize) {
		var sorts []any
		for _, id := range chunk {
			sorts = append(sorts, sortOf(id))
		}
		err := q.eventRows("e.id, e.key", condition{"e.sort IN (" + marks(&sorts) + ")", sorts}, func(row []any) error {
			if key := diplo.EventID(row[1].(string)); missing[key] {
				delete(missing, key)
				found(key, row[0].(int64), key)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if q.then == nil {
		return nil
	}
	for _, id := range ids {
		if !missing[id] {
			continue
		}
		delete(missing, id)
		now, key, err := q.formerly(id)
		if err != nil {
			return err
		}
		if now != 0 {
			found(id, now, key)
		}
	}
	return nil
}

// formerly is the event that had the id before a merge, 0 when there is none.
func (q *question) formerly(id diplo.EventID) (event int64, key diplo.EventID, err error) {
	holds, mentions := q.holds("a"), q.mentions()
	err = q.query(q.ctx, "SELECT m.event, m.body FROM former f CROSS JOIN "+mentions.sql+" m ON m.id = f.mention CROSS JOIN article a ON a.id = m.id >> 20 WHERE f.key = ? AND m.event <> 0 AND "+holds.sql,
		slices.Concat(mentions.args, []any{string(id)}, holds.args), func(row []any) error {
			m, err := readMention(row[1].([]byte))
			if err != nil {
				return err
			}
			if had := q.then.Events(m); slices.Contains(had, id) {
				event, key = row[0].(int64), had[len(had)-1]
			}
			return nil
		})
	return event, key, err
}
