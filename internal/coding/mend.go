package coding

import (
	"strings"

	"entente/internal/actors"
)

// mend corrects what annotators are known to get wrong in the present tense of headlines
// and agency briefs: a verb in "-s" taken for a plural ("The court orders six families to …"), which
// leaves the sentence without a main verb. Only a root that no other verb serves is touched.
func (r *reading) mend() {
	t := r.tree
	root := none
	for i := range t.tokens {
		if t.head[i] == none && t.tokens[i].Label == "ROOT" {
			root = i
		}
	}
	if root == none || root == 0 || !strings.HasPrefix(t.tag(root), "NN") || r.mentionAt[root] != nil {
		return
	}
	lemma := verbLemma(t.lower[root])
	if lemma == "" || len(r.dictionary.verbs[lemma]) == 0 && !harmVerbs[lemma] {
		return
	}
	subject := none
	for _, c := range t.kids[root] {
		switch t.label(c) {
		case "compound", "nmod", "nsubj", "amod":
			if m := r.mentionHead(c); c < root && (strings.HasPrefix(t.tag(c), "NN") || m != nil && m.Via == actors.ViaName && m.Place) {
				subject = c
			}
		}
		if t.label(c) == "det" && c == root-1 || t.label(c) == "poss" && c == root-2 {
			return // "the strikes": a noun indeed
		}
	}
	if subject == none || subject != root-1 && t.tokens[subject+1].Form != "," && !t.reachesTo(subject, root) {
		return
	}
	// Something must follow that a verb takes.
	follows := false
	for _, c := range t.kids[root] {
		if c > root {
			switch t.label(c) {
			case "dobj", "prep", "advcl", "xcomp", "acl", "relcl", "npadvmod", "appos", "ccomp", "prt":
				follows = true
			}
		}
	}
	if !follows {
		return
	}
	t.retag(root, "VBZ", lemma, "ROOT")
	for _, c := range append([]int(nil), t.kids[root]...) {
		switch {
		case c == subject:
			t.retag(c, t.tag(c), t.lemma[c], "nsubj")
		case c < subject && (t.label(c) == "compound" || t.label(c) == "det" || t.label(c) == "amod" || t.label(c) == "nmod" || t.label(c) == "poss" || t.label(c) == "nummod"):
			t.move(c, subject)
		case c > root && t.tag(c) == "VB" && (t.label(c) == "acl" || t.label(c) == "advcl" && lemma == "vote"):
			t.retag(c, t.tag(c), t.lemma[c], "xcomp")
		case c > root && t.label(c) == "relcl" && t.childForm(c, "that") != none && t.lower[root+1] == "that":
			t.retag(c, t.tag(c), t.lemma[c], "ccomp")
		case c > root && (t.label(c) == "acl" || t.label(c) == "relcl"):
			t.retag(c, t.tag(c), t.lemma[c], "advcl")
		case c > root && t.label(c) == "appos":
			t.retag(c, t.tag(c), t.lemma[c], "dobj")
		}
	}
	for i := range r.sentence.Actors { // the mention may have had the noun's head
		if m := &r.sentence.Actors[i]; m.First <= subject && subject <= m.Last && (m.Head < m.First || m.Head > m.Last) {
			m.Head = subject
		}
	}
}

// mendPast makes the main verb of a past tense that an annotator took for a participle or
// a noun: "X, also in New York, spoke with".
func (r *reading) mendPast() {
	t := r.tree
	finite := r.hasFinite()
	for v := range t.tokens {
		// A participle with an object of its own in a sentence without a main verb is the main verb.
		lost := !finite && t.tag(v) == "VBN" && t.label(v) == "acl" && t.hasChild(v, "dobj") && !t.hasChild(v, "agent") && !t.hasChild(v, "auxpass")
		if !pastOnly[t.lower[v]] && !lost || t.tag(v) == "VBD" || t.head[v] == none {
			continue
		}
		n := t.head[v]
		for lost && t.label(n) == "conj" && t.head[n] != none {
			n = t.head[n]
		}
		if lost && t.head[n] != none {
			continue
		}
		switch t.label(v) {
		case "acl", "npadvmod", "amod", "appos", "relcl", "nsubj", "dobj":
		default:
			continue
		}
		if n > v || !strings.HasPrefix(t.tag(n), "NN") || t.hasChild(v, "nsubj") {
			continue
		}
		lemma := t.lemma[v]
		for base, forms := range irregular {
			for _, form := range strings.Fields(forms) {
				if form == t.lower[v] {
					lemma = base
				}
			}
		}
		label, above := t.label(n), t.head[n]
		t.retag(v, "VBD", lemma, label)
		kids := append([]int(nil), t.kids[n]...)
		if above == none {
			t.unhang(v)
		} else {
			t.move(v, above)
		}
		t.move(n, v)
		t.retag(n, t.tag(n), t.lemma[n], "nsubj")
		for _, c := range kids { // what followed the verb belongs to it
			if c > v {
				t.move(c, v)
			}
		}
	}
}

