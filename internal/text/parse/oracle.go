package parse

import "entente/internal/text/perceptron"

// Gold is the wanted tree: heads (-1 for the root) and label numbers. The root
// too needs the number of some label, for when a mistake leaves it no better
// place than below another word.
type Gold struct {
	Heads  []int32
	Labels []uint8
}

// costs tells for each kind of move how many wanted arcs it puts out of reach
// (Goldberg and Nivre, 2012).
func (s *State) costs(g *Gold) (shiftCost, reduceCost, leftCost, rightCost int) {
	top, front := s.top(), s.front()
	// Wanted arcs between the front and the words of the stack.
	for _, k := range s.stack {
		takes := g.Heads[k] == front && s.nodes[k].head == none
		if takes {
			shiftCost++
			rightCost++
		}
		if g.Heads[front] == k {
			shiftCost++
			if k != top {
				rightCost++
			}
		}
	}
	if top == none {
		return
	}
	if g.Heads[front] != top {
		// A wrong head for the front: its own head may be ahead, or none at all.
		if head := g.Heads[front]; head == none || head >= s.next && head != front {
			rightCost++
		}
	}
	// Dependents of the top that are still to be read.
	ahead := 0
	if g.Heads[front] == top {
		ahead++
	}
	for k := s.next; int(k) < len(s.nodes); k++ {
		if k != front && g.Heads[k] == top {
			ahead++
		}
	}
	reduceCost, leftCost = ahead, ahead
	if head := g.Heads[top]; head != front && (head == none || head >= s.next) {
		leftCost++
	}
	return
}

// Learner is a scorer that learns from its mistakes.
type Learner interface {
	perceptron.Scorer
	Tick()
	Update(features []uint32, want, got int)
}

// Learn parses in once, correcting the learner at each decision that loses a
// wanted arc. follow tells, at each such mistake, whether to go on from the
// mistaken state, so that the parser learns to recover. It returns the number
// of decisions and of mistakes; buffer is scratch and is returned grown.
func (s *State) Learn(learner Learner, labels int, in *Sentence, g *Gold, follow func() bool, buffer []uint32) (decisions, mistakes int, grown []uint32) {
	var scores perceptron.Scores
	classes := Classes(labels)
	s.Reset(len(in.Words))
	for s.settle() {
		if s.top() == none {
			s.apply(shift)
			continue
		}
		allowed := s.moves()
		shiftCost, reduceCost, leftCost, rightCost := s.costs(g)
		least := 1 << 30
		for _, move := range []struct {
			allowed bool
			cost    int
		}{{allowed.shift, shiftCost}, {allowed.reduce, reduceCost}, {allowed.left, leftCost}, {allowed.right, rightCost}} {
			if move.allowed {
				least = min(least, move.cost)
			}
		}
		good := moves{
			shift:  allowed.shift && shiftCost == least,
			reduce: allowed.reduce && reduceCost == least,
			left:   allowed.left && leftCost == least,
			right:  allowed.right && rightCost == least,
		}
		buffer = s.Features(buffer[:0], in)
		clear(scores[:classes])
		learner.Add(buffer, &scores)
		got := best(&scores, classes, allowed)
		want := bestOf(&scores, good, LeftArc(int(g.Labels[s.top()])), RightArc(int(g.Labels[s.front()])))
		learner.Tick()
		decisions++
		if got != want {
			learner.Update(buffer, want, got)
			mistakes++
			if !follow() {
				got = want
			}
		}
		s.apply(got)
	}
	return decisions, mistakes, buffer
}

// bestOf is the highest-scored of the good moves, arcs with these labels only.
func bestOf(scores *perceptron.Scores, good moves, left, right int) int {
	found := -1
	consider := func(ok bool, class int) {
		if ok && (found < 0 || scores[class] > scores[found]) {
			found = class
		}
	}
	consider(good.shift, shift)
	consider(good.reduce, reduce)
	consider(good.left, left)
	consider(good.right, right)
	return found
}
