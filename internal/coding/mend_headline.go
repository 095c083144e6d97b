package coding

import "strings"

// mendHeadline reads "Ten men arrested in Spain" as what it is short for, "are arrested": a noun
// with a participle that makes the whole sentence.
func (r *reading) mendHeadline() {
	t := r.tree
	root := r.firstRoot()
	if root == none || !strings.HasPrefix(t.tag(root), "NN") || r.hasFinite() || t.hasChild(root, "nsubj") {
		return
	}
	for _, v := range t.kids[root] {
		if v < root || t.label(v) != "acl" || t.tag(v) != "VBN" || t.hasChild(v, "dobj") || len(r.dictionary.verbs[t.lemma[v]]) == 0 && !harmVerbs[t.lemma[v]] {
			continue
		}
		kids := append([]int(nil), t.kids[root]...)
		t.unhang(v)
		t.retag(v, "VBN", t.lemma[v], "ROOT")
		t.move(root, v)
		t.retag(root, t.tag(root), t.lemma[root], "nsubjpass")
		for _, c := range kids { // what follows belongs to the verb
			if c > v {
				t.move(c, v)
			}
		}
		return
	}
}
