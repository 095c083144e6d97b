package coding

import "strings"

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
