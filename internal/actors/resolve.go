package actors

import (
	"fmt"
	"strings"

	"entente/internal/diplo"
)

// resolve turns the phrases of a sentence into mentions.
func (a *article) resolve(sr *sentenceReading, sentence int) []Mention {
	a.sentence, a.reading = sentence, sr
	if sentence > 0 {
		a.previous = a.mentions
	}
	a.mentions = nil
	defer func() { a.before = sr }()
	a.setting = a.settingOf(sr)
	for k := range sr.phrases {
		p := &sr.phrases[k]
		before := len(a.mentions)
		switch p.kind {
		case countryPhrase, demonymPhrase, peoplePhrase, placePhrase:
			a.resolveCountry(p)
		case organizationPhrase, newBodyPhrase:
			a.resolveBody(p)
		case personPhrase:
			a.resolvePerson(p)
		case officePhrase:
			a.resolveOffice(p)
		case nounPhrase:
			a.resolveNoun(p)
		case pronounPhrase:
			a.resolvePronoun(p)
		case partisanPhrase:
			a.resolvePartisan(p)
		}
		for i := before; i < len(a.mentions); i++ {
			m := &a.mentions[i]
			if _, ok := a.base.countryOf[m.Actor.Code]; ok && m.Via != ViaPronoun && m.Score >= 0.5 && !(a.recent != "" && locative(sr, m)) {
				a.recent, a.recentBy = m.Actor.Code, sentence
			}
		}
	}
	return a.mentions
}

// locative tells whether the mention only says where: "in Moscow".
func locative(sr *sentenceReading, m *Mention) bool {
	if !m.Place {
		return false
	}
	head := sr.sentence.Tokens[m.Head]
	if head.Label != "pobj" && head.Label != "" {
		return false
	}
	before := sr.lower(m.First - 1)
	if head.Label == "pobj" && head.Head >= 0 && head.Head < len(sr.sentence.Tokens) {
		before = sr.lower(head.Head)
	}
	switch before {
	case "in", "on", "at", "near", "from", "into", "to", "over", "towards", "through", "across", "inside", "outside", "of", "against":
		return true
	}
	return false
}

// settingOf is the country of the places in the sentence, when there is just one.
func (a *article) settingOf(sr *sentenceReading) string {
	setting := ""
	for k := range sr.phrases {
		p := &sr.phrases[k]
		var code string
		switch p.kind {
		case placePhrase:
			code = a.base.places[p.entry.index].Country
		case countryPhrase:
			code = a.base.countries[p.entry.index].actor.Code
			if !p.saysWhere(sr) {
				continue
			}
		default:
			continue
		}
		if setting != "" && code != setting {
			return ""
		}
		setting = code
	}
	return setting
}

// saysWhere tells whether a preposition of place stands before the phrase or governs it.
func (p *phrase) saysWhere(sr *sentenceReading) bool {
	before := sr.lower(p.first - 1)
	if token := &sr.sentence.Tokens[p.core]; token.Label == "pobj" && token.Head >= 0 && token.Head < len(sr.cover) {
		before = sr.lower(token.Head)
	}
	switch before {
	case "in", "near", "across", "inside", "throughout", "northern", "southern", "eastern", "western", "central":
		return true
	}
	return false
}

// mention makes a mention of the phrase's run.
func (a *article) mention(p *phrase, actor diplo.Actor, via Via, score float64, reason string) *Mention {
	a.mentions = append(a.mentions, Mention{First: p.first, Last: p.last, Head: a.reading.headOf(p.first, p.last, p.core),
		Actor: actor, Via: via, Score: score, Reason: reason})
	return &a.mentions[len(a.mentions)-1]
}

