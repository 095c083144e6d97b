package actors

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/text"
)

// scan finds the phrases of a sentence.
func (b *Base) scan(s *text.Sentence, buffer *[]word) *sentenceReading {
	n := len(s.Tokens)
	sr := &sentenceReading{sentence: s, cover: make([]int32, n), run: make([]int32, n)}
	for i := range s.Tokens {
		sr.run[i] = -1
		if len(s.Tokens[i].Name) > 1 {
			sr.named = true
		}
		if s.Tokens[i].Tag != "" {
			sr.tagged = true
		}
	}
	*buffer = b.trie.appendWords((*buffer)[:0], s.Tokens)
	sr.matches = b.trie.appendMatches(nil, *buffer)
	b.withSharedNames(sr)
	for k := range sr.matches {
		if b.unwanted(sr, &sr.matches[k]) {
			continue
		}
		for t := sr.matches[k].first; t <= sr.matches[k].last; t++ {
			sr.cover[t] = int32(k + 1)
		}
	}
	b.findRuns(sr)
	for i := 0; i < n; {
		i = b.scanAt(sr, i)
	}
	b.joinAppositions(sr)
	kept := sr.phrases[:0]
	for _, p := range sr.phrases {
		if !p.consumed {
			kept = append(kept, p)
		}
	}
	sr.phrases = kept
	return sr
}

// unwanted tells whether the words of the match mean something else here.
func (b *Base) unwanted(sr *sentenceReading, m *match) bool {
	first, last := int(m.first), int(m.last)
	switch m.entry.kind {
	case entryDemonym, entryCountry, entryOrganization:
		if before := sr.form(first - 1); first > 1 && (before == "-" || before == "–") {
			switch sr.lower(first - 2) {
			case "pro", "anti", "non":
				return true
			}
		}
		if after := sr.form(last + 1); after == "-" || after == "–" {
			switch sr.lower(last + 2) {
			case "backed", "supported", "funded", "sponsored", "made", "trained", "occupied", "style", "speaking", "language", "built", "designed", "financed", "friendly", "educated", "bound", "themed":
				return true
			}
		}
		if m.entry.kind == entryDemonym && (sr.lower(first-1) == "ethnic" || sr.lower(last+1) == "descent" || sr.lower(last+1) == "origin") {
			m.loose = true
		}
		m.loose = m.loose || loosely(sr, last)
		if m.entry.kind == entryDemonym && sr.lower(last+1) == "language" {
			return true
		}
		if m.entry.kind == entryCountry && first == last && sr.form(first) == "Georgia" && americanState(sr, first) {
			m.entry, m.more = b.georgia, nil
			return false
		}
		if m.entry.kind == entryCountry && first == last && b.insideLongerPlace(sr, first) {
			return true
		}
	case entryPlace:
		if b.places[m.entry.index].town && (!sr.isLocation(first, last) || sr.namesWater(first)) {
			return true
		}
		if first == last && b.insideLongerPlace(sr, first) || b.elsewhere(sr, m) {
			return true
		}
	case entryNoun, entryTitle:
		if m.entry.kind == entryNoun && last > 0 && capitalised(sr.form(last)) && sr.tag(last) == "NNP" && (b.nouns[m.entry.index].weak && first > 0 ||
			sr.tag(last+1) == "NNP" && sr.sentence.Tokens[last].Label == "compound" && sr.sentence.Tokens[last].Head == last+1) && m.meaning(entryTitle) == nil {
			return true
		}
		if first == last {
			switch tag := sr.tag(first); {
			case strings.HasPrefix(tag, "VB") && tag != "VBG", tag == "RB", tag == "IN", tag == "RBR":
				return true
			case tag == "JJ" && (sr.tag(first-1) != "DT" || strings.HasPrefix(sr.tag(last+1), "NN") || sr.tag(last+1) == "JJ") && sr.lower(first) != "rebel" && sr.lower(first) != "opposition" && sr.lower(first) != "militant" && sr.lower(first) != "separatist" && sr.lower(first) != "insurgent":
				return true
			}
		}
	}
	return false
}

// americanState tells whether "Georgia" is the state: "Macon, Georgia", "Georgia Governor".
func americanState(sr *sentenceReading, i int) bool {
	switch sr.lower(i + 1) {
	case "governor", "gov", "senator", "sen", "representative", "rep", "congressman", "congresswoman", "lawmakers", "republicans", "democrats", "republican", "democrat", "senate", "state":
		return true
	}
	if i < 2 || sr.form(i-1) != "," || sr.tag(i-2) != "NNP" && sr.tagged || !capitalised(sr.form(i-2)) {
		return false
	}
	after := sr.form(i + 1)
	switch sr.form(i - 2) {
	case "Tbilisi", "Gori", "Batumi", "Poti", "Rustavi", "Kutaisi", "Zugdidi", "Ossetia", "Abkhazia", "Armenia", "Azerbaijan", "Ukraine", "Moldova", "Russia", "Turkey", "Uzbekistan", "Kazakhstan", "Belarus", "Kyrgyzstan":
		return false
	}
	return closes(after) && sr.lower(i-3) != ","
}

