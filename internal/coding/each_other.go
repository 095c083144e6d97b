package coding

import "entente/internal/actors"

// eachOther tells whether the object is "each other", "one another" or, of two, "the other": the sources are the
// targets as well.
func (r *reading) eachOther(tokens []int) bool {
	t := r.tree
	for _, o := range tokens {
		if o > 0 && (t.lower[o] == "other" && (t.lower[o-1] == "each" || t.lower[o-1] == "the") || t.lower[o] == "another" && t.lower[o-1] == "one") || o+1 < len(t.lower) && t.lower[o] == "one" && t.lower[o+1] == "another" {
			return true
		}
	}
	return false
}

// formerOrLatter is the first or last of the two actors coordinated before n, where n is "the former" or "the latter".
func (r *reading) formerOrLatter(n int) *actors.Mention {
	t := r.tree
	if w := t.lower[n]; w != "former" && w != "latter" || n == 0 || t.lower[n-1] != "the" || n+1 < len(t.lower) && t.isNoun(n+1) {
		return nil
	}
	for i := n - 1; i >= 0; i-- {
		if r.mentionHead(i) == nil || t.label(i) == "conj" {
			continue
		}
		if pair := t.conjuncts(i); len(pair) == 2 && r.mentionHead(pair[1]) != nil && pair[1] < n {
			if t.lower[n] == "former" {
				return r.mentionHead(pair[0])
			}
			return r.mentionHead(pair[1])
		}
	}
	return nil
}
