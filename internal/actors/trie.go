package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/fold"
)

// entryKind says what a matched run of words is.
type entryKind uint8

const (
	entryCountry entryKind = iota + 1 // a name of a country
	entryDemonym                      // an adjective or a name of its people
	entrySeat                         // a seat that stands for the government: "the Kremlin"
	entryPlace                        // a capital, city or region
	entryOrganization
	entryPerson
	entryTitle
	entryNoun
)

// letterCase is what a name asks of the letters of each of its words.
type letterCase uint8

const (
	anyCase  letterCase = iota
	capital             // begins with an upper-case letter
	allUpper            // every letter is upper case: "US", "WHO"
)

// entry is one name of one thing in the trie.
type entry struct {
	kind   entryKind
	plural bool  // a plural form: "prime ministers", "Afghans"
	index  int32 // into the table of its kind
	cases  casePattern
}

// casePattern is what a name asks of the letters of its words: two bits a word, the first word lowest.
// Words beyond the 32nd may be in any case.
type casePattern uint64

func (c casePattern) of(word int) letterCase {
	if word >= 32 {
		return anyCase
	}
	return letterCase(c>>(2*word)) & 3
}

// wordID numbers the words of the trie; 0 is a word that occurs in no name.
type wordID uint32

// trie finds names by their folded words.
type trie struct {
	words   map[string]wordID
	edges   map[uint64]int32 // node<<32 | word → node
	entries [][]entry        // of each node
}

func newTrie() *trie {
	return &trie{words: make(map[string]wordID, 1<<14), edges: make(map[uint64]int32, 1<<15), entries: make([][]entry, 1, 1<<15)}
}

// add puts a name in. Its own letters say what case is asked for; loose asks for none.
func (t *trie) add(name string, loose bool, e entry) {
	var node int32
	count := 0
	eachWord(name, func(original, folded string) {
		id, known := t.words[folded]
		if !known {
			id = wordID(len(t.words) + 1)
			t.words[folded] = id
		}
		key := uint64(node)<<32 | uint64(id)
		next, known := t.edges[key]
		if !known {
			next = int32(len(t.entries))
			t.entries = append(t.entries, nil)
			t.edges[key] = next
		}
		node = next
		if count < 32 {
			e.cases |= casePattern(caseOf(original, loose)) << (2 * count)
		}
		count++
	})
	if count == 0 {
		return
	}
	for _, other := range t.entries[node] {
		if other.kind == e.kind && other.index == e.index && other.cases == e.cases {
			return
		}
	}
	t.entries[node] = append(t.entries[node], e)
}

// has tells whether the words name something already.
func (t *trie) has(name string) bool {
	var node int32
	for _, w := range t.wordsOf(name) {
		next, ok := t.child(node, w.id)
		if !ok {
			return false
		}
		node = next
	}
	return len(t.entries[node]) > 0
}

func caseOf(word string, loose bool) letterCase {
	if loose {
		return anyCase
	}
	first, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return anyCase
	}
	if size == len(word) { // one letter: the "U" and "S" of "U.S."
		return capital
	}
	for _, r := range word {
		if unicode.IsLower(r) {
			return capital
		}
	}
	return allUpper
}

// eachWord calls f for the runs of letters and digits of s, as they stand and folded.
func eachWord(s string, f func(original, folded string)) {
	start := -1
	for i, r := range s {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		if inside && start < 0 {
			start = i
		}
		if !inside && start >= 0 {
			if folded := foldWord(s[start:i]); folded != "" {
				f(s[start:i], folded)
			}
			start = -1
		}
	}
	if start >= 0 {
		if folded := foldWord(s[start:]); folded != "" {
			f(s[start:], folded)
		}
	}
}

// child is the node after word, and whether there is one.
func (t *trie) child(node int32, word wordID) (int32, bool) {
	next, ok := t.edges[uint64(node)<<32|uint64(word)]
	return next, ok
}

// wordsOf splits a name as if each of its words were a token.
func (t *trie) wordsOf(name string) []word {
	var words []word
	eachWord(name, func(original, folded string) {
		words = append(words, word{id: t.words[folded], token: int32(len(words)), first: true, last: true, cases: caseOf(original, false)})
	})
	return words
}

// foldWord folds one word, as fold.String does.
func foldWord(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return fold.String(word)
		}
	}
	return strings.ToLower(word)
}
