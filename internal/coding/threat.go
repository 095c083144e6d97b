package coding

import (
	"strings"

	"entente/internal/diplo"
)

var (
	menaceFrame = &frame{relation: "THREATENED", kind: verbKind, lemma: "will, if or unless they", score: 0.65, options: map[string]bool{}}
	sufferFrame = &frame{relation: "THREATENED", kind: verbKind, lemma: "say that they will suffer", score: 0.65, options: map[string]bool{}}
)

// matchMenace reads what somebody will do to another on a condition as the threat that it
// is: "X will retaliate if Y …", "Y must stop or X will strike".
func (r *reading) matchMenace(v int) {
	t := r.tree
	if t.childForm(v, "will", "would", "'ll", "shall") == none || !r.menaces(v) {
		return
	}
	p := r.predicateOf(v)
	if p.negated || p.passive || len(p.subject) == 0 {
		return
	}
	var source *participant
	for _, q := range r.resolve(p.subject[0]) {
		if q.named() && q.grade <= derived {
			source = &q
			break
		}
	}
	if source == nil {
		return
	}
	targets := r.menaced(v, *source)
	if len(targets) == 0 {
		return
	}
	c := candidate{frame: menaceFrame, relation: menaceFrame.relation, name: menaceFrame.lemma, sentence: r.index, trigger: v,
		standing: standing{modality: diplo.Asserted}, score: menaceFrame.score, actionToken: v, action: r.clausePhrase(v), first: v, last: v}
	r.settle(&c, nil, nil)
	r.pair(c, menaceFrame, []participant{*source}, targets)
}

// menaces tells whether the verb names something done against another.
func (r *reading) menaces(v int) bool {
	lemma := r.tree.lemma[v]
	if r.dictionary.is("menace", lemma) {
		return true
	}
	for _, f := range r.dictionary.verbs[lemma] {
		if t := f.relation.Type(); t == diplo.Assault || t == diplo.Sanction {
			return true
		}
	}
	return false
}

// menaced are those on whom it depends: who acts in the clause behind "if" or "unless", or
// of whom the clause before "or" asks something.
func (r *reading) menaced(v int, source participant) []participant {
	t := r.tree
	var found []participant
	accept := func(tokens []int) {
		for _, o := range tokens {
			for _, q := range r.resolve(o) {
				if q.named() && q.grade <= derived && q.actor.Code != "" && q.actor.Code != source.actor.Code {
					q.act = none
					found = append(found, q)
				}
			}
		}
	}
	for _, c := range t.kids[v] {
		if t.label(c) == "advcl" && t.isVerb(c) && t.childForm(c, "if", "unless", "until") != none {
			p := r.predicateOf(c)
			if accept(p.subject); len(found) == 0 {
				accept(p.object)
			}
		}
	}
	if h := t.head[v]; t.label(v) == "conj" && h != none && t.childForm(h, "or") != none {
		for _, c := range r.found {
			if c.trigger == h && c.relation.Type() == diplo.Request && c.target.named() && c.source.actor.ID == source.actor.ID {
				found = append(found, c.target)
			}
		}
	}
	return distinct(found)
}

// suffers tells whether somebody is told that he will bear the consequences.
func (r *reading) suffers(p *predicate) bool {
	t := r.tree
	if p.passive || p.negated || t.childForm(p.verb, "will", "would", "'ll") == none {
		return false
	}
	switch t.lemma[p.verb] {
	case "face", "suffer", "pay", "bear":
	default:
		return false
	}
	for _, o := range p.object {
		if l := t.lemma[o]; strings.HasPrefix(l, "consequence") || l == "price" || l == "retaliation" || l == "wrath" || l == "fury" {
			return true
		}
	}
	return false
}
