package coding

import "strings"

// knowHyphenated gives "test-fired", "sit-in", "F-16", which come in three tokens, the lemma by
// which frames and word classes know them.
func (t *tree) knowHyphenated(d *dictionary) {
	for i := 1; i+1 < len(t.tokens); i++ {
		if t.tokens[i].Form != "-" || t.tokens[i-1].End != t.tokens[i].Start || t.tokens[i].End != t.tokens[i+1].Start {
			continue
		}
		for _, last := range []string{t.lemma[i+1], t.lower[i+1], strings.TrimSuffix(t.lower[i+1], "s")} {
			word := t.lower[i-1] + "-" + last
			if !d.hyphenated[word] {
				continue
			}
			t.lemma[i+1] = word
			if len(d.nouns[word]) > 0 && !t.isNoun(i+1) && !t.isVerb(i+1) { // "a sit-in"
				label := t.label(i + 1)
				if label == "prt" || label == "prep" {
					label = "dobj"
				}
				t.retag(i+1, "NN", word, label)
			}
			break
		}
	}
}

// currencies are the signs that stand before a sum, by name.
var currencies = map[string]string{"€": "euro", "£": "pound", "¥": "yen"}

// knowCurrencies gives the signs of currencies their names: annotators take some for nouns.
func (t *tree) knowCurrencies() {
	for i := range t.tokens {
		if name := currencies[t.tokens[i].Form]; name != "" {
			t.lemma[i] = name
		}
	}
}

// mendPhrasal reads "call in | the ambassador", "test-fired a missile", "lent | Pakistan | 700 million dollars"
// where an annotator took the particle for a preposition, the verb for an adjective, or the
// receiver for a part of the sum.
func (r *reading) mendPhrasal() {
	t := r.tree
	for v := range t.tokens {
		switch {
		case !t.isVerb(v):
		case t.lower[v] == "neighbouring" || t.lower[v] == "neighboring":
			r.mendNeighbouring(v)
		case t.label(v) == "amod" && strings.Contains(t.lemma[v], "-"):
			r.mendHyphenatedVerb(v)
		default:
			r.mendWeekday(v)
			r.mendParticle(v)
			r.mendReason(v)
			r.mendReceiver(v)
		}
	}
}

// mendWeekday reads "Israel | Friday | closed", where the day was taken for the subject.
func (r *reading) mendWeekday(v int) {
	t := r.tree
	day := t.child(v, "nsubj", "nsubjpass")
	if day == none || day > v || !weekdays[t.lower[day]] {
		return
	}
	c := day - 1
	if c < 0 || t.head[c] != day {
		return
	}
	m := r.mentionAt[c]
	if l := t.label(c); !((l == "compound" || l == "nmod") && strings.HasPrefix(t.tag(c), "NN") || m != nil && m.Last == c) {
		return
	}
	if m != nil && m.Last == c {
		m.Head = c
	}
	label := t.label(day)
	for _, other := range append([]int(nil), t.kids[day]...) {
		if other != c {
			t.move(other, c)
		}
	}
	t.move(c, v)
	t.retag(c, t.tag(c), t.lemma[c], label)
	t.retag(day, t.tag(day), t.lemma[day], "npadvmod")
}

// mendNeighbouring reads "accused | neighbouring Rwanda | of", where the adjective was taken for a verb.
func (r *reading) mendNeighbouring(adjective int) {
	t := r.tree
	v, o := t.head[adjective], t.child(adjective, "dobj")
	if v == none || o == none || !t.isVerb(v) || v > adjective || t.child(v, "dobj") != none {
		return
	}
	for _, c := range append([]int(nil), t.kids[adjective]...) {
		t.move(c, v)
	}
	t.retag(o, t.tag(o), t.lemma[o], "dobj")
	t.move(adjective, o)
	t.retag(adjective, "JJ", t.lower[adjective], "amod")
}

