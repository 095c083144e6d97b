package blocks

import (
	"fmt"
	"time"

	"entente/internal/dates"
	"entente/internal/diplo"
)

const (
	// printedLater is by how many days a masthead must be younger than what the page
	// itself tells to be the day of printing rather than of writing.
	printedLater = 10
	// leadParagraphs is how many paragraphs full dates are looked for in: further down
	// an article tells of the past.
	leadParagraphs = 2
)

// evidence is what a page says of its own day; NoDay where it does not.
type evidence struct {
	published, dateline, caption, lead, anywhere, masthead diplo.Day
	leadWeekdays                                           []time.Weekday
}

// ReferenceDate is the day that the article was written, by the best evidence: metadata,
// then the dateline, then full dates in captions and text; a masthead counts where nothing contradicts it. NoDay
// with DateUnknown when there is none. The warnings tell what a reader should know of how it was found.
func ReferenceDate(published diplo.Day, body string, blocks []Block) (diplo.Day, diplo.DateBasis, []string) {
	e := gather(body, blocks, published)
	var warnings []string
	warn := func(format string, args ...any) { warnings = append(warnings, fmt.Sprintf(format, args...)) }
	if published != diplo.NoDay {
		e.published = published
	}
	day, basis := diplo.NoDay, diplo.DateUnknown
	switch {
	case e.published != diplo.NoDay:
		day, basis = e.published, diplo.DateFromMetadata
		if e.dateline != diplo.NoDay && apart(day, e.dateline) > printedLater {
			warn("the metadata says %s, the dateline %s", day, e.dateline)
		}
	case e.dateline != diplo.NoDay:
		day, basis = e.dateline, diplo.DateFromDateline
	case e.masthead != diplo.NoDay && !e.contradicted(e.masthead):
		day, basis = e.masthead, diplo.DateFromMasthead
	case e.caption != diplo.NoDay:
		day, basis = e.caption, diplo.DateFromText
		warn("%s", e.afterCaption(&day))
	case e.lead != diplo.NoDay:
		day, basis = e.lead, diplo.DateFromText
		warn("dated by the full date %s in its opening", day)
	case e.anywhere != diplo.NoDay:
		day, basis = e.anywhere, diplo.DateFromText
		warn("dated by the latest full date in the text, %s; it may be younger", day)
	}
	if e.masthead != diplo.NoDay && day != diplo.NoDay && apart(day, e.masthead) > printedLater {
		warn("the masthead says %s, which is taken for the day that the page was printed", e.masthead)
	}
	return day, basis, warnings
}

// contradicted tells whether a caption or the opening is dated much earlier than the masthead.
func (e *evidence) contradicted(masthead diplo.Day) bool {
	return e.caption != diplo.NoDay && masthead-e.caption > printedLater || e.lead != diplo.NoDay && masthead-e.lead > printedLater
}

// afterCaption moves a caption's day to the first weekday of the opening on or after it: pictures
// are taken shortly before the article is written, and the news is younger than they are. A
// weekday that lies one or two days before the caption needs no other week.
func (e *evidence) afterCaption(day *diplo.Day) string {
	caption := *day
	if len(e.leadWeekdays) == 0 {
		return fmt.Sprintf("dated by a caption of %s; it may be some days younger", caption)
	}
	weekday := e.leadWeekdays[0]
	if later := (int(weekday) - int(caption.Time().Weekday()) + 7) % 7; later < 5 {
		*day += diplo.Day(later)
	}
	return fmt.Sprintf("a caption is dated %s and the opening names %s: taken as written on %s", caption, weekday, *day)
}

func gather(body string, blocks []Block, published diplo.Day) evidence {
	e := evidence{diplo.NoDay, diplo.NoDay, diplo.NoDay, diplo.NoDay, diplo.NoDay, diplo.NoDay, nil}
	paragraphs := 0
	for _, b := range blocks {
		if published != diplo.NoDay && b.Kind != Masthead {
			continue // nothing in the text counts for more
		}
		s := b.Of(body)
		found := dates.Full(s)
		switch b.Kind {
		case Masthead:
			for _, d := range found {
				if publishedLine.MatchString(s) {
					keepFirst(&e.published, d.Day)
				} else {
					keepFirst(&e.masthead, d.Day)
				}
			}
		case Caption:
			for _, d := range found {
				if !filePhoto.MatchString(s) {
					e.caption = max(e.caption, d.Day)
				}
			}
		case Body:
			paragraphs++
			for _, d := range found {
				if paragraphs <= leadParagraphs {
					e.lead = max(e.lead, d.Day)
				}
				e.anywhere = max(e.anywhere, d.Day)
			}
			if paragraphs == 1 {
				e.leadWeekdays = dates.Weekdays(s)
			}
		}
	}
	near := published
	for _, day := range []diplo.Day{e.published, e.caption, e.masthead} {
		if near == diplo.NoDay {
			near = day
		}
	}
	for _, b := range blocks {
		if b.Kind == Dateline {
			for _, d := range dates.FullNear(b.Of(body), near) {
				keepFirst(&e.dateline, d.Day)
			}
		}
	}
	return e
}

func keepFirst(kept *diplo.Day, day diplo.Day) {
	if *kept == diplo.NoDay {
		*kept = day
	}
}

func apart(a, b diplo.Day) diplo.Day {
	if a < b {
		return b - a
	}
	return a - b
}