// insideLongerPlace tells whether the token is part of a longer name of a place by the name tags: "San José"
// in "San José Pinula".
func (b *Base) insideLongerPlace(sr *sentenceReading, i int) bool {
	tokens := sr.sentence.Tokens
	kind := tokens[i].Name
	if len(kind) < 3 {
		return false
	}
	switch kind[2:] {
	case "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW":
	default:
		return false
	}
	switch kind[2:] {
	case "LAW", "WORK_OF_ART", "PRODUCT":
		if kind[0] == 'I' || i+1 < len(tokens) && tokens[i+1].Name == "I-"+kind[2:] {
			return true
		}
	}
	within := func(t int) bool {
		if t < 0 || t >= len(tokens) || len(tokens[t].Name) < 3 || tokens[t].Name[2:] != kind[2:] || tokens[t].Tag != "NNP" || !capitalised(tokens[t].Form) {
			return false
		}
		switch tokens[t].Form {
		case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Greater", "Upper", "Lower",
			"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
			return false
		}
		return true
	}
	return i > 0 && kind[0] == 'I' && within(i-1) || i+1 < len(tokens) && tokens[i+1].Name == "I-"+kind[2:] && within(i+1)
}

// loosely tells whether the name before token "-" only says with whom something is done: "German-mediated
// talks", "US-Mexico border", against "US-led forces".
func loosely(sr *sentenceReading, last int) bool {
	if after := sr.form(last + 1); after != "-" && after != "–" {
		return false
	}
	switch sr.lower(last + 2) {
	case "led", "run", "based", "operated", "flagged", "owned", "registered", "dominated", "administered", "headed", "commanded", "born", "controlled":
		return false
	}
	return true
}

// findRuns marks the runs of tokens that the name tags propose as persons and bodies, unless
// the base knows the words.
func (b *Base) findRuns(sr *sentenceReading) {
	tokens := sr.sentence.Tokens
	for i := 0; i < len(tokens); {
		kind, ok := strings.CutPrefix(tokens[i].Name, "B-")
		if !ok {
			kind, ok = strings.CutPrefix(tokens[i].Name, "I-") // a broken run
		}
		if !ok || (kind != "PERSON" && kind != "ORG") {
			i++
			continue
		}
		end := i
		for end+1 < len(tokens) && tokens[end+1].Name == "I-"+kind {
			end++
		}
		first, last := i, end
		i = end + 1
		for last >= first && (tokens[last].Tag == "POS" || tokens[last].Form == "'s" || tokens[last].Form == "’s" || !wordlike(tokens[last].Form)) {
			last--
		}
		for last > first && (tokens[last].Tag == "IN" || tokens[last].Tag == "CC" || tokens[last].Tag == "DT" || strings.HasPrefix(tokens[last].Tag, "VB") && !capitalised(tokens[last].Form)) {
			last--
		}
		for first <= last && (tokens[first].Tag == "DT" || !wordlike(tokens[first].Form)) {
			first++
		}
		if kind == "ORG" && last > first && last-first < 3 && sr.matchAt(first) == nil && b.given[sr.lower(first)] != unknownGender && b.plainCapital(sr, last) {
			kind = "PERSON"
		}
		if kind == "PERSON" {
			for first <= last {
				m := sr.matchAt(first)
				if m == nil || int(m.last) >= last || (m.entry.kind != entryTitle && m.entry.kind != entryDemonym && m.entry.kind != entryNoun) {
					break
				}
				first = int(m.last) + 1
			}
			b.markPerson(sr, first, last)
		} else {
			b.markBody(sr, first, last)
		}
	}
}

// markPerson marks the run as a person's name and drops the places inside it ("Jordan" in
// "Jordan Peterson").
func (b *Base) markPerson(sr *sentenceReading, first, last int) {
	if first > last || !capitalised(sr.form(first)) && !particle(sr.lower(first)) {
		return
	}
	for t := first; t <= last; t++ {
		if strings.ContainsAny(sr.form(t), "0123456789$€£%/") {
			return
		}
		m := sr.covering(t)
		if m == nil {
			continue
		}
		whole := int(m.first) <= first && int(m.last) >= last
		if whole || m.entry.kind == entryPerson || m.entry.kind == entryOrganization || m.entry.kind == entryTitle {
			return
		}
	}
	for t := first; t <= last; t++ {
		if m := sr.covering(t); m != nil {
			sr.drop(m)
		}
	}
	sr.run[first] = int32(last)
}

