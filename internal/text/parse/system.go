// Package parse finds who governs whom: an arc-eager transition parser guided
// by a linear model. It reads a sentence once, from left to right, in time
// proportional to its length, and always ends with a single rooted tree.
//
// The stack holds words whose dependents may still come, the buffer the words
// not yet read. A word that ends on the stack without a head, other than the
// first such word, goes back to the buffer and must be attached.
package parse

// Transitions are numbered: shift, reduce, then left and right arcs with each label.
const (
	shift = iota
	reduce
	firstArc
)

// LeftArc is the transition by which the buffer's first word takes the stack's
// top as its dependent with the label.
func LeftArc(label int) int { return firstArc + 2*label }

// RightArc is the transition by which the stack's top takes the buffer's first
// word as its dependent with the label.
func RightArc(label int) int { return firstArc + 2*label + 1 }

// Classes is the number of transitions for that many labels.
func Classes(labels int) int { return firstArc + 2*labels }

func isLeft(class int) bool { return class >= firstArc && (class-firstArc)&1 == 0 }
func labelOf(class int) int { return (class - firstArc) >> 1 }

// State is a parse in the making. Reset makes it ready for a sentence; it may
// be used again and again, by one goroutine at a time.
type State struct {
	nodes []node
	stack []int32
	queue []int32 // words put back, to be read before next
	next  int32   // first word never read
	back  bool    // the buffer's first word was put back, so it can't be shifted
}

// node is what is known of a word: its arc and the outermost two dependents
// on each side, -1 where none.
type node struct {
	head          int32
	left, left2   int32
	right, right2 int32
	lefts, rights uint8 // counted up to 255
	label         uint8
	leftLabels    uint64
	rightLabels   uint64
}

// none is the head of a word that has none yet.
const none = -1

// Reset makes the state that of n words, none read.
func (s *State) Reset(n int) {
	if cap(s.nodes) < n {
		s.nodes = make([]node, n, n+n/2)
	}
	s.nodes = s.nodes[:n]
	for i := range s.nodes {
		s.nodes[i] = node{head: none, left: none, left2: none, right: none, right2: none, label: 255}
	}
	s.stack, s.next, s.back = s.stack[:0], 0, false
}

// front is the buffer's first word, or none.
func (s *State) front() int32 {
	if s.back {
		return s.queue[0]
	}
	if int(s.next) < len(s.nodes) {
		return s.next
	}
	return none
}

// top is the stack's top, or none.
func (s *State) top() int32 {
	if len(s.stack) == 0 {
		return none
	}
	return s.stack[len(s.stack)-1]
}

// settle puts a headless word back when all are read, and tells whether there
// is anything left to decide.
func (s *State) settle() bool {
	if s.front() != none {
		return true
	}
	for len(s.stack) > 1 {
		top := s.top()
		s.stack = s.stack[:len(s.stack)-1]
		if s.nodes[top].head == none {
			s.queue = append(s.queue[:0], top)
			s.back = true
			return true
		}
	}
	return false
}

// moves are the kinds of transition that may be made now.
type moves struct{ shift, reduce, left, right bool }

func (s *State) moves() moves {
	top := s.top()
	if top == none {
		return moves{shift: true}
	}
	headed := s.nodes[top].head != none
	return moves{shift: !s.back, reduce: headed, left: !headed, right: true}
}

// apply makes a transition that moves allow.
func (s *State) apply(class int) {
	switch {
	case class == shift:
		s.push()
	case class == reduce:
		s.stack = s.stack[:len(s.stack)-1]
	case isLeft(class):
		top, front := s.top(), s.front()
		s.stack = s.stack[:len(s.stack)-1]
		label := labelOf(class)
		s.nodes[top].head, s.nodes[top].label = front, uint8(label)
		n := &s.nodes[front]
		n.left, n.left2 = top, n.left
		n.leftLabels |= 1 << (label & 63)
		if n.lefts < 255 {
			n.lefts++
		}
	default:
		top, front := s.top(), s.front()
		label := labelOf(class)
		s.nodes[front].head, s.nodes[front].label = top, uint8(label)
		n := &s.nodes[top]
		n.right, n.right2 = front, n.right
		n.rightLabels |= 1 << (label & 63)
		if n.rights < 255 {
			n.rights++
		}
		s.push()
	}
}

func (s *State) push() {
	s.stack = append(s.stack, s.front())
	if s.back {
		s.back = false
	} else {
		s.next++
	}
}
