package coding

import (
	"entente/internal/diplo"
)

// pluperfect is the reason why "had done" is background.
const pluperfect = "pluperfect"

// standingOf climbs from the trigger to the root and gathers what the words above say of
// it: negation, "will", "plans to", "accused of", "after", "according to".
func (r *reading) standingOf(trigger int) standing {
	t := r.tree
	s := standing{modality: diplo.Asserted}
	if t.isVerb(trigger) {
		r.auxiliaries(trigger, &s, true)
	} else {
		r.nounMarks(trigger, &s)
	}
	for node, steps := trigger, 0; steps < 20; steps++ {
		h := t.head[node]
		if h == none {
			break
		}
		switch t.label(node) {
		case "conj":
			if t.isVerb(h) && isFinite(t.tag(node)) && (t.tag(h) == "VB" || t.tag(h) == "VBG") {
				r.accordingTo(trigger, &s) // "plans to build a camp and criticises": told of itself
				return s
			}
			if t.isVerb(h) && t.isVerb(node) && !t.hasChild(node, "nsubj") && !t.hasChild(node, "nsubjpass") && !t.hasChild(node, "aux") {
				r.auxiliaries(h, &s, false)
			}
		case "xcomp", "ccomp":
			if r.complementOf(node, h, &s) {
				r.accordingTo(trigger, &s)
				return s
			}
		case "advcl":
			if r.adverbialOf(node, h, &s) {
				r.accordingTo(trigger, &s)
				return s
			}
		case "acl":
			r.nounClauseOf(node, h, &s)
			if t.tag(node) == "VBN" || t.tag(node) == "VBG" {
				r.accordingTo(trigger, &s)
				return s
			}
		case "relcl":
			if r.singledOut(node, h) {
				break
			}
			if r.dictionary.is("document", t.lemma[h]) {
				r.documentUnderVerb(h, &s)
			} else if t.tag(node) != "VBG" {
				s.background = true
				s.note("told in a relative clause")
			}
			r.accordingTo(trigger, &s)
			return s
		case "pcomp", "pobj":
			r.underPreposition(node, h, &s)
		case "dobj", "nsubjpass", "nsubj", "attr":
			if !t.isVerb(node) {
				r.nounUnderVerb(node, h, trigger, &s)
			}
		}
		node = h
	}
	r.accordingTo(trigger, &s)
	return s
}

// singledOut tells whether the relative clause says the news itself: "became the first to recognise",
// "it was X that shelled".
func (r *reading) singledOut(v, h int) bool {
	t := r.tree
	above := t.head[h]
	if t.label(h) != "attr" || above == none || !t.isVerb(above) {
		return false
	}
	if t.tag(v) == "VB" && t.childForm(v, "to") != none {
		return t.childForm(h, "first", "second", "third", "latest", "last", "only") != none
	}
	s := t.child(above, "nsubj", "expl")
	return t.lemma[above] == "be" && s != none && t.lower[s] == "it"
}

func isFinite(tag string) bool { return tag == "VBZ" || tag == "VBD" || tag == "VBP" }

// auxiliaries reads the helpers of verb v. Tense counts for the trigger itself only.
func (r *reading) auxiliaries(v int, s *standing, own bool) {
	t := r.tree
	for _, c := range t.kids[v] {
		switch t.label(c) {
		case "aux":
			switch word := t.lower[c]; word {
			case "will", "'ll", "shall", "wo":
				s.lower(diplo.Planned, "“"+word+"”")
			case "would", "'d":
				s.lower(diplo.Planned, "“would”")
			case "may", "might", "could", "can", "should", "must", "ought", "ca":
				s.lower(diplo.Hypothetical, "“"+word+"”")
			case "had":
				if own && t.tag(v) == "VBN" {
					s.background = true
					s.note(pluperfect)
				}
			}
		case "neg":
			if own {
				s.negated = true
			}
		case "preconj", "cc", "cc:preconj":
			if t.lower[c] == "neither" || t.lower[c] == "nor" && c < v {
				s.negated = true
			}
		case "advmod":
			switch t.lower[c] {
			case "never", "hardly", "scarcely", "barely":
				s.negated = true
			case "longer":
				if own && t.childForm(c, "no") != none {
					s.negated = true
				}
			case "allegedly", "reportedly", "purportedly":
				s.lower(diplo.Claimed, "“"+t.lower[c]+"”")
			case "previously", "formerly":
				if own {
					s.background = true
					s.note("“" + t.lower[c] + "”")
				}
			}
		}
	}
}

