package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/actors"
	"entente/internal/cameo"
	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/loader/source"
)

// found is the actor that a party stands for.
type found struct {
	actor  diplo.Actor
	behalf diplo.Actor // the country or organisation that it acts for; no id when it acts in its own name
	known  bool        // the actor base has it, or what its nouns make of a country
	reason string
}

// finder finds the actors of parties in the actor base, and makes those that it does not have. It remembers what it found; it is for
// one goroutine.
type finder struct {
	base   *actors.Base
	always map[source.Party]*found // whom a party stands for on any day; nil when that hangs on the day
	onDay  map[partyOnDay]*found

	known, made map[diplo.ActorID]bool // all that were found
}

type partyOnDay struct {
	party source.Party
	day   diplo.Day
}

func newFinder(base *actors.Base) *finder {
	return &finder{base: base, always: map[source.Party]*found{}, onDay: map[partyOnDay]*found{},
		known: map[diplo.ActorID]bool{}, made: map[diplo.ActorID]bool{}}
}

// find gives the actor of a party that has a name, by the first of these that fits:
//
//   - a name, alias or code of the actor base that only one actor has; a name in front of a known family name
//     may have names between ("Sergey Viktorovich Lavrov" is Sergey Lavrov when there is but one);
//   - a role of a country or body, by round brackets or by the party's own country ("Police (Australia)", POLICE of AUS): what the
//     coder reads in "the police of Australia", so that both tell of one actor, the holder of an office by the day;
//   - else a new actor: its kind by the words of its name, its id the slug of the name and the country's code, as for an actor that
//     an article names and nobody knows.
func (f *finder) find(party source.Party, day diplo.Day) *found {
	if known := f.always[party]; known != nil {
		return known
	}
	key := partyOnDay{party, day}
	if known := f.onDay[key]; known != nil {
		return known
	}
	actor, byDay := f.work(party, day)
	if actor.known {
		f.known[actor.actor.ID] = true
	} else {
		f.made[actor.actor.ID] = true
	}
	if byDay {
		f.onDay[key] = actor
	} else {
		f.always[party] = actor
	}
	return actor
}

func (f *finder) work(party source.Party, day diplo.Day) (_ *found, byDay bool) {
	if actor, reason := f.named(party.Name); actor.ID != "" {
		m := f.base.Whole(actor.Name, day)
		if m == nil || m.Actor.ID != actor.ID {
			m = &actors.Mention{Actor: actor}
		}
		return f.of(m, reason), len(f.base.Offices(actor.ID)) > 0
	}
	role, country := party.Name, f.country(party.Country)
	if of, inside, ok := bracketed(party.Name); ok {
		role = of
		if actor, _ := f.named(inside); actor.ID != "" {
			country = actor
		}
	}
	if country.ID != "" {
		for _, noun := range []string{nounOf(role), cameo.Noun(party.Type)} {
			if noun == "" {
				continue
			}
			m := f.base.Whole("the "+noun+" of "+country.Name, day)
			switch {
			case m == nil:
			case m.Via == actors.ViaNoun:
				return f.of(m, m.Reason), false
			case m.Via == actors.ViaOffice && m.For != "": // a governor; not a professor, of whom a country has many
				return f.of(m, m.Reason), true
			}
		}
		if party.Type == "" && party.Country != "" && f.standsFor(role, country) {
			return f.of(&actors.Mention{Actor: country}, "its people stand for the country"), false
		}
	}
	return &found{actor: newActor(party.Name, role, country), reason: "a new actor by the name in the table"}, false
}

// of is an actor that the base knows, with whom it acts for.
func (f *finder) of(m *actors.Mention, reason string) *found {
	behalf, _ := f.base.Actor(m.For)
	return &found{actor: m.Actor, behalf: behalf, known: true, reason: reason}
}

// named is the one actor that surely has the name, alias or code.
func (f *finder) named(name string) (diplo.Actor, string) {
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		name = name[4:]
	}
	if actor, reason := f.surely(name); actor.ID != "" {
		return actor, reason
	}
	if before, after, inverted := strings.Cut(name, ", "); inverted { // "Palestinian Territory, Occupied"
		if actor, reason := f.surely(before); actor.Kind == diplo.KindCountry {
			return actor, reason
		}
		if actor, reason := f.surely(after + " " + before); actor.ID != "" {
			return actor, reason
		}
	}
	words := strings.Fields(name)
	if len(words) == 3 && unicode.IsUpper(firstRune(words[1])) {
		if actor, _ := f.surely(words[0] + " " + words[2]); actor.Kind == diplo.KindPerson {
			return actor, "first and family name of " + actor.Name
		}
	}
	return diplo.Actor{}, ""
}

func (f *finder) surely(name string) (diplo.Actor, string) {
	candidates := f.base.Named(name)
	if len(candidates) == 0 || len(candidates) > 1 && candidates[1].Score == candidates[0].Score {
		return diplo.Actor{}, ""
	}
	return candidates[0].Actor, candidates[0].Reason
}

// country is the country of that name or code.
func (f *finder) country(name string) diplo.Actor {
	if name == "" {
		return diplo.Actor{}
	}
	if actor, _ := f.named(name); actor.Kind == diplo.KindCountry {
		return actor
	}
	return diplo.Actor{}
}

