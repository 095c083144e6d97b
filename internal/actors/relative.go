package actors

import (
	"slices"
	"strings"
)

// relative tells whether a known surname stands behind a first name that is not that of the
// person known by it: somebody else of the family, or of no kin at all.
func (b *Base) relative(sr *sentenceReading, m *match) bool {
	i := int(m.first)
	if m.first != m.last || i == 0 || sr.cover[i-1] != 0 || !capitalised(sr.form(i-1)) || sr.tagged && sr.tag(i-1) != "NNP" {
		return false
	}
	first := sr.lower(i - 1)
	token := &sr.sentence.Tokens[i-1]
	if len(first) < 3 || strings.Contains(first, ".") || token.Head != i {
		return false
	}
	if b.given[first] == unknownGender && !strings.HasSuffix(token.Name, "-PERSON") {
		return false
	}
	same := func(e *entry) bool {
		known := &b.people[e.index]
		return slices.Contains(known.words, first) || len(known.words) > 0 && jaroWinkler(known.words[0], first) > 0.75 || aliased(known, first)
	}
	if same(m.entry) {
		return false
	}
	for k := range m.more {
		if m.more[k].kind == entryPerson && same(&m.more[k]) {
			return false
		}
	}
	return true
}

// aliased tells whether some other name of the person holds the word.
func aliased(known *person, word string) bool {
	for _, alias := range known.actor.Aliases {
		if strings.Contains(strings.ToLower(alias), word) {
			return true
		}
	}
	return false
}
