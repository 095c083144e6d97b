package main

import (
	"slices"
	"strings"

	"entente/internal/text/lemma"
)

// variety holds the words that rewriting draws on, all of the treebank's own.
type variety struct {
	firstNames, lastNames []string            // of persons
	places                []string            // of one word
	verbs                 map[string][]string // by tag: present forms that may also be nouns, of verbs that take an object
}

// varietyOf gathers the words of examples, each form once, in order.
func (c *corpus) varietyOf(examples []*example) *variety {
	firsts, surnames, places := map[string]bool{}, map[string]bool{}, map[string]bool{}
	seen := map[string]map[string]int{} // form → tag → times; for verbs, with an object
	count := func(form, tag string) {
		if seen[form] == nil {
			seen[form] = map[string]int{}
		}
		seen[form][tag]++
	}
	for _, e := range examples {
		for _, n := range c.namesOf(e) {
			switch length := n.end - n.start; {
			case n.kind == "PERSON" && length == 2 && c.plainName(e, n):
				firsts[e.forms[n.start]], surnames[e.forms[n.start+1]] = true, true
			case n.kind == "GPE" && length == 1 && c.plainName(e, n):
				places[e.forms[n.start]] = true
			}
		}
		for i, form := range e.forms {
			switch tag := c.tags.names[e.tags[i]]; tag {
			case "NN", "NNS":
				count(form, tag)
			}
			if h := e.heads[i]; h >= 0 && c.labels.names[e.labels[i]] == "dobj" {
				if tag := c.tags.names[e.tags[h]]; tag == "VBZ" || tag == "VBP" {
					count(e.forms[h], tag)
				}
			}
		}
	}
	v := &variety{sorted(firsts), sorted(surnames), sorted(places), map[string][]string{}}
	for form, tags := range seen {
		if form != strings.ToLower(form) || len(form) < 3 {
			continue
		}
		for verb, noun := range map[string]string{"VBZ": "NNS", "VBP": "NN"} {
			if tags[verb] >= 3 && tags[noun] >= 3 {
				v.verbs[verb] = append(v.verbs[verb], form)
			}
		}
	}
	for form := range strings.FieldsSeq(newsVerbs) {
		v.verbs["VBZ"] = append(v.verbs["VBZ"], form)
		v.verbs["VBP"] = append(v.verbs["VBP"], lemma.Of(form, "VBZ"))
	}
	for tag, forms := range v.verbs {
		slices.Sort(forms)
		v.verbs[tag] = slices.Compact(forms)
	}
	return v
}

// newsVerbs look like nouns and have an object, in headlines above all.
const newsVerbs = `arms backs bans blames blocks bombs cuts fines fires hails halts hosts jails names orders pledges probes raids rebukes sanctions seeks
	shells slams storms strikes targets votes vows boards rams patrols claims charges labels tests fields masses frees`

func sorted(set map[string]bool) []string {
	var out []string
	for form := range set {
		out = append(out, form)
	}
	slices.Sort(out)
	return out
}

// plainName tells whether a name is proper nouns in capitals, each but the first
// with the next as its head.
func (c *corpus) plainName(e *example, n entity) bool {
	for i := n.start; i < n.end; i++ {
		if c.tags.names[e.tags[i]] != "NNP" || !e.words[i].Upper || len(e.forms[i]) < 3 {
			return false
		}
	}
	return true
}

// strangers puts other names in the place of persons and places, so that names
// are told by what stands around them too.
func (r rewriter) strangers(e *example) {
	persons, places := r.random.Float64() < partPersons, r.random.Float64() < partPlaces
	for _, n := range r.namesOf(e) {
		if !r.plainName(e, n) {
			continue
		}
		switch length := n.end - n.start; {
		case n.kind == "PERSON" && length <= 2 && persons:
			e.forms[n.end-1] = r.pick(r.lastNames)
			if length == 2 {
				e.forms[n.start] = r.pick(r.firstNames)
			}
		case n.kind == "GPE" && length == 1 && places:
			e.forms[n.start] = r.pick(r.places)
		}
	}
	e.read()
}

func (r rewriter) pick(forms []string) string {
	if len(forms) == 0 {
		return "X"
	}
	return forms[r.random.IntN(len(forms))]
}

