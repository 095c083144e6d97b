package encoder

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Piece is a word or a part of one that the vocabulary holds: the bytes Start … End of the text, which
// are none for the marks at its beginning and end.
type Piece struct {
	ID         int
	Start, End int
}

// Pieces that the vocabulary must hold.
const (
	unknownPiece = "[UNK]"
	firstPiece   = "[CLS]"
	lastPiece    = "[SEP]"
)

// vocabulary tells pieces that begin a word from those that go on with it, which are written with ## before.
type vocabulary struct {
	begin, goOn          map[string]int
	unknown, first, last int
}

func newVocabulary(pieces []string) (*vocabulary, bool) {
	v := &vocabulary{begin: make(map[string]int, len(pieces)), goOn: map[string]int{}}
	for id, piece := range pieces {
		if len(piece) > 2 && piece[:2] == "##" {
			v.goOn[piece[2:]] = id
		} else {
			v.begin[piece] = id
		}
	}
	var ok [3]bool
	v.unknown, ok[0] = v.begin[unknownPiece]
	v.first, ok[1] = v.begin[firstPiece]
	v.last, ok[2] = v.begin[lastPiece]
	return v, ok == [3]bool{true, true, true}
}

// longestWord is how many letters a word may have and be spelt.
const longestWord = 100

// Pieces cuts a text into pieces, at most so many, with a mark before and one after: words in lower case without
// accents, every punctuation mark by itself, each word spelt with the longest pieces from its beginning on. This is
// the WordPiece of uncased BERT.
func (m *Model) Pieces(s string, most int) []Piece {
	out := append(make([]Piece, 0, min(most, len(s)/4+8)), Piece{ID: m.vocabulary.first})
	var w word
	for start, r := range s {
		end := start + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(s[start:])
			end = start + size
		}
		switch {
		case r == 0 || r == utf8.RuneError || unicode.Is(unicode.C, r) && !unicode.IsSpace(r):
			continue // not even the end of a word
		case unicode.IsSpace(r):
			out = w.spell(out, m.vocabulary)
		case isPunctuation(r) || isIdeograph(r):
			out = w.spell(out, m.vocabulary)
			w.add(r, start, end)
			out = w.spell(out, m.vocabulary)
		case r < utf8.RuneSelf:
			w.add(unicode.ToLower(r), start, end)
		default:
			w.addPlain(r, start, end)
		}
		if len(out) >= most {
			break
		}
	}
	out = w.spell(out, m.vocabulary)
	out = out[:min(len(out), most-1)]
	return append(out, Piece{ID: m.vocabulary.last, Start: len(s), End: len(s)})
}

// word is the one that is being read: its letters, and where each stands in the text.
type word struct {
	letters []byte
	at      []letter
}

type letter struct{ offset, start, end int }

func (w *word) add(r rune, start, end int) {
	w.at = append(w.at, letter{len(w.letters), start, end})
	w.letters = utf8.AppendRune(w.letters, r)
}

// addPlain adds a letter without its accents.
func (w *word) addPlain(r rune, start, end int) {
	for _, part := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, part) {
			for _, low := range string(unicode.ToLower(part)) {
				w.add(low, start, end)
			}
		}
	}
}

// spell adds the word's pieces and forgets it.
func (w *word) spell(out []Piece, v *vocabulary) []Piece {
	if len(w.at) == 0 {
		return out
	}
	whole, before := Piece{v.unknown, w.at[0].start, w.at[len(w.at)-1].end}, len(out)
	if len(w.at) > longestWord {
		out = append(out, whole)
	} else {
		known := v.begin
		for from := 0; from < len(w.at); {
			id, to := w.longest(known, from)
			if to == from {
				out = append(out[:before], whole)
				break
			}
			out = append(out, Piece{id, w.at[from].start, w.at[to-1].end})
			from, known = to, v.goOn
		}
	}
	w.letters, w.at = w.letters[:0], w.at[:0]
	return out
}

// longest is the longest known piece that begins with a letter, and the letter after it.
func (w *word) longest(known map[string]int, from int) (id, to int) {
	end := len(w.letters)
	for to = len(w.at); to > from; to-- {
		if id, ok := known[string(w.letters[w.at[from].offset:end])]; ok {
			return id, to
		}
		end = w.at[to-1].offset
	}
	return 0, from
}

func isPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7F && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	return unicode.IsPunct(r)
}

// isIdeograph tells a character that is a word by itself.
func isIdeograph(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x2CEAF || r >= 0x2F800 && r <= 0x2FA1F
}
