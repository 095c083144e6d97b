package coding

import (
	"strings"

	"entente/internal/diplo"
)

// unsaidTarget is whom the act must concern where no slot of the frame names anybody: the actor of another
// side who is named nearest to the trigger, in its own clause. Only acts that are always towards somebody
// are read so; a visit or a killing is not.
func (r *reading) unsaidTarget(f *frame, trigger int, a *arguments, sources []participant) []participant {
	if len(sources) == 0 || !sources[0].named() || (f.has("mutual") || f.has("pair")) && len(sources) > 1 || !r.tree.isVerb(trigger) || !towardsSomebody(f.relation) {
		return nil
	}
	t := r.tree
	for _, s := range f.to {
		for _, o := range a.fill(s) {
			if tag := t.tag(o); tag == "PRP" || strings.HasPrefix(tag, "NNP") {
				return nil // somebody is named of whom nothing is known
			}
		}
	}
	nearest := none
	for i := range t.tokens {
		m := r.mentionHead(i)
		if m == nil || m.Actor.Code == "" || m.Actor.Code == sources[0].actor.Code || r.sided(m) || !r.inClause(i, trigger) || sameActor(sources, m.Actor.ID) {
			continue
		}
		if nearest == none || abs(i-trigger) < abs(nearest-trigger) {
			nearest = i
		}
	}
	if nearest == none {
		return nil
	}
	p := derivedFrom(r.mentionHead(nearest), nearest, "the nearest other in the clause of “"+t.tokens[trigger].Form+"”")
	p.grade = inner
	return []participant{p}
}

// towardsSomebody tells whether the relation is always one towards another, whom the clause then names.
func towardsSomebody(relation diplo.Relation) bool {
	switch relation {
	case "ACCUSED", "INVESTIGATED", "SANCTIONED", "URGED", "WARNED", "MOBILIZED_AGAINST", "REJECTED", "PROMISED":
		return true
	}
	return false
}

// inClause tells whether token i stands below v, and in no other clause than that of v.
func (r *reading) inClause(i, v int) bool {
	t := r.tree
	for ; i != none && i != v; i = t.head[i] {
		switch t.label(i) {
		case "relcl", "parataxis":
			return false
		case "conj", "advcl":
			if t.isVerb(i) {
				return false
			}
		}
	}
	return i == v
}

func abs(n int) int { return max(n, -n) }