func (a *article) resolveCountry(p *phrase) {
	b := a.base
	words := a.words(p)
	switch p.kind {
	case countryPhrase:
		c := &b.countries[p.entry.index]
		if p.entry.kind == entrySeat {
			a.mention(p, c.actor, ViaName, 0.9, fmt.Sprintf("“%s” stands for the government of %s", words, c.actor.Name))
			return
		}
		if a.modifies(p) {
			a.mention(p, c.actor, ViaDemonym, 0.7, fmt.Sprintf("“%s” is of %s", words, c.actor.Name))
			return
		}
		a.mention(p, c.actor, ViaName, 1, byName(words, c.actor.Name)).Place = true
	case demonymPhrase:
		c := &b.countries[p.entry.index]
		a.mention(p, c.actor, ViaDemonym, 0.7, fmt.Sprintf("“%s” is of %s", words, c.actor.Name))
	case peoplePhrase:
		c := &b.countries[p.entry.index]
		a.mention(p, groupOf("civilians", c), ViaDemonym, 0.7, fmt.Sprintf("“%s” are people of %s", words, c.actor.Name))
	case placePhrase:
		place := &b.places[p.entry.index]
		c, ok := b.countryOf[place.Country]
		if !ok {
			return
		}
		if place.capital && place.Name == "Brussels" {
			if union, ok := b.actors["organization:european-union"]; ok && a.actsAlone(p) {
				a.mention(p, union, ViaName, 0.7, "Brussels, where it acts, stands for the European Union").For = union.ID
				return
			}
		}
		if place.capital {
			a.mention(p, c.actor, ViaName, 0.8, fmt.Sprintf("%s is the capital of %s", place.Name, c.actor.Name)).Place = true
			return
		}
		a.mention(p, c.actor, ViaName, 0.4, fmt.Sprintf("%s is a place in %s", place.Name, c.actor.Name)).Place = true
	}
}

// actsAlone tells whether the phrase is the subject of a verb, its agent, or owns something.
func (a *article) actsAlone(p *phrase) bool {
	token := &a.reading.sentence.Tokens[p.core]
	switch token.Label {
	case "nsubj", "poss":
		return true
	case "pobj":
		return a.reading.lower(token.Head) == "by"
	}
	return false
}

// modifies tells whether the name of a country stands as its adjective: "a US strike", "UK officials".
func (a *article) modifies(p *phrase) bool {
	adjective := false
	for i := range p.more {
		adjective = adjective || p.more[i].kind == entryDemonym
	}
	if !adjective {
		return false
	}
	switch token := &a.reading.sentence.Tokens[p.core]; token.Label {
	case "compound", "amod", "nmod":
		return token.Head > p.core
	case "":
		next := a.reading.tag(p.last + 1)
		return strings.HasPrefix(next, "NN") || next == "JJ"
	}
	return false
}

// words are the words of the phrase's run, as the text has them.
func (a *article) words(p *phrase) string {
	tokens := a.reading.sentence.Tokens
	var s strings.Builder
	for t := p.first; t <= p.last; t++ {
		if t > p.first && tokens[t].Start > tokens[t-1].End {
			s.WriteByte(' ')
		}
		s.WriteString(tokens[t].Form)
	}
	return s.String()
}

// byName is the reason of an actor that the words name.
func byName(words, name string) string {
	if strings.EqualFold(words, name) {
		return "by name"
	}
	return "“" + words + "” is a name of " + name
}

// groupOf is a group of people of a country: "protesters (Armenia)".
func groupOf(name string, c *country) diplo.Actor {
	return diplo.Actor{ID: diplo.ActorID("group:" + strings.ReplaceAll(name, " ", "-") + "-" + strings.ToLower(c.actor.Code)),
		Kind: diplo.KindGroup, Name: name + " (" + c.actor.Name + ")", Code: c.actor.Code}
}

func (a *article) resolveBody(p *phrase) {
	b := a.base
	if p.kind == newBodyPhrase {
		code := ""
		if len(p.ties) > 0 {
			code = p.ties[0].code
		}
		name := a.words(p)
		actor := diplo.Actor{ID: slugID("organization", name), Kind: diplo.KindOrganization, Name: name, Code: code}
		score := 0.4
		if code != "" {
			actor.ID += diplo.ActorID("-" + strings.ToLower(code))
			score = 0.6
		}
		a.mention(p, actor, ViaName, score, "an organisation by its form")
		return
	}
	o := &b.organizations[p.entry.index]
	actor := o.actor
	if len(p.ties) > 0 {
		k := p.ties[len(p.ties)-1]
		if _, foreign := b.countryOf[k.code]; foreign && k.code != actor.Code && o.class != bodyOfOne && o.class != armedGroup && o.class != international && !k.person {
			actor = diplo.Actor{ID: actor.ID + diplo.ActorID("-"+strings.ToLower(k.code)), Kind: actor.Kind, Name: actor.Name + " (" + b.countryOf[k.code].actor.Name + ")", Code: k.code}
		}
	}
	m := a.mention(p, actor, ViaName, ownName, byName(a.words(p), actor.Name))
	switch o.class {
	case bodyOfOne, executiveBody:
		m.For = b.executiveFor(actor.Code)
	}
}

