package coding

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
