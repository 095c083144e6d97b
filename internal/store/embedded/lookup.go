package embedded

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// lookUp finds the rows of the keys, some at a time. sql has IN (%s) over the keys, and then the rest of its arguments.
func (q *question) lookUp(sql string, keys []any, each func(row []any) error, rest ...any) error {
	for from := 0; from < len(keys); from += lookupSize {
		args := slices.Clone(keys[from:min(from+lookupSize, len(keys))])
		sql := strings.Replace(sql, "%s", marks(&args), 1)
		if err := q.query(q.ctx, sql, append(args, rest...), each); err != nil {
			return err
		}
	}
	return nil
}

// inOrder gives a copy of what was found for each id, nil for what was not.
func inOrder[ID comparable, T any](ids []ID, found map[ID]T) []*T {
	list := make([]*T, len(ids))
	for i, id := range ids {
		if value, there := found[id]; there {
			list[i] = &value
		}
	}
	return list
}

// known wants an actor or action to be there, or for another time ever to have been.
func (q *question) known(column string) string {
	if q.past {
		return column + " <> ''"
	}
	return "there = 1"
}

const actorColumns = "SELECT key, kind, code, name, aliases FROM actor"

func actorOf(row []any) diplo.Actor {
	return diplo.Actor{ID: diplo.ActorID(row[0].(string)), Kind: diplo.ActorKind(row[1].(string)), Code: row[2].(string), Name: row[3].(string),
		Aliases: aliasList(row[4].(string))}
}

// ActorsByID looks actors up.
func (r reading) ActorsByID(ctx context.Context, ids []diplo.ActorID) (list []*diplo.Actor, err error) {
	err = r.read(ctx, func(q *question) error {
		now := make([]diplo.ActorID, len(ids))
		for i, id := range ids {
			now[i] = q.who.Actor(id)
		}
		found := map[diplo.ActorID]diplo.Actor{}
		err := q.lookUp(actorColumns+" WHERE key IN (%s) AND "+q.known("kind"), texts(now), func(row []any) error {
			a := actorOf(row)
			found[a.ID] = a
			return nil
		})
		list = inOrder(now, found)
		for i, a := range list {
			if a != nil && i > 0 {
				a.Aliases = slices.Clone(a.Aliases) // an id asked twice must not share them
			}
		}
		return err
	})
	return list, err
}

const actionColumns = "SELECT a.key, a.name, coalesce(d.key, ''), a.event FROM action a LEFT JOIN actor d ON d.id = a.done_by"

func actionOf(row []any) diplo.Action {
	return diplo.Action{ID: diplo.ActionID(row[0].(string)), Name: row[1].(string), DoneBy: diplo.ActorID(row[2].(string)), Event: diplo.EventID(row[3].(string))}
}

// ActionsByID looks actions up.
func (r reading) ActionsByID(ctx context.Context, ids []diplo.ActionID) (list []*diplo.Action, err error) {
	err = r.read(ctx, func(q *question) error {
		found := map[diplo.ActionID]diplo.Action{}
		err := q.lookUp(actionColumns+" WHERE a.key IN (%s) AND a."+q.known("name"), texts(ids), func(row []any) error {
			a := actionOf(row)
			found[a.ID] = a
			return nil
		})
		list = inOrder(ids, found)
		return err
	})
	return list, err
}

const articleColumns = "SELECT a.key, a.source, a.url, a.title, a.outlet, a.text, a.cluster, a.reported, a.basis, a.warnings, a.recorded, a.status, a.country, a.reliability, a.fingerprint FROM article a"

func articleOf(row []any) (diplo.Article, error) {
	a := diplo.Article{
		ID: diplo.ArticleID(row[0].(string)), Source: row[1].(string), URL: row[2].(string), Title: row[3].(string), Outlet: row[4].(string),
		Text: row[5].(string), Cluster: diplo.ClusterID(row[6].(string)), Reported: diplo.Day(row[7].(int64)), Basis: diplo.DateBasis(row[8].(string)),
		Recorded: instant(row[10].(int64)), Status: statuses[row[11].(int64)],
		Country: row[12].(string), Reliability: diplo.Reliability(row[13].(string)), Fingerprint: row[14].(string),
	}
	if warnings := row[9].(string); warnings != "[]" {
		if err := json.Unmarshal([]byte(warnings), &a.Warnings); err != nil {
			return a, diplo.Errorf(diplo.Internal, "the warnings of article %q in the store are damaged: %w", a.ID, err)
		}
	}
	return a, nil
}

// ArticlesByID looks articles up.
func (r reading) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) (list []*diplo.Article, err error) {
	err = r.read(ctx, func(q *question) error {
		found := map[diplo.ArticleID]diplo.Article{}
		holds := q.holds("a")
		err := q.lookUp(articleColumns+" WHERE a.key IN (%s) AND "+holds.sql, texts(ids), func(row []any) error {
			a, err := articleOf(row)
			found[a.ID] = a
			return err
		}, holds.args...)
		list = inOrder(ids, found)
		for i, a := range list {
			if a != nil && i > 0 {
				a.Warnings = slices.Clone(a.Warnings)
			}
		}
		return err
	})
	return list, err
}

// EventsByID looks events up.
func (r reading) EventsByID(ctx context.Context, ids []diplo.EventID) (list []*diplo.Event, err error) {
	err = r.read(ctx, func(q *question) error {
		list, err = q.eventsByID(ids)
		return err
	})
	return list, err
}

