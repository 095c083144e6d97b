package actors

import (
	"strings"

	"entente/internal/text"
)

// parse reads a sentence written as "form/TAG/head/label[/NAME]" tokens; heads count from 1, 0 is the root.
// A leading "~" says that no space stands before the token.
func parse(s string) text.Sentence {
	var sentence text.Sentence
	at := 0
	for i, cell := range strings.Fields(s) {
		glued := strings.HasPrefix(cell, "~")
		parts := strings.Split(strings.TrimPrefix(cell, "~"), "/")
		if i > 0 && !glued {
			at++
		}
		token := text.Token{Span: text.Span{Start: at, End: at + len(parts[0])}, Form: parts[0], Lemma: strings.ToLower(parts[0]), Head: -1}
		if len(parts) > 3 {
			token.Tag, token.Label = parts[1], parts[3]
			for _, digit := range parts[2] {
				if token.Head < 0 {
					token.Head = 0
				}
				token.Head = token.Head*10 + int(digit-'0')
			}
			token.Head--
		}
		if len(parts) > 4 {
			token.Name = parts[4]
		}
		at = token.End
		sentence.Tokens = append(sentence.Tokens, token)
	}
	sentence.End = at
	return sentence
}

// annotatedSentences are a short story of ours with tags, arcs and names.
func annotatedSentences() []text.Sentence {
	return []text.Sentence{
		parse("Norwegian/JJ/3/amod/B-NORP Foreign/NNP/3/compound Minister/NNP/5/compound Ingrid/NNP/5/compound/B-PERSON Solheim/NNP/6/nsubj/I-PERSON met/VBD/0/ROOT " +
			"the/DT/8/det presidents/NNS/6/dobj of/IN/8/prep Kenya/NNP/9/pobj/B-GPE and/CC/10/cc Uganda/NNP/10/conj/B-GPE in/IN/6/prep Nairobi/NNP/13/pobj/B-GPE ~././6/punct"),
		parse("She/PRP/2/nsubj said/VBD/0/ROOT that/IN/7/mark Norwegian/JJ/5/amod/B-NORP troops/NNS/7/nsubj would/MD/7/aux leave/VB/2/ccomp the/DT/9/det country/NN/7/dobj ~././2/punct"),
		parse("Rebels/NNS/5/nsubj in/IN/1/prep eastern/JJ/4/amod Congo/NNP/2/pobj/B-GPE attacked/VBD/0/ROOT UN/NNP/7/compound/B-ORG peacekeepers/NNS/5/dobj ~././5/punct"),
	}
}
