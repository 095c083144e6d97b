package actors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// Candidate is an actor that a name may stand for.
type Candidate struct {
	Actor  diplo.Actor
	Score  float64 // 0 … 1
	Reason string  // one short sentence
}

// Lookup finds the actors that a name given by a person may stand for, best first: an id, a name or
// alias, an ISO 3166-1 code, a family name, an office ("French president", by its holder
// on the day), or a person's name in another spelling. No match is an empty list.
// Names of countries and organisations are never matched by likeness: Niger is not Nigeria.
func (b *Base) Lookup(name string, on diplo.Day) []Candidate {
	var found candidates
	add := found.add
	name = strings.TrimSpace(name)
	for _, c := range b.Named(name) {
		add(c.Actor, c.Score, c.Reason)
	}
	key := nameKey(name)
	if _, id := b.actors[diplo.ActorID(name)]; id || key == "" {
		return found
	}
	b.lookupOffice(name, on, add)
	if i, ok := b.placeNames[key]; ok && b.places[i].capital {
		if c, ok := b.countryOf[b.places[i].Country]; ok {
			add(c.actor, 0.8, fmt.Sprintf("%s is its capital", b.places[i].Name))
		}
	}
	words := strings.Fields(key)
	if len(words) == 1 {
		b.lookupDemonym(name, add)
		for _, i := range b.surnames[words[0]] {
			p := &b.people[i]
			score, reason := 0.7, fmt.Sprintf("the family name of %s", p.actor.Name)
			if o := b.officeOn(p.actor.ID, on); o != nil {
				score, reason = 0.85, fmt.Sprintf("the family name of %s, %s on the day", p.actor.Name, o.Title)
			}
			add(p.actor, score, reason)
		}
	}
	if len(found) == 0 {
		b.lookupLike(words, on, add)
	}
	return found.bestFirst()
}

// Named finds the actors whose id, name, alias or code it is, best first: what Lookup finds without reading or comparing.
func (b *Base) Named(name string) []Candidate {
	var found candidates
	add := found.add
	name = strings.TrimSpace(name)
	if actor, ok := b.actors[diplo.ActorID(name)]; ok {
		add(actor, 1, "its id")
		return found
	}
	key := nameKey(name)
	if key == "" {
		return nil
	}
	upper := strings.ToUpper(name)
	if c, ok := b.countryOf[upper]; ok {
		add(c.actor, 1, "its code")
	}
	if len(upper) == 2 {
		for i := range b.countries {
			if b.countries[i].iso2 == upper {
				add(b.countries[i].actor, 0.99, "its ISO 3166-1 alpha-2 code")
			}
		}
	}
	for _, id := range b.names[key] {
		actor := b.actors[id]
		switch {
		case nameKey(actor.Name) == key:
			add(actor, 1, "its name")
		default:
			add(actor, 0.97, fmt.Sprintf("an alias of %s", actor.Name))
		}
	}
	if id, ok := b.bodyOf[upper]; ok {
		add(b.actors[id], 0.97, "its code")
	}
	return found.bestFirst()
}

// candidates are those found so far, each actor once: as it was found first.
type candidates []Candidate

func (found *candidates) add(actor diplo.Actor, score float64, reason string) {
	for _, c := range *found {
		if c.Actor.ID == actor.ID {
			return
		}
	}
	*found = append(*found, Candidate{actor, score, reason})
}

func (found candidates) bestFirst() []Candidate {
	slices.SortStableFunc(found, func(x, y Candidate) int { return cmp.Compare(y.Score, x.Score) })
	return found
}

// lookupOffice reads "French president", "president of France", "UN secretary-general".
func (b *Base) lookupOffice(name string, on diplo.Day, add func(diplo.Actor, float64, string)) {
	sentence := plainSentence(name)
	var buffer []word
	sr := b.scan(&sentence, &buffer)
	for k := range sr.phrases {
		p := &sr.phrases[k]
		if p.kind != officePhrase || p.first > 1 || p.last < len(sentence.Tokens)-1 {
			continue
		}
		for _, t := range p.ties {
			if o, ok := b.holder(t.id, t.code, p.title.name, p.title.role, on); ok {
				add(b.actors[o.Holder], 0.95, fmt.Sprintf("%s of %s on the day", o.Title, b.actors[o.Of].Name))
			} else if t.code != "" {
				a := &article{base: b, on: on}
				add(a.unnamedOffice(t, p), 0.6, "an office whose holder is not known")
			}
		}
	}
}

func (b *Base) lookupDemonym(name string, add func(diplo.Actor, float64, string)) {
	for _, m := range b.trie.appendMatches(nil, b.trie.wordsOf(name)) {
		if m.entry.kind == entryDemonym && m.first == 0 {
			c := &b.countries[m.entry.index]
			add(c.actor, 0.8, fmt.Sprintf("%q is of %s", name, c.actor.Name))
		}
	}
}

// lookupLike compares the words with the names of people. A first name that agrees is asked for; a
// country named beside it ("Zelenski of Ukraine") must agree too.
func (b *Base) lookupLike(words []string, on diplo.Day, add func(diplo.Actor, float64, string)) {
	const alike = 0.92
	last := words[len(words)-1]
	if len(last) < 5 {
		return
	}
	for i := range b.people {
		p := &b.people[i]
		if p.family == "" || len(p.words) == 0 {
			continue
		}
		likeness := jaroWinkler(last, p.family)
		if likeness < alike {
			continue
		}
		held := b.officeOn(p.actor.ID, on) != nil
		if len(words) == 1 {
			if !held { // nothing else agrees
				continue
			}
		} else {
			first := jaroWinkler(words[0], p.words[0])
			if first < 0.85 && !(held && first > 0.7) {
				continue
			}
			likeness = (likeness + first) / 2
		}
		add(p.actor, 0.75*likeness, fmt.Sprintf("spelt like %s", p.actor.Name))
	}
}
