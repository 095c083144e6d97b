package coding

import (
	"cmp"
	"fmt"
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/judge"
	"entente/internal/text"
)

// How likely the model must find an event: one that the frames found to be kept, one that they missed to be
// added. The frames are seldom wrong in plain sentences.
const (
	keptFrom  = 0.05
	addedFrom = 0.6
)

// learnedFrame names what the model adds by itself.
const learnedFrame = "learned from coded reports"

// weigh drops told candidates of the sentence that the model finds unlikely, and adds what the frames missed.
func (r *reading) weigh(m *judge.Model) {
	named := func(a actors.Mention) bool { return a.Actor.Code != "" }
	if r.sentence.Quiet || !slices.ContainsFunc(r.sentence.Actors, named) {
		return
	}
	var found []*candidate
	for _, c := range r.article.candidates {
		if c.sentence == r.index && !c.gone {
			found = append(found, c)
		}
	}
	verdicts := m.Weigh(r.report(found), keptFrom)
	for _, c := range found {
		r.weighCandidate(c, verdicts)
	}
	slices.SortStableFunc(verdicts, func(x, y judge.Verdict) int { return cmp.Compare(y.Probability, x.Probability) })
	for _, v := range verdicts {
		if v.Probability < addedFrom {
			break
		}
		if !tells(found, v) {
			if c := r.learned(v, found); c != nil {
				found = append(found, c)
				r.article.candidates = append(r.article.candidates, c)
			}
		}
	}
}

// report is the sentence as the model reads it.
func (r *reading) report(found []*candidate) judge.Report {
	start, tokens := r.sentence.Start, r.tree.tokens
	report := judge.Report{Text: r.sentence.Of(r.body)}
	for _, m := range r.sentence.Actors {
		report.Actors = append(report.Actors, judge.Actor{
			Start: tokens[m.First].Start - start, End: tokens[m.Last].End - start, Code: m.Actor.Code, Kind: m.Actor.Kind, Place: m.Place,
		})
	}
	for _, c := range found {
		report.Found = append(report.Found, judge.Found{Relation: c.relation, Source: c.source.actor.Code, Target: c.target.actor.Code, Told: c.told()})
	}
	return report
}

// told tells whether the candidate is told as a fact and as news.
func (c *candidate) told() bool {
	return rankOf(class(c)) <= rankOf(diplo.Claimed) && !c.standing.background
}

// weighCandidate drops one that is unlikely. Of one that involves somebody whom the sentence doesn't name, the model
// can't know.
func (r *reading) weighCandidate(c *candidate, verdicts []judge.Verdict) {
	if !c.told() || !r.namesCode(c.source.actor.Code) || !r.namesCode(c.target.actor.Code) {
		return
	}
	likely := 0.0
	for _, v := range verdicts {
		if sameAct(v, c) {
			likely = max(likely, v.Probability)
		}
	}
	if likely == 0 {
		c.drop(fmt.Sprintf("the sentence as a whole hardly tells that: less than %.0f %% likely", 100*keptFrom))
	}
}

// namesCode tells whether the sentence names an actor of the code; nobody needs no name.
func (r *reading) namesCode(code string) bool {
	return code == "" || slices.ContainsFunc(r.sentence.Actors, func(m actors.Mention) bool { return m.Actor.Code == code })
}

// sameAct tells whether a verdict is of the candidate's type and between the same two.
func sameAct(v judge.Verdict, c *candidate) bool {
	if v.Relation.Type() != c.relation.Type() {
		return false
	}
	source, target := c.source.actor.Code, c.target.actor.Code
	return v.Source == source && v.Target == target || v.Relation.Reciprocal() && v.Source == target && v.Target == source
}

// tells tells whether a candidate that stands says what the verdict says. One that was held for planned or past is
// told as news from now on.
func tells(found []*candidate, v judge.Verdict) bool {
	var aside *candidate
	for _, c := range found {
		if c.gone || !sameAct(v, c) {
			continue
		}
		if c.told() {
			return true
		}
		aside = c
	}
	if aside != nil {
		aside.tellAsNews()
	}
	return aside != nil
}

