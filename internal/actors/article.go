package actors

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// article remembers who an article has named.
type article struct {
	base     *Base
	on       diplo.Day
	people   []*namedPerson
	byWord   map[string][]*namedPerson // by the words that may call them again
	foremost string                    // the country that the article names most in its first sentences
	named    map[string]bool           // the countries that the article names
	recent   string                    // the country named last
	recentBy int                       // sentence of recent
	// setting is the one place of the sentence being resolved, "" when there is none or several.
	setting  string
	sentence int
	acronyms map[string]diplo.Actor // that the article defines: "… (FGM)"
	unnamed  map[string]Mention     // the last holder of each office that has no name: "a senior US official"
	reading  *sentenceReading
	mentions []Mention
	previous []Mention // of the sentence before
	before   *sentenceReading
}

// namedPerson is a person whom the article gives a full name or whom the base knows.
type namedPerson struct {
	actor    diplo.Actor
	words    []string
	gender   gender
	title    *title
	former   bool
	ties     []tie
	sentence int // where the full name stands first
	last     int // where it was mentioned last
	inBase   bool
}

func newArticle(b *Base, on diplo.Day) *article {
	return &article{base: b, on: on, byWord: map[string][]*namedPerson{}, recentBy: -1}
}

// survey finds the country that the first sentences name most; the first named wins a tie.
func (a *article) survey(readings []*sentenceReading) {
	var counts map[string]int
	best := 0
	for i := range readings {
		for k := range readings[i].phrases {
			p := &readings[i].phrases[k]
			var code string
			switch {
			case p.kind == countryPhrase || p.kind == demonymPhrase:
				code = a.base.countries[p.entry.index].actor.Code
			case p.kind == placePhrase:
				code = a.base.places[p.entry.index].Country
			case len(p.ties) > 0 && p.ties[0].class == 0:
				code = p.ties[0].code
			case p.kind == organizationPhrase:
				if code = a.base.organizations[p.entry.index].actor.Code; a.base.countryOf[code] == nil {
					code = ""
				}
			}
			if code == "" {
				continue
			}
			if a.named == nil {
				a.named = map[string]bool{}
			}
			a.named[code] = true
			if i >= 3 {
				continue
			}
			if counts == nil {
				counts = map[string]int{}
			}
			counts[code]++
			if counts[code] > best {
				best, a.foremost = counts[code], code
			}
		}
	}
}

// introduce registers the people whom the sentence gives a full name.
func (a *article) introduce(sr *sentenceReading, sentence int) {
	for k := range sr.phrases {
		p := &sr.phrases[k]
		if p.kind == organizationPhrase || p.kind == newBodyPhrase {
			a.defineAcronym(sr, p)
		}
		if p.kind != personPhrase {
			continue
		}
		words := nameWords(sr, p)
		if p.entry == nil && len(words) < 2 {
			continue
		}
		a.register(sr, p, words, sentence)
	}
}

// defineAcronym registers the short form of "Free Gaza Movement (FGM)".
func (a *article) defineAcronym(sr *sentenceReading, p *phrase) {
	short := sr.form(p.last + 2)
	if sr.form(p.last+1) != "(" || sr.form(p.last+3) != ")" || len(short) < 2 || len(short) > 8 || caseOf(short, false) != allUpper || sr.covering(p.last+2) != nil {
		return
	}
	a.mentions = a.mentions[:0]
	a.reading = sr
	a.resolveBody(p)
	if len(a.mentions) == 0 {
		return
	}
	if a.acronyms == nil {
		a.acronyms = map[string]diplo.Actor{}
	}
	a.acronyms[short] = a.mentions[0].Actor
	a.mentions = nil
}

// nameWords are the folded words of the person's name.
func nameWords(sr *sentenceReading, p *phrase) []string {
	var words []string
	for t := p.nameFirst; t <= p.nameLast; t++ {
		eachWord(sr.form(t), func(_, folded string) { words = append(words, folded) })
	}
	return words
}

func nameText(sr *sentenceReading, p *phrase) string {
	tokens := sr.sentence.Tokens
	var s strings.Builder
	for t := p.nameFirst; t <= p.nameLast; t++ {
		if t > p.nameFirst && tokens[t].Start > tokens[t-1].End {
			s.WriteByte(' ')
		}
		s.WriteString(tokens[t].Form)
	}
	return s.String()
}

