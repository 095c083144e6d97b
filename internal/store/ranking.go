package store

// How hits are ordered is defined here, by what is stored alone, so that every store gives the same hits in the same
// order. Among the hits of one kind:
//
//   - actors one of whose names is just the words asked for go first; then what has all the words as whole words; then what
//     has the last one as the start of a word only;
//   - among those, actors and actions with fewer words in their (main) name go first, then by the folded name and the id;
//   - where no actor is found at all, those other than countries in whose names each word is found or one like it (Like): those with fewer letters
//     that differ first, then as above;
//   - articles by the day reported, latest first and unknown days last, then by id; sentences as their articles, within
//     one by their start, then by the id of the mention.
//
// Over the kinds, the best hit of each goes first, in the order of the kinds, then the second of each, and so on. So the first
// n hits are the same whatever the limit above n.
//
// A store visits the key of everything that is found to order it, and reads in full what it gives. That takes some
// microseconds for each thing found: words that very many sentences have are dear, and so is the start of a word of one letter.

// Ranked puts together the hits of each kind, given in the order of the kinds and each in its own order: at most limit of them.
// The score is one divided by the place among the hits of its kind.
func Ranked(byKind [][]Hit, limit int) []Hit {
	var all []Hit
	for place := 0; ; place++ {
		more := false
		for _, hits := range byKind {
			if place >= len(hits) {
				continue
			}
			if len(all) >= limit {
				return all
			}
			hit := hits[place]
			hit.Score = 1 / float64(place+1)
			all = append(all, hit)
			more = true
		}
		if !more {
			return all
		}
	}
}
