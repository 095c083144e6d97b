// Package word turns a word's form into the few integers that the models'
// features are made of, so that no string is built or looked up while reading.
package word

import (
	"unicode"
	"unicode/utf8"
)

// Traits are the hashes of what a form shows. Digits count as one digit each,
// curly quotes as they are, curly apostrophes as straight ones.
type Traits struct {
	Form    uint32 // with its case
	Norm    uint32 // lower case; all digits of a number as "0"
	Prefix1 uint32
	Prefix3 uint32
	Suffix1 uint32
	Suffix2 uint32
	Suffix3 uint32
	Suffix4 uint32
	Shape   uint32 // runs of letter case, digits and marks: "Xx", "X.X.", "d,d"
	Upper   bool   // starts with a capital
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// Of computes the traits of a form. Any bytes are allowed.
func Of(form string) Traits {
	var ring [4]rune // last four runes, lower case
	t := Traits{Form: fnvOffset, Norm: fnvOffset, Shape: fnvOffset}
	n, lastKind, lastDigit := 0, byte(0), false
	var head [3]rune
	for i := 0; i < len(form); {
		r, size := rune(form[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(form[i:])
			if r == '’' {
				r = '\''
			}
		}
		i += size
		kind, low := classify(r)
		if kind == 'd' {
			r, low = '0', '0'
		}
		if n == 0 {
			t.Upper = kind == 'X'
		}
		t.Form = add(t.Form, r)
		if kind != 'd' || !lastDigit {
			t.Norm = add(t.Norm, low)
		}
		lastDigit = kind == 'd'
		if kind != lastKind {
			t.Shape = (t.Shape ^ uint32(kind)) * fnvPrime
			lastKind = kind
		}
		if n < len(head) {
			head[n] = low
		}
		ring[n&3] = low
		n++
	}
	t.Prefix1 = add(fnvOffset, head[0])
	t.Prefix3 = add(add(t.Prefix1, head[1]), head[2])
	at := func(back int) rune {
		if back > n {
			return 0
		}
		return ring[(n-back)&3]
	}
	t.Suffix1 = add(fnvOffset, at(1))
	t.Suffix2 = add(t.Suffix1, at(2))
	t.Suffix3 = add(t.Suffix2, at(3))
	t.Suffix4 = add(t.Suffix3, at(4))
	return t
}

func add(h uint32, r rune) uint32 {
	h = (h ^ uint32(r)) * fnvPrime
	return h ^ h>>15
}

// classify gives the shape letter of a rune and its lower case.
func classify(r rune) (kind byte, low rune) {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x', r
	case 'A' <= r && r <= 'Z':
		return 'X', r + 'a' - 'A'
	case '0' <= r && r <= '9':
		return 'd', r
	case r < utf8.RuneSelf:
		return byte(r), r
	case unicode.IsUpper(r):
		return 'X', unicode.ToLower(r)
	case unicode.IsLetter(r):
		return 'x', r
	case unicode.IsDigit(r):
		return 'd', r
	}
	return '?', r
}
