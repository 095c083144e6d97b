package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// meets tells whether the conditions of a frame on its slots hold.
func (r *reading) meets(f *frame, a *arguments) bool {
	if f.has("infinitive") && (a.clause == none || r.tree.childForm(a.clause, "to") == none) {
		return false
	}
	if f.has("subjunctive") && !r.subjunctive(a.clause) {
		return false
	}
	for _, n := range f.needs {
		if r.meetsOne(n, a) == n.not {
			return false
		}
	}
	return true
}

// subjunctive tells whether the clause around verb v says what shall be done: "that China release them".
func (r *reading) subjunctive(v int) bool {
	if v == none || r.tree.hasChild(v, "aux") || r.tree.hasChild(v, "auxpass") {
		return false
	}
	s := r.tree.child(v, "nsubj")
	if s == none {
		return false
	}
	switch r.tree.tag(v) {
	case "VB":
		return true
	case "VBP": // one subject, no ending
		tag := r.tree.tag(s)
		return (tag == "NN" || tag == "NNP") && !r.tree.hasChild(s, "conj")
	}
	return false
}

// holdsPhrase tells whether the words name the noun with what stands before it: "wanted list".
func (r *reading) holdsPhrase(words wordSet, o int) bool {
	for _, c := range r.tree.kids[o] {
		switch r.tree.label(c) {
		case "amod", "compound", "nmod":
			if words[r.tree.lower[c]+" "+r.tree.lemma[o]] {
				return true
			}
		}
	}
	return false
}

// namedGroup tells whether the noun names a group, or a pronoun goes back to one: such as are in arms,
// not protesters or civilians.
func (r *reading) namedGroup(o int) bool {
	m := r.mentionAt[o]
	if m == nil || m.Actor.Kind != diplo.KindGroup || m.Via != actors.ViaName && m.Via != actors.ViaPronoun {
		return false
	}
	id := string(m.Actor.ID)
	return !strings.HasPrefix(id, "group:civilians") && !strings.HasPrefix(id, "group:protesters") && !strings.HasPrefix(id, "group:refugees")
}

func (r *reading) meetsOne(n need, a *arguments) bool {
	t := r.tree
	tokens := a.fill(n.slot)
	if n.slot == "oprd" || n.slot == "acomp" {
		for _, o := range tokens {
			if t.childForm(o, "not") != none {
				return false // "found not guilty"
			}
			if r.anyWord(o, n.words) {
				return true
			}
		}
		return r.clausePredicate(a, n.words)
	}
	if n.slot == slotModifier && a.nominal == nil {
		for _, o := range a.fill(slotObject) {
			for _, c := range t.kids[o] {
				if l := t.label(c); (l == "amod" || l == "compound" || l == "nmod") && (n.words.holds(t.lower[c]) || n.words.holds(t.lemma[c])) {
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
		if n.words.holds(t.lemma[o]) || n.words.holds(t.lower[o]) || r.holdsPhrase(n.words, o) {
			return true
		}
		if n.slot == slotSubject && n.words["militant"] && r.namedGroup(o) {
			return true
		}
		if m := r.mentionAt[o]; m != nil && n.slot == slotObject && n.words != nil { // "the ambassador Jane Doe"
			for i := m.First; i <= m.Last; i++ {
				if n.words.holds(t.lemma[i]) || n.words.holds(t.lower[i]) {
					return true
				}
			}
		}
		if c := t.child(o, "appos"); c != none && n.slot == slotObject && n.words != nil && n.words.holds(t.lemma[c]) {
			return true // "the Sea Star, a tanker,"
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
	if len(tokens) == 0 && a.clause != none && n.words == nil && r.introduced(a.clause, string(n.slot)) {
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

// introduced tells whether the word stands before the verb of the clause, as its mark.
func (r *reading) introduced(clause int, word string) bool {
	c := r.tree.childForm(clause, word)
	return c != none && c < clause
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