// nounMarks reads the words before a noun: "no", "possible", "alleged".
func (r *reading) nounMarks(n int, s *standing) {
	t := r.tree
	for _, c := range t.kids[n] {
		switch t.label(c) {
		case "det", "neg":
			if t.lower[c] == "no" {
				s.negated = true
			}
		case "amod", "compound", "advmod":
			switch word := t.lower[c]; {
			case word == "alleged", word == "reported", word == "suspected", word == "purported":
				s.lower(diplo.Claimed, "“"+word+"”")
			case r.dictionary.is("adj_hypothetical", word):
				s.lower(diplo.Planned, "“"+word+"”")
			case word == "failed", word == "attempted", word == "foiled":
				s.lower(diplo.Hypothetical, "“"+word+"”")
			case word == "previous", word == "earlier", word == "former", word == "past":
				s.background = true
				s.note("“" + word + "”")
			}
		}
	}
}

// complementOf reads the verb or adjective above a clause. It tells whether what stands
// further up no longer matters: what somebody says is told whatever became of the saying.
func (r *reading) complementOf(node, h int, s *standing) bool {
	t, d := r.tree, r.dictionary
	lemma := t.lemma[h]
	word := "“" + t.tokens[h].Form + "”"
	infinitive := t.tag(node) == "VB" && t.childForm(node, "to") != none
	if t.childForm(node, "whether", "if") != none {
		s.lower(diplo.Hypothetical, "“whether”")
	}
	if t.isVerb(h) && node < h && (r.apart(node, h, ";") || t.tokens[h-1].Form != "," && r.apart(node, h, ":") && !d.is("op_say", lemma) && !d.is("op_claim", lemma)) {
		return true // "X is charged: he calls it politics"
	}
	if !t.isVerb(h) { // "ready to", "able to", "likely to"
		switch {
		case d.is("op_hypothetical", lemma):
			s.lower(diplo.Hypothetical, word)
		case infinitive:
			s.lower(diplo.Planned, word)
		}
		return false
	}
	switch {
	case lemma == "deny":
		s.lower(diplo.Denied, word)
	case lemma == "be" && infinitive, lemma == "go" && infinitive && t.hasChild(h, "aux") && t.tag(h) == "VBG":
		s.lower(diplo.Planned, "“is to”")
	case lemma == "have" && infinitive:
		s.lower(diplo.Hypothetical, "“has to”")
	case d.is("op_negate", lemma):
		s.negated = true
		s.note("below " + word)
	case lemma == "insist" && r.subjunctive(node):
		s.lower(diplo.Hypothetical, word)
	case d.is("op_say", lemma) && !infinitive:
		r.attribute(h, s)
		if s.why == pluperfect && t.tag(h) == "VBD" { // only what "said" makes of the past
			s.background, s.why = false, ""
		}
		if lemma == "claim" || lemma == "allege" {
			s.lower(diplo.Claimed, word)
		}
		return !t.hasChild(h, "neg")
	case infinitive && lemma == "vote" && t.tag(h) != "VB": // the vote is the decision
	case infinitive && d.is("op_plan", lemma):
		s.lower(diplo.Planned, word)
	case d.is("op_claim", lemma):
		r.attribute(h, s)
		s.lower(diplo.Claimed, word)
	case d.is("op_fact", lemma):
	case d.is("op_hypothetical", lemma):
		s.lower(diplo.Hypothetical, word)
	case d.is("op_plan", lemma):
		s.lower(diplo.Planned, word)
	case infinitive:
		s.lower(diplo.Planned, word)
	}
	r.auxiliaries(h, s, false)
	if t.hasChild(h, "neg") {
		s.negated = true
	}
	return false
}

