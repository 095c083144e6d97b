package coding

import "entente/internal/diplo"

// deciders are those whose decision or resolution the action of c goes back to, where it was told
// by the same noun: "the Council passes a resolution on X. Y rejects the resolution".
func (a *articleReading) deciders(readings []*reading, c *candidate) []participant {
	r := readings[c.sentence]
	noun := c.actionToken
	if !r.tree.isNoun(noun) || r.tree.childForm(noun, "the", "this", "that", "these", "those") == none {
		return nil
	}
	lemma := r.tree.lemma[noun]
	for s := c.sentence; s >= max(0, c.sentence-2); s-- {
		q := readings[s]
		last := len(q.tree.tokens) - 1
		if s == c.sentence {
			last = noun - 1
		}
		for i := last; i >= 0; i-- {
			if q.tree.lemma[i] == lemma && q.tree.isNoun(i) {
				if found := q.standingFor(c, q.ownerOf(i)); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// standingFor are the actors named by the tokens, put in the place of the action of c.
func (r *reading) standingFor(c *candidate, tokens []int) []participant {
	var found []participant
	for _, o := range tokens {
		for _, p := range r.resolve(o) {
			if p.named() && p.grade <= derived && p.actor.Code != c.source.actor.Code {
				p.reason = "told before: " + p.reason
				p.token, p.first, p.last = c.actionToken, c.actionToken, c.actionToken
				found = append(found, p)
			}
		}
	}
	return found
}

// makeAmends gives an apology without an addressee those whom its source harmed before.
func (a *articleReading) makeAmends() {
	for i, c := range a.candidates {
		if c.gone || c.relation != "APOLOGIZED_TO" || c.target.named() || c.source.actor.Code == "" {
			continue
		}
		for _, e := range a.candidates[:i] {
			if !e.gone && e.relation.Quad() == diplo.MaterialConflict && e.target.named() && sameCode(e.source, c.source) && !sameCode(e.target, c.source) {
				c.target = e.target
				c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
				c.target.reason = "whom “" + e.words + "” harmed: " + e.target.reason
				c.reaction = false
			}
		}
	}
}
