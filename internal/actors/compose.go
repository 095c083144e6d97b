package actors

import (
	"strings"

	"entente/internal/diplo"
)

// scanAt reads the phrase that begins at token i and returns the token to go on with.
func (b *Base) scanAt(sr *sentenceReading, i int) int {
	if m := sr.matchAt(i); m != nil {
		switch m.entry.kind {
		case entryTitle:
			return b.scanTitle(sr, m)
		case entryNoun:
			return b.scanNoun(sr, m)
		case entryPerson:
			p := phrase{kind: personPhrase, first: i, last: int(m.last), core: int(m.last),
				entry: m.entry, more: m.more, nameFirst: i, nameLast: int(m.last), owned: -1}
			if b.relative(sr, m) {
				p.first, p.nameFirst, p.entry, p.more = i-1, i-1, nil, nil
			}
			sr.phrases = append(sr.phrases, p)
		default:
			p := phrase{first: i, last: int(m.last), core: int(m.last), entry: m.entry, more: m.more, plural: m.entry.plural, owned: -1}
			switch m.entry.kind {
			case entryCountry, entrySeat:
				p.kind = countryPhrase
			case entryDemonym:
				if sr.lower(i-1) == "ethnic" {
					return int(m.last) + 1
				}
				p.kind = demonymPhrase
				if tag := sr.tag(i); m.entry.plural || tag == "NNPS" || tag == "NNS" {
					p.kind = peoplePhrase
				}
			case entryPlace:
				p.kind = placePhrase
			case entryOrganization:
				p.kind = organizationPhrase
				p.ties, _, _ = b.leftZone(sr, i)
			}
			sr.phrases = append(sr.phrases, p)
		}
		return int(m.last) + 1
	}
	if last := sr.run[i]; last >= 0 {
		if p, ok := b.describedPerson(sr, i, int(last)); ok {
			sr.consume(p.first, p.last)
			sr.phrases = append(sr.phrases, p)
			return int(last) + 1
		}
		if len(sr.phrases) > 0 {
			for k := range sr.phrases {
				if sr.phrases[k].kind == newBodyPhrase && sr.phrases[k].first == i {
					return int(last) + 1
				}
			}
		}
		sr.phrases = append(sr.phrases, phrase{kind: personPhrase, first: i, last: int(last), core: int(last), nameFirst: i, nameLast: int(last), owned: -1})
		return int(last) + 1
	}
	if sr.cover[i] == 0 {
		if (sr.form(i) == "Democrat" || sr.form(i) == "Republican") && sr.lower(i-1) == "the" {
			sr.phrases = append(sr.phrases, phrase{kind: partisanPhrase, first: i, last: i, core: i, owned: -1})
		} else if isPronoun(sr.lower(i)) {
			sr.phrases = append(sr.phrases, phrase{kind: pronounPhrase, first: i, last: i, core: i, owned: -1})
		} else if b.bareName(sr, i) {
			sr.phrases = append(sr.phrases, phrase{kind: personPhrase, first: i, last: i, core: i, nameFirst: i, nameLast: i, owned: -1})
		}
	}
	return i + 1
}

// describedPerson reads "Russian finalist Ivan Petrov", "Moroccan Omar Alami".
func (b *Base) describedPerson(sr *sentenceReading, first, last int) (phrase, bool) {
	for k := range sr.phrases {
		if sr.phrases[k].kind == newBodyPhrase && sr.phrases[k].first == first {
			return phrase{}, false
		}
	}
	ties, start, z := b.leftZone(sr, first)
	if len(ties) != 1 || ties[0].person || start == first || z.owned >= 0 || first > 0 && dealsWith(sr.lower(first-1)) {
		return phrase{}, false
	}
	if m := sr.covering(ties[0].token); m == nil || m.entry.kind != entryDemonym && !adjectival(sr.form(ties[0].token)) {
		return phrase{}, false
	}
	return phrase{kind: personPhrase, first: start, last: last, core: last, nameFirst: first, nameLast: last, ties: ties, owned: -1}, true
}

