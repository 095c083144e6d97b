package judge

// What the frames may say of a relation of a pair, by number of its weight.
const (
	toldIt      = iota // they found it, as a fact and as news
	toldAnother        // they found another relation of its type
	toldAside          // they found it planned, supposed or past
	foundKinds
)

// consider adds to the logits what the frames found.
func (x *reading) consider(found []Found) {
	m := x.model
	said := make([]bool, len(x.logits)*foundKinds)
	for _, f := range found {
		source, target := x.entityOf(f.Source), x.entityOf(f.Target)
		if source < 0 || target < 0 {
			continue
		}
		x.note(said, source, target, f)
		if f.Relation.Reciprocal() {
			x.note(said, target, source, f)
		}
	}
	relations := len(m.relations)
	for k, yes := range said {
		if yes {
			x.logits[k/foundKinds] += m.found[k/foundKinds%relations*foundKinds+k%foundKinds]
		}
	}
}

func (x *reading) note(said []bool, source, target int, f Found) {
	row := (source*len(x.entities) + target) * len(x.model.relations)
	for r, relation := range x.model.relations {
		switch at := (row + r) * foundKinds; {
		case relation == f.Relation && f.Told:
			said[at+toldIt] = true
		case relation == f.Relation:
			said[at+toldAside] = true
		case f.Told && relation.Type() == f.Relation.Type():
			said[at+toldAnother] = true
		}
	}
}

// entityOf is the number of a code's entity, -1 when the report doesn't name it.
func (x *reading) entityOf(code string) int {
	for k := range x.entities {
		if x.entities[k].code == code {
			return k
		}
	}
	return -1
}
