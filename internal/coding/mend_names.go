package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// trim takes a verb off the beginning of a mention ("murdering | seven detainees"): it
// is the act, not part of the name.
func (r *reading) trim(m *actors.Mention) {
	t := r.tree
	n := len(t.tokens)
	if m.First < 0 || m.Last >= n || m.First >= m.Last {
		return
	}
	for i := m.First; i < m.Last; i++ {
		if t.isVerb(i) && t.label(i) != "amod" && t.label(i) != "compound" && m.Via != actors.ViaName {
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
