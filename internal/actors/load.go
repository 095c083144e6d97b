package actors

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"entente/internal/diplo"
)

//go:embed data/*.tsv
var embedded embed.FS

// gender is that of a person as far as pronouns go.
type gender uint8

const (
	unknownGender gender = iota
	female
	male
)

type country struct {
	actor    diplo.Actor
	iso2     string
	leader   diplo.Role // the office that in effect leads
	demonym  string     // the adjective, "" when there is none
	demonyms []string
	seats    []string
	disputed bool // a territory without an ISO code: "the enclave"
}

// organizationClass says what sort of organisation it is, by the letters of its data file.
type organizationClass byte

const (
	international organizationClass = 'i'
	bodyOfOne     organizationClass = 'b' // a body of an international organisation
	executiveBody organizationClass = 'x' // ministry, armed forces, agency of a state
	legislature   organizationClass = 'l'
	courtOfLaw    organizationClass = 'c'
	party         organizationClass = 'p'
	firm          organizationClass = 'f'
	medium        organizationClass = 'm'
	nonGovernment organizationClass = 'n'
	armedGroup    organizationClass = 'a'
	socialGroup   organizationClass = 's'
)

type organization struct {
	actor diplo.Actor
	class organizationClass
}

type person struct {
	actor  diplo.Actor
	gender gender
	words  []string // of the name, folded
	family string   // the word by which news calls the person again, folded
}

type title struct {
	name string // canonical, "foreign minister"
	role diplo.Role
}

// nounClass says what sort of group or body a common noun names.
type nounClass string

const (
	stateNoun      nounClass = "country"
	forceNoun      nounClass = "force"
	policeNoun     nounClass = "police"
	ministryNoun   nounClass = "ministry"
	parliamentNoun nounClass = "parliament"
	courtNoun      nounClass = "court"
	partyNoun      nounClass = "party"
	firmNoun       nounClass = "firm"
	groupNoun      nounClass = "group"
)

type noun struct {
	name  string // canonical, "armed forces"
	class nounClass
	weak  bool // says nothing of an actor without a country beside it: "people", "city"
}

type place struct {
	diplo.Place
	capital bool // stands for the government of its country
	city    bool
	town    bool // of the gazetteer: read only where the annotator saw a place
}

type office struct {
	diplo.Office
	title string // canonical
	code  string
}

// load reads the data files and builds the base.
func load(files fs.FS) (*Base, error) {
	b := &Base{
		countryOf:  map[string]*country{},
		actors:     make(map[diplo.ActorID]diplo.Actor, 1<<12),
		personOf:   make(map[diplo.ActorID]int32, 1<<12),
		officesOf:  map[diplo.ActorID][]int32{},
		officesBy:  map[diplo.ActorID][]int32{},
		surnames:   make(map[string][]int32, 1<<12),
		placeNames: make(map[string]int32, 1<<11),
		names:      make(map[string][]diplo.ActorID, 1<<13),
		bodyOf:     map[string]diplo.ActorID{},
		standing:   map[string]diplo.Actor{},
		titleNames: map[string]string{},
		given:      make(map[string]gender, 1<<11),
		trie:       newTrie(),
	}
	for _, step := range []struct {
		file    string
		columns int
		read    func(*Base, []string) error
	}{
		{"countries", 7, (*Base).readCountry},
		{"organizations", 4, (*Base).readOrganization},
		{"titles", 3, (*Base).readTitle},
		{"nouns", 3, (*Base).readNoun},
		{"places", 6, (*Base).readPlace},
		{"people", 4, (*Base).readPerson},
		{"offices", 6, (*Base).readOffice},
		{"given-names", 2, (*Base).readGivenNames},
		{"towns", 4, (*Base).readTown},
	} {
		if err := readTable(files, "data/"+step.file+".tsv", step.columns, func(row []string) error { return step.read(b, row) }); err != nil {
			return nil, err
		}
	}
	b.finish()
	return b, nil
}

// readTable calls read for each line of a tab-separated file; lines that begin with "#" are
// comments.
func readTable(files fs.FS, name string, columns int, read func([]string) error) error {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return fmt.Errorf("%s:%d: %d columns, not %d", name, number, len(row), columns)
		}
		if err := read(row); err != nil {
			return fmt.Errorf("%s:%d: %w", name, number, err)
		}
	}
	return nil
}

// list splits a cell with several values.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "; ")
}

