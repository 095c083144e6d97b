// Package perceptron holds the linear models behind tagging, parsing and
// naming: hashed features, a sparse row of class weights for each, trained as
// an averaged perceptron and kept as small whole numbers.
package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// MaxClasses is the number of classes that a model may tell apart.
const MaxClasses = 256

// Scores holds a score for each class.
type Scores [MaxClasses]int32

// Model is a trained model, read-only and safe for concurrent use.
//
// A key's first place is given by its upper bits, so that loading keys in
// ascending order fills the table from front to back.
type Model struct {
	shift   uint8
	slots   []slot
	entries []uint32 // made by entry
	words   int      // of a wide row
	wide    []uint64
}

// slot is one place of the open-addressing table: a feature and its row of
// entries. Most rows hold two, so two lie in the slot itself, where reading the
// key has fetched them already; a missing one is 0 and adds nothing. The others
// are a run of Model.entries: its start (upper 24 bits) and length (lower 8),
// the length wide standing for a row of Model.wide.
type slot struct{ key, more, first, second uint32 }

// Long rows belong to the commonest features, so adding them up is most of the
// work after memory is waited for. They are kept wide: a weight for every class,
// three to a word. The words are plain sums of weight<<(laneBits*lane), so
// adding words adds all three lanes at once, and a lane holds the sum of
// as many weights as maxFeatures. A row with a weight beyond wideWeight, rare
// as it is, stays a run.
const (
	wide     = 255
	wideFrom = 20 // entries beyond the slot's two from which a row is kept wide
	laneBits = 21
	lanes    = 3
	maxWords = (MaxClasses + lanes - 1) / lanes
)

// maxFeatures is how many features may be added up at once.
const maxFeatures = 128

// wideWeight is the largest weight, in absolute value, that a wide row may hold.
const wideWeight = (1<<(laneBits-1) - 1) / maxFeatures

// maxWeight is what an entry can hold.
const maxWeight = 1<<23 - 1

// entry packs a class and a weight: class<<24 | weight in 24 bits.
func entry(class uint8, weight int) uint32 {
	return uint32(class)<<24 | uint32(weight)&0xffffff
}

func weightOf(e uint32) int32 { return int32(e<<8) >> 8 }

// maxEntries is what 24 bits can address.
const maxEntries = 1 << 24

// batch is how many features are fetched from memory at once.
const batch = 32

// Add adds the rows of the features, no more than maxFeatures, to scores;
// unknown features add nothing.
//
// The table is far larger than the processor's caches, so waiting for memory
// is nearly all the cost. A first loop without branches asks for a batch of
// places, whose waits overlap, before a second one looks at them.
func (m *Model) Add(features []uint32, scores *Scores) {
	if len(m.slots) == 0 {
		return
	}
	var found [batch]uint32
	var sums [maxWords]uint64
	for len(features) > 0 {
		part := features[:min(batch, len(features))]
		features = features[len(part):]
		for i, key := range part {
			found[i&(batch-1)] = m.slots[key>>m.shift].key
		}
		for i, key := range part {
			if at, ok := m.find(key, found[i&(batch-1)]); ok {
				s := &m.slots[at]
				scores[s.first>>24] += weightOf(s.first)
				scores[s.second>>24] += weightOf(s.second)
				start, n := int(s.more>>8), int(s.more&0xff)
				if n == wide {
					row := m.wide[start*m.words : (start+1)*m.words]
					sums := sums[:len(row)]
					for j, word := range row {
						sums[j] += word
					}
					continue
				}
				for _, e := range m.entries[start : start+n] {
					scores[e>>24] += weightOf(e)
				}
			}
		}
	}
	scores.unpack(sums[:m.words])
}

// unpack adds each word's lanes to the scores of their classes.
func (s *Scores) unpack(sums []uint64) {
	class := 0
	for _, word := range sums {
		rest := int64(word)
		for range lanes {
			sum := rest << (64 - laneBits) >> (64 - laneBits)
			s[class&(MaxClasses-1)] += int32(sum)
			rest = (rest - sum) >> laneBits
			class++
		}
	}
}

// widen gives a row's words.
func widen(row []uint32, words int) []uint64 {
	out := make([]uint64, words)
	for _, e := range row {
		class := int(e >> 24)
		out[class/lanes] += uint64(int64(weightOf(e)) << (laneBits * (class % lanes)))
	}
	return out
}

// find is the place of a key, given what key lies in its first place.
func (m *Model) find(key, there uint32) (at uint32, ok bool) {
	at = key >> m.shift
	for there != key {
		if there == 0 {
			return 0, false
		}
		at = (at + 1) & uint32(len(m.slots)-1)
		there = m.slots[at].key
	}
	return at, true
}

// Best is the class below classes with the highest score, the lowest on a tie.
func (s *Scores) Best(classes int) int {
	best := 0
	for c := 1; c < classes && c < MaxClasses; c++ {
		if s[c] > s[best] {
			best = c
		}
	}
	return best
}

