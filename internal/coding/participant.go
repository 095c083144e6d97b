package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/fold"
)

// grade says how a noun phrase was read as an actor, surest first.
type grade int

const (
	direct    grade = iota // the noun is an actor's name, office or group
	derived                // the noun belongs to an actor: "the Russian embassy", "targets in Gaza"
	behind                 // the noun is an act, the actor is who did it
	inner                  // an actor is named somewhere in the phrase
	anonymous              // people without a name: placed by where they are
	unnamed                // weapons, unknown gunmen: known to be nobody named
)

// participant is one reading of a noun phrase as an actor.
type participant struct {
	actor  diplo.Actor // ID "" for nobody named
	office *diplo.Office
	onFor  diplo.ActorID // on behalf of whom
	token  int           // the noun in the tree, or none
	first  int           // the words, none when they stand elsewhere
	last   int
	grade  grade
	reason string
	act    int // the act behind which the actor stands, or none
	// common tells that only common nouns name it: "the government".
	common bool
	via    actors.Via
	// borrowed tells that it is the addressee of the words beside, not of these.
	borrowed bool
}

func (p *participant) named() bool { return p != nil && p.actor.ID != "" }

func fromMention(m *actors.Mention, token int) participant {
	return participant{actor: m.Actor, office: m.Office, onFor: m.For, token: token, first: m.First, last: m.Last,
		reason: m.Reason, act: none, common: m.Via == actors.ViaNoun, via: m.Via}
}

// mentionHead is the mention whose head is token i.
func (r *reading) mentionHead(i int) *actors.Mention {
	if m := r.mentionAt[i]; m != nil && m.Head == i {
		return m
	}
	return nil
}

// isPerson tells whether a noun stands for people or a body that can act.
func (r *reading) isPerson(i int) bool {
	if m := r.mentionAt[i]; m != nil {
		return m.Actor.Kind != diplo.KindCountry || !m.Place
	}
	return r.dictionary.is("person", r.tree.lemma[i]) || r.dictionary.is("armed", r.tree.lemma[i])
}

var partitives = wordSet{
	"hundred": true, "thousand": true, "dozen": true, "score": true, "million": true, "number": true, "majority": true, "one": true,
	"most": true, "some": true, "many": true, "several": true, "all": true, "two": true, "three": true, "four": true, "five": true,
	"ten": true, "remainder": true, "group": true, "member": true, "rest": true, "pair": true, "half": true, "both": true,
	"crowd": true, "part": true, "leader": true, "life": true, "lot": true, "tens": true, "each": true, "people": true, "series": true,
	"total": true, "none": true, "wave": true, "party": true, "coalition": true, "alliance": true, "family": true, "body": true,
	"representative": true, "any": true, "more": true, "few": true, "head": true, "supporter": true, "resident": true, "citizen": true,
	"native": true, "face": true,
}

// resolve reads the noun at n as actors: usually one; several for "Russian and Iranian
// negotiators"; none for a thing.
func (r *reading) resolve(n int) []participant {
	return r.resolveDeep(n, 0)
}

