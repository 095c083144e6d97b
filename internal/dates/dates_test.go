package dates_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"entente/internal/dates"
	"entente/internal/diplo"
	"entente/internal/text"
)

// tuesday is the reference day of the tables: Tuesday, 19 September 2023.
var tuesday = diplo.DateOf(2023, 9, 19)

var tokenPattern = regexp.MustCompile(`['’]s\b|\p{N}+(?:[.,]\p{N}+)*\p{L}*|\p{L}+\.?|\S`)

// sentence makes tokens of s without tags or arcs. "May/MD" gives a token its tag.
func sentence(s string) *text.Sentence {
	out := &text.Sentence{Span: text.Span{Start: 0, End: len(s)}}
	offset := 0
	for _, field := range strings.Fields(s) {
		form, tag, _ := strings.Cut(field, "|")
		for _, at := range tokenPattern.FindAllStringIndex(form, -1) {
			out.Tokens = append(out.Tokens, text.Token{
				Span: text.Span{Start: offset + at[0], End: offset + at[1]},
				Form: form[at[0]:at[1]], Lemma: strings.ToLower(form[at[0]:at[1]]), Tag: tag, Head: -1,
			})
		}
		offset += len(form) + 1
	}
	return out
}

// found writes the expressions as "words=range", with * where it is counted from the reference.
func found(s *text.Sentence, reference diplo.Day) string {
	var out []string
	for _, e := range dates.Find(s, reference) {
		mark := ""
		if e.Range.Basis == diplo.BasisRelative {
			mark = "*"
		}
		out = append(out, fmt.Sprintf("%s=%s%s", e.Range.Text, e.Range, mark))
	}
	return strings.Join(out, "; ")
}

func TestDatesAreReadFromWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// full dates
		{"They met on 19 September 2023 .", "19 September 2023=2023-09-19"},
		{"They met on September 19, 2023 in Rome .", "September 19, 2023=2023-09-19"},
		{"On the 19th of September 2023 they met .", "19th of September 2023=2023-09-19"},
		{"On Tuesday, September 12, 2023, they met .", "Tuesday, September 12, 2023=2023-09-12"},
		{"The letter of Sept. 3, 2021 was sent .", "Sept. 3, 2021=2021-09-03"},
		{"Signed 2023-09-18 in Baku .", "2023-09-18=2023-09-18"},
		{"Signed 2023/09/18 in Baku .", "2023/09/18=2023-09-18"},
		{"Signed 18/09/2023 in Baku .", "18/09/2023=2023-09-18"},
		{"Signed 09/18/2023 in Baku .", "09/18/2023=2023-09-18"},
		{"Signed 09/08/2023 in Baku .", ""},
		{"Signed 18.09.2023 in Baku .", "18.09.2023=2023-09-18"},
		// no year
		{"The minister resigned on September 3 .", "September 3=2023-09-03*"},
		{"The minister resigned on 3 December .", "3 December=2022-12-03*"},
		{"The minister will resign on 3 December .", "3 December=2023-12-03*"},
		{"The summit on Oct. 5 is to decide .", "Oct. 5=2023-10-05*"},
		{"On Monday 18 September the court ruled .", "Monday 18 September=2023-09-18*"},
		{"A memorial for the September 11 attacks opened .", "September 11=2001-09-11"},
		// weekdays
		{"France rushed Tuesday to the council .", "Tuesday=2023-09-19*"},
		{"The minister arrived on Wednesday .", "Wednesday=2023-09-13*"},
		{"The council will meet on Thursday .", "Thursday=2023-09-21*"},
		{"The council is to meet on Thursday .", "Thursday=2023-09-21*"},
		{"On Friday, the two leaders will speak .", "Friday=2023-09-22*"},
		{"The council met last Tuesday .", "last Tuesday=2023-09-12*"},
		{"The council meets next Tuesday .", "next Tuesday=2023-09-26*"},
		{"He spoke late on Monday .", "late on Monday=2023-09-18*"},
		{"Police fired Monday evening at crowds .", "Monday evening=2023-09-18*"},
		{"They expect the vote ahead of Friday's summit .", "Friday=2023-09-22*"},
		{"Shops are closed every Friday .", ""},
		{"They marked Good Friday in Rome .", ""},
		{"The Sunday Times and The Sun reported it .", ""},
		{"They fought from Friday to Sunday .", "from Friday to Sunday=2023-09-15/2023-09-17*"},
		// named days
		{"Russia said today that it left .", "today=2023-09-19*"},
		{"He called her yesterday morning .", "yesterday morning=2023-09-18*"},
		{"Strikes hit the city overnight .", "overnight=2023-09-19*"},
		{"They leave tomorrow .", "tomorrow=2023-09-20*"},
		{"They left this morning .", "this morning=2023-09-19*"},
		{"They left the day before yesterday .", "the day before yesterday=2023-09-17*"},
		{"USA Today reported it .", ""},
		// counted back
		{"She left three days ago .", "three days ago=2023-09-16*"},
		{"She left 2 weeks ago .", "2 weeks ago=2023-09-04/2023-09-10*"},
		{"She left six months ago .", "six months ago=2023-03*"},
		{"She left a year ago .", "a year ago=2022*"},
		{"She left a few days ago .", "a few days ago=2023-09-14/2023-09-17*"},
		{"She left 48 hours ago .", "48 hours ago=2023-09-17*"},
		{"It lived 20,000 years ago .", ""},
		{"She left three days after the war .", ""},
		// last, this, next
		{"They met last week .", "last week=2023-09-11/2023-09-17*"},
		{"They met last month .", "last month=2023-08*"},
		{"They met last year .", "last year=2022*"},
		{"They meet next month .", "next month=2023-10*"},
		{"They met this week .", "this week=2023-09-18/2023-09-24*"},
		{"They met earlier this month .", "earlier this month=2023-09-01/2023-09-19*"},
		{"They meet later this year .", "later this year=2023-09-19/2023-12-31*"},
		{"They met late last year .", "late last year=2022-09-02/2022-12-31*"},
		{"They met over the weekend .", "the weekend=2023-09-16/2023-09-17*"},
		{"They met last March .", "last March=2023-03*"},
		{"It could happen in the coming days .", "the coming days=2023-09-19/2023-09-26*"},
		{"They met in recent weeks .", "recent weeks=2023-08-08/2023-09-19*"},
		{"Fighting in the past three days killed many .", "the past three days=2023-09-16/2023-09-19*"},
		// months and years
		{"They met in March .", "March=2023-03*"},
		{"They met in December .", "December=2022-12*"},
		{"They will meet in December .", "December=2023-12*"},
		{"They met in March 2022 .", "March 2022=2022-03"},
		{"They met in early March 2022 .", "early March 2022=2022-03-01/2022-03-10"},
		{"They met in mid-March .", "mid-March=2023-03-11/2023-03-21*"},
		{"They met at the end of March .", "the end of March=2023-03-22/2023-03-31*"},
		{"They met in 2020 .", "2020=2020"},
		{"Russia after 2020 sent peacekeepers .", "after 2020=2020-12-31/2023-09-19"},
		{"The territory held since 2014 was lost .", "since 2014=2014-01-01/2023-09-19"},
		{"The 2015 deal was broken .", "2015=2015"},
		{"The conflict of the 1990s was over .", "the 1990s=1990-01-01/1999-12-31"},
		{"The wars of the early 1990s were over .", "the early 1990s=1990-01-01/1993-05-01"},
		{"Before 2020 they spoke .", "Before 2020="},
		{"He gave them until Friday to leave .", "until Friday=2023-09-19/2023-09-22*"},
		// ranges
		{"They met between 2014 and 2020 .", "between 2014 and 2020=2014-01-01/2020-12-31"},
		{"They met on 18–20 September .", "18–20 September=2023-09-18/2023-09-20*"},
		{"They met on 16–18 September .", "16–18 September=2023-09-16/2023-09-18*"},
		{"They met on September 16-18, 2021 .", "September 16-18, 2021=2021-09-16/2021-09-18"},
		{"They met from 30 August to 2 September .", "from 30 August to 2 September=2023-08-30/2023-09-02*"},
		{"They fought from March to May 2022 .", "from March to May 2022=2022-03-01/2022-05-31"},
		{"The 2020-21 budget was cut .", "2020-21=2020-01-01/2021-12-31"},
		{"The road had been blocked for months .", "for months=2022-12-19/2023-09-19*"},
		{"A court jailed him for three years .", ""},
		// what only looks like a date
		{"The talks may/MD fail in March .", "March=2024-03*"},
		{"Theresa May met them .", ""},
		{"Thousands march in Paris .", ""},
		{"They came second .", ""},
		{"At least 2000 people fled .", ""},
		{"The 19-year-old died .", ""},
		{"They killed 19 soldiers and 20 civilians .", ""},
		{"The March 23 Movement attacked .", ""},
		{"It cost $2020 .", ""},
		{"It fell at 1930 GMT .", ""},
	} {
		c.text = strings.ReplaceAll(c.text, "/MD", "|MD")
		if got := found(sentence(c.text), tuesday); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWithoutReferenceOnlyAbsoluteDatesAreRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"They met on Tuesday and on 3 March 2021 .", "3 March 2021=2021-03-03"},
		{"They met last week, in March, and in March 2020 .", "March 2020=2020-03"},
		{"They met on 5 May .", ""},
		{"The territory held since 2014 was lost .", "2014=2014"},
	} {
		if got := found(sentence(c.text), diplo.NoDay); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestALineWithoutDigitsIsNotTakenApart(t *testing.T) {
	line := strings.Repeat("— and so on ", 1000)
	if n := testing.AllocsPerRun(10, func() { dates.Full(line) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestFullDatesOfALine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Saturday, May 11, 2024", "2024-05-11"},
		{"BRUSSELS, March 4, 2024 (Agency) – The ministers", "2024-03-04"},
		{"Published: 2023-09-19T10:20:00Z", "2023-09-19"},
		{"Updated 19 Sep 2023, 10:30 GMT, first published 18 Sep 2023", "2023-09-19 2023-09-18"},
		{"Tel. 555 2023 09 19", ""},
		{"BRUSSELS, March 4 –", ""},
	} {
		var got []string
		for _, d := range dates.Full(c.line) {
			got = append(got, d.Day.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.line, got, c.want)
		}
	}
	if got := dates.FullNear("BRUSSELS, March 4 –", tuesday); len(got) != 1 || got[0].Day.String() != "2023-03-04" {
		t.Errorf("a day without year near %s: got %v", tuesday, got)
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"between 18 and 20 September 2023", "the last 9999 years", "from Monday to", "early mid-1990s", "900 decades ago", "for 40 centuries", "Feb 29", "2023-", "May"} {
		f.Add(seed, int32(19619))
	}
	f.Fuzz(func(t *testing.T, line string, day int32) {
		if day > 400000 || day < -400000 {
			day %= 400000
		}
		s := sentence(line)
		last := -1
		for _, e := range dates.Find(s, diplo.Day(day)) {
			if e.First <= last || e.Last < e.First || e.Last >= len(s.Tokens) {
				t.Fatalf("tokens %d–%d after %d of %d", e.First, e.Last, last, len(s.Tokens))
			}
			last = e.Last
			if e.Range.Known() && e.Range.End < e.Range.Start || e.Range.Known() != (e.Range.Precision != diplo.Undated) {
				t.Fatalf("%q: %s to %s, %s", e.Range.Text, e.Range.Start, e.Range.End, e.Range.Precision)
			}
		}
		dates.Find(s, diplo.NoDay)
		for _, d := range dates.FullNear(line, diplo.Day(day)) {
			if d.Start >= d.End || d.End > len(line) {
				t.Fatalf("span %v of %d bytes", d.Span, len(line))
			}
		}
	})
}
