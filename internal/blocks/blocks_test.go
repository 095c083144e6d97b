package blocks_test

import (
	"strings"
	"testing"
	"unicode"

	"entente/internal/blocks"
	"entente/internal/diplo"
)

// scraped is a page as a scraper leaves it: printed months after it was written.
const scraped = `Thursday, February 6, 2025

Lisbon

Norland and Sudania close their border

 Norland and Sudania close their border

Foreign Minister Ana Silva speaks to the press at the border post in Terra on October 14, 2024

Terra Nova – Norland and Sudania shut all crossings Wednesday after soldiers exchanged fire, the two governments said.

Norland accused its neighbour of “a cold-blooded provocation.”

– Calls for calm –

The foreign ministers had last spoken in March.

By Jane Doe

Read more

Storm leaves thousands without power

Share this article
`

// show lists blocks as "KIND text", the text cut short.
func show(body string) string {
	var lines []string
	for _, b := range blocks.Cut(body) {
		s := strings.Join(strings.Fields(b.Of(body)), " ")
		if len([]rune(s)) > 30 {
			s = string([]rune(s)[:30])
		}
		line := string(b.Kind) + " " + strings.TrimSpace(s)
		if b.Place != "" {
			line += " @" + b.Place
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestPagesAreCutIntoTheirParts(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"a scraped page", scraped, `MASTHEAD Thursday, February 6, 2025
BOILERPLATE Lisbon
HEADLINE Norland and Sudania close thei
BOILERPLATE Norland and Sudania close thei
CAPTION Foreign Minister Ana Silva spe
DATELINE Terra Nova – @Terra Nova
BODY Norland and Sudania shut all c
BODY Norland accused its neighbour
SUBHEADING – Calls for calm –
BODY The foreign ministers had last
BOILERPLATE By Jane Doe
BOILERPLATE Read more
BOILERPLATE Storm leaves thousands without
BOILERPLATE Share this article`},
		{"an agency story", "Envoys leave\n\nBRUSSELS, March 4, 2024 (Agency) – The envoys left the city on Monday.\n\nThey had stayed for only a week.",
			"HEADLINE Envoys leave\nDATELINE BRUSSELS, March 4, 2024 (Agenc @Brussels\nBODY The envoys left the city on Mo\nBODY They had stayed for only a wee"},
		{"a country behind the place", "KYIV, Ukraine (AP) — The envoys left the city on Monday.", "DATELINE KYIV, Ukraine (AP) — @Kyiv\nBODY The envoys left the city on Mo"},
		{"a colon", "ISLAMABAD: The envoys left the city on Monday.\n\nThey had stayed for only a week.",
			"DATELINE ISLAMABAD: @Islamabad\nBODY The envoys left the city on Mo\nBODY They had stayed for only a wee"},
		{"a topic is no place", "Iraq War – Three soldiers are killed near the capital.", "BODY Iraq War – Three soldiers are"},
		{"a dash within a sentence", "France – like Germany – voted against it on Monday.\n\nThey had stayed for only a week.",
			"BODY France – like Germany – voted\nBODY They had stayed for only a wee"},
		{"one line", "France condemned Iran", "BODY France condemned Iran"},
		{"two lines without prose", "Published: 2023-09-11\nFrance condemned Iran in strong words", "MASTHEAD Published: 2023-09-11\nBODY France condemned Iran in stron"},
		{"wrapped lines", "The foreign ministers of the two neighbouring countries met on\nMonday for the first time in a year and spoke about the border.\nThey agreed to meet again.\n\nNo date was set for that second meeting.",
			"BODY The foreign ministers of the t\nBODY No date was set for that secon"},
		{"a credit", "The ministers met again on Monday afternoon.\n\nA border post in winter. (Photo by A. Nobody)\n\nThey agreed on very little this time.",
			"BODY The ministers met again on Mon\nCAPTION A border post in winter. (Phot\nBODY They agreed on very little thi"},
		{"Windows line ends", "Envoys leave the city again\r\n\r\nThe envoys left the city on Monday.\r\n", "HEADLINE Envoys leave the city again\nBODY The envoys left the city on Mo"},
		{"nothing", " \n\n\t", ""},
	} {
		if got := show(c.body); got != c.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

func TestTheBestEvidenceDatesAnArticle(t *testing.T) {
	const body = "\n\nThe envoys left the city again.\n\nThey had stayed for only a week."
	for _, c := range []struct {
		name, published, body, want string
		basis                       diplo.DateBasis
		warning                     string
	}{
		{"metadata first", "2024-03-05", "BRUSSELS, March 4, 2024 (Agency) – The envoys left." + body, "2024-03-05", diplo.DateFromMetadata, ""},
		{"metadata that the dateline contradicts", "2024-08-05", "BRUSSELS, March 4, 2024 (Agency) – The envoys left." + body, "2024-08-05", diplo.DateFromMetadata, "the dateline 2024-03-04"},
		{"a line that says when it was published", "", "Published: 11 September 2023" + body, "2023-09-11", diplo.DateFromMetadata, ""},
		{"the dateline", "", "May 11, 2024\n\nBRUSSELS, March 4, 2024 (Agency) – The envoys left." + body, "2024-03-04", diplo.DateFromDateline, "the masthead says 2024-05-11"},
		{"a dateline without year, near the masthead", "", "May 11, 2024\n\nBRUSSELS, May 9 (Agency) – The envoys left." + body, "2024-05-09", diplo.DateFromDateline, ""},
		{"a masthead alone", "", "Saturday, May 11, 2024" + body, "2024-05-11", diplo.DateFromMasthead, ""},
		{"a page printed later", "", scraped, "2024-10-16", diplo.DateFromText, "a caption is dated 2024-10-14 and the opening names Wednesday"},
		{"a page printed later, of the masthead", "", scraped, "2024-10-16", diplo.DateFromText, "the masthead says 2025-02-06"},
		{"the opening's own date", "", "The envoys left on 4 March 2024 after a row.\n\nThey had stayed for only a week.", "2024-03-04", diplo.DateFromText, "full date 2024-03-04"},
		{"a masthead that an old date further down does not touch", "", "Saturday, May 11, 2024" + body + "\n\nThe embassy was opened on 3 March 1998 by the king.", "2024-05-11", diplo.DateFromMasthead, ""},
		{"no evidence", "", "The envoys left on Tuesday after a row.", "", diplo.DateUnknown, ""},
	} {
		published := diplo.NoDay
		if c.published != "" {
			published, _ = diplo.ParseDay(c.published)
		}
		day, basis, warnings := blocks.ReferenceDate(published, c.body, blocks.Cut(c.body))
		if day.String() != c.want || basis != c.basis {
			t.Errorf("%s: got %s by %s, want %s by %s", c.name, day, basis, c.want, c.basis)
		}
		if all := strings.Join(warnings, "; "); !strings.Contains(all, c.warning) || c.warning == "" && all != "" {
			t.Errorf("%s: warnings %q, want %q", c.name, all, c.warning)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, seed := range []string{scraped, "KYIV, Ukraine (AP) —", "\r\n\r\nA\r\nB", "– –", "\xff\xfe\n\xe2\x80", "OSLO -- 4 May"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		at := 0
		found := blocks.Cut(body)
		for _, b := range found {
			if b.Start < at || b.End <= b.Start || b.End > len(body) || b.Kind == "" {
				t.Fatalf("block %+v after byte %d of %d", b, at, len(body))
			}
			if lost := strings.TrimFunc(body[at:b.Start], blank); lost != "" {
				t.Fatalf("%q is in no block", lost)
			}
			at = b.End
		}
		if lost := strings.TrimFunc(body[at:], blank); lost != "" {
			t.Fatalf("%q is in no block", lost)
		}
		blocks.ReferenceDate(diplo.NoDay, body, found)
	})
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }
