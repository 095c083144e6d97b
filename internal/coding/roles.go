package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// sourcesOf resolves who did it. The second result is false when the frame can't be read
// so: a thing stands where somebody is needed.
func (r *reading) sourcesOf(f *frame, trigger int, a *arguments, where *actors.Mention) ([]participant, bool) {
	var fillers []int
	for _, s := range f.from {
		tokens := a.fill(s)
		if len(tokens) == 0 {
			continue
		}
		var accepted []participant
		for _, o := range tokens {
			if s == slotModifier && r.mentionAt[o] == nil {
				continue
			}
			if s == "in" && !r.dictionary.is("court", r.tree.lemma[o]) && a.nominal == nil {
				continue // who did it only where it is a court, not a place
			}
			fillers = append(fillers, o)
			for _, p := range r.resolve(o) {
				if q, ok := r.acceptSource(f, p, where); ok {
					accepted = append(accepted, q)
				}
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
	// Nobody is named. A thing as subject ("the storm struck the island") ends the matter.
	for _, o := range fillers {
		lemma := r.tree.lemma[o]
		known := r.isPerson(o) || r.dictionary.is("weapon", lemma) || r.dictionary.is("armed", lemma) || r.isAct(o) && f.has("weapon")
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
	if f.has("nosource") {
		return nil, true
	}
	return nil, false
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
		q := r.placed(p, where)
		return q, q.named() || r.dictionary.is("police", lemma) || r.dictionary.is("authority", lemma) || r.dictionary.is("court", lemma)
	case behind:
		if !p.named() || !f.has("weapon") {
			return p, false
		}
	case derived:
		// "Israeli election results" do nothing to anybody; "a Libyan warplane" does.
		if p.token != none && r.mentionAt[p.token] == nil && !r.canAct(p.token) {
			return p, false
		}
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

// stateOf is the state whose police or courts must have done it: that of the place, else
// that of the person.
func (r *reading) stateOf(f *frame, a *arguments, where *actors.Mention) (participant, bool) {
	if where != nil && where.Actor.Code != "" {
		if p, ok := r.country(where.Actor.Code, "nobody is named: the state of “"+r.words(where.First, where.Last)+"”"); ok {
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
	return participant{}, false
}

// country is the country of a code as a participant.
func (r *reading) country(code, reason string) (participant, bool) {
	actor, ok := r.coder.countries(code)
	if !ok {
		return participant{}, false
	}
	return participant{actor: actor, onFor: actor.ID, token: none, first: none, last: none, grade: derived, act: none, reason: reason}, true
}

// targetsOf resolves whom it was done to.
func (r *reading) targetsOf(f *frame, trigger int, a *arguments, where *actors.Mention, sources []participant) []participant {
	for _, s := range f.to {
		if s == "content" {
			if r.addressedUnnamed(f, a) {
				continue
			}
			if found := r.contentTargets(f, a, sources); len(found) > 0 {
				return found
			}
			continue
		}
		tokens := a.fillFor(f, s)
		if s == "between" || s == slotModifier {
			tokens = withoutSources(tokens, sources)
		}
		var accepted []participant
		for _, o := range tokens {
			if s == slotModifier && r.mentionAt[o] == nil {
				continue
			}
			accepted = append(accepted, r.acceptTargets(f, o, where, sources)...)
		}
		if len(accepted) > 0 && !(f.has("place") && where != nil && where.Actor.Code != "" && codeless(accepted)) {
			return distinct(accepted)
		}
	}
	if f.has("place") && f.relation == "ATTACKED" {
		if victims := r.casualties(f, where, sources); len(victims) > 0 {
			return victims
		}
	}
	if f.has("place") && where != nil {
		p := fromMention(where, where.Head)
		p.grade = derived
		p.reason = "nobody else is named: the place “" + r.words(where.First, where.Last) + "”"
		return []participant{p}
	}
	if f.has("home") && len(sources) > 0 && sources[0].actor.Code != "" && r.againstHome(f, a) {
		if p, ok := r.country(sources[0].actor.Code, "their own state"); ok {
			return []participant{p}
		}
	}
	return nil
}

// addressedUnnamed tells whether the frame has an addressee that names nobody: "warned
// schools not to…" warns nobody inside the clause.
func (r *reading) addressedUnnamed(f *frame, a *arguments) bool {
	for _, s := range f.to {
		if s == "content" {
			return false
		}
		if s != slotObject && s != slotIndirect {
			continue
		}
		for _, o := range a.fill(s) {
			if !r.isAct(o) && r.tree.isNoun(o) {
				return true
			}
		}
	}
	return false
}

// codeless tells whether nothing is known of the targets but a name of no country: a town
// taken for an organisation, where the place around it is known.
func codeless(list []participant) bool {
	for _, p := range list {
		if p.actor.Code != "" || p.actor.Kind == diplo.KindPerson || p.grade > direct {
			return false
		}
	}
	return true
}

// againstHome tells whether protesters name something of their own state.
func (r *reading) againstHome(f *frame, a *arguments) bool {
	for _, s := range []slot{"against", "over", "at"} {
		for _, o := range a.fill(s) {
			if r.anyWord(o, r.dictionary.classes["home_word"]) {
				return true
			}
		}
	}
	return false
}

func withoutSources(tokens []int, sources []participant) []int {
	var rest []int
	for _, o := range tokens {
		used := false
		for _, s := range sources {
			used = used || s.token == o || s.first <= o && o <= s.last
		}
		if !used {
			rest = append(rest, o)
		}
	}
	return rest
}

// acceptTargets reads the noun o as those to whom the frame's act is done.
func (r *reading) acceptTargets(f *frame, o int, where *actors.Mention, sources []participant) []participant {
	if strings.HasPrefix(r.tree.tag(o), "W") && !r.tree.isRelativePronoun(o) {
		return nil
	}
	if f.has("react") && r.isActPronoun(o) {
		return []participant{{token: o, first: o, last: o, grade: behind, act: o, reason: "an act told before"}}
	}
	var accepted []participant
	found := append(r.resolve(o), r.included(o)...)
	for _, p := range found {
		switch p.grade {
		case unnamed:
			continue
		case anonymous:
			if !f.has("victim") {
				continue
			}
			p = r.placed(p, where)
			if !p.named() || p.actor.Code == "" {
				p = r.athome(f, p, sources)
			}
		case behind:
			if f.has("react") {
				break
			}
			if !f.has("any") || !p.named() {
				continue
			}
			p.act = none
		case derived:
			if f.has("actor") && !r.canAct(p.token) && !r.isPerson(p.token) && !r.dictionary.is("place_noun", r.tree.lemma[p.token]) {
				continue
			}
			if f.has("person") && p.actor.Kind == diplo.KindCountry && !r.isPerson(p.token) {
				continue
			}
			if f.has("body") {
				continue
			}
		case direct:
			if f.has("person") && p.actor.Kind == diplo.KindCountry || f.has("body") && p.actor.Kind != diplo.KindOrganization {
				continue
			}
		}
		if f.has("placename") && (r.mentionAt[o] == nil || !r.mentionAt[o].Place) {
			continue
		}
		if sameActor(sources, p.actor.ID) && p.named() {
			if f.relation.Type() == diplo.Coerce && f.has("place") && where != nil && p.token != none && p.grade == derived {
				people := participant{token: p.token, first: p.first, last: p.last, grade: anonymous, act: none}
				people.actor = diplo.Actor{ID: "group:residents", Kind: diplo.KindGroup, Name: "residents"}
				accepted = append(accepted, r.groupIn(people, where.Actor.Name, p.actor.Code, "at home: "+p.reason))
			}
			continue
		}
		if (p.grade > direct || p.common) && ofOneself(f, p, sources) {
			continue
		}
		if f.relation == "SUPPORTED" && r.ownThing(o) {
			continue // "defends its air space"
		}
		accepted = append(accepted, p)
	}
	if len(accepted) == 0 && !f.has("actor") && !f.has("person") && !f.has("body") && !f.has("placename") && (f.has("any") || f.has("react")) {
		for _, p := range r.innerActors(o) {
			if !sameActor(sources, p.actor.ID) && !ofOneself(f, p, sources) {
				if f.has("react") && r.isAct(o) {
					p.act = o
				}
				return []participant{p}
			}
		}
	}
	return accepted
}

// ofOneself tells whether the target is something of the source's own country, where the
// relation is one between countries: nobody concedes to itself.
func ofOneself(f *frame, p participant, sources []participant) bool {
	switch f.relation.Type() {
	case diplo.Concede, diplo.Aid, diplo.Retreat, diplo.Sanction, diplo.Agree, diplo.Cooperate, diplo.Support, diplo.Mobilize:
	default:
		if f.relation != "CALLED_FOR" {
			return false
		}
	}
	return len(sources) > 0 && p.actor.Kind != diplo.KindPerson && p.actor.Code != "" && p.actor.Code == sources[0].actor.Code && f.relation != "EXPELLED" && f.relation != "RELEASED"
}

// ownThing tells whether the noun is the subject's own: "its air space".
func (r *reading) ownThing(o int) bool {
	c := r.tree.child(o, "poss")
	return c != none && r.tree.tag(c) == "PRP$" && r.mentionAt[c] == nil
}

// athome gives people without a name or place the country of the police, court or
// government that deals with them.
func (r *reading) athome(f *frame, p participant, sources []participant) participant {
	if len(sources) == 0 || p.token == none || len(sources[0].actor.Code) != 3 || !sources[0].named() {
		return p
	}
	s := sources[0]
	domestic := f.relation.Type() == diplo.Coerce || f.relation == "WARNED" || f.relation == "URGED" || f.relation == "EXPELLED"
	if f.relation == "ATTACKED" && s.token != none && s.token < len(r.tree.lemma) {
		domestic = r.dictionary.is("police", r.tree.lemma[s.token])
	}
	if !domestic || s.actor.Kind == diplo.KindPerson && s.onFor == "" {
		return p
	}
	home, ok := r.coder.countries(s.actor.Code)
	if !ok {
		return p
	}
	return r.groupIn(p, home.Name, home.Code, "taken for people of "+home.Name+", whose authorities act")
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

// included are the named members of a group: "seven Palestinians, including commander X".
func (r *reading) included(o int) []participant {
	t := r.tree
	var named []participant
	for _, c := range t.kids[o] {
		if t.lower[c] != "including" && t.lower[c] != "like" {
			continue
		}
		for _, k := range t.kids[c] {
			if l := t.label(k); l != "pobj" && l != "dobj" {
				continue
			}
			for _, oo := range t.conjuncts(k) {
				if m := r.mentionHead(oo); m != nil && m.Via != actors.ViaNoun && m.Via != actors.ViaDemonym {
					named = append(named, fromMention(m, oo))
				}
			}
		}
	}
	return named
}

// contentTargets are the actors inside the clause that says what was promised, urged or refused.
func (r *reading) contentTargets(f *frame, a *arguments, sources []participant) []participant {
	if a.clause == none {
		return nil
	}
	verbs := r.tree.conjuncts(a.clause)
	for _, v := range verbs {
		if !r.tree.isVerb(v) {
			continue
		}
		p := r.predicateOf(v)
		var below []int // "agreed to allow Arafat to be buried"
		if p.clause != none {
			below = r.surface(p.clause)
		}
		slots := [][]int{p.indirect, p.object, p.with("to"), p.with("for"), p.with("with"), p.with("against"), p.with("from"), p.with("on"), p.with("in"), p.with("at"), below}
		if own := r.tree.child(v, "nsubj", "nsubjpass"); own != none && !p.passive {
			slots = append([][]int{p.subject}, slots...)
		}
		for _, tokens := range slots {
			var accepted []participant
			for _, o := range tokens {
				for _, q := range r.resolve(o) {
					if q.named() && q.grade <= behind && !sameActor(sources, q.actor.ID) && (!f.has("actor") || q.grade != behind) {
						q.act = none
						accepted = append(accepted, q)
					}
				}
			}
			if len(accepted) > 0 {
				return distinct(accepted)
			}
		}
	}
	if f.has("any") {
		for _, p := range r.innerActors(a.clause) {
			if !sameActor(sources, p.actor.ID) {
				p.act = none
				return []participant{p}
			}
		}
	}
	return nil
}

// distinct drops second readings as the same actor.
func distinct(list []participant) []participant {
	var kept []participant
	for _, p := range list {
		if p.named() && sameActor(kept, p.actor.ID) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}
