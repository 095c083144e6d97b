package coding

import (
	"slices"

	"entente/internal/diplo"
)

// withCoordinatedNames adds the actors that an annotator coordinated with a word inside a
// name rather than with its head: "President of X Jane Doe and Prime Minister of Y John Roe".
func (r *reading) withCoordinatedNames(list []int) []int {
	t := r.tree
	for at := 0; at < len(list); at++ {
		m := r.mentionHead(list[at])
		if m == nil || m.Actor.Kind != diplo.KindPerson {
			continue
		}
		for i := m.First; i <= m.Last; i++ {
			if i == list[at] {
				continue
			}
			for _, c := range t.kids[i] {
				other := r.mentionHead(c)
				if t.label(c) == "conj" && other != nil && other.First > m.Last && other.Actor.Kind == diplo.KindPerson && !slices.Contains(list, c) {
					list = append(list, c)
				}
			}
		}
	}
	return list
}