// dealsWith tells whether the word before a name says what police or courts do to its bearer and no
// more than looks like a noun: "Japanese police arrest Kenji Mori".
func dealsWith(word string) bool {
	switch word {
	case "arrest", "arrests", "charge", "charges", "question", "release", "releases", "sentences", "jail", "jails", "convict", "convicts", "name", "names", "fine", "fines", "probe", "probes", "sack", "sacks", "honour", "honor", "honors", "honours", "elect", "elects":
		return true
	}
	return false
}

// bareName tells whether the token may be a surname by itself: a capitalised word that no other
// proper noun stands beside.
func (b *Base) bareName(sr *sentenceReading, i int) bool {
	form := sr.form(i)
	if len(form) < 2 || !capitalised(form) {
		return false
	}
	if sr.tagged && sr.tag(i) != "NNP" {
		return false
	}
	beside := func(t int) bool {
		return t >= 0 && t < len(sr.cover) && sr.cover[t] == 0 && capitalised(sr.form(t)) && (sr.tag(t) == "NNP" || !sr.tagged) && t > 0
	}
	return !beside(i-1) && !beside(i+1)
}

// consume marks the phrases made of tokens first … last as parts of a longer one.
func (sr *sentenceReading) consume(first, last int) {
	for k := len(sr.phrases) - 1; k >= 0; k-- {
		p := &sr.phrases[k]
		if p.last < first {
			break
		}
		if p.first >= first && p.last <= last && p.kind != newBodyPhrase {
			p.consumed = true
		}
	}
}

// nameAt is the last token of a person's name that begins at token j, and the person of the base
// when it is known. afterTitle allows names that only their capitals show.
func (b *Base) nameAt(sr *sentenceReading, j int, afterTitle bool) (last int, e *entry, more []entry, ok bool) {
	if j >= len(sr.cover) {
		return 0, nil, nil, false
	}
	if m := sr.matchAt(j); m != nil {
		if m.entry.kind == entryPerson {
			return int(m.last), m.entry, m.more, true
		}
		if !afterTitle || m.entry.kind == entryTitle || m.entry.kind == entryNoun || m.entry.kind == entryOrganization {
			return 0, nil, nil, false
		}
		// "President Chad Smith": a place only if a name goes on behind it.
		if m.entry.kind != entryPlace && m.entry.kind != entryCountry || !b.plainCapital(sr, int(m.last)+1) {
			return 0, nil, nil, false
		}
	}
	if sr.run[j] >= 0 {
		for k := range sr.phrases {
			if sr.phrases[k].kind == newBodyPhrase && sr.phrases[k].first == j {
				return 0, nil, nil, false
			}
		}
		last := int(sr.run[j])
		for afterTitle && b.plainCapital(sr, last+1) {
			last++
		}
		return last, nil, nil, true
	}
	if !afterTitle || !capitalised(sr.form(j)) && !(particle(sr.lower(j)) && capitalised(sr.form(j+1))) {
		return 0, nil, nil, false
	}
	if sr.tagged && sr.tag(j) != "NNP" && sr.tag(j) != "NNPS" && sr.tag(j) != "JJ" && sr.tag(j) != "NN" && sr.tag(j) != "FW" {
		return 0, nil, nil, false
	}
	last = j
	for t := j + 1; t < len(sr.cover) && t < j+7; t++ {
		switch form := sr.lower(t); {
		case b.plainCapital(sr, t):
			last = t
			continue
		case particle(form) || sr.form(t) == "–" || form == "'":
			continue
		}
		break
	}
	return last, nil, nil, true
}

// plainCapital tells whether the token is a capitalised word that the base gives no other meaning.
func (b *Base) plainCapital(sr *sentenceReading, t int) bool {
	if t < 0 || t >= len(sr.cover) || sr.cover[t] != 0 || !capitalised(sr.form(t)) {
		return false
	}
	tag := sr.tag(t)
	return !sr.tagged || tag == "NNP" || tag == "NNPS" || tag == "FW"
}