func (a *article) resolvePerson(p *phrase) {
	sr := a.reading
	words := nameWords(sr, p)
	if len(words) == 0 || len(words) == 1 && p.entry == nil && notAName(sr, p) {
		return
	}
	code := a.codeOfTies(p)
	var n *namedPerson
	via, score, reason := ViaName, 1.0, ""
	switch {
	case p.entry != nil || len(words) > 1:
		switch n = a.register(sr, p, words, a.sentence); {
		case n == nil:
		case n.inBase:
			reason = byName(nameText(sr, p), n.actor.Name)
		case n.title == nil:
			via, score, reason = ViaName, 0.6, "a full name, not known otherwise"
		default:
			via, score, reason = ViaTitle, 0.8, "a name that is not known otherwise, with the title “"+n.title.name+"”"
		}
	default:
		if actor, ok := a.acronyms[sr.form(p.nameFirst)]; ok && p.title == nil {
			a.mention(p, actor, ViaArticle, 0.9, fmt.Sprintf("the article gives “%s” as short for %s", sr.form(p.nameFirst), actor.Name))
			return
		}
		if n = a.calledAgain(words, p, code); n != nil {
			via, score, reason = ViaArticle, 0.9, fmt.Sprintf("“%s” is %s, named in sentence %d", nameText(sr, p), n.actor.Name, n.sentence+1)
		} else if n = a.register(sr, p, words, a.sentence); n != nil {
			via, score, reason = ViaOffice, 0.9, fmt.Sprintf("%s held the office on the day", n.actor.Name)
		} else if known := a.monarch(words[0], p); known != nil {
			n = a.know(sr, p, known, words, a.sentence)
			via, score, reason = ViaOffice, 0.8, fmt.Sprintf("%s reigned on the day", n.actor.Name)
		} else if known := a.wellKnown(words[0], code); known != nil && (sr.run[p.nameFirst] >= 0 || p.title != nil || sr.sentence.Tokens[p.nameFirst].Name != "" || p.nameFirst > 0) {
			n = a.know(sr, p, known, words, a.sentence)
			via, score, reason = ViaName, 0.6, fmt.Sprintf("%s held office on the day", n.actor.Name)
		}
	}
	if n == nil {
		if p.title != nil && len(p.ties) > 0 {
			p.kind = officePhrase
			a.resolveOffice(p)
		}
		return
	}
	if n.actor.Code == "" {
		if code := a.placeOf(p); code != "" {
			n.actor.Code = code
			n.actor.ID = personID(n.actor.Name, code)
			score -= 0.2
			reason += ", placed by the sentence"
		} else if n.title == nil && n.gender == unknownGender {
			score -= 0.2
		}
	}
	n.last = a.sentence
	m := a.mention(p, n.actor, via, score, reason)
	m.Office, m.For = a.officeOf(n)
}

// notAName tells whether a single word is no name by its tag, or is a month: "in May".
func notAName(sr *sentenceReading, p *phrase) bool {
	if _, kind, ok := strings.Cut(sr.sentence.Tokens[p.nameFirst].Name, "-"); ok {
		switch kind {
		case "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LAW", "WORK_OF_ART", "EVENT", "LANGUAGE":
			return true
		}
	}
	switch sr.form(p.nameFirst) {
	case "May", "March", "June", "April", "August":
		switch sr.lower(p.nameFirst - 1) {
		case "in", "since", "on", "until", "last", "next", "of", "by", "from", "early", "late", "this", "-", "to", "and":
			return true
		}
		after := sr.form(p.nameLast + 1)
		return after != "" && after[0] >= '0' && after[0] <= '9'
	}
	return false
}

