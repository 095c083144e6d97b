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
			if c < r.prefix { // "UNITED NATIONS: Russia vetoed"
				c = r.behindPrefix(c)
			}
			if c != none && (surface == none || c < v) {
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
			if c > v && strings.HasPrefix(t.tag(c), "JJ") && t.lemma[v] == "say" { // "said sorry to"
				p.predicate = append(p.predicate, c)
				for _, k := range t.kids[c] {
					if t.label(k) == "prep" {
						p.addPrep(t, k)
					}
				}
			}
			if p.particle == "" && particles[t.lower[c]] {
				p.particle = t.lower[c]
				for _, k := range t.kids[c] { // "hit back | at"
					if t.label(k) == "prep" {
						p.addPrep(t, k)
					}
				}
			}
			if beside[t.lower[c]] { // "close | to its border"
				for _, k := range t.kids[c] {
					if t.lower[k] == "to" {
						for _, o := range t.prepObjects(k) {
							p.preps = append(p.preps, prepArgument{"near", k, o})
						}
					}
				}
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

// pastOnly are forms that are never participles, whatever an annotator says.
var pastOnly = wordSet{
	"spoke": true, "took": true, "gave": true, "went": true, "began": true, "broke": true, "wrote": true, "drove": true,
	"withdrew": true, "flew": true, "threw": true, "swore": true, "saw": true, "chose": true, "fell": true, "froze": true, "did": true,
	"blew": true, "drew": true, "shook": true, "stole": true, "rose": true, "rode": true, "sang": true, "sank": true, "knew": true,
}

var particles = wordSet{"out": true, "up": true, "down": true, "off": true, "back": true, "in": true, "over": true, "away": true, "aside": true}

// beside are adverbs that say with "to" what "near" says.
var beside = wordSet{"close": true, "closer": true, "next": true, "adjacent": true}

func (p *predicate) addPrep(t *tree, prep int) {
	word := t.lower[prep]
	if word == "upon" {
		word = "on"
	}
	if word == "according" || word == "to" && t.head[prep] != none && t.lower[t.head[prep]] == "according" {
		return // who says so
	}
	for _, o := range t.prepObjects(prep) {
		if word == "with" && (t.absolute(o) || t.harmedBeside(o)) {
			continue
		}
		p.preps = append(p.preps, prepArgument{word, prep, o})
		if !strings.HasPrefix(t.tag(o), "NNP") {
			continue
		}
		for _, c := range t.kids[o] { // "files suit with X | over Y": a name has no "over"
			if w := t.lower[c]; t.label(c) == "prep" && (w == "over" || w == "against" || w == "after" || w == "about") {
				for _, deeper := range t.prepObjects(c) {
					p.preps = append(p.preps, prepArgument{w, c, deeper})
				}
			}
		}
	}
	for _, c := range t.kids[prep] { // "along with", "because of", "out of"
		if t.label(c) == "prep" && word != "according" {
			for _, o := range t.prepObjects(c) {
				p.preps = append(p.preps, prepArgument{t.lower[c], c, o})
			}
		}
	}
	if len(t.kids[prep]) == 0 && particles[word] && p.particle == "" {
		p.particle = word
	}
}

// behindPrefix is the first conjunct of i that stands behind what heads the sentence, or none.
func (r *reading) behindPrefix(i int) int {
	for _, c := range r.tree.conjuncts(i) {
		if c >= r.prefix {
			return c
		}
	}
	return none
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
			if len(p.object) == 0 {
				p.object = r.sharedObject(p)
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
		if (t.label(a.prep) == "agent" || a.word == "by") && !r.meansOfDeath(a.object) {
			p.subject = append(p.subject, a.object)
		}
	}
	if len(p.subject) == 0 {
		p.subject = r.distantAgent(p.verb)
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

// distantAgent is the armed agent of a passive that an annotator hung on the place before it: "killed
// at a checkpoint | by Malian troops".
func (r *reading) distantAgent(v int) []int {
	t := r.tree
	if !harmVerbs[t.lemma[v]] && len(r.dictionary.verbs[t.lemma[v]]) == 0 {
		return nil
	}
	_, last := t.reach(v)
	for i := v + 2; i <= last; i++ {
		h := t.head[i]
		if t.lower[i] != "by" || h == none || h < v || t.label(h) != "pobj" || t.head[t.head[h]] != v || r.isAct(h) || r.isPerson(h) {
			continue
		}
		for _, o := range t.prepObjects(i) {
			if r.dictionary.is("armed", t.lemma[o]) || r.dictionary.is("troops", t.lemma[o]) || r.dictionary.is("police", t.lemma[o]) {
				return []int{o}
			}
		}
	}
	return nil
}

// meansOfDeath tells whether "by" says how somebody was put to death: "executed by hanging".
func (r *reading) meansOfDeath(i int) bool {
	switch r.tree.lower[i] {
	case "hanging", "injection", "squad", "beheading", "stoning", "electrocution", "guillotine", "strangulation", "shooting", "stabbing":
		return true
	}
	return false
}

func (r *reading) isPassive(v int) bool {
	t := r.tree
	if (t.lemma[v] == "engage" || t.lemma[v] == "involve" || t.lemma[v] == "lock") && !t.hasChild(v, "agent") {
		return false // "is engaged in a battle" is what the subject does
	}
	if t.hasChild(v, "auxpass") || t.hasChild(v, "nsubjpass") {
		return true
	}
	if pastOnly[t.lower[v]] {
		return false
	}
	if t.tag(v) != "VBN" && !(t.tag(v) == "VBD" && t.hasChild(v, "agent")) {
		return false
	}
	if h := t.child(v, "aux"); h != none && t.lemma[h] == "have" && t.hasChild(v, "nsubj") {
		return false // "had spoken by phone"
	}
	if t.hasChild(v, "agent") && !t.hasChild(v, "dobj") {
		return true
	}
	if t.hasChild(v, "aux") {
		return false
	}
	if t.hasChild(v, "nsubj") { // "two are killed and a third wounded"
		h := t.head[v]
		if h != none && t.lower[h] == "with" && !t.hasChild(v, "dobj") {
			return true // "with ten people injured"
		}
		return t.label(v) == "conj" && h != none && t.isVerb(h) && t.tag(v) == "VBN" && !t.hasChild(v, "dobj") && t.hasChild(h, "auxpass")
	}
	switch t.label(v) {
	case "acl", "advcl", "relcl", "oprd", "amod", "xcomp", "ccomp", "acomp":
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
	list := r.withCoordinatedNames(t.conjuncts(i))
	if m := r.mentionHead(i); m != nil && m.Actor.Kind == diplo.KindPerson { // "President X of Burundi and Y signed"
		for _, c := range t.kids[i] {
			if t.label(c) != "prep" || t.lower[c] != "of" {
				continue
			}
			for _, o := range t.prepObjects(c) {
				if other := r.mentionHead(o); other != nil && t.label(o) == "conj" && other.Actor.Kind == diplo.KindPerson && !slices.Contains(list, o) {
					list = append(list, o)
				}
			}
		}
	}
	return list
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
