package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// trim takes a verb off the beginning of a mention ("murdering | seven detainees"): it
// is the act, not part of the name. The name before the verb, if there is one ("Kenya | bans |
// tourists"), is a mention of its own.
func (r *reading) trim(m *actors.Mention) (before actors.Mention, found bool) {
	t := r.tree
	n := len(t.tokens)
	if m.First < 0 || m.Last >= n || m.First >= m.Last {
		return before, false
	}
	for i := m.First; i < m.Last; i++ {
		if t.isVerb(i) && t.label(i) != "amod" && t.label(i) != "compound" && m.Via != actors.ViaName {
			before, found = r.nameIn(m.First, i-1)
			m.First = i + 1
		}
	}
	if m.Head < m.First {
		m.Head = m.Last
		for i := m.First; i <= m.Last; i++ {
			if h := t.head[i]; h == none || h < m.First || h > m.Last {
				m.Head = i
			}
		}
	}
	return before, found
}

// nameIn is the actor that the words first … last name by themselves.
func (r *reading) nameIn(first, last int) (actors.Mention, bool) {
	if first > last || r.coder.base == nil || !strings.HasPrefix(r.tree.tag(last), "NNP") {
		return actors.Mention{}, false
	}
	candidates := r.coder.base.Lookup(r.words(first, last), r.article.input.Reference)
	if len(candidates) == 0 || candidates[0].Score < 0.95 {
		return actors.Mention{}, false
	}
	actor := candidates[0].Actor
	m := actors.Mention{First: first, Last: last, Head: last, Actor: actor, Via: actors.ViaName, Score: candidates[0].Score, Reason: "named"}
	if actor.Kind == diplo.KindCountry {
		m.For, m.Place = actor.ID, true
	}
	return m, true
}

// thingNotActor narrows a mention whose noun is a weapon or an act ("a Syrian car bomb") to
// the demonym before it, or to nothing.
func (r *reading) thingNotActor(m *actors.Mention) {
	t := r.tree
	if m.Via != actors.ViaNoun || m.Head < 0 || m.Head >= len(t.tokens) {
		return
	}
	lemma := t.lemma[m.Head]
	if !(r.dictionary.is("weapon", lemma) && !r.dictionary.is("armed", lemma)) && !r.dictionary.is("assault_act", lemma) {
		return
	}
	if first := m.First; first < m.Head && (t.tag(first) == "JJ" || t.tag(first) == "NNP") && strings.ToUpper(t.tokens[first].Form[:1]) == t.tokens[first].Form[:1] && first > 0 {
		m.Last, m.Head, m.Via = first, first, actors.ViaDemonym
		if base := r.coder.base; base != nil {
			if country, ok := base.Actor(diplo.CountryID(m.Actor.Code)); ok {
				m.Actor, m.For, m.Office = country, country.ID, nil
			}
		}
		return
	}
	m.First, m.Last = 1, 0 // covers nothing
	m.Head = none
}