// apart tells whether the mark parts a clause from a later one.
func (r *reading) apart(node, later int, mark string) bool {
	for i := node + 1; i < later; i++ {
		if r.tree.tokens[i].Form == mark {
			return true
		}
	}
	return false
}

// attribute notes who says so.
func (r *reading) attribute(say int, s *standing) {
	if s.attributed != nil {
		return
	}
	for _, o := range r.predicateOf(say).subject {
		for _, p := range r.resolve(o) {
			if p.named() {
				q := p
				s.attributed, s.said = &q, r.tree.lemma[say]
				return
			}
		}
		switch r.tree.lemma[o] {
		case "witness", "eyewitness":
			s.lower(diplo.Claimed, "on the word of witnesses")
		}
	}
}

func (r *reading) adverbialOf(node, h int, s *standing) (apart bool) {
	t := r.tree
	mark := t.child(node, "mark")
	if mark == none {
		mark = t.childForm(node, "when", "after", "if", "since", "unless", "before")
	}
	if mark != none {
		switch t.lower[mark] {
		case "if", "unless", "lest", "whether":
			s.lower(diplo.Hypothetical, "“"+t.lower[mark]+"”")
		case "after", "since":
			if r.tellsHarm(h) {
				return true // "ten are killed after a gunman opens fire": what killed them
			}
			s.background = true
			s.note("told as what came before, “" + t.lower[mark] + "”")
			return true
		case "as", "while", "when", "before", "although", "though", "because":
			return true
		}
	}
	if t.tag(node) == "VB" && t.childForm(node, "to") != none && t.lemma[node] != "protest" && t.lemma[node] != "demonstrate" {
		s.lower(diplo.Planned, "an aim")
	}
	if t.isVerb(h) && t.tag(node) == "VBG" && mark == none {
		r.auxiliaries(h, s, false)
	}
	return false
}

// nounClauseOf reads the noun that a clause describes: "a plan to attack", "the man accused of".
func (r *reading) nounClauseOf(node, h int, s *standing) {
	t, d := r.tree, r.dictionary
	lemma := t.lemma[h]
	if t.tag(node) == "VB" {
		switch {
		case d.is("noun_hypothetical", lemma):
			s.lower(diplo.Hypothetical, "“"+t.tokens[h].Form+"”")
		default:
			s.lower(diplo.Planned, "“"+t.tokens[h].Form+"”")
		}
		return
	}
	if t.tag(node) == "VBN" && !r.among(h) {
		s.background = true
		s.note("told in passing behind “" + t.tokens[h].Form + "”")
	}
	if d.is("noun_claim", lemma) {
		s.lower(diplo.Claimed, "“"+t.tokens[h].Form+"”")
	}
}

