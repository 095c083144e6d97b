package coding

import (
	"slices"
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// prepArgument is a noun or gerund that a preposition ties to a trigger.
type prepArgument struct {
	word   string // the preposition, lower case
	prep   int    // its token
	object int    // the token that it governs
}

// predicate is a verb with its arguments in logical order: subject is who did it, object
// whom it was done to, whether the clause is active, passive, relative, reduced,
// coordinated or controlled by another verb.
type predicate struct {
	verb      int
	passive   bool
	negated   bool
	subject   []int
	object    []int
	indirect  []int
	predicate []int // object predicates and adjectives: "called X illegal", "hold X responsible"
	particle  string
	preps     []prepArgument
	clause    int // the verb of the complement clause, or none
}

// with lists the objects of a preposition.
func (p *predicate) with(word string) []int { return objectsOf(p.preps, word) }

func objectsOf(preps []prepArgument, word string) []int {
	var objects []int
	for _, a := range preps {
		if a.word == word {
			objects = append(objects, a.object)
		}
	}
	return objects
}

// objectControlPreps are prepositions whose gerund is done by the object of the verb above:
// "accuse X of shelling", "stop X from leaving".
var objectControlPreps = wordSet{"of": true, "from": true, "for": true}

var objectControlVerbs = wordSet{
	"accuse": true, "suspect": true, "condemn": true, "criticize": true, "criticise": true, "blame": true, "prevent": true,
	"stop": true, "bar": true, "arrest": true, "praise": true, "sanction": true, "charge": true, "convict": true, "thank": true,
	"ban": true, "detain": true, "sentence": true, "jail": true, "indict": true, "fine": true, "punish": true, "discourage": true,
	"dissuade": true, "keep": true, "denounce": true, "sue": true, "investigate": true, "prosecute": true, "try": true,
}

var subjectControlVerbs = wordSet{"promise": true, "threaten": true, "vow": true, "pledge": true, "use": true, "take": true}

// predicateOf analyses the verb at v. Results are kept: arguments of one verb are asked for
// by the verbs below it.
func (r *reading) predicateOf(v int) *predicate {
	if p := r.predicates[v]; p != nil {
		return p
	}
	p := &predicate{verb: v, clause: none}
	r.predicates[v] = p // set early: ends any circle through broken arcs
	t := r.tree
	p.passive = r.isPassive(v)
	surface := none
	for _, c := range t.kids[v] {
		switch t.label(c) {
		case "nsubj", "nsubjpass", "csubj":
			if c >= r.prefix && (surface == none || c < v) {
				surface = c
			}
		case "dobj", "obj":
			p.object = append(p.object, t.conjuncts(c)...)
		case "dative", "iobj":
			if t.tag(c) == "IN" || t.tag(c) == "TO" {
				p.addPrep(t, c)
			} else {
				p.indirect = append(p.indirect, t.conjuncts(c)...)
			}
		case "agent", "prep":
			p.addPrep(t, c)
		case "oprd", "acomp", "attr":
			p.predicate = append(p.predicate, t.conjuncts(c)...)
		case "amod":
			if c > v && strings.HasPrefix(t.tag(c), "JJ") { // "hold X responsible"
				p.predicate = append(p.predicate, c)
			}
		case "prt":
			p.particle = t.lower[c]
		case "neg":
			p.negated = true
		case "xcomp", "ccomp":
			if p.clause == none && (c > v || t.label(c) == "xcomp") {
				p.clause = c
			}
		case "advmod":
			if p.particle == "" && particles[t.lower[c]] {
				p.particle = t.lower[c]
			}
			if t.lower[c] == "never" || t.lower[c] == "no longer" {
				p.negated = true
			}
		}
	}
	if p.clause == none {
		p.clause = r.purposeClause(v)
	}
	var subjects []int
	if surface != none {
		subjects = r.expand(surface)
	} else {
		subjects = r.inheritedSubject(v)
	}
	r.arrange(p, subjects)
	return p
}

// absolute tells whether the noun after "with" is the subject of a participle that follows:
// "with the president speaking to …".
func (t *tree) absolute(o int) bool {
	v := o + 1
	for v < len(t.tokens) && t.tag(v) == "RB" {
		v++
	}
	return v < len(t.tokens) && t.tag(v) == "VBG" && t.label(o) == "pobj" && t.label(v) != "acl" &&
		(t.label(v) != "pcomp" || t.head[v] == t.head[o])
}

// pastOnly are forms that are never participles, whatever an annotator says.
var pastOnly = wordSet{
	"spoke": true, "took": true, "gave": true, "went": true, "began": true, "broke": true, "wrote": true, "drove": true,
	"withdrew": true, "flew": true, "threw": true, "swore": true, "saw": true, "chose": true, "fell": true, "froze": true, "did": true,
	"blew": true, "drew": true, "shook": true, "stole": true, "rose": true, "rode": true, "sang": true, "sank": true, "knew": true,
}

var particles = wordSet{"out": true, "up": true, "down": true, "off": true, "back": true, "in": true, "over": true, "away": true}

func (p *predicate) addPrep(t *tree, prep int) {
	word := t.lower[prep]
	if word == "upon" {
		word = "on"
	}
	for _, o := range t.prepObjects(prep) {
		if word == "with" && t.absolute(o) {
			continue
		}
		p.preps = append(p.preps, prepArgument{word, prep, o})
	}
	for _, c := range t.kids[prep] { // "along with", "because of", "out of"
		if t.label(c) == "prep" {
			for _, o := range t.prepObjects(c) {
				p.preps = append(p.preps, prepArgument{t.lower[c], c, o})
			}
		}
	}
	if len(t.kids[prep]) == 0 && particles[word] && p.particle == "" {
		p.particle = word
	}
}

// arrange puts surface subject and objects into logical order.
func (r *reading) arrange(p *predicate, subjects []int) {
	t := r.tree
	if !p.passive {
		p.subject = subjects
		if len(p.object) == 0 {
			p.object = r.gapObject(p.verb)
			if len(p.object) == 0 {
				p.object = r.smallClauseObject(p)
			}
		} else {
			for i, o := range p.object {
				if t.isRelativePronoun(o) {
					if a := r.antecedent(p.verb); a != none {
						p.object[i] = a
					}
				}
			}
		}
		return
	}
	direct := p.object // "was given aid": the surface subject is the receiver
	if len(direct) > 0 && len(p.predicate) == 0 {
		p.indirect = append(p.indirect, subjects...)
	} else {
		p.object = subjects
	}
	for _, a := range p.preps {
		if t.label(a.prep) == "agent" || a.word == "by" {
			p.subject = append(p.subject, a.object)
		}
	}
	if len(p.subject) == 0 { // "a curfew is imposed and … declared by the government"
		if c := t.child(p.verb, "conj"); c != none && t.isVerb(c) && r.isPassive(c) {
			for _, a := range r.predicateOf(c).preps {
				if t.label(a.prep) == "agent" {
					p.subject = append(p.subject, a.object)
				}
			}
		}
	}
}

func (r *reading) isPassive(v int) bool {
	t := r.tree
	if t.hasChild(v, "auxpass") || t.hasChild(v, "nsubjpass") {
		return true
	}
	if pastOnly[t.lower[v]] {
		return false
	}
	if t.tag(v) != "VBN" && !(t.tag(v) == "VBD" && t.hasChild(v, "agent")) {
		return false
	}
	if t.hasChild(v, "agent") && !t.hasChild(v, "dobj") {
		return true
	}
	if t.hasChild(v, "aux") || t.hasChild(v, "nsubj") {
		return false
	}
	switch t.label(v) {
	case "acl", "advcl", "relcl", "oprd", "amod", "xcomp", "ccomp":
		return true
	case "conj":
		if h := t.head[v]; h != none && t.isVerb(h) {
			return r.isPassive(h)
		}
		return true
	case "ROOT", "":
		return !t.hasChild(v, "dobj")
	}
	return false
}

// expand lists a noun and what is coordinated with it; relative pronouns become what they
// stand for.
func (r *reading) expand(i int) []int {
	t := r.tree
	if t.isRelativePronoun(i) {
		if v := r.clauseOf(i); v != none {
			if a := r.antecedent(v); a != none {
				return []int{a}
			}
		}
		return nil
	}
	if m := r.mentionHead(i); m == nil || m.Via != actors.ViaName { // "two factions, X and Y, sign"
		if c := t.child(i, "appos"); c != none && r.mentionHead(c) != nil {
			if list := t.conjuncts(c); len(list) > 1 {
				return list
			}
		}
	}
	return t.conjuncts(i)
}

// clauseOf is the nearest verb above i.
func (r *reading) clauseOf(i int) int {
	for h := r.tree.head[i]; h != none; h = r.tree.head[h] {
		if r.tree.isVerb(h) || r.tree.tag(h) == "AUX" {
			return h
		}
	}
	return none
}

// antecedent is the noun that the relative clause around verb v describes.
func (r *reading) antecedent(v int) int {
	t := r.tree
	for ; v != none; v = t.head[v] {
		switch t.label(v) {
		case "relcl", "acl":
			return t.head[v]
		case "conj", "xcomp", "ccomp", "advcl":
			continue
		}
		return none
	}
	return none
}

// inheritedSubject is the surface subject of a verb that has none of its own.
func (r *reading) inheritedSubject(v int) []int {
	t := r.tree
	h := t.head[v]
	if h == none {
		if t.tag(v) == "VB" || t.tag(v) == "VBG" && !t.hasChild(v, "aux") {
			return nil
		}
		return r.strandedSubject(v)
	}
	if t.tag(v) == "VBG" { // "with the president speaking to"
		left := v - 1
		for left > 0 && t.tag(left) == "RB" {
			left--
		}
		if left > 0 && t.head[left] != none && t.lower[t.head[left]] == "with" && t.absolute(left) {
			return t.conjuncts(left)
		}
	}
	switch t.label(v) {
	case "conj", "dep", "parataxis":
		if t.isVerb(h) {
			return r.surface(h)
		}
		if t.label(v) == "conj" && t.isNoun(h) { // mistagged noun
			return nil
		}
	case "xcomp", "ccomp":
		if t.isVerb(h) {
			return r.controller(h)
		}
		return r.copulaSubject(h)
	case "advcl":
		if t.isVerb(h) {
			return r.surface(h)
		}
		return r.copulaSubject(h)
	case "acl":
		if t.tag(v) == "VB" || t.childForm(v, "to") != none && t.hasChild(v, "aux") {
			return r.ownerOf(h)
		}
		if t.tag(v) == "VBG" && r.mentionAt[h] == nil && !r.isPerson(h) { // "put out a report accusing"
			if owner := r.ownerOf(h); len(owner) > 0 {
				return owner
			}
		}
		return []int{h}
	case "relcl":
		return nil
	case "pcomp":
		return r.gerundSubject(h)
	}
	return nil
}

// strandedSubject looks for the subject of a main verb that an annotator hung elsewhere
// before the verb: "In Washington, Senator X accused".
func (r *reading) strandedSubject(v int) []int {
	t := r.tree
	for k := len(t.kids[v]) - 1; k >= 0; k-- {
		c := t.kids[v][k]
		if c > v {
			continue
		}
		switch t.label(c) {
		case "prep":
			for _, o := range t.kids[c] {
				if t.label(o) != "pobj" {
					continue
				}
				for _, a := range t.kids[o] {
					if t.label(a) == "appos" && r.mentionAt[a] != nil && r.mentionAt[a].Actor.Kind == diplo.KindPerson {
						return []int{a}
					}
				}
			}
		case "npadvmod", "dep", "appos", "nmod", "compound", "intj", "nsubj", "nsubjpass":
			if r.mentionAt[c] != nil && r.mentionAt[c].Head == c {
				return []int{c}
			}
		}
	}
	// The nearest actor before the verb, with those coordinated with it.
	for i := v - 1; i >= r.prefix; i-- {
		switch tag := t.tag(i); {
		case tag == "MD" || tag == "RB" || weekdays[t.lower[i]] || tag == "," || t.label(i) == "aux" || t.label(i) == "auxpass" || t.label(i) == "punct":
			continue
		}
		m := r.mentionHead(i)
		if m == nil || m.Via == actors.ViaDemonym {
			return nil
		}
		all := []int{i}
		for h := t.head[i]; t.label(i) == "conj" && h != none && r.mentionHead(h) != nil; i, h = h, t.head[h] {
			all = append([]int{h}, all...)
		}
		return all
	}
	return nil
}

// surface is the surface subject of verb h: object of a passive, subject of an active.
func (r *reading) surface(h int) []int {
	p := r.predicateOf(h)
	if p.passive {
		if len(p.indirect) > 0 && len(p.object) > 0 {
			return p.indirect
		}
		return p.object
	}
	return p.subject
}

// controller is who does the complement of verb h.
func (r *reading) controller(h int) []int {
	p := r.predicateOf(h)
	if p.passive {
		return r.surface(h)
	}
	own := r.tree.child(h, "dobj", "dative")
	if own != none && !subjectControlVerbs[r.tree.lemma[h]] && r.tree.tag(own) != "IN" {
		return r.expand(own)
	}
	if objects := p.with("on"); len(objects) > 0 && r.tree.lemma[h] == "call" {
		return objects
	}
	if objects := p.with("to"); len(objects) > 0 && r.tree.lemma[h] == "appeal" {
		return objects
	}
	return p.subject
}

// copulaSubject is the subject of the clause whose predicate is an adjective or noun.
func (r *reading) copulaSubject(h int) []int {
	t := r.tree
	if s := t.child(h, "nsubj", "nsubjpass"); s != none {
		return r.expand(s)
	}
	if v := t.head[h]; v != none && t.isVerb(v) {
		return r.surface(v)
	}
	return nil
}

// gerundSubject is who does the gerund under preposition p.
func (r *reading) gerundSubject(p int) []int {
	t := r.tree
	h := t.head[p]
	if h == none {
		return nil
	}
	if t.isVerb(h) {
		pred := r.predicateOf(h)
		if objectControlPreps[t.lower[p]] && objectControlVerbs[t.lemma[h]] {
			return pred.object
		}
		return r.surface(h)
	}
	if t.label(p) == "prep" && t.isNoun(h) {
		return r.ownerOf(h)
	}
	return nil
}

// ownerOf is who stands behind a noun: its possessor, or the subject of the verb that it is
// the object of ("X has a plan to attack").
func (r *reading) ownerOf(n int) []int {
	t := r.tree
	if c := t.child(n, "poss"); c != none {
		return r.expand(c)
	}
	if v := t.head[n]; v != none && t.isVerb(v) {
		if p := r.predicateOf(v); t.label(n) == "dobj" && len(p.subject) > 0 {
			return p.subject
		}
	}
	for _, c := range t.kids[n] {
		if t.label(c) == "prep" && (t.lower[c] == "by" || t.lower[c] == "of") {
			if objects := t.prepObjects(c); len(objects) > 0 && r.isPerson(objects[0]) {
				return objects
			}
		}
		if m := r.mentionHead(c); m != nil && (t.label(c) == "amod" || t.label(c) == "compound" || t.label(c) == "nmod") {
			return []int{c}
		}
	}
	if r.isPerson(n) {
		return []int{n}
	}
	return nil
}

// gapObject finds the object that stands outside the clause: the antecedent of a relative
// clause ("the city that it shelled"), or the object shared with a coordinated verb
// ("kidnap and kill X").
func (r *reading) gapObject(v int) []int {
	t := r.tree
	if t.label(v) == "relcl" {
		subject := t.child(v, "nsubj", "nsubjpass")
		adverb := t.childForm(v, "where", "when", "why")
		if subject != none && !t.isRelativePronoun(subject) && adverb == none && !r.relativeInside(v) {
			return []int{t.head[v]}
		}
	}
	if c := t.child(v, "conj"); c != none && t.isVerb(c) && !t.hasChild(v, "prep") && bareConjunction(t, v) {
		if o := t.child(c, "dobj"); o != none && !t.hasChild(c, "nsubj") {
			return t.conjuncts(o)
		}
	}
	return nil
}

// smallClauseObject reads "bombs a tanker anchored off the port" where an annotator took
// the participle for the verb of a clause of its own.
func (r *reading) smallClauseObject(p *predicate) []int {
	t, d := r.tree, r.dictionary
	v := p.clause
	if v == none || t.label(v) != "ccomp" || v < p.verb || t.tag(v) != "VBN" && t.tag(v) != "VBD" || t.hasChild(v, "aux") || t.hasChild(v, "mark") {
		return nil
	}
	lemma := t.lemma[p.verb]
	if d.is("op_say", lemma) || d.is("op_claim", lemma) || d.is("op_plan", lemma) || d.is("op_hypothetical", lemma) || len(d.verbs[lemma]) == 0 {
		return nil
	}
	if s := t.child(v, "nsubj"); s != none && s > p.verb && strings.HasPrefix(t.tag(s), "NN") && t.childForm(v, "what") == none {
		return t.conjuncts(s)
	}
	return nil
}

// bareConjunction tells that nothing but conjunction and marks stands between the verb and its conjunct.
func bareConjunction(t *tree, v int) bool {
	return !slices.ContainsFunc(t.kids[v], func(c int) bool {
		switch t.label(c) {
		case "ccomp", "xcomp", "advcl", "acomp", "attr", "oprd":
			return true
		}
		return false
	})
}

// relativeInside tells whether the clause has its relative pronoun below a preposition
// ("the town in which it…"), so that the antecedent isn't the object.
func (r *reading) relativeInside(v int) bool {
	t := r.tree
	for _, c := range t.kids[v] {
		if t.label(c) != "prep" {
			continue
		}
		for _, o := range t.kids[c] {
			if t.isRelativePronoun(o) || t.lower[o] == "whose" {
				return true
			}
		}
	}
	return false
}

// purposeClause is the infinitive that says what for, where an annotator hangs it on the
// verb as an adverbial clause or on its object: "called on X to stop", "sent troops to help".
func (r *reading) purposeClause(v int) int {
	t := r.tree
	for _, c := range t.kids[v] {
		if t.label(c) == "advcl" && t.tag(c) == "VB" && t.childForm(c, "to") != none && c > v {
			return c
		}
	}
	for _, o := range t.kids[v] {
		if t.label(o) != "dobj" && t.label(o) != "prep" {
			continue
		}
		for _, c := range t.kids[o] {
			if t.tag(c) == "VB" && (t.label(c) == "acl" || t.label(c) == "relcl") && t.childForm(c, "to") != none {
				return c
			}
			if t.label(c) == "pobj" {
				for _, a := range t.kids[c] {
					if t.tag(a) == "VB" && (t.label(a) == "acl" || t.label(a) == "relcl") && t.childForm(a, "to") != none {
						return a
					}
				}
			}
		}
	}
	return none
}
