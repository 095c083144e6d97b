package actors

import (
	"testing"

	"entente/internal/diplo"
	"entente/internal/text"
)

func TestReadDoesWithoutTagsAndArcs(t *testing.T) {
	sentences := []text.Sentence{plainSentence("Norwegian Foreign Minister Ingrid Solheim met the leaders of Kenya and Uganda in Nairobi."), plainSentence("Solheim thanked Turkish troops.")}
	ids := map[diplo.ActorID]bool{}
	for _, mentions := range Default().Read(sentences, diplo.NoDay) {
		for _, m := range mentions {
			ids[m.Actor.ID] = true
		}
	}
	for _, want := range []diplo.ActorID{"person:ingrid-solheim-nor", "office:KEN:leader", "office:UGA:leader", "country:KEN", "organization:turkish-armed-forces"} {
		if !ids[want] {
			t.Errorf("%s is missing from %v", want, ids)
		}
	}
}

func TestHeadIsTheTokenWhoseArcLeavesTheRun(t *testing.T) {
	sentences := annotatedSentences()
	for i, mentions := range Default().Read(sentences, diplo.DateOf(2015, 3, 3)) {
		for _, m := range mentions {
			if head := sentences[i].Tokens[m.Head].Head; head >= m.First && head <= m.Last {
				t.Errorf("%s in sentence %d: the head of token %d is %d, inside %d–%d", m.Actor.ID, i, m.Head, head, m.First, m.Last)
			}
		}
	}
}

func TestMentionsComeInOrderAndOverlapOnlyWholly(t *testing.T) {
	for i, mentions := range Default().Read(annotatedSentences(), diplo.DateOf(2015, 3, 3)) {
		for k := 1; k < len(mentions); k++ {
			before, m := mentions[k-1], mentions[k]
			same := before.First == m.First && before.Last == m.Last
			if m.First < before.First || !same && m.First <= before.Last {
				t.Errorf("sentence %d: %d–%d stands behind %d–%d", i, m.First, m.Last, before.First, before.Last)
			}
		}
	}
}

// FuzzRead checks that no tokens, however odd, bring Read down, and that its mentions stay within the
// sentence.
func FuzzRead(f *testing.F) {
	f.Add("French President", "NNP NNP POS", "Emmanuel Macron 's army , the foreign minister of Peru and Chile ( US ) said", uint8(3))
	f.Add("the two", "DT CD", "countries ' Georgia , Georgia 's", uint8(0))
	f.Add("U.S.-led", "", "ISIL \xff – and İstanbul", uint8(200))
	labels := []string{"", "nsubj", "pobj", "appos", "conj", "compound", "amod", "ROOT"}
	names := []string{"", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-GPE", "I-", "B-LAW"}
	f.Fuzz(func(t *testing.T, a, tags, rest string, seed uint8) {
		sentence := plainSentence(a + " " + rest)
		tag := plainSentence(tags).Tokens
		for i := range sentence.Tokens {
			token := &sentence.Tokens[i]
			if len(tag) > 0 {
				token.Tag = tag[i%len(tag)].Form
			}
			token.Label = labels[(i+int(seed))%len(labels)]
			token.Name = names[(i*3+int(seed))%len(names)]
			token.Head = int(seed)*(i+1)%(len(sentence.Tokens)+2) - 1
		}
		for _, mentions := range Default().Read([]text.Sentence{sentence, sentence}, diplo.DateOf(2009, 1, int(seed))) {
			for _, m := range mentions {
				if m.First < 0 || m.Last >= len(sentence.Tokens) || m.First > m.Last || m.Head < m.First || m.Head > m.Last {
					t.Fatalf("a mention leaves its sentence of %d tokens: %+v", len(sentence.Tokens), m)
				}
			}
		}
	})
}
