package diplo

import (
	"encoding/json"
	"slices"
	"time"
)

// DecisionID names a decision: "decision:…".
type DecisionID string

// DecisionKind says what was decided.
type DecisionKind string

// The kinds of decision, with the fields that each of them needs; the others stay empty.
const (
	RetractEvent   DecisionKind = "RETRACT_EVENT"   // Event: it did not happen, or is no event
	CorrectEvent   DecisionKind = "CORRECT_EVENT"   // Event, Correction: it was otherwise
	ConfirmEvent   DecisionKind = "CONFIRM_EVENT"   // Event: a person read it and found it right
	RetractArticle DecisionKind = "RETRACT_ARTICLE" // Article: what was read in it counts no longer
	MergeActor     DecisionKind = "MERGE_ACTORS"    // Actor, Other: the first is the second
	AddAlias       DecisionKind = "ADD_ALIAS"       // Actor, Alias: it goes by that name too
	Distinguish    DecisionKind = "DISTINCT"        // Actor, Other: they were looked at, and are two
	UndoDecision   DecisionKind = "UNDO"            // Undoes: as if that decision had not been made
)

// DecisionKinds lists the kinds of decision.
func DecisionKinds() []DecisionKind {
	return []DecisionKind{RetractEvent, CorrectEvent, ConfirmEvent, RetractArticle, MergeActor, AddAlias, Distinguish, UndoDecision}
}

// Decision is what somebody decided about what was read. It is never changed or lost, only undone by another one, and it
// outlives what it is about: when that comes back, the decision holds again. Ids stay as they were when it was
// made; what they stand for now, Identity knows.
type Decision struct {
	// ID tells calls apart: a decision that is sent again with the ID that it had is the same one. A store gives
	// one to a decision that has none, by Identify.
	ID         DecisionID
	Kind       DecisionKind
	Author     string // who decided: a person, or a program that acts for one
	Reason     string // why, for those who read it later
	Event      EventID
	Article    ArticleID
	Actor      ActorID
	Other      ActorID
	Alias      string
	Correction *Correction
	Undoes     DecisionID

	Recorded time.Time  // when it was made, UTC; set by the store, and later than that of every decision before
	Undone   DecisionID // the decision that undid it, "" while it stands; set by the store
}

// Identify sets the id from all that the decision says and when it was recorded.
func (d *Decision) Identify() {
	d.ID = DecisionID("decision:" + contentHash(d.content(), d.Recorded.UTC().Format(time.RFC3339Nano)))
}

// DecisionIDOf is the id of the decision that its author calls by the key: sent again, it is the same.
func DecisionIDOf(author, key string) DecisionID {
	return DecisionID("decision:" + contentHash("key", author, key))
}

// Says tells whether two decisions say the same, whenever they were made and whatever came of them.
func (d *Decision) Says(other *Decision) bool { return d.content() == other.content() }

// content is all that the decision says, as JSON; nil and empty lists are alike.
func (d *Decision) content() string {
	said := *d
	said.ID, said.Recorded, said.Undone = "", time.Time{}, ""
	if d.Correction != nil {
		c := *d.Correction
		c.Actors, c.Actions = slices.Concat(c.Actors), slices.Concat(c.Actions)
		for i := range c.Actors {
			c.Actors[i].Aliases = slices.Concat(c.Actors[i].Aliases)
		}
		said.Correction = &c
	}
	content, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts, numbers and instants always marshal
	}
	return string(content)
}

// Correction says what an event was instead of what the mentions say. What is not given stays as it is told.
type Correction struct {
	Relation   Relation // "" when not given
	Source     *CorrectedSource
	Target     *CorrectedTarget
	Date       *DateRange
	Place      *Place
	Modality   Modality // "" when not given
	Background *bool
	// Actors and Actions are those that the correction names: it lists them as a CodedArticle does.
	Actors  []Actor
	Actions []Action
}

// CorrectedSource is who did it; the fields are those of a Claim.
type CorrectedSource struct{ Source, SourceFor ActorID }

// CorrectedTarget is to whom, or to what, it was done; the fields are those of a Claim.
type CorrectedTarget struct {
	Target, TargetFor ActorID
	Action            ActionID
	TargetIsAction    bool
}

// Change puts what is given into the claim.
func (c *Correction) Change(claim *Claim) {
	if c.Relation != "" {
		claim.Relation = c.Relation
	}
	if s := c.Source; s != nil {
		claim.Source, claim.SourceFor = s.Source, s.SourceFor
	}
	if t := c.Target; t != nil {
		claim.Target, claim.TargetFor, claim.Action, claim.TargetIsAction = t.Target, t.TargetFor, t.Action, t.TargetIsAction
	}
	if c.Date != nil {
		claim.Date = *c.Date
	}
	if c.Place != nil {
		claim.Place = *c.Place
	}
	if c.Modality != "" {
		claim.Modality = c.Modality
	}
	if c.Background != nil {
		claim.Background = *c.Background
	}
}

// Standing are the decisions that hold: those that were not undone, in the order given; an UNDO is none of them.
func Standing(decisions []Decision) []Decision {
	return slices.DeleteFunc(slices.Clone(decisions), func(d Decision) bool { return d.Undone != "" || d.Kind == UndoDecision })
}

// CheckUndo tells why the decision can't be undone: an undo is Invalid, for one decides anew; what is undone already is a
// Conflict. nil when it can.
func (d *Decision) CheckUndo() error {
	if d.Kind == UndoDecision {
		return Errorf(Invalid, "decision %q is itself an undo; make the decision that it undid anew", d.ID)
	}
	if d.Undone != "" {
		return Errorf(Conflict, "decision %q was undone already, by %q", d.ID, d.Undone)
	}
	return nil
}

// Under is the event, as Fold makes it, under the standing decisions about it, in the order in which they were made. Each field
// is what the latest correction that gives it says. The event is Retracted by a retraction whatever else was decided, else
// Corrected by a correction; and Confirmed when a confirmation came last.
func (e Event) Under(standing []Decision, identity *Identity) Event {
	for _, d := range standing {
		switch d.Kind {
		case RetractEvent:
			e.Status = Retracted
		case CorrectEvent:
			d.Correction.Change(&e.Claim)
			if e.Status != Retracted {
				e.Status = Corrected
			}
		}
		e.Confirmed = d.Kind == ConfirmEvent && e.Status != Retracted
	}
	e.Claim = identity.Claim(e.Claim)
	return e
}

// ActorOf is what the records of an actor and of those merged into it make of it, with the aliases that were decided for any of
// them. Its own records say its kind, name and code; the others give their names as aliases, and a code when it has
// none. Without a record of its own the others speak for it. The order of records and aliases does not matter;
// there must be a record.
func ActorOf(id ActorID, records []Actor, aliases []string) Actor {
	var own, merged *Actor
	for _, r := range records {
		into := &merged
		if r.ID == id {
			into = &own
		}
		r.ID = id
		if *into == nil {
			*into = &r
		}
		r = MergeActors(**into, r)
		*into = &r
	}
	if own == nil {
		own = merged
	}
	names := slices.Clone(aliases)
	if merged != nil {
		names = append(append(names, merged.Name), merged.Aliases...)
	}
	actor := MergeActors(*own, Actor{ID: id, Kind: own.Kind, Name: own.Name, Code: own.Code, Aliases: names})
	if actor.Code == "" && merged != nil {
		actor.Code = merged.Code
	}
	return actor
}
