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
	r.mendJudgement()
	r.mendAbout()
	r.mendPlan()
	r.mendBoth()
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

// callingVerbs say what somebody holds something for.
var callingVerbs = wordSet{"call": true, "describe": true, "deem": true, "consider": true, "declare": true, "label": true, "brand": true, "find": true, "make": true}

// approximate words stand before a number that is not quite known.
var approximate = wordSet{"about": true, "around": true, "over": true, "nearly": true, "under": true}

// mendJudgement gives a judgement back to the verb: "called the strike on Qatar | unacceptable", where the adjective was taken for the noun.
func (r *reading) mendJudgement() {
	t := r.tree
	for i := range t.tokens { // "called the strike on Qatar | unacceptable"
		if c := i - 1; c >= 0 && t.tag(i) == "JJ" && t.label(i) == "pobj" && t.head[c] == i && t.label(c) == "compound" && r.mentionHead(c) != nil {
			if v := r.clauseOf(i); v != none && callingVerbs[t.lemma[v]] {
				t.move(c, t.head[i])
				t.retag(c, t.tag(c), t.lemma[c], "pobj")
				t.move(i, v)
				t.retag(i, "JJ", t.lemma[i], "oprd")
			}
		}
	}
}

// mendAbout makes an object of "about 160 people" right behind a verb: taken for what it was about.
func (r *reading) mendAbout() {
	t := r.tree
	for p := range t.tokens { // "arrest | about | 160 people", taken for what it was about
		v := t.head[p]
		if v != p-1 || v == none || t.label(p) != "prep" || !approximate[t.lower[p]] || !t.isVerb(v) || t.child(v, "dobj", "nsubjpass", "auxpass") != none || p+1 >= len(t.tokens) || t.tag(p+1) != "CD" {
			continue
		}
		if o := t.child(p, "pobj"); o != none && r.isPerson(o) && len(r.dictionary.verbs[t.lemma[v]]) > 0 {
			t.move(o, v)
			t.retag(o, t.tag(o), t.lemma[o], "dobj")
			t.move(p, o)
			t.retag(p, "RB", t.lemma[p], "advmod")
		}
	}
}

// mendPlan makes a noun of "plan" in "announces | plan to build", taken for a verb.
func (r *reading) mendPlan() {
	t := r.tree
	for o := range t.tokens { // "announces | plan to build", taken for a verb
		v := t.head[o]
		if t.label(o) != "dobj" || t.tag(o) != "VBP" && t.tag(o) != "VB" || v == none || v > o || t.child(o, "nsubj", "aux") != none || len(r.dictionary.nouns[t.lower[o]]) == 0 && t.lower[o] != "plan" {
			continue
		}
		t.retag(o, "NN", t.lower[o], "dobj")
		for _, c := range t.kids[o] {
			if t.label(c) == "xcomp" && t.tag(c) == "VB" {
				t.retag(c, "VB", t.lemma[c], "acl")
			}
		}
	}
}

// mendBoth gives "X and Y | both | summon" its subject, hung on "both".
func (r *reading) mendBoth() {
	t := r.tree
	for both := range t.tokens { // "X and Y | both | summon", hung on "both"
		v := t.head[both]
		if v == none || v < both || !t.isVerb(v) || t.lower[both] != "both" && t.lower[both] != "all" || t.hasChild(v, "nsubj") || t.hasChild(v, "nsubjpass") {
			continue
		}
		if c := t.child(both, "nmod", "compound", "npadvmod"); c != none && c < both && r.mentionHead(c) != nil {
			label := "nsubj"
			if t.hasChild(v, "auxpass") {
				label = "nsubjpass"
			}
			t.move(c, v)
			t.retag(c, t.tag(c), t.lemma[c], label)
		}
	}
}
