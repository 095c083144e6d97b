package coding

import (
	"slices"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/fold"
)

// sourcesOf resolves who did it. The second result is false when the frame can't be read
// so: a thing stands where somebody is needed.
func (r *reading) sourcesOf(f *frame, trigger int, a *arguments, where *actors.Mention) ([]participant, bool) {
	var fillers []int
	for _, s := range f.from {
		tokens := a.fill(s)
		if s == "to" {
			tokens = a.fillFor(f, s) // "the ambassador to X is summoned to the ministry"
		}
		if len(tokens) == 0 {
			continue
		}
		var accepted []participant
		for _, o := range tokens {
			if s == slotModifier && r.mentionAt[o] == nil {
				continue
			}
			if s == "from" && f.relation == "RELEASED" && !captivity[r.tree.lemma[o]] {
				continue
			}
			if s == "to" && a.predicate != nil && !r.namesCountry(o) {
				continue // "is summoned to the foreign ministry", of nobody knows where
			}
			if s == "in" && f.relation != "SHELTERED" && !r.dictionary.is("court", r.tree.lemma[o]) && a.nominal == nil {
				continue // who did it only where it is a court or a haven, not a place
			}
			if r.tree.childForm(o, "no") != none || r.accidentNamed(o) {
				return nil, false // "no group has claimed", "Typhoon X batters"
			}
			if !captivity[r.tree.lemma[o]] {
				fillers = append(fillers, o)
			}
			before := len(accepted)
			for _, p := range r.resolve(o) {
				if q, ok := r.acceptSource(f, p, where); ok {
					accepted = append(accepted, q)
				}
			}
			if len(accepted) == before && r.dictionary.is("document", r.tree.lemma[o]) {
				accepted = append(accepted, r.authors(f, o, where)...)
			}
		}
		if len(accepted) > 0 {
			return distinct(accepted), true
		}
	}
	if a.nominal != nil && len(fillers) == 0 && f.has("partner") {
		if partners := r.partnersOf(f, trigger, where); len(partners) > 0 {
			return partners, true
		}
	}
	if a.nominal != nil && len(fillers) == 0 && clashNouns[r.tree.lemma[trigger]] && len(a.fill("with")) > 0 && len(a.fill("between")) == 0 {
		if s := r.speakerOf(trigger); s != nil && s.actor.Kind == diplo.KindCountry && r.sayAbove(trigger) != none {
			return []participant{*s}, true // "X says that ten died in clashes with Y"
		}
	}
	if a.nominal != nil && len(fillers) == 0 {
		if accused := r.accusedOf(f, trigger, where); len(accused) > 0 {
			return accused, true
		}
	}
	// Nobody is named. A thing as subject ("the storm struck the island") ends the matter.
	for _, o := range fillers {
		lemma := r.tree.lemma[o]
		known := r.isPerson(o) || r.dictionary.is("weapon", lemma) || f.has("weapon") && r.dictionary.is("vessel", lemma) || r.dictionary.is("armed", lemma) || r.isAct(o) && f.has("weapon")
		if !known && f.has("state") && a.predicate != nil && a.predicate.passive && a.nominal == nil {
			continue // "is indicted by video evidence"
		}
		if !known {
			return nil, false
		}
		if !f.has("nosource") && !f.has("state") {
			return nil, false
		}
	}
	if f.has("state") {
		if p, ok := r.stateOf(f, a, where); ok {
			return []participant{p}, true
		}
	}
	if f.has("nosource") || agentless(f, a) {
		return nil, true
	}
	return nil, false
}

// namesCountry tells whether the noun, by more than a common name, stands for somebody whose country is known.
func (r *reading) namesCountry(o int) bool {
	return slices.ContainsFunc(r.resolve(o), func(p participant) bool { return p.actor.Code != "" && !p.common })
}

// authors are those whose law, resolution or statement it is: "adopts a resolution that
// condemns", "the UN report accuses".
func (r *reading) authors(f *frame, document int, where *actors.Mention) []participant {
	var accepted []participant
	for _, o := range r.ownerOf(document) {
		for _, p := range r.resolve(o) {
			if q, ok := r.acceptSource(f, p, where); ok && q.named() && q.grade <= derived {
				q.reason = "whose “" + r.tree.tokens[document].Form + "” it is: " + q.reason
				accepted = append(accepted, q)
			}
		}
	}
	return accepted
}

// agentless tells whether a passive tells of something done to somebody without saying by
// whom: "a ship was seized".
func agentless(f *frame, a *arguments) bool {
	if p := a.predicate; a.nominal != nil || p == nil || !p.passive || len(p.subject) > 0 || len(p.object) == 0 {
		return false
	}
	switch f.relation {
	case "ATTACKED":
		return f.has("victim")
	case "KILLED", "ABDUCTED", "SEIZED", "CRITICIZED", "CONDEMNED":
		return true
	}
	return false
}

