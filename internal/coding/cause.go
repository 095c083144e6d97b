package coding

// blastWords are weapons that nothing but an attack sets off.
var blastWords = wordSet{"bomb": true, "mine": true, "landmine": true, "ied": true, "grenade": true, "rocket": true, "missile": true, "mortar": true, "gunfire": true, "gunshot": true, "bullet": true, "car_bomb": true}

// attackerWords are people without a name whose killing of others is an attack.
var attackerWords = wordSet{"man": true, "men": true, "teenager": true, "student": true, "youth": true, "shooter": true, "suspect": true, "perpetrator": true, "knifeman": true, "soldier": true, "someone": true}

// seriesWords count acts: "a series of bombings".
var seriesWords = wordSet{"series": true, "wave": true, "string": true, "spate": true, "pair": true, "number": true, "result": true, "wake": true, "aftermath": true, "spree": true, "succession": true, "round": true, "bout": true, "outbreak": true}

// assaultIn is the assault that noun o names or counts, or none.
func (r *reading) assaultIn(o int) int {
	t := r.tree
	if r.isAssaultNoun(o) {
		return o
	}
	if t.lemma[o] == "exchange" {
		for _, c := range t.kids[o] {
			for _, fire := range t.prepObjects(c) {
				if l := t.lemma[fire]; t.lower[c] == "of" && (l == "fire" || l == "gunfire" || l == "shot") {
					return o
				}
			}
		}
	}
	if !seriesWords[t.lemma[o]] {
		return none
	}
	for _, c := range t.kids[o] {
		if t.lower[c] != "of" {
			continue
		}
		for _, act := range t.prepObjects(c) {
			if r.isAssaultNoun(act) || blastWords[t.lemma[act]] {
				return act
			}
		}
	}
	return none
}

// assaultAt is the assault of which o is the place or target, or none: "an attack on a church that
// killed ten".
func (r *reading) assaultAt(o int) int {
	t := r.tree
	if r.dictionary.is("person", t.lemma[o]) || r.dictionary.is("armed", t.lemma[o]) || r.dictionary.is("weapon", t.lemma[o]) || t.label(o) != "pobj" {
		return none
	}
	prep := t.head[o]
	if w := t.lower[prep]; w != "on" && w != "in" && w != "at" && w != "against" && w != "near" && w != "outside" {
		return none
	}
	if act := t.head[prep]; act != none && r.isAssaultNoun(act) {
		return act
	}
	return none
}

// onlyPlace tells whether what stands around the weapon n says where it was, not whose.
func (r *reading) onlyPlace(n int) bool {
	place := false
	for _, c := range r.tree.kids[n] {
		switch r.tree.label(c) {
		case "poss", "amod", "compound", "nmod":
			for _, o := range r.tree.conjuncts(c) {
				if r.mentionAt[o] != nil {
					return false
				}
			}
		case "prep":
			if w := r.tree.lower[c]; w == "from" || w == "of" {
				return false
			}
			place = true
		}
	}
	return place
}

// setOff tells whether an explosion is called one that somebody set off: "a suicide blast".
func (r *reading) setOff(o int) bool {
	t := r.tree
	if t.lemma[o] != "explosion" && t.lemma[o] != "blast" {
		return false
	}
	for _, c := range t.kids[o] {
		switch t.lower[c] {
		case "suicide", "bomb", "grenade", "mine", "landmine", "roadside", "ied", "mortar", "rocket":
			return true
		}
	}
	return false
}