func (r *reading) mendHyphenatedVerb(v int) {
	t := r.tree
	noun := t.head[v]
	if noun == none || noun < v || len(r.dictionary.verbs[t.lemma[v]]) == 0 {
		return
	}
	subject := t.child(noun, "nsubj")
	if subject == none || subject > v {
		return
	}
	if above := t.head[noun]; above == none {
		t.unhang(v)
	} else {
		t.move(v, above)
	}
	t.retag(v, "VBD", t.lemma[v], t.label(noun))
	t.move(noun, v)
	t.retag(noun, t.tag(noun), t.lemma[noun], "dobj")
	t.move(subject, v)
}

// mendParticle makes an object of what stands behind a particle of a verb that takes one.
func (r *reading) mendParticle(v int) {
	t := r.tree
	p := v + 1
	if p >= len(t.tokens) || t.head[p] != v || t.label(p) != "prep" || !particles[t.lower[p]] || t.child(v, "dobj", "nsubjpass", "auxpass") != none {
		return
	}
	o := t.child(p, "pobj")
	if o == none || !r.takesParticle(t.lemma[v], t.lower[p]) {
		return
	}
	if t.lower[p] == "in" && !r.isPerson(o) {
		return // "took in | May"
	}
	t.retag(p, "RP", t.lemma[p], "prt")
	t.move(o, v)
	t.retag(o, t.tag(o), t.lemma[o], "dobj")
}

// mendReason reads "strike over | pay", where the preposition was taken for a particle of the verb.
func (r *reading) mendReason(v int) {
	t := r.tree
	p := v + 1
	if p >= len(t.tokens) || t.head[p] != v || t.label(p) != "prt" || t.lower[p] != "over" || r.takesParticle(t.lemma[v], "over") {
		return
	}
	if o := t.child(v, "dobj"); o > p && len(r.dictionary.verbs[t.lemma[v]]) > 0 {
		t.retag(p, "IN", "over", "prep")
		t.move(o, p)
		t.retag(o, t.tag(o), t.lemma[o], "pobj")
	}
}

// takesParticle tells whether some frame reads the verb with that particle and an object.
func (r *reading) takesParticle(lemma, particle string) bool {
	for _, f := range r.dictionary.verbs[lemma] {
		if f.particle != particle {
			continue
		}
		for _, s := range f.to {
			if s == slotObject {
				return true
			}
		}
		for _, n := range f.needs {
			if n.slot == slotObject && !n.not {
				return true
			}
		}
	}
	return false
}

// receiverVerbs take a receiver before what is given.
var receiverVerbs = wordSet{"give": true, "lend": true, "loan": true, "grant": true, "pay": true, "fine": true, "offer": true, "hand": true, "send": true, "award": true, "promise": true, "sell": true, "pledge": true}

// spans are nouns for a time that somebody is given.
var spans = wordSet{"hour": true, "day": true, "week": true, "month": true, "year": true, "deadline": true}

func (r *reading) mendReceiver(v int) {
	t := r.tree
	if !receiverVerbs[t.lemma[v]] {
		return
	}
	o, receiver := t.child(v, "dobj"), t.child(v, "dative", "iobj")
	if receiver == none && o != none && r.mentionHead(o) != nil && t.lastChild(v, "dobj") > o { // "lent | Pakistan | a million"
		t.retag(o, t.tag(o), t.lemma[o], "dative")
		return
	}
	if receiver == none && o != none && r.mentionHead(o) != nil || receiver != none && o == none { // "gave | Niger's junta | a week"
		for _, c := range t.kids[v] {
			if c > v && t.label(c) == "npadvmod" && spans[t.lemma[c]] {
				if receiver == none {
					t.retag(o, t.tag(o), t.lemma[o], "dative")
				}
				t.retag(c, t.tag(c), t.lemma[c], "dobj")
				return
			}
		}
		return
	}
	if o == none || o < v || receiver != none {
		return
	}
	for _, c := range t.kids[o] {
		if c < v || c > o || t.label(c) != "compound" && t.label(c) != "nmod" || r.mentionHead(c) == nil {
			continue
		}
		if t.tag(c+1) == "CD" || t.tag(c+1) == "$" {
			t.move(c, v)
			t.retag(c, t.tag(c), t.lemma[c], "dative")
			return
		}
	}
}