// markBody marks the run as an organisation that the base does not know.
func (b *Base) markBody(sr *sentenceReading, first, last int) {
	if first > last || !capitalised(sr.form(first)) {
		return
	}
	if last == first { // one word: too often a place or a person
		return
	}
	for t := first; t <= last; t++ {
		m := sr.covering(t)
		if m == nil {
			continue
		}
		if int(m.first) <= first && int(m.last) >= last {
			return
		}
		switch m.entry.kind {
		case entryOrganization, entryPerson, entrySeat, entryTitle, entryNoun:
			return
		}
	}
	if sr.onlyCountries(first, last) {
		return
	}
	sr.run[first] = int32(last)
	sr.phrases = append(sr.phrases, b.newBody(sr, first, last))
	for t := first; t <= last; t++ {
		if m := sr.covering(t); m != nil {
			sr.drop(m)
		}
	}
}

// onlyCountries tells whether the run is a list of countries or places: "Armenia and Azerbaijan".
func (sr *sentenceReading) onlyCountries(first, last int) bool {
	for t := first; t <= last; t++ {
		if m := sr.covering(t); m != nil {
			if m.entry.kind != entryCountry && m.entry.kind != entryPlace {
				return false
			}
		} else if sr.tag(t) != "CC" && sr.form(t) != "," {
			return false
		}
	}
	return true
}

// newBody is the phrase of a body that is not in the base: "Turkish Airlines".
func (b *Base) newBody(sr *sentenceReading, first, last int) phrase {
	p := phrase{kind: newBodyPhrase, first: first, last: last, core: last, owned: -1}
	for t := first; t <= last; t++ {
		if m := sr.covering(t); m != nil && int(m.first) == t {
			if t, ok := b.tieOf(m); ok {
				p.ties = append(p.ties, t)
			}
		}
	}
	if len(p.ties) > 1 {
		p.ties = p.ties[:1]
	}
	if len(p.ties) == 0 {
		if ties, _, _ := b.leftZone(sr, first); len(ties) > 0 {
			p.ties = ties[len(ties)-1:]
		}
	}
	return p
}

// drop takes a match away.
func (sr *sentenceReading) drop(m *match) {
	for t := m.first; t <= m.last; t++ {
		sr.cover[t] = 0
	}
}

