package coding

import (
	"strings"
)

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
