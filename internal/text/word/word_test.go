package word

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFormsThatShouldLookAlikeDo(t *testing.T) {
	for name, same := range map[string]func() bool{
		"the case differs, the norm does not":  func() bool { return Of("Rome").Norm == Of("ROME").Norm },
		"numbers have one norm":                func() bool { return Of("1999").Norm == Of("7").Norm },
		"numbers of a length have one form":    func() bool { return Of("1999").Form == Of("2024").Form },
		"a curly apostrophe is a straight one": func() bool { return Of("’s") == Of("'s") },
		"endings are shared":                   func() bool { return Of("voted").Suffix2 == Of("asked").Suffix2 },
		"beginnings are shared":                func() bool { return Of("unload").Prefix3 == Of("Unlikely").Prefix3 },
		"shapes are shared":                    func() bool { return Of("Rome").Shape == Of("Kinshasa").Shape },
		"letters beyond ASCII have case":       func() bool { return Of("Écoles").Norm == Of("écoles").Norm && Of("É").Upper },
		"a short word has endings too":         func() bool { return Of("of").Suffix3 == Of("OF").Suffix3 },
	} {
		if !same() {
			t.Error(name)
		}
	}
}

func TestFormsThatShouldDifferDo(t *testing.T) {
	for _, pair := range [][2]string{{"Rome", "rome"}, {"1999", "19"}, {"ab", "ba"}, {"“", "”"}, {"aab", "abb"}, {"", "\x00"}} {
		if Of(pair[0]).Form == Of(pair[1]).Form {
			t.Errorf("%q and %q have one form", pair[0], pair[1])
		}
	}
}

// FuzzOf wants traits of any bytes, the same again each time, and a norm that
// knows no case.
func FuzzOf(f *testing.F) {
	for _, form := range []string{"", "\xff", "a\xffb", "\xe2\x80", "日本", string(rune(0x10FFFF)), "U.S.", "’s", "1,000"} {
		f.Add(form)
	}
	f.Fuzz(func(t *testing.T, form string) {
		traits := Of(form)
		if traits != Of(form) {
			t.Error("two readings differ")
		}
		ascii := strings.Map(func(r rune) rune {
			if r < utf8.RuneSelf {
				return unicode.ToUpper(r)
			}
			return r
		}, form)
		if utf8.ValidString(form) && Of(ascii).Norm != traits.Norm {
			t.Errorf("%q and %q have different norms", form, ascii)
		}
	})
}
