package source

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// foreign is why what says that it is in the language is not read; nil when it is read.
func foreign(name, language string) *Skip {
	if language == "" || language == "en" {
		return nil
	}
	return &Skip{name, Language, fmt.Sprintf("says that its language is %q; English is read", language)}
}

// scripts are those in which most of the world's news is written that is not in Latin letters.
var scripts = []string{"Arabic", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul", "Hebrew", "Greek", "Devanagari", "Bengali", "Tamil", "Telugu", "Thai", "Georgian", "Armenian", "Ethiopic", "Khmer", "Myanmar"}

// looked is how many bytes of a text are looked at to tell its script.
const looked = 4096

// otherScript is the commonest script of a text most letters of which are not Latin; "" when they are, or are in none of scripts. Pages often say that they are in English and are
// not: a template said so.
func otherScript(text string) string {
	if isPlain(text) {
		return ""
	}
	letters, others, of := 0, 0, map[string]int{}
	for at, r := range text {
		if at >= looked {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r >= utf8.RuneSelf && !unicode.Is(unicode.Latin, r) {
			for _, script := range scripts {
				if unicode.Is(unicode.Scripts[script], r) {
					others++
					of[script]++
					break
				}
			}
		}
	}
	if others*2 <= letters {
		return ""
	}
	return slices.MaxFunc(scripts, func(a, b string) int { return cmp.Compare(of[a], of[b]) })
}

// isPlain tells quickly that most of a text's beginning is ASCII.
func isPlain(text string) bool {
	beyond := 0
	head := text[:min(len(text), looked)]
	for i := range len(head) {
		if head[i] >= utf8.RuneSelf {
			beyond++
		}
	}
	return beyond*2 < len(head)
}

// otherLanguage is why a text is not read that is in another script than English; nil when it is read.
func otherLanguage(name, text string) *Skip {
	if script := otherScript(text); script != "" {
		return &Skip{name, Language, fmt.Sprintf("written in %s script; English is read", script)}
	}
	return nil
}