func (f *finder) standsFor(name string, country diplo.Actor) bool {
	return slices.ContainsFunc(f.base.Lookup(name, diplo.NoDay), func(c actors.Candidate) bool { return c.Actor.ID == country.ID })
}

// bracketed takes "Court Judge (Holy See (Vatican City State))" apart.
func bracketed(name string) (role, inside string, ok bool) {
	at := strings.Index(name, " (")
	if at <= 0 || !strings.HasSuffix(name, ")") {
		return "", "", false
	}
	return name[:at], name[at+2 : len(name)-1], true
}

// nouns are roles as tables name them, in the words of the actor base; other roles are looked for as they stand.
var nouns = map[string]string{
	"citizen": "citizens", "foreign affairs": "foreign ministry", "cabinet / council of ministers / advisors": "cabinet",
	"other authorities / officials": "officials", "government official": "officials", "representatives": "officials",
	"protester": "protesters", "court judge": "court", "member of the judiciary": "court", "lawyer/attorney": "lawyers", "criminal": "criminals",
	"military personnel": "military", "military personnel - special": "special forces", "high ranking military personnel": "military officers", "reserve personnel": "reservists",
	"naval": "navy", "militant": "militants", "armed rebel": "rebels", "insurgent": "insurgents", "armed gang": "gunmen", "armed band": "gunmen", "combatant": "fighters",
	"attacker": "attackers", "terrorist": "terrorists", "extremist": "extremists", "guerrilla": "guerrillas", "armed opposition": "rebels", "mob": "mob",
	"media": "journalists", "media personnel": "journalists", "news editor": "journalists", "employee": "workers", "labor union": "trade union",
	"member of parliament": "lawmakers", "lawmaker": "lawmakers", "member of legislative": "lawmakers", "assemblies": "parliament", "congress": "parliament",
	"defense / security ministry": "defence ministry", "treasury/finance ministry": "finance ministry", "domestic affairs": "interior ministry",
	"justice department/ministery": "justice ministry", "energy department/ministry": "energy ministry",
	"information / communication / transparency ministry": "information ministry", "secret agent": "intelligence service",
	"student": "students", "activist": "activists", "rights activist": "human rights activists", "medical personnel": "doctors", "nurse": "doctors",
	"farm worker": "farmers", "villager": "villagers", "population": "residents", "immigrants": "migrants", "refugee": "refugees", "tourist": "tourists",
	"detainee": "detainees", "cleric": "clerics", "people associated with the opposition": "opposition", "main opposition": "opposition",
	"opposition supporter": "opposition", "political parties": "political parties", "party member": "political party", "city mayor": "mayor",
	"election commission": "election commission", "attorney general": "attorney general", "public prosecutor": "prosecutors", "public courts": "court",
	"special court": "court", "interim government": "interim government", "children": "children",
}

func nounOf(role string) string {
	role = strings.ToLower(role)
	if noun, ok := nouns[role]; ok {
		return noun
	}
	return role
}

// newActor is an actor that the base does not have: named as the table does, of the country if any.
func newActor(name, role string, country diplo.Actor) diplo.Actor {
	if name == strings.ToUpper(name) { // GDELT shouts
		name, role = capitalised(name), capitalised(role)
	}
	slug := fold.Slug(name)
	if country.Code != "" && role != name { // its role says more of it than the country in brackets
		slug = fold.Slug(role)
	}
	if country.Code != "" {
		slug += "-" + strings.ToLower(country.Code)
	}
	kind := kindOf(role, role != name)
	return diplo.Actor{ID: diplo.ActorID(strings.ToLower(string(kind)) + ":" + slug), Kind: kind, Name: name, Code: country.Code}
}

// bodies and groups are words that tell what sort of actor a name is of.
var (
	bodies = wordSet(`agency academy administration airline airlines alliance army assembly association authority bank bureau brigade cabinet center centre chamber church club coalition
		college command commission committee company confederation conference congress corporation corps council court department division employer embassy federation firm force forces
		foundation fund government group hospital industry inc institute institution institutions league legislature ltd media ministry mission movement news newspaper office organisation organization
		organizations parliament parties party police press radio school secretariat senate service services society state system times tribunal tv union unit university office facility`)
	groups = wordSet(`activists band bands cartel citizens civilians gang gangs guerrillas immigrants insurgents men militants militia militias people personnel protesters rebels refugees residents
		separatists students supporters terrorists tribe villagers voters women workers`)
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// kindOf tells by its words what sort of actor a name is of: a body or group by a word for such, a group when it is a role of a
// country, a person when it is of two words or more that begin with capitals, else an organisation.
func kindOf(name string, role bool) diplo.ActorKind {
	words := fold.Words(name)
	is := func(set map[string]bool) bool {
		return slices.ContainsFunc(words, func(word string) bool { return set[word] })
	}
	switch {
	case is(bodies):
		return diplo.KindOrganization
	case is(groups) || role:
		return diplo.KindGroup
	}
	capitals := 0
	for _, word := range strings.Fields(name) {
		if unicode.IsUpper(firstRune(word)) {
			capitals++
		}
	}
	if capitals >= 2 && len(words) <= 6 {
		return diplo.KindPerson
	}
	return diplo.KindOrganization
}

func capitalised(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, word := range words {
		first, size := utf8.DecodeRuneInString(word)
		words[i] = string(unicode.ToUpper(first)) + word[size:]
	}
	return strings.Join(words, " ")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
