package token

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"entente/internal/text"
)

func TestTokensFollowTheTreebank(t *testing.T) {
	for in, want := range map[string]string{
		"Turkey's parliament":             "Turkey 's parliament",
		"Ghana’s":                         "Ghana ’s",
		"the ministers' plane,":           "the ministers ' plane ,",
		"a U.S.-led raid":                 "a U.S. - led raid",
		"the U.S.":                        "the U.S.",
		"He left the U.N., she said.":     "He left the U.N. , she said .",
		"at 9 a.m. on":                    "at 9 a.m. on",
		"at 9am on":                       "at 9 am on",
		"$1.2 billion":                    "$ 1.2 billion",
		"US$5":                            "US$5",
		"€40":                             "€ 40",
		"35,000 people":                   "35,000 people",
		"60%":                             "60 %",
		"a 15-year-old":                   "a 15 - year - old",
		"2012–13":                         "2012 – 13",
		"“Never,” he said.":               "“ Never , ” he said .",
		"\"Never,\" he said":              "\" Never , \" he said",
		"don't can’t cannot":              "do n't ca n’t can not",
		"we're, they'll I'd":              "we 're , they 'll I 'd",
		"(UTC)":                           "( UTC )",
		"Sept. 19, 2023":                  "Sept. 19 , 2023",
		"Gen. John A. Low Jr. and Co.":    "Gen. John A. Low Jr. and Co.",
		"it ended.":                       "it ended .",
		"by NATO.":                        "by NATO .",
		"wait...":                         "wait ...",
		"km/h AC/DC":                      "km/h AC/DC",
		"see https://example.org/a?b=c, ": "see https://example.org/a?b=c ,",
		"write to press@example.org.":     "write to press@example.org .",
		"talks—the first—ended":           "talks — the first — ended",
		"Sana'a and N'Djamena":            "Sana'a and N'Djamena",
		"rock 'n' roll":                   "rock ' n ' roll",
		"#1 & AT&T":                       "# 1 & AT&T",
		"talks.The minister":              "talks . The minister",
		"a\u00a0b\tc\nd":                  "a b c d",
		"":                                "",
	} {
		t.Run(in, func(t *testing.T) {
			if got := strings.Join(forms(in), " "); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestOnlyTheBlockIsCut(t *testing.T) {
	body := "one two three"
	got := Append(nil, body, text.Span{Start: 2, End: 9})
	want := []text.Span{{Start: 2, End: 3}, {Start: 4, End: 7}, {Start: 8, End: 9}}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTimeGrowsWithLengthOnly(t *testing.T) {
	for _, piece := range []string{"(", "'", "'d", "a.", ".", "a-", "…", "@", "://", "\xff", "n't", "9", "“"} {
		body := strings.Repeat(piece, 200_000)
		started := time.Now()
		Append(nil, body, text.Span{End: len(body)})
		if spent := time.Since(started); spent > 5*time.Second {
			t.Errorf("%q repeated took %v", piece, spent)
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, seed := range []string{"", "''", "'s", "a-", "-a", "\xff\xfe x", "“U.S.-led…”", "9am.", "n't", "cannot", "....", "a.B", "€€", "www.", "@", "—-—"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		end := 0
		for _, s := range Append(nil, body, text.Span{End: len(body)}) {
			if s.Start < end || s.End > len(body) || s.Len() <= 0 {
				t.Fatalf("span %v after %d", s, end)
			}
			if strings.TrimSpace(body[end:s.Start]) != "" {
				t.Fatalf("%q is in no token", body[end:s.Start])
			}
			if strings.ContainsFunc(s.Of(body), unicode.IsSpace) {
				t.Fatalf("white space in %q", s.Of(body))
			}
			end = s.End
		}
		if strings.TrimSpace(body[end:]) != "" {
			t.Fatalf("%q is in no token", body[end:])
		}
	})
}

func forms(s string) []string {
	var out []string
	for _, sp := range Append(nil, s, text.Span{End: len(s)}) {
		out = append(out, sp.Of(s))
	}
	return out
}
