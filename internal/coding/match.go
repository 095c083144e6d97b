package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// match finds every trigger of the sentence and lets its frames propose candidates: verbs
// first, so that "sign an agreement" uses up the noun.
func (r *reading) match() {
	t := r.tree
	for i := range t.tokens {
		if t.isVerb(i) && r.mentionAt[i] == nil && t.label(i) != "amod" && t.label(i) != "compound" {
			r.matchVerb(i)
		}
	}
	for i := range t.tokens {
		if t.isCommonNoun(i) && !r.consumed[i] && (r.mentionAt[i] == nil || r.mentionAt[i].Via == actors.ViaNoun && r.mentionAt[i].Head != i) {
			r.matchNoun(i)
		}
		if t.tag(i) == "JJ" || t.tag(i) == "VBN" {
			r.matchAdjective(i)
		}
	}
	for i := range t.tokens {
		if !r.coded[i] && !r.consumed[i] {
			r.matchProtest(i)
		}
	}
	r.matchSpeech()
}

func (r *reading) matchVerb(v int) {
	if r.matchCasualty(v) || r.endsInDeath(v) || r.tree.label(v) == "pcomp" && r.meansOfDeath(v) {
		return
	}
	frames := r.dictionary.framesOf(verbKind, r.tree.lemma[v])
	if len(frames) == 0 {
		return
	}
	p := r.predicateOf(v)
	args := r.verbArguments(p)
	phrasal := p.particle != "" && slices.ContainsFunc(frames, func(f *frame) bool { return f.particle == p.particle })
	var tried *frame
	for _, f := range frames {
		if f.particle != "" && f.particle != p.particle || f.particle == "" && phrasal || !r.meets(f, args) {
			continue
		}
		if f.relation == "PROMISED" && r.vowed(args.clause) {
			continue // "vows not to negotiate" is a refusal
		}
		if f.relation == "THREATENED" && args.clause != none && r.predicateOf(args.clause).negated {
			continue // "vows not to attack"
		}
		if r.try(f, v, args) {
			return
		}
		tried = f
	}
	if r.article.keep && tried != nil && !r.wasDropped(v) {
		r.drop(v, r.wanting(tried, args))
	}
}

func (r *reading) matchNoun(n int) {
	frames := r.dictionary.framesOf(nounKind, r.tree.lemma[n])
	if len(frames) == 0 {
		return
	}
	if r.matchUnrest(n) || r.matchFighting(n) {
		return
	}
	m := r.nominalOf(n)
	if r.againstIllness(m) {
		return
	}
	if h := r.tree.head[n]; r.tree.label(n) == "compound" { // "the pullout plan", "the peace talks process"
		if h == none || !r.dictionary.is("carrier", r.tree.lemma[h]) {
			return
		}
		m = r.nominalOf(h)
	}
	args := r.nounArguments(m)
	var tried *frame
	for _, f := range frames {
		if f.has("light") && m.light == nil || !r.meets(f, args) {
			continue
		}
		if r.try(f, n, args) {
			return
		}
		tried = f
	}
	switch {
	case !r.article.keep || r.wasDropped(n):
	case tried != nil:
		r.drop(n, r.wanting(tried, args))
	default:
		r.drop(n, "the noun may name an act, but no rule fits its words")
	}
}

// againstIllness tells whether the act is one of illness: "a battle with cancer", "a heart attack".
func (r *reading) againstIllness(m *nominal) bool {
	for _, o := range m.modifiers {
		if bodily[r.tree.lemma[o]] {
			return true
		}
	}
	for _, a := range m.preps {
		if (a.word == "with" || a.word == "against") && illnesses[r.tree.lemma[a.object]] {
			return true
		}
	}
	return false
}

// bodily words before "attack" make it an illness.
var bodily = wordSet{"heart": true, "asthma": true, "panic": true, "anxiety": true}

var illnesses = wordSet{"cancer": true, "disease": true, "illness": true, "leukemia": true, "leukaemia": true, "pneumonia": true, "alzheimer": true, "covid-19": true,
	"virus": true, "coronavirus": true, "pandemic": true, "depression": true, "addiction": true, "tumor": true, "tumour": true, "malaria": true, "poverty": true}

func (r *reading) matchAdjective(a int) {
	frames := r.dictionary.framesOf(adjKind, r.tree.lower[a])
	if len(frames) == 0 {
		return
	}
	t := r.tree
	args := &arguments{slots: map[slot][]int{}}
	switch {
	case t.label(a) == "acomp" && t.head[a] != none && t.isVerb(t.head[a]):
		args.slots[slotSubject] = r.predicateOf(t.head[a]).subject
	case t.tag(a) == "VBN":
		return
	default:
		return
	}
	p := &predicate{}
	for _, c := range t.kids[a] {
		if t.label(c) == "prep" {
			p.addPrep(t, c)
		}
	}
	args.preps = p.preps
	args.clause = none
	if c := t.child(a, "xcomp", "ccomp", "advcl"); c != none && t.isVerb(c) { // "ready to attack"
		args.clause = c
		args.slots[slotComplement] = []int{c}
	}
	for _, f := range frames {
		if r.meets(f, args) && r.try(f, a, args) {
			return
		}
	}
}

