package neo4j

import (
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// change is what a group of batches does to the graph, worked out within the transaction that does it: old readings of the articles
// are taken apart, what is there of everything touched is read, events, actors and actions are made anew from
// all that is known of them, and the differences are written.
type change struct {
	recorded time.Time
	group    []*put
	results  []store.PutResult // one for each of the group

	fresh    []*reading // new and replaced articles, in the order of the group
	owner    map[*reading]int
	articles map[diplo.ArticleID]knownArticle
	replaced []string // ids of the articles that were there with another reading

	events     map[diplo.EventID]*eventNode       // of the touched events, those that are there
	evidence   map[diplo.EventID][]diplo.Evidence // of the touched events, what other articles tell
	folded     map[diplo.EventID]*eventNode       // the touched events as they are to be; nil is to go
	touched    []diplo.EventID                    // in the order in which they were met
	oldOutlets []string
	longest    int64 // what the schema says of the longest event, in days
	actors     names[diplo.ActorID, diplo.Actor]
	actions    names[diplo.ActionID, diplo.Action]
	codes      map[diplo.ActorID]string // of the actors that are not among those
	namings    usages
	offices    usages
	elements   elements
	sequence   int64 // the last number given in the order of changes
}

type knownArticle struct {
	hash     string
	recorded time.Time
}

// names are the actors, or the actions, that a change touches.
type names[ID ~string, T any] struct {
	there map[ID]*T // as they are
	told  map[ID]*T // as the fresh readings have them
	left  map[ID]*T // of those that lost a naming, what the other articles say; nil when nothing
	lost  map[ID]bool
}

func makeNames[ID ~string, T any]() names[ID, T] {
	return names[ID, T]{there: map[ID]*T{}, told: map[ID]*T{}, left: map[ID]*T{}, lost: map[ID]bool{}}
}

// result is the record as it is to be, nil when no article tells of it any more.
func (n *names[ID, T]) result(id ID, merge func(a, b T) T) *T {
	known := n.there[id]
	if n.lost[id] {
		known = n.left[id]
	}
	return merged(known, n.told[id], merge)
}

// ids are those of the ones that may be other than they are.
func (n *names[ID, T]) ids() []ID {
	var ids []ID
	for id := range n.told {
		ids = append(ids, id)
	}
	for id := range n.lost {
		if n.told[id] == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// merged merges two records of which either may be missing. One alone is merged with itself, which
// brings it to the form that merging gives.
func merged[T any](a, b *T, merge func(a, b T) T) *T {
	switch {
	case a == nil && b == nil:
		return nil
	case a == nil:
		a = b
	case b == nil:
		b = a
	}
	both := merge(*a, *b)
	return &both
}

func newChange(group []*put, recorded time.Time) *change {
	return &change{
		recorded: recorded, group: group, results: make([]store.PutResult, len(group)),
		owner:    map[*reading]int{},
		articles: map[diplo.ArticleID]knownArticle{},
		events:   map[diplo.EventID]*eventNode{},
		evidence: map[diplo.EventID][]diplo.Evidence{},
		folded:   map[diplo.EventID]*eventNode{},
		actors:   makeNames[diplo.ActorID, diplo.Actor](),
		actions:  makeNames[diplo.ActionID, diplo.Action](),
		elements: elements{},
		codes:    map[diplo.ActorID]string{},
		namings:  usages{},
		offices:  usages{},
	}
}

// run does it all.
func (c *change) run(tx transaction) error {
	if err := c.readArticles(tx); err != nil || len(c.fresh) == 0 {
		return err
	}
	for _, step := range []func(transaction) error{c.takeApart, c.readEvents, c.readNames, c.write} {
		if err := step(tx); err != nil {
			return err
		}
	}
	return nil
}

const (
	// The write lock on the schema's node keeps the writers of other processes out until the transaction ends.
	cypherLock = `
MATCH (s:Schema {name: 'entente'})
SET s.writes = s.writes + 1
RETURN s.longest AS longest, s.recorded AS recorded, s.sequence AS sequence`
	cypherKnownArticles = `
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.hash AS hash, a.recorded AS recorded, id(a) AS element`
)

// readArticles sorts the articles into new, unchanged and replaced ones.
func (c *change) readArticles(tx transaction) error {
	rows, err := tx.rows(cypherLock, nil)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return diplo.Errorf(diplo.Conflict, "the Neo4j database was cleared while it was in use; open it again")
	}
	c.longest, c.sequence = field[int64](&rows[0], "longest"), field[int64](&rows[0], "sequence")
	if last := rows[0].instant("recorded"); !c.recorded.After(last) {
		c.recorded = last.Add(time.Microsecond) // the clock stood still, or another process's goes ahead
	}
	if rows[0].err != nil {
		return rows[0].err
	}
	var ids []string
	for _, p := range c.group {
		for _, r := range p.readings {
			ids = append(ids, string(r.article.ID))
		}
	}
	rows, err = tx.rows(cypherKnownArticles, parameters{"ids": ids})
	if err != nil {
		return err
	}
	for _, row := range rows {
		c.articles[diplo.ArticleID(row.text("id"))] = knownArticle{row.text("hash"), row.instant("recorded")}
		c.elements[ref{labelArticle, row.text("id")}] = field[int64](&row, "element")
		if row.err != nil {
			return row.err
		}
	}
	for i, p := range c.group {
		for _, r := range p.readings {
			known, there := c.articles[r.article.ID]
			switch {
			case there && known.hash == r.hash:
				c.results[i].Unchanged++
				continue
			case there:
				c.results[i].Replaced++
				c.replaced = append(c.replaced, string(r.article.ID))
			default:
				c.results[i].New++
			}
			c.fresh = append(c.fresh, r)
			c.owner[r] = i
		}
	}
	return nil
}

const (
	cypherOldEvents = `
MATCH (a:Article)<-[:REPORTED_IN]-(e:Event) WHERE a.id IN $ids
RETURN DISTINCT e.id AS id`
	cypherOldLists = `
MATCH (a:Article) WHERE a.id IN $ids
RETURN a.names AS names, a.offices AS offices, a.outlet AS outlet`
	cypherTakeApart = `
MATCH (a:Article)-[r:PUBLISHED_BY|REPORTED_IN]-() WHERE a.id IN $ids
DELETE r`
)

// takeApart takes the old readings of replaced articles out of the graph, and notes what they told of.
func (c *change) takeApart(tx transaction) error {
	c.noteNames()
	if len(c.replaced) == 0 {
		return nil
	}
	ids := parameters{"ids": c.replaced}
	rows, err := tx.rows(cypherOldEvents, ids)
	if err != nil {
		return err
	}
	for _, row := range rows {
		c.touch(diplo.EventID(row.text("id")))
	}
	if rows, err = tx.rows(cypherOldLists, ids); err != nil {
		return err
	}
	for i := range rows {
		c.namings.count(rows[i].texts("names"), -1)
		c.offices.count(rows[i].texts("offices"), -1)
		if outlet := rows[i].text("outlet"); outlet != "" {
			c.oldOutlets = append(c.oldOutlets, outlet)
		}
		if rows[i].err != nil {
			return rows[i].err
		}
	}
	return tx.run(cypherTakeApart, ids)
}

// touch notes that the event may become another.
func (c *change) touch(id diplo.EventID) {
	if _, met := c.folded[id]; !met {
		c.folded[id] = nil
		c.touched = append(c.touched, id)
	}
}
