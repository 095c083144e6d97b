package actors

import (
	"strings"

	"entente/internal/diplo"
	"entente/internal/text"
)

// Whole is the mention that the words are by themselves, with or without an article in front: "UN Security Council", "the police of
// Australia". nil when they are none, or more than one.
func (b *Base) Whole(words string, on diplo.Day) *Mention {
	sentence := plainSentence(words)
	mentions := b.Read([]text.Sentence{sentence}, on)[0]
	if len(mentions) != 1 || mentions[0].Last != len(sentence.Tokens)-1 {
		return nil
	}
	m := mentions[0]
	if m.First == 0 || m.First == 1 && strings.EqualFold(sentence.Tokens[0].Form, "the") {
		return &m
	}
	return nil
}
