package neo4j

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/diplo"
)

const (
	cypherActorsByID   = `MATCH (n:Actor) WHERE n.id IN $ids RETURN n AS node`
	cypherActionsByID  = `MATCH (n:Action) WHERE n.id IN $ids RETURN n AS node`
	cypherArticlesByID = `MATCH (n:Article) WHERE n.id IN $ids RETURN n AS node`
	cypherEventsByID   = `MATCH (e:Event) WHERE e.id IN $ids RETURN e.id AS asked, e.record AS record, true AS own`
	cypherMentions     = `
MATCH (e:Event)-[r:REPORTED_IN]->(a:Article) WHERE e.id IN $ids
RETURN e.id AS of, r.record AS record, r.sentence AS sentence, a.age AS age`
	cypherMentionsIn = `
MATCH (a:Article)<-[r:REPORTED_IN]-(:Event) WHERE a.id IN $ids
RETURN a.id AS of, r.record AS record, r.sentence AS sentence, a.age AS age`
	cypherOfficesOf = `MATCH (o:Office) WHERE o.holder IN $ids RETURN o AS node`

	// By the ids that events had under other merges.
	cypherEventsByFormer = `
UNION ALL
MATCH (f:Former) WHERE f.id IN $ids AND f.until IS NULL
MATCH (e:Event {id: f.event})
RETURN f.id AS asked, e.record AS record, false AS own`
)

// The same as of an instant. Actors and actions are those of now, and those that have gone.
const (
	cypherLastActorsByID  = cypherActorsByID + ` UNION ALL MATCH (n:PastActor) WHERE n.id IN $ids AND NOT EXISTS { MATCH (:Actor {id: n.id}) } RETURN n AS node`
	cypherLastActionsByID = cypherActionsByID + ` UNION ALL MATCH (n:PastAction) WHERE n.id IN $ids AND NOT EXISTS { MATCH (:Action {id: n.id}) } RETURN n AS node`
)

var (
	cypherPastArticlesByID = `
MATCH (n:Article) WHERE n.id IN $ids AND ` + articleSince + ` <= $at RETURN n AS node
UNION ALL
MATCH (n:PastArticle) WHERE n.id IN $ids AND ` + wasThere("n") + ` RETURN n AS node`
	cypherPastEventsByID = `
MATCH (e:Event) WHERE e.id IN $ids AND ` + eventSince + ` <= $at RETURN e.id AS asked, e.record AS record, true AS own
UNION ALL
MATCH (e:PastEvent) WHERE e.id IN $ids AND ` + wasThere("e") + ` RETURN e.id AS asked, e.record AS record, true AS own
UNION ALL
MATCH (f:Former) WHERE f.id IN $ids AND f.since <= $at AND coalesce(f.until > $at, true)
MATCH (e:Event {id: f.event}) WHERE ` + eventSince + ` <= $at RETURN f.id AS asked, e.record AS record, false AS own
UNION ALL
MATCH (f:Former) WHERE f.id IN $ids AND f.since <= $at AND coalesce(f.until > $at, true)
MATCH (e:PastEvent {id: f.event}) WHERE ` + wasThere("e") + ` RETURN f.id AS asked, e.record AS record, false AS own`
	cypherPastReports = `
MATCH (e:Event)-[r:REPORTED_IN]->(a:Article) WHERE e.id IN $ids AND ` + reportSince + ` <= $at
RETURN e.id AS of, r.record AS record, r.sentence AS sentence, a.age AS age
UNION ALL
MATCH (p:PastMention) WHERE p.event IN $ids AND ` + wasThere("p") + `
RETURN p.event AS of, p.record AS record, p.sentence AS sentence, p.age AS age`
	cypherPastReportsIn = `
MATCH (a:Article)<-[r:REPORTED_IN]-(:Event) WHERE a.id IN $ids AND ` + reportSince + ` <= $at
RETURN a.id AS of, r.record AS record, r.sentence AS sentence, a.age AS age
UNION ALL
MATCH (p:PastMention) WHERE p.article IN $ids AND ` + wasThere("p") + `
RETURN p.article AS of, p.record AS record, p.sentence AS sentence, p.age AS age`
)