// row is one feature's weights before packing, classes ascending.
type row struct {
	key     uint32
	entries []uint32
}

// errTruncated reports model bytes that end too early or contradict themselves.
var errTruncated = errors.New("perceptron: model bytes are damaged")

// encode appends rows, sorted by key, to out: their number, the number of
// entries, then for each the key's distance from the one before, the row's
// length, and the entries: class, weight.
func encode(out []byte, rows []row) []byte {
	total := 0
	for _, r := range rows {
		total += len(r.entries)
	}
	out = binary.AppendUvarint(out, uint64(len(rows)))
	out = binary.AppendUvarint(out, uint64(total))
	last := uint32(0)
	for _, r := range rows {
		out = binary.AppendUvarint(out, uint64(r.key-last))
		last = r.key
		out = append(out, byte(len(r.entries)))
		for _, e := range r.entries {
			out = append(out, byte(e>>24))
			out = binary.AppendVarint(out, int64(weightOf(e)))
		}
	}
	return out
}

// Decode reads a model written by Trainer.Encode and returns the bytes after it.
func Decode(in []byte) (*Model, []byte, error) {
	rows, total, in, err := readCounts(in)
	if err != nil {
		return nil, nil, err
	}
	shift := uint8(28)
	for uint64(1)<<(32-shift) < rows*2 {
		shift--
	}
	m := &Model{shift: shift, slots: make([]slot, 1<<(32-shift)), entries: make([]uint32, 0, total-min(total, rows))}
	var long []longRow
	in, err = readRows(in, rows, total, func(key uint32, entries []uint32) {
		for _, e := range entries {
			m.words = max(m.words, int(e>>24)/lanes+1)
		}
		at := m.place(key, entries)
		if isLong(entries) {
			long = append(long, longRow{at, append([]uint32(nil), entries[2:]...)})
		}
	})
	if err != nil {
		return nil, nil, err
	}
	for i, r := range long {
		m.wide = append(m.wide, widen(r.entries, m.words)...)
		m.slots[r.at].more = uint32(i)<<8 | wide
	}
	return m, in, nil
}

// readCounts reads how many rows and entries follow.
func readCounts(in []byte) (rows, total uint64, rest []byte, err error) {
	rows, n := binary.Uvarint(in)
	if n <= 0 {
		return 0, 0, nil, errTruncated
	}
	in = in[n:]
	total, n = binary.Uvarint(in)
	if n <= 0 {
		return 0, 0, nil, errTruncated
	}
	in = in[n:]
	if rows > uint64(len(in)) || total > uint64(len(in)) || total >= maxEntries {
		return 0, 0, nil, fmt.Errorf("%w: %d rows, %d entries", errTruncated, rows, total)
	}
	return rows, total, in, nil
}

// readRows calls each for every row; the entries are its own only until it returns.
func readRows(in []byte, rows, total uint64, each func(key uint32, entries []uint32)) (rest []byte, err error) {
	key := uint32(0)
	var current []uint32
	for range rows {
		step, n := binary.Uvarint(in)
		if n <= 0 {
			return nil, errTruncated
		}
		key += uint32(step)
		if in = in[n:]; len(in) == 0 || uint64(in[0]) > total {
			return nil, errTruncated
		}
		length := int(in[0])
		in, total = in[1:], total-uint64(length)
		current = current[:0]
		for range length {
			if len(in) < 2 {
				return nil, errTruncated
			}
			weight, size := binary.Varint(in[1:])
			if size <= 0 || weight > maxWeight || weight < -maxWeight {
				return nil, errTruncated
			}
			current = append(current, entry(in[0], int(weight)))
			in = in[1+size:]
		}
		each(key, current)
	}
	if total != 0 {
		return nil, errTruncated
	}
	return in, nil
}

// Scorer is what a Model and a Trainer share, so that features are written once.
type Scorer interface {
	Add(features []uint32, scores *Scores)
}

// longRow is a row that will be kept wide, as soon as all classes are known.
type longRow struct {
	at      uint32
	entries []uint32
}

// isLong tells whether a row is to be kept wide.
func isLong(entries []uint32) bool {
	for _, e := range entries {
		if w := weightOf(e); w > wideWeight || w < -wideWeight {
			return false
		}
	}
	return len(entries) >= 2+wideFrom
}

// place puts a feature into the table, with its entries unless they are for a
// wide row, and gives its place.
func (m *Model) place(key uint32, entries []uint32) uint32 {
	at := key >> m.shift
	for m.slots[at].key != 0 {
		at = (at + 1) & uint32(len(m.slots)-1)
	}
	s := &m.slots[at]
	s.key = key
	if len(entries) > 0 {
		s.first = entries[0]
	}
	if len(entries) > 1 {
		s.second = entries[1]
	}
	if len(entries) > 2 && !isLong(entries) {
		s.more = uint32(len(m.entries))<<8 | uint32(len(entries)-2)
		m.entries = append(m.entries, entries[2:]...)
	}
	return at
}
