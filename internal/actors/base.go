// Package actors knows who acts in the news: countries with their demonyms, capitals and
// seats of government, organisations, armed groups, people and the offices that they
// held, all as data; and it finds their mentions in an article.
package actors

import (
	"sync"

	"entente/internal/diplo"
)

// Base is the actor base. It never changes once made, and is safe for concurrent use.
type Base struct {
	countries     []country
	countryOf     map[string]*country // by code
	organizations []organization
	people        []person
	titles        []title
	nouns         []noun
	places        []place
	given         map[string]gender // first names, folded

	actors     map[diplo.ActorID]diplo.Actor
	personOf   map[diplo.ActorID]int32
	offices    []office
	officesOf  map[diplo.ActorID][]int32 // by country or organisation, oldest first
	officesBy  map[diplo.ActorID][]int32 // by holder, oldest first
	monarchs   []int32                   // offices of kings, popes and crown princes
	surnames   map[string][]int32        // last words of people's names, folded
	placeNames map[string]int32
	names      map[string][]diplo.ActorID // every name, folded words joined by spaces
	bodyOf     map[string]diplo.ActorID   // the organisation that bodies with the code belong to
	standing   map[string]diplo.Actor     // what a common noun stands for in a country: "ISR armed forces"
	titleNames map[string]string          // canonical titles of the offices
	georgia    *entry                     // the American state
	trie       *trie
}

// Default is the base that is built into the program. It is read once, on first use.
func Default() *Base { return defaultBase() }

var defaultBase = sync.OnceValue(func() *Base {
	b, err := load(embedded)
	if err != nil {
		panic("actors: the embedded actor base is damaged: " + err.Error())
	}
	return b
})

// Actor is the actor with that id, and whether the base has it.
func (b *Base) Actor(id diplo.ActorID) (diplo.Actor, bool) {
	a, ok := b.actors[id]
	return a, ok
}

// Place is the city, region or country of that name, and whether the base has it.
// Countries have no coordinates.
func (b *Base) Place(name string) (diplo.Place, bool) {
	key := nameKey(name)
	if i, ok := b.placeNames[key]; ok {
		return b.places[i].Place, true
	}
	for _, id := range b.names[key] {
		if a := b.actors[id]; a.Kind == diplo.KindCountry {
			return diplo.Place{Name: a.Name, Country: a.Code}, true
		}
	}
	return diplo.Place{}, false
}

// nameKey is the form in which whole names are compared.
func nameKey(name string) string {
	key := make([]byte, 0, len(name))
	eachWord(name, func(_, folded string) {
		if len(key) > 0 {
			key = append(key, ' ')
		}
		key = append(key, folded...)
	})
	return string(key)
}

// executiveFor is whom the holder of an executive office with the code acts for.
func (b *Base) executiveFor(code string) diplo.ActorID {
	if code == "" {
		return ""
	}
	if _, ok := b.countryOf[code]; ok {
		return diplo.CountryID(code)
	}
	return b.bodyOf[code]
}

// slugID makes an id of a kind from the words of a name, as fold.Slug does.
func slugID(kind, name string) diplo.ActorID {
	id := make([]byte, 0, len(kind)+1+len(name))
	id = append(append(id, kind...), ':')
	first := true
	eachWord(name, func(_, folded string) {
		if !first {
			id = append(id, '-')
		}
		id, first = append(id, folded...), false
	})
	return diplo.ActorID(id)
}
