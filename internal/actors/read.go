package actors

import (
	"slices"

	"entente/internal/diplo"
	"entente/internal/text"
)

// Read finds the actors that an article mentions, sentence by sentence in token order; on is
// the article's reference day, by which offices are resolved (diplo.NoDay when unknown).
//
// Mentions of a sentence do not overlap, but for two cases. Where words stand for several actors ("the
// leaders of Armenia and Azerbaijan", "the Armenian and Azerbaijani foreign ministers"), there is one
// mention for each, all with the same First, Last and Head. And the country of a city or group
// named behind a noun ("protesters in Yerevan") is a mention of its own.
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
		mentions[i] = a.resolve(sr, i)
	}
	return mentions
}
