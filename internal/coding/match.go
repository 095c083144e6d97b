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
		if t.isVerb(i) && r.mentionAt[i] == nil {
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
	r.matchSpeech()
}

func (r *reading) matchVerb(v int) {
	if r.matchCasualty(v) {
		return
	}
	frames := r.dictionary.framesOf(verbKind, r.tree.lemma[v])
	if len(frames) == 0 {
		return
	}
	p := r.predicateOf(v)
	args := r.verbArguments(p)
	tried := ""
	for _, f := range frames {
		if f.particle != "" && f.particle != p.particle || !r.meets(f, args) {
			continue
		}
		if r.try(f, v, args) {
			return
		}
		tried = f.origin
	}
	if tried != "" {
		r.drop(v, "a frame fits the words, but who or whom is missing ("+tried+")")
	}
}

func (r *reading) matchNoun(n int) {
	frames := r.dictionary.framesOf(nounKind, r.tree.lemma[n])
	if len(frames) == 0 {
		return
	}
	if r.matchUnrest(n) {
		return
	}
	m := r.nominalOf(n)
	if h := r.tree.head[n]; r.tree.label(n) == "compound" { // "the pullout plan", "the peace talks process"
		if h == none || !r.dictionary.is("carrier", r.tree.lemma[h]) {
			return
		}
		m = r.nominalOf(h)
	}
	args := r.nounArguments(m)
	for _, f := range frames {
		if f.has("light") && m.light == nil || !r.meets(f, args) {
			continue
		}
		if r.try(f, n, args) {
			return
		}
	}
	r.drop(n, "the noun may name an act, but who or whom is missing")
}

var unrestFrame = &frame{relation: "PROTESTED_AGAINST", kind: nounKind, lemma: "protest", score: 0.6,
	to: []slot{"against", "over", "at"}, about: []slot{"against", "over", "at", "for"},
	options: map[string]bool{"react": true, "alone": true, "home": true}}

// matchUnrest reads "protests erupt in the capital": nobody is named, the place says whose
// people protest.
func (r *reading) matchUnrest(n int) bool {
	t := r.tree
	switch t.lemma[n] {
	case "protest", "demonstration", "riot", "rally", "unrest":
	default:
		return false
	}
	h := t.head[n]
	if h == none || t.label(n) != "nsubj" && t.label(n) != "nsubjpass" || !r.dictionary.is("happen", t.lemma[h]) && !r.dictionary.is("light_do", t.lemma[h]) {
		return false
	}
	m := r.nominalOf(n)
	args := r.nounArguments(m)
	where := r.whereOf(n, args)
	if where == nil {
		where = r.whereOf(h, nil)
	}
	s := r.standingOf(n)
	if where == nil || s.negated || len(m.possessor) > 0 || len(m.agents) > 0 {
		return false
	}
	people := participant{token: n, first: n, last: n, grade: anonymous, act: none}
	people.actor = diplo.Actor{ID: "group:protesters", Kind: diplo.KindGroup, Name: "protesters"}
	people = r.placed(people, where)
	sources := []participant{people}
	targets := r.targetsOf(unrestFrame, n, args, where, sources)
	c := candidate{frame: unrestFrame, relation: unrestFrame.relation, name: unrestFrame.name(), sentence: r.index, trigger: n, standing: s,
		score: unrestFrame.score, noun: true, actionToken: none, first: n, last: n}
	r.fillAction(&c, unrestFrame, args)
	r.settle(&c, args, where)
	if r.pair(c, unrestFrame, sources, targets) {
		r.coded[n] = true
		return true
	}
	return false
}

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
	for _, f := range frames {
		if r.try(f, a, args) {
			return
		}
	}
}

// arguments are the slots of a trigger as frames see them.
type arguments struct {
	slots     map[slot][]int
	preps     []prepArgument // of the trigger
	morePreps []prepArgument // of its object, where an annotator may hang them as well
	clause    int
	predicate *predicate // nil for a noun without a light verb
	nominal   *nominal   // nil for a verb
}

// fill are the tokens that stand in a slot.
func (a *arguments) fill(s slot) []int {
	if tokens, known := a.slots[s]; known {
		return tokens
	}
	if objects := objectsOf(a.preps, string(s)); objects != nil {
		return objects
	}
	return objectsOf(a.morePreps, string(s))
}

// fillFor prefers what hangs on the object where the frame is about the object: "broke
// ties with X in solidarity with Y".
func (a *arguments) fillFor(f *frame, s slot) []int {
	if a.nominal == nil {
		for _, n := range f.needs {
			if n.slot == slotObject && n.words != nil && !n.not {
				if objects := objectsOf(a.morePreps, string(s)); objects != nil {
					return objects
				}
			}
		}
	}
	return a.fill(s)
}

