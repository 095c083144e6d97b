package coding

import (
	"entente/internal/actors"
	"entente/internal/dates"
	"entente/internal/diplo"
)

// oldNews is how many days before the report an act is no longer its news.
const oldNews = 45

// settle gives the candidate its date and place.
func (r *reading) settle(c *candidate, a *arguments, where *actors.Mention) {
	if where != nil {
		c.place = r.coder.place(placeOf(where, r.words(where.First, where.Last)))
	}
	reference := r.article.input.Reference
	e := r.dateOf(c.trigger)
	if e != nil && verbal(c.relation) && reference != diplo.NoDay && e.Range.Start > reference {
		e = nil // the day of what is promised or demanded, not of the words
	}
	if e != nil && e.Range.Known() {
		c.date = e.Range
		c.dateWhy = "“" + r.words(e.First, e.Last) + "”: " + e.Rule
		if e.Range.Basis == diplo.BasisRelative && reference != diplo.NoDay {
			c.dateWhy += ", counted from " + reference.String()
		}
		if reference != diplo.NoDay && e.Range.End < reference-oldNews {
			c.standing.background = true
			c.standing.note("long before the report")
		}
		if reference != diplo.NoDay && e.Range.Start > reference+1 && c.standing.modality == diplo.Asserted {
			c.standing.lower(diplo.Planned, "in the future")
		}
		return
	}
	switch {
	case c.standing.background:
		c.date, c.dateWhy = diplo.NoDate, "undated background"
	case rankOf(c.standing.modality) >= rankOf(diplo.Planned) && c.standing.modality != diplo.Denied:
		c.date, c.dateWhy = diplo.NoDate, "it is not said when"
	case reference == diplo.NoDay:
		c.date, c.dateWhy = diplo.NoDate, "neither the text nor the article is dated"
	default:
		c.date = diplo.OnDay(reference, diplo.BasisPublication, "")
		c.dateWhy = "undated news: the day of the report"
	}
}

func verbal(relation diplo.Relation) bool {
	q := relation.Quad()
	return q == diplo.VerbalConflict || relation.Type() == diplo.Sanction || relation.Type() == diplo.Agree || relation.Type() == diplo.Support || relation.Type() == diplo.Concede
}

// dateOf is the date expression that the arcs tie to the trigger: below it, below the verb
// that carries it, else below the nearest verb above in the same clause.
func (r *reading) dateOf(trigger int) *dates.Expression {
	t := r.tree
	var best *dates.Expression
	bestSteps := 100
	for i := range r.sentence.Dates {
		e := &r.sentence.Dates[i]
		if e.First < 0 || e.Last >= len(t.tokens) {
			continue
		}
		if r.otherHalf(e.Last, trigger) {
			continue
		}
		governor := r.governorOf(e)
		if governor == none {
			continue
		}
		if governor != trigger && r.tree.under(governor, trigger) && r.datesNoun(e, governor, trigger) {
			continue // "criticised the 2003 invasion": the date of what it is about
		}
		if steps := r.clauseSteps(trigger, governor); steps < bestSteps {
			best, bestSteps = e, steps
		}
	}
	if bestSteps >= 100 {
		return nil
	}
	return best
}

// datesNoun tells whether the date is that of the noun n below the trigger: it stands before n
// ("the 1993 accords"), or is old and hangs on a thing ("the arrest of X for murders in 1994").
func (r *reading) datesNoun(e *dates.Expression, n, trigger int) bool {
	if !r.tree.isNoun(n) {
		return false
	}
	if e.Last < n {
		return !r.opensClause(e)
	}
	reference := r.article.input.Reference
	return r.tree.isVerb(trigger) && !r.isPerson(n) && reference != diplo.NoDay && e.Range.Known() && e.Range.End < reference-oldNews
}

// opensClause tells whether a day stands by itself before the subject, whatever it was hung on: "On Tuesday French officials met".
func (r *reading) opensClause(e *dates.Expression) bool {
	if e.Range.Precision != diplo.ToTheDay {
		return false
	}
	return e.First == 0 || r.tree.lower[e.First-1] == "on" && r.tree.child(e.First-1, "pobj") == none
}

// otherHalf tells whether "but" parts the date from a trigger behind it.
func (r *reading) otherHalf(date, trigger int) bool {
	for i := date + 1; i < trigger; i++ {
		if r.tree.lower[i] == "but" || r.tree.lower[i] == ";" {
			return true
		}
	}
	return false
}

// governorOf is the verb or noun that the words of a date hang on.
func (r *reading) governorOf(e *dates.Expression) int {
	t := r.tree
	top := e.First
	for i := e.First; i <= e.Last; i++ { // the token whose arc leaves the expression
		if h := t.head[i]; h == none || h < e.First || h > e.Last {
			top = i
			break
		}
	}
	h := t.head[top]
	for h != none && (t.tag(h) == "IN" || t.label(h) == "prep") {
		h = t.head[h]
	}
	return h
}

// clauseSteps counts the arcs from the trigger up to the governor of a date; 100 when the
// date belongs to another clause.
func (r *reading) clauseSteps(trigger, governor int) int {
	t := r.tree
	if t.under(governor, trigger) { // the date stands below the trigger
		steps := 0
		for i := governor; i != trigger; i = t.head[i] {
			steps += 2
			if l := t.label(i); l == "relcl" || l == "ccomp" || l == "advcl" || l == "acl" || t.isVerb(i) && l == "conj" {
				return 100
			}
		}
		return steps
	}
	steps := 0
	for i := trigger; i != none; i = t.head[i] {
		if i == governor {
			return steps*2 + 1
		}
		switch l := t.label(i); {
		case l == "conj" && t.isVerb(i) && t.hasChild(i, "nsubj"):
			return 100
		case l == "relcl", l == "acl" && t.tag(i) != "VBG":
			return 100
		case l == "pobj":
			if word := t.lower[t.head[i]]; word == "after" || word == "following" || word == "since" || word == "before" || word == "over" || word == "against" {
				return 100
			}
		case l == "advcl" && t.childForm(i, "after", "since", "before", "when", "if") != none:
			return 100
		}
		steps++
	}
	return 100
}
