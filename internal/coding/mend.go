package coding

import "strings"

// mend corrects what annotators are known to get wrong, before anything is matched.
func (r *reading) mend() {
	r.mendGerund()
	r.mendFollowing()
	r.mendLost()
	r.mendAstray()
	r.mendSubjunctive()
	r.mendObject()
	r.mendPhrasal()
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

// mendNamedAct reads "killed in Hezbollah shelling of the town", where an annotator made a
// clause of the act and left the preposition its doer.
func (r *reading) mendNamedAct() {
	t := r.tree
	for v := 2; v < len(t.tokens); v++ {
		if t.tag(v) != "VBG" || !r.dictionary.is("assault_act", t.lower[v]) || t.child(v, "dobj", "nsubj", "aux") != none {
			continue
		}
		doer := v - 1
		prep := t.head[doer]
		if t.label(doer) != "pobj" || prep != doer-1 || !strings.HasPrefix(t.tag(doer), "NNP") || t.tag(prep) != "IN" || t.lower[prep] == "of" {
			continue
		}
		if t.label(v) != "advcl" && t.label(v) != "acl" && t.label(v) != "pcomp" {
			continue
		}
		t.move(v, prep)
		t.retag(v, "NN", t.lower[v], "pobj")
		t.move(doer, v)
		t.retag(doer, t.tag(doer), t.lemma[doer], "compound")
	}
}

// mendFollowing reads "ten people die following a bombing", where an annotator took
// "following" for the main verb and the verb for its auxiliary.
func (r *reading) mendFollowing() {
	t := r.tree
	for f := 1; f < len(t.tokens); f++ {
		if t.lower[f] != "following" || t.tag(f) != "VBG" {
			continue
		}
		v := t.child(f, "aux", "auxpass")
		if v == none || v > f || t.lemma[v] == "be" || t.lemma[v] == "have" || t.lemma[v] == "do" || !t.isVerb(v) {
			continue
		}
		label, above := t.label(f), t.head[f]
		if above == none {
			t.unhang(v)
		} else {
			t.move(v, above)
		}
		t.retag(v, t.tag(v), t.lemma[v], label)
		t.retag(f, "IN", "following", "prep")
		for _, c := range append([]int(nil), t.kids[f]...) {
			switch {
			case c < f:
				t.move(c, v)
			case t.label(c) == "dobj":
				t.retag(c, t.tag(c), t.lemma[c], "pobj")
			default:
				t.move(c, v)
			}
		}
		t.move(f, v)
	}
}

// mendSubjunctive makes a verb of the bare form behind "demands that X …" that an annotator took for
// a noun: "demands that President X | resign".
func (r *reading) mendSubjunctive() {
	t := r.tree
	for v := 2; v < len(t.tokens); v++ {
		h := t.head[v]
		if t.tag(v) != "NN" || t.label(v) != "ccomp" || h == none || h > v || !t.isVerb(h) || t.childForm(v, "that") == none || t.child(v, "det", "poss") != none {
			continue
		}
		if t.hasChild(v, "nsubj") {
			t.retag(v, "VB", t.lower[v], "ccomp")
			continue
		}
		subject := v - 1
		if !strings.HasPrefix(t.tag(subject), "NN") {
			continue
		}
		t.retag(v, "VB", t.lower[v], "ccomp")
		for _, c := range append([]int(nil), t.kids[v]...) {
			switch t.label(c) {
			case "compound", "amod", "nmod":
				if c < subject {
					t.move(c, subject)
				}
			}
		}
		t.move(subject, v)
		t.retag(subject, t.tag(subject), t.lemma[subject], "nsubj")
	}
}
