package actors_test

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesakesAndOfficers(t *testing.T) {
	for _, row := range []struct{ text, want, never string }{
		{"Representative Liz Cheney spoke in Denver.", "", "dick-cheney"},
		{"Two Springfield Police Department officers spoke in Texas.", "police-usa", "us-armed-forces"},
		{"Two police officers are shot in Santa Cruz, California.", "police-usa", "country:BOL"},
		{"Two police officers are shot in Santa Cruz, Bolivia.", "police-bol", "country:USA"},
		{"Two U.S. senators flew to Cairo.", "senators-usa", ""},
		{"Dov Harel, son of the president of Israel, spoke.", "dov-harel-isr", ""},
	} {
		got := read(t, row.text, summer2008)
		holds := func(part string) bool {
			return slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, part) })
		}
		if row.want != "" && !holds(row.want) || row.never != "" && holds(row.never) {
			t.Errorf("%s: read %q", row.text, got)
		}
	}
}
