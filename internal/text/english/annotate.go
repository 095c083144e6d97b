package english

import (
	"sync"

	"entente/internal/text"
	"entente/internal/text/lemma"
	"entente/internal/text/name"
	"entente/internal/text/parse"
	"entente/internal/text/perceptron"
	"entente/internal/text/tag"
	"entente/internal/text/word"
)

// workspace is the scratch memory of one annotation at a time.
type workspace struct {
	words  []word.Traits
	tags   []uint8
	names  []uint8
	keys   []uint32
	finite []int32
	parser parse.State
}

var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// Annotate fills tags, lemmas, arcs and names of the sentence's tokens from
// their forms, in time proportional to their number. It may be called by many
// at once, for different sentences.
func (m *Model) Annotate(s *text.Sentence) {
	n := len(s.Tokens)
	if n == 0 {
		return
	}
	w := workspaces.Get().(*workspace)
	defer workspaces.Put(w)
	w.words, w.tags, w.names = w.words[:0], resize(w.tags, n), resize(w.names, n)
	for i := range s.Tokens {
		w.words = append(w.words, word.Of(s.Tokens[i].Form))
	}
	m.run(w, m.Tagger, m.Namer, m.Parser)
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Tag = m.Tags[w.tags[i]]
		t.Lemma = lemma.Of(t.Form, t.Tag)
		t.Name = ""
		if w.names[i] != 0 {
			t.Name = m.Names[w.names[i]]
		}
		head, label := w.parser.Arc(i)
		t.Head, t.Label = head, "ROOT"
		if head >= 0 {
			t.Label = m.Labels[label]
		}
	}
}

// run fills the workspace's tags, names and arcs from its words.
func (m *Model) run(w *workspace, tagger, namer, parser perceptron.Scorer) {
	w.keys = tag.Run(tagger, len(m.Tags), w.words, w.tags, w.keys)
	m.correct(w.words, w.tags)
	w.keys = name.Run(namer, &m.scheme, w.words, w.tags, w.names, w.keys)
	w.finite = m.finite.Count(w.tags, w.finite)
	in := parse.Sentence{Words: w.words, Tags: w.tags, Finite: w.finite}
	w.keys = w.parser.Run(parser, len(m.Labels), &in, w.keys)
}

func resize(s []uint8, n int) []uint8 {
	if cap(s) < n {
		return make([]uint8, n, n+n/2)
	}
	return s[:n]
}
