package coding

import "strings"

// mendObject makes an object of the actor right behind a verb of the frames that an annotator
// hung there as an apposition or an adverb: "orders | Australia to change", "pardons | John Roe".
func (r *reading) mendObject() {
	t := r.tree
	for o := range t.tokens { // "sentences | the leader X to life", hung on the preposition behind it
		if prep := t.head[o]; t.label(o) == "dobj" && prep > o && t.label(prep) == "prep" && t.head[prep] != none && t.head[prep] < o && t.isVerb(t.head[prep]) && r.adjoins(t.head[prep], o) {
			t.move(o, t.head[prep])
		}
	}
	for c := range t.tokens { // "kill two soldiers, and | nine rebels", hung on the verb as a second one
		v := t.head[c]
		if t.label(c) != "conj" || v == none || v > c || !t.isVerb(v) || t.tag(c) != "NNS" || t.child(c, "nsubj", "aux", "dobj") != none {
			continue
		}
		if o := t.child(v, "dobj"); o != none && o < c && t.tag(o) == "NNS" {
			t.move(c, o)
		}
	}
	for v := range t.tokens {
		switch t.tag(v) {
		case "VBZ", "VBP", "VBD", "VB", "VBG":
		default:
			continue
		}
		if t.child(v, "dobj", "obj", "ccomp", "auxpass") != none || len(r.dictionary.verbs[t.lemma[v]]) == 0 {
			continue
		}
		for _, c := range t.kids[v] {
			if c <= v || t.label(c) != "appos" && t.label(c) != "npadvmod" || !strings.HasPrefix(t.tag(c), "NN") {
				continue
			}
			if m := r.mentionHead(c); m != nil && r.adjoins(v, c) {
				t.retag(c, t.tag(c), t.lemma[c], "dobj")
			}
			break
		}
	}
}

// adjoins tells whether nothing but the words of its own phrase stands between v and c.
func (r *reading) adjoins(v, c int) bool {
	for i := v + 1; i < c; i++ {
		if !r.tree.under(i, c) || isMark(r.tree.tag(i)) && r.tree.tag(i) != "HYPH" {
			return false
		}
	}
	return true
}
