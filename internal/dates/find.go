package dates

import (
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/text"
)

// reader reads the pieces of one sentence or line.
type reader struct {
	pieces    []piece
	sentence  *text.Sentence // nil for a raw line
	reference diplo.Day
	anchor    diplo.DateRange // the last day that was named before the piece in hand
}

// match is what a rule read: pieces from where it was asked up to end, not included.
type match struct {
	end  int
	date diplo.DateRange // without Text
	rule string
}

// rule reads at piece i; end 0 says that it does not match.
type rule func(r *reader, i int) match

// rules in order of preference among matches of the same length. Those of the first list
// need no reference date.
var (
	absoluteRules = []rule{calendarRange, dayRange, calendarDate, decade, century, portion, feast, afterDay, anchored}
	relativeRules = []rule{bounded, namedDay, ago, shifted, recent, duration, weekdayRange, weekday}
	aheadRule     = []rule{ahead}
)

// Find gives the expressions of the sentence in order; none overlaps another. A
// reference of diplo.NoDay leaves only what needs none. A weekday or a day without year lies before
// the reference day, or on it, unless the governing verb is in the future. Arcs
// and tags are used where the sentence has them.
func Find(s *text.Sentence, reference diplo.Day) []Expression {
	r := &reader{sentence: s, reference: reference, pieces: make([]piece, 0, len(s.Tokens)+8), anchor: diplo.NoDate}
	for i := range s.Tokens {
		r.pieces = cut(r.pieces, s.Tokens[i].Form, s.Tokens[i].Start, i)
	}
	var found []Expression
	for i := 0; i < len(r.pieces); {
		m := r.at(i)
		if m.end <= i {
			i++
			continue
		}
		first, last := r.pieces[i].token, r.pieces[m.end-1].token
		m.date.Text = words(s.Tokens[first : last+1])
		if len(found) == 0 || found[len(found)-1].Last < first {
			found = append(found, Expression{First: first, Last: last, Range: m.date, Rule: m.rule})
			if m.date.Precision == diplo.ToTheDay {
				r.anchor = m.date
			}
		}
		i = m.end
	}
	return found
}

// at gives the longest match at piece i.
func (r *reader) at(i int) match {
	var best match
	if !r.pieces[i].starts() {
		return best
	}
	try := func(rules []rule) {
		for _, read := range rules {
			if m := read(r, i); m.end > best.end {
				best = m
			}
		}
	}
	switch known := r.reference != diplo.NoDay; r.pieces[i].lower {
	case "in", "within": // too many to try all rules on them
		if known {
			try(aheadRule)
		}
		return best
	}
	try(absoluteRules)
	if r.reference != diplo.NoDay {
		try(relativeRules)
	}
	if best.date.Known() && best.date.End < best.date.Start {
		return match{}
	}
	return best
}

// starters are the words that an expression may start with; few words of a text are among them.
var starters = func() map[string]bool {
	m := set("since", "after", "before", "until", "till", "by", "between", "from", "today", "tonight", "yesterday", "tomorrow", "overnight", "the", "these", "for",
		"earlier", "later", "early", "late", "mid", "last", "next", "this", "coming", "past", "recent", "several", "few", "couple", "beginning", "start", "middle", "end", "in", "within", "that", "q", "christmas", "orthodox", "boxing", "new", "valentine", "bastille", "halloween")
	for word := range numberWords {
		m[word] = true
	}
	for word := range ordinals {
		m[word] = true
	}
	for word := range seasons {
		m[word] = true
	}
	for _, names := range []map[string]time.Month{months, monthAbbreviations} {
		for word := range names {
			m[word] = true
		}
	}
	for _, names := range []map[string]time.Weekday{weekdays, weekdayAbbreviations} {
		for word := range names {
			m[word] = true
		}
	}
	return m
}()

// starts tells whether an expression may start with the piece.
func (p *piece) starts() bool {
	return p.kind == numberPiece || p.kind == wordPiece && starters[p.lower]
}

// words are the tokens' forms, with a space where the text has any.
func words(tokens []text.Token) string {
	var b strings.Builder
	for i := range tokens {
		if i > 0 && tokens[i].Start > tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(tokens[i].Form)
	}
	return b.String()
}

// is tells whether piece i is one of the words.
func (r *reader) is(i int, words ...string) bool {
	return i >= 0 && i < len(r.pieces) && slices.Contains(words, r.pieces[i].lower)
}

func (r *reader) in(i int, words map[string]bool) bool {
	return i >= 0 && i < len(r.pieces) && words[r.pieces[i].lower]
}

// gluedTo tells whether piece i stands right behind the one before.
func (r *reader) gluedTo(i int) bool { return i > 0 && i < len(r.pieces) && r.pieces[i].glued }

// dash tells whether piece i is a hyphen or dash.
func (r *reader) dash(i int) bool { return r.is(i, "-", "–", "—", "‑", "‒") }

// tense of the pieces from i up to end.
func (r *reader) tense(i, end int) tense {
	if r.sentence == nil {
		return pastTense
	}
	before := i - 1
	if r.is(before, "on", "from") {
		before--
	}
	if r.is(before, "until", "till", "by", "before", "starting", "beginning", "effective") ||
		r.is(before, "of") && r.is(before-1, "ahead") || r.is(before, "as") && r.is(before-1, "early", "soon") {
		return futureTense
	}
	return tenseOf(r.sentence, r.pieces[i].token, r.pieces[end-1].token)
}

// token is the token of piece i, nil outside a sentence.
func (r *reader) token(i int) *text.Token {
	if r.sentence == nil || i < 0 || i >= len(r.pieces) {
		return nil
	}
	return &r.sentence.Tokens[r.pieces[i].token]
}

// named tells whether piece i stands inside a name of several words of those types.
func (r *reader) named(i int, types ...string) bool {
	token := r.token(i)
	if token == nil || len(token.Name) < 3 || !slices.Contains(types, token.Name[2:]) {
		return false
	}
	if token.Name[0] == 'I' {
		return true
	}
	next := r.pieces[i].token + 1
	return next < len(r.sentence.Tokens) && strings.HasPrefix(r.sentence.Tokens[next].Name, "I-")
}
