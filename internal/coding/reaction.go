package coding

import (
	"strings"

	"entente/internal/diplo"
)

// linkActions finds, for every candidate that is about an act, the event of the article
// that the act is: the same noun coded as an event, or the one that "the offensive", "this
// move" goes back to. Where the act's doer was not said, the event says it.
func (a *articleReading) linkActions(readings []*reading) {
	for _, c := range append([]*candidate(nil), a.candidates...) {
		if c.gone {
			continue
		}
		r := readings[c.sentence]
		if c.relation == "DENIED" && !c.target.named() {
			a.answers(r, c)
			continue
		}
		if q := c.relation.Quad(); c.actionToken == none || !c.reaction && q != diplo.VerbalConflict && q != diplo.VerbalCooperation {
			continue // the act of a material event is its own
		}
		event, why := a.eventOfAct(r, c)
		if event != nil && !r.ownContent(c.actionToken) {
			c.actionOf, c.actionWhy = event, why
		}
		if c.target.named() || !c.reaction && c.relation != "DENIED" {
			continue
		}
		if event == nil && a.answers(r, c) {
			continue
		}
		if event == nil {
			for _, p := range a.doersNear(readings, c) {
				if p.actor.ID != c.source.actor.ID {
					p.act = c.actionToken
					c.target = p
					break
				}
			}
		}
		if event == nil && !c.target.named() {
			r.reactAtHome(c)
		}
		if event == nil && !c.target.named() && c.relation.Type() != diplo.Concede {
			a.reactToSubject(readings, c)
		}
		if event != nil && event.source.named() {
			a.reactToPartners(c, event)
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

// doersNear are those who may have done the act that c is about, first first: who is named in its words, who
// announced it, who decided it, who is named in the judgement of it.
func (a *articleReading) doersNear(readings []*reading, c *candidate) []participant {
	r := readings[c.sentence]
	var near []participant
	if !r.setOff(c.actionToken) { // where it went off is not who did it
		near = append(r.innerActors(c.actionToken), r.announcers(c)...)
	}
	if len(near) == 0 {
		near = a.deciders(readings, c)
	}
	if r.tree.isVerb(c.trigger) { // "called the incident part of Russian aggression"
		p := r.predicateOf(c.trigger)
		for _, o := range p.predicate {
			near = append(near, r.innerActors(o)...)
		}
		if p.clause != none && len(near) == 0 {
			near = r.innerActors(p.clause)
		}
	}
	return near
}

// reactAtHome gives what a group says of a law or reform that nobody is told to have made the
// state of that group: "unions in X condemn the reform".
func (r *reading) reactAtHome(c *candidate) {
	t := r.tree
	if c.source.actor.Kind != diplo.KindGroup || len(c.source.actor.Code) != 3 || !r.dictionary.is("state_act", t.lemma[c.actionToken]) ||
		t.childForm(c.actionToken, "the", "this", "these", "new") == none {
		return
	}
	if state, ok := r.country(c.source.actor.Code, "a law or reform of their own state"); ok {
		state.token, state.first, state.last, state.act = c.actionToken, c.actionToken, c.actionToken, c.actionToken
		c.target = state
	}
}

// announcers are those of whom the clause before tells, where the act goes back to what
// they said or did: "X announces an election, but Y denounces the move".
func (r *reading) announcers(c *candidate) []participant {
	t := r.tree
	switch t.lemma[c.actionToken] {
	case "move", "decision", "announcement", "step", "statement", "remark", "comment", "plan", "measure":
	default:
		return nil
	}
	if t.childForm(c.actionToken, "the", "this", "that", "these", "those") == none {
		return nil
	}
	v := c.trigger
	for t.head[v] != none {
		v = t.head[v]
	}
	if v == c.trigger || !t.isVerb(v) || v > c.trigger {
		return nil
	}
	var found []participant
	for _, o := range r.predicateOf(v).subject {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived {
				p.reason = "“" + t.tokens[c.actionToken].Form + "” goes back to “" + t.tokens[v].Form + "”: " + p.reason
				found = append(found, p)
			}
		}
	}
	return found
}

// borrowTargets gives threats, demands and protests without an addressee that of the words
// beside them: "condemned the ruling, threatening retaliation", "march, demanding that X resign".
func (a *articleReading) borrowTargets() {
	for _, c := range a.candidates {
		if c.gone || c.target.named() || c.relation.Quad() != diplo.VerbalConflict && c.relation != "PROTESTED_AGAINST" || !c.source.named() || c.relation == "CALLED_FOR" || c.relation == "DENIED" {
			continue
		}
		var from *candidate
		for _, e := range a.candidates {
			if e.sentence == c.sentence && e != c && !e.gone && e.source.actor.ID == c.source.actor.ID && e.target.named() &&
				e.relation.Quad() == diplo.VerbalConflict && !e.standing.background && !e.target.borrowed && !e.wants("release", "freedom") {
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

// wants tells whether what is asked for begins with one of the words: "the release of X" is not
// asked of X.
func (c *candidate) wants(words ...string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(c.action, "the "), " ")
	return contains(words, first)
}

// answers finds whom a rejection or denial answers: who accused, demanded or offered before.
func (a *articleReading) answers(r *reading, c *candidate) bool {
	if c.relation != "REJECTED" && c.relation != "DENIED" {
		return false
	}
	if c.actionToken != none && !r.dictionary.is("utterance", r.tree.lemma[c.actionToken]) && !r.tree.isVerb(c.actionToken) && !r.isActPronoun(c.actionToken) {
		return false
	}
	var from *candidate
	for _, e := range a.candidates {
		if e == c || e.gone || e.sentence > c.sentence || e.sentence == c.sentence && e.trigger > c.trigger || !e.source.named() || e.source.actor.Code == c.source.actor.Code {
			continue
		}
		if t := e.relation.Type(); t != diplo.Accuse && t != diplo.Request && t != diplo.Agree && t != diplo.Threaten || e.target.actor.Code != c.source.actor.Code || c.source.actor.Code == "" {
			continue
		}
		if c.sentence-e.sentence <= 4 {
			from = e
		}
	}
	if from == nil {
		return false
	}
	c.target = from.source
	c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
	c.target.reason = "answers “" + from.words + "” by " + from.source.actor.Name
	c.reaction = false
	return true
}

// reactToPartners repeats a reaction for each of those who did the act together: "Iran
// condemned the strikes" of two allies is two events.
func (a *articleReading) reactToPartners(c, event *candidate) {
	seen := map[diplo.ActorID]bool{event.source.actor.ID: true, c.source.actor.ID: true}
	for _, e := range a.candidates {
		if e.gone || e.sentence != event.sentence || e.trigger != event.trigger || e.relation != event.relation {
			continue
		}
		doers := []participant{e.source}
		if e.relation.Reciprocal() {
			doers = append(doers, e.target)
		}
		for _, doer := range doers {
			if !doer.named() || seen[doer.actor.ID] || sameSide(doer, c.source) {
				continue
			}
			seen[doer.actor.ID] = true
			twin := *c
			reason := twin.target.reason
			twin.target = doer
			twin.target.token, twin.target.first, twin.target.last, twin.target.act = c.target.token, c.target.first, c.target.last, c.target.token
			twin.target.reason = reason + ", done by " + doer.actor.Name + " as well"
			twin.reaction = true
			twin.actionOf = event
			a.candidates = append(a.candidates, &twin)
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

// claimAttacks gives an attack whose doer was not told to the group that claims it: "ISIS
// claims responsibility".
func (a *articleReading) claimAttacks(readings []*reading) {
	for _, c := range a.candidates {
		if c.gone || !c.frame.has("claimed") || !c.source.named() {
			continue
		}
		for _, e := range a.candidates {
			if e == c || e.gone || !harms(e) {
				continue
			}
			open := !e.source.named() || readings[e.sentence].anyDoer(e.source)
			if !c.target.named() && !open && sameCode(e.source, c.source) {
				c.drop("told already: “" + e.words + "”")
			}
			if !open || c.target.named() && e.target.named() && !sameCode(c.target, e.target) {
				continue
			}
			if !c.target.named() || e.target.named() {
				c.target = e.target
				c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
				c.target.reason = "the attack claimed, “" + e.words + "”: " + e.target.reason
			}
			if e.date.Known() {
				c.date, c.dateWhy = e.date, e.dateWhy
			}
			c.place, c.reaction = e.place, false
			e.drop("told with the claim, “" + c.words + "”")
		}
	}
}

// anyDoer tells whether only the deed is known of p: "a suicide bomber", "gunmen".
func (r *reading) anyDoer(p participant) bool {
	return p.common && p.actor.Kind == diplo.KindGroup && p.token != none && p.token < len(r.tree.lemma) && unknownPeople[r.tree.lemma[p.token]]
}

// eventOfAct is the candidate that the action of c stands for, and why.
func (a *articleReading) eventOfAct(r *reading, c *candidate) (*candidate, string) {
	t := r.tree
	noun := c.actionToken
	if t.isVerb(noun) {
		return nil, ""
	}
	for _, e := range a.candidates { // coded from the very words
		if e.sentence == c.sentence && e != c && !e.gone && e.trigger == noun && e.actionOf == nil && reactable(e) {
			return e, "the words “" + t.tokens[noun].Form + "” tell it"
		}
	}
	lemma := t.lemma[noun]
	assault := r.isAssaultNoun(noun)
	pronoun := r.isActPronoun(noun)
	generic := r.dictionary.is("generic_act", lemma) || pronoun
	family := r.familyOf(noun)
	if !assault && !generic && len(family) == 0 {
		return nil, ""
	}
	definite := pronoun || t.childForm(noun, "the", "this", "that", "these", "those", "such", "its", "their") != none || t.hasChild(noun, "poss")
	doer := c.target
	if !definite && !(c.reaction && doer.named()) {
		return nil, ""
	}
	var best *candidate
	for _, e := range a.candidates {
		if e.sentence < c.sentence-mergeReach || e.sentence > c.sentence+mergeReach {
			continue
		}
		if e == c || e.sentence == c.sentence && e.trigger == c.trigger || e.gone || !reactable(e) || pronoun && (e.sentence > c.sentence || e.sentence < c.sentence-2) {
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
		switch t := e.relation.Type(); {
		case generic && !assault && e.standing.background && t == diplo.Assault && c.relation.Type() == diplo.Support:
			continue // "praises the efforts" after an attack that is past
		case assault && t != diplo.Assault && t != diplo.Coerce && t != diplo.Protest:
			continue
		case !assault && !generic && !family[t]:
			continue
		}
		if generic && !assault && e.relation.Quad() != diplo.MaterialConflict && e.relation.Quad() != diplo.MaterialCooperation && e.relation.Type() != diplo.Concede && e.relation.Type() != diplo.Reject {
			if !(e.relation == "MEDIATED" || e.relation == "AGREED_WITH" || e.relation == "SIGNED_WITH" || e.relation == "PROMISED") {
				continue
			}
		}
		if best == nil || better(e, best, c, lemma, assault) {
			best = e
		}
	}
	if best == nil || sameSide(best.source, c.source) {
		if best != nil && c.relation.Type() == diplo.Support {
			c.drop("praise of what oneself did")
		}
		return nil, ""
	}
	return best, "“" + strings.ToLower(r.phrase(noun)) + "” goes back to “" + best.words + "”"
}

// sameSide tells whether p and q are one actor, or act for the same state.
func sameSide(p, q participant) bool {
	return p.named() && (p.actor.ID == q.actor.ID || p.onFor != "" && p.onFor == q.onFor)
}

// ownContent tells whether a general word for an act says itself what the act was ("the use of
// heavy weapons"), so that it goes back to an event for its doer only.
func (r *reading) ownContent(noun int) bool {
	if r.isAssaultNoun(noun) || !r.dictionary.is("generic_act", r.tree.lemma[noun]) {
		return false
	}
	for _, c := range r.tree.kids[noun] {
		switch r.tree.label(c) {
		case "prep":
			if r.tree.lower[c] == "of" {
				return true
			}
		case "acl":
			if r.tree.tag(c) == "VB" {
				return true
			}
		}
	}
	return false
}

// familyOf are the event types that the noun may name.
func (r *reading) familyOf(noun int) map[diplo.EventType]bool {
	family := map[diplo.EventType]bool{}
	for _, f := range r.dictionary.nouns[r.tree.lemma[noun]] {
		family[f.relation.Type()] = true
	}
	return family
}

// isActPronoun tells whether the token may stand for an act told before: "condemned it".
func (r *reading) isActPronoun(i int) bool {
	switch r.tree.lower[i] {
	case "it", "this", "that", "them", "these":
		return r.mentionAt[i] == nil && !r.tree.isNoun(i)
	}
	return false
}

// reactable tells whether a candidate is something that others react to.
func reactable(e *candidate) bool {
	q := e.relation.Quad()
	return q == diplo.MaterialConflict || q == diplo.MaterialCooperation || e.relation.Type() == diplo.Concede || e.relation.Type() == diplo.Agree ||
		e.relation == "SIGNED_WITH" || e.relation == "MEDIATED" || e.relation.Type() == diplo.Reject || e.relation == "RECOGNIZED"
}

// better prefers events with a known doer, told in the foreground, by the same word, and near.
func better(e, best, c *candidate, lemma string, assault bool) bool {
	rank := func(x *candidate) int {
		n := 0
		if x.source.named() {
			n += 8
		}
		if x.lemma == lemma {
			n += 6
		}
		if assault && x.relation.Type() != diplo.Assault {
			n -= 4
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