func (b *Base) readCountry(row []string) error {
	c := country{
		actor:    diplo.Actor{ID: diplo.CountryID(row[0]), Kind: diplo.KindCountry, Name: row[3], Code: row[0], Aliases: list(row[4])},
		iso2:     row[1],
		leader:   diplo.HeadOfState,
		demonyms: list(row[5]),
		seats:    list(row[6]),
		disputed: row[1] == "",
	}
	if row[2] == "G" {
		c.leader = diplo.HeadOfGovernment
	}
	if len(c.demonyms) > 0 {
		c.demonym = c.demonyms[0]
	}
	b.countries = append(b.countries, c)
	return nil
}

func (b *Base) readOrganization(row []string) error {
	if len(row[1]) != 1 {
		return fmt.Errorf("class %q is not one letter", row[1])
	}
	o := organization{
		actor: diplo.Actor{ID: slugID("organization", row[2]), Kind: diplo.KindOrganization, Name: row[2], Code: row[0]},
		class: organizationClass(row[1][0]),
	}
	for _, alias := range list(row[3]) {
		if noun, ok := strings.CutPrefix(alias, "%"); ok {
			b.standing[row[0]+" "+noun] = o.actor
			continue
		}
		o.actor.Aliases = append(o.actor.Aliases, alias)
	}
	if o.class == armedGroup || o.class == socialGroup {
		o.actor.ID, o.actor.Kind = slugID("group", row[2]), diplo.KindGroup
	}
	if o.class == international && b.bodyOf[row[0]] == "" {
		b.bodyOf[row[0]] = o.actor.ID
	}
	b.organizations = append(b.organizations, o)
	return nil
}

func (b *Base) readTitle(row []string) error {
	index := int32(len(b.titles))
	b.titles = append(b.titles, title{name: row[1], role: diplo.Role(row[0])})
	for _, form := range list(row[2]) {
		b.trie.add(form, true, entry{kind: entryTitle, index: index})
		for _, plural := range pluralsOfTitle(form) {
			b.trie.add(plural, true, entry{kind: entryTitle, index: index, plural: true})
		}
	}
	return nil
}

// pluralsOfTitle are the plural forms of a title: "foreign ministers", "ministers of
// finance".
func pluralsOfTitle(form string) []string {
	head, rest := form, ""
	for _, stop := range []string{" of ", " for ", " to ", " in "} {
		if i := strings.Index(form, stop); i >= 0 && i < len(head) {
			head, rest = form[:i], form[i:]
		}
	}
	switch {
	case strings.HasSuffix(head, "s"), strings.HasSuffix(head, "."), strings.HasSuffix(head, "men"):
		return nil
	case strings.HasSuffix(head, "man"):
		return []string{head[:len(head)-2] + "en" + rest}
	case strings.HasSuffix(head, "y") && !strings.HasSuffix(head, "ey") && !strings.HasSuffix(head, "oy"):
		return []string{head[:len(head)-1] + "ies" + rest}
	case strings.HasSuffix(head, "general") && strings.Contains(head, "-"), strings.HasSuffix(head, " general"):
		return []string{head + "s" + rest, head[:len(head)-len(" general")] + "s general" + rest}
	}
	return []string{head + "s" + rest}
}

func (b *Base) readNoun(row []string) error {
	forms := list(row[2])
	named := func(form string) int32 {
		name := row[1]
		if name == "=" {
			name = form
			if singular, ok := strings.CutSuffix(form, "s"); ok && (slices.Contains(forms, singular) || slices.Contains(forms, "~"+singular)) {
				name = singular
			}
		}
		if last := len(b.nouns) - 2; last >= 0 && b.nouns[last].name == name {
			return int32(last)
		}
		b.nouns = append(b.nouns, noun{name: name, class: nounClass(row[0])}, noun{name: name, class: nounClass(row[0]), weak: true})
		return int32(len(b.nouns) - 2)
	}
	for _, form := range forms {
		form, weak := strings.CutPrefix(form, "~")
		e := entry{kind: entryNoun, index: named(form)}
		if weak {
			e.index++
		}
		e.plural = strings.HasSuffix(form, "s") || strings.HasSuffix(form, "men") || form == "people" || form == "police"
		b.trie.add(form, true, e)
	}
	return nil
}

func (b *Base) readPlace(row []string) error {
	p := place{Place: diplo.Place{Name: row[0], Country: row[1]}, capital: row[2] == "capital", city: row[2] == "city"}
	var err error
	if row[3] != "" {
		if p.Latitude, err = strconv.ParseFloat(row[3], 64); err != nil {
			return err
		}
		if p.Longitude, err = strconv.ParseFloat(row[4], 64); err != nil {
			return err
		}
	}
	index := int32(len(b.places))
	b.places = append(b.places, p)
	for _, name := range append(list(row[5]), row[0]) {
		if row[2] != "located" {
			b.trie.add(name, false, entry{kind: entryPlace, index: index})
		}
		if key := nameKey(name); !known(b.placeNames, key) && row[2] != "other" {
			b.placeNames[key] = index
		}
	}
	return nil
}

