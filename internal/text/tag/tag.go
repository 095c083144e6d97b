// Package tag gives each token of a sentence its Penn tag, from left to right,
// by a linear model over the words around and the two tags before.
package tag

import (
	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

// None stands for the tag beyond either end of the sentence.
const None = 255

// Run fills tags, one for each word, with classes below classes. Both slices
// have the same length; buffer is scratch and is returned grown.
func Run(scorer perceptron.Scorer, classes int, words []word.Traits, tags []uint8, buffer []uint32) []uint32 {
	var scores perceptron.Scores
	for i := range words {
		buffer = Features(buffer[:0], words, tags, i)
		clear(scores[:classes])
		scorer.Add(buffer, &scores)
		tags[i] = uint8(scores.Best(classes))
	}
	return buffer
}

// edge is the word beyond either end of the sentence.
var edge = word.Of("\x00")

// Features appends the features of word i to dst; tags before i are set.
func Features(dst []uint32, words []word.Traits, tags []uint8, i int) []uint32 {
	at := func(j int) *word.Traits {
		if j < 0 || j >= len(words) {
			return &edge
		}
		return &words[j]
	}
	before := func(j int) uint32 {
		if j < 0 {
			return None
		}
		return uint32(tags[j])
	}
	w, left, right := at(i), at(i-1), at(i+1)
	left2, right2 := at(i-2), at(i+2)
	t1, t2 := before(i-1), before(i-2)
	t12 := t1<<8 | t2
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	return append(dst,
		perceptron.Key1(1, 0),
		perceptron.Key1(2, w.Form),
		perceptron.Key1(3, w.Norm),
		perceptron.Key1(4, w.Suffix1),
		perceptron.Key1(5, w.Suffix2),
		perceptron.Key1(6, w.Suffix3),
		perceptron.Key1(7, w.Suffix4),
		perceptron.Key1(8, w.Prefix1),
		perceptron.Key1(9, w.Prefix3),
		perceptron.Key2(10, w.Shape, first),
		perceptron.Key1(11, t1),
		perceptron.Key1(12, t12),
		perceptron.Key2(13, t1, w.Norm),
		perceptron.Key2(14, t12, w.Norm),
		perceptron.Key1(15, left.Norm),
		perceptron.Key1(16, left2.Norm),
		perceptron.Key1(17, right.Norm),
		perceptron.Key1(18, right2.Norm),
		perceptron.Key2(19, left.Norm, w.Norm),
		perceptron.Key2(20, w.Norm, right.Norm),
		perceptron.Key1(21, left.Suffix3),
		perceptron.Key1(22, right.Suffix3),
		perceptron.Key2(23, t1, w.Suffix3),
		perceptron.Key2(24, t12, w.Shape),
		perceptron.Key2(25, w.Shape, right.Shape),
		perceptron.Key2(26, t1, right.Norm),
		perceptron.Key3(27, w.Suffix3, right.Suffix3, t1),
		perceptron.Key2(28, w.Suffix2, w.Shape),
		perceptron.Key2(29, right.Norm, right2.Norm),
		perceptron.Key3(30, left.Norm, right.Norm, 0),
	)
}
