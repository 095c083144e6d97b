package coding

import (
	"cmp"
	"fmt"
	"slices"

	"entente/internal/diplo"
	"entente/internal/judge"
)

// How likely the model must find an event: one that the frames found to be kept, one that they missed to be
// added. To a longer article, of which it reads each sentence out of its context, it adds only what is all but sure.
const (
	keptFrom             = 0.1
	addedFrom            = 0.6
	addedToSentencesFrom = 0.9
)

// weigh drops told candidates that the model finds unlikely, and adds what the frames missed.
func (a *articleReading) weigh(m *judge.Model, readings []*reading) {
	all := passages(readings)
	whole := len(all) == 1
	all = slices.DeleteFunc(all, func(p passage) bool { return !p.namesSomebody() })
	reports, found := make([]judge.Report, len(all)), make([][]*candidate, len(all))
	for i, p := range all {
		found[i] = p.found()
		reports[i] = p.report(found[i])
	}
	for i, verdicts := range m.Weigh(reports, keptFrom) {
		a.candidates = append(a.candidates, all[i].judge(verdicts, found[i], whole)...)
	}
	slices.SortStableFunc(a.candidates, func(x, y *candidate) int { return x.sentence - y.sentence })
}

// judge carries out the verdicts on what the frames found, and gives what it adds. The passage is the whole of a report,
// or a sentence of a longer article.
func (p passage) judge(verdicts []judge.Verdict, found []*candidate, whole bool) (added []*candidate) {
	least := addedToSentencesFrom
	if whole {
		least = addedFrom
	}
	for _, c := range found {
		p.weighCandidate(c, verdicts)
	}
	slices.SortStableFunc(verdicts, func(x, y judge.Verdict) int { return cmp.Compare(y.Probability, x.Probability) })
	for _, v := range verdicts {
		if v.Probability < least {
			break
		}
		r, trigger := p.triggerOf(v)
		if trigger == none || p.tell(found, v, verdicts, r, trigger) || p.complete(found, v, r, trigger) ||
			!whole && toldOfOthers(found, v, r, trigger) {
			continue
		}
		if c := p.learned(v, r, trigger, found); c != nil {
			found, added = append(found, c), append(added, c)
		}
	}
	return added
}

// told tells whether the candidate is told as a fact and as news.
func (c *candidate) told() bool {
	return rankOf(class(c)) <= rankOf(diplo.Claimed) && !c.standing.background
}

// toldBy tells whether a word of the sentence is among the candidate's own.
func (c *candidate) toldBy(r *reading, word int) bool {
	return c.sentence == r.index && c.first <= word && word <= c.last
}

// weighCandidate drops one that is unlikely. Of one that involves somebody whom the passage doesn't name, the model
// can't know.
func (p passage) weighCandidate(c *candidate, verdicts []judge.Verdict) {
	source, target := c.source.actor.Code, c.target.actor.Code
	if !c.told() || p.seen(source) != source || p.seen(target) != target {
		return
	}
	if !slices.ContainsFunc(verdicts, func(v judge.Verdict) bool { return p.sameAct(v, c) }) {
		c.drop(fmt.Sprintf("the passage as a whole hardly tells that: less than %.0f %% likely", 100*keptFrom))
	}
}

// sameAct tells whether a verdict is of the candidate's type and between the same two, as far as the passage names them.
func (p passage) sameAct(v judge.Verdict, c *candidate) bool {
	if v.Relation.Type() != c.relation.Type() {
		return false
	}
	source, target := p.seen(c.source.actor.Code), p.seen(c.target.actor.Code)
	return v.Source == source && v.Target == target || v.Relation.Reciprocal() && v.Source == target && v.Target == source
}

// tell looks for the candidate that says what the verdict says. One that calls the act by another name of its type,
// and that by itself isn't likely enough, gets the name; one that was held for planned or past is told as news from
// now on.
func (p passage) tell(found []*candidate, v judge.Verdict, verdicts []judge.Verdict, r *reading, trigger int) bool {
	var aside, misnamed *candidate
	for _, c := range found {
		switch {
		case c.gone:
		case !p.sameAct(v, c):
			if c.toldBy(r, trigger) && p.knowsBetter(c, v) {
				return true
			}
		case !c.told():
			aside = c
		case c.relation == v.Relation:
			return true
		case p.likelihood(verdicts, c) < addedFrom:
			misnamed = c
		}
	}
	switch {
	case misnamed != nil:
		misnamed.relation = v.Relation
	case aside != nil:
		aside.relation = v.Relation
		aside.tellAsNews()
	default:
		return false
	}
	return true
}

// knowsBetter tells whether a candidate of the same words says whom the verdict can't: somebody whom the passage
// doesn't name, or anybody at all.
func (p passage) knowsBetter(c *candidate, v judge.Verdict) bool {
	same := func(who *participant, code string) bool {
		seen := p.seen(who.actor.Code)
		return seen == code || who.named() && (seen == "" || code == "")
	}
	return c.told() && c.relation.Type() == v.Relation.Type() && same(&c.source, v.Source) && same(&c.target, v.Target)
}

// complete gives the verdict's target to the candidates of the same words that lack one: that of the verdict's doer,
// and with it those of others who do the same.
func (p passage) complete(found []*candidate, v judge.Verdict, r *reading, trigger int) bool {
	if v.Source == "" || v.Target == "" {
		return false
	}
	var lacking []*candidate
	for _, c := range found {
		if c.toldBy(r, trigger) && c.relation == v.Relation && c.told() && !c.target.named() && c.source.actor.Code != v.Target {
			lacking = append(lacking, c)
		}
	}
	if !slices.ContainsFunc(lacking, func(c *candidate) bool { return c.source.actor.Code == v.Source }) {
		return false
	}
	for _, c := range lacking {
		c.target = p.partyOf(v.Target, r, trigger, c.source.token, found, false)
		c.gone, c.goneWhy = false, ""
	}
	return true
}

// toldOfOthers tells whether the frames found that the same words tell an act of the type, of others: who stands by them
// in the tree is more to be trusted than who is merely near.
func toldOfOthers(found []*candidate, v judge.Verdict, r *reading, trigger int) bool {
	return slices.ContainsFunc(found, func(c *candidate) bool {
		return !c.gone && c.frame != nil && c.relation.Type() == v.Relation.Type() && c.toldBy(r, trigger)
	})
}

// likelihood is how likely the candidate is under its own name, 0 when too little to have a verdict.
func (p passage) likelihood(verdicts []judge.Verdict, c *candidate) float64 {
	for _, v := range verdicts {
		if v.Relation == c.relation && p.sameAct(v, c) {
			return v.Probability
		}
	}
	return 0
}

// tellAsNews makes news of what was held for planned, supposed or past.
func (c *candidate) tellAsNews() {
	c.standing.background = false
	if rankOf(c.standing.modality) > rankOf(diplo.Claimed) {
		c.standing.modality = diplo.Asserted
	}
	c.standing.note("told as news, as the passage as a whole reads")
}