// scanTitle reads a title with what is before it and the name or "of …" behind it.
func (b *Base) scanTitle(sr *sentenceReading, m *match) int {
	a, end := int(m.first), int(m.last)
	ties, first, z := b.leftZone(sr, a)
	p := phrase{kind: officePhrase, first: first, last: end, core: end, entry: m.entry, title: &b.titles[m.entry.index], titleToken: end,
		ties: ties, plural: m.entry.plural, definite: z.definite, owned: z.owned, former: z.former, deputy: z.deputy, pair: z.pair}
	j := end + 1
	for { // "President General Pervez Musharraf"
		next := sr.matchAt(j)
		if next == nil || next.entry.kind != entryTitle || !capitalised(sr.form(j)) {
			break
		}
		if p.title.role == diplo.OtherRole || p.title.role == diplo.Commander && b.titles[next.entry.index].role != diplo.OtherRole {
			p.title = &b.titles[next.entry.index]
		}
		end = int(next.last)
		p.last, p.core, p.titleToken = end, end, end
		j = end + 1
	}
	if last, e, more, ok := b.nameAt(sr, j, capitalised(sr.form(a))); ok {
		p.kind, p.entry, p.more, p.nameFirst, p.nameLast, p.last, p.core = personPhrase, e, more, j, last, last, last
		sr.consume(p.first, p.last)
		if len(p.ties) == 0 && sr.lower(last+1) == "of" {
			if of, _ := b.rightZone(sr, last+1, "of"); len(of) > 0 {
				p.ties = of
			}
		}
		sr.phrases = append(sr.phrases, p)
		// "Presidents Bush and Putin", "Senators John McCain and Lindsey Graham"
		for next := last + 1; p.plural; next = last + 1 {
			if sr.form(next) == "," {
				next++
			}
			if sr.lower(next) == "and" {
				next++
			}
			if next == last+1 {
				break
			}
			if last, e, more, ok = b.nameAt(sr, next, true); !ok {
				return next
			}
			q := p
			q.first, q.entry, q.more, q.nameFirst, q.nameLast, q.last, q.core = next, e, more, next, last, last, last
			sr.phrases = append(sr.phrases, q)
		}
		return last + 1
	}
	// "the Russian ambassador to Afghanistan Ivan Petrov", "Special Representative for Syria Jane Doe"
	if name, ok := b.nameBeyond(sr, j); ok && !p.plural {
		p.kind, p.nameFirst, p.nameLast, p.last, p.core = personPhrase, name.first, name.last, name.last, name.last
		p.entry, p.more = name.entry, name.more
		sr.consume(p.first, p.last)
		sr.phrases = append(sr.phrases, p)
		return name.last + 1
	}
	if n := m.meaning(entryNoun); n != nil && !p.former && nounRather(p.title, p.plural) {
		return b.scanNoun(sr, &match{first: m.first, last: m.last, entry: n})
	}
	if p.title.name == "pope" && len(p.ties) == 0 && !p.plural { // there is one
		p.ties = []tie{{code: "VAT", id: diplo.CountryID("VAT"), token: a}}
	}
	prepositions := []string{"of", "for", "from"}
	if p.owned >= 0 { // "its ambassador from Peru" is not Peru's
		prepositions = prepositions[:1]
	}
	if p.title.name == "opposition leader" || p.title.role == diplo.Legislator {
		prepositions = append(prepositions, "in") // "lawmakers in Chile", "the opposition leader in Fiji"
	}
	if of, last := b.rightZone(sr, j, prepositions...); len(of) > 0 {
		if len(p.ties) == 0 {
			p.ties = of
		}
		p.last = last
		j = last + 1
		// "the President of Russia Dmitry Medvedev"
		if last, e, more, ok := b.nameAt(sr, j, false); ok && !p.plural {
			p.kind, p.entry, p.more, p.nameFirst, p.nameLast, p.last, p.core = personPhrase, e, more, j, last, last, last
			sr.consume(p.first, p.last)
			sr.phrases = append(sr.phrases, p)
			return last + 1
		}
	}
	// "the foreign minister of Turkey, Mevlüt Çavuşoğlu, said"
	if sr.form(j) == "," && !p.plural {
		if last, e, more, ok := b.nameAt(sr, j+1, sr.tagged); ok && (last > j+1 || e != nil) && closes(sr.form(last+1)) {
			p.kind, p.entry, p.more, p.nameFirst, p.nameLast, p.last = personPhrase, e, more, j+1, last, last
			j = last + 1
		}
	}
	if j == end+1 {
		j = p.last + 1
	}
	sr.consume(p.first, p.last)
	sr.phrases = append(sr.phrases, p)
	return max(j, p.last+1)
}

