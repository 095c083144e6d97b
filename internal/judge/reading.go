package judge

import (
	"math"

	"entente/internal/encoder"
)

// reading is one report as the model reads it: what it makes of every pair of entities.
type reading struct {
	model    *Model
	text     encoder.Text
	entities []entity
	hidden   []float32 // pieces × width, nil until the words are read
	pairs    []float32 // entities² × width, the source's number first
	logits   []float32 // entities² × relations
	// A word tells a relation of a pair by as much as the sum of what it has to do with the pair (entities² × pieces)
	// and with the relation (pieces × relations).
	ofPair, ofRelation []float32
}

// prepare finds the pieces and the entities of a report.
func (m *Model) prepare(r *Report) *reading {
	x := &reading{model: m, text: encoder.Text{Pieces: m.encoder.Pieces(r.Text, longest)}}
	x.entities, x.text.Tags = entities(x.text.Pieces, r.Actors)
	x.entities = x.entities[:min(len(x.entities), mostEntities)]
	return x
}

// conclude makes the logits, once the words are read.
func (x *reading) conclude(found []Found) {
	x.meet()
	x.point()
	x.decide()
	x.consider(found)
}

// meet makes a vector of each pair: of its two entities first, then of what the words say about the two (attention of
// the pair over the words), then through a layer of its own.
func (x *reading) meet() {
	m, n, width := x.model, len(x.entities), x.model.width
	vectors := pool(x.entities, x.hidden, width)
	sources, targets := m.source.Apply(nil, vectors), m.target.Apply(nil, vectors)
	x.pairs = make([]float32, n*n*width)
	for s := range n {
		for t := range n {
			into := x.pairs[(s*n+t)*width:][:width]
			source, target := sources[s*width:][:width], targets[t*width:][:width]
			for d := range into {
				into[d] = source[d] + target[d]
			}
			if s == t {
				addTo(into, m.itself)
			}
		}
	}
	m.pairNorm.Normalise(x.pairs)
	m.toldNorm.Add(x.pairs, m.attention.Apply(x.pairs, x.hidden))
	inner := m.inner.Apply(nil, x.pairs)
	encoder.Gelu(inner)
	m.outerNorm.Add(x.pairs, m.outer.Apply(nil, inner))
}

// sharpness divides the scores of words.
const sharpness = 20

// point scores every word for every pair, and for every relation.
func (x *reading) point() {
	m := x.model
	keys, queries := m.wordKey.Apply(nil, x.hidden), m.wordQuery.Apply(nil, x.pairs)
	x.ofPair = encoder.Products(queries, keys, m.width)
	for k := range x.ofPair {
		x.ofPair[k] /= sharpness
	}
	x.ofRelation = m.relationQuery.Apply(nil, keys)
	for k, alone := range m.wordRelation.Apply(nil, x.hidden) {
		x.ofRelation[k] = x.ofRelation[k]/sharpness + alone
	}
}

// decide gives the logit of each relation of each pair: what the pair's vector says, and the soft maximum over the
// words of how well they tell it.
func (x *reading) decide() {
	m, relations, pieces := x.model, len(x.model.relations), len(x.text.Pieces)
	n := len(x.entities) * len(x.entities)
	x.logits = m.pairRelation.Apply(nil, x.pairs)
	mostOf := make([]float32, relations) // of each relation, over the words
	copy(mostOf, x.ofRelation[:relations])
	for t := 1; t < pieces; t++ {
		for r, v := range x.ofRelation[t*relations:][:relations] {
			mostOf[r] = max(mostOf[r], v)
		}
	}
	raised := make([]float32, len(x.ofRelation))
	for t := range pieces {
		for r, v := range x.ofRelation[t*relations:][:relations] {
			raised[t*relations+r] = float32(math.Exp(float64(v - mostOf[r])))
		}
	}
	sums := make([]float32, relations)
	for p := range n {
		scores := x.ofPair[p*pieces:][:pieces]
		most := scores[0]
		for _, v := range scores {
			most = max(most, v)
		}
		clear(sums)
		for t, v := range scores {
			share := float32(math.Exp(float64(v - most)))
			if share < 1e-6 {
				continue
			}
			for r, v := range raised[t*relations:][:relations] {
				sums[r] += share * v
			}
		}
		into := x.logits[p*relations:][:relations]
		for r, sum := range sums {
			into[r] += m.wordWeight * (float32(math.Log(float64(sum)+1e-9)) + most + mostOf[r])
		}
	}
}

// trigger is the piece that tells the relation of the pair.
func (x *reading) trigger(pair, relation int) encoder.Piece {
	relations, best, at := len(x.model.relations), float32(math.Inf(-1)), 0
	for t := range x.text.Pieces {
		if v := x.ofPair[pair*len(x.text.Pieces)+t] + x.ofRelation[t*relations+relation]; v > best && x.text.Pieces[t].End > x.text.Pieces[t].Start {
			best, at = v, t
		}
	}
	return x.text.Pieces[at]
}

func addTo(into, v []float32) {
	for d := range into {
		into[d] += v[d]
	}
}
