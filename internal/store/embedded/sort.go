package embedded

import (
	"hash/fnv"
	"math"
	"strings"

	"entente/internal/diplo"
)

// sortOf is the leading part of an event's id as a number that orders as the ids do: of two ids the lesser never has the
// greater number. Ids that diplo makes (16 characters of lower-case base32) have 63 of their 80 bits in it, so that ties,
// which only the whole id decides, hardly occur.
func sortOf(id diplo.EventID) int64 {
	const prefix = "event:"
	rest, ok := strings.CutPrefix(string(id), prefix)
	if !ok {
		if string(id) < prefix {
			return 0
		}
		return math.MaxInt64
	}
	var bits uint64
	n := 0 // characters taken, 5 bits each; the 13th gives its upper 3
	for ; n < 13; n++ {
		digit, exact := uint64(0), true
		if n < len(rest) {
			digit, exact = base32Digit(rest[n])
		} else {
			exact = false
		}
		if n == 12 {
			return int64(bits<<3 | digit>>2)
		}
		bits = bits<<5 | digit
		if !exact {
			n++
			break
		}
	}
	// An id that is shorter, or has another character, stops counting there: below all that go on if the character is below
	// the digits' (or missing), else above all that have the digit below it.
	fill := uint64(0)
	if n <= len(rest) && rest[n-1] > '2' {
		fill = 1<<(63-5*n) - 1
	}
	return int64(bits<<(63-5*n) | fill)
}

// occurrenceNumber stands for an occurrence; 0 for none. Two of a million have the same with a chance of one in ten million.
func occurrenceNumber(id diplo.OccurrenceID) int64 {
	if id == "" {
		return 0
	}
	sum := fnv.New64a()
	sum.Write([]byte(id))
	return int64(sum.Sum64()>>1) | 1<<62
}

// base32Digit is the rank of the character among those of base32 in the order of their bytes (2 … 7, a … z); for
// another character the rank of the next digit below it, or 0, and false.
func base32Digit(c byte) (rank uint64, exact bool) {
	switch {
	case c < '2':
		return 0, false
	case c <= '7':
		return uint64(c - '2'), true
	case c < 'a':
		return 5, false
	case c <= 'z':
		return uint64(c-'a') + 6, true
	}
	return 31, false
}