// register finds or makes the person of a full name.
func (a *article) register(sr *sentenceReading, p *phrase, words []string, sentence int) *namedPerson {
	b := a.base
	code := ""
	for _, k := range p.ties {
		if !k.person {
			code = k.code
			break
		}
	}
	if p.entry != nil {
		index := p.entry.index
		for _, other := range p.more { // namesakes
			if other.kind == entryPerson && code != "" && b.people[other.index].actor.Code == code {
				index = other.index
			}
		}
		return a.know(sr, p, &b.people[index], words, sentence)
	}
	// The holder of the office that the title names, if the family name is the same.
	if p.title != nil && code != "" && !p.former {
		if o, ok := b.holder(b.executiveFor(code), code, p.title.name, p.title.role, a.on); ok {
			holder := &b.people[b.personOf[o.Holder]]
			if sameFamily(holder, words) {
				return a.know(sr, p, holder, words, sentence)
			}
		}
	}
	if len(words) < 2 {
		return nil
	}
	for _, known := range a.byWord[words[len(words)-1]] {
		if sameName(known.words, words) && (code == "" || known.actor.Code == "" || known.actor.Code == code) {
			known.improve(sr, p, code)
			return known
		}
	}
	// A person of the base with the same family name, country and a like first name.
	if code != "" {
		for _, i := range b.surnames[words[len(words)-1]] {
			known := &b.people[i]
			if known.actor.Code == code && len(known.words) > 1 && jaroWinkler(known.words[0], words[0]) > 0.9 {
				return a.know(sr, p, known, words, sentence)
			}
		}
	}
	n := &namedPerson{words: words, gender: a.base.given[words[0]], title: p.title, former: p.former, ties: p.ties, sentence: sentence, last: -1}
	n.actor = diplo.Actor{Kind: diplo.KindPerson, Name: nameText(sr, p), Code: code}
	n.actor.ID = personID(n.actor.Name, code)
	a.remember(n)
	return n
}

func personID(name, code string) diplo.ActorID {
	id := slugID("person", name)
	if code != "" {
		id += diplo.ActorID("-" + fold.Slug(code))
	}
	return id
}

// know registers a person of the base.
func (a *article) know(sr *sentenceReading, p *phrase, known *person, words []string, sentence int) *namedPerson {
	for _, n := range a.people {
		if n.inBase && n.actor.ID == known.actor.ID {
			if n.title == nil && p.title != nil {
				n.title, n.former, n.ties = p.title, p.former, p.ties
			}
			return n
		}
	}
	n := &namedPerson{actor: known.actor, words: known.words, gender: known.gender, title: p.title, former: p.former, ties: p.ties,
		sentence: sentence, last: -1, inBase: true}
	if o := a.base.officeOn(known.actor.ID, a.on); o != nil {
		n.actor.Code = a.base.codeOf(o.Of)
	}
	if n.gender == unknownGender && len(known.words) > 1 {
		n.gender = a.base.given[known.words[0]]
	}
	a.remember(n)
	for _, alias := range append(known.actor.Aliases, strings.Join(words, " ")) {
		var last string
		eachWord(alias, func(_, folded string) { last = folded })
		if last != "" {
			a.callAgain(last, n)
		}
	}
	a.callAgain(known.family, n)
	return n
}

func (b *Base) codeOf(id diplo.ActorID) string { return b.actors[id].Code }

func (a *article) remember(n *namedPerson) {
	a.people = append(a.people, n)
	if len(n.words) > 0 {
		a.callAgain(n.words[len(n.words)-1], n)
		if len(n.words) == 3 { // "Manuel Zelaya Rosales", "Hugo Chávez Frías"
			a.callAgain(n.words[1], n)
		}
		if family := familyName(n.words, n.actor.Code); family != "" {
			a.callAgain(family, n)
		}
	}
}

func (a *article) callAgain(word string, n *namedPerson) {
	for _, other := range a.byWord[word] {
		if other == n {
			return
		}
	}
	a.byWord[word] = append(a.byWord[word], n)
}

// improve adds what a later mention says of a person.
func (n *namedPerson) improve(sr *sentenceReading, p *phrase, code string) {
	if n.actor.Code == "" && code != "" {
		n.actor.Code = code
		n.actor.ID = personID(n.actor.Name, code)
		n.ties = p.ties
	}
	if n.title == nil {
		n.title, n.former = p.title, p.former
	}
}

// sameFamily tells whether words name the person by the family name, allowing for another spelling.
func sameFamily(known *person, words []string) bool {
	for _, w := range words {
		if w == known.family {
			return true
		}
	}
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return jaroWinkler(last, known.family) >= 0.92 && len(last) > 4
}

// sameName tells whether two full names are one: the same last word, and first words the same or one
// an initial of the other.
func sameName(x, y []string) bool {
	if x[len(x)-1] != y[len(y)-1] {
		return false
	}
	return x[0] == y[0] || strings.HasPrefix(x[0], y[0]) || strings.HasPrefix(y[0], x[0])
}
