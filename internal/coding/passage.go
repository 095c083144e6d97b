package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/judge"
	"entente/internal/text"
)

// passageWords is how many words the model reads at once, unless one sentence alone has more: about as many as the
// reports had that it learned from.
const passageWords = 120

// passage is sentences that follow each other, which the model reads as one report.
type passage []*reading

// passages cuts an article. A short report is read as a whole, as those were that the model learned from. Of a longer
// one each sentence is read alone: in the reports that it learned from, what stands behind the first sentences is
// mostly old, which isn't so in a longer article.
func passages(readings []*reading) (all []passage) {
	readings = slices.DeleteFunc(slices.Clone(readings), func(r *reading) bool { return r.sentence.Quiet })
	words := 0
	for _, r := range readings {
		words += len(r.tree.tokens)
	}
	if words <= passageWords && len(readings) > 0 {
		return []passage{readings}
	}
	for i := range readings {
		all = append(all, readings[i:i+1])
	}
	return all
}

// start is the byte of the article at which the passage starts.
func (p passage) start() int { return p[0].sentence.Start }

// namesSomebody tells whether the passage names an actor whose code is known.
func (p passage) namesSomebody() bool {
	return slices.ContainsFunc(p, func(r *reading) bool {
		return slices.ContainsFunc(r.sentence.Actors, func(m actors.Mention) bool { return m.Actor.Code != "" })
	})
}

// seen is the code as the model can know it: "", nobody, when the passage doesn't name an actor of it.
func (p passage) seen(code string) string {
	if code == "" || !slices.ContainsFunc(p, func(r *reading) bool { return r.nearest(0, code, none) != nil }) {
		return ""
	}
	return code
}

// found are the candidates of the passage that stand.
func (p passage) found() (found []*candidate) {
	first, last := p[0], p[len(p)-1]
	for _, c := range first.article.candidates {
		if first.index <= c.sentence && c.sentence <= last.index && !c.gone {
			found = append(found, c)
		}
	}
	return found
}

// report is the passage as the model reads it.
func (p passage) report(found []*candidate) judge.Report {
	first, last := p[0], p[len(p)-1]
	report := judge.Report{Text: first.body[p.start():last.sentence.End]}
	for _, r := range p {
		for _, m := range r.sentence.Actors {
			report.Actors = append(report.Actors, judge.Actor{
				Start: r.tree.tokens[m.First].Start - p.start(), End: r.tree.tokens[m.Last].End - p.start(),
				Code: m.Actor.Code, Kind: m.Actor.Kind, Place: m.Place,
			})
		}
	}
	for _, c := range found {
		report.Found = append(report.Found, judge.Found{
			Relation: c.relation, Source: p.seen(c.source.actor.Code), Target: p.seen(c.target.actor.Code), Told: c.told(),
		})
	}
	return report
}

// triggerOf is the word that a verdict points at.
func (p passage) triggerOf(v judge.Verdict) (r *reading, token int) {
	offset := p.start() + v.Trigger
	for _, r := range p {
		if offset < r.sentence.End {
			return r, r.tokenAt(offset)
		}
	}
	return nil, none
}

// tokenAt is the token at a byte of the text, or none.
func (r *reading) tokenAt(offset int) int {
	return slices.IndexFunc(r.tree.tokens, func(t text.Token) bool { return t.Start <= offset && offset < t.End })
}
