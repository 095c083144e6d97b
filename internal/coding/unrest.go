package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// rulers is the mention of the government or of a ruler of the country, nil when the
// sentence names none: whom people at home protest against. "" is any country.
func (r *reading) rulers(code string) *actors.Mention {
	for i := range r.sentence.Actors {
		m := &r.sentence.Actors[i]
		if m.Actor.Code == "" || code != "" && m.Actor.Code != code || m.Last < m.First {
			continue
		}
		if m.Via == actors.ViaNoun && m.Actor.Kind == diplo.KindCountry || m.Actor.Kind == diplo.KindPerson && m.Office != nil && m.For != "" {
			return m
		}
	}
	return nil
}

var unrestFrame = &frame{relation: "PROTESTED_AGAINST", kind: nounKind, lemma: "protest", score: 0.6,
	to: []slot{"against", "over", "at"}, about: []slot{"against", "over", "at", "for"},
	options: map[string]bool{"react": true, "alone": true, "home": true}}

// matchUnrest reads "protests erupt in the capital": nobody is named, the place says whose
// people protest.
func (r *reading) matchUnrest(n int) bool {
	t := r.tree
	switch t.lemma[n] {
	case "protest", "demonstration", "riot", "rally", "unrest":
	default:
		return false
	}
	h := t.head[n]
	there := h != none && t.label(n) == "attr" && t.lemma[h] == "be"
	if h == none || !there && (t.label(n) != "nsubj" && t.label(n) != "nsubjpass" || !r.dictionary.is("happen", t.lemma[h]) && !r.dictionary.is("light_do", t.lemma[h])) {
		return false
	}
	m := r.nominalOf(n)
	args := r.nounArguments(m)
	where := r.whereOf(n, args)
	if where == nil {
		where = r.whereOf(h, nil)
	}
	s := r.standingOf(n)
	if where == nil || s.negated || len(m.possessor) > 0 || len(m.agents) > 0 {
		return false
	}
	people := participant{token: n, first: n, last: n, grade: anonymous, act: none}
	people.actor = diplo.Actor{ID: "group:protesters", Kind: diplo.KindGroup, Name: "protesters"}
	people = r.placed(people, where)
	sources := []participant{people}
	targets := r.targetsOf(unrestFrame, n, args, where, sources)
	c := candidate{frame: unrestFrame, relation: unrestFrame.relation, name: unrestFrame.name(), sentence: r.index, trigger: n, standing: s,
		score: unrestFrame.score, noun: true, actionToken: none, first: n, last: n}
	r.fillAction(&c, unrestFrame, args)
	r.settle(&c, args, where)
	if r.pair(c, unrestFrame, sources, targets) {
		r.coded[n] = true
		return true
	}
	return false
}

// matchProtest reads "ten people are hurt during protests in the capital" as a protest of the people there, where the
// article tells of none otherwise.
func (r *reading) matchProtest(n int) {
	t := r.tree
	if t.lemma[n] != "protest" && t.lemma[n] != "demonstration" || t.label(n) != "pobj" || t.head[n] == none || r.tellsProtest() {
		return
	}
	switch t.lower[t.head[n]] {
	case "in", "during", "at", "amid":
	default:
		return
	}
	if t.childForm(n, "against", "over", "at", "by") != none {
		return // the words say more than the place
	}
	where := r.whereOf(n, nil)
	people := participant{token: n, first: n, last: n, grade: anonymous, act: none}
	people.actor = diplo.Actor{ID: "group:protesters", Kind: diplo.KindGroup, Name: "protesters"}
	people = r.placed(people, where)
	s := r.standingOf(n)
	if people.actor.Code == "" || s.negated {
		return
	}
	sources := []participant{people}
	args := r.nounArguments(r.nominalOf(n))
	targets := r.targetsOf(unrestFrame, n, args, where, sources)
	if home, ok := r.country(people.actor.Code, "their own state"); ok && len(targets) == 0 {
		targets = []participant{home}
	}
	c := candidate{frame: unrestFrame, relation: unrestFrame.relation, name: unrestFrame.name(), sentence: r.index, trigger: n, standing: s,
		score: 0.5, noun: true, bare: true, actionToken: none, first: n, last: n}
	r.settle(&c, args, where)
	r.pair(c, unrestFrame, sources, targets)
}

// tellsProtest tells whether the article up to here tells of a protest.
func (r *reading) tellsProtest() bool {
	protest := func(c *candidate) bool { return c.relation.Type() == diplo.Protest }
	return slices.ContainsFunc(r.article.candidates, protest) || slices.ContainsFunc(r.found, protest)
}

var fightingFrame = &frame{relation: "ATTACKED", kind: nounKind, lemma: "fighting", score: 0.55, options: map[string]bool{}}

// matchFighting reads "clashes continue in the capital": nobody is named, those who fight are of the place.
func (r *reading) matchFighting(n int) bool {
	t := r.tree
	h := t.head[n]
	if !clashNouns[t.lemma[n]] || t.lemma[n] == "exchange" || t.lemma[n] == "confrontation" || h == none {
		return false
	}
	there := t.label(n) == "attr" && t.lemma[h] == "be"
	if !there && (t.label(n) != "nsubj" && t.label(n) != "nsubjpass" || !r.happens(n) && t.lemma[h] != "report" && t.lemma[h] != "rage" && t.lemma[h] != "spread") {
		return false
	}
	m := r.nominalOf(n)
	if len(m.possessor) > 0 || len(m.agents) > 0 {
		return false
	}
	for _, p := range m.preps {
		if p.word == "between" || p.word == "with" || p.word == "against" || p.word == "by" {
			return false
		}
	}
	for _, o := range m.modifiers {
		if r.mentionAt[o] != nil {
			return false
		}
	}
	where := r.whereOf(n, r.nounArguments(m))
	if where == nil {
		where = r.whereOf(h, nil)
	}
	s := r.standingOf(n)
	if !r.article.told(where) || len(where.Actor.Code) != 3 || s.negated || s.background {
		return false
	}
	home, ok := r.country(where.Actor.Code, "nobody is named: the place “"+r.words(where.First, where.Last)+"”")
	if !ok {
		return false
	}
	fighters := participant{token: n, first: n, last: n, grade: anonymous, act: none}
	fighters.actor = diplo.Actor{ID: "group:fighters", Kind: diplo.KindGroup, Name: "fighters"}
	fighters = r.placed(fighters, where)
	c := candidate{frame: fightingFrame, relation: fightingFrame.relation, name: fightingFrame.name(), sentence: r.index, trigger: n, standing: s,
		score: fightingFrame.score, noun: true, actionToken: none, first: n, last: n}
	r.settle(&c, nil, where)
	if r.pair(c, fightingFrame, []participant{fighters}, []participant{home}) {
		r.coded[n] = true
		return true
	}
	return false
}