func wordlike(form string) bool {
	for _, r := range form {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0 || r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// particle tells whether the folded word may stand inside a name in lower case.
func particle(word string) bool {
	switch word {
	case "al", "el", "ul", "bin", "ibn", "de", "da", "dos", "del", "della", "van", "von", "der", "den", "la", "le", "bint", "ben", "abu", "-", "di", "du", "e", "y", "zu", "ter":
		return true
	}
	return false
}

// tieOf is the country or body that a match names.
func (b *Base) tieOf(m *match) (tie, bool) {
	if m.loose {
		return tie{}, false
	}
	switch e := m.entry; e.kind {
	case entryCountry, entryDemonym, entrySeat:
		c := &b.countries[e.index]
		return tie{code: c.actor.Code, id: c.actor.ID, token: int(m.first)}, true
	case entryPlace:
		code := b.places[e.index].Country
		return tie{code: code, id: diplo.CountryID(code), token: int(m.first)}, code != ""
	case entryOrganization:
		o := &b.organizations[e.index]
		return tie{code: o.actor.Code, id: o.actor.ID, class: o.class, token: int(m.first)}, true
	}
	return tie{}, false
}

// zone is what the words before a title or noun say beside its ties.
type zone struct {
	definite, former, deputy, pair bool
	owned                          int // token of a possessive pronoun, or -1
}

// leftZone reads the words before token a: adjectives and names of countries ("the former
// US", "Armenian and Azerbaijani", "Turkey's new"). It returns the ties left to right and the first
// token that belongs to the phrase.
func (b *Base) leftZone(sr *sentenceReading, a int) ([]tie, int, zone) {
	z := zone{owned: -1}
	var ties []tie
	start := a
	coordinated := false
	free := 0
	for t := a - 1; t >= 0; {
		if m := sr.covering(t); m != nil {
			switch m.entry.kind {
			case entryPerson:
				return reversed(ties), start, z
			case entryNoun, entryTitle:
				if free++; free > 4 || t+1 < len(sr.cover) && sr.lower(t+1) == "and" {
					return reversed(ties), start, z
				}
				start, t = int(m.first), int(m.first)-1
				continue
			}
			k, ok := b.tieOf(m)
			if !ok || (len(ties) > 0 && !coordinated) && m.entry.kind != entryDemonym && m.entry.kind != entryCountry {
				return reversed(ties), start, z
			}
			if len(ties) > 0 && !coordinated { // "Russian Crimean officials": the nearer one wins, but not in "Israeli UN envoy"
				if len(ties) == 1 && (ties[0].class == international && k.class == 0 || runs(sr, int(m.last))) {
					ties[0] = k
				}
				start, t = int(m.first), int(m.first)-1
				continue
			}
			ties = append(ties, k)
			coordinated = false
			start, t = int(m.first), int(m.first)-1
			continue
		}
		form, tag := sr.lower(t), sr.tag(t)
		switch {
		case tag == "POS" || form == "'s" || form == "'" && t > 0 && strings.HasSuffix(sr.lower(t-1), "s"):
			if m := sr.covering(t - 1); m != nil && (len(ties) == 0 || len(ties) == 1 && ties[0].class == international && m.entry.kind == entryCountry) {
				if k, ok := b.tieOf(m); ok {
					ties = append(ties[:0], k) // "Russia's UN ambassador" is Russia's
					start, t = int(m.first), int(m.first)-1
					continue
				}
				if m.entry.kind == entryPerson {
					ties = append(ties, tie{person: true, token: int(m.last)})
					return ties, t + 1, z
				}
			}
			if len(ties) == 0 && t > 0 && capitalised(sr.form(t-1)) {
				ties = append(ties, tie{person: true, token: t - 1})
			}
			return reversed(ties), start, z
		case form == "and" || form == "," || form == "or" || form == "&":
			m := sr.covering(t - 1)
			if m == nil || len(ties) == 0 || (m.entry.kind != entryDemonym && !(m.entry.kind == entryCountry && adjectival(sr.form(t-1)))) || form == "," && !coordinated && len(ties) < 2 {
				return reversed(ties), start, z
			}
			coordinated = true
			t--
			continue
		case form == "the" || form == "this" || form == "that" || form == "these" || form == "those":
			z.definite = true
			return reversed(ties), start, z
		case tag == "PRP$" || tag == "" && (form == "his" || form == "her" || form == "its" || form == "their"):
			z.owned = t
			return reversed(ties), start, z
		case form == "former" || form == "ex" || form == "ousted" || form == "deposed" || form == "late" || form == "exiled":
			z.former = true
		case form == "deputy" || form == "vice":
			z.deputy = true
		case form == "both" || form == "two":
			z.pair = true
		case tag == "CD" && len(form) == 4 && (form[0] == '1' || form[0] == '2'): // a year
			return reversed(ties), start, z
		case modifier(tag) && (tag != "NNP" || !strings.HasSuffix(sr.sentence.Tokens[t].Name, "-PERSON")) && (tag != "VBG" && tag != "VBN" && tag != "RB" || sr.modifies(t, a)):
			if free++; free > 5 {
				return reversed(ties), start, z
			}
		default:
			return reversed(ties), start, z
		}
		start = t
		t--
	}
	return reversed(ties), start, z
}

// runs tells whether "-run" or the like stands behind the token: a "UN-run Gaza school" is the UN's.
func runs(sr *sentenceReading, last int) bool {
	if sr.form(last+1) != "-" {
		return false
	}
	switch sr.lower(last + 2) {
	case "run", "led", "operated", "owned":
		return true
	}
	return false
}

// adjectival tells whether the name of a country stands as its adjective too: "US".
func adjectival(form string) bool {
	switch form {
	case "US", "U.S.", "UK", "U.K.", "UAE", "EU", "UN", "NATO":
		return true
	}
	return false
}

func modifier(tag string) bool {
	switch tag {
	case "JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "CD", "HYPH", "AFX", "RB", "NNPS", "RBS":
		return true
	}
	return false
}

// modifies tells whether the arcs make the token a modifier within a phrase that ends at token a.
func (sr *sentenceReading) modifies(t, a int) bool {
	token := &sr.sentence.Tokens[t]
	if token.Tag == "VBN" && t > 0 {
		switch before := &sr.sentence.Tokens[t-1]; before.Tag {
		case "DT", "JJ", "HYPH", "PRP$", "POS", "RB", "CC", ",":
		case "CD":
			if len(before.Form) == 4 {
				return false
			}
		default:
			if sr.covering(t-1) == nil {
				return false
			}
		}
	}
	switch token.Label {
	case "amod", "compound", "nummod", "nmod", "advmod", "npadvmod", "punct":
		return token.Head > t && token.Head <= a+2
	}
	return false
}

func reversed(ties []tie) []tie {
	for i, j := 0, len(ties)-1; i < j; i, j = i+1, j-1 {
		ties[i], ties[j] = ties[j], ties[i]
	}
	return ties
}
