package actors

import (
	"fmt"
	"strings"

	"entente/internal/diplo"
)

// again makes a mention that goes back to an earlier one.
func (a *article) again(p *phrase, earlier Mention, score float64) {
	m := a.mention(p, earlier.Actor, ViaArticle, score, fmt.Sprintf("“%s” goes back to %s", a.words(p), earlier.Actor.Name))
	m.Office, m.For = earlier.Office, earlier.For
}

// personOf is the person of the article with that id, or nil.
func (a *article) personOf(id diplo.ActorID) *namedPerson {
	for _, n := range a.people {
		if n.actor.ID == id {
			return n
		}
	}
	return nil
}

// subject tells whether the mention is the subject of a clause.
func subject(sr *sentenceReading, m *Mention) bool {
	label := sr.sentence.Tokens[m.Head].Label
	return label == "nsubj" || label == "nsubjpass"
}

// resolvePronoun finds whom a pronoun stands for, where that is clear: he and she a person of that
// gender, it a country or organisation, they a group or several actors. Subjects go before other
// mentions, this sentence before the last one.
func (a *article) resolvePronoun(p *phrase) {
	word := a.reading.lower(p.first)
	switch word {
	case "he", "him", "his":
		a.resolvePersonal(p, male)
	case "she", "her":
		a.resolvePersonal(p, female)
	case "it", "its":
		a.resolveNeuter(p, word)
	case "they", "them", "their":
		a.resolvePlural(p)
	}
}

func (a *article) resolvePersonal(p *phrase, g gender) {
	var best *Mention
	bestRank := 0
	consider := func(m *Mention, sr *sentenceReading, here bool) {
		if m.Actor.Kind != diplo.KindPerson {
			return
		}
		rank := 1
		if n := a.personOf(m.Actor.ID); n != nil {
			if n.gender != unknownGender && n.gender != g {
				return
			}
			if n.gender == g {
				rank += 4
			}
		} else if strings.HasPrefix(string(m.Actor.ID), "office:") && m.Via != ViaArticle {
			rank--
		}
		if subject(sr, m) {
			rank += 2
		}
		if here {
			rank += 1
		}
		if rank < 1 {
			return // an office without a name that does nothing
		}
		if best == nil || rank > bestRank || rank == bestRank && here && m.Via != ViaPronoun {
			best, bestRank = m, rank
		}
	}
	for i := range a.mentions {
		if a.mentions[i].Last < p.first {
			consider(&a.mentions[i], a.reading, true)
		}
	}
	if a.before != nil {
		for i := range a.previous {
			consider(&a.previous[i], a.before, false)
		}
	}
	if best == nil {
		for _, n := range a.people {
			if n.last == a.sentence-2 && n.gender == g {
				m := a.mention(p, n.actor, ViaPronoun, 0.5, "the last person of that gender")
				m.Office, m.For = a.officeOf(n)
				return
			}
		}
		return
	}
	earlier := *best
	if n := a.personOf(earlier.Actor.ID); n != nil {
		if n.gender == unknownGender {
			n.gender = g
		}
		n.last = a.sentence
	}
	m := a.mention(p, earlier.Actor, ViaPronoun, min(0.75, earlier.Score), fmt.Sprintf("“%s” is %s", a.words(p), earlier.Actor.Name))
	m.Office, m.For = earlier.Office, earlier.For
}

func (a *article) resolveNeuter(p *phrase, word string) {
	token := &a.reading.sentence.Tokens[p.first]
	if word == "it" {
		if token.Label != "nsubj" || token.Head < 0 || token.Head >= len(a.reading.sentence.Tokens) {
			return
		}
		switch verb := &a.reading.sentence.Tokens[token.Head]; verb.Lemma {
		case "be", "seem", "appear", "become", "take", "emerge", "happen", "make":
			return
		}
	}
	fits := func(m *Mention) bool {
		people := m.Actor.Kind == diplo.KindGroup && m.Via == ViaNoun // "civilians", "rebels": they, not it
		return (m.Actor.Kind == diplo.KindCountry || m.Actor.Kind == diplo.KindOrganization || m.Actor.Kind == diplo.KindGroup) && m.Via != ViaPronoun && !people
	}
	var best *Mention
	for i := range a.mentions { // the nearest subject of this sentence
		if m := &a.mentions[i]; m.Last < p.first && fits(m) && subject(a.reading, m) {
			best = m
		}
	}
	if best == nil && word == "its" { // or the nearest mention of any sort
		for i := range a.mentions {
			if m := &a.mentions[i]; m.Last < p.first && fits(m) && !locative(a.reading, m) {
				best = m
			}
		}
	}
	if best == nil && a.before != nil {
		for i := range a.previous {
			if m := &a.previous[i]; fits(m) && subject(a.before, m) {
				best = m
				break
			}
		}
	}
	if best == nil {
		return
	}
	earlier := *best
	m := a.mention(p, earlier.Actor, ViaPronoun, 0.6, fmt.Sprintf("“%s” is %s", a.words(p), earlier.Actor.Name))
	m.Office, m.For = earlier.Office, earlier.For
}

