package actors

import (
	"entente/internal/diplo"
	"entente/internal/text"
)

// phraseKind says what a phrase is before anyone has asked who it stands for.
type phraseKind uint8

const (
	countryPhrase      phraseKind = iota + 1
	demonymPhrase                 // an adjective that belongs to no title or noun: "a US strike"
	peoplePhrase                  // "Israelis"
	placePhrase                   // a capital, city or region
	organizationPhrase            // of the base
	newBodyPhrase                 // an organisation that only the name tags know
	personPhrase                  // a name, with or without a title
	officePhrase                  // a title without a name
	nounPhrase                    // a common noun: "protesters"
	pronounPhrase
	partisanPhrase // "the Democrat"
)

// phrase is a run of tokens that may name an actor, with what stands around it.
type phrase struct {
	kind        phraseKind
	first, last int // the whole run
	core        int // the token that a run without arcs is headed by
	entry       *entry
	more        []entry
	ties        []tie // the countries and bodies that it is tied to by words beside it
	title       *title
	titleToken  int
	nameFirst   int // of a person's name
	nameLast    int
	plural      bool
	definite    bool // "the …"
	owned       int  // token of "his", "its" before it, or -1
	former      bool
	pair        bool // "both …", "the two …"
	deputy      bool
	consumed    bool
}

// tie links a phrase to a country or body.
type tie struct {
	code   string
	id     diplo.ActorID
	class  organizationClass // of a body, 0 for a country
	token  int               // a token of the words that say so
	person bool              // a person's possessive, to be resolved later: "Putin's spokesman"
	nearby bool              // only said by "in X"
}

// sentenceReading is one sentence with the names that were found in it.
type sentenceReading struct {
	sentence *text.Sentence
	matches  []match
	cover    []int32 // of each token: 1 + the match that covers it, 0 for none
	run      []int32 // of each token: the last token of the name run that begins at it, -1 for none
	phrases  []phrase
	named    bool // the annotator proposed names
	tagged   bool
}

// matchAt is the match that begins at the token, or nil.
func (sr *sentenceReading) matchAt(token int) *match {
	if m := sr.covering(token); m != nil && int(m.first) == token {
		return m
	}
	return nil
}

// covering is the match that covers the token, or nil.
func (sr *sentenceReading) covering(token int) *match {
	if token < 0 || token >= len(sr.cover) || sr.cover[token] == 0 {
		return nil
	}
	return &sr.matches[sr.cover[token]-1]
}

func (sr *sentenceReading) form(token int) string {
	if token < 0 || token >= len(sr.sentence.Tokens) {
		return ""
	}
	return sr.sentence.Tokens[token].Form
}

func (sr *sentenceReading) lower(token int) string { return foldedForm(sr.form(token)) }

func (sr *sentenceReading) tag(token int) string {
	if token < 0 || token >= len(sr.sentence.Tokens) {
		return ""
	}
	return sr.sentence.Tokens[token].Tag
}

// headOf is the token of the run whose arc leaves it; without arcs, core.
func (sr *sentenceReading) headOf(first, last, core int) int {
	tokens := sr.sentence.Tokens
	found := -1
	for i := first; i <= last; i++ {
		if tokens[i].Label == "" {
			return core
		}
		if h := tokens[i].Head; h < first || h > last {
			switch tokens[i].Label {
			case "punct", "case", "det", "cc":
				continue
			}
			if i == core {
				return core
			}
			if found < 0 {
				found = i
			}
		}
	}
	if found < 0 {
		return core
	}
	return found
}