// mendGerund makes a noun of a gerund that stands as one: "the army's shelling killed two".
func (r *reading) mendGerund() {
	t := r.tree
	r.mendNamedAct()
	for v := range t.tokens {
		if v == 0 && t.lower[v] == "fighting" && t.tag(v) == "VBG" && t.child(v, "dobj") == none {
			label := t.label(v)
			if label == "csubj" || label == "advcl" {
				label = "nsubj"
			}
			t.retag(v, "NN", "fighting", label)
		}
		if t.tag(v) != "VBG" || len(r.dictionary.nouns[t.lower[v]]) == 0 || v == 0 {
			continue
		}
		switch t.label(v) {
		case "nsubj", "nsubjpass", "pobj", "dobj", "compound", "csubj":
		case "pcomp":
			if t.child(v, "dobj") != none {
				continue
			}
		default:
			continue
		}
		switch tag := t.tag(v - 1); {
		case tag == "DT", tag == "POS", tag == "PRP$", tag[0] == 'J' || tag[0] == 'N':
		default:
			continue
		}
		t.retag(v, "NN", t.lower[v], t.label(v))
		for _, c := range t.kids[v] {
			if l := t.label(c); l == "nsubj" || l == "npadvmod" {
				t.retag(c, t.tag(c), t.lemma[c], "compound")
			}
		}
	}
}

// reachesTo tells whether all words between a noun and a later one hang on the first: "The
// Republic of X (Y) | severs".
func (t *tree) reachesTo(noun, later int) bool {
	if t.label(noun) != "nsubj" {
		return false
	}
	for i := noun + 1; i < later; i++ {
		if !t.under(i, noun) && !isMark(t.tag(i)) {
			return false
		}
	}
	return true
}

// hasFinite tells whether some verb of the sentence is finite.
func (r *reading) hasFinite() bool {
	for i := range r.tree.tokens {
		switch r.tree.tag(i) {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		}
	}
	return false
}

// mendShared gives a coordinated verb the subject right before it, where an annotator
// counted that among the objects of the first: "closes its border with A and B calls for".
func (r *reading) mendShared() {
	t := r.tree
	for v := 2; v < len(t.tokens); v++ {
		switch t.tag(v) {
		case "VBZ", "VBD", "VBP":
		default:
			continue
		}
		b := v - 1
		m := r.mentionHead(b)
		if m == nil || t.label(v) != "conj" || t.label(b) != "conj" || t.hasChild(v, "nsubj") || t.hasChild(v, "aux") {
			continue
		}
		if first := m.First; first > 0 && (t.lower[first-1] == "and" || first > 1 && t.lower[first-1] == "the" && t.lower[first-2] == "and") && t.head[b] != none && r.mentionAt[t.head[b]] != nil {
			if verb := r.clauseOf(b); verb != none && verb == t.head[v] {
				t.move(b, v)
				t.retag(b, t.tag(b), t.lemma[b], "nsubj")
			}
		}
	}
}

// mendBase does the same for a verb without ending ("Police fire tear gas on …") in a
// sentence that has no finite verb at all, only a chain of nouns.
func (r *reading) mendBase() {
	t := r.tree
	root := none
	for i := range t.tokens {
		switch t.tag(i) {
		case "VBZ", "VBP", "VBD", "MD":
			return
		case "VBN":
			if t.head[i] == none || t.hasChild(i, "auxpass") && t.label(i) != "acl" && t.label(i) != "relcl" {
				return
			}
		}
		if t.head[i] == none && root == none {
			root = i
		}
	}
	if root == none || !strings.HasPrefix(t.tag(root), "NN") {
		return
	}
	if s := t.child(root, "nsubj"); s != none && s < root && len(r.dictionary.verbs[t.lower[root]]) > 0 {
		t.retag(root, "VBP", t.lower[root], "ROOT")
		return
	}
	for _, x := range t.kids[root] {
		if x >= root || x == 0 || t.label(x) != "compound" && t.label(x) != "nmod" || t.tag(x) != "NN" && t.tag(x) != "NNS" || r.mentionAt[x] != nil && r.mentionAt[x].Via != actors.ViaNoun {
			continue
		}
		lemma := t.lower[x]
		if t.tag(x) == "NNS" {
			lemma = verbLemma(lemma)
		}
		left := x - 1
		if lemma == "" || len(r.dictionary.verbs[lemma]) == 0 || !strings.HasPrefix(t.tag(left), "NN") || len(r.resolve(left)) == 0 {
			continue
		}
		t.retag(x, "VBP", lemma, "ROOT")
		for h := t.head[left]; t.label(left) == "conj" && h != none && h < left; h = t.head[left] {
			left = h
		}
		kids := append([]int(nil), t.kids[root]...)
		t.unhang(x)
		for _, c := range kids {
			if c < left {
				t.move(c, left)
			}
		}
		if t.head[left] != x {
			t.move(left, x)
		}
		t.retag(left, t.tag(left), t.lemma[left], "nsubj")
		t.move(root, x)
		t.retag(root, t.tag(root), t.lemma[root], "dobj")
		for _, c := range kids {
			if c > root && t.label(c) == "prep" && t.lower[c] != "of" {
				t.move(c, x)
			}
		}
		return
	}
}

// verbLemma is the lemma of a third person singular, "" when the form can't be one.
func verbLemma(form string) string {
	switch {
	case strings.HasSuffix(form, "ies") && len(form) > 4:
		return form[:len(form)-3] + "y"
	case strings.HasSuffix(form, "shes"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "xes"):
		return form[:len(form)-2]
	case strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss") && len(form) > 3:
		return form[:len(form)-1]
	}
	return ""
}