func (a *article) resolvePlural(p *phrase) {
	subjects := func(mentions []Mention, sr *sentenceReading, before int) []Mention {
		var found []Mention
		for _, m := range mentions {
			if m.Last >= before || m.Via == ViaPronoun {
				continue
			}
			token := sr.sentence.Tokens[m.Head]
			joined := false
			if token.Label == "conj" && len(found) > 0 {
				last := found[len(found)-1]
				joined = token.Head == last.Head || token.Head == found[0].Head
			}
			switch {
			case joined:
				found = append(found, m)
			case subject(sr, &m) && len(found) > 0 && found[len(found)-1].Head == m.Head:
				found = append(found, m)
			case subject(sr, &m):
				found = append(found[:0], m)
			}
		}
		return found
	}
	found := subjects(a.mentions, a.reading, p.first)
	if len(found) == 0 && a.before != nil {
		found = subjects(a.previous, a.before, len(a.before.cover))
	}
	if len(found) == 1 && (found[0].Actor.Kind == diplo.KindPerson || found[0].Actor.Kind == diplo.KindCountry) {
		return
	}
	for _, earlier := range found {
		m := a.mention(p, earlier.Actor, ViaPronoun, 0.5, fmt.Sprintf("“%s” stands for %s", a.words(p), earlier.Actor.Name))
		m.Office, m.For = earlier.Office, earlier.For
	}
}

// resolvePartisan reads "the Democrat": the last politician of the United States.
func (a *article) resolvePartisan(p *phrase) {
	var best *namedPerson
	for _, n := range a.people {
		if n.last < 0 || n.actor.Code != "USA" || a.sentence-n.last > 3 {
			continue
		}
		politician := n.title != nil && (n.title.role == diplo.Legislator || n.title.role == diplo.HeadOfState || n.title.name == "governor" || n.title.name == "party leader" || n.title.name == "mayor")
		if politician && (best == nil || n.last >= best.last) {
			best = n
		}
	}
	if best == nil {
		return
	}
	best.last = a.sentence
	m := a.mention(p, best.actor, ViaArticle, 0.8, fmt.Sprintf("“%s” is %s, named in sentence %d", a.words(p), best.actor.Name, best.sentence+1))
	m.Office, m.For = a.officeOf(best)
}

// resolveCounterpart reads "his Turkish counterpart": the holder of the same office in the other
// country.
func (a *article) resolveCounterpart(p *phrase, ties []tie) {
	var of *Mention
	for i := range a.mentions {
		if m := &a.mentions[i]; m.Last < p.first && m.Actor.Kind == diplo.KindPerson && m.Office != nil && (of == nil || subject(a.reading, m)) {
			of = m
		}
	}
	if of == nil {
		for i := range a.previous {
			if m := &a.previous[i]; m.Actor.Kind == diplo.KindPerson && m.Office != nil {
				of = m
			}
		}
	}
	if of == nil {
		for _, k := range ties { // "its ambassador … the Canadian counterpart"
			if p.owned < 0 || k.token != p.owned {
				m := a.mention(p, a.unnamedOffice(k, p), ViaOffice, 0.6, "the counterpart of an office without a name")
				m.For = a.forTie(k)
			}
		}
		return
	}
	name, role := a.base.titleName(of.Office.Title), of.Office.Role
	for _, k := range ties {
		if p.owned >= 0 && k.token == p.owned {
			continue
		}
		if n := a.holderInArticle(k.code, &title{name: name, role: role}); n != nil {
			m := a.mention(p, n.actor, ViaOffice, 0.8, fmt.Sprintf("the article names %s as %s", n.actor.Name, name))
			m.Office, m.For = a.officeOf(n)
			continue
		}
		o, ok := a.base.holder(k.id, k.code, name, role, a.on)
		if !ok && (role == diplo.HeadOfState || role == diplo.HeadOfGovernment) {
			o, ok = a.base.holder(k.id, k.code, "leader", "", a.on)
		}
		if ok {
			holder := a.base.people[a.base.personOf[o.Holder]].actor
			m := a.mention(p, holder, ViaOffice, 0.8, fmt.Sprintf("%s was %s on the day", holder.Name, o.Title))
			m.Office, m.For = &o, a.actsFor(o.Of)
			continue
		}
		q := *p
		q.title = &title{name: name, role: role}
		m := a.mention(p, a.unnamedOffice(k, &q), ViaOffice, 0.6, fmt.Sprintf("counterpart of %s", of.Actor.Name))
		if role.Executive() {
			m.For = a.forTie(k)
		}
	}
}

