package coding

import (
	"strings"

	"entente/internal/actors"
)

// mendLost finds the main verb of a sentence that an annotator left without one: "Police in
// X arrest 20 people", "A court in Y sentences the former minister". The present tense of agency
// briefs looks like a noun; a noun of the frames' verbs that stands between one noun phrase
// and the next is taken for what it is.
func (r *reading) mendLost() {
	t := r.tree
	root := r.firstRoot()
	if root != none && t.isVerb(root) && r.mendCoordinated(root) {
		return
	}
	if root == none || (t.isVerb(root) || t.tag(root) == "MD") && r.mentionAt[root] == nil && !r.onlyInfinitive(root) {
		return
	}
	order := make([]int, 0, len(t.tokens))
	if x := root - 1; x > r.prefix && t.head[x] == root && t.label(x) == "compound" && t.tag(x) == "NN" && t.hasChild(root, "nsubj") && t.childForm(root, "the", "a") == none {
		order = append(order, x) // "Prosecutors in X | file | charges"
	}
	if root > r.prefix && root+1 < len(t.tokens) && !t.isVerb(root) {
		order = append(order, root)
	}
	for x := r.prefix + 1; x+1 < len(t.tokens); x++ {
		order = append(order, x)
	}
	for _, x := range order {
		lemma := r.lostVerb(x)
		if lemma == "" {
			continue
		}
		subject := x - 1
		if s := t.child(root, "nsubj"); root == x+1 && s != none && s < x {
			subject = s
		} else if root < x && root >= r.prefix && strings.HasPrefix(t.tag(root), "NN") {
			subject = root
		}
		if !strings.HasPrefix(t.tag(subject), "NN") {
			continue
		}
		if h := t.head[x]; t.label(x) == "pobj" && h != none && t.head[h] != none && strings.HasPrefix(t.tag(t.head[h]), "NN") && subject == x-1 {
			subject = t.head[h] // "Protesters in the capital | call on"
		}
		for h := t.head[subject]; t.label(subject) == "conj" && h != none && h < subject; h = t.head[subject] {
			subject = h
		}
		if m := r.mentionAt[x]; m != nil && m.First < x && r.behindCountry(x) {
			m.First = x + 1
		}
		r.makeMain(x, subject, lemma)
		return
	}
}

// onlyInfinitive tells whether the main verb is an infinitive, of a sentence without any
// finite one: "Protesters in X call on the government | to resign".
func (r *reading) onlyInfinitive(root int) bool {
	to := r.tree.childForm(root, "to")
	return r.tree.tag(root) == "VB" && to != none && to < root && !r.hasFinite()
}

// behindCountry tells whether x stands behind "in COUNTRY" that ends a subject: "Police in
// Zambia arrest opposition leader …", where a name or an actor may have swallowed the verb.
func (r *reading) behindCountry(x int) bool {
	t := r.tree
	if x < r.prefix+3 || t.lower[x] != t.tokens[x].Form || t.lower[x-2] != "in" || r.coder.base == nil {
		return false
	}
	if r.dictionary.is("person", t.lemma[x]) || !r.dictionary.is("police", t.lemma[x-3]) && !r.dictionary.is("court", t.lemma[x-3]) && !r.dictionary.is("authority", t.lemma[x-3]) {
		return false
	}
	_, ok := r.coder.base.Place(t.tokens[x-1].Form)
	return ok
}

// mendCoordinated reads "The adviser visits X and meets Y" where the first verb was taken
// for the subject of the second.
func (r *reading) mendCoordinated(root int) bool {
	t := r.tree
	x, and := t.child(root, "nsubj"), none
	for i := x + 1; x != none && i < root; i++ {
		if t.tag(i) == "CC" {
			and = i
		}
	}
	if x == none || and == none || x <= r.prefix || x > and || and > root {
		return false
	}
	for i := and + 1; i < root; i++ {
		if strings.HasPrefix(t.tag(i), "NN") {
			return false // "peace talks between X and Y | begin"
		}
	}
	lemma := r.lostVerb(x)
	if lemma == "" || t.tag(x) != "NNS" {
		return false
	}
	t.retag(x, "VBZ", lemma, "ROOT")
	t.unhang(x)
	kids := append([]int(nil), t.kids[x]...)
	t.move(root, x)
	t.retag(root, t.tag(root), t.lemma[root], "conj")
	subject := x - 1
	for _, c := range kids {
		if c < subject {
			t.move(c, subject)
		}
	}
	t.move(subject, x)
	t.retag(subject, t.tag(subject), t.lemma[subject], "nsubj")
	for _, c := range append(append([]int(nil), t.kids[root]...), kids...) {
		if c > x && c < and && strings.HasPrefix(t.tag(c), "NN") && t.label(c) != "conj" {
			t.move(c, x)
			t.retag(c, t.tag(c), t.lemma[c], "dobj")
		}
	}
	t.breakCycles()
	return true
}

