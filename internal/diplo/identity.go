package diplo

import "slices"

// Identity is who is who: what the standing merges make of the ids that articles and decisions name. nil is that of
// no merges.
type Identity struct {
	steps    []step          // one for each merge, in the order in which they were made
	at       map[ActorID]int // whose step it is
	distinct [][2]ActorID
}

// step is a merge: from then on the one is the other.
type step struct{ from, to ActorID }

// IdentityOf is who is who under the standing decisions, given in the order in which they were made. Of those that are neither
// a merge nor a judgment of two as distinct it takes no notice.
func IdentityOf(standing []Decision) *Identity {
	who := &Identity{at: map[ActorID]int{}}
	for _, d := range standing {
		switch d.Kind {
		case MergeActor:
			who.at[d.Actor] = len(who.steps)
			who.steps = append(who.steps, step{d.Actor, who.Actor(d.Other)})
		case Distinguish:
			who.distinct = append(who.distinct, [2]ActorID{d.Actor, d.Other})
		}
	}
	return who
}

// Check tells why a merge or a judgment of two as distinct can't be made beside those that stand: Conflict, with the
// decision to undo first. nil when it can.
func (who *Identity) Check(d *Decision) error {
	actor, other := who.Actor(d.Actor), who.Actor(d.Other)
	if actor == other {
		return Errorf(Conflict, "%q and %q are one already; undo the merge first", d.Actor, d.Other)
	}
	if d.Kind != MergeActor {
		return nil
	}
	if actor != d.Actor {
		return Errorf(Conflict, "%q was merged into %q already; undo that first, or merge %[2]q", d.Actor, actor)
	}
	for _, two := range who.distinct {
		a, b := who.Actor(two[0]), who.Actor(two[1])
		if a == actor && b == other || a == other && b == actor {
			return Errorf(Conflict, "%q and %q were judged to be two; undo that first", two[0], two[1])
		}
	}
	return nil
}

// Actor is the id of the actor that the id stands for.
func (who *Identity) Actor(id ActorID) ActorID {
	for who != nil {
		at, merged := who.at[id]
		if !merged {
			break
		}
		id = who.steps[at].to
	}
	return id
}

// Names are all the ids that stand for the same actor as the id, that one's own among them, in order.
func (who *Identity) Names(id ActorID) []ActorID {
	now := who.Actor(id)
	names := []ActorID{now}
	if who != nil {
		for _, step := range who.steps {
			if who.Actor(step.from) == now {
				names = append(names, step.from)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Claim names in the claim who is meant now.
func (who *Identity) Claim(c Claim) Claim {
	for _, id := range actorsOf(&c) {
		*id = who.Actor(*id)
	}
	return c
}

// Mention is the mention as it is read: its claim names who is meant now, and it tells of the event that this makes. Its own
// id stays.
func (who *Identity) Mention(m Mention) Mention {
	events := who.Events(&m)
	m.Event = events[len(events)-1]
	m.Claim = who.Claim(m.Claim)
	return m
}

// Events are the ids that the event of the mention has had, each once: that with which it was put, then that under the
// first merge, the first two, and so on; the last is that of now. All of them stand for the event. What is undated is told apart
// by the id with which it was put, so that mentions which told of one event go on doing so, and two events stay two.
func (who *Identity) Events(m *Mention) []EventID {
	events := []EventID{m.Event}
	claim := m.Claim
	for {
		next := -1
		for _, id := range actorsOf(&claim) {
			if at, merged := who.step(*id); merged && (next < 0 || at < next) {
				next = at
			}
		}
		if next < 0 {
			return events
		}
		for _, id := range actorsOf(&claim) {
			if *id == who.steps[next].from {
				*id = who.steps[next].to
			}
		}
		if event := claim.EventID(string(m.Event)); event != events[len(events)-1] {
			events = append(events, event)
		}
	}
}

func (who *Identity) step(id ActorID) (int, bool) {
	if who == nil {
		return 0, false
	}
	at, merged := who.at[id]
	return at, merged
}

// actorsOf are all places of a claim where an actor is named.
func actorsOf(c *Claim) [5]*ActorID {
	return [5]*ActorID{&c.Source, &c.Target, &c.SourceFor, &c.TargetFor, &c.AttributedTo}
}
