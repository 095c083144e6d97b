package coding

import "strings"

// sidesOf are the sides of a clash, where both are named: "fighting between X and Y".
func (r *reading) sidesOf(n int) []participant {
	if !clashNouns[r.tree.lemma[n]] {
		return nil
	}
	var sides []participant
	for _, o := range objectsOf(r.nominalOf(n).preps, "between") {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived && !sameActor(sides, p.actor.ID) {
				p.act = none
				sides = append(sides, p)
			}
		}
	}
	return sides
}

// deadOfBothSides parts the dead of a clash whose sides are not named otherwise: "clashes kill three
// soldiers and nine rebels". Nothing is found where one side alone has dead.
func (r *reading) deadOfBothSides(dead []participant) (fighters, forces []participant) {
	for _, p := range dead {
		switch {
		case p.token == none || !p.named():
		case strings.HasPrefix(string(p.actor.ID), "group:rebels") || strings.HasPrefix(string(p.actor.ID), "group:militants"):
			fighters = append(fighters, p)
		case p.onFor != "":
			forces = append(forces, p)
		}
	}
	if fighters == nil || forces == nil {
		return nil, nil
	}
	return fighters, forces
}

// countryKills tells whether the verb says that the country at o, by its own name, kills somebody.
func (r *reading) countryKills(v, o int) bool {
	t := r.tree
	if t.lemma[v] != "kill" || r.article.accident || t.label(o) != "nsubj" || t.head[o] != v {
		return false
	}
	m := r.mentionHead(o)
	return m != nil && m.OwnName() && (m.First == 0 || t.label(m.First-1) != "prep")
}

// exposedOffices are kinds of people of whom a report that they were killed is one of violence.
var exposedOffices = wordSet{"journalist": true, "reporter": true, "activist": true, "commander": true, "lawmaker": true, "politician": true, "cleric": true, "diplomat": true, "photographer": true, "peacekeeper": true, "leader": true, "ambassador": true}

// exposed tells whether the words of the mention at o name such a person.
func (r *reading) exposed(o int) bool {
	if exposedOffices[r.tree.lemma[o]] {
		return true
	}
	m := r.mentionAt[o]
	if m == nil || m.Head != o {
		return false
	}
	for i := max(m.First, 0); i <= m.Last; i++ {
		if exposedOffices[r.tree.lemma[i]] {
			return true
		}
	}
	return false
}
