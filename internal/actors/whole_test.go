package actors

import (
	"testing"
	"time"

	"entente/internal/diplo"
)

func TestWordsByThemselvesAreOneMentionOrNone(t *testing.T) {
	day := diplo.DateOf(2014, time.March, 5)
	for words, want := range map[string]diplo.ActorID{
		"the police of Australia":         "organization:police-aus",
		"the government of Brazil":        "country:BRA",
		"UN Security Council":             "organization:un-security-council",
		"the head of government of India": "person:manmohan-singh",
		"France and Italy":                "",
		"the police of Australia said":    "",
		"their police of Australia":       "",
		"the gliders of Peru":             "",
		"":                                "",
	} {
		var got diplo.ActorID
		if m := Default().Whole(words, day); m != nil {
			got = m.Actor.ID
		}
		if got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}
