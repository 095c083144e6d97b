package coding_test

import (
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

func TestTheDayBeforeTheSubjectIsThatOfTheVerb(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	for text, want := range map[string]string{
		"On Tuesday Azerbaijani forces shelled Stepanakert for hours.": "2023-09-19",
		"On Friday Russian troops attacked Ukraine.":                   "2023-09-15",
		"Last Monday French officials met Iranian diplomats.":          "2023-09-18",
		"France criticized the 2003 invasion of Iraq.":                 "2023-09-21",
	} {
		result, err := x.Extract(t.Context(), extract.Document{Text: text, Published: diplo.DateOf(2023, 9, 21)}, false)
		if err != nil || len(result.Coded.Mentions) == 0 {
			t.Errorf("%s\n tells nothing: %v", text, err)
			continue
		}
		if m := result.Coded.Mentions[0]; m.Date.String() != want {
			t.Errorf("%s\n %s on %s, want %s", text, m.Relation, m.Date, want)
		}
	}
}
