package bench

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Size is that of a graph.
type Size struct{ Events, Actors, Days int }

// ICEWS18 is the size of the set of that name, which research measures itself by.
var ICEWS18 = Size{Events: 468_558, Actors: 23_033, Days: 304}

// Times is the size that many times over.
func (s Size) Times(n int) Size { return Size{s.Events * n, s.Actors * n, s.Days * n} }

// Of is the size of that many events, with actors and days in proportion.
func (s Size) Of(events int) Size {
	part := func(n int) int { return max(1, int(int64(n)*int64(events)/int64(s.Events))) }
	return Size{events, part(s.Actors), part(s.Days)}
}

// Pattern is who deals with whom, and how, in a year of news: what a Graph is grown from.
type Pattern struct {
	actors []diplo.Actor
	told   []told
}

// told is an event of a pattern, without its date.
type told struct {
	source, target int // in the actors of the pattern; the target −1 when there is none
	relation       diplo.Relation
	behalf         [2]int // whom they act for, −1 for nobody
}

// BuiltIn is a pattern in the shape of machine-coded news: a few actors are in most events and thousands in hardly any, partners meet again
// and again, a third of the people act for their country. It is the same each time.
func BuiltIn() *Pattern {
	const actors, countries, events = 7000, 200, 90_000
	dice := rand.New(rand.NewPCG(14, 0))
	// Small numbers come far more often: of a thousand the first has a tenth of all.
	skewed := func(below int) int { return int(math.Pow(float64(below+1), dice.Float64()) - 1) }
	p := &Pattern{}
	country := make([]int, actors)
	for i := range actors {
		country[i] = skewed(countries)
		if i < countries {
			country[i] = i
		}
		code := fmt.Sprintf("C%02X", country[i])
		a := diplo.Actor{ID: diplo.CountryID(code), Kind: diplo.KindCountry, Name: "Country " + name(dice), Code: code}
		if i >= countries {
			a = diplo.Actor{ID: diplo.ActorID(fmt.Sprintf("person:p-%05d", i)), Kind: diplo.KindPerson, Name: name(dice) + " " + name(dice), Code: code}
		}
		p.actors = append(p.actors, a)
	}
	partners := make([][]int, actors)
	for i := range partners {
		partners[i] = make([]int, 1+skewed(60))
		for k := range partners[i] {
			partners[i][k] = skewed(actors)
		}
	}
	behalf := func(actor int) int {
		if actor >= countries && dice.IntN(3) == 0 {
			return country[actor]
		}
		return -1
	}
	for range events {
		source := skewed(actors)
		target := partners[source][skewed(len(partners[source]))]
		p.told = append(p.told, told{source, target, diplo.Ontology[skewed(len(diplo.Ontology))].Relation, [2]int{behalf(source), behalf(target)}})
	}
	return p
}

// name is a word with a capital.
func name(dice *rand.Rand) string {
	word := make([]byte, 0, 8)
	for range 2 + dice.IntN(3) {
		word = append(word, "bcdfghklmnprstvz"[dice.IntN(16)], "aeiou"[dice.IntN(5)])
	}
	word[0] -= 'a' - 'A'
	return string(word)
}

// Learner is a store.Putter that keeps the pattern of what is put into it: import a table into it to measure with real events.
type Learner struct {
	pattern Pattern
	at      map[diplo.ActorID]int
}

// Put takes the pattern of the articles.
func (l *Learner) Put(_ context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	if l.at == nil {
		l.at = map[diplo.ActorID]int{}
	}
	place := func(id diplo.ActorID) int {
		if id == "" {
			return -1
		}
		return l.at[id]
	}
	var result store.PutResult
	for _, coded := range batch {
		for _, a := range coded.Actors {
			if _, known := l.at[a.ID]; !known {
				l.at[a.ID] = len(l.pattern.actors)
				l.pattern.actors = append(l.pattern.actors, a)
			}
		}
		for _, m := range coded.Mentions {
			l.pattern.told = append(l.pattern.told, told{place(m.Source), place(m.Target), m.Relation, [2]int{place(m.SourceFor), place(m.TargetFor)}})
		}
		result.New++
	}
	return result, nil
}

// Pattern is what was learnt; diplo.Invalid when that is nothing.
func (l *Learner) Pattern() (*Pattern, error) {
	if len(l.pattern.told) == 0 {
		return nil, diplo.Errorf(diplo.Invalid, "there are no events to measure with")
	}
	return &l.pattern, nil
}