func (r *reading) resolveDeep(n, depth int) []participant {
	t := r.tree
	if depth > 4 {
		return nil
	}
	if t.isRelativePronoun(n) {
		if e := r.expand(n); len(e) > 0 && e[0] != n {
			return r.resolveDeep(e[0], depth+1)
		}
		return nil
	}
	if r.dictionary.is("first_person", t.lower[n]) && strings.HasPrefix(t.tag(n), "PRP") {
		if s := r.speakerOf(n); s != nil {
			p := *s
			p.token, p.first, p.last = n, n, n
			p.reason = "“" + t.tokens[n].Form + "” is the speaker, " + p.actor.Name
			return []participant{p}
		}
		return nil
	}
	if (t.lower[n] == "he" || t.lower[n] == "she") && r.mentionAt[n] == nil {
		s := r.article.speaker
		if say := r.sayAbove(n); say != none && n > say {
			if own := r.speakerAt(say); own != nil {
				s = own
			}
		}
		if s != nil && s.actor.Kind == diplo.KindPerson {
			p := *s
			p.token, p.first, p.last = n, n, n
			p.reason = "“" + t.tokens[n].Form + "” is who spoke last, " + p.actor.Name
			return []participant{p}
		}
		return nil
	}
	if m := r.mentionAt[n]; m != nil && (m.Head == n || m.Via != actors.ViaDemonym) {
		if !r.isAct(n) || m.Head == n && m.Via != actors.ViaDemonym {
			if m.Via == actors.ViaNoun && (r.unidentified(n) || m.First == m.Last && unknownPeople[t.lemma[n]]) {
				return []participant{{token: n, first: n, last: n, grade: unnamed, act: none, reason: "nobody is named"}}
			}
			if m.Via == actors.ViaNoun && m.Actor.Code == "" {
				p := r.anonymousAt(n)
				p.first, p.last, p.actor, p.onFor = m.First, m.Last, m.Actor, m.For
				return []participant{p}
			}
			if c := t.child(n, "appos"); c != none && (m.Actor.Code == "" && m.Actor.Kind != diplo.KindPerson || strings.HasPrefix(string(m.Actor.ID), "office:")) {
				if other := r.mentionHead(c); other != nil && other.Actor.Kind == diplo.KindPerson && other.Actor.Code != "" {
					return []participant{fromMention(other, c)} // "the emir, Sheikh X"
				}
				if owners := r.owners(c); owners != nil && m.Actor.Code == "" {
					return owners[:1] // "Al Udeid, a US air base"
				}
			}
			if several := r.mentionsLike(m, n); len(several) > 1 {
				return several
			}
			if several := r.coordinatedNations(n, m); several != nil {
				return several
			}
			return []participant{fromMention(m, n)}
		}
	}
	if strings.HasPrefix(t.tag(n), "PRP") && r.mentionAt[n] == nil && t.label(n) == "nsubj" {
		switch t.lower[n] {
		case "it", "they": // "police said they detained"
			if say := r.sayAbove(n); say != none && n > say {
				if s := r.speakerAt(say); s != nil {
					p := *s
					p.token, p.first, p.last = n, n, n
					p.reason = "“" + t.tokens[n].Form + "” goes back to “" + t.tokens[say].Form + "”: " + p.actor.Name
					return []participant{p}
				}
			}
			return nil
		}
	}
	if weekdays[t.lower[n]] { // "the leader Wednesday rejected": the day taken for the subject
		if c := t.child(n, "compound", "nmod"); c != none && r.mentionHead(c) != nil && c < n {
			return []participant{fromMention(r.mentionHead(c), c)}
		}
	}
	if t.isVerb(n) {
		return r.gerundDoers(n, depth)
	}
	if r.isAct(n) {
		return r.doers(n, depth)
	}
	if partitives[t.lemma[n]] || t.tag(n) == "CD" {
		for _, c := range t.kids[n] {
			if t.label(c) == "prep" && t.lower[c] == "of" {
				var all []participant
				for _, o := range t.prepObjects(c) {
					all = append(all, r.resolveDeep(o, depth+1)...)
				}
				if len(all) > 0 {
					return all
				}
			}
		}
	}
	if c := t.child(n, "appos"); c != none {
		if m := r.mentionHead(c); m != nil && m.Via != actors.ViaDemonym {
			return []participant{fromMention(m, c)}
		}
	}
	if owners := r.owners(n); owners != nil {
		return owners
	}
	if r.isPerson(n) || r.dictionary.is("place_noun", t.lemma[n]) || r.dictionary.is("authority", t.lemma[n]) || r.dictionary.is("actor_noun", t.lemma[n]) {
		return []participant{r.anonymousAt(n)}
	}
	if r.dictionary.is("weapon", t.lemma[n]) {
		return []participant{{token: n, first: n, last: n, grade: unnamed, act: none, reason: "a weapon, nobody is named"}}
	}
	return nil
}

