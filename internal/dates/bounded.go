package dates

import "entente/internal/diplo"

// bounded reads a date with a word that opens one end of it: "since 2014", "after Monday",
// "until Friday", "before 2020".
func bounded(r *reader, i int) match {
	if !r.is(i, "since", "after", "before", "until", "till", "by") || i+1 >= len(r.pieces) {
		return match{}
	}
	var inner match
	for _, read := range []rule{calendarDate, decade, portion, feast, namedDay, ago, shifted, weekday} {
		if m := read(r, i+1); m.end > inner.end {
			inner = m
		}
	}
	if inner.end == 0 || r.modifies(inner.end) {
		return match{}
	}
	date := inner.date
	rule := r.pieces[i].lower + " " + inner.rule
	never := match{inner.end, diplo.NoDate, rule}
	switch r.pieces[i].lower {
	case "since":
		if date.Start <= r.reference {
			return match{inner.end, span(date.Start, r.reference, diplo.ToAnInterval, date.Basis), rule}
		}
	case "after":
		if date.End <= r.reference {
			return match{inner.end, span(date.End, r.reference, diplo.ToAnInterval, date.Basis), rule}
		}
	case "before":
		if date.Start > r.reference {
			return match{inner.end, span(r.reference, date.Start, diplo.ToAnInterval, date.Basis), rule}
		}
		return never
	case "until", "till":
		if date.End >= r.reference {
			return match{inner.end, span(r.reference, date.End, diplo.ToAnInterval, date.Basis), rule}
		}
		return never
	case "by":
		if date.End >= r.reference && inner.date.Precision != diplo.ToTheDecade {
			return match{inner.end, span(r.reference, date.End, diplo.ToAnInterval, date.Basis), rule}
		}
	}
	return match{}
}

// modifies tells whether a noun goes on where the date ends: in "after Tuesday's talks" it is
// the talks that the bound is about.
func (r *reader) modifies(end int) bool {
	if r.is(end, "'", "’") && r.is(end+1, "s") {
		return true
	}
	token := r.token(end)
	return token != nil && len(token.Tag) >= 2 && (token.Tag[:2] == "NN" || token.Tag[:2] == "JJ")
}