// either is the Cypher for now or for then.
func (v view) either(now, then string) string {
	if v.past {
		return then
	}
	return now
}

// ActorsByID looks actors up.
func (v view) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	j, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	if j.merges {
		ids = slices.Clone(ids)
		for i := range ids {
			ids[i] = j.identity.Actor(ids[i])
		}
	}
	return byID(ctx, v, v.either(cypherActorsByID, cypherLastActorsByID), ids, func(f *fields) (diplo.ActorID, diplo.Actor) {
		a := readActor(f)
		return a.ID, *a
	})
}

// ActionsByID looks actions up.
func (v view) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return byID(ctx, v, v.either(cypherActionsByID, cypherLastActionsByID), ids, func(f *fields) (diplo.ActionID, diplo.Action) {
		a := readAction(f)
		return a.ID, *a
	})
}

// ArticlesByID looks articles up.
func (v view) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return byID(ctx, v, v.either(cypherArticlesByID, cypherPastArticlesByID), ids, func(f *fields) (diplo.ArticleID, diplo.Article) {
		a := readArticle(f)
		return a.ID, *a
	})
}

// EventsByID looks events up.
func (v view) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	j, err := v.who(ctx)
	if err != nil || len(ids) == 0 {
		return nil, cmp.Or(err, v.usable(ctx))
	}
	cypher := cypherEventsByID
	switch {
	case v.past:
		cypher = cypherPastEventsByID
	case j.merges:
		cypher += cypherEventsByFormer
	}
	rows, err := v.ask(ctx, cypher, parameters{"ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := make(map[diplo.EventID]*diplo.Event, len(ids))
	for i := range rows {
		row := &rows[i]
		asked := diplo.EventID(row.text("asked"))
		if found[asked] != nil && !field[bool](row, "own") {
			continue // an id stands for the event that has it first of all
		}
		if found[asked], err = readEventRow(row); err != nil {
			return nil, err
		}
	}
	all := make([]*diplo.Event, len(ids))
	for i, id := range ids {
		if e := found[id]; e != nil {
			own := *e
			all[i] = &own
		}
	}
	return all, nil
}

// readEventRow reads the event of a row with the column record.
func readEventRow(row *fields) (*diplo.Event, error) {
	record := row.text("record")
	if row.err != nil {
		return nil, row.err
	}
	return readEvent(record)
}

// standFor gives for each id that of the event which it stands for; itself where there is none.
func (v view) standFor(ctx context.Context, ids []diplo.EventID) ([]diplo.EventID, error) {
	j, err := v.who(ctx)
	if err != nil || !slices.ContainsFunc(j.decisions, func(d diplo.Decision) bool { return d.Kind == diplo.MergeActor }) {
		return ids, err
	}
	events, err := v.EventsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	ids = slices.Clone(ids)
	for i, e := range events {
		if e != nil {
			ids[i] = e.ID
		}
	}
	return ids, nil
}

// byID gives for each id what has it, or nil. An id that is asked for twice gets two values.
func byID[ID ~string, T any](ctx context.Context, v view, cypher string, ids []ID, read func(*fields) (ID, T)) ([]*T, error) {
	if len(ids) == 0 {
		return nil, v.usable(ctx)
	}
	rows, err := v.ask(ctx, cypher, parameters{"ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := make(map[ID]*fields, len(ids))
	for i := range rows {
		node := rows[i].node("node")
		id, _ := read(node)
		if node.err != nil {
			return nil, node.err
		}
		found[id] = node
	}
	all := make([]*T, len(ids))
	for i, id := range ids {
		if node := found[id]; node != nil {
			_, value := read(node)
			all[i] = &value
		}
	}
	return all, nil
}

// distinct are the ids as a query takes them, each once.
func distinct[T ~string](ids []T) []string {
	all := texts(ids)
	slices.Sort(all)
	return slices.Compact(all)
}

// datedMention is a mention with the age of its article.
type datedMention struct {
	*diplo.Mention
	age int64
}

// Mentions gives the reports of events.
func (v view) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	events, err := v.standFor(ctx, events)
	if err != nil {
		return nil, err
	}
	return mentionsBy(ctx, v, v.either(cypherMentions, cypherPastReports), events, func(a, b datedMention) int {
		return cmp.Or(cmp.Compare(b.age, a.age), cmp.Compare(a.ID, b.ID)) // the greatest age is that of unknown days
	})
}

// MentionsIn gives the mentions in articles.
func (v view) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	return mentionsBy(ctx, v, v.either(cypherMentionsIn, cypherPastReportsIn), articles, func(a, b datedMention) int {
		return cmp.Or(cmp.Compare(a.Sentence.Start, b.Sentence.Start), cmp.Compare(a.Trigger.Start, b.Trigger.Start), cmp.Compare(a.ID, b.ID))
	})
}

// mentionsBy gives for each id the mentions that belong to it, in order.
func mentionsBy[ID ~string](ctx context.Context, v view, cypher string, ids []ID, order func(a, b datedMention) int) ([][]*diplo.Mention, error) {
	if len(ids) == 0 {
		return nil, v.usable(ctx)
	}
	j, err := v.judged(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := v.ask(ctx, cypher, parameters{"ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := map[ID][]datedMention{}
	for i := range rows {
		m, err := j.readMentionRow(&rows[i])
		if err != nil {
			return nil, err
		}
		of := ID(rows[i].text("of"))
		found[of] = append(found[of], datedMention{m, field[int64](&rows[i], "age")})
		if rows[i].err != nil {
			return nil, rows[i].err
		}
	}
	for _, list := range found {
		slices.SortFunc(list, order)
	}
	all := make([][]*diplo.Mention, len(ids))
	for i, id := range ids {
		for _, m := range found[id] {
			own := *m.Mention
			all[i] = append(all[i], &own)
		}
	}
	return all, nil
}

// readMentionRow reads the mention of a row with the columns record and sentence, as it was put.
func readMentionRow(row *fields) (*diplo.Mention, error) {
	record, sentence := row.text("record"), row.text("sentence")
	if row.err != nil {
		return nil, row.err
	}
	return readMention(record, sentence)
}

// readMentionRow reads it as it is read under the judgments.
func (j *judgments) readMentionRow(row *fields) (*diplo.Mention, error) {
	m, err := readMentionRow(row)
	if err == nil && j.merges {
		*m = j.identity.Mention(*m)
	}
	return m, err
}

// Offices gives the offices of persons.
func (v view) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	if len(holders) == 0 {
		return nil, v.usable(ctx)
	}
	j, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	var named []diplo.ActorID
	for _, holder := range holders {
		named = append(named, j.identity.Names(holder)...)
	}
	rows, err := v.ask(ctx, cypherOfficesOf, parameters{"ids": distinct(named)})
	if err != nil {
		return nil, err
	}
	offices, err := nodesOf(rows, readOffice)
	if err != nil {
		return nil, err
	}
	found := map[diplo.ActorID][]diplo.Office{}
	for _, o := range offices {
		o.Holder, o.Of = j.identity.Actor(o.Holder), j.identity.Actor(o.Of)
		found[o.Holder] = append(found[o.Holder], o)
	}
	all := make([][]diplo.Office, len(holders))
	for i, holder := range holders {
		all[i] = slices.Clone(found[j.identity.Actor(holder)])
		slices.SortFunc(all[i], func(a, b diplo.Office) int {
			return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Role, b.Role), cmp.Compare(a.To, b.To))
		})
		all[i] = slices.Compact(all[i])
	}
	return all, nil
}
