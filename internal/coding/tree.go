package coding

import (
	"strings"

	"entente/internal/text"
)

// none marks the absence of a token.
const none = -1

// tree is the dependency tree of a sentence with quick ways to walk it.
type tree struct {
	tokens []text.Token
	lower  []string // forms in lower case, with straight apostrophes
	lemma  []string // lemmas in lower case
	head   []int    // none for roots; never a cycle
	kids   [][]int  // in order
	own    bool     // tokens are a copy that may be changed
}

// pluralOffices are offices that annotators take for names: "European Union Agriculture Ministers".
var pluralOffices = wordSet{"ministers": true, "leaders": true, "officials": true, "presidents": true, "ambassadors": true, "soldiers": true, "forces": true, "troops": true, "senators": true, "lawmakers": true}

func newTree(tokens []text.Token) *tree {
	n := len(tokens)
	t := &tree{
		tokens: tokens,
		lower:  make([]string, n), lemma: make([]string, n),
		head: make([]int, n), kids: make([][]int, n),
	}
	count := make([]int, n)
	for i, token := range tokens {
		t.lower[i] = lowerForm(token.Form)
		t.lemma[i] = strings.ToLower(token.Lemma)
		if token.Tag == "NNPS" || token.Tag == "NNP" && pluralOffices[t.lower[i]] {
			t.lemma[i] = strings.TrimSuffix(t.lower[i], "s")
		}
		if t.lemma[i] == "" {
			t.lemma[i] = t.lower[i]
		}
		t.head[i] = token.Head
		if token.Head < 0 || token.Head >= n || token.Head == i {
			t.head[i] = none
		}
	}
	t.breakCycles()
	for i := range t.head { // nothing hangs on a mark
		for h := t.head[i]; h != none && isMark(tokens[h].Tag); h = t.head[i] {
			t.head[i] = t.head[h]
		}
	}
	for _, h := range t.head {
		if h != none {
			count[h]++
		}
	}
	all := make([]int, n)
	for i := range t.kids {
		t.kids[i], all = all[:0:count[i]], all[count[i]:]
	}
	for i, h := range t.head {
		if h != none {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	for i, h := range t.head { // a label tells that there is a head
		if h == none && t.label(i) != rootLabel {
			t.retag(i, t.tag(i), t.lemma[i], rootLabel)
		} else if h != none && t.label(i) == rootLabel {
			t.retag(i, t.tag(i), t.lemma[i], "dep")
		}
	}
	return t
}

// rootLabel is the label of a token without a head, and of no other.
const rootLabel = "ROOT"

// breakCycles makes a root of any token from which no root is reached.
func (t *tree) breakCycles() {
	for i := range t.head {
		steps := 0
		for j := i; j != none; j = t.head[j] {
			if steps++; steps > len(t.head) {
				t.head[i] = none
				break
			}
		}
	}
}

func isMark(tag string) bool {
	switch tag {
	case ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "SYM":
		return true
	}
	return false
}

func lowerForm(form string) string {
	lower := strings.ToLower(form)
	if strings.Contains(lower, "’") {
		lower = strings.ReplaceAll(lower, "’", "'")
	}
	return lower
}

// dateline is how many tokens at the beginning say where the text was written ("BERLIN --",
// "Harare, Zimbabwe -"), the dash included; 0 when there are none.
func (t *tree) dateline() int {
	if i := t.topic(); i > 0 {
		return i
	}
	for i := 1; i < len(t.tokens) && i < 9; i++ {
		switch form := t.tokens[i].Form; form {
		case "--", "—", "–", ":":
			return i + 1
		case "-":
			if t.tokens[i-1].End < t.tokens[i].Start {
				return i + 1
			}
			return 0
		case ",", "(", ")":
			if t.tokens[0].Tag == "JJ" {
				return 0
			}
		default:
			if t.tokens[i].Tag != "NNP" && t.tokens[i].Tag != "CD" && t.tokens[i].Tag != "-LRB-" && t.tokens[i].Tag != "-RRB-" {
				return 0
			}
		}
	}
	return 0
}

// topic is how many tokens name the story line before a colon: "Arab-Israeli conflict:".
func (t *tree) topic() int {
	for i := 1; i < len(t.tokens) && i < 9; i++ {
		if t.tokens[i].Form == ":" {
			if tag := t.tokens[i-1].Tag; tag == "NN" || tag == "NNS" || t.lower[i-1] == "conflict" || t.lower[i-1] == "war" || t.lower[i-1] == "crisis" {
				return i + 1
			}
			return 0
		}
		if strings.HasPrefix(t.tokens[i].Tag, "VB") || t.tokens[i].Tag == "MD" {
			return 0
		}
	}
	return 0
}

func (t *tree) label(i int) string { return t.tokens[i].Label }
func (t *tree) tag(i int) string   { return t.tokens[i].Tag }

// child is the first child of i with one of the labels, or none.
func (t *tree) child(i int, labels ...string) int {
	for _, c := range t.kids[i] {
		for _, l := range labels {
			if t.tokens[c].Label == l {
				return c
			}
		}
	}
	return none
}

// lastChild is the last child of i with the label, or none.
func (t *tree) lastChild(i int, label string) int {
	for k := len(t.kids[i]) - 1; k >= 0; k-- {
		if t.label(t.kids[i][k]) == label {
			return t.kids[i][k]
		}
	}
	return none
}

func (t *tree) hasChild(i int, label string) bool { return t.child(i, label) != none }

// childForm is the first child of i whose lower-case form is one of those, or none.
func (t *tree) childForm(i int, forms ...string) int {
	for _, c := range t.kids[i] {
		for _, f := range forms {
			if t.lower[c] == f {
				return c
			}
		}
	}
	return none
}

// conjuncts are i and everything that is coordinated with it, in order.
func (t *tree) conjuncts(i int) []int {
	list := []int{i}
	for at := 0; at < len(list); at++ {
		for _, c := range t.kids[list[at]] {
			if t.tokens[c].Label == "conj" {
				list = append(list, c)
			}
		}
	}
	return list
}

// reach is the first and last token of the subtree of i.
func (t *tree) reach(i int) (first, last int) {
	first, last = i, i
	for _, c := range t.kids[i] {
		f, l := t.reach(c)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// under tells whether i stands in the subtree of top (or is top).
func (t *tree) under(i, top int) bool {
	for ; i != none; i = t.head[i] {
		if i == top {
			return true
		}
	}
	return false
}

func (t *tree) isVerb(i int) bool { return strings.HasPrefix(t.tokens[i].Tag, "VB") }

func (t *tree) isNoun(i int) bool {
	tag := t.tokens[i].Tag
	return strings.HasPrefix(tag, "NN") || tag == "CD" && t.tokens[i].Label != "nummod"
}

// isCommonNoun tells whether i may stand for an act: a common noun, or a proper one that
// an annotator made of a capitalised headline word.
func (t *tree) isCommonNoun(i int) bool {
	tag := t.tokens[i].Tag
	return tag == "NN" || tag == "NNS"
}

// isRelativePronoun tells whether i stands for the noun that its clause describes.
func (t *tree) isRelativePronoun(i int) bool {
	switch t.lower[i] {
	case "who", "which", "that", "whom":
		return t.tokens[i].Tag == "WDT" || t.tokens[i].Tag == "WP" || t.tokens[i].Label != "det" && t.tokens[i].Label != "mark"
	}
	return false
}

// prepObjects are the nouns and gerunds that the preposition p governs.
func (t *tree) prepObjects(p int) []int {
	var objects []int
	for _, c := range t.kids[p] {
		switch t.tokens[c].Label {
		case "pobj", "pcomp", "dobj":
			objects = append(objects, t.conjuncts(c)...)
		case "prep": // "from inside Gaza", "out of the pact"
			objects = append(objects, t.prepObjects(c)...)
		case "conj":
			if t.tokens[c].Tag == "IN" {
				objects = append(objects, t.prepObjects(c)...)
			}
		}
	}
	return objects
}
