package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
)

// onlyPeople are relations that are done to people alone, whatever the noun says of them.
var onlyPeople = map[diplo.Relation]bool{"DETAINED": true, "CONVICTED": true, "SUED": true, "DEPORTED": true, "ABDUCTED": true}

// murderous verbs are done to people alone.
var murderous = wordSet{"murder": true, "assassinate": true, "gun": true, "behead": true, "lynch": true, "slay": true, "decapitate": true}

// mustBePeople tells whether the noun that the frame knows nothing of can only stand for
// people: "arrests a couple", "sentences two hooligans".
func (r *reading) mustBePeople(f *frame, o int) bool {
	t := r.tree
	if !onlyPeople[f.relation] && !(f.relation == "KILLED" && murderous[f.lemma]) || !f.has("victim") || r.mentionAt[o] != nil || r.isAct(o) || t.hasChild(o, "poss") {
		return false
	}
	if tag := t.tag(o); tag != "NN" && tag != "NNS" {
		return false
	}
	switch t.label(o) {
	case "dobj", "nsubjpass", "conj":
		return !r.dictionary.is("accident", t.lemma[o]) && !r.dictionary.is("weapon", t.lemma[o]) && !r.dictionary.is("property", t.lemma[o])
	}
	return false
}

// unknownPlace is the country of a town or post that somebody took and that no list of places
// knows: named in its own words, by the place of the act, or, where a group took it, the
// group's own.
func (r *reading) unknownPlace(a *arguments, where *actors.Mention, sources []participant) (participant, bool) {
	if len(sources) == 0 {
		return participant{}, false
	}
	for _, o := range a.fill(slotObject) {
		if r.mentionAt[o] != nil || !r.dictionary.is("place_noun", r.tree.lemma[o]) && r.tree.tag(o) != "NNP" {
			continue
		}
		if c := r.tree.child(o, "appos"); c != none && !r.dictionary.is("place_noun", r.tree.lemma[c]) && r.tree.tag(o) != "NNP" {
			continue
		}
		for _, p := range r.innerActors(o) {
			if p.actor.Code != sources[0].actor.Code && len(p.actor.Code) == 3 {
				return r.country(p.actor.Code, "the place taken is told by “"+r.words(p.first, p.last)+"”")
			}
		}
		if !r.dictionary.is("place_noun", r.tree.lemma[o]) {
			continue
		}
		if r.article.told(where) && len(where.Actor.Code) == 3 {
			return r.country(where.Actor.Code, "the place taken lies where it happened, "+where.Actor.Name)
		}
		if home := r.article.country; sources[0].actor.Kind == diplo.KindGroup || home != nil && home.Actor.Code == sources[0].actor.Code {
			return r.country(sources[0].actor.Code, "no other country is named than that of those who took the place")
		}
	}
	return participant{}, false
}
