package actors

import (
	"slices"

	"entente/internal/diplo"
	"entente/internal/text"
)

// Read finds the actors that an article mentions, sentence by sentence in token order; on is
// the article's reference day, by which offices are resolved (diplo.NoDay when unknown).
//
// Mentions of a sentence do not overlap, but for one case: where words stand for several actors ("the
// leaders of Armenia and Azerbaijan", "the Armenian and Azerbaijani foreign ministers", "they"), there
// is one mention for each, all with the same First, Last and Head. The run of a title or group
// holds the country that it is tied to by an adjective, a possessive or "of" ("Turkish troops", "Russia's
// foreign ministry", "the president of Peru"); a place that stands behind it with another preposition
// ("protesters in Yerevan") is a mention of its own.
//
// Sentences without arcs, tags or names are read too, by their words alone.
func (b *Base) Read(sentences []text.Sentence, on diplo.Day) [][]Mention {
	readings := make([]*sentenceReading, len(sentences))
	var buffer []word
	for i := range sentences {
		readings[i] = b.scan(&sentences[i], &buffer)
		slices.SortStableFunc(readings[i].phrases, func(x, y phrase) int { return x.first - y.first })
	}
	a := newArticle(b, on)
	a.survey(readings)
	for i, sr := range readings {
		a.introduce(sr, i)
	}
	mentions := make([][]Mention, len(sentences))
	for i, sr := range readings {
		mentions[i] = apart(a.resolve(sr, i))
	}
	return mentions
}

// apart drops mentions that overlap a longer or earlier one without having the same run.
func apart(mentions []Mention) []Mention {
	overlap := false
	for i := 1; i < len(mentions); i++ {
		before, m := &mentions[i-1], &mentions[i]
		overlap = overlap || m.First <= before.Last && (m.First != before.First || m.Last != before.Last)
	}
	if !overlap {
		return mentions
	}
	kept := mentions[:0:0]
	for _, m := range mentions {
		if len(kept) > 0 {
			before := &kept[len(kept)-1]
			if m.First <= before.Last && (m.First != before.First || m.Last != before.Last) {
				if m.Last-m.First <= before.Last-before.First {
					continue
				}
				first, last := before.First, before.Last
				for len(kept) > 0 && kept[len(kept)-1].First == first && kept[len(kept)-1].Last == last {
					kept = kept[:len(kept)-1]
				}
			}
		}
		kept = append(kept, m)
	}
	return kept
}
