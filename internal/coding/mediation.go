package coding

import "entente/internal/diplo"

// mediate gives a mediator without parties the two sides of the fighting or of the talks that the
// article told last: "After attacks by X on Y, Z mediated a truce".
func (a *articleReading) mediate() {
	for _, c := range append([]*candidate(nil), a.candidates...) {
		if c.gone || c.relation != "MEDIATED" || c.target.named() || !c.source.named() {
			continue
		}
		var of *candidate
		for _, e := range a.candidates {
			if t := e.relation.Type(); e.gone || e.sentence > c.sentence || c.sentence-e.sentence > 3 || t != diplo.Assault && e.relation != "NEGOTIATED_WITH" {
				continue
			}
			if e.source.named() && e.target.named() && e.source.actor.Code != "" && e.target.actor.Code != "" && !sameCode(e.source, e.target) && !sameCode(e.source, c.source) && !sameCode(e.target, c.source) {
				of = e
			}
		}
		if of == nil {
			continue
		}
		twin := *c
		c.addressSide(of, of.source)
		twin.addressSide(of, of.target)
		a.candidates = append(a.candidates, &twin)
	}
}

// addressSide makes one side of another event the target.
func (c *candidate) addressSide(of *candidate, side participant) {
	c.target = side
	c.target.token, c.target.first, c.target.last, c.target.act = none, none, none, none
	c.target.reason = "a side of “" + of.words + "”: " + side.reason
	c.reaction = false
}
