// Package name marks the names in a tagged sentence with BIO tags of OntoNotes
// types, from left to right, by a linear model over words, tags and shapes.
package name

import (
	"slices"
	"strings"

	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

// Scheme says how the classes of a model hang together: class 0 is outside,
// and Begins[c] is the class that must stand before an inside class c
// (itself for a begin class).
type Scheme struct {
	Begins []uint8
	person uint8     // the class inside a person's name, 0 if there is none
	verbs  [256]bool // by tag class
}

// SchemeOf reads the BIO labels of a model: "" or "O" first, then B- and I- types;
// and the tags of the words, by class. An inside class without its begin class
// is never given, nor is a verb in lower case made part of a person's name.
func SchemeOf(labels, tags []string) Scheme {
	s := Scheme{Begins: make([]uint8, len(labels)), person: uint8(max(0, slices.Index(labels, "I-PERSON")))}
	for i, tag := range tags {
		s.verbs[i] = strings.HasPrefix(tag, "VB")
	}
	for i, label := range labels {
		s.Begins[i] = uint8(i)
		if len(label) > 2 && label[0] == 'I' {
			s.Begins[i] = 0
			for j, other := range labels {
				if other == "B"+label[1:] {
					s.Begins[i] = uint8(j)
				}
			}
		}
	}
	return s
}

// allows tells whether class c may follow class before.
func (s *Scheme) allows(before, c uint8) bool {
	begin := s.Begins[c]
	return begin == c || begin != 0 && (before == begin || before == c)
}

// Run fills names, one class a word. words, tags and names have the same
// length; buffer is scratch and is returned grown.
func Run(scorer perceptron.Scorer, s *Scheme, words []word.Traits, tags, names []uint8, buffer []uint32) []uint32 {
	var scores perceptron.Scores
	var run Capitals
	for i := range words {
		buffer = Features(buffer[:0], words, tags, names, i, &run)
		clear(scores[:len(s.Begins)])
		scorer.Add(buffer, &scores)
		names[i] = s.Best(&scores, words, tags, names, i)
	}
	return buffer
}

// Best is the best class for word i that may follow names[i-1].
func (s *Scheme) Best(scores *perceptron.Scores, words []word.Traits, tags, names []uint8, i int) uint8 {
	before, best, barred := uint8(0), uint8(0), uint8(0)
	if i > 0 {
		before = names[i-1]
	}
	if s.verbs[tags[i]] && !words[i].Upper {
		barred = s.person
	}
	for c := 1; c < len(s.Begins); c++ {
		if scores[c] > scores[best] && s.allows(before, uint8(c)) && uint8(c) != barred {
			best = uint8(c)
		}
	}
	return best
}

// Capitals remembers the run of capitalised words around the last position asked
// for: [start, end).
type Capitals struct{ start, end int }

func (r *Capitals) around(words []word.Traits, i int) {
	if i < r.end && i >= r.start {
		return
	}
	r.start, r.end = i, i+1
	if !words[i].Upper {
		return
	}
	for r.end < len(words) && words[r.end].Upper {
		r.end++
	}
	for r.start > 0 && words[r.start-1].Upper {
		r.start--
	}
}

var edge = word.Of("\x00")

// Features appends the features of word i to dst; names before i are set.
func Features(dst []uint32, words []word.Traits, tags, names []uint8, i int, run *Capitals) []uint32 {
	at := func(j int) *word.Traits {
		if j < 0 || j >= len(words) {
			return &edge
		}
		return &words[j]
	}
	tagAt := func(j int) uint32 {
		if j < 0 || j >= len(words) {
			return 255
		}
		return uint32(tags[j])
	}
	before := func(j int) uint32 {
		if j < 0 {
			return 255
		}
		return uint32(names[j])
	}
	run.around(words, i)
	first, last := at(run.start), at(run.end-1)
	ahead, after := at(run.start-1), at(run.end)
	place := uint32(min(i-run.start, 3))<<8 | uint32(min(run.end-i, 4))
	w, left, right := at(i), at(i-1), at(i+1)
	left2, right2 := at(i-2), at(i+2)
	n1, n2 := before(i-1), before(i-2)
	n12 := n1<<8 | n2
	t, tl, tr := tagAt(i), tagAt(i-1), tagAt(i+1)
	tags3 := tl<<16 | t<<8 | tr
	return append(dst,
		perceptron.Key1(1, 0),
		perceptron.Key1(2, w.Form),
		perceptron.Key1(3, w.Norm),
		perceptron.Key1(4, w.Suffix3),
		perceptron.Key1(5, w.Prefix3),
		perceptron.Key1(6, w.Shape),
		perceptron.Key1(7, left.Form),
		perceptron.Key1(8, right.Form),
		perceptron.Key1(9, left2.Norm),
		perceptron.Key1(10, right2.Norm),
		perceptron.Key1(11, n12),
		perceptron.Key2(12, n1, w.Form),
		perceptron.Key2(13, n1, t),
		perceptron.Key2(14, n1, tags3),
		perceptron.Key1(15, tags3),
		perceptron.Key2(16, n12, w.Form),
		perceptron.Key2(17, left.Form, w.Form),
		perceptron.Key2(18, w.Form, right.Form),
		perceptron.Key2(19, left.Form, right.Form),
		perceptron.Key3(20, left.Shape, w.Shape, right.Shape),
		perceptron.Key2(21, n1, w.Shape),
		perceptron.Key2(22, n1, w.Suffix3),
		perceptron.Key3(23, n1, left.Form, w.Form),
		perceptron.Key3(24, n1, w.Form, right.Form),
		perceptron.Key2(25, n1, right.Form),
		perceptron.Key2(26, n1, last.Form),
		perceptron.Key3(27, place, first.Form, t),
		perceptron.Key3(28, place, last.Form, t),
		perceptron.Key3(29, place, ahead.Norm, n1),
		perceptron.Key3(30, place, after.Norm, n1),
		perceptron.Key3(31, first.Form, last.Form, n1),
		perceptron.Key3(32, n1, left2.Form, left.Form),
		perceptron.Key3(33, n1, right.Form, right2.Form),
		perceptron.Key2(34, n1, tr<<8|tagAt(i+2)),
		perceptron.Key3(35, w.Suffix3, right.Suffix3, n1),
		perceptron.Key2(36, w.Suffix4, w.Shape),
	)
}
