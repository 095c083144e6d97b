package coding

import (
	"entente/internal/diplo"
)

// mergeReach is how many sentences apart two candidates may tell of one act. A text longer than
// that is several stories, and to compare all of it with all would take the square of its length.
const mergeReach = 50

// merge drops candidates that tell again what a better one tells.
func (a *articleReading) merge() {
	bySentence := map[int][]int{}
	for i, c := range a.candidates {
		bySentence[c.sentence] = append(bySentence[c.sentence], i)
	}
	for i, c := range a.candidates {
		for s := c.sentence - mergeReach; s <= c.sentence+mergeReach; s++ {
			a.mergeInto(i, bySentence[s])
		}
	}
}

// mergeInto drops candidate i where one of the others tells of it better.
func (a *articleReading) mergeInto(i int, others []int) {
	c := a.candidates[i]
	for _, j := range others {
		other := a.candidates[j]
		if i == j || c.gone || other.gone {
			continue
		}
		if a.repeats(c, other) && (!a.repeats(other, c) || surer(other, c, j < i)) {
			c.drop("told already, better: “" + other.words + "”")
			other.complete(c)
		}
	}
}

// complete takes over what the dropped mention of the same act tells and this one does not.
func (c *candidate) complete(dropped *candidate) {
	if c.relation.Type() != diplo.Assault {
		return
	}
	if toldAsAttack(dropped, c) && !dropped.standing.background {
		c.standing = dropped.standing
	}
	if dropped.relation == "KILLED" && c.relation == "ATTACKED" && dropped.target.named() {
		c.target = dropped.target // those killed are who was hit, whatever the weapon was aimed at
	}
	if !c.target.named() && dropped.target.named() && dropped.target.actor.ID != c.source.actor.ID {
		reason := "named elsewhere, “" + dropped.words + "”: " + dropped.target.reason
		c.target = dropped.target
		c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
		c.target.reason = reason
	}
	if c.place.Name == "" {
		c.place = dropped.place
	}
	if c.standing.background && !dropped.standing.background && c.sentence == dropped.sentence {
		c.standing.background = false // one telling of it as news is enough
	}
}

// surer decides between two that repeat each other.
func surer(other, c *candidate, earlier bool) bool {
	if other.target.named() != c.target.named() && other.bare == c.bare {
		return other.target.named()
	}
	if other.bare != c.bare {
		return !other.bare
	}
	if other.standing.background != c.standing.background {
		return !other.standing.background
	}
	if other.score != c.score {
		return other.score > c.score
	}
	return earlier
}

// repeats tells whether c adds nothing to other.
func (a *articleReading) repeats(c, other *candidate) bool {
	same := samePair(c, other)
	if c.target.reason == ownPeopleReason && other.target.reason != ownPeopleReason && c.relation == other.relation &&
		c.sentence == other.sentence && c.source.actor.ID == other.source.actor.ID && sameCode(c.target, other.target) {
		return true // the other says whose
	}
	if c.relation == "ACCUSED" && !c.source.named() && c.sentence == other.sentence && sameCode(c.target, other.target) {
		switch other.relation {
		case "SUED", "DETAINED", "CONVICTED", "INVESTIGATED":
			return true // "is indicted, accused of fraud"
		}
	}
	if c.relation == other.relation && c.sentence == other.sentence && c.trigger == other.trigger && c.source.actor.ID == other.source.actor.ID &&
		sameCode(c.target, other.target) && c.target.common && c.target.sure <= 0.5 && other.target.sure > c.target.sure {
		return true // "killed two Danes and wounded ten people", in Denmark
	}
	if c.relation == other.relation && same && class(c) == class(other) {
		if c.sentence == other.sentence {
			return c.action == other.action || c.action == "" || c.actionOf == other.actionOf && c.actionOf != nil || !c.reaction
		}
		return (c.bare || c.standing.background) && (c.date == other.date || !c.date.Known())
	}
	if c.relation.Type() == diplo.Assault && other.relation.Type() == diplo.Assault && class(c) == class(other) {
		if c.standing.background && c.target.stands && c.sentence == other.sentence && c.source.named() && c.source.actor.ID == other.source.actor.ID {
			return true // "a mortar fired by X fell on Y"
		}
		// "an attack" in passing, of which the article tells more elsewhere
		if c.bare && sameOrUnknown(c.source, other.source) && sameOrUnknown(c.target, other.target) {
			return true
		}
		if c.sentence == other.sentence && same && c.relation == "KILLED" && other.relation == "ATTACKED" {
			return true
		}
		if c.definite && !c.source.named() && other.source.named() && other.sentence < c.sentence && c.sentence-other.sentence <= 2 {
			return true // "the strikes killed four"
		}
		if c.assumed && other.sentence < c.sentence && c.sentence-other.sentence <= 2 && (!c.target.named() || sameCode(c.target, other.target)) {
			return true // "A bomb goes off. Several people are wounded."
		}
		if c.sentence == other.sentence && c.trigger != other.trigger && toldAsAttack(c, other) {
			return true // "shot dead when a gunman opened fire on their car"
		}
		if !c.source.named() && sameCode(c.target, other.target) && other.source.named() && !otherPerson(c.target, other.target) &&
			(c.relation == other.relation || c.sentence == other.sentence && c.relation == "KILLED" && other.relation == "ATTACKED") {
			return true
		}
	}
	// A meeting is where talks and calls take place: one of them is enough for a pair.
	if c.sentence == other.sentence && same && c.relation.Type() == diplo.Consult && other.relation.Type() == diplo.Consult && c.bare && !other.bare {
		return true
	}
	return false
}

// toldAsAttack tells whether c is a killing or an attack without a doer that other may be as well.
func toldAsAttack(c, other *candidate) bool {
	return harms(c) && harms(other) && (c.relation == other.relation || c.relation == "KILLED") && !c.source.named() && !other.source.named() &&
		sameOrUnknown(c.target, other.target) && !otherPerson(c.target, other.target)
}

// harms tells whether it is an attack or a killing, which one act may be told as.
func harms(c *candidate) bool { return c.relation == "ATTACKED" || c.relation == "KILLED" }

// otherPerson tells whether p is a person by name and q somebody else.
func otherPerson(p, q participant) bool {
	return p.actor.Kind == diplo.KindPerson && q.named() && p.actor.ID != q.actor.ID
}

func class(c *candidate) diplo.Modality {
	if c.standing.modality == diplo.Claimed {
		return diplo.Asserted
	}
	return c.standing.modality
}

func samePair(c, other *candidate) bool {
	if c.source.actor.ID == other.source.actor.ID && c.target.actor.ID == other.target.actor.ID {
		return true
	}
	return c.relation.Reciprocal() && c.source.actor.ID == other.target.actor.ID && c.target.actor.ID == other.source.actor.ID
}

func sameCode(p, q participant) bool { return p.actor.Code == q.actor.Code }

// sameOrUnknown tells whether p may be q told with fewer words.
func sameOrUnknown(p, q participant) bool {
	return !p.named() || !q.named() || p.actor.ID == q.actor.ID || p.actor.Code != "" && p.actor.Code == q.actor.Code
}
