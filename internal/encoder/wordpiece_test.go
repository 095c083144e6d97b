package encoder

import (
	"slices"
	"strings"
	"testing"
)

// small is a model that can only spell.
func small(t testing.TB) *Model {
	pieces := []string{"[UNK]", "[CLS]", "[SEP]", "the", "min", "##ist", "##er", "##s", "of", "cote", "d", "'", "iv", "##oire", ",", ".", "中", "-", "a"}
	v, ok := newVocabulary(pieces)
	if !ok {
		t.Fatal("the vocabulary lacks a mark")
	}
	return &Model{vocabulary: v}
}

func TestTextIsSpeltInPiecesOfTheVocabulary(t *testing.T) {
	const unknown, first, last = 0, 1, 2
	m := small(t)
	for _, c := range []struct {
		text string
		want []int
	}{
		{"", nil},
		{"The ministers", []int{3, 4, 5, 6, 7}},
		{"the  MINISTER,", []int{3, 4, 5, 6, 14}},
		{"Côte d'Ivoire.", []int{9, 10, 11, 12, 13, 15}},
		{"Cote d'Ivoire", []int{9, 10, 11, 12, 13}},
		{"the zebra", []int{3, unknown}},
		{"minx", []int{unknown}},
		{"中中 a-a", []int{16, 16, 18, 17, 18}},
		{"th\x00e", []int{3}},
		{"a" + strings.Repeat("a", 100), []int{unknown}},
	} {
		var got []int
		for _, p := range m.Pieces(c.text, 50) {
			got = append(got, p.ID)
		}
		want := append(append([]int{first}, c.want...), last)
		if !slices.Equal(got, want) {
			t.Errorf("%q is %v, want %v", c.text, got, want)
		}
	}
}

func TestPiecesKnowTheirWords(t *testing.T) {
	const text = "The ministers of Côte d'Ivoire."
	var words []string
	for _, p := range small(t).Pieces(text, 50) {
		words = append(words, text[p.Start:p.End])
	}
	want := []string{"", "The", "min", "ist", "er", "s", "of", "Côte", "d", "'", "Iv", "oire", ".", ""}
	if !slices.Equal(words, want) {
		t.Errorf("%q, want %q", words, want)
	}
}

func TestOfALongTextTheBeginningIsRead(t *testing.T) {
	m := small(t)
	pieces := m.Pieces(strings.Repeat("the minister ", 100), 10)
	if len(pieces) != 10 || pieces[9].ID != m.vocabulary.last {
		t.Errorf("%d pieces, the last %v", len(pieces), pieces[len(pieces)-1])
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{"The ministers, of Côte d'Ivoire", "\xff\xfe", "İstanbul ſ ẞ", "中文"} {
		f.Add(s)
	}
	m := small(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		pieces := m.Pieces(s, 64)
		if len(pieces) < 2 || len(pieces) > 64 {
			t.Fatalf("%d pieces", len(pieces))
		}
		for _, p := range pieces[1:] {
			if p.Start < 0 || p.End < p.Start || p.End > len(s) {
				t.Fatalf("a piece at %d … %d of %d bytes", p.Start, p.End, len(s))
			}
			if p.Start < end && p.End > end { // of a letter that falls into several, each has all
				t.Fatalf("a piece begins at %d, before the last one's end %d", p.Start, end)
			}
			end = max(end, p.End)
		}
	})
}
