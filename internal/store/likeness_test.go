package store_test

import (
	"fmt"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func TestWordsAreAlikeThatDifferByALetterOrTwo(t *testing.T) {
	for _, c := range []struct {
		a, b    string
		letters int
		alike   bool
	}{
		{"putin", "putin", 0, true},
		{"putin", "puttin", 1, true},
		{"putin", "puin", 1, true},
		{"putin", "pumin", 1, true},
		{"putin", "puitn", 1, true},
		{"lukashenko", "lukashenka", 1, true},
		{"lukashenko", "lukasjenka", 2, true},
		{"lukashenko", "lukoshanka", 3, false},
		{"zelensky", "zelenskyj", 1, true},
		{"putin", "pitun", 2, false}, // two letters of a short word
		{"putin", "rutin", 0, false}, // another first letter
		{"un", "uno", 0, false},      // too short
		{"un", "un", 0, true},
		{"пашинян", "пашинан", 1, true},
	} {
		letters, alike := store.Like(c.a, c.b)
		back, same := store.Like(c.b, c.a)
		if alike != c.alike || alike && letters != c.letters || same != alike || back != letters {
			t.Errorf("%q and %q: %d letters, %t; the other way %d, %t", c.a, c.b, letters, alike, back, same)
		}
	}
}

func TestANameIsAlikeWhenEachWordIs(t *testing.T) {
	for _, c := range []struct {
		query   string
		names   []string
		found   string
		letters int
	}{
		{"aleksandr lukashenka", []string{"Alexander Lukashenko", "Aleksander Lukashenko"}, "[aleksander lukashenko]", 2},
		{"macorn emanuel", []string{"Emmanuel Macron"}, "[macron emmanuel]", 2},
		{"macorn brigitte", []string{"Emmanuel Macron"}, "[]", 0},
		{"tamas", []string{"Tomas Tamar"}, "[tamar]", 1},
	} {
		found, letters, alike := store.WordsOf(c.query).AlikeIn(c.names...)
		if got := fmt.Sprint([]string(found)); got != c.found || letters != c.letters || alike != (c.found != "[]") {
			t.Errorf("%q in %q is %s by %d letters, %t", c.query, c.names, got, letters, alike)
		}
	}
	if store.NamedAlike(diplo.KindCountry) || !store.NamedAlike(diplo.KindPerson) {
		t.Error("persons are found by names like theirs, and countries are not")
	}
}
