package fold

import (
	"strings"
	"testing"
)

func TestNamesThatDifferInMarksAndCaseAreTheSame(t *testing.T) {
	tests := map[string]string{
		"Recep Tayyip ERDOĞAN":  "recep tayyip erdogan",
		"  Luiz  Inácio\tLula ": "luiz inacio lula",
		"İlham Əliyev":          "ilham əliyev",
		"Großbritannien":        "grossbritannien",
		"Łódź":                  "lodz",
		"Côte d’Ivoire":         "cote d'ivoire",
		"":                      "",
	}
	for name, want := range tests {
		if got := String(name); got != want {
			t.Errorf("String(%q) = %q, want %q", name, got, want)
		}
	}
	if got := Slug("Côte d’Ivoire (Republic)"); got != "cote-d-ivoire-republic" {
		t.Errorf("Slug = %q", got)
	}
}

func FuzzFoldingTwiceChangesNothing(f *testing.F) {
	f.Add("Erdoğan, ﬁrst \xff\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		once := String(s)
		if twice := String(once); twice != once {
			t.Errorf("%q folds to %q and that to %q", s, once, twice)
		}
		if strings.TrimSpace(once) != once {
			t.Errorf("%q folds to %q, which has space at an end", s, once)
		}
	})
}
