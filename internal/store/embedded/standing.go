package embedded

import (
	"context"
	"encoding/json"
	"slices"

	"entente/internal/diplo"
)

// standing are the decisions that hold, by what they are about, each list in the order in which they were made.
type standing struct {
	who      *diplo.Identity
	merges   bool // somebody was merged into another
	events   map[diplo.EventID][]diplo.Decision
	articles map[diplo.ArticleID]bool // those that are retracted
	aliases  map[diplo.ActorID][]string
}

// standingOf sorts standing decisions.
func standingOf(decisions []diplo.Decision) *standing {
	s := &standing{who: diplo.IdentityOf(decisions), events: map[diplo.EventID][]diplo.Decision{}, articles: map[diplo.ArticleID]bool{},
		aliases: map[diplo.ActorID][]string{}}
	for _, d := range decisions {
		switch d.Kind {
		case diplo.MergeActor:
			s.merges = true
		case diplo.RetractArticle:
			s.articles[d.Article] = true
		case diplo.AddAlias:
			s.aliases[d.Actor] = append(s.aliases[d.Actor], d.Alias)
		case diplo.RetractEvent, diplo.CorrectEvent, diplo.ConfirmEvent:
			s.events[d.Event] = append(s.events[d.Event], d)
		}
	}
	return s
}

// touches tells whether the claim names somebody who was merged into another.
func (s *standing) touches(c *diplo.Claim) bool {
	if !s.merges {
		return false
	}
	for _, id := range [5]diplo.ActorID{c.Source, c.Target, c.SourceFor, c.TargetFor, c.AttributedTo} {
		if s.who.Actor(id) != id {
			return true
		}
	}
	return false
}

// about are the decisions about the event of that key, in the order in which they were made: those that name it, or a key that it had and that
// no other event has.
func (s *standing) about(key diplo.EventID, former []diplo.EventID, taken func(diplo.EventID) (bool, error)) ([]diplo.Decision, error) {
	if len(s.events) == 0 {
		return nil, nil
	}
	decisions := slices.Clone(s.events[key])
	var seen []diplo.EventID
	for _, had := range former {
		if had == key || slices.Contains(seen, had) || len(s.events[had]) == 0 {
			continue
		}
		seen = append(seen, had)
		is, err := taken(had)
		if err != nil {
			return nil, err
		}
		if !is {
			decisions = append(decisions, s.events[had]...)
		}
	}
	slices.SortFunc(decisions, func(a, b diplo.Decision) int { return a.Recorded.Compare(b.Recorded) })
	return decisions, nil
}

// decisionColumns are what decisionOf reads: the id of what undid it may be NULL.
const decisionColumns = "d.body, d.recorded, (SELECT u.key FROM decision u WHERE u.recorded = d.undone)"

func decisionOf(row []any) (d diplo.Decision, err error) {
	if err := json.Unmarshal(row[0].([]byte), &d); err != nil {
		return d, diplo.Errorf(diplo.Internal, "a decision in the store is damaged; take the last backup: %w", err)
	}
	d.Recorded, d.Undone = instant(row[1].(int64)), ""
	if undone, ok := row[2].(string); ok {
		d.Undone = diplo.DecisionID(undone)
	}
	return d, nil
}

// standingAt reads the decisions that held at the instant, of all kinds or of those that say who is who.
func standingAt(ctx context.Context, c *conn, at int64, whole bool) (decisions []diplo.Decision, err error) {
	kinds := ""
	if !whole {
		kinds = " AND d.kind IN ('MERGE_ACTORS', 'DISTINCT')"
	}
	err = c.query(ctx, "SELECT "+decisionColumns+` FROM decision d WHERE d.recorded <= ? AND (d.undone = 0 OR d.undone > ?) AND d.kind <> 'UNDO'`+kinds+" ORDER BY d.recorded",
		[]any{at, at}, func(row []any) error {
			d, err := decisionOf(row)
			decisions = append(decisions, d)
			return err
		})
	return decisions, err
}