// acceptSource tells whether a reading of the subject may do what the frame says.
func (r *reading) acceptSource(f *frame, p participant, where *actors.Mention) (participant, bool) {
	lemma := ""
	if p.token != none {
		lemma = r.tree.lemma[p.token]
	}
	switch p.grade {
	case unnamed:
		return p, false
	case anonymous:
		if !f.has("anonymous") && !r.dictionary.is("armed", lemma) && !r.dictionary.is("police", lemma) && !r.dictionary.is("protester", lemma) && !r.dictionary.is("court", lemma) && !r.dictionary.is("authority", lemma) {
			return p, false
		}
		if where == nil && f.relation.Type() == diplo.Protest {
			where = r.rulers("")
		}
		q := r.placed(p, where)
		return q, q.named() || r.dictionary.is("police", lemma) || r.dictionary.is("authority", lemma) || r.dictionary.is("court", lemma)
	case behind:
		if !p.named() || !f.has("weapon") {
			return p, false
		}
	case derived:
		// "Israeli election results" do nothing to anybody; "a Libyan warplane" does.
		if p.token != none && r.mentionAt[p.token] == nil && !r.canAct(p.token) && !(f.relation == "PROTESTED_AGAINST" && r.tree.tag(p.token) == "NNS") {
			return p, false
		}
		if p.token != none && r.mentionAt[p.token] == nil && r.isPerson(p.token) && p.actor.Kind == diplo.KindCountry && r.onlyPlace(p.token) {
			people := participant{token: p.token, first: p.token, last: p.token, grade: derived, act: none}
			p = r.groupIn(people, p.actor.Name, p.actor.Code, p.reason) // "religious leaders in India" are not India
		}
	}
	if p.grade == direct && p.token != none && r.townOnly(p.token) {
		if f.relation != "BANNED" {
			return p, false
		}
		name := "authorities of " + r.words(p.first, p.last)
		p.actor = diplo.Actor{ID: diplo.ActorID("organization:" + fold.Slug(name+" "+p.actor.Code)), Kind: diplo.KindOrganization, Name: name, Code: p.actor.Code}
		p.onFor = ""
	}
	if f.has("official") && !r.isOfficial(p) {
		return p, false
	}
	if f.has("people") && p.actor.Kind == diplo.KindCountry && p.via != actors.ViaDemonym {
		return p, false
	}
	if f.has("executive") && p.actor.Kind == diplo.KindPerson && p.onFor == "" {
		return p, false
	}
	if f.has("armed") && p.actor.Kind == diplo.KindPerson && p.office == nil {
		return p, false
	}
	return p, true
}

// canAct tells whether a noun that belongs to an actor acts in its stead.
func (r *reading) canAct(n int) bool {
	lemma := r.tree.lemma[n]
	d := r.dictionary
	return d.is("person", lemma) || d.is("armed", lemma) || d.is("troops", lemma) || d.is("fleet", lemma) || d.is("weapon", lemma) ||
		d.is("court", lemma) || d.is("police", lemma) || d.is("media", lemma) || d.is("protester", lemma) || d.is("actor_noun", lemma)
}

func (r *reading) isOfficial(p participant) bool {
	if p.actor.Kind == diplo.KindPerson {
		return true
	}
	if p.token == none {
		return false
	}
	if r.dictionary.is("official", r.tree.lemma[p.token]) {
		return true
	}
	for i := max(p.first, 0); i <= p.last; i++ {
		if r.dictionary.is("official", r.tree.lemma[i]) {
			return true
		}
	}
	return false
}

// partnersOf are the subjects of the clause in which a call or meeting is mentioned:
// "urged restraint in a call with X".
func (r *reading) partnersOf(f *frame, n int, where *actors.Mention) []participant {
	t := r.tree
	for i, steps := n, 0; i != none && steps < 6; i, steps = t.head[i], steps+1 {
		h := t.head[i]
		if h == none {
			return nil
		}
		if t.label(i) == "pobj" && t.head[h] != none && t.isVerb(t.head[h]) {
			v := t.head[h]
			switch t.lower[h] {
			case "in", "during", "after", "following", "at", "before", "by", "over", "on":
			case "for":
				if f.relation != "NEGOTIATED_WITH" && f.relation != "MET" {
					return nil
				}
			default:
				return nil
			}
			for l := t.label(v); (l == "xcomp" || l == "ccomp" || l == "conj") && t.isVerb(t.head[v]) && !r.dictionary.is("op_say", t.lemma[t.head[v]]); l = t.label(v) {
				v = t.head[v] // whoever urged did so in the call
			}
			subjects := r.surface(v)
			if f.relation.Type() == diplo.Protest {
				switch {
				case t.lower[h] == "in" && t.child(n, "det") == none:
				case t.lower[h] == "during" || t.lower[h] == "at" || t.lower[h] == "in":
					subjects = r.predicateOf(v).object
				default:
					return nil
				}
			}
			var accepted []participant
			for _, o := range subjects {
				for _, p := range r.resolve(o) {
					if q, ok := r.acceptSource(f, p, where); ok && q.grade <= derived {
						q.reason = "with “" + t.tokens[v].Form + "”: " + q.reason
						accepted = append(accepted, q)
					}
				}
			}
			if len(accepted) > 0 {
				r.partnerClause = v
			}
			return distinct(accepted)
		}
		if t.label(i) != "conj" && t.label(i) != "pobj" && t.label(i) != "prep" {
			return nil
		}
	}
	return nil
}

