package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/fold"
)

// anonymousAt is a group of people without a name, before it is known where they are.
func (r *reading) anonymousAt(n int) participant {
	p := participant{token: n, first: n, last: n, grade: anonymous, act: none, reason: "people without a name"}
	if r.unidentified(n) {
		p.grade, p.reason = unnamed, "nobody is named"
	}
	if unknownPeople[r.tree.lemma[n]] {
		p.grade, p.reason = unnamed, "nobody is named"
	}
	return p
}

// unknownPeople are words for those of whom only the deed is known.
var unknownPeople = wordSet{"gunman": true, "attacker": true, "assailant": true, "bomber": true, "hitman": true, "assassin": true, "sniper": true, "hijacker": true, "kidnapper": true}

// unidentified tells whether the words before a noun say that nobody knows who.
func (r *reading) unidentified(n int) bool {
	for _, c := range r.tree.kids[n] {
		switch r.tree.lower[c] {
		case "unknown", "unidentified", "unnamed", "masked", "unclaimed":
			return true
		}
	}
	return false
}

// placed gives people without a name the country of the place where it happened.
func (r *reading) placed(p participant, where *actors.Mention) participant {
	if where == nil || where.Actor.Code == "" || p.token == none {
		return p
	}
	return r.groupIn(p, where.Actor.Name, where.Actor.Code, "placed by “"+r.words(where.First, where.Last)+"”")
}

// groupIn makes a group of people without a name, by the country that they are in.
func (r *reading) groupIn(p participant, country, code, why string) participant {
	if r.tree.tag(p.token) == "NNP" && !p.named() {
		return r.unknownIn(p, code, why)
	}
	noun := strings.ToLower(r.tree.tokens[p.token].Form)
	kind := diplo.KindGroup
	if p.named() {
		noun, kind = p.actor.Name, p.actor.Kind
	}
	name := noun + " in " + country
	p.actor = diplo.Actor{
		ID:   diplo.ActorID(strings.ToLower(string(kind)) + ":" + fold.Slug(name)),
		Kind: kind, Name: name, Code: code,
	}
	p.reason = "“" + noun + "” without a name, " + why
	return p
}
