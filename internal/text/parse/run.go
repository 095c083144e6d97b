package parse

import "entente/internal/text/perceptron"

// Run parses in greedily with labels kinds of label, leaving the tree in the
// state; buffer is scratch and is returned grown.
func (s *State) Run(scorer perceptron.Scorer, labels int, in *Sentence, buffer []uint32) []uint32 {
	var scores perceptron.Scores
	classes := Classes(labels)
	s.Reset(len(in.Words))
	for s.settle() {
		allowed := s.moves()
		if s.top() == none {
			s.apply(shift)
			continue
		}
		buffer = s.Features(buffer[:0], in)
		clear(scores[:classes])
		scorer.Add(buffer, &scores)
		s.apply(best(&scores, classes, allowed))
	}
	return buffer
}

// Arc gives word i's head, -1 for the root, and the number of its label.
func (s *State) Arc(i int) (head int, label uint8) {
	return int(s.nodes[i].head), s.nodes[i].label
}

// best is the allowed class with the highest score, the lowest on a tie.
func best(scores *perceptron.Scores, classes int, allowed moves) int {
	found := -1
	if allowed.shift {
		found = shift
	}
	if allowed.reduce && (found < 0 || scores[reduce] > scores[found]) {
		found = reduce
	}
	for c := firstArc; c+1 < classes; c += 2 {
		if allowed.left && (found < 0 || scores[c] > scores[found]) {
			found = c
		}
		if allowed.right && (found < 0 || scores[c+1] > scores[found]) {
			found = c + 1
		}
	}
	return found
}
