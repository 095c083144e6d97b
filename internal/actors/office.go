package actors

import (
	"cmp"
	"slices"

	"entente/internal/diplo"
)

// Offices are the offices that the person held, oldest first; nil when the base knows none.
func (b *Base) Offices(holder diplo.ActorID) []diplo.Office {
	var offices []diplo.Office
	for _, i := range b.officesBy[holder] {
		offices = append(offices, b.offices[i].Office)
	}
	return offices
}

// OfficesOf are the offices of the country or organisation that somebody held on the day,
// the leading one first; all of them, oldest first, for diplo.NoDay.
func (b *Base) OfficesOf(of diplo.ActorID, on diplo.Day) []diplo.Office {
	var offices []diplo.Office
	for _, i := range b.officesOf[of] {
		if on == diplo.NoDay || b.offices[i].HeldOn(on) {
			offices = append(offices, b.offices[i].Office)
		}
	}
	if on != diplo.NoDay {
		slices.SortStableFunc(offices, func(x, y diplo.Office) int {
			return cmp.Compare(b.rank(x, of), b.rank(y, of))
		})
	}
	return offices
}

// rank orders the offices of one country by weight, the effective leader's first.
func (b *Base) rank(o diplo.Office, of diplo.ActorID) int {
	if a, ok := b.actors[of]; ok && a.Kind == diplo.KindCountry && b.countryOf[a.Code].leader == o.Role {
		return 0
	}
	for i, role := range []diplo.Role{diplo.HeadOfBody, diplo.HeadOfState, diplo.HeadOfGovernment, diplo.ForeignMinister, diplo.DefenceMinister} {
		if o.Role == role {
			return i + 1
		}
	}
	return 9
}

// Holder is who held an office on the day: code is that of a country or organisation, role
// a title ("foreign minister", "president") or a diplo.Role, or "leader" for the office that in
// effect leads. It tells false when the base does not know, or knows two.
func (b *Base) Holder(code, role string, on diplo.Day) (diplo.Office, bool) {
	if on == diplo.NoDay {
		return diplo.Office{}, false
	}
	of := b.executiveFor(code)
	var name string
	var asked diplo.Role
	if isRole(diplo.Role(role)) {
		asked = diplo.Role(role)
	} else {
		name = b.titleName(role)
	}
	return b.holder(of, code, name, asked, on)
}

func isRole(r diplo.Role) bool {
	return r.Executive() || r == diplo.Legislator || r == diplo.OtherRole
}

// holder finds the one office of that title on the day, or the one of that role.
func (b *Base) holder(of diplo.ActorID, code, name string, role diplo.Role, on diplo.Day) (diplo.Office, bool) {
	if on == diplo.NoDay || of == "" {
		return diplo.Office{}, false
	}
	if name == "leader" {
		role, name = diplo.HeadOfBody, ""
		if c, ok := b.countryOf[code]; ok {
			role = c.leader
		}
	}
	var byTitle, byRole diplo.Office
	titled, roled := 0, 0
	for _, i := range b.officesOf[of] {
		o := &b.offices[i]
		if !o.HeldOn(on) {
			continue
		}
		if name != "" && o.title == name && (singular(o.Role) || ofOneHolder(name)) {
			if titled == 0 || o.Holder != byTitle.Holder {
				titled++
			}
			byTitle = o.Office
		}
		if role != "" && o.Role == role {
			if roled == 0 || o.Holder != byRole.Holder {
				roled++
			}
			byRole = o.Office // the latest, where terms touch
		}
	}
	switch {
	case titled > 0 && titled <= 2:
		return byTitle, true
	case name == "president" || name == "king" || name == "supreme leader" || name == "chief executive" || name == "prime minister" || name == "chancellor":
		// a title of its own: never the holder of another that has the same role …
		if roled == 1 && (name == "prime minister" && b.titleName(byRole.Title) != "president") {
			return byRole, true // … but for the premiers that go by another name
		}
		return diplo.Office{}, false
	case roled == 1 && singular(role):
		return byRole, true
	case roled == 2 && singular(role):
		return byRole, true
	}
	return diplo.Office{}, false
}

// singular tells whether one person at a time holds the role.
func singular(r diplo.Role) bool {
	switch r {
	case diplo.HeadOfState, diplo.HeadOfGovernment, diplo.ForeignMinister, diplo.DefenceMinister, diplo.HeadOfBody:
		return true
	}
	return false
}

// ofOneHolder tells whether a title that is not a leader's has one holder at a time.
func ofOneHolder(name string) bool {
	switch name {
	case "president", "vice president", "finance minister", "interior minister", "justice minister", "intelligence chief",
		"national security adviser", "crown prince", "prosecutor", "chief executive", "high representative":
		return true
	}
	return false
}

// officeOn is the weightiest office that the person held on the day, or nil.
func (b *Base) officeOn(holder diplo.ActorID, on diplo.Day) *diplo.Office {
	if on == diplo.NoDay {
		return nil
	}
	var best *diplo.Office
	for _, i := range b.officesBy[holder] {
		o := &b.offices[i]
		if o.HeldOn(on) && (best == nil || b.rank(o.Office, o.Of) < b.rank(*best, best.Of)) {
			best = &o.Office
		}
	}
	return best
}
