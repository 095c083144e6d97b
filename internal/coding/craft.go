package coding

import (
	"strings"
)

// knowCraft makes common nouns of the names of ships and aircraft, so that frames read them as
// what they are: "the MV Victoria" is a ship, "two F-16s" are warplanes.
func (t *tree) knowCraft() {
	for i := range t.tokens {
		if !strings.HasPrefix(t.tag(i), "NN") && t.tag(i) != "CD" {
			continue
		}
		switch {
		case t.shipPrefixBefore(i):
			t.lemma[i] = "ship"
		case t.designation(i):
			t.lemma[i] = "warplane"
		}
	}
}

// shipPrefixBefore tells whether "MV" or the like stands before the name that i ends.
func (t *tree) shipPrefixBefore(i int) bool {
	for _, c := range t.kids[i] {
		if l := t.label(c); c > i || l != "compound" && l != "nmod" {
			continue
		}
		switch t.tokens[c].Form {
		case "MV", "M/V", "MT", "MS", "SS", "USS", "HMS", "HMAS", "HMCS", "INS", "USNS", "USCGC", "FV", "RV":
			return true
		}
	}
	return false
}

// designation tells whether the token is the type of an aircraft: "F-16s", "Su-24", "MQ-9".
func (t *tree) designation(i int) bool {
	form := t.tokens[i].Form
	if letters, number, ok := strings.Cut(form, "-"); ok {
		return craftLetters(letters) && craftNumber(number)
	}
	return i > 1 && t.tokens[i-1].Form == "-" && craftLetters(t.tokens[i-2].Form) && craftNumber(form)
}

func craftLetters(s string) bool {
	switch s {
	case "F", "A", "B", "C", "E", "U", "P", "RC", "EC", "EP", "AC", "KC", "MQ", "RQ", "UH", "AH", "CH", "MH", "OH", "F/A", "FA",
		"Su", "SU", "MiG", "Mig", "MIG", "Mi", "Tu", "Il", "Ka", "An", "J", "TB":
		return true
	}
	return false
}

func craftNumber(s string) bool {
	digits := strings.TrimRight(strings.TrimSuffix(s, "s"), "ABCDEFGHJKLMN")
	if digits == "" || len(digits) > 3 {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
