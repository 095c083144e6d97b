package coding

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