func (r *reading) verbArguments(p *predicate) *arguments {
	a := &arguments{clause: p.clause, predicate: p, preps: p.preps, slots: map[slot][]int{
		slotSubject: p.subject, slotObject: p.object, slotIndirect: p.indirect, "oprd": p.predicate, "acomp": p.predicate,
		slotComplement: nil,
	}}
	if p.clause != none {
		a.slots[slotComplement] = []int{p.clause}
	}
	if quoted := r.whatTheyCalled(p); len(p.object) == 0 && quoted != nil {
		a.slots[slotObject] = quoted
		a.slots[slotComplement] = nil
		a.clause = none
	}
	holders := p.object
	for _, o := range p.subject { // "a ceasefire between X and Y took effect"
		if r.isAct(o) {
			holders = append(append([]int(nil), holders...), o)
		}
	}
	for _, o := range holders {
		for _, c := range r.tree.kids[o] {
			switch r.tree.label(c) {
			case "prep":
				word := r.tree.lower[c]
				for _, po := range r.tree.prepObjects(c) {
					a.morePreps = append(a.morePreps, prepArgument{word, c, po})
				}
			case "poss":
				a.slots[slotPossessor] = r.expand(c)
			}
		}
	}
	if _, known := a.slots[slotPossessor]; !known {
		a.slots[slotPossessor] = nil
	}
	return a
}

func (r *reading) nounArguments(m *nominal) *arguments {
	a := &arguments{clause: m.clause, nominal: m, predicate: m.light, preps: m.preps, slots: map[slot][]int{
		slotPossessor: m.possessor, slotModifier: m.modifiers, slotLight: nil, slotSubject: nil, slotObject: nil,
	}}
	if m.clause != none {
		a.slots[slotComplement] = []int{m.clause}
	}
	if m.light != nil {
		a.slots[slotLight] = m.agents
		a.morePreps = m.light.preps
		if m.clause == none {
			a.clause = m.light.clause
		}
		if m.light.indirect != nil {
			a.slots[slotIndirect] = m.light.indirect
		}
		if m.holding == suffered || m.holding == ended || m.holding == refused {
			a.slots[slotLight] = nil
		}
	}
	return a
}

// whatTheyCalled reads "condemned what it called an attack" as condemning the attack.
func (r *reading) whatTheyCalled(p *predicate) []int {
	t := r.tree
	if p.clause == none || !t.isVerb(p.clause) || t.childForm(p.clause, "what") == none {
		return nil
	}
	switch t.lemma[p.clause] {
	case "call", "describe", "term", "label", "brand", "say":
		if o := t.child(p.clause, "oprd", "attr", "acomp", "pobj"); o != none && t.isNoun(o) {
			return []int{o}
		}
		for _, c := range t.kids[p.clause] {
			if t.label(c) == "dobj" && t.isNoun(c) {
				return []int{c}
			}
		}
	}
	return nil
}

// meets tells whether the conditions of a frame on its slots hold.
func (r *reading) meets(f *frame, a *arguments) bool {
	if f.has("infinitive") && (a.clause == none || r.tree.childForm(a.clause, "to") == none) {
		return false
	}
	for _, n := range f.needs {
		if r.meetsOne(n, a) == n.not {
			return false
		}
	}
	return true
}

func (r *reading) meetsOne(n need, a *arguments) bool {
	t := r.tree
	tokens := a.fill(n.slot)
	if n.slot == "oprd" || n.slot == "acomp" {
		for _, o := range tokens {
			if r.anyWord(o, n.words) {
				return true
			}
		}
		return r.clausePredicate(a, n.words)
	}
	if n.slot == slotModifier && a.nominal == nil {
		for _, o := range a.fill(slotObject) {
			for _, c := range t.kids[o] {
				if l := t.label(c); (l == "amod" || l == "compound" || l == "nmod") && n.words.holds(t.lower[c]) {
					return true
				}
			}
		}
		return false
	}
	if n.slot == slotModifier {
		for _, c := range a.nominal.modifiers {
			if n.words.holds(t.lemma[c]) || n.words.holds(t.lower[c]) {
				return true
			}
		}
		for _, o := range objectsOf(a.nominal.preps, "of") {
			if n.words.holds(t.lemma[o]) {
				return true
			}
		}
		return false
	}
	for _, o := range tokens {
		if n.words.holds(t.lemma[o]) || n.words.holds(t.lower[o]) {
			return true
		}
		if partitives[t.lemma[o]] && n.words != nil { // "some of the weapons"
			for _, c := range t.kids[o] {
				if t.lower[c] == "of" {
					for _, po := range t.prepObjects(c) {
						if n.words.holds(t.lemma[po]) {
							return true
						}
					}
				}
			}
		}
	}
	if len(tokens) == 0 && a.clause != none && n.words == nil && t.childForm(a.clause, string(n.slot)) != none {
		return true // "called for the Council to meet"
	}
	if len(tokens) == 0 && a.predicate != nil { // "shot dead", "call in"
		for _, o := range a.predicate.object {
			if n.words == nil && t.childForm(o, string(n.slot)) != none {
				return true
			}
		}
		for _, c := range t.kids[a.predicate.verb] {
			if t.lower[c] == string(n.slot) && n.words == nil {
				return true
			}
			if t.label(c) == string(n.slot) && n.words.holds(t.lemma[c]) {
				return true
			}
		}
	}
	return false
}

