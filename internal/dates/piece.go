package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pieceKind is what a piece is made of.
type pieceKind byte

const (
	wordPiece   pieceKind = iota // letters
	numberPiece                  // at most four digits
	amountPiece                  // any other number: "20,000", "3.5", "12345"
	markPiece                    // one rune of anything else
)

// piece is the smallest unit that the grammar reads. Pieces are cut finer than tokens,
// so that it does not matter how a tokenizer treats "2023-09-19", "mid-March" or "Sept.".
type piece struct {
	kind       pieceKind
	start, end int    // bytes, in the text that the tokens point into
	token      int    // index of the token that it is part of
	lower      string // in lower case
	upper      bool   // starts with a capital
	number     int
	digits     int
	glued      bool // no space in front of it
}

// cut appends the pieces of form, which starts at that byte and is that token.
func cut(pieces []piece, form string, start, token int) []piece {
	for i := 0; i < len(form); {
		r, size := utf8.DecodeRuneInString(form[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		p := piece{kind: markPiece, start: start + i, token: token}
		end := i + size
		switch {
		case '0' <= r && r <= '9':
			end, p.kind = numberEnd(form, i)
			p.digits = end - i
			if p.kind == numberPiece {
				for _, d := range form[i:end] {
					p.number = p.number*10 + int(d-'0')
				}
			}
		case unicode.IsLetter(r):
			p.kind, p.upper = wordPiece, unicode.IsUpper(r)
			for end < len(form) {
				r, size := utf8.DecodeRuneInString(form[end:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				end += size
			}
		}
		p.end = start + end
		p.lower = strings.ToLower(form[i:end])
		p.glued = len(pieces) > 0 && pieces[len(pieces)-1].end == p.start
		pieces = append(pieces, p)
		i = end
	}
	return pieces
}

// numberEnd is where the number that starts at i ends, and whether it is a plain one.
func numberEnd(form string, i int) (int, pieceKind) {
	end := digitsEnd(form, i)
	plain := end-i <= 4
	// A comma with three digits, or a point with digits that no second point follows, goes on.
	for end+1 < len(form) && isDigit(form[end+1]) && (form[end] == ',' || form[end] == '.') {
		next := digitsEnd(form, end+1)
		if form[end] == ',' && next-end != 4 {
			break
		}
		if form[end] == '.' && (next < len(form) && form[next] == '.' || i > 0 && form[i-1] == '.') {
			break // 19.09.2023
		}
		end, plain = next, false
	}
	if plain {
		return end, numberPiece
	}
	return end, amountPiece
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
