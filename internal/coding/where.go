package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
)

// whereOf is the place at which the act of the trigger happened: named behind it, behind
// its arguments, or behind a verb above it; nil when nobody says.
func (r *reading) whereOf(trigger int, a *arguments) *actors.Mention {
	t := r.tree
	if m := r.placeUnder(trigger, true); m != nil {
		return m
	}
	if a != nil {
		if a.predicate != nil && a.predicate.verb != trigger {
			if m := r.placeUnder(a.predicate.verb, true); m != nil {
				return m
			}
		}
		for _, s := range []slot{slotObject, slotSubject} {
			for _, o := range a.slots[s] {
				if m := r.placeUnder(o, false); m != nil {
					return m
				}
			}
		}
	}
	if a != nil && a.nominal == nil { // "taken into custody in …"
		for _, p := range a.preps {
			if p.word == "into" || p.word == "under" || p.word == "on" {
				if m := r.placeUnder(p.object, false); m != nil {
					return m
				}
			}
		}
	}
	for i, steps := t.head[trigger], 0; i != none && steps < 6; i, steps = t.head[i], steps+1 {
		if m := r.placeUnder(i, true); m != nil {
			return m
		}
	}
	return r.article.country
}

// placeUnder is the place that a preposition below token i names. Only the prepositions
// that say where count; of those below an argument "of" doesn't say where the act was.
func (r *reading) placeUnder(i int, act bool) *actors.Mention {
	t := r.tree
	for pass := 0; pass < 2; pass++ {
		for _, c := range t.kids[i] {
			if t.label(c) != "prep" && t.label(c) != "agent" {
				continue
			}
			word := t.lower[c]
			sure := word == "in" || word == "at" || word == "near" || word == "outside" || word == "inside" || word == "off" || word == "across" || word == "within" || word == "throughout"
			if pass == 0 && !sure || pass == 1 && (sure || !act || !(word == "on" || word == "around" || word == "along" || word == "over")) {
				continue
			}
			for _, o := range t.prepObjects(c) {
				if m := r.placeIn(o); m != nil {
					return m
				}
			}
		}
	}
	return nil
}

// placeIn is the place named in the phrase around noun o.
func (r *reading) placeIn(o int) *actors.Mention {
	t := r.tree
	if m := r.mentionAt[o]; m != nil {
		if m.Place {
			return r.byCountryBeside(m, o)
		}
	}
	if r.dictionary.is("no_place", t.lemma[o]) {
		return nil
	}
	for _, c := range t.kids[o] {
		switch t.label(c) {
		case "appos", "npadvmod", "amod", "compound", "nmod", "poss":
			if m := r.mentionAt[c]; m != nil && (m.Place || m.Via == actors.ViaDemonym) && !r.isAssaultNoun(o) {
				return r.byCountryBeside(m, o) // but "in Russian shelling of the town" was not in Russia
			}
		case "prep":
			if t.lower[c] == "of" || t.lower[c] == "in" || t.lower[c] == "near" {
				for _, oo := range t.prepObjects(c) {
					if m := r.mentionAt[oo]; m != nil && m.Place {
						return m
					}
					if a := t.child(oo, "appos", "npadvmod"); a != none && r.mentionAt[a] != nil && r.mentionAt[a].Place {
						return r.mentionAt[a] // "in Uruapan, Mexico"
					}
				}
			}
		}
	}
	return nil
}

// byCountryBeside is the country that the phrase of a town names, where lists know the name for
// a town elsewhere: "near Banda in North Waziristan, Pakistan".
func (r *reading) byCountryBeside(town *actors.Mention, o int) *actors.Mention {
	if town.Actor.Kind == diplo.KindCountry && town.Reason == "named" {
		return town
	}
	_, last := r.tree.reach(o)
	for i := o + 1; i <= last; i++ {
		if m := r.mentionHead(i); m != nil && m.OwnName() && m.Place && m.Actor.Code != town.Actor.Code && r.tree.under(i, o) && (r.tree.label(i) == "appos" || r.tree.label(i) == "npadvmod") {
			return m
		}
	}
	return town
}

// placeOf names the place of an act.
func placeOf(m *actors.Mention, words string) diplo.Place {
	if m == nil {
		return diplo.Place{}
	}
	place := diplo.Place{Name: words, Country: m.Actor.Code}
	if m.Via == actors.ViaDemonym || words == "" {
		place.Name = m.Actor.Name
	}
	return place
}

// atTarget are relations of which a place that they are done to is where they happen: "shelled Stepanakert", "visited Kyiv".
var atTarget = map[diplo.Relation]bool{"ATTACKED": true, "CAPTURED": true, "INVADED": true, "BLOCKADED": true, "WITHDREW_FROM": true, "VISITED": true}

// placeHit is where a candidate happened: the town or region that it was done to, where the base knows where that lies, else where
// the words around it say.
func (r *reading) placeHit(c *candidate) diplo.Place {
	words := r.words(c.target.first, c.target.last)
	if !atTarget[c.relation] || c.reaction || words == "" {
		return c.place
	}
	hit := r.coder.place(diplo.Place{Name: words, Country: c.target.actor.Code})
	if hit.Latitude == 0 && hit.Longitude == 0 {
		return c.place
	}
	return hit
}
