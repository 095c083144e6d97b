package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// objectControlPreps are prepositions whose gerund is done by the object of the verb above:
// "accuse X of shelling", "stop X from leaving".
var objectControlPreps = wordSet{"of": true, "from": true, "for": true}

var objectControlVerbs = wordSet{
	"accuse": true, "suspect": true, "condemn": true, "criticize": true, "criticise": true, "blame": true, "prevent": true,
	"stop": true, "bar": true, "arrest": true, "praise": true, "sanction": true, "charge": true, "convict": true, "thank": true,
	"ban": true, "detain": true, "sentence": true, "jail": true, "indict": true, "fine": true, "punish": true, "discourage": true,
	"dissuade": true, "keep": true, "denounce": true, "sue": true, "investigate": true, "prosecute": true, "try": true,
}

var subjectControlVerbs = wordSet{"promise": true, "threaten": true, "vow": true, "pledge": true, "use": true, "take": true, "summon": true, "meet": true, "recall": true, "visit": true}

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

// harmedBeside tells whether what stands behind "with" says who was hurt on the way: "clash, with ten people injured".
func (t *tree) harmedBeside(o int) bool {
	if c := t.child(o, "acl"); c == o+1 && t.isNoun(o) { // "with ten people | injured"
		return t.tag(c) == "VBN" && (harmVerbs[t.lemma[c]] || t.lemma[c] == "arrest" || t.lemma[c] == "detain")
	}
	return t.tag(o) == "VBN" && t.child(o, "nsubj", "nsubjpass") != none
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
			list := r.surface(h)
			if say := r.sayAbove(h); say != none && v > say && isFinite(t.tag(v)) && r.nobodyKnown(list) {
				return r.surface(say) // "X said that he ran, and accused Y"
			}
			return list
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
		if t.tag(v) == "VB" && t.childForm(v, "to") != none { // "is the first state to recognise"
			if t.label(h) == "attr" && t.head[h] != none && t.isVerb(t.head[h]) {
				return r.surface(t.head[h])
			}
			return []int{h}
		}
		return nil
	case "pcomp":
		return r.gerundSubject(h)
	}
	return nil
}

// nobodyKnown tells whether the subject is a pronoun that stands for nobody who is named.
func (r *reading) nobodyKnown(list []int) bool {
	return len(list) == 1 && r.tree.tag(list[0]) == "PRP" && r.mentionAt[list[0]] == nil
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
		for h := t.head[i]; t.label(i) == "conj" && h != none && r.mentionHead(h) != nil && t.label(h) != "pobj"; i, h = h, t.head[h] {
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
		if v := t.head[h]; t.label(h) == "dobj" && v != none && objectControlVerbs[t.lemma[v]] && objectControlPreps[t.lower[p]] {
			return r.expand(h) // "accuse soldiers | of burning"
		}
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

// withCoordinatedNames adds the actors that an annotator coordinated with a word inside a
// name rather than with its head: "President of X Jane Doe and Prime Minister of Y John Roe".
func (r *reading) withCoordinatedNames(list []int) []int {
	t := r.tree
	for at := 0; at < len(list); at++ {
		m := r.mentionHead(list[at])
		if m == nil || m.Actor.Kind != diplo.KindPerson {
			continue
		}
		for i := m.First; i <= m.Last; i++ {
			if i == list[at] {
				continue
			}
			for _, c := range t.kids[i] {
				other := r.mentionHead(c)
				if t.label(c) == "conj" && other != nil && other.First > m.Last && other.Actor.Kind == diplo.KindPerson && !slices.Contains(list, c) {
					list = append(list, c)
				}
			}
		}
	}
	return list
}
