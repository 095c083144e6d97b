package store_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"entente/internal/diplo"
	"entente/internal/store"
)

func TestMarksStandOnTheWordsFound(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{"macron", "Emmanuel Macron spoke.", "Macron"},
		{"macron", "MACRON and macron and Macronists", "MACRON|macron|Macronists"},
		{"mac spoke", "Macron spoke to Mac", "spoke|Mac"},
		{"alvarez", "José Álvarez", "Álvarez"},
		{"alvarez", "Jose\u0301 A\u0301lvarez.", "A\u0301lvarez"},
		{"strasse oeuvre", "Straße, œuvre", "Straße|œuvre"},
		{"пашинян", "Никол Пашинян", "Пашинян"},
		{"s", "Armenia’s", "s"},
		{"19", "on 19 September 1968", "19|1968"},
		{"kg", "5 ㎏ of it", "㎏"},
		{"none", "nothing", ""},
		{"", "nothing", ""},
	} {
		var got []string
		for _, mark := range store.WordsOf(c.query).Marks(c.text) {
			got = append(got, c.text[mark.Start:mark.End])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q marks %q in %q, want %q", c.query, got, c.text, c.want)
		}
	}
}

func TestAnExcerptShowsTheFirstWordFound(t *testing.T) {
	text := strings.Repeat("words before it ", 40) + "the ceasefire held" + strings.Repeat(" and so on", 40)
	cut, marks := store.WordsOf("ceasefire").Excerpt("a title", text)
	if len(cut) > 200 || len(marks) != 1 || cut[marks[0].Start:marks[0].End] != "ceasefire" || !strings.Contains(text, cut) {
		t.Errorf("the excerpt is %q with marks %v", cut, marks)
	}
	cut, marks = store.WordsOf("held a title").Excerpt("a title", text)
	if cut != "a title" || len(marks) != 2 {
		t.Errorf("the excerpt is %q with marks %v, want the text with most words", cut, marks)
	}
}

func FuzzMarksAreWordsOfTheText(f *testing.F) {
	f.Add("jose al", "José Álvarez, ﬁnally — “Straße”\u0301 ½ İstanbul")
	f.Fuzz(func(t *testing.T, query, text string) {
		words := store.WordsOf(query)
		end := 0
		for _, mark := range words.Marks(text) {
			if mark.Start < end || mark.End <= mark.Start || mark.End > len(text) {
				t.Fatalf("mark %v of %q overlaps or is empty", mark, text)
			}
			end = mark.End
		}
		cut, marks := words.Excerpt(text)
		for _, mark := range marks {
			if mark.End > len(cut) {
				t.Fatalf("mark %v lies outside of %q", mark, cut)
			}
		}
		if utf8.ValidString(text) && !utf8.ValidString(cut) {
			t.Fatalf("the excerpt %q is cut within a character", cut)
		}
	})
}

func TestANameIsFoundFromTheStartOfAWordOn(t *testing.T) {
	key := store.NameKey("Bashar al-Assad")
	for query, want := range map[string]bool{"assad": true, "al-as": true, "BASHAR AL": true, "sad": false, "al bashar": false} {
		if got := strings.Contains(key, store.NameKey(query)); got != want {
			t.Errorf("%q is found in %q: %v, want %v", query, key, got, want)
		}
	}
}

func TestACursorKeepsAnyText(t *testing.T) {
	for _, text := range []string{"", "plain", `"quoted" \ back`, "Łukasz\n\x00", "<&>", "\x7f", "a'b"} {
		keys, err := store.NewCursor("list", text, "x").Keys("list", 2)
		if err != nil || keys[0] != text {
			t.Errorf("the keys of %q are %q, %v", text, keys, err)
		}
	}
}

func TestACursorIsOfOneListOnly(t *testing.T) {
	cursor := store.NewCursor("events DATE_ASC", "19619", "event:x")
	keys, err := cursor.Keys("events DATE_ASC", 2)
	if err != nil || len(keys) != 2 || keys[1] != "event:x" {
		t.Errorf("the keys are %q, %v", keys, err)
	}
	for _, list := range []string{"events DATE_DESC", "actors", ""} {
		if _, err := cursor.Keys(list, 2); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("list %q takes it: %v", list, err)
		}
	}
	if _, err := cursor.Keys("events DATE_ASC", 1); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("one key: %v", err)
	}
}
