package dates_test

import "testing"

// TestWaysToSayWhen are what articles say, counted from Tuesday, 19 September 2023.
func TestWaysToSayWhen(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// weekdays and tense
		{"Rebels seized the port on Sunday .", "Sunday=2023-09-17*"},
		{"Saturday's raid killed four .", "Saturday=2023-09-16*"},
		{"The envoy flies home on Sunday , his office says he will land at noon .", "Sunday=2023-09-17*"},
		{"The envoy will fly home on Sunday .", "Sunday=2023-09-24*"},
		{"The court is due to rule on Monday .", "Monday=2023-09-25*"},
		{"They met on Thursday of last week .", "Thursday of last week=2023-09-14*"},
		{"They met on Tuesday last week .", "Tuesday last week=2023-09-12*"},
		{"They met earlier on Tuesday .", "earlier on Tuesday=2023-09-19*"},
		{"Troops crossed in the early hours of Monday .", "Monday=2023-09-18*"},
		{"Shells fell late Sunday night .", "late Sunday night=2023-09-17*"},
		{"Shells fell in the night of Sunday to Monday .", "Sunday to Monday=2023-09-17/2023-09-18*"},
		{"Guns fell silent at midnight on Saturday .", "Saturday=2023-09-16*"},
		{"The border has been closed since Monday .", "since Monday=2023-09-18/2023-09-19*"},
		{"They have until Sunday to answer .", "until Sunday=2023-09-19/2023-09-24*"},
		{"They must answer by Friday .", "by Friday=2023-09-19/2023-09-22*"},
		{"The curfew applies from Monday , they said on Thurs. .", "Monday=2023-09-18*; Thurs.=2023-09-14*"},
		{"Sunday , the 17th of September , was calm .", "Sunday , the 17th of September=2023-09-17*"},
		// days by name
		{"Both sides traded fire overnight .", "overnight=2023-09-19*"},
		{"They leave the day after tomorrow .", "the day after tomorrow=2023-09-21*"},
		{"He spoke yesterday afternoon .", "yesterday afternoon=2023-09-18*"},
		{"The bomb exploded on Christmas Eve .", "Christmas Eve=2022-12-24*"},
		{"The bomb went off on Christmas Day 2009 .", "Christmas Day 2009=2009-12-25"},
		{"They will meet on New Year's Day .", "New Year's Day=2024-01-01*"},
		{"They signed it on New Year's Eve .", "New Year's Eve=2022-12-31*"},
		// another day of the sentence
		{"He landed on 5 May 2022 and left the following day .", "5 May 2022=2022-05-05; the following day=2022-05-06"},
		{"The army struck on Friday and again the next day .", "Friday=2023-09-15*; the next day=2023-09-16*"},
		{"Talks ended on 3 March 2021 and war broke out two days later .", "3 March 2021=2021-03-03; two days later=2021-03-05"},
		{"They met on 3 March 2021 and signed on the same day .", "3 March 2021=2021-03-03; the same day=2021-03-03"},
		{"Troops left on Sunday , but a convoy had gone the previous day .", "Sunday=2023-09-17*; the previous day=2023-09-16*"},
		{"The next day the army struck .", ""},
		{"Two days later the army struck .", ""},
		// after and before a day
		{"It was signed three days after 5 May 2022 .", "three days after 5 May 2022=2022-05-08"},
		{"It was signed two weeks before 5 May 2022 .", "two weeks before 5 May 2022=2022-04-21"},
		{"It was signed three days after the vote .", ""},
		// last, this, next
		{"They met last week .", "last week=2023-09-11/2023-09-17*"},
		{"They will meet next week .", "next week=2023-09-25/2023-10-01*"},
		{"They met earlier this month .", "earlier this month=2023-09-01/2023-09-19*"},
		{"They met earlier in the week .", "earlier in the week=2023-09-18/2023-09-19*"},
		{"They met late last month .", "late last month=2023-08-22/2023-08-31*"},
		{"They met last weekend .", "last weekend=2023-09-16/2023-09-17*"},
		{"They will meet next weekend .", "next weekend=2023-09-23/2023-09-24*"},
		{"They met at the weekend .", "the weekend=2023-09-16/2023-09-17*"},
		{"They met at the start of the year .", "the start of the year=2023-01-01/2023-05-01*"},
		{"They will meet by the end of the year .", "by the end of the year=2023-09-19/2023-12-31*"},
		{"It has been shut since the beginning of the year .", "since the beginning of the year=2023-01-01/2023-09-19*"},
		{"It has been shut since last week .", "since last week=2023-09-11/2023-09-19*"},
		// counted
		{"They met a fortnight ago .", "a fortnight ago=2023-09-04/2023-09-10*"},
		{"They met two and a half years ago .", "two and a half years ago=2021*"},
		{"They will meet in two weeks .", "in two weeks=2023-10-02/2023-10-08*"},
		{"They will meet in three days .", "in three days=2023-09-22*"},
		{"They left in two weeks .", ""},
		{"Dozens died in the last 24 hours .", "the last 24 hours=2023-09-18/2023-09-19*"},
		{"Dozens died over the past week .", "the past week=2023-09-12/2023-09-19*"},
		{"Dozens died in recent days .", "recent days=2023-09-12/2023-09-19*"},
		// days of months
		{"They signed it on Feb. 3rd .", "Feb. 3rd=2023-02-03*"},
		{"They signed it on the 3rd of February .", "3rd of February=2023-02-03*"},
		{"They met on 3rd February 2021 .", "3rd February 2021=2021-02-03"},
		{"They met on Sept 5 , 2021 .", "Sept 5 , 2021=2021-09-05"},
		{"They met on Saturday 5 March 2022 .", "Saturday 5 March 2022=2022-03-05"},
		{"They met on 3/2/2023 .", ""},
		{"They met on 13/2/2023 .", "13/2/2023=2023-02-13"},
		{"They met on 2/13/2023 .", "2/13/2023=2023-02-13"},
		{"A ban from 1 October will hit them .", "1 October=2023-10-01*"},
		// ranges
		{"They fought between 3 and 5 May .", "between 3 and 5 May=2023-05-03/2023-05-05*"},
		{"They fought between 28 August and 3 September .", "between 28 August and 3 September=2023-08-28/2023-09-03*"},
		{"They fought from Aug. 28 to Sept. 3 .", "from Aug. 28 to Sept. 3=2023-08-28/2023-09-03*"},
		{"They fought on 28 August–3 September .", "28 August–3 September=2023-08-28/2023-09-03*"},
		{"They fought from 28 December 2021 to 3 January 2022 .", "from 28 December 2021 to 3 January 2022=2021-12-28/2022-01-03"},
		{"They met on 3 and 4 May 2022 .", "3 and 4 May 2022=2022-05-03/2022-05-04"},
		{"They fought between June and August .", "between June and August=2023-06-01/2023-08-31*"},
		// months, quarters, halves, seasons, years
		{"It fell in Q3 .", "Q3=2023-07-01/2023-09-30*"},
		{"It fell in Q1 2022 .", "Q1 2022=2022-01-01/2022-03-31"},
		{"It fell in the third quarter of 2022 .", "the third quarter of 2022=2022-07-01/2022-09-30"},
		{"It fell in the first half of 2022 .", "the first half of 2022=2022-01-01/2022-06-30"},
		{"It fell in the second half of August .", "the second half of August=2023-08-16/2023-08-31*"},
		{"It fell in the first week of August .", "the first week of August=2023-08-01/2023-08-07*"},
		{"It fell in the summer of 2021 .", "the summer of 2021=2021-06-01/2021-08-31"},
		{"It fell in the winter of 2021 .", "the winter of 2021=2021-12-01/2022-02-28"},
		{"It fell in spring .", "spring=2023-03-01/2023-05-31*"},
		{"It fell in late August .", "late August=2023-08-22/2023-08-31*"},
		{"It fell in 2014 .", "2014=2014"},
		{"It was founded in the mid-1980s .", "the mid-1980s=1983-05-02/1986-09-01"},
		{"It was at war from 2014 to 2016 .", "from 2014 to 2016=2014-01-01/2016-12-31"},
		{"It has been at war since 24 February 2022 .", "since 24 February 2022=2022-02-24/2023-09-19"},
	} {
		if got := found(sentence(c.text), tuesday); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestHowLongSomethingTookIsNoDate(t *testing.T) {
	for _, text := range []string{
		"She is the highest envoy to visit the North in three years .", "Rebels took the town in two days .", "They will be tried in two of the cases .",
		"The fall of Kabul shook them .", "The Arab Spring shook them .", "The Christmas market shook them .", "A new day came .", "He placed second in Q4magazine .",
	} {
		if got := found(sentence(text), tuesday); got != "" {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}
