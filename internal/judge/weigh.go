package judge

import "math"

// Weigh reads reports. For each it gives every act whose probability is at least so much, in no order; of a
// reciprocal relation each pair comes once. A report that at a first look tells nothing isn't read further.
func (m *Model) Weigh(reports []Report, least float64) [][]Verdict {
	readings, verdicts := make([]*reading, 0, len(reports)), make([][]Verdict, len(reports))
	numbers := make([]int, 0, len(reports)) // of the reports that are read
	for i := range reports {
		if x := m.prepare(&reports[i]); x.maySayMore(reports[i].Found) {
			readings, numbers = append(readings, x), append(numbers, i)
		}
	}
	m.desk.read(m.encoder, readings)
	for k, x := range readings {
		i := numbers[k]
		x.conclude(reports[i].Found)
		verdicts[i] = x.verdicts(least)
	}
	return verdicts
}

func (x *reading) verdicts(least float64) []Verdict {
	m := x.model
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