func (r *reading) underPreposition(node, prep int, s *standing) {
	t, d := r.tree, r.dictionary
	word := t.lower[prep]
	h := t.head[prep]
	if word == "without" || word == "instead" || word == "of" && (h != none && t.lower[h] == "instead" || t.childForm(prep, "instead", "short") != none) {
		s.negated = true
	}
	if word == "after" || word == "following" || word == "since" {
		s.background = true
		s.note("told as what came before, “" + word + "”")
	}
	if h == none {
		return
	}
	lemma := t.lemma[h]
	form := "“" + t.tokens[h].Form + " " + word + "”"
	if t.isVerb(h) {
		switch {
		case d.is("op_claim", lemma) && (word == "of" || word == "for" || word == "with"):
			r.attribute(h, s)
			s.lower(diplo.Claimed, form)
			s.background = true
		case lemma == "deny":
			s.lower(diplo.Denied, form)
		case d.is("op_negate", lemma) && word == "from":
			s.negated = true
		case word == "for" && (lemma == "call" || lemma == "push" || lemma == "appeal" || lemma == "ask" || lemma == "press" || lemma == "wait" || lemma == "hope" || lemma == "prepare" || lemma == "vote" || lemma == "plan"):
			s.lower(diplo.Hypothetical, form)
		case word == "of" && lemma == "warn", word == "with" && lemma == "threaten", word == "against" && lemma == "warn", word == "to" && lemma == "agree", word == "on" && lemma == "agree", word == "on" && lemma == "vote", word == "on" && lemma == "plan":
			s.lower(diplo.Hypothetical, form)
		case lemma == "bar" || lemma == "exclude":
			s.negated = true
		case word == "for" && t.label(node) == "pcomp":
			s.background = true
			s.note("the reason, " + form)
		}
		return
	}
	switch {
	case d.is("noun_claim", lemma):
		s.lower(diplo.Claimed, form)
		s.background = true
	case d.is("noun_plan", lemma) && (word == "of" || word == "for" || word == "on"):
		s.lower(diplo.Planned, form)
	case d.is("noun_hypothetical", lemma) && (word == "of" || word == "for" || word == "at"):
		s.lower(diplo.Hypothetical, form)
	case d.is("talks", lemma) && (word == "on" || word == "about" || word == "over"):
		s.lower(diplo.Hypothetical, form)
	case lemma == "ban" || lemma == "freeze" || lemma == "end" || lemma == "halt":
		s.negated = true
	case lemma == "anniversary" || lemma == "memory" || lemma == "victim" || lemma == "commemoration":
		s.background = true
		s.note(form)
	}
}

// nounUnderVerb reads the verb that has the noun as subject or object, where it isn't the
// light verb that carries it out.
func (r *reading) nounUnderVerb(node, h, trigger int, s *standing) {
	t, d := r.tree, r.dictionary
	lemma := t.lemma[h]
	word := "“" + t.tokens[h].Form + "”"
	if !t.isVerb(h) {
		return
	}
	if t.label(node) == "nsubj" {
		r.auxiliaries(h, s, false)
		if t.hasChild(h, "neg") {
			s.negated = true
		}
		return
	}
	switch {
	case node == trigger && r.nominals[node] != nil && r.nominals[node].light != nil && r.nominals[node].light.verb == h && r.nominals[node].holding == held:
	case lemma == "deny":
		s.lower(diplo.Denied, word)
	case d.is("light_refuse", lemma) || d.is("op_negate", lemma):
		s.negated = true
	case d.is("op_plan", lemma) || lemma == "discuss" || lemma == "schedule":
		s.lower(diplo.Planned, word)
	case d.is("op_hypothetical", lemma):
		s.lower(diplo.Hypothetical, word)
	case d.is("op_claim", lemma):
		s.lower(diplo.Claimed, word)
	}
	r.auxiliaries(h, s, false)
	if t.hasChild(h, "neg") {
		s.negated = true
	}
}

// documentUnderVerb reads what becomes of a law or resolution that says something.
func (r *reading) documentUnderVerb(document int, s *standing) {
	t, d := r.tree, r.dictionary
	h := t.head[document]
	if h == none || !t.isVerb(h) || t.label(document) != "dobj" && t.label(document) != "nsubjpass" {
		return
	}
	switch lemma := t.lemma[h]; {
	case lemma == "pass" || lemma == "approve" || lemma == "vote" || lemma == "order":
	case d.is("light_refuse", lemma) || d.is("op_negate", lemma):
		s.negated = true
	case d.is("op_plan", lemma) || d.is("light_plan", lemma):
		s.lower(diplo.Planned, "“"+t.tokens[h].Form+"”")
	}
	r.auxiliaries(h, s, false)
}

// accordingTo finds "according to X" beside the trigger or above it.
func (r *reading) accordingTo(trigger int, s *standing) {
	t := r.tree
	for v := trigger; v != none; v = t.head[v] {
		for _, c := range t.kids[v] {
			if t.lower[c] != "according" {
				continue
			}
			for _, to := range t.kids[c] {
				for _, o := range t.prepObjects(to) {
					for _, p := range r.resolve(o) {
						if p.named() && s.attributed == nil {
							q := p
							s.attributed = &q
							s.lower(diplo.Claimed, "according to "+p.actor.Name)
							return
						}
					}
				}
			}
		}
	}
}