// nameBeyond finds the name behind "to Afghanistan", "for Syria Engagement": only capitalised words, prepositions
// and articles between, and a name that the tags or the base know.
func (b *Base) nameBeyond(sr *sentenceReading, j int) (phrase, bool) {
	switch sr.lower(j) {
	case "to", "for", "on", "in":
	case "of": // "Minister of Information Jane Doe", but not "President of Peru Jane Doe"
		if m := sr.matchAt(b.skipThe(sr, j+1)); m != nil && m.entry.kind != entryNoun && m.entry.kind != entryTitle {
			return phrase{}, false
		}
	default:
		return phrase{}, false
	}
	for t := j + 1; t < len(sr.cover) && t <= j+7; t++ {
		if t > j+1 {
			if last, e, more, ok := b.nameAt(sr, t, false); ok && last > t && capitalised(sr.form(t-1)) {
				return phrase{first: t, last: last, entry: e, more: more}, true
			}
		}
		form := sr.form(t)
		if !capitalised(form) && form != "the" && form != "of" && form != "for" && form != "and" && form != "to" {
			break
		}
	}
	return phrase{}, false
}

// meaning is the match's meaning of that kind, or nil.
func (m *match) meaning(kind entryKind) *entry {
	if m.entry.kind == kind {
		return m.entry
	}
	for i := range m.more {
		if m.more[i].kind == kind {
			return &m.more[i]
		}
	}
	return nil
}

// nounRather tells whether words that are both a title and a common noun are the noun, where no name
// follows: "soldiers", "activists", but not "foreign ministers" or "senators".
func nounRather(t *title, plural bool) bool {
	if t.name == "representative" {
		return true
	}
	switch t.role {
	case diplo.OtherRole:
		return true
	case diplo.Official, diplo.Envoy, diplo.Commander:
		return plural
	}
	return false
}

func closes(form string) bool {
	return form == "," || form == "." || form == "" || form == ")" || form == ";" || form == "–" || form == "-"
}

// rightZone reads "of X", "of both X and Y" at token j, for one of the prepositions. It
// returns the ties and the last token read.
func (b *Base) rightZone(sr *sentenceReading, j int, prepositions ...string) ([]tie, int) {
	found := false
	for _, preposition := range prepositions {
		if sr.lower(j) == preposition {
			found = true
		}
	}
	if !found {
		return nil, 0
	}
	var ties []tie
	last := 0
	for t := j + 1; t < len(sr.cover); {
		if m := sr.matchAt(t); m != nil {
			k, ok := b.tieOf(m)
			if !ok {
				break
			}
			if m.entry.kind == entryDemonym && !adjectival(sr.form(t)) { // "of Afghan origin", "of the Turkish army"
				if next := sr.matchAt(int(m.last) + 1); next != nil && next.entry.kind == entryNoun {
					ties = append(ties, k)
					last = int(next.last)
				}
				break
			}
			ties = append(ties, k)
			last = int(m.last)
			t = last + 1
			if sr.form(t) == "," && sr.matchAt(t+1) != nil && len(ties) > 0 && (b.listGoesOn(sr, t+1)) {
				t++
				continue
			}
			if (sr.lower(t) == "and" || sr.lower(t) == "or") && b.isTie(sr.matchAt(b.skipThe(sr, t+1))) {
				t++
				continue
			}
			break
		}
		form := sr.lower(t)
		if form == "the" || form == "both" || len(ties) == 0 && t < j+4 && (modifier(sr.tag(t)) || sr.tag(t) == "IN" && form != "to" || form == "affairs") {
			t++
			continue
		}
		break
	}
	return ties, last
}