// tellAsNews makes news of what was held for planned, supposed or past.
func (c *candidate) tellAsNews() {
	c.standing.background = false
	if rankOf(c.standing.modality) > rankOf(diplo.Claimed) {
		c.standing.modality = diplo.Asserted
	}
	c.standing.note("told as news, as the sentence as a whole reads")
}

// learned makes the event of a verdict, nil if its trigger or its actors aren't found in the sentence.
func (r *reading) learned(v judge.Verdict, found []*candidate) *candidate {
	trigger := r.tokenAt(r.sentence.Start + v.Trigger)
	if trigger == none {
		return nil
	}
	c := &candidate{
		relation: v.Relation, name: learnedFrame, sentence: r.index, trigger: trigger, first: trigger, last: trigger,
		standing: r.standingOf(trigger), score: v.Probability, noun: !r.tree.isVerb(trigger), actionToken: none,
	}
	c.standing.negated = false
	c.standing.modality = class(c)
	if !c.told() {
		c.tellAsNews()
	}
	c.source = r.partyOf(v.Source, trigger, none, found, true)
	c.target = r.partyOf(v.Target, trigger, c.source.token, found, false)
	if c.source.named() && c.source.actor.ID == c.target.actor.ID {
		own, ok := r.ownPeople(c.source)
		if !ok {
			return nil
		}
		c.target = own
	}
	r.settle(c, nil, r.whereOf(trigger, nil))
	c.words, c.lemma = r.words(c.first, c.last), r.tree.lemma[trigger]
	return c
}

// tokenAt is the token at a byte of the text.
func (r *reading) tokenAt(offset int) int {
	return slices.IndexFunc(r.tree.tokens, func(t text.Token) bool { return t.Start <= offset && offset < t.End })
}

// partyOf is the actor of a code: whom the frames found in that role, at the trigger if they did, else the trigger's
// subject or object where that is of the code, else the mention that stands nearest to it.
func (r *reading) partyOf(code string, trigger, other int, found []*candidate, source bool) participant {
	nobody := participant{token: none, first: none, last: none, act: none}
	if code == "" {
		return nobody
	}
	if p, ok := takenFor(code, trigger, found, source); ok {
		return p
	}
	if r.tree.isVerb(trigger) {
		p := r.predicateOf(trigger)
		tokens := p.object
		if source {
			tokens = p.subject
		}
		for _, o := range tokens {
			for _, q := range r.resolve(o) {
				if q.named() && q.actor.Code == code {
					return q
				}
			}
		}
	}
	if m := r.nearest(trigger, code, other); m != nil {
		return fromMention(m, m.Head)
	}
	return nobody
}

// takenFor is whom the frames found in the role: at the trigger if they did, else anywhere in the sentence.
func takenFor(code string, trigger int, found []*candidate, source bool) (who participant, ok bool) {
	for _, c := range found {
		p := c.target
		if source {
			p = c.source
		}
		if p.actor.Code != code || !p.named() {
			continue
		}
		if c.trigger == trigger {
			return p, true
		}
		if !ok {
			who, ok = p, true
		}
	}
	return who, ok
}

// nearest is the mention of the code that stands nearest to a token: not the one at token other, as long as there is
// another.
func (r *reading) nearest(token int, code string, other int) *actors.Mention {
	var best *actors.Mention
	far := func(m *actors.Mention) int {
		d := max(m.Head-token, token-m.Head)
		if other != none && m.Head == other {
			d += len(r.tree.tokens)
		}
		return d
	}
	for k := range r.sentence.Actors {
		m := &r.sentence.Actors[k]
		if m.Actor.Code == code && (best == nil || far(m) < far(best)) {
			best = m
		}
	}
	return best
}