// placeOf is the country of a person of whom nothing is said: the place of the sentence, or for a
// holder of office the only country that the sentence names, or the article's own.
func (a *article) placeOf(p *phrase) string {
	if p.title == nil {
		if code := a.describedBehind(p); code != "" {
			return code
		}
	}
	if a.setting != "" || p.title == nil {
		return a.setting
	}
	only := ""
	for k := range a.reading.phrases {
		q := &a.reading.phrases[k]
		var code string
		switch {
		case q.kind == countryPhrase || q.kind == demonymPhrase:
			code = a.base.countries[q.entry.index].actor.Code
		case q.kind == organizationPhrase:
			code = a.base.organizations[q.entry.index].actor.Code
		case len(q.ties) > 0:
			code = q.ties[0].code
		}
		if _, ok := a.base.countryOf[code]; !ok || code == only {
			continue
		}
		if only != "" {
			only = ""
			break
		}
		only = code
	}
	if only == "" && p.title.role.Executive() {
		return a.foremost
	}
	return only
}

// describedBehind is the country in the words right behind a name: "Jane Doe, a son of the
// president of X,".
func (a *article) describedBehind(p *phrase) string {
	if a.reading.form(p.last+1) != "," {
		return ""
	}
	for k := range a.reading.phrases {
		if q := &a.reading.phrases[k]; q.first > p.last && len(q.ties) > 0 && a.besideName(p, q) {
			if _, ok := a.base.countryOf[q.ties[0].code]; ok {
				return q.ties[0].code
			}
		}
	}
	return ""
}

// besideName tells whether q stands in the words between the commas behind a name, and near it.
func (a *article) besideName(p, q *phrase) bool {
	for i := p.last + 2; i < q.first; i++ {
		if a.reading.form(i) == "," || i > p.last+8 {
			return false
		}
	}
	return true
}

// codeOfTies is the first code that the words beside a phrase give.
func (a *article) codeOfTies(p *phrase) string {
	for _, k := range p.ties {
		if !k.person {
			return k.code
		}
	}
	return ""
}

// calledAgain is the person of the article whom a single name stands for.
func (a *article) calledAgain(words []string, p *phrase, code string) *namedPerson {
	var best *namedPerson
	for _, n := range a.byWord[words[len(words)-1]] {
		if code != "" && n.actor.Code != "" && n.actor.Code != code {
			continue
		}
		// named before rather than after, lately rather than long ago
		if best == nil || n.sentence <= a.sentence && (best.sentence > a.sentence || n.last > best.last) {
			best = n
		}
	}
	return best
}

// monarch is the king, pope or crown prince of that first name on the day: of the country that the words
// or the article name, or the only one.
func (a *article) monarch(name string, p *phrase) *person {
	if p.title == nil || a.on == diplo.NoDay || p.title.name != "king" && p.title.name != "pope" && p.title.name != "crown prince" && p.title.name != "prince" {
		return nil
	}
	code := a.codeOfTies(p)
	var found *person
	for _, i := range a.base.monarchs {
		o := &a.base.offices[i]
		known := &a.base.people[a.base.personOf[o.Holder]]
		if !o.HeldOn(a.on) || known.words[0] != name && known.words[len(known.words)-1] != name || code != "" && o.code != code || code == "" && !a.named[o.code] && o.code != "VAT" {
			continue
		}
		if found != nil && found != known {
			return nil
		}
		found = known
	}
	return found
}

// wellKnown is the only person of that family name who leads a state or body on the day.
func (a *article) wellKnown(family, code string) *person {
	if a.on == diplo.NoDay {
		return nil
	}
	var found *person
	for _, i := range a.base.surnames[family] {
		known := &a.base.people[i]
		o := a.base.officeOn(known.actor.ID, a.on)
		if o == nil || code != "" && a.base.codeOf(o.Of) != code {
			continue
		}
		switch o.Role {
		case diplo.HeadOfState, diplo.HeadOfGovernment, diplo.ForeignMinister, diplo.DefenceMinister, diplo.HeadOfBody:
		default:
			continue
		}
		if found != nil {
			return nil
		}
		found = known
	}
	return found
}

