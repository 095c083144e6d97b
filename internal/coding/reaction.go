package coding

import (
	"strings"

	"entente/internal/diplo"
)

// linkActions finds, for every candidate that is about an act, the event of the article
// that the act is: the same noun coded as an event, or the one that "the offensive", "this
// move" goes back to. Where the act's doer was not said, the event says it.
func (a *articleReading) linkActions(readings []*reading) {
	for _, c := range a.candidates {
		if c.actionToken == none || c.gone {
			continue
		}
		r := readings[c.sentence]
		event, why := a.eventOfAct(r, c)
		if event != nil {
			c.actionOf, c.actionWhy = event, why
		}
		if !c.reaction || c.target.named() {
			continue
		}
		if event == nil {
			near := r.innerActors(c.actionToken)
			if t := r.tree; t.isVerb(c.trigger) { // "called the incident part of Russian aggression"
				for _, o := range r.predicateOf(c.trigger).predicate {
					near = append(near, r.innerActors(o)...)
				}
				if v := r.predicateOf(c.trigger).clause; v != none && len(near) == 0 {
					near = r.innerActors(v)
				}
			}
			for _, p := range near {
				if p.actor.ID != c.source.actor.ID {
					p.act = c.actionToken
					c.target = p
					break
				}
			}
		}
		if event != nil && event.source.named() && event.source.actor.ID != c.source.actor.ID {
			reason := c.target.reason
			token, first, last := c.target.token, c.target.first, c.target.last
			c.target = event.source
			c.target.token, c.target.first, c.target.last = token, first, last
			c.target.act = token
			c.target.reason = reason + "; " + why + ", done by " + event.source.actor.Name
		}
	}
}

// borrowTargets gives threats and demands without an addressee that of the words beside
// them: "condemned the ruling, threatening retaliation".
func (a *articleReading) borrowTargets() {
	for _, c := range a.candidates {
		if c.gone || c.target.named() || c.relation.Quad() != diplo.VerbalConflict || !c.source.named() || c.relation == "CALLED_FOR" || c.relation == "DENIED" {
			continue
		}
		var from *candidate
		for _, e := range a.candidates {
			if e != c && !e.gone && e.sentence == c.sentence && e.source.actor.ID == c.source.actor.ID && e.target.named() &&
				e.relation.Quad() == diplo.VerbalConflict && !e.standing.background && !e.target.borrowed {
				from = e
			}
		}
		if from != nil {
			reason := "that of “" + from.words + "”: " + from.target.actor.Name
			c.target = from.target
			c.target.token, c.target.first, c.target.last, c.target.reason = none, none, none, reason
			c.target.borrowed, c.reaction = true, false
		}
	}
}

// strikeBack gives an attack without a target that of whoever attacked its source before:
// "Syria responded by launching missiles".
func (a *articleReading) strikeBack() {
	for i, c := range a.candidates {
		if c.gone || c.relation != "ATTACKED" || c.target.named() || !c.source.named() {
			continue
		}
		for _, e := range a.candidates[:i] {
			if !e.gone && e.relation == "ATTACKED" && e.source.named() && e.target.named() && e.target.actor.Code == c.source.actor.Code && e.source.actor.Code != c.source.actor.Code {
				c.target = e.source
				c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
				c.target.reason = "strikes back at " + e.source.actor.Name + ", who “" + e.words + "”"
			}
		}
	}
}

// eventOfAct is the candidate that the action of c stands for, and why.
func (a *articleReading) eventOfAct(r *reading, c *candidate) (*candidate, string) {
	t := r.tree
	noun := c.actionToken
	if t.isVerb(noun) {
		return nil, ""
	}
	for _, e := range a.candidates { // coded from the very words
		if e != c && !e.gone && e.sentence == c.sentence && e.trigger == noun && e.actionOf == nil && reactable(e) {
			return e, "the words “" + t.tokens[noun].Form + "” tell it"
		}
	}
	lemma := t.lemma[noun]
	assault := r.isAssaultNoun(noun)
	generic := r.dictionary.is("generic_act", lemma)
	if !assault && !generic {
		return nil, ""
	}
	definite := t.childForm(noun, "the", "this", "that", "these", "those", "such", "its", "their") != none || t.hasChild(noun, "poss")
	doer := c.target
	if !definite && !doer.named() {
		return nil, ""
	}
	var best *candidate
	for _, e := range a.candidates {
		if e == c || e.gone || !reactable(e) || e.source.named() && e.source.actor.ID == c.source.actor.ID {
			continue
		}
		if e.sentence > c.sentence && !(assault && e.relation.Type() == diplo.Assault) {
			continue
		}
		if e.sentence == c.sentence && e.trigger > c.trigger && !assault {
			continue
		}
		if c.reaction && doer.named() && e.source.named() && doer.actor.Code != e.source.actor.Code {
			continue
		}
		if assault && e.relation.Type() != diplo.Assault {
			continue
		}
		if !assault && e.relation.Quad() != diplo.MaterialConflict && e.relation.Quad() != diplo.MaterialCooperation && e.relation.Type() != diplo.Concede && e.relation.Type() != diplo.Reject {
			if !(e.relation == "AGREED_WITH" || e.relation == "SIGNED_WITH" || e.relation == "PROMISED") {
				continue
			}
		}
		if best == nil || better(e, best, c, lemma) {
			best = e
		}
	}
	if best == nil {
		return nil, ""
	}
	return best, "“" + strings.ToLower(r.phrase(noun)) + "” goes back to “" + best.words + "”"
}

// reactable tells whether a candidate is something that others react to.
func reactable(e *candidate) bool {
	q := e.relation.Quad()
	return q == diplo.MaterialConflict || q == diplo.MaterialCooperation || e.relation.Type() == diplo.Concede || e.relation.Type() == diplo.Agree ||
		e.relation == "SIGNED_WITH" || e.relation.Type() == diplo.Reject || e.relation == "RECOGNIZED"
}

// better prefers events with a known doer, told in the foreground, by the same word, and near.
func better(e, best, c *candidate, lemma string) bool {
	rank := func(x *candidate) int {
		n := 0
		if x.source.named() {
			n += 8
		}
		if x.lemma == lemma {
			n += 4
		}
		if !x.standing.background && !x.bare {
			n += 3
		}
		if x.standing.modality == diplo.Asserted {
			n += 2
		}
		distance := c.sentence - x.sentence
		if distance < 0 {
			distance = -distance + 3
		}
		return n - min(distance, 6)
	}
	return rank(e) > rank(best)
}
