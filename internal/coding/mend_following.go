package coding

import "strings"

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

// mendReduced reads "a bomber driving a truck kills six": the participle taken for the main
// verb, the main verb for its object.
func (r *reading) mendReduced() {
	t := r.tree
	for root := range t.tokens {
		if t.head[root] != none || t.tag(root) != "VBG" || t.hasChild(root, "aux") || t.hasChild(root, "auxpass") {
			continue
		}
		subject := t.child(root, "nsubj")
		if subject == none || subject > root {
			continue
		}
		main := none
		for _, c := range t.kids[root] {
			if c <= root || main != none {
				continue
			}
			switch t.tag(c) {
			case "VBZ", "VBP", "VBD":
				if l := t.label(c); (l == "dobj" || l == "ccomp" || l == "conj" || l == "dep") && t.child(c, "nsubj", "nsubjpass", "expl") == none && t.child(c, "mark", "advmod") == none {
					main = c
				}
			}
		}
		if main == none {
			continue
		}
		object := main - 1 // what the participle governs stands before the verb
		t.retag(main, t.tag(main), t.lemma[main], "ROOT")
		t.unhang(main)
		t.move(subject, main)
		t.move(root, subject)
		t.retag(root, "VBG", t.lemma[root], "acl")
		for _, c := range append([]int(nil), t.kids[main]...) {
			if c < main && c > root && c != subject {
				t.move(c, root)
			}
		}
		if object > root && strings.HasPrefix(t.tag(object), "NN") && t.head[object] == root && t.label(object) == "compound" {
			t.retag(object, t.tag(object), t.lemma[object], "dobj")
		}
		for _, c := range append([]int(nil), t.kids[root]...) {
			if c > main {
				t.move(c, main)
			}
		}
		return
	}
}
