package coding

import (
	"strings"

	"entente/internal/diplo"
)

// placeUnknown gives people and bodies of whom the article tells nothing but the name the country
// where all of it happens, or that of the police, court or government that deals with them.
func (a *articleReading) placeUnknown() {
	codes := map[diplo.ActorID]string{}
	for _, c := range a.candidates {
		if c.gone {
			continue
		}
		for _, p := range []*participant{&c.source, &c.target} {
			if code := a.homeOf(c, p); code != "" && codes[p.actor.ID] == "" {
				codes[p.actor.ID] = code
			}
		}
	}
	for _, c := range a.candidates {
		for _, p := range []*participant{&c.source, &c.target} {
			code := codes[p.actor.ID]
			if code == "" || p.actor.Code != "" {
				continue
			}
			p.actor.ID += diplo.ActorID("-" + strings.ToLower(code))
			p.actor.Code = code
			p.reason += ", taken for one of " + code
		}
	}
}

// homeOf is the code of the country of p, "" where nothing speaks for one.
func (a *articleReading) homeOf(c *candidate, p *participant) string {
	if !p.named() || p.actor.Code != "" || p.via == "" || p.common || nobody(p.actor.Name) {
		return ""
	}
	switch p.actor.Kind {
	case diplo.KindPerson:
	case diplo.KindOrganization, diplo.KindGroup:
		if p != &c.target || c.relation.Quad() != diplo.MaterialConflict || worldly(p.actor.Name) {
			return ""
		}
	default:
		return ""
	}
	if home := a.country; home != nil && len(home.Actor.Code) == 3 && (!a.guessed || p == &c.target && c.source.actor.Code == home.Actor.Code) {
		return home.Actor.Code
	}
	if p == &c.target && domestic(c.relation) && len(c.source.actor.Code) == 3 && c.source.grade != behind {
		return c.source.actor.Code
	}
	return ""
}

// worldly tells whether the name says that the body belongs to no one country.
func worldly(name string) bool {
	for _, word := range strings.Fields(strings.ToLower(name)) {
		switch word {
		case "international", "world", "global", "european", "united", "transatlantic", "arab", "african", "asian":
			return true
		}
	}
	return false
}

// nobody tells whether the name is that of a storm or of a sum of money.
func nobody(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	switch first {
	case "typhoon", "hurricane", "cyclone", "storm", "tropical":
		return true
	}
	return strings.ContainsAny(name, "$€£0123456789")
}

// domestic relations are mostly of a state with its own people.
func domestic(relation diplo.Relation) bool {
	switch relation {
	case "DETAINED", "CONVICTED", "SUED", "INVESTIGATED", "EXPELLED":
		return true
	}
	return false
}
