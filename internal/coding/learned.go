package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/judge"
)

// learnedFrame names what the model adds by itself.
const learnedFrame = "learned from coded reports"

// learned makes the event of a verdict at its trigger, nil if its actors aren't two.
func (p passage) learned(v judge.Verdict, r *reading, trigger int, found []*candidate) *candidate {
	c := &candidate{
		relation: v.Relation, name: learnedFrame, sentence: r.index, trigger: trigger, first: trigger, last: trigger,
		standing: r.standingOf(trigger), score: v.Probability, noun: !r.tree.isVerb(trigger), actionToken: none,
	}
	c.standing.negated = false
	c.standing.modality = class(c)
	if !c.told() {
		c.tellAsNews()
	}
	c.source = p.partyOf(v.Source, r, trigger, none, found, true)
	c.target = p.partyOf(v.Target, r, trigger, c.source.token, found, false)
	if c.source.named() && c.source.actor.ID == c.target.actor.ID {
		own, ok := r.ownPeople(c.source)
		if !ok || !onOwnPeople(v.Relation) {
			return nil
		}
		c.target = own
	}
	r.settle(c, nil, r.whereOf(trigger, nil))
	c.words, c.lemma = r.words(c.first, c.last), r.tree.lemma[trigger]
	return c
}

// onOwnPeople tells whether a state may be said to do that to people of its own whom nobody names: a deed, not words.
func onOwnPeople(relation diplo.Relation) bool {
	switch relation.Type() {
	case diplo.Assault, diplo.Coerce, diplo.Protest:
		return true
	}
	return false
}

// partyOf is the actor of a code: whom the frames found in that role, at the trigger if they did, else the trigger's
// subject or object where that is of the code, else the mention that stands nearest to it, else one of another sentence.
func (p passage) partyOf(code string, r *reading, trigger, other int, found []*candidate, source bool) participant {
	nobody := participant{token: none, first: none, last: none, act: none}
	if code == "" {
		return nobody
	}
	if who, ok := r.takenFor(code, trigger, found, source); ok {
		return who
	}
	if r.tree.isVerb(trigger) {
		predicate := r.predicateOf(trigger)
		tokens := predicate.object
		if source {
			tokens = predicate.subject
		}
		for _, o := range tokens {
			for _, q := range r.resolve(o) {
				if q.named() && q.actor.Code == code {
					return q
				}
			}
		}
	}
	if m := r.nearest(trigger, code, other); m != nil {
		return fromMention(m, m.Head)
	}
	for _, beside := range p {
		if m := beside.nearest(0, code, none); m != nil {
			return fromMention(m, m.Head).elsewhere()
		}
	}
	return nobody
}

// elsewhere is the participant for another sentence than the one that its words stand in.
func (p participant) elsewhere() participant {
	p.token, p.first, p.last, p.act = none, none, none, none
	return p
}

// takenFor is whom the frames found in the role: at the trigger if they did, else in the sentence, else in another.
func (r *reading) takenFor(code string, trigger int, found []*candidate, source bool) (who participant, ok bool) {
	own := false
	for _, c := range found {
		p := c.target
		if source {
			p = c.source
		}
		switch {
		case p.actor.Code != code || !p.named():
		case c.sentence == r.index && c.trigger == trigger:
			return p, true
		case c.sentence == r.index && !own:
			who, ok, own = p, true, true
		case !ok:
			who, ok = p.elsewhere(), true
		}
	}
	return who, ok
}

// nearest is the mention of the code that stands nearest to a token: not the one at token other, as long as there is
// another.
func (r *reading) nearest(token int, code string, other int) *actors.Mention {
	var best *actors.Mention
	far := func(m *actors.Mention) int {
		d := max(m.Head-token, token-m.Head)
		if other != none && m.Head == other {
			d += len(r.tree.tokens)
		}
		return d
	}
	for k := range r.sentence.Actors {
		m := &r.sentence.Actors[k]
		if m.Actor.Code == code && (best == nil || far(m) < far(best)) {
			best = m
		}
	}
	return best
}
