package quality

import (
	"slices"
	"strings"

	"entente/internal/diplo"
)

// codeEvent is an event of a set of codes, or one that was told put in that form.
type codeEvent struct {
	Source     string `json:"source"`
	Target     string `json:"target"`
	Code       string `json:"code"`
	SourceText string `json:"source_text"`
	TargetText string `json:"target_text"`
	Quad       *int   `json:"quad,omitempty"`  // class of the event, 0 … 4, where the coding gives it
	Penta      *int   `json:"penta,omitempty"` // the same by another name
}

// codesOf puts what was told of an item in the form of sets of codes, once also where the relation is
// reciprocal. What the reader doesn't hold as having happened is left out.
func codesOf(told []Event) []codeEvent {
	var codes []codeEvent
	for i := range told {
		e := &told[i]
		r, err := diplo.ParseRelation(e.Relation)
		if err != nil || !e.real() {
			continue
		}
		codes = append(codes, codeEvent{
			Source: e.CAMEO.Source.Code, Target: e.CAMEO.Target.Code, Code: r.Info().CAMEO,
			SourceText: e.CAMEO.Source.Text, TargetText: e.CAMEO.Target.Text,
		})
	}
	return codes
}

// ploverOf gives the name of PLOVER for each root of CAMEO, older PLOVER names folded as in foldedNames.
var ploverOf = map[string]string{
	"01": "STATEMENT", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
	"08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
	"15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}

// foldedNames are names of other versions of PLOVER with the one that they are compared as.
var foldedNames = map[string]string{
	"DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "CONCEDE": "YIELD", "RETREAT": "YIELD", "FIGHT": "ASSAULT",
}

// classOfRoot is Schrodt's pentaclass of a CAMEO root: 0 statement or appeal, 1 and 2 verbal and material
// cooperation, 3 and 4 verbal and material conflict.
var classOfRoot = map[string]int{
	"01": 0, "02": 0, "03": 1, "04": 1, "05": 1, "06": 2, "07": 2, "08": 2, "09": 3, "10": 3, "11": 3,
	"12": 3, "13": 3, "16": 3, "14": 4, "15": 4, "17": 4, "18": 4, "19": 4, "20": 4,
}

// classOfName is the class of a name of PLOVER, as the sets coded in it have it.
var classOfName = map[string]int{
	"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
	"REJECT": 3, "THREATEN": 3, "SANCTION": 3, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}

// noClass is the class of what has none.
const noClass = -1

// namedCode tells names of PLOVER from numbers of CAMEO.
func namedCode(code string) bool {
	return code != "" && ('A' <= code[0] && code[0] <= 'Z' || 'a' <= code[0] && code[0] <= 'z')
}

// rootOf is the root of a code, by PLOVER's names where asked for.
func rootOf(code string, plover bool) string {
	if namedCode(code) {
		name, _, _ := strings.Cut(code, "-")
		name = strings.ToUpper(name)
		if folded, old := foldedNames[name]; old {
			return folded
		}
		return name
	}
	root := cut(code, 2)
	if name, known := ploverOf[root]; plover && known {
		return name
	}
	return root
}

// class is the class that the coding gives, or else that of the code.
func (e *codeEvent) class() int {
	switch {
	case e.Quad != nil:
		return *e.Quad
	case e.Penta != nil:
		return *e.Penta
	}
	class, known := classOfRoot[cut(e.Code, 2)]
	if namedCode(e.Code) {
		class, known = classOfName[rootOf(e.Code, true)]
	}
	if !known {
		return noClass
	}
	return class
}

func cut(s string, n int) string { return s[:min(n, len(s))] }

// plainCode is an actor's code, "" for the ways to write that there is none.
func plainCode(code string) string {
	code = strings.ReplaceAll(strings.ToUpper(strings.Trim(strings.TrimSpace(code), `"`)), "~", "---")
	if code == "NONE" || code == "---" {
		return ""
	}
	return code
}

// littleWords say nothing of who is meant.
var littleWords = strings.Fields("the a an of s and 's in on its their his her for to by")

// wordsOf are the words of a text, without the little ones unless there are no others.
func wordsOf(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	var telling []string
	for _, w := range all {
		if !slices.Contains(littleWords, w) {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	slices.Sort(telling)
	return slices.Compact(telling)
}

// sameText tells whether two texts mean the same actor: one has all words of the other, or at least half of their words
// are common to both.
func sameText(a, b string) bool {
	x, y := wordsOf(a), wordsOf(b)
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return common == len(x) || common == len(y) || 4*common >= len(x)+len(y)
}

// codedPart is what is compared of an event by codes: parts that a metric doesn't look at are "".
type codedPart struct {
	source, target, code string
	class                int
}

// codeMetrics counts an item. The metrics are named after what is compared: of a "triple" source, target
// and code; of a "dyad" the actors; "code" is the set of codes of the item, "source" and "target" the sets of actors,
// and "detect" whether there is an event. Codes are taken in full, to the root, or to the class ("quad"). Actors are compared by
// their code, and again by its first three letters (":country"); where the coding of an item has no codes of actors,
// by their words (":text"). Where the coding lacks what a metric compares, the item does not count for it.
func codeMetrics(gold, told []codeEvent, plover bool, count func(metric string, t tally)) {
	has := func(f func(e *codeEvent) bool) bool {
		return slices.ContainsFunc(gold, func(e codeEvent) bool { return f(&e) })
	}
	byText := len(gold) > 0 && !has(func(e *codeEvent) bool { return plainCode(e.Source) != "" || plainCode(e.Target) != "" })
	actors := !byText || has(func(e *codeEvent) bool { return e.SourceText != "" || e.TargetText != "" })
	codes := len(gold) == 0 || has(func(e *codeEvent) bool { return e.Code != "" })
	classes := len(gold) == 0 || has(func(e *codeEvent) bool { return e.class() != noClass })

	type reading struct {
		name string
		of   func(e *codeEvent, p *codedPart)
	}
	var readings []reading
	if codes {
		readings = append(readings,
			reading{"full", func(e *codeEvent, p *codedPart) { p.code = e.Code }},
			reading{"root", func(e *codeEvent, p *codedPart) { p.code = rootOf(e.Code, plover) }})
	}
	if classes {
		readings = append(readings, reading{"quad", func(e *codeEvent, p *codedPart) { p.class = e.class() }})
	}
	metric := func(name string, text bool, of func(e *codeEvent, p *codedPart), keep func(p codedPart) bool) {
		count(name, tallyCodes(codedParts(gold, of, keep), codedParts(told, of, keep), text))
	}
	every := func(codedPart) bool { return true }

	modes := []string{"", ":country"}
	if byText {
		modes = []string{":text"}
	}
	if !actors {
		modes = nil
	}
	for _, mode := range modes {
		source := func(e *codeEvent, p *codedPart) { p.source = actorBy(mode, e.Source, e.SourceText) }
		target := func(e *codeEvent, p *codedPart) { p.target = actorBy(mode, e.Target, e.TargetText) }
		for _, r := range readings {
			metric("triple."+r.name+mode, byText, func(e *codeEvent, p *codedPart) { source(e, p); target(e, p); r.of(e, p) }, every)
		}
		metric("dyad"+mode, byText, func(e *codeEvent, p *codedPart) { source(e, p); target(e, p) }, every)
		metric("source"+mode, byText, source, func(p codedPart) bool { return p.source != "" })
		metric("target"+mode, byText, target, func(p codedPart) bool { return p.target != "" })
	}
	for _, r := range readings {
		metric("code."+r.name, false, r.of, every)
	}
	count("detect", detected(len(gold) > 0, len(told) > 0))
}

// actorBy is what of an actor is compared in that mode.
func actorBy(mode, code, text string) string {
	switch mode {
	case ":text":
		return text
	case ":country":
		return cut(plainCode(code), 3)
	}
	return plainCode(code)
}

// codedParts are the parts of the events, those that are equal once.
func codedParts(events []codeEvent, of func(e *codeEvent, p *codedPart), keep func(p codedPart) bool) []codedPart {
	var parts []codedPart
	for i := range events {
		var p codedPart
		of(&events[i], &p)
		if keep(p) && !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return parts
}

// tallyCodes pairs each coded event with the first that agrees and is still free.
func tallyCodes(gold, told []codedPart, text bool) tally {
	agree := func(g, t codedPart) bool {
		if !text {
			return g == t
		}
		return g.code == t.code && g.class == t.class && sameText(g.source, t.source) && sameText(g.target, t.target)
	}
	t := tally{gold: len(gold), told: len(told)}
	free := slices.Clone(told)
	for _, g := range gold {
		if at := slices.IndexFunc(free, func(t codedPart) bool { return agree(g, t) }); at >= 0 {
			free = slices.Delete(free, at, at+1)
			t.found++
		}
	}
	t.right = t.found
	return t
}

// scoreCodes scores a set of codes by every metric, in the order in which the items bring them up.
func scoreCodes(set *Set, told Told) SetReport {
	var columns []*column
	byName := map[string]*column{}
	for i := range set.Items {
		item := &set.Items[i]
		codeMetrics(item.codes, codesOf(told[item.ID]), set.Plover, func(metric string, t tally) {
			c := byName[metric]
			if c == nil {
				c = &column{name: metric}
				byName[metric] = c
				columns = append(columns, c)
			}
			c.add(i, t)
		})
	}
	r := set.report()
	for _, item := range set.Items {
		r.Gold += len(item.codes)
		r.Told += len(codesOf(told[item.ID]))
	}
	r.Levels = slices.DeleteFunc(figures(len(set.Items), columns), func(f Figure) bool { return f.Gold == 0 })
	return r
}