func (b *Base) skipThe(sr *sentenceReading, t int) int {
	if sr.lower(t) == "the" {
		return t + 1
	}
	return t
}

func (b *Base) isTie(m *match) bool {
	if m == nil {
		return false
	}
	switch m.entry.kind {
	case entryCountry, entryOrganization, entrySeat:
		return true
	}
	return false
}

// listGoesOn tells whether "X, Y and Z" goes on at token t.
func (b *Base) listGoesOn(sr *sentenceReading, t int) bool {
	for n := 0; n < 12 && t < len(sr.cover); n++ {
		m := sr.matchAt(t)
		if !b.isTie(m) {
			return false
		}
		t = int(m.last) + 1
		switch sr.lower(t) {
		case "and":
			return b.isTie(sr.matchAt(b.skipThe(sr, t+1)))
		case ",":
			t++
			if sr.lower(t) == "and" {
				return true
			}
		default:
			return false
		}
	}
	return false
}

// scanNoun reads a group or body by its common noun.
func (b *Base) scanNoun(sr *sentenceReading, m *match) int {
	a, end := int(m.first), int(m.last)
	ties, first, z := b.leftZone(sr, a)
	n := &b.nouns[m.entry.index]
	p := phrase{kind: nounPhrase, first: first, last: end, core: end, entry: m.entry, ties: ties, plural: m.entry.plural,
		definite: z.definite, owned: z.owned, former: z.former, pair: z.pair}
	if police := b.policeRather(sr, first, end); police != nil {
		p.entry = police
		n = &b.nouns[police.index]
	}
	if len(ties) == 0 {
		if of, last := b.rightZone(sr, end+1, "of", "from"); len(of) > 0 && (p.owned < 0 || sr.lower(end+1) == "of") {
			p.ties, p.last = of, last
		} else if n.class != forceNoun && n.class != stateNoun {
			if in, ok := b.placeBehind(sr, end+1); ok {
				p.ties = []tie{in}
			}
		}
	}
	sr.consume(p.first, p.last)
	sr.phrases = append(sr.phrases, p)
	return p.last + 1
}

// placeBehind reads "in Tuz, northern Iraq" at token j.
func (b *Base) placeBehind(sr *sentenceReading, j int) (tie, bool) {
	switch sr.lower(j) {
	case "residing", "living", "based", "stationed", "held", "fighting", "deployed", "detained":
		j++
	}
	switch sr.lower(j) {
	case "in", "at", "near", "outside", "inside", "across", "around", "throughout", "along", "on":
	default:
		return tie{}, false
	}
	var adjective tie // of "in the Syrian city of Hama", if no place follows
	for t := j + 1; t < len(sr.cover) && t <= j+8; t++ {
		if m := sr.matchAt(t); m != nil {
			k, ok := b.tieOf(m)
			k.nearby = true
			switch m.entry.kind {
			case entryCountry, entryPlace:
				return k, ok
			case entryDemonym:
				if adjective.code == "" && ok {
					adjective = k
				}
				continue
			case entryNoun, entryTitle:
				continue
			}
			break
		}
		if tag := sr.tag(t); strings.HasPrefix(tag, "VB") && tag != "VBN" || tag == "MD" || tag == "PRP" || tag == "." || tag == "CC" {
			break
		}
	}
	return adjective, adjective.code != ""
}

