package dates

import "entente/internal/diplo"

// famousDays are dates that name what happened on them, in whatever year they are spoken of.
var famousDays = []struct {
	month, day, year int
	followedBy       map[string]bool
}{
	{9, 11, 2001, set("attack", "attacks", "terrorist", "terror", "hijackers", "hijackings")},
	{10, 7, 2023, set("attack", "attacks", "massacre", "massacres", "assault", "onslaught", "raid", "hamas")},
	{1, 6, 2021, set("attack", "riot", "riots", "committee", "insurrection", "capitol", "rioters")},
}

// famousDay gives the year to a day that the next word shows to be a famous one; not
// before that day itself was.
func (r *reader) famousDay(p point, end int) (diplo.Day, bool) {
	for _, f := range famousDays {
		if int(p.month) == f.month && p.day == f.day && r.in(end, f.followedBy) {
			day := diplo.DateOf(f.year, p.month, p.day)
			return day, r.reference == diplo.NoDay || r.reference >= day
		}
	}
	return diplo.NoDay, false
}
