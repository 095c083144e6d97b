package parse

import (
	"entente/internal/text/perceptron"
	"entente/internal/text/word"
)

// Sentence is what the parser reads: words and their tag classes, of equal
// length, and for each place how many finite verbs stand before it, the end
// included.
type Sentence struct {
	Words  []word.Traits
	Tags   []uint8
	Finite []int32
}

// Finite tells of each tag, by class, whether it is that of a finite verb.
type Finite [256]bool

// FiniteOf reads the tags of a model.
func FiniteOf(tags []string) *Finite {
	var f Finite
	for i, tag := range tags {
		f[i] = tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD"
	}
	return &f
}

// Count fills what Sentence.Finite wants, into counts grown as needed.
func (f *Finite) Count(tags []uint8, counts []int32) []int32 {
	n := int32(0)
	counts = append(counts[:0], 0)
	for _, tag := range tags {
		if f[tag] {
			n++
		}
		counts = append(counts, n)
	}
	return counts
}

// view is what a position of the state shows to the features; beyond the ends
// it is nowhere.
type view struct {
	word  uint32 // norm
	tag   uint32 // 255 for nowhere
	label uint32 // of its own arc, 255 for none
	node  *node
}

var (
	nowhereNode = node{head: none, left: none, left2: none, right: none, right2: none, label: 255}
	nowhere     = view{word: 1, tag: 255, label: 255, node: &nowhereNode}
)

func (s *State) view(in *Sentence, i int32) view {
	if i < 0 || int(i) >= len(s.nodes) {
		return nowhere
	}
	n := &s.nodes[i]
	return view{in.Words[i].Norm, uint32(in.Tags[i]), uint32(n.label), n}
}

