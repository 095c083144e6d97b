package coding

import "strings"

// mendAstray gives arcs that no grammar allows their place: a preposition its object, a verb that was taken for
// a noun with a subject its tag, a number its verb.
func (r *reading) mendAstray() {
	t := r.tree
	for v := 1; v < len(t.tokens); v++ { // "talks between X and Y | resume"
		if tag := t.tag(v); tag != "NN" && tag != "NNS" || !t.hasChild(v, "nsubj") || t.child(v, "det", "poss", "cop") != none || r.mentionAt[v] != nil {
			continue
		}
		if s := t.child(v, "nsubj"); s > v || t.label(v) != rootLabel && t.label(v) != "ccomp" && t.label(v) != "conj" && t.label(v) != "advcl" {
			continue
		}
		lemma := t.lower[v]
		if t.tag(v) == "NNS" {
			lemma = verbLemma(lemma)
		}
		if lemma == "" || len(r.dictionary.verbs[lemma]) == 0 && !harmVerbs[lemma] && !r.dictionary.is("happen", lemma) && !r.dictionary.is("light_do", lemma) {
			continue
		}
		t.retag(v, "VBP", lemma, t.label(v))
	}
	for p := range t.tokens {
		switch {
		case t.label(p) == "prt" && t.child(p, "pobj") != none: // "shoots down | a plane"
			if v := t.head[p]; v != none && t.isVerb(v) && !t.hasChild(v, "dobj") {
				o := t.child(p, "pobj")
				t.move(o, v)
				t.retag(o, t.tag(o), t.lemma[o], "dobj")
			}
		case (t.label(p) == "prep" || t.label(p) == "agent" || t.label(p) == "dative") && (t.tag(p) == "IN" || t.tag(p) == "TO") && len(t.kids[p]) == 0:
			if o := r.strayObject(p); o != none {
				t.move(o, p)
				t.retag(o, t.tag(o), t.lemma[o], "pobj")
			}
		}
	}
}

// strayObject is the noun right behind the preposition, with what stands before it, that hangs elsewhere as if it had
// lost its preposition; or none.
func (r *reading) strayObject(p int) int {
	t := r.tree
	for o := p + 1; o < len(t.tokens) && o < p+12; o++ {
		if t.isVerb(o) || isMark(t.tag(o)) && t.tag(o) != "HYPH" || t.tag(o) == "IN" {
			return none
		}
		if !strings.HasPrefix(t.tag(o), "NN") || t.head[o] != none && t.head[o] > p && strings.HasPrefix(t.tag(t.head[o]), "NN") && t.label(o) != "pobj" {
			continue
		}
		if l := t.label(o); l == "pobj" && (t.head[o] == none || t.tag(t.head[o]) != "IN" && t.tag(t.head[o]) != "TO") {
			return o
		}
		return none
	}
	return none
}