// officeOf is the office through which the person acts, and for whom.
func (a *article) officeOf(n *namedPerson) (*diplo.Office, diplo.ActorID) {
	b := a.base
	if n.inBase {
		if o := b.officeOn(n.actor.ID, a.on); o != nil {
			if o.Role.Executive() {
				return o, a.actsFor(o.Of)
			}
			return o, ""
		}
	}
	if n.title == nil || n.former || len(n.ties) == 0 || n.ties[0].person {
		return nil, ""
	}
	k := n.ties[0]
	o := &diplo.Office{Title: n.title.name, Role: n.title.role, Of: k.id, Holder: n.actor.ID, From: diplo.NoDay, To: diplo.NoDay}
	if n.title.role.Executive() {
		return o, a.forTie(k)
	}
	return o, ""
}

// actsFor is the country or organisation that an office of the actor acts for.
func (a *article) actsFor(of diplo.ActorID) diplo.ActorID {
	if actor, ok := a.base.actors[of]; ok {
		return a.base.executiveFor(actor.Code)
	}
	return of
}

// forTie is whom an executive of the country or body acts for.
func (a *article) forTie(k tie) diplo.ActorID {
	switch k.class {
	case 0, international, bodyOfOne, executiveBody:
		return a.base.executiveFor(k.code)
	}
	return ""
}

func (a *article) resolveOffice(p *phrase) {
	b := a.base
	if p.title.role == diplo.OtherRole && len(p.ties) == 0 && !p.definite {
		return
	}
	ties := a.settleTies(p)
	if p.title.name == "counterpart" {
		a.resolveCounterpart(p, ties)
		return
	}
	if len(ties) == 0 {
		if p.pair || p.plural && p.definite {
			a.resolvePair(p, diplo.KindPerson)
			return
		}
		if p.plural || !p.definite && p.owned < 0 && p.title.role != diplo.Official {
			return
		}
		if m, ok := a.unnamed[p.title.name]; ok && p.definite && !p.plural {
			a.again(p, m, 0.7)
			return
		}
		if n := a.heldBefore(p); n != nil && p.definite && !p.former {
			m := a.mention(p, n.actor, ViaArticle, 0.8, fmt.Sprintf("“%s” is %s, named in sentence %d", a.words(p), n.actor.Name, n.sentence+1))
			m.Office, m.For = a.officeOf(n)
			n.last = a.sentence
			return
		}
		code := a.nearbyCountry(p)
		if code == "" || p.title.role == diplo.OtherRole {
			return
		}
		ties = []tie{{code: code, id: diplo.CountryID(code), nearby: true}}
	}
	for _, k := range ties {
		if k.person {
			continue
		}
		score, reason := 0.9, ""
		if k.nearby {
			score = 0.5
		}
		t := p.title
		if t.name == "chief" && k.class == international { // "the NATO chief"
			t = &title{name: "secretary-general", role: diplo.HeadOfBody}
		}
		if !p.former && !p.deputy {
			if n := a.holderInArticle(k.code, t); n != nil {
				reason = fmt.Sprintf("the article names %s as %s", n.actor.Name, t.name)
				m := a.mention(p, n.actor, ViaOffice, score, reason)
				m.Office, m.For = a.officeOf(n)
				n.last = a.sentence
				continue
			}
			if k.class == 0 || k.class == international || k.class == bodyOfOne {
				of := k.id
				if k.class == bodyOfOne && len(b.officesOf[of]) == 0 {
					of = b.executiveFor(k.code)
				}
				if o, ok := b.holder(of, k.code, t.name, t.role, a.on); ok {
					holder := b.people[b.personOf[o.Holder]].actor
					holder.Code = k.code
					m := a.mention(p, holder, ViaOffice, score, fmt.Sprintf("%s was %s on the day", holder.Name, o.Title))
					m.Office, m.For = &o, a.actsFor(o.Of)
					continue
				}
			}
		}
		if k.code == "" {
			continue
		}
		actor := a.unnamedOffice(k, p)
		m := a.mention(p, actor, ViaOffice, score-0.1, "the holder is not known")
		if p.title.role.Executive() && !p.former {
			m.For = a.forTie(k)
		}
		if a.unnamed == nil {
			a.unnamed = map[string]Mention{}
		}
		a.unnamed[p.title.name] = *m
	}
}