func (b *Base) readPerson(row []string) error {
	p := person{actor: diplo.Actor{ID: slugID("person", row[0]), Kind: diplo.KindPerson, Name: row[0], Code: row[1], Aliases: list(row[3])}}
	switch row[2] {
	case "f":
		p.gender = female
	case "m":
		p.gender = male
	case "":
	default:
		return fmt.Errorf("gender %q is neither f nor m", row[2])
	}
	b.addPerson(p)
	return nil
}

// addPerson gives the person its number.
func (b *Base) addPerson(p person) int32 {
	eachWord(p.actor.Name, func(_, folded string) { p.words = append(p.words, folded) })
	p.family = familyName(p.words, p.actor.Code)
	index := int32(len(b.people))
	b.people = append(b.people, p)
	b.personOf[p.actor.ID] = index
	return index
}

// familyName is the word of a name by which news calls the person again: the first in
// Chinese, Korean, Vietnamese and Cambodian names, else the last.
func familyName(words []string, code string) string {
	if len(words) == 0 {
		return ""
	}
	switch code {
	case "CHN", "PRK", "KOR", "TWN":
		if len(words) > 1 && len(words) < 4 {
			return words[0]
		}
	}
	last := words[len(words)-1]
	if strings.Trim(last, "ivx") == "" { // "Leo XIV", "Frederik X"
		return ""
	}
	return last
}

func (b *Base) readOffice(row []string) error {
	o := office{Office: diplo.Office{Title: row[1], Role: diplo.Role(row[2]), From: diplo.NoDay, To: diplo.NoDay}, code: row[0]}
	var err error
	if o.From, err = startOfDate(row[4]); err != nil {
		return err
	}
	if o.To, err = endOfDate(row[5]); err != nil {
		return err
	}
	if id, ok := strings.CutPrefix(row[0], "@"); ok { // of a body: "@european-commission"
		o.Of = diplo.ActorID("organization:" + id)
		o.code = ""
		for i := range b.organizations {
			if b.organizations[i].actor.ID == o.Of {
				o.code = b.organizations[i].actor.Code
				break
			}
		}
		if o.code == "" {
			return fmt.Errorf("organisation %q is not in the base", id)
		}
	} else {
		o.Of = diplo.CountryID(row[0])
		if of, ok := b.bodyOf[row[0]]; ok {
			o.Of = of
		}
	}
	id := slugID("person", row[3])
	if _, known := b.personOf[id]; !known {
		b.addPerson(person{actor: diplo.Actor{ID: id, Kind: diplo.KindPerson, Name: row[3], Code: o.code}})
	}
	o.Holder = id
	o.title = b.titleName(row[1])
	b.titleNames[row[1]] = o.title
	b.offices = append(b.offices, o)
	return nil
}

// titleName is the canonical form of a title, or itself when it has none.
func (b *Base) titleName(name string) string {
	if canonical, ok := b.titleNames[name]; ok {
		return canonical
	}
	words := b.trie.wordsOf(name)
	for _, m := range b.trie.appendMatches(nil, words) {
		if m.entry.kind == entryTitle && m.first == 0 && int(m.last) == int(words[len(words)-1].token) {
			return b.titles[m.entry.index].name
		}
	}
	return strings.ToLower(name)
}

// startOfDate is the first day of "2019", "2019-05" or "2019-05-03"; NoDay of "".
func startOfDate(s string) (diplo.Day, error) {
	switch len(s) {
	case 0:
		return diplo.NoDay, nil
	case 4:
		s += "-01-01"
	case 7:
		s += "-01"
	}
	return diplo.ParseDay(s)
}

// endOfDate is the last day of "2019", "2019-05" or "2019-05-03"; NoDay of "".
func endOfDate(s string) (diplo.Day, error) {
	day, err := startOfDate(s)
	if err != nil || day == diplo.NoDay {
		return day, err
	}
	t := day.Time()
	switch len(s) {
	case 4:
		return diplo.DayOf(t.AddDate(1, 0, -1)), nil
	case 7:
		return diplo.DayOf(t.AddDate(0, 1, -1)), nil
	}
	return day, nil
}

func (b *Base) readGivenNames(row []string) error {
	g := male
	if row[0] == "f" {
		g = female
	}
	for name := range strings.FieldsSeq(row[1]) {
		b.given[name] = g
	}
	return nil
}

