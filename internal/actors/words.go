package actors

import (
	"unicode"
	"unicode/utf8"

	"entente/internal/fold"
	"entente/internal/text"
)

// word is one run of letters and digits of a sentence. Tokens such as "U.S." have
// several, marks none; a mark that parts names (anything but a hyphen, a full stop or an
// apostrophe) stands as a word that matches nothing.
type word struct {
	id    wordID
	token int32
	first bool // the first word of its token
	last  bool // the last word of its token
	cases letterCase
}

// match is a run of tokens that a name of the base covers.
type match struct {
	first, last int32 // tokens
	entry       *entry
	more        []entry // further meanings with the same words
	loose       bool    // says nothing of what stands behind it: "German-mediated talks"
}

// appendWords appends the words of the sentence.
func (t *trie) appendWords(words []word, tokens []text.Token) []word {
	var buffer [64]byte
	for i := range tokens {
		form := tokens[i].Form
		begin := len(words)
		if ascii, done := t.asciiWords(words, form, int32(i), &buffer); done {
			words = ascii
		} else {
			eachWord(form, func(original, folded string) {
				words = append(words, word{id: t.words[folded], token: int32(i), cases: caseOf(original, false)})
			})
		}
		if len(words) == begin {
			if !joins(form) {
				words = append(words, word{token: int32(i), first: true, last: true})
			}
			continue
		}
		words[begin].first = true
		words[len(words)-1].last = true
	}
	return words
}

// asciiWords is the fast path of appendWords for a token of ASCII bytes.
func (t *trie) asciiWords(words []word, form string, token int32, buffer *[64]byte) ([]word, bool) {
	if len(form) > len(buffer) {
		return words, false
	}
	for i := 0; i < len(form); i++ {
		if form[i] >= utf8.RuneSelf {
			return words, false
		}
	}
	n, upper, lower, firstUpper := 0, 0, 0, false
	flush := func() {
		if n == 0 {
			return
		}
		c := anyCase
		if firstUpper {
			c = capital
			if lower == 0 && n > 1 {
				c = allUpper
			}
		}
		words = append(words, word{id: t.words[string(buffer[:n])], token: token, cases: c})
		n, upper, lower, firstUpper = 0, 0, 0, false
	}
	for i := 0; i < len(form); i++ {
		switch b := form[i]; {
		case 'A' <= b && b <= 'Z':
			if n == 0 {
				firstUpper = true
			}
			upper++
			buffer[n] = b + 'a' - 'A'
			n++
		case 'a' <= b && b <= 'z':
			lower++
			buffer[n] = b
			n++
		case '0' <= b && b <= '9':
			buffer[n] = b
			n++
		default:
			flush()
		}
	}
	flush()
	return words, true
}

// joins tells whether a mark may stand inside a name.
func joins(form string) bool {
	for _, r := range form {
		switch r {
		case '-', '–', '‑', '.', '\'', '’', '!':
		default:
			return false
		}
	}
	return form != ""
}

// suits tells whether words written as got may be those of a name that asks for want.
func suits(want casePattern, got []word) bool {
	for i := range got {
		if want.of(i) > got[i].cases {
			return false
		}
	}
	return true
}

// appendMatches appends the longest names of the base in the words, left to right.
func (t *trie) appendMatches(matches []match, words []word) []match {
	for i := 0; i < len(words); {
		if !words[i].first || words[i].id == 0 {
			i++
			continue
		}
		var node int32
		best, bestNode := -1, int32(0)
		for j := i; j < len(words) && words[j].id != 0; j++ {
			next, ok := t.child(node, words[j].id)
			if !ok {
				break
			}
			node = next
			if !words[j].last {
				continue
			}
			for k := range t.entries[node] {
				if suits(t.entries[node][k].cases, words[i:j+1]) {
					best, bestNode = j, node
					break
				}
			}
		}
		if best < 0 {
			i++
			continue
		}
		m := match{first: words[i].token, last: words[best].token}
		all := t.entries[bestNode]
		for k := range all {
			if !suits(all[k].cases, words[i:best+1]) {
				continue
			}
			if m.entry == nil {
				m.entry = &all[k]
			} else {
				m.more = append(m.more, all[k])
			}
		}
		matches = append(matches, m)
		for i = best + 1; i < len(words) && words[i].token == m.last; i++ {
		}
	}
	return matches
}

// capitalised tells whether the form begins with an upper-case letter.
func capitalised(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// foldedForm is the folded form without allocation where it is lower-case ASCII already.
func foldedForm(form string) string {
	for i := 0; i < len(form); i++ {
		if b := form[i]; b >= utf8.RuneSelf || ('A' <= b && b <= 'Z') {
			return fold.String(form)
		}
	}
	return form
}
