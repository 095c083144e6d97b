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
	cypherEventsByID   = `MATCH (e:Event) WHERE e.id IN $ids RETURN e.record AS record`
	cypherMentions     = `
MATCH (e:Event)-[r:REPORTED_IN]->(a:Article) WHERE e.id IN $ids
RETURN r.record AS record, r.sentence AS sentence, a.age AS age`
	cypherMentionsIn = `
MATCH (a:Article)<-[r:REPORTED_IN]-(:Event) WHERE a.id IN $ids
RETURN r.record AS record, r.sentence AS sentence`
	cypherOfficesOf = `MATCH (o:Office) WHERE o.holder IN $ids RETURN o AS node`
)

// ActorsByID looks actors up.
func (s *Store) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return byID(ctx, s, cypherActorsByID, ids, func(f *fields) (diplo.ActorID, diplo.Actor) {
		a := readActor(f)
		return a.ID, *a
	})
}

// ActionsByID looks actions up.
func (s *Store) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return byID(ctx, s, cypherActionsByID, ids, func(f *fields) (diplo.ActionID, diplo.Action) {
		a := readAction(f)
		return a.ID, *a
	})
}

// ArticlesByID looks articles up.
func (s *Store) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return byID(ctx, s, cypherArticlesByID, ids, func(f *fields) (diplo.ArticleID, diplo.Article) {
		a := readArticle(f)
		return a.ID, *a
	})
}

// EventsByID looks events up.
func (s *Store) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	if len(ids) == 0 {
		return nil, s.usable(ctx)
	}
	rows, err := s.ask(ctx, cypherEventsByID, parameters{"ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := make(map[diplo.EventID]*diplo.Event, len(ids))
	for i := range rows {
		e, err := readEventRow(&rows[i])
		if err != nil {
			return nil, err
		}
		found[e.ID] = e
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

// byID gives for each id what has it, or nil. An id that is asked for twice gets two values.
func byID[ID ~string, T any](ctx context.Context, s *Store, cypher string, ids []ID, read func(*fields) (ID, T)) ([]*T, error) {
	if len(ids) == 0 {
		return nil, s.usable(ctx)
	}
	rows, err := s.ask(ctx, cypher, parameters{"ids": distinct(ids)})
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
func (s *Store) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	return mentionsBy(ctx, s, cypherMentions, events, func(m *diplo.Mention) diplo.EventID { return m.Event }, func(a, b datedMention) int {
		return cmp.Or(cmp.Compare(b.age, a.age), cmp.Compare(a.ID, b.ID)) // the greatest age is that of unknown days
	})
}

// MentionsIn gives the mentions in articles.
func (s *Store) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	return mentionsBy(ctx, s, cypherMentionsIn, articles, func(m *diplo.Mention) diplo.ArticleID { return m.Article }, func(a, b datedMention) int {
		return cmp.Or(cmp.Compare(a.Sentence.Start, b.Sentence.Start), cmp.Compare(a.Trigger.Start, b.Trigger.Start), cmp.Compare(a.ID, b.ID))
	})
}

// mentionsBy gives for each id the mentions that belong to it, in order.
func mentionsBy[ID ~string](ctx context.Context, s *Store, cypher string, ids []ID, belongs func(*diplo.Mention) ID, order func(a, b datedMention) int) ([][]*diplo.Mention, error) {
	if len(ids) == 0 {
		return nil, s.usable(ctx)
	}
	rows, err := s.ask(ctx, cypher, parameters{"ids": distinct(ids)})
	if err != nil {
		return nil, err
	}
	found := map[ID][]datedMention{}
	for i := range rows {
		m, err := readMentionRow(&rows[i])
		if err != nil {
			return nil, err
		}
		found[belongs(m)] = append(found[belongs(m)], datedMention{m, field[int64](&rows[i], "age")})
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

// readMentionRow reads the mention of a row with the columns record and sentence.
func readMentionRow(row *fields) (*diplo.Mention, error) {
	record, sentence := row.text("record"), row.text("sentence")
	if row.err != nil {
		return nil, row.err
	}
	return readMention(record, sentence)
}

// Offices gives the offices of persons.
func (s *Store) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	if len(holders) == 0 {
		return nil, s.usable(ctx)
	}
	rows, err := s.ask(ctx, cypherOfficesOf, parameters{"ids": distinct(holders)})
	if err != nil {
		return nil, err
	}
	offices, err := nodesOf(rows, readOffice)
	if err != nil {
		return nil, err
	}
	found := map[diplo.ActorID][]diplo.Office{}
	for _, o := range offices {
		found[o.Holder] = append(found[o.Holder], o)
	}
	all := make([][]diplo.Office, len(holders))
	for i, holder := range holders {
		all[i] = slices.Clone(found[holder])
		slices.SortFunc(all[i], func(a, b diplo.Office) int {
			return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Role, b.Role), cmp.Compare(a.To, b.To))
		})
	}
	return all, nil
}
