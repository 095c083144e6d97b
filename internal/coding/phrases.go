package coding

import (
	"entente/internal/actors"
)

// triggerReach are the words of the act: the verb with its particle and the nouns that the
// frame asked for.
func (r *reading) triggerReach(f *frame, trigger int, a *arguments) (first, last int) {
	first, last = trigger, trigger
	widen := func(i int) {
		if i >= 0 && i < len(r.tree.tokens) && max(i, last)-min(i, first) <= 6 {
			first, last = min(first, i), max(last, i)
		}
	}
	if a.nominal != nil {
		for _, c := range r.tree.kids[trigger] {
			if l := r.tree.label(c); (l == "compound" || l == "amod") && r.mentionAt[c] == nil && c < trigger {
				widen(c)
			}
		}
		if a.nominal.light != nil && a.nominal.holding == held {
			widen(a.nominal.light.verb)
		}
		return first, last
	}
	if f.particle != "" {
		if c := r.tree.childForm(trigger, f.particle); c != none {
			widen(c)
		}
	}
	for _, n := range f.needs {
		if n.not || n.words == nil || n.slot == slotSubject || n.slot == slotComplement {
			continue
		}
		for _, o := range a.fill(n.slot) {
			if n.words.holds(r.tree.lemma[o]) {
				widen(o)
			}
		}
	}
	return first, last
}

// fillAction finds the phrase of what it was about.
func (r *reading) fillAction(c *candidate, f *frame, a *arguments) {
	for _, s := range f.about {
		for _, o := range a.fill(s) {
			if r.mentionAt[o] != nil && r.mentionAt[o].Head == o && r.mentionAt[o].Via != actors.ViaDemonym {
				continue
			}
			c.actionToken = o
			if r.tree.isVerb(o) {
				c.action = r.clausePhrase(o)
			} else {
				c.action = r.phrase(o)
			}
			return
		}
	}
}

// clausePhrase is the clause of verb v without its subject and marks: "cease military actions".
func (r *reading) clausePhrase(v int) string {
	first, last := v, v
	for _, c := range r.tree.kids[v] {
		switch r.tree.label(c) {
		case "nsubj", "nsubjpass", "mark", "punct", "aux", "advcl", "cc", "parataxis":
			continue
		}
		f, l := r.tree.reach(c)
		first, last = min(first, f), max(last, l)
	}
	if last-first > 30 {
		last = first + 30
	}
	return trimPhrase(r.words(first, last))
}
