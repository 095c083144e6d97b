package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
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
	sure   float64 // how surely the words name this actor, 0 … 1; 0 when nobody is named
	// stands tells that it stands for whoever was hit there: nobody but a place is named.
	stands bool
	// borrowed tells that it is the addressee of the words beside, not of these.
	borrowed bool
}

func (p *participant) named() bool { return p != nil && p.actor.ID != "" }

func fromMention(m *actors.Mention, token int) participant {
	return participant{actor: m.Actor, office: m.Office, onFor: m.For, token: token, first: m.First, last: m.Last,
		reason: m.Reason, act: none, common: m.Via == actors.ViaNoun, via: m.Via, sure: m.Score}
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
	"native": true, "planeload": true, "shipload": true, "truckload": true, "shipment": true, "package": true, "ton": true, "tonne": true, "convoy": true, "face": true,
}

// resolve reads the noun at n as actors: usually one; several for "Russian and Iranian
// negotiators"; none for a thing.
func (r *reading) resolve(n int) []participant {
	return r.resolveDeep(n, 0)
}

func (r *reading) resolveDeep(n, depth int) []participant {
	t := r.tree
	if depth > 4 || r.resolving[n] {
		return nil
	}
	r.resolving[n] = true // whoever is asked for on the way does not go round in a circle
	defer func() { r.resolving[n] = false }()
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
	if p, ok := r.opposedGovernment(n); ok {
		return []participant{p}
	}
	if m := r.mentionAt[n]; m != nil && (m.Head == n || m.Via != actors.ViaDemonym) {
		if !r.isAct(n) || m.Head == n && m.Via != actors.ViaDemonym {
			if m.Via == actors.ViaNoun && (r.unidentified(n) || unknownPeople[t.lemma[n]] && r.onlyCounted(m)) {
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
	if m := r.formerOrLatter(n); m != nil {
		p := fromMention(m, n)
		p.first, p.last = n, n
		p.reason = "“the " + t.tokens[n].Form + "” of those named before, " + m.Actor.Name
		return []participant{p}
	}
	if weekdays[t.lower[n]] { // "the leader Wednesday rejected": the day taken for the subject
		if c := t.child(n, "compound", "nmod"); c != none && r.mentionHead(c) != nil && c < n {
			return []participant{fromMention(r.mentionHead(c), c)}
		}
	}
	if t.isVerb(n) {
		return r.gerundDoers(n, depth)
	}
	if r.isAct(n) || r.setOff(n) {
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
		if p, ok := r.describedPerson(n, c); ok {
			return []participant{p}
		}
	}
	if owners := r.owners(n); owners != nil {
		return r.kinOf(n, owners)
	}
	if t.tag(n) == "CD" && (t.label(n) == "nsubj" || t.label(n) == "nsubjpass" || t.label(n) == "dobj") { // "over 100,000 protest"
		return []participant{r.anonymousAt(n)}
	}
	if r.firedWeapon(n) {
		return []participant{{token: n, first: n, last: n, grade: unnamed, act: none, reason: "a weapon, nobody is named"}}
	}
	if t.tag(n) == "NNPS" && t.childForm(n, "ethnic") != none { // "ethnic Albanians": of where they are
		return []participant{r.anonymousAt(n)}
	}
	if p, ok := r.unknownPerson(n); ok {
		return []participant{p}
	}
	if p, ok := r.likeThoseBefore(n); ok {
		return []participant{p}
	}
	if r.isPerson(n) || r.dictionary.is("place_noun", t.lemma[n]) || r.dictionary.is("authority", t.lemma[n]) || r.dictionary.is("actor_noun", t.lemma[n]) {
		return []participant{r.anonymousAt(n)}
	}
	if r.dictionary.is("weapon", t.lemma[n]) {
		if users := r.usersOf(n); users != nil {
			return users
		}
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

var weekdays = wordSet{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "today": true, "yesterday": true}

// words are the words of the tokens first … last as they stand in the text.
func (r *reading) words(first, last int) string {
	if first < 0 || last >= len(r.tree.tokens) || first > last {
		return ""
	}
	return r.body[r.tree.tokens[first].Start:r.tree.tokens[last].End]
}
