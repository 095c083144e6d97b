package dates

import "time"

// months by full name; monthAbbreviations by the short forms that news uses.
var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
	"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}

var monthAbbreviations = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
	"aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}

// weekdayAbbreviations count only in front of a date: "Sun" alone is a newspaper.
var weekdayAbbreviations = map[string]time.Weekday{
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6,
}

var numberWords = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}

// unit is a length of time that expressions count in.
type unit int

const (
	noUnit unit = iota
	hourUnit
	dayUnit
	weekUnit
	monthUnit
	yearUnit
	decadeUnit
	centuryUnit
)

var units = map[string]unit{
	"minute": hourUnit, "minutes": hourUnit, "hour": hourUnit, "hours": hourUnit,
	"day": dayUnit, "days": dayUnit, "night": dayUnit, "nights": dayUnit, "week": weekUnit, "weeks": weekUnit,
	"month": monthUnit, "months": monthUnit, "year": yearUnit, "years": yearUnit,
	"decade": decadeUnit, "decades": decadeUnit, "century": centuryUnit, "centuries": centuryUnit,
}

// partsOfDay may follow a day without changing it.
var partsOfDay = set("morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "dawn", "dusk", "lunchtime")

// notWeekdayAfter in front of a weekday are the names of feasts and happenings.
var notWeekdayAfter = set("black", "good", "bloody", "super", "ash", "easter", "palm", "holy", "maundy", "cyber", "fat", "shrove", "sheffield")

// notWeekdayBefore are what newspapers with a weekday in their name go on with.
var notWeekdayBefore = set("times", "telegraph", "mirror", "express", "herald", "mail", "post", "independent", "star", "agreement", "agreements")

// notDateBefore are what groups go on with that are named after a day.
var notDateBefore = set("movement", "brigade", "brigades", "alliance", "coalition", "organization", "organisation", "party", "front", "group", "army", "square", "street", "avenue", "bridge", "stadium")

// counted are nouns that make a number of four digits an amount, not a year.
var counted = set("people", "persons", "troops", "soldiers", "men", "women", "children", "civilians", "cases", "deaths", "tons", "tonnes", "miles", "km", "kilometres", "kilometers",
	"metres", "meters", "feet", "dollars", "euros", "pounds", "members", "police", "officers", "protesters", "demonstrators", "refugees", "migrants", "homes", "houses", "families",
	"prisoners", "fighters", "militants", "rebels", "workers", "hectares", "acres", "gmt", "utc", "hours", "hrs", "local", "barrels", "schools", "residents", "employees", "jobs",
	"seats", "votes", "others", "more", "percent", "vehicles", "tanks", "drones", "missiles", "rockets", "artillery", "days", "years", "months", "weeks", "dead", "injured", "wounded")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
