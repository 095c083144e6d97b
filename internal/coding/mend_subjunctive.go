package coding

import "strings"

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
