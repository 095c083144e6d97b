package coding

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// unknownPerson is a person of whom the text tells nothing but the name.
func (r *reading) unknownPerson(n int) (participant, bool) {
	t := r.tree
	if t.tag(n) != "NNP" || r.mentionAt[n] != nil || !strings.HasSuffix(t.tokens[n].Name, "-PERSON") && !r.bareFullName(n) {
		return participant{}, false
	}
	p := r.anonymousAt(n)
	for p.first > 0 && t.tag(p.first-1) == "NNP" && t.head[p.first-1] == n && r.mentionAt[p.first-1] == nil {
		p.first--
	}
	p.reason = "a person of whom nothing else is known"
	return p, true
}

// describedPerson is an unknown name with what is said of it: "Zyxo Qarvel, a Kenyan scientist".
func (r *reading) describedPerson(n, apposition int) (participant, bool) {
	if r.tree.tag(n) != "NNP" || r.mentionAt[n] != nil || !r.isPerson(apposition) {
		return participant{}, false
	}
	owners := r.owners(apposition)
	if len(owners) != 1 || len(owners[0].actor.Code) != 3 {
		return participant{}, false
	}
	p := r.anonymousAt(n)
	for p.first > 0 && r.tree.tag(p.first-1) == "NNP" && r.tree.head[p.first-1] == n {
		p.first--
	}
	p = r.unknownIn(p, owners[0].actor.Code, owners[0].reason)
	p.grade = direct
	return p, true
}

// bareFullName tells whether n and the word before it are two capitalised words of which
// nothing is known, to whom something is done: "John Roe is convicted".
func (r *reading) bareFullName(n int) bool {
	t := r.tree
	if l := t.label(n); l != "nsubjpass" && l != "dobj" || len(t.kids[n]) != 1 || n == 0 {
		return false
	}
	first := n - 1
	return t.kids[n][0] == first && t.label(first) == "compound" && t.tag(first) == "NNP" && t.tokens[n].Name == "" && r.mentionAt[first] == nil && len(t.lower[first]) > 2 && len(t.lower[n]) > 2
}

// unknownIn is that person, taken for one of the country where it happened.
func (r *reading) unknownIn(p participant, code, why string) participant {
	name := r.words(p.first, p.last)
	p.actor = diplo.Actor{ID: diplo.ActorID("person:" + fold.Slug(name+" "+code)), Kind: diplo.KindPerson, Name: name, Code: code}
	p.reason = "“" + name + "”, a person of whom nothing else is known, " + why
	return p
}
