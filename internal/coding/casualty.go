package coding

import (
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// harmVerbs tell of death and injury; whether somebody did it, the words around say.
var harmVerbs = wordSet{"kill": true, "wound": true, "injure": true, "die": true, "hurt": true, "leave": true, "claim": true, "maim": true}

var harmPreps = []string{"in", "as", "by", "during", "after", "following", "from", "when", "with", "amid"}

// attackedFrame is what casualties of an attack are coded by.
var attackedFrame = &frame{relation: "ATTACKED", kind: verbKind, lemma: "casualties of an attack", score: 0.8,
	options: map[string]bool{"victim": true, "any": true, "place": true, "nosource": true}}

var killedFrame = &frame{relation: "KILLED", kind: verbKind, lemma: "kill", score: 0.8,
	options: map[string]bool{"victim": true, "nosource": true}}

// matchCasualty reads deaths and injuries: as the attack that caused them where one is
// named ("12 people were killed in an air strike", "a bomb killed two"), as a killing where
// an actor did it, as nothing where nature or an accident did. It tells whether the verb
// is dealt with.
func (r *reading) matchCasualty(v int) bool {
	t := r.tree
	if !harmVerbs[t.lemma[v]] {
		return false
	}
	p := r.predicateOf(v)
	victims := p.object
	switch t.lemma[v] {
	case "die":
		victims = p.subject
	case "leave":
		if !r.predicateHas(p, "dead", "injured", "wounded", "killed") {
			return false
		}
	case "claim":
		if len(victims) == 0 || t.lemma[victims[0]] != "life" {
			return false
		}
	}
	if r.repeatsAssault(v, p) || r.toldBefore(v, victims) {
		return true
	}
	for i, steps := v, 0; steps < 4 && t.head[i] != none && (t.label(i) == "advcl" || t.label(i) == "conj"); steps++ {
		if i = t.head[i]; r.dictionary.is("accident", t.lemma[i]) {
			r.drop(v, "deaths in an accident, “"+t.tokens[i].Form+"”")
			return true
		}
	}
	args := r.verbArguments(p)
	cause, sources, ok := r.causeOf(v, p)
	if !ok {
		r.drop(v, "deaths that nobody caused, or nobody says so")
		return true
	}
	s := r.standingOf(v)
	if s.negated {
		r.drop(v, "negated: "+s.why)
		return true
	}
	var sides []participant
	if cause != none {
		sides = r.sidesOf(cause)
	}
	f := attackedFrame
	if cause == none && t.lemma[v] == "kill" {
		f = killedFrame
	}
	where := r.whereOf(v, args)
	if where == nil && cause != none {
		where = r.whereOf(cause, nil)
	}
	var targets []participant
	for _, o := range victims {
		targets = append(targets, r.acceptTargets(f, o, where, sources)...)
	}
	if len(sides) == 0 && len(sources) == 0 && cause != none && clashNouns[t.lemma[cause]] {
		if fighters, forces := r.deadOfBothSides(targets); fighters != nil {
			sources, targets = fighters, forces
		}
	}
	if aimed := r.aimedAt(f, cause, where, sources, targets); aimed != nil {
		targets = aimed
	}
	if len(sides) > 1 { // "clashes between X and Y kill ten": the two sides attack each other
		sources, targets = sides[:1], sides[1:]
	}
	if len(targets) == 0 && r.article.told(where) {
		w := fromMention(where, where.Head)
		w.grade, w.stands = derived, true
		w.reason = "nobody else is named: the place “" + r.words(where.First, where.Last) + "”"
		targets = append(targets, w)
	}
	c := candidate{frame: f, relation: f.relation, name: f.name(), sentence: r.index, trigger: v, standing: s, score: f.score, actionToken: none}
	c.first, c.last = v, v
	c.assumed = cause == none && len(sources) == 0 && len(p.subject) == 0
	if cause != none {
		c.name = "deaths or injuries in “" + t.tokens[cause].Form + "”"
		c.definite = t.childForm(cause, "the", "this", "that", "these", "those") != none
		if r.isAct(cause) {
			c.trigger, c.first, c.last = cause, cause, cause
		}
	}
	r.settle(&c, args, where)
	if c.trigger != v {
		if e := r.dateOf(v); e != nil && e.Range.Known() {
			keep := c.trigger
			c.trigger = v
			r.settle(&c, args, where)
			c.trigger = keep
		}
	}
	if r.pair(c, f, distinct(sources), distinct(targets)) {
		r.coded[v] = true
		if cause != none {
			r.consumed[cause] = true
		}
	}
	return true
}

// aimedAt are those of another country on whom the attack was, where the dead are people without
// a name: "ten die in an attack on the Danish embassy".
func (r *reading) aimedAt(f *frame, cause int, where *actors.Mention, sources, victims []participant) []participant {
	if cause == none || where == nil || !r.isAct(cause) {
		return nil
	}
	for _, p := range victims {
		if p.grade < anonymous {
			return nil
		}
	}
	var aimed []participant
	for _, prep := range []string{"on", "against", "at"} {
		for _, o := range objectsOf(r.nominalOf(cause).preps, prep) {
			if m := r.mentionAt[o]; m != nil && m.Place {
				continue
			}
			for _, p := range r.acceptTargets(f, o, where, sources) {
				if p.named() && p.grade <= derived && len(p.actor.Code) == 3 && p.actor.Code != where.Actor.Code {
					aimed = append(aimed, p)
				}
			}
		}
	}
	return distinct(aimed)
}

// casualties are the named people that the sentence says were killed or injured: those
// whom an attack named without a target hit.
func (r *reading) casualties(f *frame, where *actors.Mention, sources []participant) []participant {
	t := r.tree
	for v := range t.tokens {
		if !t.isVerb(v) || !harmVerbs[t.lemma[v]] || t.lemma[v] == "leave" || t.lemma[v] == "claim" {
			continue
		}
		p := r.predicateOf(v)
		victims := p.object
		if t.lemma[v] == "die" {
			victims = p.subject
		}
		for _, o := range victims {
			var named []participant
			for _, q := range r.acceptTargets(f, o, where, sources) {
				if q.named() {
					q.reason = "the people hit: " + q.reason
					named = append(named, q)
				}
			}
			if len(named) > 0 {
				return named
			}
		}
	}
	return nil
}

// endsInDeath tells whether the verb behind v says what came of it: "shot and killed".
func (r *reading) endsInDeath(v int) bool {
	switch r.tree.lemma[v] {
	case "shoot", "stab", "beat", "gun", "attack", "ambush":
	default:
		return false
	}
	c := r.tree.child(v, "conj")
	return c != none && c <= v+3 && r.tree.isVerb(c) && r.tree.lemma[c] == "kill" && !r.tree.hasChild(c, "nsubj") && !r.tree.hasChild(c, "nsubjpass")
}

// toldBefore tells whether the verb only goes on counting those whom the verb before it tells of:
// "two are killed and three wounded", but not "kills two Danes and wounds a Swede".
func (r *reading) toldBefore(v int, victims []int) bool {
	h := r.tree.head[v]
	if r.tree.label(v) != "conj" || h == none || h > v || !r.coded[h] || !r.tellsHarm(h) {
		return false
	}
	hit := map[string]bool{"": true}
	for _, c := range r.found {
		if c.relation.Type() == diplo.Assault {
			hit[c.target.actor.Code] = true
		}
	}
	for _, o := range victims {
		for _, p := range r.resolve(o) {
			if p.grade <= derived && !hit[p.actor.Code] {
				return false
			}
		}
	}
	return true
}

// tellsHarm tells whether verb v says that people died or were hurt.
func (r *reading) tellsHarm(v int) bool {
	switch lemma := r.tree.lemma[v]; {
	case !r.tree.isVerb(v) || lemma == "claim":
		return false
	case lemma == "leave":
		return r.predicateHas(r.predicateOf(v), "dead", "injured", "wounded", "killed")
	default:
		return harmVerbs[lemma]
	}
}

func (r *reading) predicateHas(p *predicate, words ...string) bool {
	for _, o := range p.predicate {
		for _, w := range words {
			if r.tree.lower[o] == w {
				return true
			}
		}
	}
	return r.tree.childForm(p.verb, words...) != none || p.clause != none && contains(words, r.tree.lower[p.clause]) ||
		len(p.object) > 0 && r.tree.childForm(p.object[0], words...) != none
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// repeatsAssault tells whether the deaths belong to an assault that the verb above tells
// already: "troops raid the camp, killing three".
func (r *reading) repeatsAssault(v int, p *predicate) bool {
	t := r.tree
	h := t.head[v]
	if h == none || t.label(v) != "advcl" && t.label(v) != "conj" && t.label(v) != "xcomp" && t.label(v) != "ccomp" && t.label(v) != "acl" {
		return false
	}
	for steps := 0; h != none && steps < 4; steps++ {
		for _, c := range r.found {
			if (c.trigger == h || t.head[c.trigger] == h && t.label(c.trigger) == "dobj") && (c.relation == "ATTACKED" || c.relation == "INVADED") {
				return true
			}
		}
		if t.isVerb(h) {
			for _, f := range r.dictionary.verbs[t.lemma[h]] { // told by a noun that is read later: "launched an attack"
				if f.relation == "ATTACKED" && f.lemma != "go" && !harmVerbs[f.lemma] && r.coded[h] {
					return true
				}
			}
			for _, o := range r.predicateOf(h).object {
				if r.isAssaultNoun(o) && r.dictionary.is("light_do", t.lemma[h]) {
					return true
				}
			}
		}
		h = t.head[h]
	}
	return false
}

func (r *reading) isAssaultNoun(n int) bool {
	if !r.tree.isNoun(n) {
		return false
	}
	for _, f := range r.dictionary.nouns[r.tree.lemma[n]] {
		if f.relation.Type() == diplo.Assault {
			return true
		}
	}
	return r.dictionary.is("assault_act", r.tree.lemma[n])
}

// causeOf finds what killed: an act or a weapon (cause, with the actors behind it), or
// actors themselves (cause none). It is not ok where nature did it, or nobody knows.
func (r *reading) causeOf(v int, p *predicate) (cause int, sources []participant, ok bool) {
	t := r.tree
	cause = none
	agents := p.subject
	if t.lemma[v] == "die" {
		agents = nil
	}
	for _, o := range agents {
		if a := r.assaultAt(o); a != none && t.label(v) == "relcl" {
			return a, r.agentsOfAct(a), true
		}
		if a := r.assaultIn(o); a != none {
			return a, r.agentsOfAct(a), true
		}
		if r.setOff(o) {
			return o, r.ownersNamed(o), true
		}
		if r.mayBeAccident(o) && !r.inArms(p.object) {
			return none, nil, false
		}
		switch {
		case r.dictionary.is("accident", t.lemma[o]) || r.accidentNamed(o):
			return none, nil, false
		}
		for _, q := range r.resolve(o) {
			weaponry := r.firedWeapon(o) || r.mentionAt[o] == nil && r.dictionary.is("weapon", t.lemma[o])
			switch {
			case q.named() && q.grade == direct:
				if q.actor.Kind == diplo.KindOrganization && q.actor.Code == "" || r.townOnly(o) {
					continue // a tunnel or a town kills nobody
				}
				if q.actor.Kind == diplo.KindCountry && r.mentionAt[o] != nil && r.mentionAt[o].Via != actors.ViaDemonym && !r.article.assault && !r.countryKills(v, o) {
					continue
				}
				sources = append(sources, q)
				if (r.dictionary.is("weapon", t.lemma[o]) || r.dictionary.is("fleet", t.lemma[o])) && t.lemma[o] != "fighter" {
					cause = o
				}
				ok = true
			case weaponry && r.onlyPlace(o):
				return o, r.ownersNamed(o), true
			case q.named() && q.grade == derived && (weaponry || r.canAct(o)):
				sources = append(sources, q)
				ok = true
				if weaponry {
					return o, sources, true
				}
			case q.grade == anonymous && r.dictionary.is("armed", t.lemma[o]):
				if placed := r.placed(q, r.whereOf(v, r.verbArguments(p))); placed.named() {
					sources = append(sources, placed)
				}
				ok = true
			case q.grade == anonymous && t.lemma[v] == "kill" && attackerWords[t.lemma[o]] && !r.article.accident:
				ok = true // "a man kills three in a school": nobody that is known
			case q.grade == unnamed:
				if weaponry {
					return o, r.ownersNamed(o), true
				}
				ok = true
			}
		}
	}
	if ok {
		return cause, sources, true
	}
	if len(agents) > 0 {
		return none, nil, false
	}
	// "killed in an attack by …", "died when a bomb exploded"
	preps := append(append([]prepArgument(nil), p.preps...), r.objectPreps(p)...)
	for _, c := range t.kids[v] { // "killed and injured in an attack"
		if t.label(c) == "conj" && harmVerbs[t.lemma[c]] {
			preps = append(preps, r.predicateOf(c).preps...)
		}
	}
	if h := t.head[v]; h != none && t.label(v) == "conj" && harmVerbs[t.lemma[h]] {
		preps = append(preps, r.predicateOf(h).preps...)
	}
	for _, a := range preps {
		if !contains(harmPreps, a.word) {
			continue
		}
		if act := r.assaultIn(a.object); act != none {
			if r.againstIllness(r.nominalOf(act)) {
				return none, nil, false
			}
			return act, r.agentsOfAct(act), true
		}
		if t.isVerb(a.object) && assaultVerbs[t.lemma[a.object]] && r.assaultAround() {
			return none, nil, true // "dies after being shot"
		}
		if form := verbLemma(t.lower[a.object]); assaultVerbs[form] { // "after a bomb explodes", taken for a noun
			for _, c := range t.kids[a.object] {
				if t.label(c) == "compound" && r.dictionary.is("weapon", t.lemma[c]) {
					return c, r.ownersNamed(c), true
				}
			}
		}
		if lemma := t.lemma[a.object]; lemma == "flare" || lemma == "spate" || lemma == "bout" || lemma == "result" || lemma == "wake" || lemma == "series" || lemma == "wave" || lemma == "aftermath" {
			for _, c := range t.kids[a.object] {
				for _, o := range t.prepObjects(c) {
					if t.lower[c] == "of" && r.isAssaultNoun(o) {
						return o, r.agentsOfAct(o), true
					}
				}
			}
		}
		if r.dictionary.is("weapon", t.lemma[a.object]) && !r.mayBeAccident(a.object) && (a.word == "by" || a.word == "in" || a.word == "when" || blastWords[t.lemma[a.object]]) {
			return a.object, r.ownersNamed(a.object), true
		}
		if r.dictionary.is("accident", t.lemma[a.object]) {
			return none, nil, false
		}
	}
	for _, c := range t.kids[v] {
		if t.label(c) == "advcl" && t.isVerb(c) && t.childForm(c, "when", "after", "as") != none {
			sub := r.predicateOf(c)
			blast := none // "when their lorry drives over a mine"
			for _, o := range append(append([]int(nil), sub.object...), sub.with("over")...) {
				if blastWords[t.lemma[o]] {
					blast = o
				}
			}
			switch {
			case blast != none:
				return blast, r.ownersNamed(blast), true
			case assaultVerbs[t.lemma[c]]:
				return none, nil, r.assaultAround()
			case len(sub.subject) > 0 && r.dictionary.is("weapon", t.lemma[sub.subject[0]]) && !r.mayBeAccident(sub.subject[0]):
				return sub.subject[0], r.ownersNamed(sub.subject[0]), true
			}
			return none, nil, false
		}
	}
	violent := r.inArms(p.object) // soldiers and militants are killed by somebody
	for _, o := range p.object {
		violent = violent || t.lemma[o] == "civilian" || r.exposed(o)
	}
	if t.lemma[v] != "kill" && t.lemma[v] != "wound" || !r.assaultAround() && !(violent && !r.article.accident) {
		return none, nil, false
	}
	return none, nil, true
}

var assaultVerbs = wordSet{"attack": true, "bomb": true, "shell": true, "raid": true, "storm": true, "ambush": true, "fire": true, "shoot": true, "strike": true, "hit": true, "clash": true, "explode": true, "detonate": true}

// firedWeapon tells whether o is the fire of a weapon: "mortar fire".
func (r *reading) firedWeapon(o int) bool {
	if r.tree.lemma[o] != "fire" {
		return false
	}
	for _, c := range r.tree.kids[o] {
		if r.tree.label(c) == "compound" && (r.dictionary.is("weapon", r.tree.lemma[c]) || r.dictionary.is("fleet", r.tree.lemma[c]) || r.tree.lower[c] == "sniper") {
			return true
		}
	}
	return false
}

// townOnly tells whether the mention at o names a place by another name than its country's.
func (r *reading) townOnly(o int) bool {
	m := r.mentionAt[o]
	return m != nil && m.Place && m.Via == actors.ViaName && strings.Contains(m.Reason, " is a place in ")
}

// inArms tells whether some of the victims are soldiers, police or fighters.
func (r *reading) inArms(victims []int) bool {
	for _, o := range victims {
		if r.dictionary.is("troops", r.tree.lemma[o]) || r.dictionary.is("armed", r.tree.lemma[o]) {
			return true
		}
	}
	return false
}

// mayBeAccident tells whether an explosion or gas is spoken of where nothing else speaks of violence.
func (r *reading) mayBeAccident(o int) bool {
	switch r.tree.lemma[o] {
	case "explosion", "blast", "gas", "explosive", "munition":
		return !r.article.assault
	}
	return false
}

// accidentNamed tells whether the name around o is that of a storm or the like: "Typhoon X".
func (r *reading) accidentNamed(o int) bool {
	if m := r.mentionAt[o]; m != nil {
		for i := m.First; i <= m.Last; i++ {
			if r.dictionary.is("accident", r.tree.lower[i]) {
				return true
			}
		}
	}
	return false
}

// assaultAround tells whether the article speaks of violence and of no accident.
func (r *reading) assaultAround() bool { return r.article.assault && !r.article.accident }

func (r *reading) objectPreps(p *predicate) []prepArgument {
	var preps []prepArgument
	for _, o := range append(append([]int(nil), p.object...), p.subject...) {
		for _, c := range r.tree.kids[o] {
			if r.tree.label(c) == "prep" {
				for _, po := range r.tree.prepObjects(c) {
					preps = append(preps, prepArgument{r.tree.lower[c], c, po})
				}
			}
		}
	}
	return preps
}

// agentsOfAct are those who carried out the assault named by noun n, as far as its own words say.
func (r *reading) agentsOfAct(n int) []participant {
	var agents []participant
	for _, p := range r.doersStrict(n, 0) {
		if p.named() {
			p.act = none
			agents = append(agents, p)
		}
	}
	if len(agents) == 0 && clashNouns[r.tree.lemma[n]] { // "killed in clashes with rebels"
		preps := r.nominalOf(n).preps
		for _, o := range append(objectsOf(preps, "with"), objectsOf(preps, "against")...) {
			for _, p := range r.resolve(o) {
				if p.named() && p.grade <= derived {
					agents = append(agents, p)
				}
			}
		}
	}
	return agents
}

var clashNouns = wordSet{"clash": true, "exchange": true, "combat": true, "battle": true, "fighting": true, "gunfight": true, "shootout": true, "gunbattle": true, "skirmish": true, "firefight": true, "fight": true, "confrontation": true}

// ownersNamed are the actors to whom weapon n belongs or who used it.
func (r *reading) ownersNamed(n int) []participant {
	if users := r.usersOf(n); users != nil {
		return users
	}
	var named []participant
	for _, p := range r.owners(n) {
		if p.named() && r.tree.tokens[n].Label != "" && !r.onlyPlace(n) {
			named = append(named, p)
		}
	}
	return named
}