// finish builds the indexes, once every table is read.
func (b *Base) finish() {
	for i := range b.countries {
		c := &b.countries[i]
		b.countryOf[c.actor.Code] = c
		e := entry{kind: entryCountry, index: int32(i)}
		b.addName(c.actor.Name, c.actor.ID, e)
		for _, alias := range c.actor.Aliases {
			b.addName(alias, c.actor.ID, e)
		}
		for _, seat := range c.seats {
			b.addName(seat, c.actor.ID, entry{kind: entrySeat, index: int32(i)})
		}
		for j, demonym := range c.demonyms {
			b.trie.add(demonym, false, entry{kind: entryDemonym, index: int32(i), plural: j > 0 && strings.HasSuffix(demonym, "s") || strings.HasSuffix(demonym, "men")})
			if plural := demonym + "s"; pluralDemonym(demonym) {
				b.trie.add(plural, false, entry{kind: entryDemonym, index: int32(i), plural: true})
			}
		}
	}
	for i := range b.organizations {
		o := &b.organizations[i]
		e := entry{kind: entryOrganization, index: int32(i)}
		b.addName(o.actor.Name, o.actor.ID, e)
		for _, alias := range o.actor.Aliases {
			b.addName(alias, o.actor.ID, e)
		}
	}
	for i := range b.organizations { // "Liberal Democratic Party (Japan)" without its country, if no other has the name
		o := &b.organizations[i]
		if plain, _, ok := strings.Cut(o.actor.Name, " ("); ok && strings.Contains(plain, " ") && len(b.names[nameKey(plain)]) == 0 {
			b.addName(plain, o.actor.ID, entry{kind: entryOrganization, index: int32(i)})
		}
	}
	for i := range b.people {
		p := &b.people[i]
		e := entry{kind: entryPerson, index: int32(i)}
		b.addName(p.actor.Name, p.actor.ID, e)
		for _, alias := range p.actor.Aliases {
			b.addName(alias, p.actor.ID, e)
		}
		if p.family != "" {
			b.surnames[p.family] = append(b.surnames[p.family], int32(i))
		}
		b.actors[p.actor.ID] = p.actor
	}
	for i := range b.people {
		p := &b.people[i]
		if short := withoutInitials(p.actor.Name); short != p.actor.Name && len(b.names[nameKey(short)]) == 0 {
			b.addName(short, p.actor.ID, entry{kind: entryPerson, index: int32(i)})
		}
	}
	for i := range b.countries {
		b.actors[b.countries[i].actor.ID] = b.countries[i].actor
	}
	for i := range b.organizations {
		b.actors[b.organizations[i].actor.ID] = b.organizations[i].actor
	}
	if i, ok := b.placeNames[nameKey("Georgia (US state)")]; ok {
		b.georgia = &entry{kind: entryPlace, index: i, cases: casePattern(capital)}
	}
	byDate := make([]int32, len(b.offices))
	for i := range byDate {
		byDate[i] = int32(i)
	}
	slices.SortStableFunc(byDate, func(x, y int32) int { return cmp.Compare(b.offices[x].From, b.offices[y].From) })
	for _, i := range byDate {
		o := &b.offices[i]
		b.officesOf[o.Of] = append(b.officesOf[o.Of], i)
		b.officesBy[o.Holder] = append(b.officesBy[o.Holder], i)
		switch o.title {
		case "king", "pope", "crown prince":
			b.monarchs = append(b.monarchs, i)
		}
	}
}

// withoutInitials is the name without the initials in its middle: "Ralph Gonsalves" for
// "Ralph E. Gonsalves".
func withoutInitials(name string) string {
	words := strings.Fields(name)
	if len(words) < 3 {
		return name
	}
	kept := words[:1:1]
	for _, w := range words[1 : len(words)-1] {
		if len(strings.TrimSuffix(w, ".")) > 1 {
			kept = append(kept, w)
		}
	}
	return strings.Join(append(kept, words[len(words)-1]), " ")
}

// addName makes the name findable, in text and by Lookup.
func (b *Base) addName(name string, id diplo.ActorID, e entry) {
	b.trie.add(strings.TrimPrefix(name, "the "), false, e)
	key := nameKey(name)
	if !slices.Contains(b.names[key], id) {
		b.names[key] = append(b.names[key], id)
	}
}

// pluralDemonym tells whether the demonym takes an "s" for people: "Afghans" but not
// "Frenchs".
func pluralDemonym(demonym string) bool {
	for _, end := range []string{"s", "se", "sh", "ch", "ss", "men", "man", "."} {
		if strings.HasSuffix(demonym, end) && demonym != "German" {
			return false
		}
	}
	return len(demonym) > 3
}

func known[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}
