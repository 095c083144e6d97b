package coding

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
	if r.isAssaultNoun(n) || r.setOff(n) {
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
		if l := r.tree.label(c); l != "relcl" && l != "acl" || !r.tree.isVerb(c) || mediating[r.tree.lemma[c]] {
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

// mediating verbs tell who helped an act along, not whose it is: "a truce brokered by X".
var mediating = wordSet{"mediate": true, "broker": true, "facilitate": true, "host": true}
