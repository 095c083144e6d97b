package coding

import (
	"fmt"

	"entente/internal/diplo"
)

// account tells how a named actor of a candidate came about, for people: by which words, where they
// stand to the act, who is meant and why, how surely, and for whom.
func (r *reading) account(c *candidate, p *participant) string {
	text := p.reason
	if words := r.words(p.first, p.last); words != "" {
		place := ""
		if p.act == none { // else the reason says where
			place = r.standsTo(p.token, c.trigger)
		}
		text = "“" + words + "”" + place + ": " + text
	}
	if p.sure > 0 {
		text += fmt.Sprintf(" (%.2f)", p.sure)
	}
	if o := p.office; o != nil {
		text += "; " + o.Title + term(o)
	}
	if p.onFor != "" && p.onFor != p.actor.ID && r.coder.base != nil {
		if of, ok := r.coder.base.Actor(p.onFor); ok {
			text += "; acts for " + of.Name
		}
	}
	return text
}

// term is how long an office was held, as far as that is known.
func term(o *diplo.Office) string {
	switch {
	case o.From != diplo.NoDay && o.To != diplo.NoDay:
		return fmt.Sprintf(" from %s to %s", o.From, o.To)
	case o.From != diplo.NoDay:
		return fmt.Sprintf(" since %s", o.From)
	case o.To != diplo.NoDay:
		return fmt.Sprintf(" until %s", o.To)
	}
	return ""
}

// standsTo tells the way through the arcs from a token up to the trigger in a few words: `, subject
// of “condemned”`; "" where the arcs do not lead there.
func (r *reading) standsTo(token, trigger int) string {
	t := r.tree
	if token < 0 || token >= len(t.tokens) || token == trigger {
		return ""
	}
	for range t.tokens { // one of several
		if t.label(token) != "conj" || t.head[token] == none {
			break
		}
		token = t.head[token]
	}
	head := t.head[token]
	if head == none {
		return ""
	}
	place := map[string]string{
		"nsubj": "subject of", "nsubjpass": "passive subject of", "dobj": "object of", "dative": "indirect object of", "poss": "possessor of",
		"amod": "before", "compound": "before", "nmod": "before", "appos": "beside", "pobj": "object of",
	}[t.label(token)]
	if place == "" {
		return ""
	}
	if t.label(token) == "pobj" || t.label(head) == "agent" {
		place = "behind “" + t.tokens[head].Form + "” with"
		if head = t.head[head]; head == none {
			return ""
		}
	}
	return ", " + place + " “" + t.tokens[head].Form + "”"
}

// rule names the frame of a candidate and where it is written.
func (c *candidate) rule() string {
	if c.frame == nil || c.frame.origin == "" {
		return c.name
	}
	return c.name + " (" + c.frame.origin + ")"
}

// dropUntold notes the candidates of triggers of which nothing is told in the end.
func (a *articleReading) dropUntold(readings []*reading) {
	told := map[[2]int]bool{}
	for _, c := range a.candidates {
		if !c.gone {
			told[[2]int{c.sentence, c.trigger}] = true
		}
	}
	for _, c := range a.candidates {
		at := [2]int{c.sentence, c.trigger}
		if !told[at] {
			told[at] = true
			readings[c.sentence].drop(c.trigger, c.goneWhy)
		}
	}
}

// wanting tells what stands in the places from which a frame takes its two parties, neither or one of
// which is an actor.
func (r *reading) wanting(f *frame, a *arguments) string {
	said := func(slots []slot) string {
		for _, s := range slots {
			for _, token := range a.fill(s) {
				return "“" + r.phrase(token) + "”"
			}
		}
		return "nobody"
	}
	return "the rule fits, but it does not say which actors: who, " + said(f.from) + "; whom, " + said(f.to) + " (" + f.origin + ")"
}