// lostVerb is the lemma of the verb that a noun token may be, "" when it can't be one.
func (r *reading) lostVerb(x int) string {
	t := r.tree
	behind := r.behindCountry(x)
	if m := r.mentionAt[x]; m != nil && !behind && (m.Via != actors.ViaNoun || m.Head == x && m.First < x) {
		return ""
	}
	lemma := ""
	left := t.tag(x - 1)
	if left == "-RRB-" { // "Republic of X (Y) | severs"
		for i := x - 2; i > 0; i-- {
			if t.tag(i) == "-LRB-" {
				left = t.tag(i - 1)
				break
			}
		}
	}
	if behind {
		left = "NNP"
	}
	switch t.tag(x) {
	case "NNS":
		if left == "NN" || left == "NNP" || left == "NNPS" {
			lemma = verbLemma(t.lower[x])
		}
	case "NN":
		if left == "NNS" || left == "NNPS" || left == "NNP" || r.dictionary.is("police", t.lemma[x-1]) || r.dictionary.is("person", t.lemma[x-1]) {
			lemma = t.lower[x]
		}
	}
	if lemma == "" || len(r.dictionary.verbs[lemma]) == 0 && !harmVerbs[lemma] && !r.dictionary.is("light_do", lemma) {
		return ""
	}
	switch right := t.tag(x + 1); {
	case t.lower[x+1] == "of":
		return ""
	case right == "DT", right == "CD", right == "PRP$", right == "PRP", right == "TO", right == "IN", right == "RB", right == "VBN" && behind, right == "RBR", right == "``",
		strings.HasPrefix(right, "JJ"), strings.HasPrefix(right, "NN"):
		return lemma
	}
	return ""
}

// makeMain makes x the main verb, with its subject and with what follows as its arguments.
func (r *reading) makeMain(x, subject int, lemma string) {
	t := r.tree
	above, label := t.head[x], t.label(x)
	t.unhang(x)
	t.retag(x, "VBZ", lemma, "ROOT")
	object := false
	for i := range t.tokens {
		h := t.head[i]
		switch {
		case i == x || i < r.prefix:
		case i > x && (h == none || h <= x):
			t.move(i, x)
			switch tag := t.tag(i); {
			case strings.HasPrefix(tag, "NN") && !object && !t.behindPreposition(i, x):
				object = true
				t.retag(i, tag, t.lemma[i], "dobj")
			case tag == "VB":
				t.retag(i, tag, t.lemma[i], "xcomp")
			case tag == "VBG" || tag == "VBN":
				t.retag(i, tag, t.lemma[i], "advcl")
			}
		case i < x && i != subject && (h == none || h >= x):
			if i == x-1 && above != none && above < x && label == "pobj" {
				t.move(i, above)
				t.retag(i, t.tag(i), t.lemma[i], "pobj")
			} else if i != subject {
				t.move(i, subject)
			}
		}
	}
	if first := r.firstSubject(subject); first != none { // "X and Y | commence"
		t.move(first, x)
		t.move(subject, first)
		t.retag(subject, t.tag(subject), t.lemma[subject], "conj")
		subject = first
	}
	if t.head[subject] != x {
		t.move(subject, x)
	}
	t.retag(subject, t.tag(subject), t.lemma[subject], "nsubj")
	t.breakCycles()
}

// firstSubject is the subject of the lost main verb with which this one is coordinated, or none.
func (r *reading) firstSubject(subject int) int {
	t := r.tree
	for _, c := range t.kids[subject] {
		if c > subject || t.label(c) != "nsubj" || !strings.HasPrefix(t.tag(c), "NN") {
			continue
		}
		for i := c + 1; i < subject; i++ {
			if t.tag(i) == "CC" {
				return c
			}
		}
	}
	return none
}

// behindPreposition tells whether a preposition stands between x and i.
func (t *tree) behindPreposition(i, x int) bool {
	for k := x + 1; k < i; k++ {
		if t.tag(k) == "IN" && t.lower[k] != "than" {
			return true
		}
	}
	return false
}

// firstRoot is the first word that hangs on nothing; none when there is no such word.
func (r *reading) firstRoot() int {
	for i := r.prefix; i < len(r.tree.tokens); i++ {
		if r.tree.head[i] == none && !isMark(r.tree.tag(i)) {
			return i
		}
	}
	return none
}