// mentionsLike are the actors for which the words of m stand: several for "the leaders of
// Armenia and Azerbaijan".
func (r *reading) mentionsLike(m *actors.Mention, token int) []participant {
	var all []participant
	for i := range r.sentence.Actors {
		if other := &r.sentence.Actors[i]; other.First == m.First && other.Last == m.Last && other.Head == m.Head {
			all = append(all, fromMention(other, token))
		}
	}
	return all
}

// gerundDoers reads "Brazil's harbouring of", "for bombing the town" as an act with its doer.
func (r *reading) gerundDoers(v, depth int) []participant {
	if r.tree.tag(v) != "VBG" {
		return nil
	}
	if c := r.tree.child(v, "poss", "nsubj"); c != none {
		return r.behindAct(v, r.expand(c), "doer of", depth)
	}
	return nil
}

var weekdays = wordSet{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "today": true, "yesterday": true}

// coordinatedNations reads "Russian and Iranian negotiators" as both, where the actor
// reader gave the noun to one of them only.
func (r *reading) coordinatedNations(n int, m *actors.Mention) []participant {
	t := r.tree
	if m.Via == actors.ViaName || m.Via == actors.ViaTitle {
		return nil
	}
	for _, c := range t.kids[n] {
		if t.label(c) != "amod" && t.label(c) != "nmod" && t.label(c) != "compound" {
			continue
		}
		var all []participant
		for _, d := range t.conjuncts(c) {
			if other := r.mentionAt[d]; other != nil && other != m {
				all = append(all, derivedFrom(other, n, "“"+t.tokens[d].Form+"” before “"+t.tokens[n].Form+"”"))
			}
		}
		if len(all) > 0 && len(t.conjuncts(c)) > 1 {
			if m.First <= c && c <= m.Last {
				first := fromMention(m, n)
				return append([]participant{first}, all...)
			}
			if len(all) > 1 {
				return all
			}
		}
	}
	return nil
}

func derivedFrom(m *actors.Mention, token int, reason string) participant {
	p := fromMention(m, token)
	p.grade = derived
	p.reason = reason + ": " + m.Actor.Name
	return p
}

var ownerPreps = wordSet{"of": true, "in": true, "from": true, "at": true, "inside": true, "near": true, "across": true, "outside": true, "belonging": true}

