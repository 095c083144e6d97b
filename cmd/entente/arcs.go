package main

import (
	"slices"
	"strings"

	"entente/internal/text"
)

// arcNames says in plain words what hangs on what; labels that are not here keep their own name.
var arcNames = map[string]string{
	"ROOT": "main", "nsubj": "subject", "nsubjpass": "passive subject", "csubj": "subject clause", "csubjpass": "subject clause", "dobj": "object",
	"dative": "to whom", "agent": "by", "pobj": "", "pcomp": "", "conj": "and", "appos": "that is", "relcl": "who or which", "acl": "who or which", "advcl": "clause",
	"ccomp": "clause", "xcomp": "clause", "parataxis": "aside", "npadvmod": "when or how", "advmod": "how", "attr": "is", "acomp": "is", "oprd": "as",
	"dep": "beside", "meta": "beside", "intj": "beside",
}

// inPhrase are the arcs of the words that are shown within the phrase of their head.
var inPhrase = map[string]bool{
	"det": true, "amod": true, "compound": true, "nummod": true, "poss": true, "case": true, "aux": true, "auxpass": true, "neg": true, "prt": true,
	"quantmod": true, "predet": true, "nmod": true, "mark": true, "expl": true, "preconj": true,
}

// drawArcs writes a sentence as the phrases that hang on one another, each below its head, a line each:
//
//	condemned
//	  subject: French Foreign Minister Catherine Colonna
//	  object: Azerbaijan's offensive
//	    in: Nagorno-Karabakh
func drawArcs(b *strings.Builder, body string, s *text.Sentence, indent string) {
	d := drawing{b: b, body: body, tokens: s.Tokens, below: make([][]int, len(s.Tokens)), drawn: make([]bool, len(s.Tokens))}
	for i, t := range s.Tokens {
		if t.Head >= 0 && t.Head < len(s.Tokens) {
			d.below[t.Head] = append(d.below[t.Head], i)
		}
	}
	for i, t := range s.Tokens {
		if t.Head < 0 {
			d.phrase(i, "", indent)
		}
	}
}

type drawing struct {
	b      *strings.Builder
	body   string
	tokens []text.Token
	below  [][]int // by token, those that hang on it
	drawn  []bool
}

// phrase draws the phrase of a head after the name of the arc that it hangs by, and then what hangs on it.
func (d *drawing) phrase(head int, name, indent string) {
	if d.drawn[head] {
		return // whatever the arcs, each word is drawn once
	}
	words := d.gather(head, nil)
	slices.Sort(words)
	if name != "" {
		name += ": "
	}
	d.b.WriteString(indent + name + d.words(words) + "\n")
	for _, word := range words {
		for _, child := range d.below[word] {
			d.child(child, indent+"  ")
		}
	}
}

// child draws what hangs on a phrase: the objects of a preposition by its own word, punctuation and "and" not at all.
func (d *drawing) child(i int, indent string) {
	t := &d.tokens[i]
	switch {
	case d.drawn[i] || t.Label == "punct" || t.Label == "cc":
	case (t.Label == "prep" || t.Label == "agent") && len(d.below[i]) > 0:
		d.drawn[i] = true
		for _, object := range d.below[i] {
			switch d.tokens[object].Label {
			case "prep", "punct", "cc", "conj":
				d.child(object, indent+"  ")
			default:
				d.phrase(object, strings.ToLower(t.Form), indent)
			}
		}
	default:
		name, known := arcNames[t.Label]
		if !known {
			name = t.Label
		}
		d.phrase(i, name, indent)
	}
}

// gather adds a head and the words of its own phrase.
func (d *drawing) gather(head int, words []int) []int {
	d.drawn[head] = true
	words = append(words, head)
	for _, child := range d.below[head] {
		hyphen := d.tokens[child].Form == "-" || child+1 < head && d.tokens[child+1].Form == "-" // "US-led"
		if (hyphen || inPhrase[d.tokens[child].Label]) && !d.drawn[child] {
			words = d.gather(child, words)
		}
	}
	return words
}

// words are the tokens as the text has them, with what stands between neighbours, and a gap for what is drawn elsewhere.
func (d *drawing) words(list []int) string {
	var b strings.Builder
	for k, i := range list {
		if k > 0 {
			before := &d.tokens[list[k-1]]
			switch {
			case list[k-1]+1 < i:
				b.WriteString(" … ")
			case before.End < d.tokens[i].Start:
				b.WriteByte(' ')
			}
		}
		b.WriteString(d.tokens[i].Form)
	}
	return b.String()
}
