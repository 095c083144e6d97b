// Package lemma gives the dictionary form of a tagged word: irregular verbs and
// plurals from a table, the others by their endings.
package lemma

import "strings"

// Of is the lemma of a form with a Penn tag: lower case, but proper nouns keep
// their form. A word that no rule fits is its own lemma.
func Of(form, tag string) string {
	switch tag {
	case "NNP", "NNPS":
		return form
	}
	low := strings.ToLower(form)
	if lemma, ok := clitics[low]; ok && tag != "POS" {
		if low == "'d" && tag != "MD" || low == "’d" && tag != "MD" {
			return "have"
		}
		return lemma
	}
	switch tag {
	case "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD":
		return verb(low, tag)
	case "NNS":
		return noun(low)
	case "JJR", "RBR", "JJS", "RBS":
		return compared(low)
	}
	return low
}

// clitics are the short forms of verbs and "not".
var clitics = map[string]string{
	"n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'ve": "have", "’ve": "have", "'re": "be", "’re": "be",
	"'m": "be", "’m": "be", "'d": "would", "’d": "would", "'s": "be", "’s": "be", "ca": "can", "wo": "will", "sha": "shall",
}

func verb(low, tag string) string {
	if lemma, ok := irregular[low]; ok {
		if base, ambiguous := presents[low]; ambiguous && (tag == "VB" || tag == "VBP") {
			return base
		}
		return lemma
	}
	switch {
	case tag == "VBZ" && len(low) > 2 && low[len(low)-1] == 's':
		return third(low)
	case tag == "VBG" && len(low) > 4 && strings.HasSuffix(low, "ing"):
		return restore(low[:len(low)-3])
	case (tag == "VBD" || tag == "VBN") && len(low) > 3 && strings.HasSuffix(low, "ed"):
		if strings.HasSuffix(low, "ied") {
			if len(low) <= 4 {
				return low[:len(low)-1] // died, lied, tied, vied
			}
			return low[:len(low)-3] + "y"
		}
		return restore(low[:len(low)-2])
	}
	return low
}

// third strips the ending of the third person.
func third(low string) string {
	stem := low[:len(low)-1]
	switch {
	case strings.HasSuffix(low, "ies"):
		if len(low) <= 4 {
			return stem // dies, lies, ties
		}
		return low[:len(low)-3] + "y"
	case strings.HasSuffix(low, "ss"):
		return low
	case hasAnySuffix(low, "ches", "shes", "sses", "xes", "zzes", "oes"):
		if _, e := withE[stem[:len(stem)-1]]; e {
			return stem // aches, axes, toes
		}
		return low[:len(low)-2]
	case strings.HasSuffix(low, "ses") && plainS[low[:len(low)-2]]:
		return low[:len(low)-2] // focuses
	}
	return stem
}

// restore gives the verb whose "-ed" or "-ing" has been taken off: it may lack
// an "e" or have its last consonant doubled.
func restore(stem string) string {
	if lemma, ok := withE[stem]; ok {
		return lemma
	}
	n := len(stem)
	if n < 2 || plain[stem] {
		return stem
	}
	last, before := stem[n-1], stem[n-2]
	if last == before {
		switch last {
		case 's', 'f', 'z', 'o', 'e':
			return stem
		case 'l':
			if undouble[stem] {
				return stem[:n-1]
			}
			return stem
		}
		return stem[:n-1]
	}
	if wantsE(stem, last, before) {
		return stem + "e"
	}
	return stem
}

// wantsE guesses from the end of an unlisted stem whether it lacks an "e".
func wantsE(stem string, last, before byte) bool {
	switch last {
	case 'v', 'c', 'u':
		return true
	case 'z':
		return before != 't'
	case 's':
		return before != 'u' || hasAnySuffix(stem, "ous", "aus") // rouse, cause, but focus
	case 'g':
		return before == 'd' || before == 'r' || before == 'a' || before == 'u' || hasAnySuffix(stem, "eng", "ang", "lleg")
	case 't':
		return len(stem) > 4 && before == 'a' && !vowel(stem[len(stem)-3]) || hasAnySuffix(stem, "iat", "eiat", "tut", "but", "cut", "lut", "uat")
	case 'l':
		return !vowel(before) && before != 'r' && before != 'w' && before != 'l'
	case 'r':
		return hasAnySuffix(stem, "uir", "pir", "quir", "cur", "tur", "sur", "lor", "nor", "par")
	case 'n':
		return hasAnySuffix(stem, "min", "fin", "bin", "clin", "tin")
	case 'd':
		return hasAnySuffix(stem, "lud", "vad", "vid", "ced", "sid", "cid", "rad")
	case 'm':
		return hasAnySuffix(stem, "sum", "lam", "ram")
	case 'k':
		return hasAnySuffix(stem, "vok", "rik", "tak", "mak")
	}
	return false
}

// noun takes off the ending of the plural.
func noun(low string) string {
	if lemma, ok := plurals[low]; ok {
		return lemma
	}
	n := len(low)
	switch {
	case n > 4 && strings.HasSuffix(low, "men") && !strings.HasSuffix(low, "specimen"):
		return low[:n-2] + "an" // gunmen, policewomen
	case n < 4 || low[n-1] != 's' || low[n-2] == 's' || low[n-2] == '\'':
		return low
	case strings.HasSuffix(low, "ies"):
		if n <= 4 {
			return low[:n-1]
		}
		return low[:n-3] + "y"
	case hasAnySuffix(low, "ches", "shes", "sses", "xes", "zzes"):
		return low[:n-2]
	case strings.HasSuffix(low, "ses") && plainS[low[:n-2]]:
		return low[:n-2] // viruses
	}
	return low[:n-1]
}

// compared is the positive of a comparative or superlative.
func compared(low string) string {
	if lemma, ok := degrees[low]; ok {
		return lemma
	}
	var stem string
	switch {
	case len(low) > 5 && strings.HasSuffix(low, "est"):
		stem = low[:len(low)-3]
	case len(low) > 4 && strings.HasSuffix(low, "er"):
		stem = low[:len(low)-2]
	default:
		return low
	}
	n := len(stem)
	switch {
	case stem[n-1] == 'i':
		return stem[:n-1] + "y"
	case stem[n-1] == stem[n-2] && stem[n-1] != 'l' && stem[n-1] != 's':
		return stem[:n-1]
	case hasAnySuffix(stem, "g", "c", "v", "s", "u", "fre", "id", "at") && !hasAnySuffix(stem, "ng", "ss", "ow", "eat"):
		return stem + "e"
	}
	return stem
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
