package store

import (
	"unicode/utf8"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// NamedAlike tells whether actors of that kind are found by names like theirs. Countries are not: Niger is not Nigeria.
func NamedAlike(kind diplo.ActorKind) bool { return kind != diplo.KindCountry }

// Like tells by how many letters two folded words differ: put in, left out, changed, or swapped with the next. They are alike when
// they begin with the same letter and differ by no more than one, or two where both have eight letters or more; words of
// fewer than four letters are like none but themselves.
func Like(a, b string) (letters int, alike bool) {
	if a == b {
		return 0, true
	}
	one, other := []rune(a), []rune(b)
	shorter := min(len(one), len(other))
	most := 1
	if shorter >= 8 {
		most = 2
	}
	if shorter < 4 || one[0] != other[0] || max(len(one), len(other))-shorter > most {
		return 0, false
	}
	letters = difference(one, other)
	return letters, letters <= most
}

// difference counts the letters put in, left out, changed or swapped with the next that make one word the other, none of them twice.
func difference(a, b []rune) int {
	var before []int // the row before the last
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range b {
			changed := row[j]
			if a[i] != b[j] {
				changed++
			}
			next[j+1] = min(changed, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}

// AlikeIn tells whether each word is one of the names' words, taken together, or like one, and by how many letters they differ in all. found
// are the words of the names in their stead, to make an Excerpt with: of several that are as near the first in order of bytes.
func (w Words) AlikeIn(names ...string) (found Words, letters int, alike bool) {
	for _, word := range w {
		best, least := "", 0
		for _, name := range names {
			for _, other := range fold.Words(name) {
				n, is := Like(word, other)
				if is && (best == "" || n < least || n == least && other < best) {
					best, least = other, n
				}
			}
		}
		if best == "" {
			return nil, 0, false
		}
		found, letters = append(found, best), letters+least
	}
	return found, letters, len(w) > 0
}

// FirstLetter is the letter that words like the word begin with, and the first text behind all that do.
func FirstLetter(word string) (from, until string) {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size], word[:size] + "\U0010FFFF"
}