// unnamedOffice is the actor that stands for an office whose holder is not known, or for several.
func (a *article) unnamedOffice(k tie, p *phrase) diplo.Actor {
	of := k.code
	if actor, ok := a.base.actors[k.id]; ok {
		of = actor.Name
	}
	slug := strings.ReplaceAll(p.title.name, " ", "-")
	if p.plural && !singular(p.title.role) {
		return diplo.Actor{ID: diplo.ActorID("group:" + slug + "s-" + strings.ToLower(k.code)), Kind: diplo.KindGroup, Name: p.title.name + "s (" + of + ")", Code: k.code}
	}
	return diplo.Actor{ID: diplo.OfficeID(k.code, slug), Kind: diplo.KindPerson, Name: p.title.name + " (" + of + ")", Code: k.code}
}

// holderInArticle is the person whom the article itself gives the office.
func (a *article) holderInArticle(code string, t *title) *namedPerson {
	if code == "" || !singular(t.role) {
		return nil
	}
	var found *namedPerson
	for _, n := range a.people {
		if n.title == nil || n.former || n.actor.Code != code {
			continue
		}
		if n.title.name == t.name || t.name == "leader" && (n.title.role == diplo.HeadOfState || n.title.role == diplo.HeadOfGovernment || n.title.role == diplo.HeadOfBody) {
			if found != nil && found != n {
				return nil
			}
			found = n
		}
	}
	return found
}

// heldBefore is the person of the article for whom "the minister", "the president" stands.
func (a *article) heldBefore(p *phrase) *namedPerson {
	var best *namedPerson
	for _, n := range a.people {
		if n.last < 0 || n.title == nil || a.sentence-n.last > 3 {
			continue
		}
		fits := n.title.name == p.title.name
		switch p.title.name {
		case "minister":
			fits = n.title.role == diplo.Minister || n.title.role == diplo.ForeignMinister || n.title.role == diplo.DefenceMinister
		case "leader":
			fits = n.title.role == diplo.HeadOfState || n.title.role == diplo.HeadOfGovernment || fits
		case "official":
			fits = n.title.role == diplo.Official || n.title.role == diplo.Envoy || n.title.role == diplo.Minister
		}
		if fits && (best == nil || n.last >= best.last) {
			best = n
		}
	}
	return best
}

// nearbyCountry is the country that words without one belong to: the setting of the sentence,
// else the country that the article named last.
func (a *article) nearbyCountry(p *phrase) string {
	if a.recentBy == a.sentence && a.recent != "" {
		return a.recent
	}
	if a.setting != "" {
		return a.setting
	}
	if a.recent != "" {
		return a.recent
	}
	return a.foremost
}

func (a *article) resolveNoun(p *phrase) {
	b := a.base
	n := &b.nouns[p.entry.index]
	ties := a.settleTies(p)
	if len(ties) == 0 {
		if a.standsFor(p) {
			return
		}
		if n.weak {
			if label := a.reading.sentence.Tokens[p.core].Label; n.class == groupNoun && p.plural && a.setting != "" && label == "nsubj" {
				k := tie{code: a.setting, id: diplo.CountryID(a.setting), nearby: true}
				a.mention(p, b.unnamedGroup(n, k), ViaNoun, 0.3, "a common noun with the place of the sentence")
			}
			return
		}
		code := a.nearbyCountry(p)
		if local(n) && a.setting != "" {
			code = a.setting
		}
		if n.name == "criminals" { // pirates and smugglers belong to nobody who is merely near
			code = a.setting
		}
		if a.qualifies(p) && (n.class == groupNoun && n.name != "rebels" && n.name != "militants" && n.name != "protesters" && n.name != "opposition" || n.class == firmNoun) {
			return // "a prisoner exchange"
		}
		if code != "" {
			ties = []tie{{code: code, id: diplo.CountryID(code), nearby: true}}
		} else {
			ties = []tie{{}}
		}
	}
	for _, k := range ties {
		score := 0.8
		if k.nearby {
			score = 0.5
		}
		if k.code == "" {
			score = 0.3
		}
		c, isCountry := b.countryOf[k.code]
		if n.class == stateNoun {
			if isCountry {
				a.mention(p, c.actor, ViaNoun, score, fmt.Sprintf("“%s” stands for %s", a.words(p), c.actor.Name))
			} else if actor, ok := b.actors[k.id]; ok {
				a.mention(p, actor, ViaNoun, score, fmt.Sprintf("“%s” stands for %s", a.words(p), actor.Name))
			}
			continue
		}
		actor, reason := b.unnamedGroup(n, k), "a common noun, with the country that goes with it"
		if group, ok := b.actors[k.id]; ok && k.class == armedGroup && (n.name == "rebels" || n.name == "militants") {
			actor, reason = group, fmt.Sprintf("fighters of %s", group.Name) // "Hamas militants"
		}
		m := a.mention(p, actor, ViaNoun, score, reason)
		switch n.class {
		case forceNoun, policeNoun, ministryNoun:
			m.For = a.forTie(k)
		}
	}
}

