package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/dates"
	"entente/internal/diplo"
	"entente/internal/text"
)

// Sentence is a parsed sentence with the actors and dates that were found in it.
type Sentence struct {
	*text.Sentence
	Actors []actors.Mention
	Dates  []dates.Expression
	// Quiet tells that the sentence can't hold an event of its own (a headline that the
	// body repeats, a caption): it is read for who and where only.
	Quiet bool
}

// Article is what the coder reads: the sentences of one article in order.
type Article struct {
	Body      string // the text that every span points into
	Sentences []Sentence
	Reference diplo.Day // the day it was written, diplo.NoDay when unknown
}

// reading is the work on one sentence.
type reading struct {
	dictionary *dictionary
	coder      *Coder
	article    *articleReading
	body       string
	sentence   *Sentence
	index      int
	tree       *tree
	mentionAt  []*actors.Mention
	predicates []*predicate
	nominals   []*nominal
	consumed   []bool // nouns that a verb frame has used up
	coded      []bool // triggers that made a candidate
	resolving  []bool // nouns that are being read as actors
	found      []*candidate
	// partnerClause is the verb whose subject the last nominal was given, or none.
	partnerClause int
	// prefix is how many tokens stand before the sentence proper: "BERLIN --".
	prefix int
}

// articleReading is what the sentences of one article share.
type articleReading struct {
	input      *Article
	candidates []*candidate
	speaker    *participant    // who spoke last
	assault    bool            // some sentence tells of violence
	accident   bool            // some sentence tells of an accident or a disaster
	country    *actors.Mention // the one country of all places named, nil when there are several
	guessed    bool            // no place is named: the country is that of all actors
	dropped    []Dropped
	keep       bool
}

// findCountry looks whether all the places that the article names lie in one country.
func (a *articleReading) findCountry(base *actors.Base) {
	only, places := a.countryOfPlaces()
	if only != nil && only.Actor.Kind == diplo.KindCountry {
		elsewhere := *only // its words stand in some other sentence
		elsewhere.First, elsewhere.Last, elsewhere.Head = none, none, none
		a.country = &elsewhere
	}
	if !places {
		a.country = a.countryOfActors(base)
		a.guessed = a.country != nil
	}
}

// told tells whether the text names the place, so that it may stand for whom it was done to.
func (a *articleReading) told(where *actors.Mention) bool {
	return where != nil && !(where == a.country && (a.guessed || a.acting()))
}

// acting tells whether the one country that is named is named only as who acts.
func (a *articleReading) acting() bool {
	for i := range a.input.Sentences {
		for k := range a.input.Sentences[i].Actors {
			m := &a.input.Sentences[i].Actors[k]
			if m.Actor.Code == a.country.Actor.Code && (m.Place || m.Via == actors.ViaDemonym) && m.Last >= m.First &&
				(!m.OwnName() || a.input.Sentences[i].Tokens[m.Head].Label != "nsubj") {
				return false
			}
		}
	}
	return true
}

// countryOfActors is the one country to which all actors belong, nil when there are several.
func (a *articleReading) countryOfActors(base *actors.Base) *actors.Mention {
	code := ""
	for i := range a.input.Sentences {
		for k := range a.input.Sentences[i].Actors {
			m := &a.input.Sentences[i].Actors[k]
			if m.Last < m.First || m.Actor.Code == code {
				continue
			}
			if code != "" || m.Actor.Code == "" {
				return nil
			}
			code = m.Actor.Code
		}
	}
	if base == nil || len(code) != 3 {
		return nil
	}
	country, ok := base.Actor(diplo.CountryID(code))
	if !ok {
		return nil
	}
	return &actors.Mention{Actor: country, Via: actors.ViaDemonym, Place: true, First: none, Last: none, Head: none, Score: 0.5, Reason: "the country of all who are named"}
}

// countryOfPlaces is the one country of all places named, and whether any place is.
func (a *articleReading) countryOfPlaces() (only *actors.Mention, places bool) {
	for i := range a.input.Sentences {
		for k := range a.input.Sentences[i].Actors {
			m := &a.input.Sentences[i].Actors[k]
			if !m.Place && m.Via != actors.ViaDemonym || m.Actor.Code == "" || m.Last < m.First {
				continue
			}
			if only != nil && only.Actor.Code != m.Actor.Code {
				return nil, true
			}
			places = true
			if only == nil || m.Actor.Kind == diplo.KindCountry && only.Actor.Kind != diplo.KindCountry {
				only = m
			}
		}
	}
	return only, places
}

// Dropped is a trigger that made no event, and why.
type Dropped struct {
	Sentence int
	Trigger  text.Span
	Reason   string
}

func (r *reading) drop(token int, reason string) {
	if r.article.keep {
		r.article.dropped = append(r.article.dropped, Dropped{r.index, r.tree.tokens[token].Span, reason})
	}
}

// wasDropped tells whether the token is dropped already, for a better reason.
func (r *reading) wasDropped(token int) bool {
	for _, d := range r.article.dropped {
		if d.Sentence == r.index && d.Trigger == r.tree.tokens[token].Span {
			return true
		}
	}
	return false
}

func newReading(c *Coder, a *articleReading, index int) *reading {
	s := &a.input.Sentences[index]
	n := len(s.Tokens)
	r := &reading{
		dictionary: c.dictionary, coder: c, article: a, body: a.input.Body, sentence: s, index: index,
		tree: newTree(s.Tokens), mentionAt: make([]*actors.Mention, n),
		predicates: make([]*predicate, n), nominals: make([]*nominal, n),
		consumed: make([]bool, n), coded: make([]bool, n), resolving: make([]bool, n), partnerClause: none,
	}
	r.tree.knowIrregular(c.dictionary)
	r.tree.knowHyphenated(c.dictionary)
	r.tree.knowCurrencies()
	r.tree.knowCraft()
	r.prefix = r.tree.dateline()
	r.indexMentions()
	return r
}

// phrase is the noun phrase around n as it stands in the text, without its relative
// clauses and what hangs on the verb.
func (r *reading) phrase(n int) string {
	first, last := r.phraseReach(n, 0)
	return strings.Trim(r.words(first, last), " \t\n\"'“”‘’,.;:")
}

func (r *reading) phraseReach(n, depth int) (first, last int) {
	first, last = n, n
	for _, c := range r.tree.kids[n] {
		switch r.tree.label(c) {
		case "relcl", "punct", "cc", "conj", "appos", "parataxis", "advcl", "mark", "predet":
			continue
		case "det":
			if depth == 0 && c == r.firstOf(n) {
				continue
			}
		}
		f, l := r.phraseReach(c, depth+1)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

func (r *reading) firstOf(n int) int {
	first, _ := r.tree.reach(n)
	return first
}

// indexMentions notes for each token the actor that its words name.
func (r *reading) indexMentions() {
	s, n := r.sentence, len(r.tree.tokens)
	clear(r.mentionAt)
	for i := range s.Actors {
		if before, found := r.trim(&s.Actors[i]); found {
			s.Actors = append(s.Actors, before)
		}
	}
	for i := range s.Actors {
		m := &s.Actors[i]
		if m.Last < r.prefix {
			continue // where it was written, not who did it
		}
		if m.First < r.prefix {
			m.First = r.prefix
		}
		r.thingNotActor(m)
		for t := max(m.First, 0); t <= m.Last && t < n; t++ {
			if other := r.mentionAt[t]; other == nil || other.Head != t && (m.Head == t || m.Last-m.First > other.Last-other.First) {
				r.mentionAt[t] = m
			}
		}
	}
}
