package main

import (
	"math/rand/v2"
	"strings"

	"entente/internal/text/lemma"
	"entente/internal/text/word"
)

// The treebank's reports are written in the present tense, with straight quotes
// and full dates. News agencies write otherwise; augment rewrites a part of the
// sentences their way, tags and arcs along, so that both are learnt.
const (
	partCurly  = 0.6  // quotes as “ ”
	partPast   = 0.35 // main verbs in the past tense
	partMonths = 0.3  // "Sept." for "September"
	partDays   = 0.4  // "said Monday" for "said on Monday"
	partBare   = 0.06 // no full stop at the end, as in headlines
	partNames  = 0.25 // a person's surname alone
	partSpeech = 0.6  // speech that can be turned round: "…, X said"; tried twice

	partPersons     = 0.3  // persons under another's name
	partPlaces      = 0.15 // places under another's name
	partNouny       = 0.1  // verbs with an object for which one that looks like a noun stands in
	partNounySecond = 0.35 // the same in the second set that tagger and parser learn from
	partHeadlines   = 0.08 // no articles
	partFronted     = 0.06 // "On Tuesday" or "Last week" before all
	partWhen        = 0.3  // "…, X said on Tuesday"
)

// augment gives the examples, some rewritten, and the turned speeches. The
// examples themselves are left alone. nouny is the part of the verbs with an
// object for which one that looks like a noun stands in.
func (c *corpus) augment(examples []*example, nouny float64, random *rand.Rand) []*example {
	r := rewriter{c, c.varietyOf(examples), nouny, random}
	var out []*example
	for _, e := range examples {
		e := e.clone()
		e.read()
		for range 2 {
			if random.Float64() >= partSpeech {
				continue
			}
			if turned := r.speech(e); turned != nil {
				turned.read()
				r.strangers(turned)
				out = append(out, turned)
			}
		}
		r.strangers(e)
		r.otherVerbs(e)
		r.past(e)
		r.dates(e)
		r.surnames(e)
		r.quotes(e)
		if last := len(e.forms) - 1; last > 3 && e.forms[last] == "." && random.Float64() < partBare && !e.governs(last) {
			e.cut(last)
		}
		e.read()
		r.fronted(e)
		r.headline(e)
		e.read()
		out = append(out, e)
	}
	return out
}

type rewriter struct {
	*corpus
	*variety
	nouny  float64
	random *rand.Rand
}

func (e *example) clone() *example {
	return &example{
		id: e.id, forms: append([]string(nil), e.forms...), tags: append([]uint8(nil), e.tags...),
		heads: append([]int32(nil), e.heads...), labels: append([]uint8(nil), e.labels...), names: append([]uint8(nil), e.names...),
	}
}

// read makes the words anew from the forms.
func (e *example) read() {
	e.words = make([]word.Traits, len(e.forms))
	for i, form := range e.forms {
		e.words[i] = word.Of(form)
	}
}

// governs tells whether any word hangs on word i.
func (e *example) governs(i int) bool {
	for _, h := range e.heads {
		if int(h) == i {
			return true
		}
	}
	return false
}

// cut takes out word i, on which nothing hangs.
func (e *example) cut(i int) {
	e.forms = append(e.forms[:i], e.forms[i+1:]...)
	e.tags = append(e.tags[:i], e.tags[i+1:]...)
	e.heads = append(e.heads[:i], e.heads[i+1:]...)
	e.labels = append(e.labels[:i], e.labels[i+1:]...)
	e.names = append(e.names[:i], e.names[i+1:]...)
	for j := range e.heads {
		if int(e.heads[j]) > i {
			e.heads[j]--
		}
	}
}

func (r rewriter) tag(e *example, i int) string   { return r.tags.names[e.tags[i]] }
func (r rewriter) label(e *example, i int) string { return r.labels.names[e.labels[i]] }

// quotes makes straight double quotes curly.
func (r rewriter) quotes(e *example) {
	if r.random.Float64() >= partCurly {
		return
	}
	for i, form := range e.forms {
		if form == `"` {
			if r.tag(e, i) == "``" {
				e.forms[i] = "“"
			} else {
				e.forms[i] = "”"
			}
		}
	}
}

// past puts the verbs of the present into the past.
func (r rewriter) past(e *example) {
	if r.random.Float64() >= partPast {
		return
	}
	for i, form := range e.forms {
		switch r.tag(e, i) {
		case "MD":
			if form == "will" {
				e.forms[i] = "would"
			}
			continue
		case "VBZ", "VBP":
		default:
			continue
		}
		past := ""
		switch form {
		case "is", "am":
			past = "was"
		case "are":
			past = "were"
		case "has", "have":
			past = "had"
		case "does", "do":
			past = "did"
		default:
			if form != strings.ToLower(form) || len(form) < 3 || form[0] == '\'' || strings.HasPrefix(form, "’") {
				continue
			}
			past = lemma.Past(lemma.Of(form, r.tag(e, i)))
		}
		e.forms[i], e.tags[i] = past, r.tags.of("VBD")
	}
}

var shortMonths = map[string]string{"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec."}

var weekdays = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}

