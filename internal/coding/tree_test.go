package coding

import (
	"testing"

	"entente/internal/text"
)

func TestOnlyRootsAreLabelledSo(t *testing.T) {
	tree := newTree([]text.Token{
		{Form: "talks", Tag: "NN", Head: 1, Label: "pobj"}, // hangs on a mark, and that on nothing
		{Form: ".", Tag: ".", Head: -1, Label: "ROOT"},
		{Form: "of", Tag: "IN", Head: 0, Label: "ROOT"},
		{Form: "war", Tag: "NN", Head: 9, Label: "nsubj"},
	})
	for i := range tree.tokens {
		if (tree.head[i] == none) != (tree.label(i) == rootLabel) {
			t.Errorf("%q hangs on %d and is labelled %s", tree.tokens[i].Form, tree.head[i], tree.label(i))
		}
	}
}

func TestATokenIsNotMovedBelowItself(t *testing.T) {
	tree := newTree([]text.Token{{Form: "a", Head: -1, Label: "ROOT"}, {Form: "b", Head: 0, Label: "dep"}, {Form: "c", Head: 1, Label: "dep"}})
	tree.move(0, 2)
	tree.move(1, 1)
	if first, last := tree.reach(0); first != 0 || last != 2 || tree.head[0] != none {
		t.Errorf("heads %v", tree.head)
	}
}
