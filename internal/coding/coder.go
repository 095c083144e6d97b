package coding

import (
	"fmt"
	"slices"
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/judge"
)

// Version names the frames and grammar; it is recorded with every event.
const Version = "frames/1"

// Coder codes articles. It never changes and is safe for concurrent use.
type Coder struct {
	dictionary *dictionary
	base       *actors.Base
	judge      *judge.Model // nil for the frames alone
}

// New makes a coder with the built-in frames. The actor base resolves codes to countries
// and names to places; nil is allowed.
func New(base *actors.Base) *Coder {
	return &Coder{dictionary: defaultDictionary(), base: base}
}

// JudgedBy makes a coder whose events a model weighs: what it finds unlikely is dropped, and what the frames
// missed is added.
func (c *Coder) JudgedBy(m *judge.Model) *Coder {
	judged := *c
	judged.judge = m
	return &judged
}

func (c *Coder) countries(code string) (diplo.Actor, bool) {
	if c.base == nil {
		return diplo.Actor{}, false
	}
	return c.base.Actor(diplo.CountryID(code))
}

// place adds coordinates where the base knows them.
func (c *Coder) place(p diplo.Place) diplo.Place {
	if c.base == nil || p.Name == "" {
		return p
	}
	if known, ok := c.base.Place(p.Name); ok && (p.Country == "" || known.Country == "" || known.Country == p.Country) {
		p.Latitude, p.Longitude = known.Latitude, known.Longitude
	}
	return p
}

// Party is an actor in its role in one event.
type Party struct {
	Actor  diplo.Actor
	Office *diplo.Office
	For    diplo.ActorID // on behalf of whom, "" in its own name
	// First and Last are the tokens that name it; -1 when they stand in another sentence
	// or nowhere.
	First, Last int
	Reason      string
}

// Event is one pair of actors that one trigger makes. The zero Party is nobody.
type Event struct {
	Sentence       int
	First, Last    int // tokens of the act
	Trigger        int // its head
	Relation       diplo.Relation
	Source         Party
	Target         Party
	Action         string // phrase of what it was about, "" when none
	ActionOf       int    // index of the event that the action stands for, -1 when none
	ActionReason   string
	Reaction       bool // the action itself is the target, Target is its doer
	Modality       diplo.Modality
	Background     bool
	AttributedTo   diplo.Actor // ID "" when the text says it itself
	Date           diplo.DateRange
	Place          diplo.Place
	Score          float64
	Frame          string
	DateReason     string
	StandingReason string
}

// Code reads an article. Events come in the order of the text; dropped triggers only when asked for.
func (c *Coder) Code(input *Article, keepDropped bool) ([]Event, []Dropped) {
	a, readings := c.read(input, keepDropped)
	if c.judge != nil {
		a.weigh(c.judge, readings)
	}
	return a.events(readings)
}

// read finds what the frames propose.
func (c *Coder) read(input *Article, keepDropped bool) (*articleReading, []*reading) {
	a := &articleReading{input: input, keep: keepDropped}
	readings := make([]*reading, len(input.Sentences))
	for i := range input.Sentences {
		readings[i] = newReading(c, a, i)
		readings[i].mend()
		readings[i].indexMentions() // a mended verb is no part of a name
		readings[i].survey()
	}
	a.findCountry(c.base)
	for _, r := range readings {
		if r.sentence.Quiet {
			continue
		}
		sport := r.sportWord()
		if sport != none && !r.sternWord() {
			r.drop(sport, "sport")
			continue
		}
		r.match()
		for _, f := range r.found {
			if t := f.relation.Type(); sport != none && t.Quad() != diplo.MaterialConflict && t != diplo.Accuse {
				r.drop(f.trigger, "sport")
				continue
			}
			f.words = r.words(f.first, f.last)
			f.lemma = r.tree.lemma[f.trigger]
			a.candidates = append(a.candidates, f)
		}
	}
	a.merge()
	a.linkActions(readings)
	a.borrowTargets()
	a.strikeBack()
	a.answerThoseBefore(readings)
	a.knowAttackers()
	a.mediate()
	a.makeAmends()
	a.claimAttacks(readings)
	a.placeUnknown()
	a.dropWeak()
	a.merge()
	return a, readings
}

// survey notes what the sentence adds to the article as a whole.
func (r *reading) survey() {
	d := r.dictionary
	for i := range r.tree.tokens {
		lemma := r.tree.lemma[i]
		if d.is("assault_word", lemma) || d.is("assault_word", r.tree.lower[i]) {
			r.article.assault = true
		}
		if d.is("accident", lemma) && r.mentionAt[i] == nil {
			r.article.accident = true
		}
	}
}