// anyWord looks for the words in the phrase around o.
func (r *reading) anyWord(o int, words wordSet) bool {
	first, last := r.tree.reach(o)
	for i := first; i <= last; i++ {
		if words.holds(r.tree.lemma[i]) || words.holds(r.tree.lower[i]) {
			return true
		}
	}
	return false
}

// clausePredicate reads "called it illegal", which some annotators make a small clause.
func (r *reading) clausePredicate(a *arguments, words wordSet) bool {
	if a.predicate == nil || a.predicate.clause == none {
		return false
	}
	c := a.predicate.clause
	if r.tree.tag(c) == "VB" && r.tree.lemma[c] != "be" {
		return false
	}
	if words.holds(r.tree.lemma[c]) {
		return true
	}
	for _, k := range r.tree.kids[c] {
		if l := r.tree.label(k); (l == "acomp" || l == "attr" || l == "conj" || l == "amod") && r.anyWord(k, words) {
			return true
		}
	}
	return false
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
			inPassing = true
		}
	}
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
	c := candidate{frame: f, relation: f.relation, name: f.name(), sentence: r.index, trigger: trigger, standing: s,
		score: score, bare: inPassing, noun: a.nominal != nil, actionToken: none}
	c.first, c.last = r.triggerReach(f, trigger, a)
	c.definite = a.nominal != nil && t.childForm(trigger, "the", "this", "that", "these", "those") != none
	r.fillAction(&c, f, a)
	c.intend(sources)
	r.settle(&c, a, where)
	if !r.pair(c, f, sources, targets) {
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
func (c *candidate) intend(sources []participant) {
	if c.standing.modality != diplo.Planned || c.noun || len(sources) == 0 {
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
			if source.actor.Kind == diplo.KindOrganization {
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

// triggerReach are the words of the act: the verb with its particle and the nouns that the
// frame asked for.
func (r *reading) triggerReach(f *frame, trigger int, a *arguments) (first, last int) {
	first, last = trigger, trigger
	widen := func(i int) {
		if i >= 0 && i < len(r.tree.tokens) && max(i, last)-min(i, first) <= 6 {
			first, last = min(first, i), max(last, i)
		}
	}
	if a.nominal != nil {
		for _, c := range r.tree.kids[trigger] {
			if l := r.tree.label(c); (l == "compound" || l == "amod") && r.mentionAt[c] == nil && c < trigger {
				widen(c)
			}
		}
		if a.nominal.light != nil && a.nominal.holding == held {
			widen(a.nominal.light.verb)
		}
		return first, last
	}
	if f.particle != "" {
		if c := r.tree.childForm(trigger, f.particle); c != none {
			widen(c)
		}
	}
	for _, n := range f.needs {
		if n.not || n.words == nil || n.slot == slotSubject || n.slot == slotComplement {
			continue
		}
		for _, o := range a.fill(n.slot) {
			if n.words.holds(r.tree.lemma[o]) {
				widen(o)
			}
		}
	}
	return first, last
}

// fillAction finds the phrase of what it was about.
func (r *reading) fillAction(c *candidate, f *frame, a *arguments) {
	for _, s := range f.about {
		for _, o := range a.fill(s) {
			if r.mentionAt[o] != nil && r.mentionAt[o].Head == o && r.mentionAt[o].Via != actors.ViaDemonym {
				continue
			}
			c.actionToken = o
			if r.tree.isVerb(o) {
				c.action = r.clausePhrase(o)
			} else {
				c.action = r.phrase(o)
			}
			return
		}
	}
}

// clausePhrase is the clause of verb v without its subject and marks: "cease military actions".
func (r *reading) clausePhrase(v int) string {
	first, last := v, v
	for _, c := range r.tree.kids[v] {
		switch r.tree.label(c) {
		case "nsubj", "nsubjpass", "mark", "punct", "aux", "advcl", "cc", "parataxis":
			continue
		}
		f, l := r.tree.reach(c)
		first, last = min(first, f), max(last, l)
	}
	if last-first > 30 {
		last = first + 30
	}
	return trimPhrase(r.words(first, last))
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

func (r *reading) add(c *candidate) { r.found = append(r.found, c) }

// sameActor tells whether one of the list is that actor.
func sameActor(list []participant, id diplo.ActorID) bool {
	return slices.ContainsFunc(list, func(p participant) bool { return p.actor.ID == id })
}
