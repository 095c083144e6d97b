package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// The treebank's annotations are made by machine. Some of its errors show, for
// they are at odds with what the treebank as a whole says of the same words;
// mend puts those right, so that they are not learnt.

// mend takes out the training sentences whose tree can't be right and mends
// names everywhere. What it goes by is counted in the training part only.
func (c *corpus) mend(log io.Writer) {
	sound := c.train[:0:0]
	for _, e := range c.train {
		if c.plausible(e) {
			sound = append(sound, e)
		}
	}
	fmt.Fprintf(log, "%d sentences without a main verb or its subject left out\n", len(c.train)-len(sound))
	for _, e := range c.train {
		c.trimNames(e)
	}
	evidence := c.countNames(c.train)
	renamed := 0
	for _, e := range c.train {
		renamed += evidence.mend(e)
	}
	c.train = sound
	for _, e := range c.held {
		c.trimNames(e)
		evidence.mend(e)
	}
	fmt.Fprintf(log, "%d names given another type\n", renamed)
}

// plausible tells whether a sentence has a verb at its root and, if it is
// finite, a subject. Reports are whole sentences: where a noun governs, the main
// verb ("Police search the house") was taken for one.
func (c *corpus) plausible(e *example) bool {
	root := slices.Index(e.heads, -1)
	if root < 0 {
		return false
	}
	switch tag := c.tags.names[e.tags[root]]; tag {
	case "VBZ", "VBP", "VBD":
		for i, h := range e.heads {
			if label := c.labels.names[e.labels[i]]; int(h) == root && (strings.HasPrefix(label, "nsubj") || strings.HasPrefix(label, "csubj") || label == "expl") {
				return true
			}
		}
		return false
	default:
		return strings.HasPrefix(tag, "VB") || tag == "MD"
	}
}

// titles are offices and ranks, no part of a person's name.
var titles = setOf(`President Vice Prime Minister Chancellor Secretary Ambassador Governor Senator Congressman Congresswoman Representative Mayor Judge Justice
	Archbishop Bishop Cardinal Rev. Reverend General Gen. Lieutenant Lt. Colonel Col. Major Maj. Captain Capt. Sergeant Sgt. Admiral Adm. Commander Brigadier Brig.
	Mr. Mrs. Ms. Dr. Professor Prof. Sen. Rep. Gov.`)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// trimNames takes from names what is none of theirs: a genitive's ending, the
// title before a person, and whatever follows a verb within a person.
func (c *corpus) trimNames(e *example) {
	for _, n := range c.namesOf(e) {
		if n.end-n.start < 2 {
			continue
		}
		if c.tags.names[e.tags[n.end-1]] == "POS" {
			n.end--
			e.names[n.end] = 0
		}
		if n.kind != "PERSON" {
			continue
		}
		for i := n.start + 1; i < n.end; i++ {
			if strings.HasPrefix(c.tags.names[e.tags[i]], "VB") && !e.words[i].Upper {
				clear(e.names[i:n.end])
				n.end = i
			}
		}
		for n.end-n.start > 1 && titles[e.forms[n.start]] {
			e.names[n.start+1] = e.names[n.start]
			e.names[n.start] = 0
			n.start++
		}
	}
}

// namesOf gives the names of an example.
func (c *corpus) namesOf(e *example) []entity {
	var out []entity
	for i := 0; i < len(e.names); i++ {
		bio := c.entity.names[e.names[i]]
		if !strings.HasPrefix(bio, "B-") {
			continue
		}
		n := entity{i, i + 1, bio[2:]}
		for n.end < len(e.names) && c.entity.names[e.names[n.end]] == "I-"+n.kind {
			n.end++
		}
		out = append(out, n)
	}
	return out
}

// nameEvidence is what all occurrences of a form tell of it.
type nameEvidence struct {
	*corpus
	kinds    map[string]map[string]int // how often each form is marked as what
	placed   map[string]int            // how often it stands behind "in" or "near"
	surnames map[string]int            // how often a word ends the name of a person
}

func (c *corpus) countNames(examples []*example) *nameEvidence {
	v := &nameEvidence{c, map[string]map[string]int{}, map[string]int{}, map[string]int{}}
	for _, e := range examples {
		for _, n := range c.namesOf(e) {
			form := strings.Join(e.forms[n.start:n.end], " ")
			if v.kinds[form] == nil {
				v.kinds[form] = map[string]int{}
			}
			v.kinds[form][n.kind]++
			if n.start > 0 {
				switch e.forms[n.start-1] {
				case "in", "In", "near", "Near":
					v.placed[form]++
				}
			}
			if n.kind == "PERSON" && n.end-n.start > 1 {
				v.surnames[e.forms[n.end-1]]++
			}
		}
	}
	return v
}

// proper are the types between which the treebank wavers.
var proper = setOf("PERSON GPE LOC FAC ORG NORP PRODUCT LANGUAGE")

const (
	leastSeen   = 4    // occurrences from which a form is judged
	placedShare = 0.15 // of them behind "in" or "near" that make a place
	agreed      = 0.7  // of them with one type that outvote the others
	knownBy     = 5    // persons that make a surname
)

// mend gives names of an example the type that fits the form's other
// occurrences, and returns how many it changed.
func (v *nameEvidence) mend(e *example) (changed int) {
	for _, n := range v.namesOf(e) {
		form := strings.Join(e.forms[n.start:n.end], " ")
		kind := v.kindOf(e, n, form)
		if kind == n.kind {
			continue
		}
		changed++
		inside := v.entity.of("I-" + kind)
		for i := n.start; i < n.end; i++ {
			e.names[i] = inside
		}
		e.names[n.start] = v.entity.of("B-" + kind)
	}
	return changed
}

func (v *nameEvidence) kindOf(e *example, n entity, form string) string {
	if !proper[n.kind] {
		return n.kind
	}
	seen, most, best := 0, 0, ""
	for kind, times := range v.kinds[form] {
		seen += times
		if times > most || times == most && kind < best {
			most, best = times, kind
		}
	}
	isPlace := best == "GPE" || best == "LOC" || best == "FAC"
	switch {
	case n.end-n.start == 1 && v.surnames[form] >= knownBy && v.surnames[form]+v.kinds[form]["PERSON"] > seen && !isPlace:
		return "PERSON"
	case seen < leastSeen:
		return n.kind
	case float64(v.placed[form]) >= placedShare*float64(seen) && !isPlace && v.looksLikePlace(e, n, best):
		return "GPE"
	case float64(most) >= agreed*float64(seen) && proper[best]:
		return best
	}
	return n.kind
}

// bodies are words of names behind "in" that are no places all the same.
var bodies = setOf("Parliament Congress Senate House Assembly League Cup Series Formula Baseball Football University Council Court Army War Union Championship Games Serie Olympics")

// looksLikePlace tells whether a form that stands behind "in" may be a place:
// proper nouns only, no initials, no body in which one may sit.
func (v *nameEvidence) looksLikePlace(e *example, n entity, kind string) bool {
	for i := n.start; i < n.end; i++ {
		form := e.forms[i]
		if tag := v.tags.names[e.tags[i]]; tag != "NNP" && tag != "HYPH" || bodies[form] || len(form) > 1 && strings.ToUpper(form) == form {
			return false
		}
	}
	return kind != "ORG" || n.end-n.start <= 2
}