// otherVerbs puts verbs that look like nouns ("shells", "arms", "orders") in the
// place of others that have an object and little else.
func (r rewriter) otherVerbs(e *example) {
	for i := range e.forms {
		tag := r.tag(e, i)
		forms := r.verbs[tag]
		if len(forms) == 0 || e.words[i].Upper || !r.simple(e, i) || r.random.Float64() >= r.nouny {
			continue
		}
		e.forms[i] = r.pick(forms)
	}
}

// simple tells whether a verb has a subject and an object that is no clause.
func (r rewriter) simple(e *example, verb int) bool {
	subject, object := false, false
	for i, h := range e.heads {
		if int(h) != verb {
			continue
		}
		switch r.label(e, i) {
		case "nsubj":
			subject = true
		case "dobj":
			object = true
		case "prt", "ccomp", "xcomp", "dative", "oprd", "expl", "acomp":
			return false
		}
	}
	return subject && object
}

// headline leaves the articles out.
func (r rewriter) headline(e *example) {
	if r.random.Float64() >= partHeadlines {
		return
	}
	for i := len(e.forms) - 1; i >= 0; i-- {
		if len(e.forms) < 5 || r.tag(e, i) != "DT" || r.label(e, i) != "det" || e.names[i] != 0 || e.governs(i) {
			continue
		}
		switch strings.ToLower(e.forms[i]) {
		case "the", "a", "an":
			e.cut(i)
			if i == 0 {
				e.forms[0] = capital(e.forms[0])
			}
		}
	}
	if last := len(e.forms) - 1; e.forms[last] == "." && !e.governs(last) && r.random.Float64() < 0.5 {
		e.cut(last)
	}
}

// capital writes the first letter of an English word large.
func capital(form string) string {
	if form[0] < 'a' || form[0] > 'z' {
		return form
	}
	return string(form[0]-'a'+'A') + form[1:]
}

var spans = strings.Fields("week month year night")

var dayNames = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

// fronted puts a day before a sentence: "On Tuesday the army …".
func (r rewriter) fronted(e *example) {
	root := slices.Index(e.heads, -1)
	if r.random.Float64() >= partFronted || root < 1 || e.forms[0] == `"` || e.forms[0] == "“" {
		return
	}
	if first := r.tag(e, 0); e.names[0] == 0 && (first == "DT" || first == "PRP" && e.forms[0] != "I" || first == "PRP$" || first == "NNS" || first == "CD") {
		e.forms[0] = strings.ToLower(e.forms[0][:1]) + e.forms[0][1:]
	}
	var before []added
	day := added{r.pick(dayNames), "NNP", "pobj", 0, "B-DATE"}
	switch chance := r.random.Float64(); {
	case chance < 0.15:
		day.head = 1
		before = []added{{"Late", "RB", "advmod", 1, ""}, {"on", "IN", "prep", -1, ""}, day}
	case chance < 0.35:
		before = []added{{"Last", "JJ", "amod", 1, "B-DATE"}, {r.pick(spans), "NN", "npadvmod", -1, "I-DATE"}}
	default:
		before = []added{{"On", "IN", "prep", -1, ""}, day}
	}
	if r.random.Float64() < 0.4 {
		before = append(before, added{",", ",", "punct", -1, ""})
	}
	r.insert(e, 0, root, before)
}

// added is a word put into a sentence: its head is that place among the added
// ones, or, at -1, the governor named for all.
type added struct {
	form, tag, label string
	head             int
	name             string
}

// insert puts words before word at; those without a head of their own hang on
// governor.
func (r rewriter) insert(e *example, at, governor int, words []added) {
	size := int32(len(words))
	moved := func(i int32) int32 {
		if i >= int32(at) {
			return i + size
		}
		return i
	}
	for i, h := range e.heads {
		e.heads[i] = moved(h)
	}
	for n, w := range words {
		head := int32(at + w.head)
		if w.head < 0 {
			head = moved(int32(governor))
		}
		name := uint8(0)
		if w.name != "" {
			name = r.entity.of(w.name)
		}
		e.forms = slices.Insert(e.forms, at+n, w.form)
		e.tags = slices.Insert(e.tags, at+n, r.tags.of(w.tag))
		e.heads = slices.Insert(e.heads, at+n, head)
		e.labels = slices.Insert(e.labels, at+n, r.labels.of(w.label))
		e.names = slices.Insert(e.names, at+n, name)
	}
	e.read()
}
