// Package fold brings names and words to the form in which they are compared: lower case, no
// diacritics, one space between words. One definition for the coder, the
// stores and the API, so that they agree on what is the same name.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that no decomposition takes apart.
var letters = strings.NewReplacer(
	"ß", "ss", "ẞ", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ø", "o", "Ø", "o",
	"đ", "d", "Đ", "d", "ł", "l", "Ł", "l", "ħ", "h", "Ħ", "h", "ı", "i", "İ", "i", "ð", "d", "Ð", "d", "þ", "th", "Þ", "th",
	"’", "'", "‘", "'", "ʻ", "'", "ʼ", "'", "–", "-", "—", "-", "‑", "-",
)

// String folds s: compatibility forms unified, diacritics and case dropped, runs of
// white space one space, none at the ends.
func String(s string) string {
	if ascii(s) {
		return strings.Join(strings.Fields(strings.ToLower(s)), " ")
	}
	s = strings.ToValidUTF8(s, "\uFFFD") // what stands behind a byte that is no letter would not be decomposed
	// Lowering may bring out marks ("İ" is "i" and a dot), so they are taken off twice.
	folded := withoutMarks(strings.ToLower(letters.Replace(withoutMarks(s))))
	return strings.Join(strings.Fields(folded), " ")
}

// withoutMarks decomposes s and drops the marks that stand over letters.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}

// Words are the folded runs of letters and digits of s, in order.
func Words(s string) []string {
	return strings.FieldsFunc(String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Slug is the words of s joined by hyphens: "Emmanuel Macron" is "emmanuel-macron".
func Slug(s string) string { return strings.Join(Words(s), "-") }

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
