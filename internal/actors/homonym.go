package actors

// elsewhere tells whether a known place is another of the same name, by the place that stands
// behind it: "in Santa Cruz, California".
func (b *Base) elsewhere(sr *sentenceReading, m *match) bool {
	switch sr.lower(int(m.first) - 1) {
	case "in", "at", "near", "of", "outside", "from":
	default:
		return false
	}
	if sr.form(int(m.last)+1) != "," {
		return false
	}
	code := b.places[m.entry.index].Country
	for k := range sr.matches {
		next := &sr.matches[k]
		if next.first != m.last+2 {
			continue
		}
		after := sr.form(int(next.last) + 1)
		if !closes(after) {
			return false
		}
		switch next.entry.kind {
		case entryPlace:
			other := b.places[next.entry.index].Country // states and provinces bear names that no other land has
			return other != code && (other == "USA" || other == "CAN")
		case entryCountry:
			other := b.countries[next.entry.index].actor.Code
			return other != code && after == "."
		}
	}
	return false
}
