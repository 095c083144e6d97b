package blocks

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/dates"
)

// dateline is what opens the first paragraph: where, when, by which agency.
type dateline struct {
	end   int // bytes of the paragraph that it takes, the dash included
	place string
}

var (
	dash     = regexp.MustCompile(`^\s*(–|—|―|--|-)\s*`)
	brackets = regexp.MustCompile(`^\s*[(\[][\p{L}][\p{L}\p{N} ./&-]{0,40}[)\]]`)
	// placeWord is a word of a place's name.
	placeWord = regexp.MustCompile(`^(\p{Lu}[\p{L}\p{M}.'’-]*|of|the|de|del|la|le|el|al|da|do|dos|and|upon)$`)
	// notPlace are labels in capitals that articles begin with.
	notPlace = map[string]bool{"UPDATE": true, "ANALYSIS": true, "BREAKING": true, "FACTBOX": true, "EXPLAINER": true, "EXCLUSIVE": true, "WATCH": true, "LIVE": true, "OPINION": true,
		"CORRECTION": true, "TIMELINE": true, "INTERVIEW": true, "VIDEO": true, "NEWS": true, "UPDATED": true, "Q": true, "A": true}
)

// readDateline reads "BRUSSELS, March 4, 2024 (Agency) –", "KYIV, Ukraine (AP) —", "United Nations –",
// "ISLAMABAD: " at the start of a paragraph. A bare place counts only where the text has several paragraphs.
func readDateline(s string, several bool) (dateline, bool) {
	reach := s[:min(len(s), 120)]
	place, at := "", 0
	for at < len(reach) {
		r, size := utf8.DecodeRuneInString(reach[at:])
		if strings.ContainsRune(",(/:–—―[", r) || unicode.IsDigit(r) || r == '-' && at > 0 && (reach[at-1] == ' ' || reach[at-1] == '-') {
			break
		}
		at += size
	}
	place = strings.TrimRight(reach[:at], " -")
	if at == len(reach) && len(s) > at || !isPlace(place) || leadingDate(s) > 0 {
		return dateline{}, false
	}
	at = len(place)
	capitals := place == strings.ToUpper(place)
	marks := 0
	// further places, a date, an agency, in any order, each with its comma or slash
	for {
		rest := reach[at:]
		trimmed := strings.TrimLeft(rest, " ,/")
		gap := len(rest) - len(trimmed)
		if m := brackets.FindString(trimmed); m != "" {
			at += gap + len(m)
			marks++
			continue
		}
		if day := leadingDate(trimmed); day > 0 && gap > 0 {
			at += gap + day
			marks++
			continue
		}
		if next := leadingPlace(trimmed); next > 0 && strings.ContainsAny(rest[:gap], ",/") {
			at += gap + next
			continue
		}
		break
	}
	rest := reach[at:]
	sign := dash.FindString(rest)
	switch {
	case sign != "":
		at += len(sign)
	case capitals && strings.HasPrefix(rest, ": ") && utf8.RuneCountInString(place) >= 4 && several:
		at += len(": ")
	case marks > 0 && at == len(s): // alone in its line
	default:
		return dateline{}, false
	}
	spaced := strings.HasPrefix(sign, " ") && strings.HasSuffix(sign, " ") || marks > 0 && sign != ""
	next, _ := utf8.DecodeRuneInString(s[at:])
	switch {
	case sign != "" && !spaced:
		return dateline{}, false
	case marks == 0 && (!several || !unicode.IsUpper(next) && !strings.ContainsRune("\"“‘'«", next)):
		return dateline{}, false
	}
	return dateline{end: at, place: properCase(place)}, true
}

// isPlace tells whether s can be the name of a place: at most four words, each with a capital.
func isPlace(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(words) == 1 && utf8.RuneCountInString(s) < 3 || notPlace[strings.TrimRight(words[0], ":")] {
		return false
	}
	for i, w := range words {
		if !placeWord.MatchString(w) || i == 0 && !unicode.IsUpper([]rune(w)[0]) {
			return false
		}
	}
	return true
}

// leadingPlace is how many bytes of s are a further place name up to a mark; 0 for none.
func leadingPlace(s string) int {
	end := strings.IndexAny(s, ",(/:–—―[0123456789")
	if i := strings.Index(s, " -"); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if end <= 0 {
		return 0
	}
	name := strings.TrimRight(s[:end], " ")
	if !isPlace(name) {
		return 0
	}
	return len(name)
}

// longestDate is more bytes than any date takes: what stands behind them is not read.
const longestDate = 60

// leadingDate is how many bytes of s are a date at its start, with or without year; 0 for none.
func leadingDate(s string) int {
	for _, d := range dates.FullNear(s[:min(len(s), longestDate)], 0) {
		if d.Start == 0 {
			return d.End
		}
	}
	return 0
}

// properCase writes a name in capitals with small letters: "NEW YORK" is "New York".
func properCase(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	var b strings.Builder
	inside := false
	for _, r := range s {
		if inside {
			r = unicode.ToLower(r)
		}
		inside = unicode.IsLetter(r) || r == '’' || r == '\''
		b.WriteRune(r)
	}
	return b.String()
}
