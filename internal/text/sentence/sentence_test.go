package sentence

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"entente/internal/text"
)

func TestSentencesEndWhereAReaderWouldEndThem(t *testing.T) {
	for name, want := range map[string][]string{
		"two plain sentences":              {"The talks failed.", "Both sides went home."},
		"a title before a name":            {"Gen. Ana Ruiz met Mr. Koh and Rev. Tutu.", "They ate."},
		"a country's points":               {"He is the U.S. ambassador.", "She left the U.S. in May."},
		"a country's points at an end":     {"They flew to the U.S.", "The visit lasted a day."},
		"an hour at an end":                {"It began at 9 p.m.", "The guests were late."},
		"an hour within":                   {"It began at 9 p.m. Eastern time."},
		"initials":                         {"J. R. Okafor spoke for A. Diallo."},
		"a month and its day":              {"On Sept. 19 he resigned.", "On Oct. 3 she did."},
		"a figure at an end":               {"It happened in 2003.", "Police arrested 12.", "One fled."},
		"a decimal":                        {"Prices rose by 3.5 percent."},
		"a quote that ends a sentence":     {"“We will not go.”", "He sat down."},
		"a quote with a question":          {"“Why now?” asked the judge."},
		"a quote with a shouting speaker":  {"“Never!” Juan Pérez told the court.", "Nobody moved."},
		"a quote with a full stop":         {"She called it “a sham.”", "Others agreed."},
		"brackets":                         {"They met (in Rome).", "Nothing followed."},
		"a new quote":                      {"He agreed.", "“Yes,” he said."},
		"dots within":                      {"He paused... and went on."},
		"a company within":                 {"Acme Inc. of Ohio sued Beta Corp. on Monday."},
		"a company at an end":              {"He owns Acme Inc.", "The firm makes tents."},
		"a missing space":                  {"They agreed to new talks.", "The minister left."},
		"an address":                       {"See example.com for more."},
		"a number sign":                    {"He moved into No. 10 on Friday."},
		"a question":                       {"Who will pay?", "Nobody knows."},
		"other letters":                    {"It says so.", "Élan matters.", "Ökonomen zweifeln."},
		"an abbreviation before a starter": {"He left the army at the rank of Lt. Col. The others stayed."},
	} {
		t.Run(name, func(t *testing.T) {
			joined := strings.Join(want, " ")
			if name == "a missing space" {
				joined = strings.Join(want, "")
			}
			if got := split(joined); !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestABlankLineEndsASentenceAndALineBreakDoesNot(t *testing.T) {
	got := split("Talks resume\nin Cairo\n \nKYIV (Agency) - The army\r\nwithdrew.\r\n\r\nMore soon")
	want := []string{"Talks resume\nin Cairo", "KYIV (Agency) - The army\r\nwithdrew.", "More soon"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOnlyTheBlockIsCut(t *testing.T) {
	body := "Before. Inside one. Inside two. After."
	var got []string
	for _, s := range Split(body, text.Span{Start: 8, End: 31}) {
		got = append(got, s.Of(body))
	}
	if want := []string{"Inside one.", "Inside two."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTimeGrowsWithLengthOnly(t *testing.T) {
	for _, piece := range []string{"a.", ". ", "\n", "\r\n ", "!” a", "! “", ".\"", "…", "A. ", "\xff."} {
		body := strings.Repeat(piece, 200_000)
		started := time.Now()
		split(body)
		if spent := time.Since(started); spent > 5*time.Second {
			t.Errorf("%q repeated took %v", piece, spent)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "One. Two!", "U.S. “Why?” a.m.\n\n…", "\xff.\xfe A", "?!.\r\n\r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		end := 0
		for _, s := range Split(body, text.Span{End: len(body)}) {
			if s.Start < end || s.End > len(body) || s.Len() <= 0 {
				t.Fatalf("span %v after %d", s, end)
			}
			if strings.TrimSpace(body[end:s.Start]) != "" {
				t.Fatalf("%q is in no sentence", body[end:s.Start])
			}
			if strings.TrimFunc(s.Of(body), unicode.IsSpace) != s.Of(body) {
				t.Fatalf("white space around %q", s.Of(body))
			}
			end = s.End
		}
		if strings.TrimSpace(body[end:]) != "" {
			t.Fatalf("%q is in no sentence", body[end:])
		}
	})
}

func split(s string) []string {
	var out []string
	for _, sp := range Split(s, text.Span{End: len(s)}) {
		out = append(out, sp.Of(s))
	}
	return out
}