func (q *question) eventsByID(ids []diplo.EventID) ([]*diplo.Event, error) {
	now := slices.Clone(ids)
	found := map[diplo.EventID]diplo.Event{}
	read := func(column string, numbers []any, wanted func(diplo.EventID) bool) error {
		for chunk := range slices.Chunk(numbers, lookupSize) {
			args := slices.Clone(chunk)
			err := q.eventRows("e.key, e.recorded, e.body", condition{"e." + column + " IN (" + marks(&args) + ")", args}, func(row []any) error {
				if !wanted(diplo.EventID(row[0].(string))) {
					return nil
				}
				e, err := eventOf(row[1], row[2])
				found[e.ID] = *e
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	wanted := map[diplo.EventID]bool{}
	sorts := make([]any, len(ids))
	for i, id := range ids {
		wanted[id] = true
		sorts[i] = sortOf(id)
	}
	if err := read("sort", sorts, func(key diplo.EventID) bool { return wanted[key] }); err != nil || q.then == nil {
		return inOrder(ids, found), err
	}
	var rows []any
	for i, id := range ids {
		if _, there := found[id]; there {
			continue
		}
		row, key, err := q.formerly(id)
		if err != nil {
			return nil, err
		}
		if row != 0 {
			now[i], rows = key, append(rows, row)
		}
	}
	err := read("id", rows, func(diplo.EventID) bool { return true })
	return inOrder(now, found), err
}

// Mentions gives the reports of events, oldest article first.
func (r reading) Mentions(ctx context.Context, events []diplo.EventID) (lists [][]*diplo.Mention, err error) {
	err = r.read(ctx, func(q *question) error {
		keys := slices.Clone(events)
		slices.Sort(keys)
		rows := map[diplo.EventID]int64{}
		err := q.findEvents(slices.Compact(keys), func(asked diplo.EventID, id int64, _ diplo.EventID) { rows[asked] = id })
		if err != nil {
			return err
		}
		var ids []any
		for _, id := range rows {
			ids = append(ids, id)
		}
		type report struct {
			*diplo.Mention
			reported int64
		}
		of := map[int64][]report{}
		holds, mentions := q.holds("a"), q.mentions()
		for chunk := range slices.Chunk(ids, lookupSize) {
			args := slices.Clone(chunk)
			sql := "SELECT m.body, a.reported, m.event FROM " + mentions.sql + " m CROSS JOIN article a ON a.id = m.id >> 20 WHERE m.event IN (" + marks(&args) + ") AND " + holds.sql
			err := q.query(q.ctx, sql, slices.Concat(mentions.args, args, holds.args), func(row []any) error {
				m, err := q.mentionOf(row[0])
				id := row[2].(int64)
				of[id] = append(of[id], report{m, row[1].(int64)})
				return err
			})
			if err != nil {
				return err
			}
		}
		lists = make([][]*diplo.Mention, len(events))
		for i, id := range events {
			reports := of[rows[id]]
			slices.SortFunc(reports, func(a, b report) int { return cmp.Or(cmp.Compare(a.reported, b.reported), cmp.Compare(a.ID, b.ID)) })
			for _, r := range reports {
				own := *r.Mention
				lists[i] = append(lists[i], &own)
			}
		}
		return nil
	})
	return lists, err
}

// MentionsIn gives the mentions of articles in the order of their texts.
func (r reading) MentionsIn(ctx context.Context, articles []diplo.ArticleID) (lists [][]*diplo.Mention, err error) {
	err = r.read(ctx, func(q *question) error {
		in := map[diplo.ArticleID][]diplo.Mention{}
		keys := slices.Clone(articles)
		slices.Sort(keys)
		holds := q.holds("a")
		err := q.lookUp("SELECT m.body FROM article a CROSS JOIN mention m ON m.id BETWEEN a.id << 20 AND a.id << 20 | 1048575 WHERE a.key IN (%s) AND m.event <> 0 AND "+holds.sql,
			texts(slices.Compact(keys)), func(row []any) error {
				m, err := q.mentionOf(row[0])
				in[m.Article] = append(in[m.Article], *m)
				return err
			}, holds.args...)
		lists = make([][]*diplo.Mention, len(articles))
		for i, id := range articles {
			slices.SortFunc(in[id], func(a, b diplo.Mention) int {
				return cmp.Or(cmp.Compare(a.Sentence.Start, b.Sentence.Start), cmp.Compare(a.Trigger.Start, b.Trigger.Start), cmp.Compare(a.ID, b.ID))
			})
			for _, m := range in[id] {
				lists[i] = append(lists[i], &m)
			}
		}
		return err
	})
	return lists, err
}

// Offices gives the offices of persons, latest start first.
func (r reading) Offices(ctx context.Context, holders []diplo.ActorID) (lists [][]diplo.Office, err error) {
	err = r.read(ctx, func(q *question) error {
		of := map[diplo.ActorID][]diplo.Office{}
		var names []diplo.ActorID
		for _, holder := range holders {
			names = append(names, q.who.Names(holder)...)
		}
		slices.Sort(names)
		err := q.lookUp("SELECT o.body FROM actor a CROSS JOIN office o ON o.holder = a.id WHERE a.key IN (%s) AND o.uses > 0",
			texts(slices.Compact(names)), func(row []any) error {
				o, err := readOffice(row[0].([]byte))
				o.Holder, o.Of = q.who.Actor(o.Holder), q.who.Actor(o.Of)
				if !slices.Contains(of[o.Holder], o) {
					of[o.Holder] = append(of[o.Holder], o)
				}
				return err
			})
		lists = make([][]diplo.Office, len(holders))
		for i, holder := range holders {
			offices := of[q.who.Actor(holder)]
			slices.SortFunc(offices, func(a, b diplo.Office) int {
				return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Role, b.Role), cmp.Compare(a.To, b.To))
			})
			lists[i] = slices.Clone(offices)
		}
		return err
	})
	return lists, err
}
