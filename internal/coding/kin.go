package coding

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
)

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