// try fills the roles of a frame and, where they suffice, adds the candidates.
func (r *reading) try(f *frame, trigger int, a *arguments) bool {
	t := r.tree
	s := r.standingOf(trigger)
	score := f.score
	inPassing := false
	if a.nominal != nil {
		switch a.nominal.holding {
		case planned:
			s.lower(diplo.Planned, "“"+t.tokens[a.nominal.light.verb].Form+"”")
		case refused:
			s.negated = true
		case ended:
			if f.relation.Type() == diplo.Assault { // what is halted was going on
				s = standing{modality: diplo.Asserted, background: true, why: "it was halted"}
				inPassing = true
			} else if f.relation.Type() != diplo.Protest {
				r.drop(trigger, "the act is ended, not done")
				return false
			}
		case bareAct:
			inPassing = !r.happens(a.nominal.noun)
		}
	}
	s.negated = s.negated || a.nominal == nil && r.doneToNone(a)
	if s.negated {
		r.drop(trigger, "negated: "+s.why)
		return true
	}
	where := r.whereOf(trigger, a)
	sources, sourceKnown := r.sourcesOf(f, trigger, a, where)
	if clause := r.partnerClause; clause != none && a.nominal != nil && f.has("partner") {
		if s = r.standingOf(clause); s.negated {
			s = standing{modality: diplo.Asserted}
		}
		inPassing = false
		r.partnerClause = none
	}
	if !sourceKnown {
		return false
	}
	if f.has("single") && len(sources) > 1 {
		return false
	}
	targets := r.targetsOf(f, trigger, a, where, sources)
	if len(targets) == 0 && (f.relation == "CONCEDED_TO" || f.relation == "PROMISED" || f.relation == "THREATENED") {
		targets = r.addressee(trigger, sources)
	}
	if len(targets) == 0 {
		targets = r.unsaidTarget(f, trigger, a, sources)
	}
	if f.relation == "INVADED" && len(sources) == 1 && len(targets) == 1 && sources[0].actor.Code == targets[0].actor.Code {
		return false // a border is crossed into another country
	}
	r.sourceAtHome(f, sources, targets)
	if inPassing {
		if !f.has("nominal") && !f.has("partner") && score > 0.5 {
			score = 0.5
		}
		if r.nominalBackground(trigger) {
			s.background = true
			s.note("named in passing")
		}
	}
	s.onOneSidesWord(f.relation, sources, targets)
	c := candidate{frame: f, relation: f.relation, name: f.name(), sentence: r.index, trigger: trigger, standing: s,
		score: score, bare: inPassing, noun: a.nominal != nil, actionToken: none}
	c.first, c.last = r.triggerReach(f, trigger, a)
	c.definite = a.nominal != nil && t.childForm(trigger, "the", "this", "that", "these", "those") != none
	r.fillAction(&c, f, a)
	r.intend(&c, sources)
	r.settle(&c, a, where)
	if !r.pair(c, f, sources, targets) && !r.pairAtHome(c, f, a, sources) {
		return false
	}
	r.coded[trigger] = true
	if f.has("claimed") {
		for _, made := range r.found {
			if made.trigger == trigger {
				made.standing.lower(diplo.Claimed, "on the word of its doer")
			}
		}
	}
	if a.nominal == nil {
		for _, n := range f.needs {
			if n.slot == slotObject && !n.not {
				for _, o := range a.fill(slotObject) {
					r.consumed[o] = true
				}
			} else if !n.not && n.words != nil {
				for _, o := range a.fill(n.slot) {
					if n.words.holds(t.lemma[o]) {
						r.consumed[o] = true
					}
				}
			}
		}
	}
	return true
}

// doneToNone tells whether the object is said not to be: "signed no agreement".
func (r *reading) doneToNone(a *arguments) bool {
	for _, o := range a.fill(slotObject) {
		if r.tree.childForm(o, "no") != none {
			return true
		}
	}
	return false
}

// nominalBackground tells whether a noun without a light verb only recalls an act: it hangs
// on a preposition or is the object of another act.
func (r *reading) nominalBackground(n int) bool {
	t := r.tree
	for steps := 0; steps < 4 && t.label(n) == "conj" && t.head[n] != none; steps++ {
		n = t.head[n]
	}
	switch t.label(n) {
	case "ROOT", "nsubj", "nsubjpass", "":
		return false
	case "pobj":
		prep := t.lower[t.head[n]]
		return prep != "in" && prep != "by" && prep != "during"
	}
	return true
}
