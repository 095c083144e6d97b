package actors

// policeRather is the meaning "police" of officers before whom police are named: "three
// Springfield Police Department officers". It is nil for other nouns.
func (b *Base) policeRather(sr *sentenceReading, first, last int) *entry {
	if word := sr.lower(last); word != "officers" && word != "officer" {
		return nil
	}
	for t := first; t < last; t++ {
		if sr.lower(t) != "police" {
			continue
		}
		for i := range b.nouns {
			if b.nouns[i].class == policeNoun {
				return &entry{kind: entryNoun, index: int32(i), plural: true}
			}
		}
	}
	return nil
}
