package english

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/internal/text/lemma"
	"entente/internal/text/name"
	"entente/internal/text/parse"
	"entente/internal/text/perceptron"
	"entente/internal/text/tag"
	"entente/internal/text/word"
)

// magic starts a model file; its last character is the format's number.
const magic = "entente-en-2\n"

// Model is all that was learnt: class names, by number, and the weights.
type Model struct {
	Tags, Labels, Names   []string
	Tagger, Parser, Namer *perceptron.Model
	scheme                name.Scheme
	finite                *parse.Finite
	past, participle      uint8           // numbers of VBD and VBN
	noun                  uint8           // of NN
	subjects              [256]bool       // tags that a subject may end with, but no noun's modifier
	pastOnly              map[uint32]bool // norms of pasts that are no participle
}

// Header appends the beginning of a model file to out: the class names. The
// weights of tagger, parser and namer must follow.
func Header(out []byte, tags, labels, names []string) []byte {
	out = append(out, magic...)
	for _, list := range [][]string{tags, labels, names} {
		joined := strings.Join(list, " ")
		out = binary.AppendUvarint(out, uint64(len(joined)))
		out = append(out, joined...)
	}
	return out
}

// Decode reads a model file; it may be cut or damaged, then it says so.
func Decode(in []byte) (m *Model, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("english model: %w", err)
		}
	}()
	in, ok := bytes.CutPrefix(in, []byte(magic))
	if !ok {
		return nil, errors.New("not a model of this version")
	}
	m = &Model{}
	for _, list := range []*[]string{&m.Tags, &m.Labels, &m.Names} {
		size, n := binary.Uvarint(in)
		if n <= 0 || size > uint64(len(in)-n) {
			return nil, errors.New("class names cut off")
		}
		*list = strings.Split(string(in[n:n+int(size)]), " ")
		in = in[n+int(size):]
	}
	if len(m.Tags) > tag.None || parse.Classes(len(m.Labels)) > perceptron.MaxClasses || len(m.Names) > perceptron.MaxClasses {
		return nil, errors.New("too many classes")
	}
	for _, weights := range []**perceptron.Model{&m.Tagger, &m.Parser, &m.Namer} {
		if *weights, in, err = perceptron.Decode(in); err != nil {
			return nil, err
		}
	}
	m.scheme = name.SchemeOf(m.Names, m.Tags)
	m.finite = parse.FiniteOf(m.Tags)
	m.learnPasts()
	return m, nil
}

// Parts gives the weights of tagger, parser and namer as they stand in a model
// file. The file must begin with header, so that its classes are numbered alike.
func Parts(file, header []byte) (tagger, parser, namer []byte, err error) {
	rest, ok := bytes.CutPrefix(file, header)
	if !ok {
		return nil, nil, nil, errors.New("english model: other classes")
	}
	for _, part := range []*[]byte{&tagger, &parser, &namer} {
		whole := rest
		if _, rest, err = perceptron.Decode(rest); err != nil {
			return nil, nil, nil, fmt.Errorf("english model: %w", err)
		}
		*part = whole[:len(whole)-len(rest)]
	}
	return tagger, parser, namer, nil
}

// learnPasts makes ready what correct needs. A model without these tags, as
// only tests have, corrects nothing.
func (m *Model) learnPasts() {
	past, participle := slices.Index(m.Tags, "VBD"), slices.Index(m.Tags, "VBN")
	if past < 0 || participle < 0 {
		return
	}
	m.past, m.participle, m.pastOnly = uint8(past), uint8(participle), map[uint32]bool{}
	m.noun = tag.None
	for i, name := range m.Tags {
		switch name {
		case "NN":
			m.noun = uint8(i)
		case "NNP", "NNPS", "NNS", "PRP", ",", "-RRB-":
			m.subjects[i] = true
		}
	}
	for _, form := range lemma.PastOnly() {
		m.pastOnly[word.Of(form).Norm] = true
	}
}

// correct turns participles that English does not have into pasts: "the
// minister, John Low, spoke" is no reduced relative, whatever the tagger thinks,
// nor is it a spoke.
func (m *Model) correct(words []word.Traits, tags []uint8) {
	for i, class := range tags {
		wrong := class == m.participle || class == m.noun && i > 0 && m.subjects[tags[i-1]] && !words[i].Upper
		if wrong && m.pastOnly[words[i].Norm] {
			tags[i] = m.past
		}
	}
}