// qualifies tells whether the phrase only qualifies the noun behind it.
func (a *article) qualifies(p *phrase) bool {
	switch token := &a.reading.sentence.Tokens[p.core]; token.Label {
	case "compound", "amod", "nmod":
		return token.Head > p.core
	}
	return false
}

// local tells whether a noun belongs to where things happen rather than to whom was named last.
func local(n *noun) bool {
	switch n.class {
	case policeNoun, groupNoun, courtNoun, firmNoun:
		return true
	}
	return false
}

// settleTies are the ties of a phrase, those by a person's possessive ("Putin's government") and by a
// pronoun ("its troops") resolved to the country of the person or of what the pronoun stands for.
func (a *article) settleTies(p *phrase) []tie {
	var ties []tie
	for _, k := range p.ties {
		if k.id == "group:taliban" && a.named["PAK"] && !a.named["AFG"] {
			k.code, k.id = "PAK", "group:tehrik-i-taliban-pakistan"
		}
		if !k.person {
			ties = append(ties, k)
			continue
		}
		for i := range a.mentions {
			if m := &a.mentions[i]; m.Last == k.token && m.Actor.Code != "" {
				ties = append(ties, tie{code: m.Actor.Code, id: a.base.executiveFor(m.Actor.Code), token: k.token, nearby: true})
				break
			}
		}
	}
	if len(ties) == 0 && p.owned >= 0 {
		for i := range a.mentions {
			if m := &a.mentions[i]; m.First == p.owned && m.Via == ViaPronoun && m.Actor.Code != "" {
				k := tie{code: m.Actor.Code, id: a.base.executiveFor(m.Actor.Code), token: p.owned, nearby: true}
				if m.Actor.Kind != diplo.KindCountry && m.For == "" && a.base.bodyOf[m.Actor.Code] == "" {
					k.class = socialGroup // a party's leader leads no country
				}
				ties = append(ties, k)
				break
			}
		}
	}
	return ties
}

// unnamedGroup is the actor that a common noun stands for: "armed forces (Turkey)".
func (b *Base) unnamedGroup(n *noun, k tie) diplo.Actor {
	if actor, ok := b.standing[k.code+" "+n.name]; ok && k.class == 0 {
		return actor
	}
	kind, prefix := diplo.KindOrganization, "organization:"
	if n.class == groupNoun {
		kind, prefix = diplo.KindGroup, "group:"
	}
	slug := strings.ReplaceAll(n.name, " ", "-")
	if k.code == "" {
		return diplo.Actor{ID: diplo.ActorID(prefix + slug), Kind: kind, Name: n.name}
	}
	of := k.code
	if c, ok := b.countryOf[k.code]; ok {
		of = c.actor.Name
	} else if actor, ok := b.actors[k.id]; ok {
		of = actor.Name
	}
	return diplo.Actor{ID: diplo.ActorID(prefix + slug + "-" + strings.ToLower(k.code)), Kind: kind, Name: n.name + " (" + of + ")", Code: k.code}
}
