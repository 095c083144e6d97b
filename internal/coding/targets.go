package coding

import (
	"slices"
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

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
		if s == "in" && len(sources) > 1 && f.has("pair") {
			continue // the sides are named: it is where they clash
		}
		tokens := a.fillFor(f, s)
		if len(sources) > 1 && !f.relation.Reciprocal() && r.eachOther(tokens) {
			return slices.Clone(sources)
		}
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
		if f.has("home") && r.againstHome(f, a) && !slices.ContainsFunc(accepted, func(p participant) bool { return p.named() }) {
			continue
		}
		if p, ok := r.takenBack(f, trigger, accepted, sources); ok {
			return []participant{p}
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
	if f.has("place") && r.article.told(where) && !(f.has("own") && sameActor(sources, where.Actor.ID)) {
		p := fromMention(where, where.Head)
		p.grade, p.stands = derived, true
		p.reason = "nobody else is named: the place “" + r.words(where.First, where.Last) + "”"
		return []participant{p}
	}
	if home := r.article.country; f.has("place") && f.relation == "ATTACKED" && a.nominal == nil && len(a.fill(slotObject)) > 0 && home != nil && len(sources) == 1 && sources[0].actor.Kind == diplo.KindGroup && sources[0].actor.Code == home.Actor.Code {
		if p, ok := r.country(home.Actor.Code, "no other country is named than that of the group which attacks"); ok {
			p.stands = true
			return []participant{p}
		}
	}
	if f.has("home") && len(sources) > 0 && sources[0].actor.Code != "" && (r.againstHome(f, a) || r.rulers(sources[0].actor.Code) != nil) {
		if p, ok := r.country(sources[0].actor.Code, "their own state"); ok {
			return []participant{p}
		}
	}
	if f.has("placename") {
		if p, ok := r.unknownPlace(a, where, sources); ok {
			return []participant{p}
		}
	}
	if f.relation == "BANNED" && f.has("executive") && r.tree.tag(trigger) != "VB" && a.nominal == nil && len(a.fill(slotObject)) > 0 && len(sources) == 1 && sources[0].actor.Kind != diplo.KindPerson && !r.toldOf(f, sources[0]) {
		if p, ok := r.ownPeople(sources[0]); ok {
			return []participant{p}
		}
	}
	if f.has("own") && !r.article.accident && len(sources) > 0 && !r.toldOf(f, sources[0]) {
		if p, ok := r.ownPeople(sources[0]); ok {
			return []participant{p}
		}
	}
	return nil
}

// retaking verbs say that what is taken was the taker's own.
var retaking = wordSet{"retake": true, "recapture": true, "reclaim": true, "regain": true, "reoccupy": true, "reconquer": true, "liberate": true}

// takenBack is the state whose forces take back a place that no list knows: it lies at home.
func (r *reading) takenBack(f *frame, trigger int, accepted, sources []participant) (participant, bool) {
	if f.relation != "CAPTURED" || !retaking[r.tree.lemma[trigger]] || len(accepted) == 0 || len(sources) != 1 || sources[0].onFor == "" || len(sources[0].actor.Code) != 3 {
		return participant{}, false
	}
	for _, p := range accepted {
		if p.actor.Code != "" || p.actor.Kind == diplo.KindPerson && (p.token == none || !r.dictionary.is("place_noun", r.tree.lemma[p.token])) {
			return participant{}, false
		}
	}
	if home := r.article.country; home != nil && home.Actor.Code != sources[0].actor.Code {
		return participant{}, false
	}
	return r.country(sources[0].actor.Code, "taken back: its own")
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
	for _, o := range a.fill(slotObject) {
		if r.antiHome(o) {
			return true
		}
	}
	return a.nominal != nil && r.antiHome(a.nominal.noun)
}

// antiHome tells whether the noun is said to be against something of its own state: "an
// anti-government rally".
func (r *reading) antiHome(n int) bool {
	t := r.tree
	for i := max(0, n-4); i < n; i++ {
		word, found := strings.CutPrefix(t.lower[i], "anti-")
		if !found && t.lower[i] == "anti" && i+2 < n && t.lower[i+1] == "-" {
			word, found = t.lower[i+2], true
		}
		if found && r.dictionary.is("home_word", word) {
			return true
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
	own := false // an act of the source itself
	found := append(r.resolve(o), r.included(o)...)
	if own := r.speakersOwn(o, sources); own != nil {
		found = own
	}
	if len(found) == 0 && r.mustBePeople(f, o) {
		found = []participant{r.anonymousAt(o)}
	}
	for _, p := range found {
		if p.grade == unnamed && p.token != none && r.mayBeVictim(p.token) {
			p.grade = anonymous // whoever they are, it was done to them
		}
		switch p.grade {
		case unnamed:
			continue
		case anonymous:
			if !f.has("victim") {
				continue
			}
			if f.relation == "EXPELLED" && f.has("state") {
				p = r.athome(f, p, sources) // who is dismissed served those who dismiss
			}
			if !p.named() {
				p = r.placed(p, where)
			}
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
			if q, ok := r.relocated(p, where); ok {
				p = q
			}
			if f.has("person") && (p.actor.Kind == diplo.KindCountry || p.actor.Kind == diplo.KindOrganization && p.via == actors.ViaName) || f.has("body") && p.actor.Kind != diplo.KindOrganization {
				continue
			}
		}
		if f.has("placename") && (r.mentionAt[o] == nil || !r.mentionAt[o].Place) {
			continue
		}
		if sameActor(sources, p.actor.ID) && p.named() {
			if f.relation.Type() == diplo.Coerce && f.has("place") && where != nil && p.token != none && (p.grade == derived || r.mentionAt[o] != nil && r.mentionAt[o].Place) {
				people := participant{token: p.token, first: p.first, last: p.last, grade: anonymous, act: none}
				people.actor = diplo.Actor{ID: "group:residents", Kind: diplo.KindGroup, Name: "residents"}
				accepted = append(accepted, r.groupIn(people, placeOf(where, r.words(where.First, where.Last)).Name, p.actor.Code, "at home: "+p.reason))
			} else if f.has("victim") && p.grade == derived && p.token != none && (r.isPerson(o) || r.mustBePeople(f, o)) && len(p.actor.Code) == 3 && r.mentionAt[p.token] == nil {
				people := participant{token: o, first: o, last: o, grade: anonymous, act: none}
				accepted = append(accepted, r.groupIn(people, p.actor.Name, p.actor.Code, "at home: "+p.reason))
			}
			continue
		}
		if (p.grade > direct || p.common) && ofOneself(f, p, sources) {
			own = own || p.grade == behind
			continue
		}
		if f.relation == "VISITED" && p.actor.Kind == diplo.KindCountry && len(sources) > 0 && p.actor.Code == sources[0].actor.Code && r.bareCountry(o) {
			continue // who comes home visits nobody
		}
		if f.relation == "VISITED" && p.grade > direct || f.relation == "VISITED" && p.common {
			if host := r.hostOf(o, sources); host != nil {
				return host // "visits American troops based in X"
			}
		}
		if f.relation == "SUPPORTED" && r.ownThing(o) {
			continue // "defends its air space"
		}
		accepted = append(accepted, p)
	}
	if len(accepted) == 0 && !own && !f.has("actor") && !f.has("person") && !f.has("body") && !f.has("placename") && (f.has("any") || f.has("react")) {
		for _, p := range r.innerActors(o) {
			if !sameActor(sources, p.actor.ID) && !ofOneself(f, p, sources) {
				found := []participant{p}
				for _, q := range r.innerActors(o) { // "the border with X, Y and Z"
					if q.token != p.token && slices.Contains(r.tree.conjuncts(p.token), q.token) && !sameActor(sources, q.actor.ID) {
						found = append(found, q)
					}
				}
				if f.has("react") && r.isAct(o) {
					for i := range found {
						found[i].act = o
					}
				}
				return found
			}
		}
	}
	return accepted
}

// hostOf is the country in which those at o are, where they are of the visitor's own.
func (r *reading) hostOf(o int, sources []participant) []participant {
	if len(sources) == 0 || !slices.ContainsFunc(r.resolve(o), func(p participant) bool { return p.actor.Code == sources[0].actor.Code }) {
		return nil
	}
	for _, p := range r.innerActors(o) {
		if m := r.mentionHead(p.token); m != nil && m.Place && p.actor.Code != sources[0].actor.Code {
			return []participant{p}
		}
	}
	return nil
}

// speakersOwn is who says it, for "its" in what is said of others: "X says that a ship of Y entered its waters".
func (r *reading) speakersOwn(o int, sources []participant) []participant {
	t := r.tree
	if t.label(o) != "poss" || t.lower[o] != "its" && t.lower[o] != "their" {
		return nil
	}
	say := r.sayAbove(o)
	if say == none || say > o {
		return nil
	}
	speaker := r.speakerAt(say)
	if speaker == nil || speaker.actor.Kind == diplo.KindPerson || sameActor(sources, speaker.actor.ID) {
		return nil
	}
	p := *speaker
	p.token, p.first, p.last, p.grade = o, o, o, derived
	p.reason = "“" + t.tokens[o].Form + "” is the speaker's, " + p.actor.Name
	return []participant{p}
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
	if p.actor.Kind != diplo.KindCountry && p.onFor == "" && p.grade == direct {
		return false // "a deal with the rebels" is one within the country
	}
	switch f.relation {
	case "WITHDREW_FROM", "PROMISED", "AGREED_WITH":
		if len(sources) > 0 && sources[0].actor.Kind == diplo.KindGroup && p.actor.Kind == diplo.KindCountry {
			return false // rebels offer a truce to their government, and leave a town of their own country
		}
	}
	if len(sources) > 0 && sources[0].actor.Kind != diplo.KindCountry && sources[0].onFor == "" && (p.onFor != "" || p.actor.Kind == diplo.KindCountry) && p.grade == direct {
		return false // rebels and their state are two
	}
	return len(sources) > 0 && p.actor.Kind != diplo.KindPerson && p.actor.Code != "" && p.actor.Code == sources[0].actor.Code && f.relation != "EXPELLED" && f.relation != "RELEASED"
}

// bareCountry tells whether the noun is the name of a country, not of a place in it.
func (r *reading) bareCountry(o int) bool {
	m := r.mentionHead(o)
	return m != nil && m.OwnName()
}

// ownThing tells whether the noun is the subject's own: "its air space".
func (r *reading) ownThing(o int) bool {
	c := r.tree.child(o, "poss")
	return c != none && r.tree.tag(c) == "PRP$"
}

// athome gives people without a name or place the country of the police, court or
// government that deals with them.
func (r *reading) athome(f *frame, p participant, sources []participant) participant {
	if len(sources) == 0 || p.token == none || len(sources[0].actor.Code) != 3 || !sources[0].named() {
		return p
	}
	s := sources[0]
	domestic := f.relation.Type() == diplo.Coerce || f.relation == "WARNED" || f.relation == "URGED" || f.relation == "EXPELLED" || f.relation == "SUED" || f.relation == "INVESTIGATED"
	if f.relation.Type() == diplo.Assault && s.token != none && s.token < len(r.tree.lemma) {
		domestic = f.has("state") || r.dictionary.is("police", r.tree.lemma[s.token]) || s.actor.Kind == diplo.KindGroup && r.isGroupNoun(s.token)
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

// included are the named members of a group: "seven Palestinians, including commander X".
func (r *reading) included(o int) []participant {
	t := r.tree
	var named []participant
	if r.among(o) { // "two Danes are among six people abducted"
		for _, s := range r.predicateOf(t.head[t.head[o]]).subject {
			for _, p := range r.resolve(s) {
				if p.named() && p.grade <= derived {
					named = append(named, p)
				}
			}
		}
	}
	members := t.kids[o]
	if partitives[t.lemma[o]] { // "a number of countries, including X"
		if of := t.childForm(o, "of"); of != none {
			for _, group := range t.prepObjects(of) {
				members = append(members[:len(members):len(members)], t.kids[group]...)
			}
		}
	}
	for _, c := range members {
		if t.lower[c] != "including" && t.lower[c] != "like" {
			continue
		}
		for _, k := range t.kids[c] {
			if l := t.label(k); l != "pobj" && l != "dobj" {
				continue
			}
			list := t.conjuncts(k)
			if more := t.child(k, "appos"); more != none && t.child(more, "conj") != none {
				list = append(list, t.conjuncts(more)...) // "two Danes, a Finn and a Pole"
			}
			for _, oo := range list {
				named = append(named, r.member(oo)...)
			}
		}
	}
	return named
}

// member reads one of those whom "including" lists: by name, as people of a country ("two
// Belgians", "a man from Peru", "nationals of Japan and France").
func (r *reading) member(n int) []participant {
	t := r.tree
	people := r.isPerson(n) || partitives[t.lemma[n]]
	if m := r.mentionAt[n]; m != nil {
		switch {
		case m.Via == actors.ViaDemonym && strings.HasPrefix(t.tag(n), "NNP"):
			return []participant{fromMention(m, n)}
		case m.Head == n && m.Via == actors.ViaNoun && people && m.Score > 0.5: // else the country is only guessed
			return distinct(append(r.mentionsLike(m, n), r.owners(n)...))
		case m.Head == n && m.Via != actors.ViaNoun && m.Via != actors.ViaDemonym:
			return []participant{fromMention(m, n)}
		}
	}
	if !people {
		return nil
	}
	var abroad []participant
	for _, p := range r.owners(n) {
		if len(p.actor.Code) == 3 && (!p.common || p.sure > 0.5) {
			abroad = append(abroad, p)
		}
	}
	return abroad
}

// among tells whether n is the whole of which the clause names members: "X is among six people".
func (r *reading) among(n int) bool {
	t := r.tree
	prep := t.head[n]
	return t.label(n) == "pobj" && prep != none && t.lower[prep] == "among" && t.head[prep] != none && t.lemma[t.head[prep]] == "be"
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
		slots := [][]int{p.indirect, p.object, p.with("to"), p.with("for"), p.with("with"), p.with("against"), p.with("from"), p.with("on"), p.with("in"), p.with("at"), p.with("between"), below}
		if transfers[r.tree.lemma[v]] {
			slots = append([][]int{p.indirect, p.with("to")}, slots...)
		}
		if own := r.tree.child(v, "nsubj", "nsubjpass"); own != none && !p.passive {
			slots = append([][]int{p.subject}, slots...)
		}
		for _, tokens := range slots {
			var accepted []participant
			for _, o := range tokens {
				for _, q := range r.resolve(o) {
					if q.named() && q.grade <= behind && !sameActor(sources, q.actor.ID) && !((q.grade > direct || q.common) && ofOneself(f, q, sources)) && (!f.has("actor") || q.grade != behind) {
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
			if !sameActor(sources, p.actor.ID) && !ofOneself(f, p, sources) {
				p.act = none
				return []participant{p}
			}
		}
	}
	return nil
}

// transfers are verbs whose receiver, not their object, is the other side.
var transfers = wordSet{"hand": true, "transfer": true, "give": true, "send": true, "provide": true, "return": true, "extradite": true, "deliver": true, "lend": true, "sell": true, "surrender": true, "supply": true, "donate": true, "grant": true}

// distinct drops second readings as the same actor.
func distinct(list []participant) []participant {
	var kept []participant
	someone := slices.ContainsFunc(list, func(p participant) bool { return p.named() })
	for _, p := range list {
		switch {
		case p.named() && sameActor(kept, p.actor.ID):
		case !p.named() && p.act == none && (someone || len(kept) > 0): // nobody more to name
		default:
			kept = append(kept, p)
		}
	}
	return kept
}