// Features appends the features of the state to dst: words and tags near the
// stack's top and the buffer's front, their dependents and heads, distances
// and counts, after Zhang and Nivre (2011), and a few more.
func (s *State) Features(dst []uint32, in *Sentence) []uint32 {
	top, front := s.top(), s.front()
	after, after2 := s.next, s.next+1
	if !s.back {
		after, after2 = front+1, front+2
	}
	under := int32(none)
	if len(s.stack) > 1 {
		under = s.stack[len(s.stack)-2]
	}
	s0, s1 := s.view(in, top), s.view(in, under)
	n0, n1, n2 := s.view(in, front), s.view(in, after), s.view(in, after2)
	h, l, l2, r, r2 := s.view(in, s0.node.head), s.view(in, s0.node.left), s.view(in, s0.node.left2), s.view(in, s0.node.right), s.view(in, s0.node.right2)
	h2 := s.view(in, h.node.head)
	nl, nl2 := s.view(in, n0.node.left), s.view(in, n0.node.left2)
	ahead := s.view(in, front-1)
	ahead2 := s.view(in, front-2)

	far := uint32(0)
	if top >= 0 && front >= 0 {
		far = distance(front - top)
	}
	vl, vr, nvl := uint32(min(s0.node.lefts, 6)), uint32(min(s0.node.rights, 6)), uint32(min(n0.node.lefts, 6))
	sl, sr, nsl := fold(s0.node.leftLabels), fold(s0.node.rightLabels), fold(n0.node.leftLabels)
	tt := s0.tag<<8 | n0.tag
	back := uint32(0)
	if s.back {
		back = 1
	}
	suffix0, suffixN := uint32(1), uint32(1)
	if top >= 0 {
		suffix0 = in.Words[top].Suffix3
	}
	if front >= 0 {
		suffixN = in.Words[front].Suffix3
	}

	// Clauses: finite verbs between top and front, and after the front.
	between, beyond := int32(0), int32(0)
	if front >= 0 {
		last := len(in.Finite) - 1
		beyond = min(in.Finite[last]-in.Finite[front+1], 3)
		if top >= 0 && top < front {
			between = min(in.Finite[front]-in.Finite[top+1], 2)
		}
	}
	clauses := uint32(beyond<<4 | between)
	lowest := int32(none)
	if len(s.stack) > 2 {
		lowest = s.stack[len(s.stack)-3]
	}
	s2 := s.view(in, lowest)
	s1l, s1r := fold(s1.node.leftLabels), fold(s1.node.rightLabels)

	k1, k2, k3 := perceptron.Key1, perceptron.Key2, perceptron.Key3
	return append(dst,
		k1(0, back),
		k2(1, s0.word, s0.tag), k1(2, s0.word), k1(3, s0.tag),
		k2(4, n0.word, n0.tag), k1(5, n0.word), k1(6, n0.tag),
		k2(7, n1.word, n1.tag), k1(8, n1.word), k1(9, n1.tag),
		k1(11, n2.word), k1(12, n2.tag),

		k3(13, s0.word, n0.word, tt), k2(16, s0.word, tt),
		k2(17, n0.word, tt), k2(18, s0.word, n0.word), k1(19, tt),
		k2(20, n0.tag, n1.tag),

		k2(21, n0.tag<<8|n1.tag, n2.tag), k2(22, tt, n1.tag), k2(23, tt, h.tag),
		k2(24, tt, l.tag), k2(25, tt, r.tag), k2(26, tt, nl.tag),

		k2(27, s0.word, far), k2(28, s0.tag, far), k2(29, n0.word, far), k2(30, n0.tag, far),
		k2(32, tt, far),

		k2(33, s0.word, vr), k2(34, s0.tag, vr), k2(35, s0.word, vl), k2(36, s0.tag, vl),
		k2(37, n0.word, nvl), k2(38, n0.tag, nvl),

		k1(39, h.word), k1(40, h.tag), k1(41, s0.label),
		k1(42, l.word), k1(43, l.tag), k1(44, l.label),
		k1(45, r.word), k1(46, r.tag), k1(47, r.label),
		k1(48, nl.word), k1(49, nl.tag), k1(50, nl.label),
		k1(52, h2.tag), k1(53, h.label),
		k1(55, l2.tag), k1(56, l2.label),
		k1(58, r2.tag), k1(59, r2.label),
		k1(61, nl2.tag), k1(62, nl2.label),
		k2(63, s0.tag<<8|l.tag, l2.tag), k2(64, s0.tag<<8|r.tag, r2.tag),
		k2(65, s0.tag<<8|h.tag, h2.tag), k2(66, n0.tag<<8|nl.tag, nl2.tag),

		k2(67, s0.word, sr), k2(68, s0.tag, sr), k2(69, s0.word, sl), k2(70, s0.tag, sl),
		k2(71, n0.word, nsl), k2(72, n0.tag, nsl),

		k1(73, s1.word), k2(74, s1.tag, tt), k2(75, s1.word, tt), k2(76, s0.word, s1.word),
		k3(77, h.word, s0.word, n0.word), k3(78, h.tag, s0.word, n0.tag), k3(79, h.word, s0.word, n0.tag),
		k2(80, ahead.word, n0.word), k2(81, ahead.tag<<8|ahead2.tag, n0.tag),
		k2(82, suffix0, suffixN), k2(83, suffix0, n0.tag), k2(84, s0.tag, suffixN),
		k3(85, s0.label, tt, far), k3(86, s0.word, n0.tag, n1.tag), k3(87, s0.tag, n0.word, n1.tag),
		k3(88, s0.tag, n0.word, n1.word), k3(89, s0.word, sr, n0.tag), k3(90, s0.label, n0.word, s0.tag),
		k3(91, s0.word, r.word, n0.tag), k3(92, tt, n1.tag, s1.tag), k3(93, s0.tag, nsl, n0.tag),

		k3(94, tt, clauses, n1.tag), k3(95, s0.word, clauses, n0.tag), k3(96, s0.tag, n0.word, clauses),
		k3(97, tt, clauses, s1.tag), k3(98, tt, s1.tag<<8|s1.label, s2.tag), k3(99, tt, s1.tag, s1l),
		k3(100, tt, s1.tag, s1r), k3(101, tt, clauses, s0.label<<8|s1.label), k3(102, s1.word, s0.tag, n0.word),
	)
}

// distance puts the number of words between into ten classes.
func distance(d int32) uint32 {
	switch {
	case d < 0:
		return 11
	case d < 6:
		return uint32(d)
	case d < 9:
		return 6
	case d < 14:
		return 7
	case d < 25:
		return 8
	}
	return 9
}

// fold hashes a set of labels to 32 bits.
func fold(set uint64) uint32 {
	set *= 0x9E3779B97F4A7C15
	return uint32(set >> 32)
}
