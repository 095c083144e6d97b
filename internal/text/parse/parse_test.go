package parse

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

const testLabels = 5

// randomTree is a projective tree over n words: each span has a head, whose
// sides are parted into spans that hang on it.
func randomTree(random *rand.Rand, n int) *Gold {
	g := &Gold{Heads: make([]int32, n), Labels: make([]uint8, n)}
	var hang func(from, to int, head int32)
	hang = func(from, to int, head int32) {
		for from < to {
			end := from + 1 + random.IntN(to-from)
			root := from + random.IntN(end-from)
			g.Heads[root], g.Labels[root] = head, uint8(random.IntN(testLabels))
			hang(from, root, int32(root))
			hang(root+1, end, int32(root))
			from = end
			if head < 0 && from < to {
				hang(from, to, int32(root))
				return
			}
		}
	}
	hang(0, n, none)
	return g
}

// prefers scores every class at random, so that any legal way may be taken.
type prefers struct{ *rand.Rand }

func (p prefers) Add(_ []uint32, scores *perceptron.Scores) {
	for i := range Classes(testLabels) {
		scores[i] = int32(p.IntN(1000))
	}
}
func (prefers) Tick()                     {}
func (prefers) Update([]uint32, int, int) {}
func sentence(n int) *Sentence {
	return &Sentence{Words: make([]word.Traits, n), Tags: make([]uint8, n), Finite: make([]int32, n+1)}
}

// tree gives the heads and the words that never reach the root.
func tree(s *State, n int) (heads, lost []int) {
	for i := range n {
		h, _ := s.Arc(i)
		heads = append(heads, h)
	}
	for i := range n {
		at, steps := i, 0
		for at >= 0 && steps <= n {
			at, steps = heads[at], steps+1
		}
		if at >= 0 {
			lost = append(lost, i)
		}
	}
	return heads, lost
}

func TestWhateverTheModelSaysTheResultIsOneTree(t *testing.T) {
	for seed := range uint64(3000) {
		random := rand.New(rand.NewPCG(seed, 3))
		n := random.IntN(14)
		var s State
		s.Run(prefers{random}, testLabels, sentence(n), nil)
		wantTree(t, &s, n)
	}
}

// FuzzRun parses words of any form and tag by a model that says anything.
func FuzzRun(f *testing.F) {
	f.Add("", []byte(nil), uint64(0))
	f.Add("the army shelled \xff “", []byte{1, 2, 3, 255, 0}, uint64(7))
	f.Fuzz(func(t *testing.T, body string, tags []byte, seed uint64) {
		in := &Sentence{}
		for form := range strings.SplitSeq(body, " ") {
			if len(in.Words) < len(tags) {
				in.Words = append(in.Words, word.Of(form))
			}
		}
		in.Tags = tags[:len(in.Words)]
		in.Finite = FiniteOf([]string{"NN", "VBD", "MD"}).Count(in.Tags, nil)
		var s State
		s.Run(prefers{rand.New(rand.NewPCG(seed, 6))}, testLabels, in, nil)
		wantTree(t, &s, len(in.Words))
	})
}

func wantTree(t *testing.T, s *State, n int) {
	t.Helper()
	heads, lost := tree(s, n)
	roots := 0
	for i, h := range heads {
		if h < 0 {
			roots++
		}
		if h >= n || h == i {
			t.Fatalf("word %d has head %d of %d", i, h, n)
		}
	}
	if n > 0 && roots != 1 || len(lost) > 0 {
		t.Fatalf("%d roots, cycles at %v: %v", roots, lost, heads)
	}
}

func TestFiniteVerbsAreCountedUpToEachPlace(t *testing.T) {
	finite := FiniteOf([]string{"NN", "VBZ", "VBG", "MD"})
	if got := finite.Count([]uint8{1, 0, 3, 2, 1}, make([]int32, 9)); !slices.Equal(got, []int32{0, 1, 1, 2, 2, 3}) {
		t.Errorf("%v", got)
	}
}

func TestMovesWithoutCostBuildTheWantedTree(t *testing.T) {
	for seed := range uint64(2000) {
		random := rand.New(rand.NewPCG(seed, 4))
		n := 1 + random.IntN(12)
		gold := randomTree(random, n)
		var s State
		never := func() bool { return false } // always go on from the corrected state
		s.Learn(prefers{random}, testLabels, sentence(n), gold, never, nil)
		for i := range n {
			head, label := s.Arc(i)
			if head != int(gold.Heads[i]) || head >= 0 && label != gold.Labels[i] {
				t.Fatalf("seed %d: word %d has head %d label %d, want %d %d of %v", seed, i, head, label, gold.Heads[i], gold.Labels[i], gold.Heads)
			}
		}
	}
}

// TestTheCostIsTheNumberOfArcsLost compares each move's cost with what a
// search of all ways from there can still reach.
func TestTheCostIsTheNumberOfArcsLost(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 5))
		n := 2 + random.IntN(4)
		gold := randomTree(random, n)
		var s State
		s.Reset(n)
		for s.settle() && !s.back {
			if s.top() == none {
				s.apply(shift)
				continue
			}
			before := reachable(&s, gold)
			shiftCost, reduceCost, leftCost, rightCost := s.costs(gold)
			var legal []int
			for _, m := range []struct{ class, cost int }{{shift, shiftCost}, {reduce, reduceCost}, {LeftArc(0), leftCost}, {RightArc(0), rightCost}} {
				if !s.moves().allow(m.class) {
					continue
				}
				legal = append(legal, m.class)
				after := s.copy()
				after.apply(m.class)
				if lost := before - reachable(after, gold); lost != m.cost {
					t.Fatalf("seed %d: move %d costs %d, is said to cost %d; heads %v, stack %v, next %d", seed, m.class, lost, m.cost, gold.Heads, s.stack, s.next)
				}
			}
			s.apply(legal[random.IntN(len(legal))])
		}
	}
}

// allow tells whether a transition of the class may be made.
func (m moves) allow(class int) bool {
	switch {
	case class == shift:
		return m.shift
	case class == reduce:
		return m.reduce
	case isLeft(class):
		return m.left
	}
	return m.right
}

// reachable is the largest number of wanted heads, the root's counted, that any
// way from s gives before words are put back.
func reachable(s *State, g *Gold) int {
	if s.front() == none || s.back {
		right := 0
		for i := range s.nodes {
			if s.nodes[i].head == g.Heads[i] {
				right++
			}
		}
		return right
	}
	most := 0
	for _, class := range []int{shift, reduce, LeftArc(0), RightArc(0)} {
		if s.moves().allow(class) {
			after := s.copy()
			after.apply(class)
			most = max(most, reachable(after, g))
		}
	}
	return most
}

func (s *State) copy() *State {
	return &State{nodes: append([]node(nil), s.nodes...), stack: append([]int32(nil), s.stack...), queue: append([]int32(nil), s.queue...), next: s.next, back: s.back}
}
