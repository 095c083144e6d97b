package judge

import (
	"math"
	"slices"

	"entente/internal/diplo"
	"entente/internal/encoder"
)

// kinds numbers the kinds of actors as in training; a piece's tag is twice the number, less one for a place, and
// 0 outside of actors.
var kinds = map[diplo.ActorKind]uint8{diplo.KindPerson: 1, diplo.KindCountry: 2, diplo.KindOrganization: 3, diplo.KindGroup: 4}

// entity is all mentions of one code; the first entity of a report is nobody and has none.
type entity struct {
	code     string
	mentions []mention
}

// mention is the pieces first … last.
type mention struct{ first, last int }

// entities finds the pieces of every actor and gives each piece its tag.
func entities(pieces []encoder.Piece, actors []Actor) (all []entity, tags []uint8) {
	all = []entity{{}}
	tags = make([]uint8, len(pieces))
	for i := range actors {
		a := &actors[i]
		first, last, ok := covered(pieces, a.Start, a.End)
		if !ok || a.Code == "" {
			continue
		}
		at := slices.IndexFunc(all, func(e entity) bool { return e.code == a.Code })
		if at < 0 {
			at = len(all)
			all = append(all, entity{code: a.Code})
		}
		all[at].mentions = append(all[at].mentions, mention{first, last})
		tag := 2 * kinds[a.Kind]
		if a.Place {
			tag--
		}
		for k := first; k <= last; k++ {
			tags[k] = tag
		}
	}
	return all, tags
}

// covered are the pieces that overlap the bytes start … end.
func covered(pieces []encoder.Piece, start, end int) (first, last int, ok bool) {
	first = -1
	for k, p := range pieces {
		if p.End > p.Start && p.Start < end && p.End > start {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	return first, last, first >= 0
}

// pool makes one vector of each entity: the soft maximum (log-sum-exp) over its mentions, of which each is the mean
// of its pieces. Nobody is the vector of the text.
func pool(all []entity, hidden []float32, width int) []float32 {
	out := make([]float32, len(all)*width)
	copy(out, hidden[:width])
	means := []float32{}
	for e := 1; e < len(all); e++ {
		mentions := all[e].mentions
		means = append(means[:0], make([]float32, len(mentions)*width)...)
		for k, m := range mentions {
			mean := means[k*width:][:width]
			for t := m.first; t <= m.last; t++ {
				for d, v := range hidden[t*width:][:width] {
					mean[d] += v
				}
			}
			for d := range mean {
				mean[d] /= float32(m.last - m.first + 1)
			}
		}
		into := out[e*width:][:width]
		if len(mentions) == 1 {
			copy(into, means)
			continue
		}
		for d := range into {
			into[d] = softMaximum(means[d:], width)
		}
	}
	return out
}

// softMaximum is log Σ exp over every step-th of v.
func softMaximum(v []float32, step int) float32 {
	most := v[0]
	for k := 0; k < len(v); k += step {
		most = max(most, v[k])
	}
	sum := 0.0
	for k := 0; k < len(v); k += step {
		sum += math.Exp(float64(v[k] - most))
	}
	return most + float32(math.Log(sum))
}
