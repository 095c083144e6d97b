package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
)

// opposedGovernment reads "the government and the Taliban": the government is that of the country of
// the armed group beside it, unless the sentence speaks of the country that it was taken for.
func (r *reading) opposedGovernment(n int) (participant, bool) {
	t := r.tree
	if t.lemma[n] != "government" || t.childForm(n, "the") == none {
		return participant{}, false
	}
	if m := r.mentionAt[n]; m != nil && (m.Via != actors.ViaNoun || m.Actor.Code != "" && r.actsHere(m.Actor.Code)) {
		return participant{}, false
	}
	beside := t.conjuncts(n)[1:]
	if t.label(n) == "conj" {
		beside = append(beside, t.head[n])
	}
	for _, c := range beside {
		if m := r.mentionHead(c); m != nil && m.Via == actors.ViaName && m.Actor.Kind == diplo.KindGroup && len(m.Actor.Code) == 3 {
			if p, ok := r.country(m.Actor.Code, "the government that "+m.Actor.Name+" fights"); ok {
				p.token, p.first, p.last = n, n, n
				return p, true
			}
		}
	}
	return participant{}, false
}

// actsHere tells whether the sentence names that country otherwise than as a place.
func (r *reading) actsHere(code string) bool {
	for i := range r.sentence.Actors {
		if m := &r.sentence.Actors[i]; m.Actor.Code == code && !m.Place && m.Via != actors.ViaNoun {
			return true
		}
	}
	return false
}
