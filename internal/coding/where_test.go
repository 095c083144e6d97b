package coding_test

import (
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

func TestAnActDoneToATownHappensThere(t *testing.T) {
	x := extract.New(english.New(), actors.Default())
	for _, c := range []struct {
		text, place, country string
		located              bool
	}{
		{"Azerbaijani forces shelled Stepanakert on Tuesday.", "Stepanakert", "NKR", true},
		{"Azerbaijan bombed the town of Stepanakert in Nagorno-Karabakh.", "Stepanakert", "NKR", true},
		{"Russian missiles hit Kharkiv on Monday.", "Kharkiv", "UKR", true},
		{"Ukrainian drones struck Sevastopol in Crimea.", "Sevastopol", "UKR", true},
		{"Ukrainian drones struck Russian ships in Crimea.", "Crimea", "UKR", true},
		{"The Russian army captured Bakhmut.", "Bakhmut", "UKR", true},
		{"The Polish president visited Kyiv.", "Kyiv", "UKR", true},
		{"Poland condemned Belarus.", "", "", false},
		{"Iran attacked Iraq on Monday.", "", "", false},
	} {
		result, err := x.Extract(t.Context(), extract.Document{Text: c.text, Published: diplo.DateOf(2023, 9, 20)}, false)
		if err != nil || len(result.Coded.Mentions) == 0 {
			t.Errorf("%s\n tells nothing: %v", c.text, err)
			continue
		}
		if p := result.Coded.Mentions[0].Place; p.Name != c.place || p.Country != c.country || (p.Latitude != 0 && p.Longitude != 0) != c.located {
			t.Errorf("%s\n got %+v, want %s (%s)", c.text, p, c.place, c.country)
		}
	}
}