// resolvePair reads "both leaders", "the two countries": the last two of the kind.
func (a *article) resolvePair(p *phrase, kind diplo.ActorKind) {
	var pair []Mention
	collect := func(mentions []Mention) {
		for i := len(mentions) - 1; i >= 0 && len(pair) < 2; i-- {
			m := mentions[i]
			if kind == diplo.KindCountry {
				if c, ok := a.base.countryOf[m.Actor.Code]; ok && m.Via != ViaPronoun && !cityOnly(m) {
					m.Actor, m.Office, m.For = c.actor, nil, ""
				} else {
					continue
				}
			}
			if m.Actor.Kind != kind || len(pair) == 1 && pair[0].Actor.ID == m.Actor.ID {
				continue
			}
			pair = append(pair, m)
		}
	}
	collect(a.mentions)
	if len(pair) < 2 {
		collect(a.previous)
	}
	if len(pair) < 2 {
		return
	}
	a.again(p, pair[1], 0.6)
	a.again(p, pair[0], 0.6)
}

// cityOnly tells whether the mention is a city, which no "two countries" go back to.
func cityOnly(m Mention) bool { return m.Place && m.Score < 0.5 }

// standsFor reads definite nouns that go back to an actor: "the country", "the bloc", "the two sides". It
// tells whether it made a mention.
func (a *article) standsFor(p *phrase) bool {
	word := a.reading.lower(p.core)
	before := len(a.mentions)
	if p.pair {
		switch word {
		case "countries", "nations", "states", "sides", "governments", "neighbours", "neighbors", "parties":
			a.resolvePair(p, diplo.KindCountry)
		}
		return len(a.mentions) > before
	}
	if !p.definite || p.plural {
		return false
	}
	switch word {
	case "country", "nation", "kingdom", "republic", "monarchy":
		code := a.recent
		if code == "" {
			code = a.foremost
		}
		if c, ok := a.base.countryOf[code]; ok {
			a.mention(p, c.actor, ViaArticle, 0.5, fmt.Sprintf("“%s” is %s, the country named last", a.words(p), c.actor.Name))
		}
	case "bloc", "alliance", "union", "organization", "organisation", "agency", "council", "commission", "watchdog":
		a.backTo(p, func(m *Mention) bool {
			return m.Actor.Kind == diplo.KindOrganization && a.base.bodyOf[m.Actor.Code] != ""
		})
	case "group", "movement", "militia", "organisations", "faction":
		a.backTo(p, func(m *Mention) bool { return m.Actor.Kind == diplo.KindGroup && m.Via == ViaName })
	case "company", "firm", "airline", "bank", "party":
		a.backTo(p, func(m *Mention) bool {
			return m.Actor.Kind == diplo.KindOrganization && m.Via == ViaName && a.base.bodyOf[m.Actor.Code] == "" && m.For == ""
		})
	case "territory", "enclave", "region", "island":
		a.backTo(p, func(m *Mention) bool {
			c, ok := a.base.countryOf[m.Actor.Code]
			return ok && m.Actor.Kind == diplo.KindCountry && (c.disputed || m.Actor.Code == "PSE" || m.Actor.Code == "XKX" || m.Actor.Code == "TWN" || m.Actor.Code == "HKG")
		})
	}
	return len(a.mentions) > before
}

// backTo makes a mention of the last actor that fits, of this sentence or the one before.
func (a *article) backTo(p *phrase, fits func(*Mention) bool) {
	for _, mentions := range [][]Mention{a.mentions, a.previous} {
		for i := len(mentions) - 1; i >= 0; i-- {
			if m := mentions[i]; fits(&m) && m.Via != ViaPronoun {
				a.again(p, m, 0.6)
				return
			}
		}
	}
}
