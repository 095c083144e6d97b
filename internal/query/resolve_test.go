package query

import (
	"context"
	"errors"
	"slices"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
)

var ofStory = diplo.DateOf(2023, 9, 19)

func TestTheBaseResolvesWhomTheGraphDoesNotHave(t *testing.T) {
	r := questions(t).Actors
	r.Base = Known(actors.Default())
	for ref, id := range map[string]diplo.ActorID{
		"Macron": "person:emmanuel-macron", "France": "country:FRA", "GBR": "country:GBR", "gb": "country:GBR", "French president": "person:emmanuel-macron",
		"country:FJI": "country:FJI", "Ukraine": "country:UKR", "Niger": "country:NER", "Nigeria": "country:NGA",
	} {
		actor, err := r.Resolve(context.Background(), ref, ofStory)
		if err != nil || actor.ID != id {
			t.Errorf("%s is %q (%v), want %s", ref, actor.ID, err, id)
		}
	}
}

func TestACodeIsACountrysOrThatOfWhoIsCalledSo(t *testing.T) {
	r := questions(t).Actors
	r.Base = Known(actors.Default())
	for code, id := range map[string]diplo.ActorID{
		"AZE": "country:AZE", "UN": "organization:united-nations", "EU": "organization:european-union", "ISIL": "group:islamic-state", "QQQ": "", "Macron": "",
	} {
		if got := r.OfCode(code); got != id {
			t.Errorf("%s is that of %q, want %q", code, got, id)
		}
	}
}

func TestAMisspeltNameIsAnErrorWithTheRightOneFirst(t *testing.T) {
	r := questions(t).Actors
	r.Base = Known(actors.Default())
	for ref, want := range map[string]string{
		"Azerbajan": "Azerbaijan", "Frnace": "France", "Emanuel Makron": "Emmanuel Macron", "Pashinyann": "Nikol Pashinyan", "Ukrane": "Ukraine", "Erdogann": "Recep Tayyip Erdoğan",
	} {
		_, err := r.Resolve(context.Background(), ref, ofStory)
		var told *diplo.Error
		if !errors.As(err, &told) || told.Kind != diplo.NotFound || !slices.Contains(told.Suggestions, want) {
			t.Errorf("%s: %v %+v", ref, err, told)
		}
	}
}

func TestTheStartOfANameIsNotTheName(t *testing.T) {
	_, err := questions(t).Actors.Resolve(context.Background(), "Azerb", ofStory)
	var told *diplo.Error
	if !errors.As(err, &told) || told.Kind != diplo.NotFound || !slices.Contains(told.Suggestions, "Azerbaijan") {
		t.Errorf("%v", err)
	}
}

func TestLikenessFavoursHowNamesBegin(t *testing.T) {
	if same := jaroWinkler("macron", "macron"); same != 1 {
		t.Errorf("the same name has likeness %v", same)
	}
	if near, far := jaroWinkler("azerbajan", "azerbaijan"), jaroWinkler("azerbajan", "armenia"); near < 0.95 || far > 0.7 {
		t.Errorf("near %v, far %v", near, far)
	}
	if none := jaroWinkler("abc", "xyz"); none != 0 || jaroWinkler("", "a") != 0 {
		t.Errorf("nothing in common has likeness %v", none)
	}
}
