package coding

// holding says what the verb above a noun does with the act that the noun names.
type holding string

const (
	held     holding = "do"      // "launched an offensive": the act happened
	planned  holding = "plan"    // "plans talks"
	ended    holding = "end"     // "halted the talks"
	refused  holding = "refuse"  // "rejected talks", "prevented an attack"
	suffered holding = "undergo" // "survived an attack"
	bareAct  holding = ""        // no such verb
)

// nominal is a noun that names an act, with its arguments.
type nominal struct {
	noun      int
	possessor []int
	modifiers []int // demonyms and compounds before it, led-compounds included
	preps     []prepArgument
	holding   holding
	light     *predicate // the verb that holds it, nil when bare
	agents    []int      // of that verb: who launched, held, carried it out
	clause    int        // infinitive that describes it, or none
}

func (r *reading) nominalOf(n int) *nominal {
	if m := r.nominals[n]; m != nil {
		return m
	}
	t := r.tree
	m := &nominal{noun: n, clause: none}
	r.nominals[n] = m
	// A coordinated noun shares what stands before and above the first: "talks and meetings with".
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "poss":
			m.possessor = r.expand(c)
		case "amod", "compound", "nmod":
			for _, o := range t.conjuncts(c) {
				if first := r.hyphened(o); first != none {
					m.modifiers = append(m.modifiers, first)
				}
				m.modifiers = append(m.modifiers, o)
			}
			if lead := t.child(c, "npadvmod", "compound", "amod", "nmod"); lead != none && (t.lower[c] == "led" || t.lower[c] == "brokered" || t.lower[c] == "mediated") {
				m.modifiers = append(m.modifiers, lead)
			}
		case "prep", "agent":
			word := t.lower[c]
			for _, o := range t.prepObjects(c) {
				m.preps = append(m.preps, prepArgument{word, c, o})
			}
		case "acl", "relcl":
			if t.tag(c) == "VB" {
				m.clause = c
			}
			r.holdFromClause(m, c)
		}
	}
	if r.isAssaultNoun(n) {
		r.struckBefore(m)
	}
	r.holdFromAbove(m, n)
	if t.label(n) == "conj" && m.possessor == nil && t.child(n, "det") == none && t.head[n] != none && t.isNoun(t.head[n]) {
		m.possessor = r.nominalOf(t.head[n]).possessor // "Peru's conviction and imprisonment of"
	}
	return m
}

// hyphened is the name that a hyphen ties to the name at o, "US" in "US-China talks", or none.
func (r *reading) hyphened(o int) int {
	if o < 2 || r.mentionAt[o] == nil {
		return none
	}
	switch r.tree.lower[o-1] {
	case "-", "–", "—", "/":
	default:
		return none
	}
	if first := r.mentionAt[o-2]; first != nil && first != r.mentionAt[o] && r.tree.head[o-2] == o {
		return o - 2
	}
	return none
}

// struckBefore reads a place or vessel before an assault as what was struck, and the names before it as those
// that it belongs to: "the Gaza flotilla raid", "a US consulate attack".
func (r *reading) struckBefore(m *nominal) {
	for i, o := range m.modifiers {
		lemma := r.tree.lemma[o]
		if o != m.noun-1 || !r.dictionary.is("place_noun", lemma) && !struckThings[lemma] {
			continue
		}
		m.modifiers = append([]int(nil), m.modifiers[i+1:]...)
		m.preps = append(m.preps, prepArgument{"on", o, o})
		return
	}
}

// struckThings are buildings and vessels that do not strike, beside the places.
var struckThings = wordSet{"embassy": true, "consulate": true, "hotel": true, "mosque": true, "church": true, "synagogue": true, "temple": true, "school": true, "hospital": true,
	"market": true, "flotilla": true, "ferry": true, "train": true, "bus": true, "marathon": true, "nightclub": true, "restaurant": true, "mall": true, "metro": true, "subway": true, "pipeline": true, "refinery": true, "museum": true, "concert": true}

// holdFromClause reads "an attack carried out by X", "talks held in Geneva".
func (r *reading) holdFromClause(m *nominal, v int) {
	if !r.tree.isVerb(v) || m.light != nil {
		return
	}
	p := r.predicateOf(v)
	for _, o := range p.object {
		if o == m.noun {
			r.hold(m, p)
		}
	}
}

// holdFromAbove reads "held talks", "an offensive was launched", "engaged in talks".
func (r *reading) holdFromAbove(m *nominal, n int) {
	t := r.tree
	for steps := 0; steps < 4 && t.head[n] != none && t.label(n) == "conj"; steps++ {
		n = t.head[n]
	}
	h := t.head[n]
	if h != none && t.label(n) == "pobj" && t.lower[h] == "of" && t.head[h] != none && measures[t.lemma[t.head[h]]] {
		n = t.head[h] // "held three rounds of talks"
		h = t.head[n]
	}
	if h == none || m.light != nil {
		return
	}
	if l := t.label(n); (l == "nsubj" || l == "nsubjpass" || l == "attr") && t.isVerb(h) && (r.dictionary.is("happen", t.lemma[h]) || t.lemma[h] == "report" || t.lemma[h] == "be" && l == "attr") {
		for _, a := range r.predicateOf(h).preps { // "clashes erupt in the capital between X and Y"
			if a.word == "between" || a.word == "with" || a.word == "against" {
				m.preps = append(m.preps, a)
			}
		}
	}
	switch t.label(n) {
	case "dobj", "nsubjpass", "attr":
		if t.isVerb(h) {
			r.hold(m, r.predicateOf(h))
		}
	case "pobj":
		if v := t.head[h]; v != none && t.isVerb(v) {
			switch word := t.lower[h]; {
			case (word == "in" || word == "into") && inLight[t.lemma[v]], word == "at" && t.lemma[v] == "be", word == "with" && withLight[t.lemma[v]]:
				r.hold(m, r.predicateOf(v))
				m.holding = held
			}
		}
	}
}

// measures are nouns behind which "of" names the act itself.
var measures = wordSet{"day": true, "hour": true, "week": true, "month": true, "round": true, "series": true, "wave": true, "number": true, "set": true, "spate": true, "couple": true, "string": true, "campaign": true, "dozen": true, "kind": true, "sort": true, "barrage": true, "programme": true, "program": true}

// inLight verbs carry an act behind "in": "is in talks with", "engaged in clashes with".
var inLight = wordSet{"be": true, "lock": true, "engage": true, "enter": true, "participate": true, "remain": true, "stay": true, "keep": true, "get": true, "take": true}

// withLight verbs carry an act behind "with": "went ahead with the strike".
var withLight = wordSet{"go": true, "proceed": true, "begin": true, "start": true, "continue": true, "retaliate": true, "respond": true, "answer": true, "reply": true}

func (r *reading) hold(m *nominal, p *predicate) {
	lemma := r.tree.lemma[p.verb]
	d := r.dictionary
	switch {
	case d.is("light_do", lemma):
		m.holding = held
	case d.is("light_plan", lemma):
		m.holding = planned
	case d.is("light_end", lemma):
		m.holding = ended
	case d.is("light_refuse", lemma):
		m.holding = refused
	case d.is("light_undergo", lemma):
		m.holding = suffered
	case inLight[lemma] || withLight[lemma]:
	default:
		return
	}
	m.light = p
	m.agents = p.subject
}
