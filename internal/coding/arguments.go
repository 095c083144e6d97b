package coding

import "strings"

// arguments are the slots of a trigger as frames see them.
type arguments struct {
	slots     map[slot][]int
	preps     []prepArgument // of the trigger
	morePreps []prepArgument // of its object, where an annotator may hang them as well
	clause    int
	predicate *predicate // nil for a noun without a light verb
	nominal   *nominal   // nil for a verb
}

// fill are the tokens that stand in a slot.
func (a *arguments) fill(s slot) []int {
	if tokens, known := a.slots[s]; known {
		return tokens
	}
	if objects := objectsOf(a.preps, string(s)); objects != nil {
		return objects
	}
	return objectsOf(a.morePreps, string(s))
}

// fillFor prefers what hangs on the object where the frame is about the object: "broke
// ties with X in solidarity with Y".
func (a *arguments) fillFor(f *frame, s slot) []int {
	if a.nominal == nil {
		for _, n := range f.needs {
			if n.slot == slotObject && n.words != nil && !n.not {
				if objects := objectsOf(a.morePreps, string(s)); objects != nil {
					return objects
				}
			}
		}
	}
	return a.fill(s)
}

func (r *reading) verbArguments(p *predicate) *arguments {
	a := &arguments{clause: p.clause, predicate: p, preps: p.preps, slots: map[slot][]int{
		slotSubject: p.subject, slotObject: p.object, slotIndirect: p.indirect, "oprd": p.predicate, "acomp": p.predicate,
		slotComplement: nil,
	}}
	if p.clause != none {
		a.slots[slotComplement] = []int{p.clause}
	}
	if quoted := r.whatTheyCalled(p); len(p.object) == 0 && quoted != nil {
		a.slots[slotObject] = quoted
		a.slots[slotComplement] = nil
		a.clause = none
	}
	holders := p.object
	for _, o := range p.subject { // "a ceasefire between X and Y took effect"
		if r.isAct(o) {
			holders = append(append([]int(nil), holders...), o)
		}
	}
	for _, p := range p.preps { // "send a million in aid to X"
		if p.word == "in" && r.dictionary.is("aid", r.tree.lemma[p.object]) {
			holders = append(append([]int(nil), holders...), p.object)
		}
	}
	for _, p := range p.preps { // "spoke by video link to X"
		if (p.word == "by" || p.word == "via" || p.word == "through") && mediaOfSpeech[r.tree.lemma[p.object]] {
			holders = append(append([]int(nil), holders...), p.object)
		}
	}
	for _, p := range p.preps { // "protest in the evening against the plan"
		if m := r.mentionAt[p.object]; m != nil && m.Place && p.word == "in" || strings.HasSuffix(r.tree.tokens[p.object].Name, "-TIME") || strings.HasSuffix(r.tree.tokens[p.object].Name, "-DATE") {
			holders = append(append([]int(nil), holders...), p.object)
		}
	}
	for _, o := range holders {
		for _, c := range r.tree.kids[o] {
			switch r.tree.label(c) {
			case "prep":
				word := r.tree.lower[c]
				for _, po := range r.tree.prepObjects(c) {
					a.morePreps = append(a.morePreps, prepArgument{word, c, po})
				}
			case "poss":
				a.slots[slotPossessor] = r.expand(c)
			}
		}
	}
	a.morePreps = append(a.morePreps, r.deepAgainst(p.object)...)
	if _, known := a.slots[slotPossessor]; !known {
		a.slots[slotPossessor] = nil
	}
	return a
}

// mediaOfSpeech are the means by which people speak to each other from afar.
var mediaOfSpeech = wordSet{"phone": true, "telephone": true, "link": true, "video": true, "videolink": true, "videoconference": true, "conference": true, "teleconference": true, "call": true}

// deepAgainst are the objects of "against" that an annotator hung deep below the object: "a
// complaint of murder and crimes | against X".
func (r *reading) deepAgainst(objects []int) []prepArgument {
	var preps []prepArgument
	for _, o := range objects {
		_, last := r.tree.reach(o)
		for i := o + 1; i <= last; i++ {
			if r.tree.lower[i] != "against" || r.tree.head[i] == o || !r.tree.under(i, o) {
				continue
			}
			for _, po := range r.tree.prepObjects(i) {
				preps = append(preps, prepArgument{"against", i, po})
			}
		}
	}
	return preps
}

func (r *reading) nounArguments(m *nominal) *arguments {
	a := &arguments{clause: m.clause, nominal: m, predicate: m.light, preps: m.preps, slots: map[slot][]int{
		slotPossessor: m.possessor, slotModifier: m.modifiers, slotLight: nil, slotSubject: nil, slotObject: nil,
	}}
	if m.clause != none {
		a.slots[slotComplement] = []int{m.clause}
	}
	if r.happens(m.noun) {
		a.morePreps = r.predicateOf(r.tree.head[m.noun]).preps
	}
	a.morePreps = append(a.morePreps, r.adjoiningPreps(m.noun)...)
	if m.light != nil {
		a.slots[slotLight] = m.agents
		a.morePreps = append(a.morePreps, m.light.preps...)
		if m.clause == none {
			a.clause = m.light.clause
		}
		if m.light.indirect != nil {
			a.slots[slotIndirect] = m.light.indirect
		}
		if m.holding == suffered || m.holding == ended || m.holding == refused {
			a.slots[slotLight] = nil
		}
	}
	return a
}

// adjoiningPreps are the objects of a preposition right behind the noun that an annotator hung on the verb
// above: "cancels it in solidarity | with X".
func (r *reading) adjoiningPreps(n int) []prepArgument {
	t := r.tree
	p := n + 1
	if p >= len(t.tokens) || t.label(p) != "prep" || t.head[p] == none || t.head[p] >= n || !t.under(n, t.head[p]) {
		return nil
	}
	var preps []prepArgument
	for _, o := range t.prepObjects(p) {
		preps = append(preps, prepArgument{t.lower[p], p, o})
	}
	return preps
}

// whatTheyCalled reads "condemned what it called an attack" as condemning the attack.
func (r *reading) whatTheyCalled(p *predicate) []int {
	t := r.tree
	if p.clause == none || !t.isVerb(p.clause) || t.childForm(p.clause, "what") == none {
		return nil
	}
	switch t.lemma[p.clause] {
	case "call", "describe", "term", "label", "brand", "say":
		if o := t.child(p.clause, "oprd", "attr", "acomp", "pobj"); o != none && t.isNoun(o) {
			return []int{o}
		}
		for _, c := range t.kids[p.clause] {
			if t.label(c) == "dobj" && t.isNoun(c) {
				return []int{c}
			}
		}
	}
	return nil
}

// happens tells whether the noun is the subject of a verb that says that the act took
// place: "talks begin between", "fighting erupts in".
func (r *reading) happens(n int) bool {
	h := r.tree.head[n]
	if h == none || r.tree.label(n) != "nsubj" {
		return false
	}
	switch r.tree.lemma[h] {
	case "begin", "start", "resume", "continue", "erupt", "break", "occur", "happen", "take", "rage", "intensify", "open", "conclude", "end":
		return r.tree.isVerb(h)
	}
	return false
}