// owners are the actors that a noun belongs to: possessor, demonym, "of", "in", "from".
func (r *reading) owners(n int) []participant {
	t := r.tree
	var found []participant
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "poss":
			for _, o := range t.conjuncts(c) {
				if m := r.mentionAt[o]; m != nil {
					found = append(found, derivedFrom(m, n, "it is that of"))
				}
			}
		case "amod", "compound", "nmod":
			for _, o := range t.conjuncts(c) {
				if m := r.mentionAt[o]; m != nil && !r.sided(m) {
					found = append(found, derivedFrom(m, n, "“"+t.tokens[o].Form+"” before “"+t.tokens[n].Form+"”"))
				} else if lead := t.child(o, "npadvmod"); lead != none && r.mentionAt[lead] != nil && suffixOwner[t.lower[o]] {
					found = append(found, derivedFrom(r.mentionAt[lead], n, "“"+t.tokens[lead].Form+"-"+t.tokens[o].Form+"”"))
				}
			}
		}
	}
	if found != nil {
		return found
	}
	for _, c := range t.kids[n] {
		if t.label(c) != "prep" || !ownerPreps[t.lower[c]] {
			continue
		}
		for _, o := range t.prepObjects(c) {
			if m := r.mentionAt[o]; m != nil {
				found = append(found, derivedFrom(m, n, "“"+t.tokens[c].Form+" "+r.words(m.First, m.Last)+"”"))
			} else if more := r.ownersShallow(o); more != nil {
				found = append(found, more...)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// inRelative tells whether i stands in a relative clause that describes n.
func (r *reading) inRelative(i, n int) bool {
	for ; i != none && i != n; i = r.tree.head[i] {
		if r.tree.label(i) == "relcl" && r.tree.head[i] == n {
			return true
		}
	}
	return false
}

// sided tells whether "pro-" or "anti-" stands before the name: it says on whose side, not who.
func (r *reading) sided(m *actors.Mention) bool {
	for i := m.First - 1; i >= 0 && i >= m.First-2; i-- {
		if w := r.tree.lower[i]; w == "pro" || w == "anti" || w == "pro-" || w == "anti-" {
			return true
		}
	}
	return false
}

var suffixOwner = wordSet{"operated": true, "owned": true, "flagged": true, "run": true, "registered": true, "controlled": true, "held": true, "led": true, "based": true, "born": true, "affiliated": true}

// ownersShallow looks one phrase further: "in the city of Aleppo", "in the Syrian city".
func (r *reading) ownersShallow(n int) []participant {
	t := r.tree
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "poss", "amod", "compound", "nmod", "appos":
			if m := r.mentionAt[c]; m != nil {
				return []participant{derivedFrom(m, n, "“"+t.tokens[c].Form+"”")}
			}
		case "prep":
			if t.lower[c] == "of" || t.lower[c] == "in" || t.lower[c] == "from" {
				for _, o := range t.prepObjects(c) {
					if m := r.mentionAt[o]; m != nil {
						return []participant{derivedFrom(m, n, "“"+t.tokens[c].Form+" "+r.words(m.First, m.Last)+"”")}
					}
				}
			}
		}
	}
	return nil
}

// isAct tells whether the noun names something done.
func (r *reading) isAct(n int) bool {
	t := r.tree
	if !t.isNoun(n) || r.isPersonWord(n) {
		return false
	}
	lemma := t.lemma[n]
	return r.dictionary.is("generic_act", lemma) || r.dictionary.is("assault_act", lemma) || len(r.dictionary.nouns[lemma]) > 0
}

func (r *reading) isPersonWord(n int) bool {
	return r.mentionAt[n] == nil && r.dictionary.is("person", r.tree.lemma[n])
}

// doers are who did the act named by noun n, or an unnamed participant that stands for the
// act alone.
func (r *reading) doers(n, depth int) []participant {
	if found := r.doersStrict(n, depth); found != nil {
		return found
	}
	m := r.nominalOf(n)
	loose := []string{"of", "from", "between", "for", "to", "on", "against", "over", "in"}
	if r.isAssaultNoun(n) {
		loose = nil // the place of an assault isn't who did it
	}
	for _, prep := range loose {
		if found := r.behindAct(n, objectsOf(m.preps, prep), "named behind", depth); found != nil {
			return found
		}
	}
	return []participant{{token: n, first: n, last: n, grade: behind, act: n, reason: "who did it is not said here"}}
}

func (r *reading) behindAct(n int, tokens []int, why string, depth int) []participant {
	var all []participant
	for _, o := range tokens {
		if o == n {
			continue
		}
		for _, p := range r.resolveDeep(o, depth+1) {
			if p.grade == anonymous || p.grade == unnamed || !p.named() {
				continue
			}
			p.act, p.grade = n, behind
			p.reason = why + " “" + r.tree.tokens[n].Form + "”: " + p.actor.Name
			all = append(all, p)
		}
	}
	return all
}

// doersStrict are those whom the words around the act name as its doers.
func (r *reading) doersStrict(n, depth int) []participant {
	m := r.nominalOf(n)
	if found := r.behindAct(n, m.possessor, "possessor of", depth); found != nil {
		return found
	}
	if found := r.behindAct(n, objectsOf(m.preps, "by"), "named after “by” behind", depth); found != nil {
		return found
	}
	var lead []int
	for _, o := range m.modifiers {
		if m := r.mentionAt[o]; m != nil && m.Actor.Code != "" {
			lead = append(lead, o)
		}
	}
	if found := r.behindAct(n, lead, "stands before", depth); found != nil {
		return found
	}
	if m.light != nil && m.holding != refused && m.holding != ended && r.tree.under(m.light.verb, n) {
		if found := r.behindAct(n, m.agents, "carried out", depth); found != nil {
			return found
		}
	}
	for _, c := range r.tree.kids[n] { // "measures that France adopted", "an offensive launched by X"
		if l := r.tree.label(c); l != "relcl" && l != "acl" || !r.tree.isVerb(c) {
			continue
		}
		var agents []int
		for _, s := range r.predicateOf(c).subject {
			if s != n {
				agents = append(agents, s)
			}
		}
		if found := r.behindAct(n, agents, "did", depth); found != nil {
			return found
		}
	}
	if m.light != nil && m.holding == held {
		return r.behindAct(n, m.agents, "carried out", depth)
	}
	return nil
}

// innerActors are the actors named anywhere in the phrase around n, first first.
func (r *reading) innerActors(n int) []participant {
	first, last := r.tree.reach(n)
	var found []participant
	for i := first; i <= last; i++ {
		if m := r.mentionHead(i); m != nil && r.tree.under(i, n) && !r.sided(m) && !r.inRelative(i, n) {
			p := derivedFrom(m, i, "named in “"+r.phrase(n)+"”")
			p.grade = inner
			found = append(found, p)
		}
	}
	return found
}

// anonymousAt is a group of people without a name, before it is known where they are.
func (r *reading) anonymousAt(n int) participant {
	p := participant{token: n, first: n, last: n, grade: anonymous, act: none, reason: "people without a name"}
	if r.unidentified(n) {
		p.grade, p.reason = unnamed, "nobody is named"
	}
	if unknownPeople[r.tree.lemma[n]] {
		p.grade, p.reason = unnamed, "nobody is named"
	}
	return p
}

// unknownPeople are words for those of whom only the deed is known.
var unknownPeople = wordSet{"gunman": true, "attacker": true, "assailant": true, "bomber": true, "hitman": true, "assassin": true, "sniper": true, "hijacker": true, "kidnapper": true}

// unidentified tells whether the words before a noun say that nobody knows who.
func (r *reading) unidentified(n int) bool {
	for _, c := range r.tree.kids[n] {
		switch r.tree.lower[c] {
		case "unknown", "unidentified", "unnamed", "masked", "unclaimed":
			return true
		}
	}
	return false
}

// placed gives people without a name the country of the place where it happened.
func (r *reading) placed(p participant, where *actors.Mention) participant {
	if where == nil || where.Actor.Code == "" || p.token == none {
		return p
	}
	return r.groupIn(p, where.Actor.Name, where.Actor.Code, "placed by “"+r.words(where.First, where.Last)+"”")
}

// groupIn makes a group of people without a name, by the country that they are in.
func (r *reading) groupIn(p participant, country, code, why string) participant {
	noun := strings.ToLower(r.tree.tokens[p.token].Form)
	kind := diplo.KindGroup
	if p.named() {
		noun, kind = p.actor.Name, p.actor.Kind
	}
	name := noun + " in " + country
	p.actor = diplo.Actor{
		ID:   diplo.ActorID(strings.ToLower(string(kind)) + ":" + fold.Slug(name)),
		Kind: kind, Name: name, Code: code,
	}
	p.reason = "“" + noun + "” without a name, " + why
	return p
}

// words are the words of the tokens first … last as they stand in the text.
func (r *reading) words(first, last int) string {
	if first < 0 || last >= len(r.tree.tokens) || first > last {
		return ""
	}
	return r.body[r.tree.tokens[first].Start:r.tree.tokens[last].End]
}
