// Package text holds what reading produces: spans over the original bytes,
// tokens with tags and arcs, sentences, and the Annotator that makes them.
// It knows nothing of actors, events or stores; the stages live below it
// (sentence, token, tag, parse).
package text

// Span is a half-open range [Start, End) of byte offsets into the article's text.
type Span struct{ Start, End int }

// Of returns the bytes of s that the span covers.
func (sp Span) Of(s string) string { return s[sp.Start:sp.End] }

// Len is the number of bytes covered.
func (sp Span) Len() int { return sp.End - sp.Start }

// Contains tells whether other lies wholly inside sp.
func (sp Span) Contains(other Span) bool { return sp.Start <= other.Start && other.End <= sp.End }

// Token is one word or mark. Tags are Penn Treebank tags; labels are those of
// the ClearNLP scheme (nsubj, nsubjpass, dobj, dative, agent, prep, pobj, pcomp, xcomp,
// ccomp, advcl, acl, relcl, conj, cc, appos, compound, poss, neg, aux, auxpass …).
type Token struct {
	Span
	Form  string // the bytes of the span
	Lemma string // lower case, except that proper nouns keep their form
	Tag   string // Penn tag: NNP, VBD, …
	Head  int    // index of the governing token in the sentence; -1 for the root
	Label string // arc label towards Head; "ROOT" for the root
	Name  string // BIO tag with OntoNotes types: B-PERSON, I-GPE, B-NORP, B-ORG, B-DATE …; "" outside
}

// Sentence is a run of tokens in order. Its span covers them all and points
// into the same text as theirs.
type Sentence struct {
	Span
	Tokens []Token
}

// Annotator reads one language: it splits a block of running text into
// sentences with tags, arcs and names. An Annotator is safe for concurrent
// use. It never fails: any bytes give sentences whose spans lie in order
// within the block.
type Annotator interface {
	// Name and version, recorded with each event: "perceptron-en/3".
	Version() string
	// Split cuts the block body[span.Start:span.End] into sentences with
	// tokens (spans, forms) but without tags or arcs: cheap, so that
	// sentences that can't tell an event need no more.
	Split(body string, block Span) []Sentence
	// Annotate fills lemmas, tags, arcs and names of a sentence made by Split.
	Annotate(s *Sentence)
}
