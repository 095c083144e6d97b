package perceptron

import (
	"math"
	"slices"
)

// Trainer learns a model from mistakes. Weights are whole numbers while
// learning; the model keeps their average over all decisions, which is far
// steadier than their last value. Not safe for concurrent use.
type Trainer struct {
	now      int64 // decisions seen
	mask     uint32
	places   []place
	rows     []trainRow
	hot      []int32 // weight<<8 | class, the part that scoring reads
	cold     []history
	patience uint8
	early    []uint8 // corrections of features not yet admitted, by the key's upper bits
}

// earlyBits is the size of Trainer.early as a power of two: large enough that
// features seldom share a count.
const earlyBits = 27

// place is one place of the open-addressing table; key 0 means empty.
type place struct {
	key uint32
	row int32
}

// trainRow is a feature's run of entries within the pools.
type trainRow struct {
	start    int32
	len, cap uint8
}

// history is what averaging needs: the sum of the weight over past decisions.
type history struct {
	sum   int64
	since int32
}

// NewTrainer makes an empty trainer. A feature is admitted when it takes part
// in its patience-th correction; those before leave no trace, so that rare
// features neither swell the model nor lead the frequent ones to rely on them
// (Goldberg and Elhadad, 2011).
func NewTrainer(patience int) *Trainer {
	t := &Trainer{patience: uint8(patience), early: make([]uint8, 1<<earlyBits)}
	t.grow(1 << 16)
	return t
}

func (t *Trainer) grow(size int) {
	old := t.places
	t.places, t.mask = make([]place, size), uint32(size-1)
	for _, p := range old {
		if p.key != 0 {
			at := p.key & t.mask
			for t.places[at].key != 0 {
				at = (at + 1) & t.mask
			}
			t.places[at] = p
		}
	}
}

// Add adds the current weights of the features to scores. Like Model.Add it
// asks for memory in batches.
func (t *Trainer) Add(features []uint32, scores *Scores) {
	var places [batch]place
	var rows [batch]trainRow
	var touched int32
	for len(features) > 0 {
		part := features[:min(batch, len(features))]
		features = features[len(part):]
		for i, key := range part {
			places[i&(batch-1)] = t.places[key&t.mask]
		}
		n := 0
		for i, key := range part {
			p := places[i&(batch-1)]
			for at := key; p.key != key && p.key != 0; {
				at++
				p = t.places[at&t.mask]
			}
			if p.key != 0 {
				rows[n&(batch-1)] = t.rows[p.row]
				n++
			}
		}
		for i := range n {
			touched += t.hot[rows[i&(batch-1)].start]
		}
		for i := range n {
			r := &rows[i&(batch-1)]
			for _, e := range t.hot[r.start : r.start+int32(r.len)] {
				scores[uint8(e)] += e >> 8
			}
		}
	}
	_ = touched
}

// Tick counts one decision, right or wrong; call it before Update.
func (t *Trainer) Tick() { t.now++ }

// Update moves the features' weights towards class want and away from class got.
func (t *Trainer) Update(features []uint32, want, got int) {
	for _, key := range features {
		if key == 0 {
			continue
		}
		r := t.row(key)
		if r < 0 {
			continue
		}
		t.change(r, uint8(want), 1)
		t.change(r, uint8(got), -1)
	}
}

// row is the feature's row, made when it is time; -1 while it is not.
func (t *Trainer) row(key uint32) int32 {
	at := key & t.mask
	for t.places[at].key != 0 {
		if t.places[at].key == key {
			return t.places[at].row
		}
		at = (at + 1) & t.mask
	}
	early := &t.early[key>>(32-earlyBits)]
	if *early++; *early < t.patience {
		return -1
	}
	*early = t.patience - 1
	return t.admit(key)
}

// admit makes a row for a feature that has none.
func (t *Trainer) admit(key uint32) int32 {
	if len(t.rows)*2 >= len(t.places) {
		t.grow(len(t.places) * 2)
	}
	at := key & t.mask
	for t.places[at].key != 0 {
		at = (at + 1) & t.mask
	}
	t.places[at] = place{key, int32(len(t.rows))}
	t.rows = append(t.rows, t.allot(2))
	return t.places[at].row
}

func (t *Trainer) allot(n int) trainRow {
	r := trainRow{start: int32(len(t.hot)), cap: uint8(n)}
	t.hot = append(t.hot, make([]int32, n)...)
	t.cold = append(t.cold, make([]history, n)...)
	return r
}

func (t *Trainer) change(row int32, class uint8, by int32) {
	r := &t.rows[row]
	for i := r.start; i < r.start+int32(r.len); i++ {
		if uint8(t.hot[i]) == class {
			h := &t.cold[i]
			h.sum += int64(t.hot[i]>>8) * (t.now - int64(h.since))
			h.since = int32(t.now)
			t.hot[i] += by << 8
			return
		}
	}
	if r.len == r.cap {
		bigger := t.allot(min(int(r.cap)*2, 255))
		copy(t.hot[bigger.start:], t.hot[r.start:r.start+int32(r.len)])
		copy(t.cold[bigger.start:], t.cold[r.start:r.start+int32(r.len)])
		bigger.len = r.len
		*r = bigger
	}
	i := r.start + int32(r.len)
	t.hot[i], t.cold[i] = by<<8|int32(class), history{since: int32(t.now)}
	r.len++
}

// Pruning says what Encode keeps.
type Pruning struct {
	// Scale is what one step of a kept weight stands for: an averaged weight w is kept as round(w/Scale).
	Scale float64
	// Least is the smallest kept weight, in absolute value, that is kept.
	Least int
}

// Encode appends the averaged, rounded model to out.
func (t *Trainer) Encode(out []byte, p Pruning) []byte {
	var rows []row
	for _, at := range t.places {
		if at.key == 0 {
			continue
		}
		r := t.rows[at.row]
		kept := row{key: at.key}
		for i := r.start; i < r.start+int32(r.len); i++ {
			h := t.cold[i]
			sum := h.sum + int64(t.hot[i]>>8)*(t.now+1-int64(h.since))
			q := int(math.Round(float64(sum) / float64(t.now+1) / p.Scale))
			q = max(-maxWeight, min(maxWeight, q))
			if q >= p.Least || -q >= p.Least {
				kept.entries = append(kept.entries, entry(uint8(t.hot[i]), q))
			}
		}
		if len(kept.entries) > 0 {
			slices.Sort(kept.entries)
			rows = append(rows, kept)
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	return encode(out, rows)
}

// Resume makes the weights of a model that Encode wrote, at the same scale, those
// that a new trainer goes on from. They count in the average as if they had stood
// for that many decisions. Features that the model lacks wait as before.
func (t *Trainer) Resume(in []byte, scale float64, decisions int64) error {
	rows, total, in, err := readCounts(in)
	if err != nil {
		return err
	}
	t.now = decisions
	_, err = readRows(in, rows, total, func(key uint32, entries []uint32) {
		if key == 0 {
			return
		}
		r := t.admit(key)
		for _, e := range entries {
			weight := float64(weightOf(e)) * scale
			t.change(r, uint8(e>>24), int32(math.Round(weight)))
			t.cold[t.rows[r].start+int32(t.rows[r].len)-1].sum = int64(math.Round(weight * float64(decisions)))
		}
	})
	return err
}

// Size is the number of features seen in corrections.
func (t *Trainer) Size() int { return len(t.rows) }
