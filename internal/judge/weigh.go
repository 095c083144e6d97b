package judge

import "math"

// Weigh reads a report. It gives every act whose probability is at least so much, in no order; of a
// reciprocal relation each pair comes once.
func (m *Model) Weigh(r Report, least float64) []Verdict {
	x := m.read(r)
	n, relations := len(x.entities), len(m.relations)
	threshold := float32(math.Log(least / (1 - least)))
	var verdicts []Verdict
	for s := range n {
		for t := range n {
			if s == 0 && t == 0 {
				continue
			}
			pair := s*n + t
			for k, relation := range m.relations {
				logit := x.logits[pair*relations+k]
				if relation.Reciprocal() {
					if other := x.logits[(t*n+s)*relations+k]; other > logit || other == logit && t < s {
						continue
					}
				}
				if logit < threshold {
					continue
				}
				verdicts = append(verdicts, Verdict{Relation: relation, Source: x.entities[s].code, Target: x.entities[t].code,
					Trigger: x.trigger(pair, k).Start, Probability: 1 / (1 + math.Exp(-float64(logit)))})
			}
		}
	}
	return verdicts
}