// dates writes dates in the agencies' short way.
func (r rewriter) dates(e *example) {
	months, days := r.random.Float64() < partMonths, r.random.Float64() < partDays
	for i := len(e.forms) - 1; i >= 0; i-- {
		if short, ok := shortMonths[e.forms[i]]; ok && months && i+1 < len(e.forms) && r.tag(e, i+1) == "CD" {
			e.forms[i] = short
		}
		if days && i > 1 && weekdays[e.forms[i]] && e.forms[i-1] == "on" && int(e.heads[i]) == i-1 && !e.governs(i) {
			e.heads[i], e.labels[i] = e.heads[i-1], r.labels.of("npadvmod")
			e.cut(i - 1)
		}
	}
}

// surnames leaves first names out, as a report does from the second mention on.
func (r rewriter) surnames(e *example) {
	begin, inside := r.entity.of("B-PERSON"), r.entity.of("I-PERSON")
	for i := len(e.forms) - 2; i >= 0; i-- {
		if e.names[i] != begin || e.names[i+1] != inside || i+2 < len(e.forms) && e.names[i+2] == inside {
			continue
		}
		if int(e.heads[i]) == i+1 && !e.governs(i) && e.words[i+1].Upper && r.random.Float64() < partNames {
			e.names[i+1] = begin
			e.cut(i)
			e.read()
		}
	}
}

var speechVerbs = map[string]bool{"says": true, "say": true, "said": true, "announces": true, "announced": true, "claims": true, "claimed": true, "reports": true, "reported": true, "states": true, "stated": true, "warns": true, "warned": true, "confirms": true, "confirmed": true}

// speech turns "X says that Y." into "Y, X said.", with or without quotes, verb
// or speaker first; nil when the sentence is not of that build.
func (r rewriter) speech(e *example) *example {
	n := len(e.forms)
	root := -1
	for i, h := range e.heads {
		if h < 0 {
			root = i
		}
	}
	if root < 1 || !speechVerbs[e.forms[root]] || e.forms[n-1] != "." {
		return nil
	}
	said, subject := -1, -1
	for i, h := range e.heads {
		if int(h) != root || i == n-1 {
			continue
		}
		switch r.label(e, i) {
		case "nsubj":
			subject = i
		case "ccomp":
			said = i
		default:
			return nil
		}
	}
	if said < root || subject < 0 || subject > root {
		return nil
	}
	first := root + 1
	if r.label(e, first) == "mark" && int(e.heads[first]) == said && !e.governs(first) {
		first++
	}
	for i := first; i < n-1; i++ { // quotes inside, or a clause not in one piece
		if e.forms[i] == `"` || e.heads[i] < int32(root) || int(e.heads[i]) == root && i != said {
			return nil
		}
	}
	out := &example{id: e.id}
	place := make([]int32, n)
	add := func(form, tag, label string) {
		out.forms, out.tags = append(out.forms, form), append(out.tags, r.tags.of(tag))
		out.heads, out.labels, out.names = append(out.heads, -2), append(out.labels, r.labels.of(label)), append(out.names, 0)
	}
	take := func(from, to int) {
		for i := from; i < to; i++ {
			place[i] = int32(len(out.forms))
			out.forms, out.tags = append(out.forms, e.forms[i]), append(out.tags, e.tags[i])
			out.heads, out.labels, out.names = append(out.heads, int32(i)), append(out.labels, e.labels[i]), append(out.names, e.names[i])
		}
	}
	quoted, inverted, past := r.random.Float64() < 0.6, r.random.Float64() < 0.4, r.random.Float64() < 0.8
	open, shut := "“", "”"
	if r.random.Float64() < 0.3 {
		open, shut = `"`, `"`
	}
	if quoted {
		add(open, "``", "punct")
	}
	take(first, n-1)
	begin := 0
	if quoted {
		begin = 1
	}
	if tag := r.tags.names[out.tags[begin]]; tag != "NNP" && tag != "NNPS" {
		out.forms[begin] = capital(out.forms[begin])
	}
	add(",", ",", "punct")
	if quoted {
		add(shut, "''", "punct")
	}
	if inverted {
		take(root, root+1)
		take(0, root)
	} else {
		take(0, root)
		take(root, root+1)
	}
	speaker := place[0]
	if form := out.forms[speaker]; r.tags.names[out.tags[speaker]] == "DT" || r.tags.names[out.tags[speaker]] == "PRP" && form != "I" {
		out.forms[speaker] = strings.ToLower(form)
	}
	take(n-1, n)
	verb := place[root]
	for i, old := range out.heads {
		switch {
		case old == -2:
			out.heads[i] = verb
		case e.heads[old] < 0:
			out.heads[i] = -1
		default:
			out.heads[i] = place[e.heads[old]]
		}
	}
	if past && r.tags.names[out.tags[verb]] != "VBD" {
		out.forms[verb], out.tags[verb] = lemma.Past(lemma.Of(out.forms[verb], "VBZ")), r.tags.of("VBD")
	}
	if !inverted && r.random.Float64() < partWhen {
		when := []added{{"on", "IN", "prep", -1, ""}, {r.pick(dayNames), "NNP", "pobj", 0, "B-DATE"}}
		if r.random.Float64() < 0.4 {
			when = []added{{when[1].form, "NNP", "npadvmod", -1, "B-DATE"}}
		}
		r.insert(out, int(verb)+1, int(verb), when)
	}
	return out
}
