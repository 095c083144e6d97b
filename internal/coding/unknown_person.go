package coding

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// unknownPerson is a person of whom the text tells nothing but the name.
func (r *reading) unknownPerson(n int) (participant, bool) {
	t := r.tree
	if t.tag(n) != "NNP" || r.mentionAt[n] != nil || !strings.HasSuffix(t.tokens[n].Name, "-PERSON") {
		return participant{}, false
	}
	p := r.anonymousAt(n)
	for p.first > 0 && t.tag(p.first-1) == "NNP" && t.head[p.first-1] == n && r.mentionAt[p.first-1] == nil {
		p.first--
	}
	p.reason = "a person of whom nothing else is known"
	return p, true
}

// unknownIn is that person, taken for one of the country where it happened.
func (r *reading) unknownIn(p participant, code, why string) participant {
	name := r.words(p.first, p.last)
	p.actor = diplo.Actor{ID: diplo.ActorID("person:" + fold.Slug(name+" "+code)), Kind: diplo.KindPerson, Name: name, Code: code}
	p.reason = "“" + name + "”, a person of whom nothing else is known, " + why
	return p
}
