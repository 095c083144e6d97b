package coding

import (
	"slices"
	"strings"
)

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
	if v == none || t.label(v) != "ccomp" || v < p.verb || t.tag(v) != "VBN" && t.tag(v) != "VBD" && t.tag(v) != "JJ" || t.hasChild(v, "aux") || t.hasChild(v, "mark") {
		return nil
	}
	if t.tag(v) == "JJ" { // "holds X responsible"
		p.predicate = append(p.predicate, v)
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

// sharedObject is that of the verb coordinated right behind: "stabs and wounds four people".
func (r *reading) sharedObject(p *predicate) []int {
	t := r.tree
	v := p.verb
	if v+2 >= len(t.tokens) || t.tag(v+1) != "CC" || len(p.preps) > 0 || p.clause != none || p.particle != "" {
		return nil
	}
	next := v + 2
	if t.tag(next) == "RB" && next+1 < len(t.tokens) {
		next++
	}
	if t.head[next] != v || t.label(next) != "conj" || !t.isVerb(next) || t.tag(next) != t.tag(v) || r.isPassive(next) {
		return nil
	}
	if o := t.child(next, "dobj"); o != none {
		return t.conjuncts(o)
	}
	return nil
}
