package neo4j

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"time"

	"entente/internal/diplo"
)

// judgments are all decisions, and what follows from those that stand. They are few, and kept in memory; version is the number of
// decisions that were made when they were read.
type judgments struct {
	version   int64
	decisions []diplo.Decision // oldest first
	undone    map[diplo.DecisionID]time.Time
	standing  []diplo.Decision
	identity  *diplo.Identity
	merges    bool // who is who differs from what articles say
	about     map[diplo.EventID][]diplo.Decision
	aliases   map[diplo.ActorID][]string // by the id that the decision names
	retracted map[diplo.ArticleID]bool
}

// judge works out what follows from the decisions, given oldest first.
func judge(version int64, decisions []diplo.Decision, undone map[diplo.DecisionID]time.Time) *judgments {
	j := &judgments{
		version: version, decisions: decisions, undone: undone, standing: diplo.Standing(decisions),
		about: map[diplo.EventID][]diplo.Decision{}, aliases: map[diplo.ActorID][]string{}, retracted: map[diplo.ArticleID]bool{},
	}
	j.identity = diplo.IdentityOf(j.standing)
	for _, d := range j.standing {
		switch d.Kind {
		case diplo.MergeActor:
			j.merges = true
		case diplo.AddAlias:
			j.aliases[d.Actor] = append(j.aliases[d.Actor], d.Alias)
		case diplo.RetractArticle:
			j.retracted[d.Article] = true
		}
		if d.Event != "" {
			j.about[d.Event] = append(j.about[d.Event], d)
		}
	}
	return j
}

// asOf are those of that instant.
func (j *judgments) asOf(at time.Time) *judgments {
	var then []diplo.Decision
	for _, d := range j.decisions {
		if d.Recorded.After(at) {
			break
		}
		if d.Undone != "" && j.undone[d.ID].After(at) {
			d.Undone = ""
		}
		then = append(then, d)
	}
	return judge(j.version, then, j.undone)
}

// with are those with one decision more.
func (j *judgments) with(d diplo.Decision) *judgments {
	decisions, undone := slices.Clone(j.decisions), maps.Clone(j.undone)
	if d.Kind == diplo.UndoDecision {
		decisions[j.place(d.Undoes)].Undone, undone[d.Undoes] = d.ID, d.Recorded
	}
	return judge(j.version+1, append(decisions, d), undone)
}

// place is that of the decision with the id, −1 when there is none.
func (j *judgments) place(id diplo.DecisionID) int {
	return slices.IndexFunc(j.decisions, func(d diplo.Decision) bool { return d.ID == id })
}

const (
	cypherDecided   = `MATCH (s:Schema {name: 'entente'}) RETURN s.decided AS decided`
	cypherDecisions = `
MATCH (d:Decision)
RETURN d.record AS record, d.undone AS undone, d.undoneAt AS undoneAt ORDER BY d.recorded`
)

// readJudgments makes the judgments of the rows of all decisions.
func readJudgments(version int64, rows []fields) (*judgments, error) {
	var decisions []diplo.Decision
	undone := map[diplo.DecisionID]time.Time{}
	for i := range rows {
		row := &rows[i]
		var d diplo.Decision
		if err := json.Unmarshal([]byte(row.text("record")), &d); err != nil {
			return nil, diplo.Errorf(diplo.Internal, "a decision in Neo4j can't be read: %w", err)
		}
		if d.Undone = diplo.DecisionID(row.text("undone")); d.Undone != "" {
			undone[d.ID] = row.instant("undoneAt")
		}
		if row.err != nil {
			return nil, row.err
		}
		decisions = append(decisions, d)
	}
	return judge(version, decisions, undone), nil
}

// decided keeps the judgments that were read last.
type decided struct {
	mu   sync.Mutex
	last *judgments
	read time.Time
}

// judgmentsGood is how long judgments are taken to be those of now: what other servers decide is seen that much later
// at most. What this store decides is seen at once.
const judgmentsGood = time.Second

func (d *decided) get() (last *judgments, good bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last, d.last != nil && time.Since(d.read) < judgmentsGood
}

func (d *decided) set(j *judgments) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last == nil || j.version >= d.last.version {
		d.last, d.read = j, time.Now()
	}
}

// judgments gives those of now, or of a moment ago.
func (s *Store) judgments(ctx context.Context) (*judgments, error) {
	if last, good := s.decided.get(); good {
		return last, nil
	}
	return s.judgmentsNow(ctx)
}

// judgmentsNow gives those of now, which costs a question to the server.
func (s *Store) judgmentsNow(ctx context.Context) (*judgments, error) {
	last, _ := s.decided.get()
	rows, err := s.ask(ctx, cypherDecided, nil)
	if err != nil {
		return nil, err
	}
	version := int64(0)
	for i := range rows {
		version = field[int64](&rows[i], "decided")
	}
	if last == nil || last.version != version {
		if rows, err = s.ask(ctx, cypherDecisions, nil); err != nil {
			return nil, err
		}
		if last, err = readJudgments(int64(len(rows)), rows); err != nil {
			return nil, err
		}
	}
	s.decided.set(last)
	return last, nil
}

// judgments gives those of the transaction, which holds the lock, when so many decisions were made.
func (t transaction) judgments(known *decided, version int64) (*judgments, error) {
	if last, _ := known.get(); last != nil && last.version == version {
		return last, nil
	}
	rows, err := t.rows(cypherDecisions, nil)
	if err != nil {
		return nil, err
	}
	return readJudgments(version, rows)
}
