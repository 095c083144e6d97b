package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// addressee is whom the speaker tells: "Iraq tells the UN that it will allow inspectors".
func (r *reading) addressee(trigger int, sources []participant) []participant {
	say := r.sayAbove(trigger)
	if say == none {
		return nil
	}
	for _, o := range append(append([]int(nil), r.predicateOf(say).object...), r.predicateOf(say).indirect...) {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived && !sameActor(sources, p.actor.ID) && p.actor.Kind != diplo.KindPerson {
				return []participant{p}
			}
		}
	}
	return nil
}

// intend reads what one says that one will do for another as the promise that it is.
func (r *reading) intend(c *candidate, sources []participant) {
	if c.standing.modality != diplo.Planned || c.noun || len(sources) == 0 || r.isAim(c.trigger) {
		return
	}
	switch c.relation {
	case "CONCEDED_TO":
		c.standing.modality = diplo.Asserted
		c.standing.note("announced: the concession itself")
	case "AIDED", "RELEASED", "LIFTED_SANCTIONS_ON", "SHELTERED", "RECOGNIZED":
		c.relation = "PROMISED"
		c.standing.modality = diplo.Asserted
		c.standing.note("what one says one will do for another is a promise")
	}
}

// isAim tells whether the verb says what another act is for: "sent troops to help X".
func (r *reading) isAim(v int) bool {
	t := r.tree
	if t.tag(v) != "VB" || t.childForm(v, "to") == none {
		return false
	}
	switch t.label(v) {
	case "advcl", "relcl":
		return true
	case "xcomp":
		h := t.head[v]
		return h != none && t.isVerb(h) && t.child(h, "dobj") != none && !r.dictionary.is("op_plan", t.lemma[h])
	}
	return false
}

// pair makes the candidates of a frame: every source with every target, and where the
// relation is mutual the sources among themselves.
func (r *reading) pair(c candidate, f *frame, sources, targets []participant) bool {
	made := false
	add := func(source, target participant) {
		if source.named() && (source.actor.ID == target.actor.ID || source.onFor != "" && source.onFor == target.actor.ID && target.grade <= behind && c.relation.Quad() == diplo.VerbalConflict) {
			return
		}
		if !source.named() && !target.named() && target.act == none {
			return
		}
		one := c
		one.source, one.target = source, target
		one.reaction = target.act != none
		if one.reaction {
			one.actionToken = target.act
			one.action = r.phrase(target.act)
		}
		one.place = r.placeHit(&one)
		r.found = append(r.found, &one)
		made = true
	}
	nobody := participant{token: none, first: none, last: none, act: none}
	if len(sources) == 0 {
		sources = []participant{nobody}
	}
	among := func() {
		for i := range sources {
			for j := i + 1; j < len(sources); j++ {
				if len(targets) > 0 && sources[i].actor.Code == sources[j].actor.Code {
					continue // of one delegation
				}
				add(sources[i], sources[j])
			}
		}
	}
	switch {
	case len(targets) > 0:
		for _, source := range sources {
			for _, target := range targets {
				add(source, target)
			}
		}
		if f.has("pair") && c.relation.Reciprocal() {
			among()
		}
		if f.has("pair") && len(targets) > 1 && (c.relation == diplo.Relation("MET") || c.relation == diplo.Relation("NEGOTIATED_WITH")) && len(sources) == 1 && sources[0].named() {
			return made
		}
	case (f.has("mutual") || f.has("pair")) && len(sources) > 1:
		among()
	case f.has("self"):
		for _, source := range sources {
			if source.actor.Kind == diplo.KindOrganization || source.token != none && (r.tree.tag(source.token) == "NNS" || pluralOffices[r.tree.lower[source.token]]) && source.named() {
				add(source, nobody)
			}
		}
	case f.has("alone"):
		for _, source := range sources {
			if source.named() {
				add(source, nobody)
			}
		}
	case f.has("react") && c.action != "" && !f.has("alone"):
		for _, source := range sources {
			if source.named() && c.actionToken != none && r.tree.isNoun(c.actionToken) {
				act := nobody
				act.act, act.token = c.actionToken, c.actionToken
				add(source, act)
			}
		}
	}
	return made
}

// sameActor tells whether one of the list is that actor.
func sameActor(list []participant, id diplo.ActorID) bool {
	return slices.ContainsFunc(list, func(p participant) bool { return p.actor.ID == id })
}

// eachOther tells whether the object is "each other", "one another" or, of two, "the other": the sources are the
// targets as well.
func (r *reading) eachOther(tokens []int) bool {
	t := r.tree
	for _, o := range tokens {
		if o > 0 && (t.lower[o] == "other" && (t.lower[o-1] == "each" || t.lower[o-1] == "the") || t.lower[o] == "another" && t.lower[o-1] == "one") || o+1 < len(t.lower) && t.lower[o] == "one" && t.lower[o+1] == "another" {
			return true
		}
	}
	return false
}

// formerOrLatter is the first or last of the two actors coordinated before n, where n is "the former" or "the latter".
func (r *reading) formerOrLatter(n int) *actors.Mention {
	t := r.tree
	if w := t.lower[n]; w != "former" && w != "latter" || n == 0 || t.lower[n-1] != "the" || n+1 < len(t.lower) && t.isNoun(n+1) {
		return nil
	}
	for i := n - 1; i >= 0; i-- {
		if r.mentionHead(i) == nil || t.label(i) == "conj" {
			continue
		}
		if pair := t.conjuncts(i); len(pair) == 2 && r.mentionHead(pair[1]) != nil && pair[1] < n {
			if t.lower[n] == "former" {
				return r.mentionHead(pair[0])
			}
			return r.mentionHead(pair[1])
		}
	}
	return nil
}