// joinAppositions makes one phrase of "Jane Doe, the foreign minister of X," and gives names the ties of
// what is said behind them.
func (b *Base) joinAppositions(sr *sentenceReading) {
	for k := range sr.phrases {
		p := &sr.phrases[k]
		if p.consumed || p.kind != personPhrase || p.title != nil && len(p.ties) > 0 {
			continue
		}
		if len(p.ties) == 0 && k > 0 {
			b.nameOfGroup(sr, p)
		}
		if len(p.ties) == 0 {
			at := p.last + 1
			if sr.form(at) == "," {
				at++
			}
			if of, _ := b.rightZone(sr, at, "of", "from"); len(of) == 1 {
				p.ties = of
			} else if sr.lower(at) == "of" {
				p.ties = sr.tiesOfBodyAt(b.skipThe(sr, at+1))
			}
			if sr.lower(p.first-1) == "and" && len(p.ties) > 0 { // "Jane Doe and John Roe, of the …"
				for q := range sr.phrases {
					if before := &sr.phrases[q]; before.kind == personPhrase && before.last == p.first-2 && len(before.ties) == 0 && before.entry == nil {
						before.ties = p.ties
					}
				}
			}
		}
		if sr.form(p.last+1) != "," && sr.form(p.last+1) != "(" {
			continue
		}
		for q := range sr.phrases {
			office := &sr.phrases[q]
			if office.consumed || office.plural || office.kind != officePhrase && office.kind != nounPhrase || office.first < p.last+2 {
				continue
			}
			at := p.last + 2
			switch sr.lower(at) {
			case "the", "a", "an", "who":
				at++
			}
			if office.first > at && !(office.first <= at+3 && sr.appositive(office.core, p)) {
				break
			}
			if next := sr.lower(office.last + 1); office.kind == nounPhrase && len(office.ties) == 0 || next == "and" && sr.sentence.Tokens[office.core].Label == "conj" {
				break
			}
			if p.title == nil {
				p.title, p.titleToken, p.former = office.title, office.titleToken, office.former
			}
			if len(p.ties) == 0 {
				p.ties = office.ties
			}
			if office.owned >= 0 {
				p.owned = office.owned
			}
			office.consumed = true
			p.last = office.last
			break
		}
	}
}

// tiesOfBodyAt are the ties of the organisation whose name begins at the token.
func (sr *sentenceReading) tiesOfBodyAt(t int) []tie {
	for q := range sr.phrases {
		if body := &sr.phrases[q]; body.kind == newBodyPhrase && body.first == t {
			return body.ties
		}
	}
	return nil
}

// nameOfGroup gives "Jane Doe" and "John Roe" the ties of "two French journalists, Jane Doe and John Roe".
func (b *Base) nameOfGroup(sr *sentenceReading, p *phrase) {
	comma := p.first - 1
	if sr.lower(comma) == "and" && comma > 0 {
		for q := range sr.phrases {
			if before := &sr.phrases[q]; before.kind == personPhrase && (before.last == comma-1 || before.last == comma-2 && sr.form(comma-1) == ",") && before.entry == nil && before.title == nil {
				p.ties = before.ties
			}
		}
		return
	}
	if sr.form(comma) != "," {
		return
	}
	for q := range sr.phrases {
		group := &sr.phrases[q]
		if group.last == comma-1 && (group.kind == nounPhrase || group.kind == officePhrase) && group.plural && len(group.ties) == 1 && !group.ties[0].person {
			p.ties = group.ties
		}
	}
}

// appositive tells whether the arcs make the token an apposition to the phrase.
func (sr *sentenceReading) appositive(token int, p *phrase) bool {
	t := &sr.sentence.Tokens[token]
	return t.Label == "appos" && t.Head >= p.first && t.Head <= p.last
}

func isPronoun(word string) bool {
	switch word {
	case "he", "she", "him", "her", "his", "it", "its", "they", "them", "their":
		return true
	}
	return false
}
