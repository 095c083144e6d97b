package coding

// sharedObject is that of the verb coordinated right behind: "stabs and wounds four people".
func (r *reading) sharedObject(p *predicate) []int {
	t := r.tree
	v := p.verb
	if v+2 >= len(t.tokens) || t.tag(v+1) != "CC" || len(p.preps) > 0 || p.clause != none || p.particle != "" {
		return nil
	}
	next := v + 2
	if t.tag(next) == "RB" && next+1 < len(t.tokens) {
		next++
	}
	if t.head[next] != v || t.label(next) != "conj" || !t.isVerb(next) || t.tag(next) != t.tag(v) || r.isPassive(next) {
		return nil
	}
	if o := t.child(next, "dobj"); o != none {
		return t.conjuncts(o)
	}
	return nil
}
