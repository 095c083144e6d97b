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

// onlyCounted tells whether nothing but a number stands before the noun of m: "two gunmen".
func (r *reading) onlyCounted(m *actors.Mention) bool {
	for i := m.First; i < m.Last; i++ {
		if r.tree.tag(i) != "CD" && r.tree.tag(i) != "DT" {
			return false
		}
	}
	return true
}

// mayBeVictim tells whether the noun stands for somebody, not for a weapon.
func (r *reading) mayBeVictim(n int) bool {
	lemma := r.tree.lemma[n]
	return unknownPeople[lemma] || r.dictionary.is("person", lemma)
}

// unidentified tells whether the words before a noun say that nobody knows who.
func (r *reading) unidentified(n int) bool {
	for _, c := range r.tree.kids[n] {
		switch r.tree.lower[c] {
		case "unknown", "unidentified", "unnamed", "masked", "unclaimed":
			return true
		case "armed":
			if r.tree.lemma[n] == "man" {
				return true
			}
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

// relocated gives a group whose country was only guessed ("soldiers") that of the place which the
// words around the act name: "kill 92 soldiers at a base in Chad".
func (r *reading) relocated(p participant, where *actors.Mention) (participant, bool) {
	if !p.common || p.sure > 0.5 || p.actor.Kind == diplo.KindCountry || where == nil || where.First < 0 || !where.Place || len(where.Actor.Code) != 3 ||
		len(p.actor.Code) != 3 || where.Actor.Code == p.actor.Code || p.token == none || r.tree.tag(p.token) == "NNP" {
		return p, false
	}
	home := p.onFor
	p.actor, p.onFor = diplo.Actor{}, ""
	p = r.groupIn(p, where.Actor.Name, where.Actor.Code, "placed by “"+r.words(where.First, where.Last)+"”")
	if home != "" {
		p.onFor = diplo.CountryID(where.Actor.Code)
	}
	return p, true
}

// likeThoseBefore are "others" of whom the verb before tells whose people they are: "kills three Danes and
// wounds four others".
func (r *reading) likeThoseBefore(n int) (participant, bool) {
	t := r.tree
	v := t.head[n]
	if t.lower[n] != "others" || v == none || t.label(n) != "dobj" || t.label(v) != "conj" || t.head[v] == none || !t.isVerb(t.head[v]) {
		return participant{}, false
	}
	for _, o := range r.predicateOf(t.head[v]).object {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived && len(p.actor.Code) == 3 {
				p.token, p.first, p.last, p.grade = n, n, n, derived
				p.reason = "others like those before: " + p.actor.Name
				return p, true
			}
		}
	}
	return participant{}, false
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

// kin are people who are told by whom they belong to and are somebody else.
var kin = wordSet{"son": true, "daughter": true, "wife": true, "husband": true, "brother": true, "sister": true, "father": true, "mother": true,
	"cousin": true, "nephew": true, "niece": true, "bodyguard": true, "lawyer": true, "driver": true, "relative": true, "uncle": true, "grandson": true, "widow": true}

// kinOf makes "the son of the president" one of the president's country, not the president.
func (r *reading) kinOf(n int, owners []participant) []participant {
	if !kin[r.tree.lemma[n]] {
		return owners
	}
	for i := range owners {
		p := &owners[i]
		if p.actor.Kind != diplo.KindPerson {
			continue
		}
		name := strings.ToLower(r.tree.tokens[n].Form) + " of " + p.actor.Name
		p.actor = diplo.Actor{ID: diplo.ActorID("group:" + fold.Slug(name)), Kind: diplo.KindGroup, Name: name, Code: p.actor.Code}
		p.office, p.onFor = nil, ""
		p.reason = "known by whom they belong to: " + name
	}
	return owners
}

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
