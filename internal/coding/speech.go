package coding

import (
	"entente/internal/diplo"
)

// Frames of what is said rather than named by a verb of its own.
var (
	judgementFrame = &frame{relation: "CRITICIZED", kind: verbKind, lemma: "say it is (harsh word)", score: 0.7, options: map[string]bool{"react": true}}
	untrueFrame    = &frame{relation: "DENIED", kind: verbKind, lemma: "say that it is untrue", score: 0.7, options: map[string]bool{"react": true, "alone": true}}
	blameFrame     = &frame{relation: "ACCUSED", kind: verbKind, lemma: "say that they failed or broke", score: 0.65, options: map[string]bool{}}
	claimFrame     = &frame{relation: "ACCUSED", kind: verbKind, lemma: "claim that they did", score: 0.5, options: map[string]bool{}}
	shouldFrame    = &frame{relation: "URGED", kind: verbKind, lemma: "say that they should", score: 0.65, options: map[string]bool{}}
	mustFrame      = &frame{relation: "DEMANDED", kind: verbKind, lemma: "say that they must", score: 0.65, options: map[string]bool{}}
)

// speakerOf is who says the words around token i: the subject of the nearest verb of
// saying above it, else whoever spoke last in the article.
func (r *reading) speakerOf(i int) *participant {
	if say := r.sayAbove(i); say != none {
		if s := r.speakerAt(say); s != nil {
			return s
		}
	}
	return r.article.speaker
}

// sayAbove is the verb of saying in whose clause token i stands, or none.
func (r *reading) sayAbove(i int) int {
	t := r.tree
	for node, steps := i, 0; node != none && steps < 20; node, steps = t.head[node], steps+1 {
		h := t.head[node]
		if h != none && t.isVerb(h) && r.dictionary.is("op_say", t.lemma[h]) {
			switch t.label(node) {
			case "ccomp", "parataxis", "dep", "advcl":
				return h
			}
		}
		if h != none && t.isVerb(h) && t.label(node) == "ccomp" && t.lemma[h] == "call" {
			return h
		}
	}
	// Of a quote cut loose from its verb of saying: "We condemn this decision, X tweeted".
	if r.dictionary.is("first_person", t.lower[i]) {
		for c := len(t.tokens) - 1; c > i; c-- {
			if t.isVerb(c) && r.dictionary.is("op_say", t.lemma[c]) && t.hasChild(c, "nsubj") && (t.label(c) == "conj" || t.label(c) == "dep" || t.head[c] == none) {
				return c
			}
		}
	}
	// "'…', X said" where the annotator made the quote the main clause
	for c := range t.tokens {
		if t.label(c) == "parataxis" && t.isVerb(c) && r.dictionary.is("op_say", t.lemma[c]) && t.head[c] != none && t.under(i, t.head[c]) && !t.under(i, c) {
			return c
		}
	}
	return none
}

func (r *reading) speakerAt(say int) *participant {
	for _, o := range r.predicateOf(say).subject {
		if r.dictionary.is("first_person", r.tree.lower[o]) {
			continue
		}
		for _, p := range r.resolve(o) {
			if p.named() && (p.grade <= derived || p.grade == behind && r.dictionary.is("media", r.tree.lemma[o])) {
				q := p
				return &q
			}
		}
	}
	return nil
}

// matchSpeech reads judgements, blame and "should" inside what somebody says, and keeps
// the speaker for the next sentence.
func (r *reading) matchSpeech() {
	t, d := r.tree, r.dictionary
	for v := range t.tokens {
		if !t.isVerb(v) && t.tag(v) != "MD" {
			continue
		}
		if d.is("op_say", t.lemma[v]) {
			if s := r.speakerAt(v); s != nil {
				r.article.speaker = s
			}
		}
		r.matchMenace(v)
		if r.matchRefusal(v) {
			continue
		}
		say := r.sayAbove(v)
		if say == none && d.is("blame", t.lemma[v]) && !r.coded[v] {
			s := standing{modality: diplo.Asserted}
			r.accordingTo(v, &s)
			if s.attributed != nil && s.attributed.grade <= derived {
				r.matchStatement(v, v, *s.attributed)
			}
			continue
		}
		if say == none || say == v {
			continue
		}
		speaker := r.speakerAt(say)
		if speaker == nil {
			continue
		}
		r.matchStatement(v, say, *speaker)
	}
}

