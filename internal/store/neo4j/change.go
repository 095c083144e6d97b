package neo4j

import (
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// change is what a group of batches, or a decision, does to the graph, worked out within the transaction that does it: old readings of
// the articles are taken apart, what is there of everything touched is read, events, actors and actions are made anew from
// all that is known of them, and the differences are written.
type change struct {
	recorded time.Time
	group    []*put
	results  []store.PutResult // one for each of the group
	before   *judgments
	after    *judgments

	fresh    []*reading // articles to be there with what was read in them, in the order of the group
	owner    map[*reading]int
	articles map[diplo.ArticleID]knownArticle
	replaced []string // ids of those that were there with another reading
	gone     []string // ids of those that go

	events   map[diplo.EventID]*eventNode             // of the touched events, those that are there
	evidence map[diplo.EventID][]diplo.Evidence       // of the touched events
	folded   map[diplo.EventID]*eventNode             // the touched events as they are to be; nil is to go
	former   map[diplo.EventID]map[diplo.EventID]bool // under merges, the ids that they had as well
	moved    []movedReport                            // reports that are to be of another event
	touched  []diplo.EventID                          // in the order in which they were met
	actors   affected[diplo.ActorID, diplo.Actor]
	actions  affected[diplo.ActionID, diplo.Action]
	held     map[string]*diplo.Office // offices that are there, of or by actors who become others
	merging  []diplo.ActorID          // the actors whose events a decision makes others
	codes    map[diplo.ActorID]string // of the actors that are not affected
	namings  usages
	offices  usages
	elements elements

	oldOutlets []string
	longest    int64 // what the schema says of the longest event, in days
	sequence   int64 // the last number given in the order of changes
	acted      bool  // there were actions before
}

type knownArticle struct {
	hash        string
	fingerprint string
	recorded    time.Time
}

// affected are the actors, or the actions, that a change may make others.
type affected[ID ~string, T any] struct {
	ids     map[ID]bool
	there   map[ID]*T  // as they are
	records map[ID][]T // all that is to be said of them
}

func makeAffected[ID ~string, T any]() affected[ID, T] {
	return affected[ID, T]{ids: map[ID]bool{}, there: map[ID]*T{}, records: map[ID][]T{}}
}

func newChange(recorded time.Time) *change {
	return &change{
		recorded: recorded,
		owner:    map[*reading]int{},
		articles: map[diplo.ArticleID]knownArticle{},
		events:   map[diplo.EventID]*eventNode{},
		evidence: map[diplo.EventID][]diplo.Evidence{},
		folded:   map[diplo.EventID]*eventNode{},
		former:   map[diplo.EventID]map[diplo.EventID]bool{},
		actors:   makeAffected[diplo.ActorID, diplo.Actor](),
		actions:  makeAffected[diplo.ActionID, diplo.Action](),
		held:     map[string]*diplo.Office{},
		elements: elements{},
		codes:    map[diplo.ActorID]string{},
		namings:  usages{},
		offices:  usages{},
	}
}

// put stores the batches of the group.
func (c *change) put(tx transaction, known *decided, group []*put) error {
	c.group, c.results = group, make([]store.PutResult, len(group))
	if err := c.lock(tx, known); err != nil {
		return err
	}
	c.after = c.before
	if err := c.readArticles(tx); err != nil {
		return err
	}
	if err := c.place(tx); err != nil || len(c.fresh)+len(c.gone) == 0 {
		return err
	}
	return c.work(tx)
}

// work does what is to be done to the fresh readings, and what follows from it.
func (c *change) work(tx transaction) error {
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
WITH s
CALL () { MATCH (x:Action) RETURN count(x) AS actions }
RETURN s.longest AS longest, s.recorded AS recorded, s.sequence AS sequence, s.decided AS decided, actions`
	cypherKnownArticles = `
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.hash AS hash, a.fingerprint AS fingerprint, a.recorded AS recorded, id(a) AS element`
	cypherFingerprints = `
UNWIND $rows AS r
MATCH (a:Article {id: r[0]}) SET a.fingerprint = r[1]`
)

// lock keeps other writers out, and reads what there is one of.
func (c *change) lock(tx transaction, known *decided) error {
	rows, err := tx.rows(cypherLock, nil)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return diplo.Errorf(diplo.Conflict, "the Neo4j database was cleared while it was in use; open it again")
	}
	row := &rows[0]
	c.longest, c.sequence = field[int64](row, "longest"), field[int64](row, "sequence")
	c.acted = row.count("actions") > 0
	if last := row.instant("recorded"); !c.recorded.After(last) {
		c.recorded = last.Add(time.Microsecond) // the clock stood still, or another process's goes ahead
	}
	if row.err != nil {
		return row.err
	}
	c.before, err = tx.judgments(known, field[int64](row, "decided"))
	return err
}

// readArticles sorts the articles into new, unchanged and replaced ones.
func (c *change) readArticles(tx transaction) error {
	var ids []string
	for _, p := range c.group {
		for _, r := range p.readings {
			ids = append(ids, string(r.article.ID))
		}
	}
	if err := c.readKnown(tx, ids); err != nil {
		return err
	}
	var read []any // those that are as they were, but read by another reader
	for i, p := range c.group {
		for _, prepared := range p.readings {
			known, there := c.articles[prepared.article.ID]
			switch {
			case there && known.hash == prepared.hash:
				c.results[i].Unchanged++
				if known.fingerprint != prepared.article.Fingerprint {
					read = append(read, []any{string(prepared.article.ID), orNull(prepared.article.Fingerprint)})
				}
				continue
			case there:
				c.results[i].Replaced++
				c.replaced = append(c.replaced, string(prepared.article.ID))
			default:
				c.results[i].New++
			}
			r := *prepared // the transaction may run again
			r.retracted = c.after.retracted[r.article.ID]
			c.fresh = append(c.fresh, &r)
			c.owner[&r] = i
		}
	}
	return tx.runEach(cypherFingerprints, read)
}

// readKnown reads which of the articles are there.
func (c *change) readKnown(tx transaction, ids []string) error {
	rows, err := tx.rows(cypherKnownArticles, parameters{"ids": ids})
	if err != nil {
		return err
	}
	for i := range rows {
		row := &rows[i]
		c.articles[diplo.ArticleID(row.text("id"))] = knownArticle{row.text("hash"), row.text("fingerprint"), row.instant("recorded")}
		c.elements[ref{labelArticle, row.text("id")}] = field[int64](row, "element")
		if row.err != nil {
			return row.err
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
	// What was told until now, and the article, stay as they were for those who ask as of then.
	cypherPastMentions = `
MATCH (a:Article)<-[r:REPORTED_IN]-(e:Event) WHERE a.id IN $ids
CREATE (p:PastMention) SET p = properties(r), p.event = e.id, p.article = a.id, p.outlet = a.outlet, p.age = a.age,
  p.since = coalesce(r.since, a.since, a.recorded), p.until = $recorded
DELETE r`
	cypherPastArticles = `
MATCH (a:Article) WHERE a.id IN $ids
CREATE (p:PastArticle) SET p = properties(a), p.since = coalesce(a.since, a.recorded), p.until = $recorded
REMOVE p.names, p.offices, p.held
WITH a
MATCH (a)-[r:PUBLISHED_BY]->()
DELETE r`
)

// takeApart takes the old readings of articles that were replaced, or go, out of the graph, and notes what they told of.
func (c *change) takeApart(tx transaction) error {
	c.noteNames()
	ended := slices.Concat(c.replaced, c.gone)
	if len(ended) == 0 {
		return nil
	}
	ids := parameters{"ids": ended, "recorded": c.recorded}
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
	if err := tx.run(cypherPastMentions, ids); err != nil {
		return err
	}
	return tx.run(cypherPastArticles, ids)
}

// touch notes that the event may become another.
func (c *change) touch(id diplo.EventID) {
	if _, met := c.folded[id]; !met {
		c.folded[id] = nil
		c.touched = append(c.touched, id)
	}
}

// now is the mention as it is to be read.
func (c *change) now(m *diplo.Mention) *diplo.Mention {
	if !c.after.merges {
		return m
	}
	read := c.after.identity.Mention(*m)
	return &read
}

// noteFormer notes the ids that the event of a mention had.
func (c *change) noteFormer(m *diplo.Mention, event diplo.EventID) {
	if !c.after.merges {
		return
	}
	for _, id := range c.after.identity.Events(m) {
		if id != event {
			if c.former[event] == nil {
				c.former[event] = map[diplo.EventID]bool{}
			}
			c.former[event][id] = true
		}
	}
}

// about are the standing decisions about the event, in the order in which they were made.
func (c *change) about(id diplo.EventID) []diplo.Decision {
	all := slices.Clone(c.after.about[id])
	for former := range c.former[id] {
		if len(c.evidence[former]) == 0 { // else it stands for that event
			all = append(all, c.after.about[former]...)
		}
	}
	slices.SortFunc(all, func(a, b diplo.Decision) int { return a.Recorded.Compare(b.Recorded) })
	return all
}
