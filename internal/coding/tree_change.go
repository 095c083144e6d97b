package coding

// unhang makes token i a root, and labels it so.
func (t *tree) unhang(i int) {
	t.leave(i)
	t.retag(i, t.tag(i), t.lemma[i], rootLabel)
}

// leave takes token i away from its head.
func (t *tree) leave(i int) {
	if old := t.head[i]; old != none {
		kids := t.kids[old][:0:0]
		for _, c := range t.kids[old] {
			if c != i {
				kids = append(kids, c)
			}
		}
		t.kids[old] = kids
	}
	t.head[i] = none
}

// retag changes what the annotator said of token i, in the tree only.
func (t *tree) retag(i int, tag, lemma, label string) {
	if !t.own {
		t.tokens = append(t.tokens[:0:0], t.tokens...)
		t.own = true
	}
	t.tokens[i].Tag, t.tokens[i].Label = tag, label
	t.lemma[i] = lemma
}

// move hangs token i on another head, unless that stands below it.
func (t *tree) move(i, head int) {
	if t.under(head, i) {
		return
	}
	t.leave(i)
	t.head[i] = head
	kids := make([]int, 0, len(t.kids[head])+1)
	placed := false
	for _, c := range t.kids[head] {
		if c > i && !placed {
			kids, placed = append(kids, i), true
		}
		kids = append(kids, c)
	}
	if !placed {
		kids = append(kids, i)
	}
	t.kids[head] = kids
}