// accusedOf are those who are blamed for the act that noun n names: "charged X with the murder of Y".
func (r *reading) accusedOf(f *frame, n int, where *actors.Mention) []participant {
	t := r.tree
	prep := t.head[n]
	if t.label(n) != "pobj" || prep == none || t.head[prep] == none || !t.isVerb(t.head[prep]) {
		return nil
	}
	v := t.head[prep]
	if w := t.lower[prep]; w != "for" && w != "of" && w != "with" && w != "over" || !objectControlVerbs[t.lemma[v]] {
		return nil
	}
	var accepted []participant
	for _, o := range r.predicateOf(v).object {
		for _, p := range r.resolve(o) {
			if q, ok := r.acceptSource(f, p, where); ok && q.grade <= derived && q.named() {
				accepted = append(accepted, q)
			}
		}
	}
	return distinct(accepted)
}

// stateOf is the state whose police or courts must have done it: that of the place, else
// that of the person.
func (r *reading) stateOf(f *frame, a *arguments, where *actors.Mention) (participant, bool) {
	if where != nil && where.Actor.Code != "" {
		if p, ok := r.country(where.Actor.Code, "nobody is named: the state of “"+r.words(where.First, where.Last)+"”"); ok {
			return p, true
		}
	}
	if p := a.predicate; p != nil && a.nominal == nil { // "are tried | and sentenced in Japan"
		for _, v := range r.tree.conjuncts(p.verb)[1:] {
			if m := r.placeUnder(v, true); m != nil && r.tree.isVerb(v) && len(m.Actor.Code) == 3 && r.tree.child(v, "nsubj", "nsubjpass") == none {
				if state, ok := r.country(m.Actor.Code, "nobody is named: the state of “"+r.words(m.First, m.Last)+"”"); ok {
					return state, true
				}
			}
		}
	}
	if code := r.forceOnScene(); code != "" {
		if p, ok := r.country(code, "nobody is named: the state whose forces acted before"); ok {
			return p, true
		}
	}
	for _, s := range f.to {
		for _, o := range a.fill(s) {
			for _, p := range r.resolve(o) {
				if p.named() && p.actor.Code != "" {
					if q, ok := r.country(p.actor.Code, "nobody is named: the state of "+p.actor.Name); ok {
						return q, true
					}
				}
			}
		}
	}
	if code := r.onlyCountry(); code != "" {
		return r.country(code, "nobody is named: the one country that is")
	}
	return participant{}, false
}

// forceOnScene is the code of the state whose police or troops seized or struck somebody in the
// sentence before: "The coast guard boards a ship. Its captain is arrested."
func (r *reading) forceOnScene() string {
	code := ""
	for _, c := range r.article.candidates {
		if t := c.relation.Type(); c.sentence != r.index-1 || t != diplo.Coerce && t != diplo.Assault || c.standing.background {
			continue
		}
		if c.source.onFor != "" && len(c.source.actor.Code) == 3 {
			code = c.source.actor.Code
		}
	}
	return code
}

// country is the country of a code as a participant.
func (r *reading) country(code, reason string) (participant, bool) {
	actor, ok := r.coder.countries(code)
	if !ok {
		return participant{}, false
	}
	return participant{actor: actor, onFor: actor.ID, token: none, first: none, last: none, grade: derived, act: none, reason: reason}, true
}

// sourceAtHome gives police, courts and governments without a country that of the people
// whom they deal with.
func (r *reading) sourceAtHome(f *frame, sources, targets []participant) {
	for i := range sources {
		s := &sources[i]
		if s.actor.Code != "" || s.token == none || s.grade != anonymous || len(targets) == 0 || len(targets[0].actor.Code) != 3 {
			continue
		}
		if !r.dictionary.is("police", r.tree.lemma[s.token]) && !r.dictionary.is("authority", r.tree.lemma[s.token]) && !r.dictionary.is("court", r.tree.lemma[s.token]) {
			continue
		}
		if home, ok := r.coder.countries(targets[0].actor.Code); ok {
			*s = r.groupIn(*s, home.Name, home.Code, "taken for that of "+home.Name+", with whose people it deals")
		}
	}
}

// captivity words say out of whose hands somebody is released.
var captivity = wordSet{"prison": true, "jail": true, "custody": true, "detention": true, "captivity": true}
