package actors

import "slices"

// withSharedNames adds the first of two names that share their last word: "North" in "North
// and South Korea".
func (b *Base) withSharedNames(sr *sentenceReading) {
	for k := 0; k < len(sr.matches); k++ {
		m := &sr.matches[k]
		if m.entry.kind != entryCountry && m.entry.kind != entryDemonym || m.last == m.first {
			continue
		}
		at := int(m.first) - 2
		if at < 0 || sr.lower(at+1) != "and" || !capitalised(sr.form(at)) || k > 0 && sr.matches[k-1].last >= int32(at) {
			continue
		}
		whole := sr.form(at)
		for t := int(m.first) + 1; t <= int(m.last); t++ {
			whole += " " + sr.form(t)
		}
		found := b.trie.appendMatches(nil, b.trie.wordsOf(whole))
		if len(found) != 1 || found[0].first != 0 || found[0].last != m.last-m.first || found[0].entry.kind != m.entry.kind || found[0].entry.index == m.entry.index {
			continue
		}
		sr.matches = slices.Insert(sr.matches, k, match{first: int32(at), last: int32(at), entry: found[0].entry})
		k++
	}
}
