package dates

import (
	"strings"

	"entente/internal/text"
)

// tense is where the clause round an expression puts what it tells.
type tense int

const (
	openTense tense = iota // present, or not to be told
	pastTense
	futureTense
)

// name is the tense's part in the name of a rule.
func (t tense) name() string {
	switch t {
	case pastTense:
		return ", past tense"
	case futureTense:
		return ", future tense"
	}
	return ""
}

// upcoming are words that put what they go with into the future, whatever the verb.
var upcoming = set("scheduled", "slated", "due", "upcoming", "forthcoming", "planned", "expected", "set")

// intents are verbs whose infinitive has not happened yet.
var intents = set("plan", "expect", "schedule", "slate", "agree", "urge", "order", "ask", "call", "intend", "hope", "vow", "promise", "pledge", "want", "set", "due",
	"prepare", "invite", "decide", "threaten", "announce", "offer", "request", "demand", "be", "aim", "propose", "wish", "need", "have", "go")

// tenseOf asks the verb that governs the tokens first..last; where there are no arcs, or they
// lead to no verb, the words of the clause.
func tenseOf(s *text.Sentence, first, last int) tense {
	if t, found := governingTense(s, first, last); found {
		return t
	}
	return clauseTense(s, first, last)
}

// governingTense climbs the arcs from the expression to the first word that tells.
func governingTense(s *text.Sentence, first, last int) (t tense, found bool) {
	at := -1
	for i := first; i <= last; i++ {
		if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && (h < first || h > last) {
			at = h
			break
		}
	}
	for range s.Tokens { // no further than there are words, whatever the arcs
		if at < 0 || at >= len(s.Tokens) {
			return openTense, false
		}
		token := &s.Tokens[at]
		word := strings.ToLower(token.Form)
		if word == "ahead" || upcoming[word] && !strings.HasPrefix(token.Tag, "VBD") && !pastPerfect(s, at) {
			return futureTense, true
		}
		if strings.HasPrefix(token.Tag, "NN") && hasChild(s, at, upcoming) {
			return futureTense, true
		}
		if strings.HasPrefix(token.Tag, "VB") {
			if t, decided := verbTense(s, at); decided {
				return t, true
			}
		}
		at = token.Head
	}
	return openTense, false
}

// verbTense is the tense of the verb at that place; a gerund without auxiliary has that of its governor.
func verbTense(s *text.Sentence, verb int) (t tense, decided bool) {
	var modal, to, have, been, negated, present bool
	for i := range s.Tokens {
		child := &s.Tokens[i]
		if child.Head != verb {
			continue
		}
		word := strings.ToLower(child.Form)
		switch {
		case child.Label == "neg":
			negated = true
		case child.Label != "aux" && child.Label != "auxpass":
		case child.Tag == "MD":
			modal = true
			if word == "could" || word == "would" {
				been = true // "could not come": past when negated
			}
		case child.Tag == "TO":
			to = true
		case word == "has" || word == "have" || word == "had" || word == "having":
			have = true
		case word == "is" || word == "are" || word == "'s" || word == "’s" || word == "'re" || word == "am":
			present = true
		}
	}
	token := &s.Tokens[verb]
	switch {
	case have:
		return pastTense, true
	case modal:
		if negated && been {
			return pastTense, true
		}
		return futureTense, true
	case to:
		if governor := token.Head; governor >= 0 && governor < len(s.Tokens) && governor != verb {
			g := &s.Tokens[governor]
			if intents[strings.ToLower(g.Lemma)] || upcoming[strings.ToLower(g.Form)] || strings.HasPrefix(g.Tag, "NN") || strings.HasPrefix(g.Tag, "JJ") {
				return futureTense, true
			}
			if strings.HasPrefix(g.Tag, "VB") {
				return verbTenseOf(s, governor)
			}
		}
		return openTense, true
	}
	switch token.Tag {
	case "VBD":
		return pastTense, true
	case "VBN":
		return pastTense, true
	case "VBG":
		if present {
			return futureTense, true // "is meeting her on Friday"
		}
		return openTense, false
	}
	return openTense, true
}

// verbTenseOf is verbTense of a governor, looked at by its own form only.
func verbTenseOf(s *text.Sentence, verb int) (tense, bool) {
	switch s.Tokens[verb].Tag {
	case "VBD", "VBN":
		return pastTense, true
	}
	return openTense, true
}

func pastPerfect(s *text.Sentence, at int) bool {
	return hasChild(s, at, set("had", "was", "were"))
}

func hasChild(s *text.Sentence, at int, words map[string]bool) bool {
	for i := range s.Tokens {
		if s.Tokens[i].Head == at && words[strings.ToLower(s.Tokens[i].Form)] {
			return true
		}
	}
	return false
}

// clauseEnds are words and marks that a clause does not reach over.
var clauseEnds = set(",", ";", ":", "–", "—", "(", ")", "“", "”", "\"", "that", "which", "who", "after", "but", "while")

var futureWords = set("will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could", "should", "must", "plans", "plan", "expects", "intends", "hopes", "vowed", "vows",
	"scheduled", "slated", "due", "upcoming", "forthcoming", "expected", "planned", "ahead", "tomorrow")

// clauseReach is how many words away a clause's verb is looked for.
const clauseReach = 30

// clauseTense looks for words of the future in the clause: leftwards, then rightwards.
func clauseTense(s *text.Sentence, first, last int) tense {
	from, to := max(0, first-clauseReach), min(len(s.Tokens), last+1+clauseReach)
	s = &text.Sentence{Tokens: s.Tokens[from:to]}
	first, last = first-from, last-from
	words := make([]string, len(s.Tokens))
	for i := range s.Tokens {
		words[i] = strings.ToLower(s.Tokens[i].Form)
	}
	at := func(i int) string {
		if i < 0 || i >= len(words) {
			return ""
		}
		return words[i]
	}
	tells := func(i int) (tense, bool) {
		switch {
		case futureWords[words[i]] && s.Tokens[i].Form != "May":
			return futureTense, true
		case words[i] == "to" && (at(i-1) == "is" || at(i-1) == "are" || at(i-1) == "set" || at(i-1) == "due" || at(i-1) == "agreed"):
			return futureTense, true
		case words[i] == "had", words[i] == "was", words[i] == "were", words[i] == "said", s.Tokens[i].Tag == "VBD":
			return pastTense, true
		case s.Tokens[i].Tag == "" && len(words[i]) > 4 && strings.HasSuffix(words[i], "ed") && s.Tokens[i].Form == words[i]:
			return pastTense, true
		}
		return openTense, false
	}
	for i := first - 1; i >= 0 && !clauseEnds[words[i]]; i-- {
		if t, told := tells(i); told {
			return t
		}
	}
	start := last + 1
	if at(start) == "," && first <= 1 { // "On Tuesday, the two will meet"
		start++
	}
	for i := start; i < len(words) && !clauseEnds[words[i]]; i++ {
		if t, told := tells(i); told {
			return t
		}
	}
	return openTense
}
