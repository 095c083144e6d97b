package coding

import (
	"entente/internal/actors"
	"entente/internal/diplo"
)

// coordinatedNations reads "Russian and Iranian negotiators" as both, where the actor
// reader gave the noun to one of them only.
func (r *reading) coordinatedNations(n int, m *actors.Mention) []participant {
	t := r.tree
	if m.Via == actors.ViaName || m.Via == actors.ViaTitle {
		return nil
	}
	for _, c := range t.kids[n] {
		if t.label(c) != "amod" && t.label(c) != "nmod" && t.label(c) != "compound" {
			continue
		}
		var all []participant
		for _, d := range t.conjuncts(c) {
			if other := r.mentionAt[d]; other != nil && other != m {
				all = append(all, derivedFrom(other, n, "“"+t.tokens[d].Form+"” before “"+t.tokens[n].Form+"”"))
			}
		}
		if len(all) > 0 && len(t.conjuncts(c)) > 1 {
			if m.First <= c && c <= m.Last {
				first := fromMention(m, n)
				return append([]participant{first}, all...)
			}
			if len(all) > 1 {
				return all
			}
		}
	}
	return nil
}

func derivedFrom(m *actors.Mention, token int, reason string) participant {
	p := fromMention(m, token)
	p.grade = derived
	p.reason = reason + ": " + m.Actor.Name
	return p
}

var ownerPreps = wordSet{"of": true, "in": true, "from": true, "at": true, "inside": true, "near": true, "across": true, "outside": true, "belonging": true}

// owners are the actors that a noun belongs to: possessor, demonym, "of", "in", "from".
func (r *reading) owners(n int) []participant {
	t := r.tree
	if m := r.territory(n); m != nil {
		p := derivedFrom(m, n, "“"+t.tokens[n].Form+" of "+r.words(m.First, m.Last)+"”")
		p.grade = direct
		return []participant{p}
	}
	var found []participant
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "poss":
			for _, o := range t.conjuncts(c) {
				if m := r.mentionAt[o]; m != nil {
					found = append(found, derivedFrom(m, n, "it is that of"))
				}
			}
		case "amod", "compound", "nmod":
			for _, o := range t.conjuncts(c) {
				if m := r.mentionAt[o]; m != nil && !r.sided(m) {
					found = append(found, derivedFrom(m, n, "“"+t.tokens[o].Form+"” before “"+t.tokens[n].Form+"”"))
				} else if lead := t.child(o, "npadvmod"); lead != none && r.mentionAt[lead] != nil && suffixOwner[t.lower[o]] {
					found = append(found, derivedFrom(r.mentionAt[lead], n, "“"+t.tokens[lead].Form+"-"+t.tokens[o].Form+"”"))
				}
			}
		}
	}
	if found != nil {
		return found
	}
	if r.isPerson(n) || r.dictionary.is("actor_noun", t.lemma[n]) {
		if found = r.founders(n); found != nil {
			return found
		}
	}
	for _, c := range t.kids[n] {
		if t.label(c) != "prep" || !ownerPreps[t.lower[c]] {
			continue
		}
		for _, o := range t.prepObjects(c) {
			if m := r.mentionAt[o]; m != nil {
				found = append(found, derivedFrom(m, n, "“"+t.tokens[c].Form+" "+r.words(m.First, m.Last)+"”"))
			} else if more := r.ownersShallow(o); more != nil {
				found = append(found, more...)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// usersOf are the actors who used weapon n: "a missile fired by X".
func (r *reading) usersOf(n int) []participant {
	var users []participant
	for _, c := range r.tree.kids[n] {
		if r.tree.label(c) != "acl" || r.tree.tag(c) != "VBN" {
			continue
		}
		for _, o := range r.predicateOf(c).subject {
			for _, p := range r.resolve(o) {
				if p.named() && p.grade <= derived {
					p.reason = "used it, “" + r.tree.tokens[c].Form + "”: " + p.actor.Name
					users = append(users, p)
				}
			}
		}
	}
	return users
}

// founders are those who set up the body n: "a panel convened by X".
func (r *reading) founders(n int) []participant {
	for _, c := range r.tree.kids[n] {
		if r.tree.label(c) != "acl" || r.tree.tag(c) != "VBN" || !founding[r.tree.lemma[c]] {
			continue
		}
		for _, o := range r.predicateOf(c).with("by") {
			if m := r.mentionAt[o]; m != nil {
				return []participant{derivedFrom(m, n, "“"+r.tree.tokens[c].Form+" by” it")}
			}
		}
	}
	return nil
}

var founding = wordSet{"convene": true, "appoint": true, "commission": true, "establish": true, "create": true, "form": true, "mandate": true, "name": true}

// territory is what "the breakaway region of X" names, whosever the region is said to be.
func (r *reading) territory(n int) *actors.Mention {
	t := r.tree
	switch t.lemma[n] {
	case "region", "republic", "territory", "enclave", "province", "state", "island":
	default:
		return nil
	}
	for _, c := range t.kids[n] {
		if t.lower[c] != "of" {
			continue
		}
		for _, o := range t.prepObjects(c) {
			if m := r.mentionHead(o); m != nil && m.Actor.Kind == diplo.KindCountry {
				return m
			}
		}
	}
	return nil
}

// inRelative tells whether i stands in a relative clause that describes n.
func (r *reading) inRelative(i, n int) bool {
	for ; i != none && i != n; i = r.tree.head[i] {
		if r.tree.label(i) == "relcl" && r.tree.head[i] == n {
			return true
		}
	}
	return false
}

// sided tells whether "pro-" or "anti-" stands before the name: it says on whose side, not who.
func (r *reading) sided(m *actors.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-2; i-- {
		if w := r.tree.lower[i]; w == "pro" || w == "anti" || w == "pro-" || w == "anti-" {
			return true
		}
	}
	return false
}

var suffixOwner = wordSet{"operated": true, "owned": true, "flagged": true, "run": true, "registered": true, "controlled": true, "held": true, "led": true, "based": true, "born": true, "affiliated": true}

// ownersShallow looks one phrase further: "in the city of Aleppo", "in the Syrian city".
func (r *reading) ownersShallow(n int) []participant {
	t := r.tree
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "poss", "amod", "compound", "nmod", "appos":
			if m := r.mentionAt[c]; m != nil {
				return []participant{derivedFrom(m, n, "“"+t.tokens[c].Form+"”")}
			}
		case "prep":
			if t.lower[c] == "of" || t.lower[c] == "in" || t.lower[c] == "from" {
				for _, o := range t.prepObjects(c) {
					if m := r.mentionAt[o]; m != nil {
						return []participant{derivedFrom(m, n, "“"+t.tokens[c].Form+" "+r.words(m.First, m.Last)+"”")}
					}
				}
			}
		}
	}
	return nil
}

// innerActors are the actors named anywhere in the phrase around n, first first.
func (r *reading) innerActors(n int) []participant {
	first, last := r.tree.reach(n)
	var found []participant
	for i := first; i <= last; i++ {
		if m := r.mentionHead(i); m != nil && r.tree.under(i, n) && !r.sided(m) && !r.inRelative(i, n) {
			p := derivedFrom(m, i, "named in “"+r.phrase(n)+"”")
			p.grade = inner
			found = append(found, p)
		}
	}
	return found
}