// sportWord is the word that makes a report of sport of the sentence, or none.
func (r *reading) sportWord() int {
	t := r.tree
	for i := range t.tokens {
		if !r.dictionary.is("sport", t.lemma[i]) && !r.dictionary.is("sport", t.lower[i]) {
			continue
		}
		if t.childForm(i, "hunger", "rail", "transport") != none || t.label(i) == "compound" && r.isAssaultNoun(t.head[i]) {
			continue // "hunger strikers", "the marathon bombing"
		}
		return i
	}
	return none
}

// sternWord tells whether the sentence speaks of violence, police or courts: then it is no
// report of sport alone, whoever was hit or tried.
func (r *reading) sternWord() bool {
	for i := range r.tree.tokens {
		if r.dictionary.is("stern", r.tree.lower[i]) {
			return true
		}
	}
	return false
}

// leastScore is how sure a candidate has to be to be told.
const leastScore = 0.45

// dropWeak drops what is too weak to be shown.
func (a *articleReading) dropWeak() {
	for _, c := range a.candidates {
		switch {
		case c.gone:
		case c.source.actor.Code == "" && c.target.actor.Code == "":
			c.drop("of no country and no body that is known: business, sport, family")
		case c.reaction && !c.target.named() && c.bare:
			c.drop("a reaction named in passing, to an act of nobody")
		case c.standing.background && !c.source.named() && c.actsOnVictims() && !a.actionOfAnother(c):
			c.drop("told in passing of a doer whom nobody names")
		case c.score < leastScore:
			c.drop(fmt.Sprintf("too unsure: %.2f of at least %.2f", c.score, leastScore))
		}
	}
}

func (a *articleReading) events(readings []*reading) ([]Event, []Dropped) {
	if a.keep {
		a.dropUntold(readings)
	}
	index := map[*candidate]int{}
	n := 0
	for _, c := range a.candidates {
		if !c.gone {
			index[c] = n
			n++
		}
	}
	events := make([]Event, 0, n)
	for _, c := range a.candidates {
		if c.gone {
			continue
		}
		e := Event{
			Sentence: c.sentence, First: c.first, Last: c.last, Trigger: c.trigger, Relation: c.relation,
			Source: readings[c.sentence].party(c, &c.source), Target: readings[c.sentence].party(c, &c.target),
			Action: trimPhrase(c.action), ActionOf: -1, ActionReason: c.actionWhy, Reaction: c.reaction,
			Modality: c.standing.modality, Background: c.standing.background,
			Date: c.date, Place: c.place, Score: c.confidence(), Frame: c.rule(),
			DateReason: c.dateWhy, StandingReason: c.standing.why,
		}
		if c.actionOf != nil {
			if at, kept := index[c.actionOf]; kept {
				e.ActionOf = at
			}
		}
		if s := c.standing.attributed; s != nil && s.actor.ID != c.source.actor.ID {
			e.AttributedTo = s.actor
		}
		events = append(events, e)
	}
	return events, a.dropped
}

// confidence is that of the frame, lowered by how unsurely the actors were read.
func (c *candidate) confidence() float64 {
	score := c.score
	for _, p := range []participant{c.source, c.target} {
		sure := 0.8
		switch {
		case !p.named():
		case p.grade == direct:
			sure = max(p.sure, 0.5)
		case p.grade == derived:
			sure = 0.9
		case p.grade == behind:
			sure = 0.85
		default:
			sure = 0.7
		}
		score *= 0.7 + 0.3*sure
	}
	if c.bare {
		score *= 0.9
	}
	return score
}

func (r *reading) party(c *candidate, p *participant) Party {
	if !p.named() {
		return Party{First: p.first, Last: p.last, Reason: p.reason}
	}
	return Party{Actor: p.actor, Office: p.office, For: p.onFor, First: p.first, Last: p.last, Reason: r.account(c, p)}
}

func trimPhrase(s string) string { return strings.Trim(s, " \t\r\n\"'“”‘’,.;:()–-") }

// actsOnVictims tells whether those to whom it was done are told more often than the doer.
func (c *candidate) actsOnVictims() bool {
	return harms(c) || c.relation == "ABDUCTED" || c.relation == "ACCUSED"
}

// actionOfAnother tells whether some other event is about this one.
func (a *articleReading) actionOfAnother(c *candidate) bool {
	return slices.ContainsFunc(a.candidates, func(e *candidate) bool { return !e.gone && e.actionOf == c })
}
