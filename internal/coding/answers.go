package coding

import "entente/internal/diplo"

// answering relations are said or done to what others did before, whether or not the words say to whom.
func answering(relation diplo.Relation) bool {
	switch relation {
	case "DENIED", "REJECTED", "SUPPORTED", "CRITICIZED", "PROMISED", "THREATENED", "ATTACKED":
		return true
	}
	return false
}

// answerThoseBefore gives an answer without an addressee ("Ghana denies the charges") the last other actor before
// it who did something, as the subject of a clause or the owner of a thing, or else the only other one that was named.
func (a *articleReading) answerThoseBefore(readings []*reading) {
	long := len(readings) > 5 // than a brief: who answers whom is told nearer by
	back := 2
	if long {
		back = 1
	}
	for _, c := range a.candidates {
		if c.gone || c.target.named() || !c.source.named() || c.source.actor.Code == "" || !answering(c.relation) || c.noun || c.actionOf != nil {
			continue
		}
		if c.reaction && long {
			continue // what it was about is known
		}
		at := c.trigger
		if c.source.first >= 0 {
			at = min(at, c.source.first)
		}
		p, found, welcome := participant{}, false, c.relation == "SUPPORTED"
		for s := c.sentence; s >= 0 && !found && c.sentence-s <= back; s-- {
			p, found = readings[s].lastDoer(at, c.source, welcome)
			at = len(readings[max(s-1, 0)].tree.tokens)
		}
		if !found && !welcome && !long {
			p, found = a.onlyOtherBefore(c, readings)
		}
		if !found {
			continue
		}
		p.token, p.first, p.last, p.act = none, none, none, none
		p.reason = "the other who was named before: " + p.actor.Name
		c.target, c.reaction = p, false
	}
}

// lastDoer is the last subject or owner before the token that is not of the side of p; nobody where that one only
// said something and words don't count.
func (r *reading) lastDoer(before int, p participant, notWords bool) (participant, bool) {
	for i := min(before, len(r.tree.tokens)) - 1; i >= 0; i-- {
		m := r.mentionHead(i)
		if l := r.tree.label(i); m == nil || m.Actor.Code == "" || m.Actor.Code == p.actor.Code || l != "nsubj" && l != "poss" {
			continue
		}
		if h := r.tree.head[i]; notWords && h != none && r.tree.lemma[h] == "say" {
			return participant{}, false
		}
		return fromMention(m, i), true
	}
	return participant{}, false
}

// onlyOtherBefore is the actor of the one country, beside that of the source, of which the text speaks before the event.
func (a *articleReading) onlyOtherBefore(c *candidate, readings []*reading) (participant, bool) {
	var other participant
	for s := 0; s <= c.sentence; s++ {
		for i := range readings[s].tree.tokens {
			m := readings[s].mentionHead(i)
			if s == c.sentence && i >= c.trigger || m == nil || m.Actor.Code == "" || m.Actor.Code == c.source.actor.Code {
				continue
			}
			if other.named() && other.actor.Code != m.Actor.Code {
				return participant{}, false
			}
			other = fromMention(m, i)
		}
	}
	return other, other.named()
}

// knowAttackers gives an attack, killing or abduction by nobody who is named the attacker of which the
// article tells beside it.
func (a *articleReading) knowAttackers() {
	for _, c := range a.candidates {
		if c.gone || c.source.named() || !c.target.named() || c.target.actor.Code == "" {
			continue
		}
		if !harms(c) && c.relation != "ABDUCTED" {
			continue
		}
		if e := a.assaultBeside(c); e != nil {
			c.source = e.source
			c.source.token, c.source.first, c.source.last, c.source.act = none, none, none, none
			c.source.reason = "who did “" + e.words + "”: " + e.source.actor.Name
		}
	}
}

// assaultBeside is the nearest assault with a known doer who may have done c as well.
func (a *articleReading) assaultBeside(c *candidate) *candidate {
	var nearest *candidate
	for _, e := range a.candidates {
		if e == c || e.gone || e.relation.Type() != diplo.Assault || !e.source.named() || e.source.actor.Code == "" || abs(e.sentence-c.sentence) > 3 || class(e) != diplo.Asserted || e.source.actor.ID == c.target.actor.ID {
			continue
		}
		if e.source.actor.Code == c.target.actor.Code && e.target.actor.Code != c.target.actor.Code {
			continue // it was hit back
		}
		if nearest == nil || abs(e.sentence-c.sentence) < abs(nearest.sentence-c.sentence) {
			nearest = e
		}
	}
	return nearest
}