func (r *reading) matchStatement(v, say int, speaker participant) {
	t, d := r.tree, r.dictionary
	p := r.predicateOf(v)
	var frame *frame
	token := v
	negated := p.negated
	switch {
	case t.lemma[v] == "be" || t.lemma[v] == "constitute" || t.lemma[v] == "amount":
		for _, o := range append(append([]int(nil), p.predicate...), p.object...) {
			if d.is("harsh", t.lemma[o]) || d.is("harsh", t.lower[o]) {
				frame, token = judgementFrame, o
			}
			if d.is("false", t.lemma[o]) && r.alleged(p.subject) {
				frame, token = untrueFrame, o
			}
		}
		if blamed := r.blamed(p); blamed != none {
			frame, token = blameFrame, blamed
		}
		for _, o := range p.with("in") {
			if l := t.lemma[o]; l == "violation" || l == "breach" || l == "contempt" || l == "defiance" {
				frame, token = blameFrame, o
			}
		}
		if negated || frame == judgementFrame && t.lemma[say] == "rule" { // a court that finds a law void criticises nobody
			return
		}
	case !p.negated && d.is("blame", t.lemma[v]), p.negated && d.is("good", t.lemma[v]):
		frame = blameFrame
		negated = false
	}
	if frame == nil {
		for _, c := range t.kids[v] {
			if t.label(c) != "aux" || p.negated && false {
				continue
			}
			switch t.lower[c] {
			case "should", "ought":
				frame = shouldFrame
			case "must":
				frame = mustFrame
			}
		}
		if frame == nil && t.lemma[v] == "need" && p.clause != none {
			frame = shouldFrame
		}
		if c := t.child(v, "xcomp"); frame == nil && t.lemma[v] == "have" && c != none && t.tag(c) == "VB" && len(p.object) == 0 {
			frame = mustFrame
		}
	}
	if frame == nil && r.suffers(p) {
		frame = sufferFrame
	}
	if frame == nil && !p.negated && claiming[t.lemma[say]] && t.label(v) == "ccomp" && t.head[v] == say && t.lemma[v] != "be" {
		frame = claimFrame
	}
	if r.coded[v] && frame != shouldFrame && frame != mustFrame {
		return
	}
	if frame == nil || negated && frame != shouldFrame && frame != mustFrame {
		return
	}
	subject := p.subject
	if p.passive {
		subject = p.object
		if frame != judgementFrame {
			return
		}
	}
	var targets []participant
	for _, o := range subject {
		for _, q := range r.resolve(o) {
			if q.actor.ID == speaker.actor.ID && q.named() {
				return
			}
			switch {
			case frame.has("react") && q.act != none:
				targets = append(targets, q)
			case q.named() && q.grade <= derived && (frame != claimFrame || q.act == none):
				targets = append(targets, q)
			case frame == untrueFrame:
			case frame == judgementFrame && q.named():
				targets = append(targets, q)
			}
		}
	}
	if len(targets) == 0 && frame != untrueFrame {
		return
	}
	c := candidate{frame: frame, relation: frame.relation, name: frame.lemma, sentence: r.index, trigger: say, standing: standing{modality: diplo.Asserted},
		score: frame.score, actionToken: none}
	c.first, c.last = min(v, token), max(v, token)
	if frame == shouldFrame || frame == mustFrame || frame == blameFrame || frame == claimFrame {
		c.actionToken, c.action = v, r.clausePhrase(v)
	}
	s := r.standingOf(say)
	if s.negated {
		return
	}
	c.standing = s
	c.trigger = say
	r.settle(&c, nil, nil)
	c.trigger = v
	if r.pair(c, frame, []participant{speaker}, targets) {
		r.coded[v] = true
	}
}

// alleged tells whether the words are what somebody charges another with: "the accusations".
func (r *reading) alleged(subject []int) bool {
	return len(subject) > 0 && r.dictionary.is("allegation", r.tree.lemma[subject[0]])
}

// blamed is the word by which "X is responsible for it", "X is to blame", "X was behind it"
// lays something at X's door, or none.
func (r *reading) blamed(p *predicate) int {
	t := r.tree
	for _, o := range p.predicate {
		switch t.lemma[o] {
		case "responsible", "guilty", "complicit", "culpable":
			if t.childForm(o, "for", "of", "in") != none {
				return o
			}
		}
	}
	for _, c := range t.kids[p.verb] {
		switch {
		case t.lemma[c] == "blame" && t.label(c) == "xcomp":
			return c
		case t.lower[c] == "behind" && t.label(c) == "prep" && len(t.prepObjects(c)) > 0 && r.isAct(t.prepObjects(c)[0]):
			return c
		}
	}
	return none
}

var refusalFrame = &frame{relation: "REJECTED", kind: verbKind, lemma: "will not", score: 0.6,
	from: []slot{slotSubject}, to: []slot{slotObject, "to", "with", "from", "on", "content"}, options: map[string]bool{"any": true, "content": true}}

// matchRefusal reads "X will not release the prisoners", "X said that it would not accept".
func (r *reading) matchRefusal(v int) bool {
	t := r.tree
	if r.coded[v] || !r.dictionary.is("yielding", t.lemma[v]) {
		return false
	}
	p := r.predicateOf(v)
	if !p.negated || p.passive || t.label(v) == "relcl" || t.label(v) == "advcl" {
		return false
	}
	will := r.vowed(v)
	for _, c := range t.kids[v] {
		switch t.lower[c] {
		case "will", "would", "wo", "'ll", "can", "could", "ca":
			will = true
		}
	}
	if !will {
		return false
	}
	args := r.verbArguments(p)
	sources, ok := r.sourcesOf(refusalFrame, v, args, nil)
	if !ok || len(sources) == 0 {
		return false
	}
	targets := r.targetsOf(refusalFrame, v, args, nil, sources)
	c := candidate{frame: refusalFrame, relation: refusalFrame.relation, name: "says that it will not " + t.lemma[v], sentence: r.index, trigger: v,
		standing: standing{modality: diplo.Asserted}, score: refusalFrame.score, actionToken: v, action: r.clausePhrase(v), first: v, last: v}
	r.settle(&c, args, nil)
	nobody := participant{token: none, first: none, last: none, act: none}
	if len(targets) == 0 {
		targets = []participant{nobody}
	}
	if r.pair(c, refusalFrame, sources, targets) {
		r.coded[v] = true
		return true
	}
	return false
}

// vowed tells whether v is what somebody vows: "vows not to negotiate" refuses.
func (r *reading) vowed(v int) bool {
	t := r.tree
	if v == none || t.label(v) != "xcomp" || t.head[v] == none {
		return false
	}
	switch t.lemma[t.head[v]] {
	case "vow", "swear", "pledge", "promise":
		return r.dictionary.is("yielding", t.lemma[v]) && r.predicateOf(v).negated && !r.standingOf(t.head[v]).negated
	}
	return false
}

// claiming verbs say of others what may not be true.
var claiming = wordSet{"claim": true, "allege": true, "suggest": true, "conclude": true}
