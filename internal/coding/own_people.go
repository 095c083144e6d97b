package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/fold"
)

const ownPeopleReason = "nobody else is named: its own people"

// ownPeople are the people of the state that acts: whom a curfew without a place concerns.
func (r *reading) ownPeople(source participant) (participant, bool) {
	home, ok := r.coder.countries(source.actor.Code)
	if !ok || source.actor.Kind == diplo.KindPerson && source.onFor == "" {
		return participant{}, false
	}
	return participant{
		actor: diplo.Actor{ID: diplo.ActorID("group:" + fold.Slug("people in "+home.Name)), Kind: diplo.KindGroup, Name: "people in " + home.Name, Code: home.Code},
		token: none, first: none, last: none, grade: derived, act: none, reason: ownPeopleReason,
	}, true
}

// isGroupNoun tells whether the mention at token i is made of common nouns.
func (r *reading) isGroupNoun(i int) bool {
	return i != none && r.mentionAt[i] != nil && r.mentionAt[i].Via == actors.ViaNoun
}

// onlyCountry is the code of the country of which alone the sentence speaks, or "".
func (r *reading) onlyCountry() string {
	code := ""
	for i := range r.sentence.Actors {
		m := &r.sentence.Actors[i]
		if len(m.Actor.Code) != 3 || code != "" && m.Actor.Code != code {
			return ""
		}
		code = m.Actor.Code
	}
	return code
}

// toldOf tells whether the sentence has told of such an act by that actor already: "declares
// an emergency and imposes a curfew" is one.
func (r *reading) toldOf(f *frame, source participant) bool {
	for _, c := range r.found {
		if c.relation == f.relation && c.source.actor.ID == source.actor.ID {
			return true
		}
	}
	return false
}

// pairAtHome gives each of several states that do the same at home its own people: "X and Y ban the sale of tobacco".
func (r *reading) pairAtHome(c candidate, f *frame, a *arguments, sources []participant) bool {
	if len(sources) < 2 || c.relation != "BANNED" || !f.has("executive") && !f.has("own") || a.nominal != nil || r.tree.tag(c.trigger) == "VB" {
		return false
	}
	made := false
	for _, s := range sources {
		if s.actor.Kind == diplo.KindPerson || r.toldOf(f, s) {
			continue
		}
		if own, ok := r.ownPeople(s); ok && r.pair(c, f, []participant{s}, []participant{own}) {
			made = true
		}
	}
	return made
}

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
