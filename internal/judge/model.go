package judge

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"entente/internal/diplo"
	"entente/internal/encoder"
)

// Model is a trained model, read-only and safe for concurrent use.
type Model struct {
	relations []diplo.Relation
	encoder   *encoder.Model
	desk      *desk
	gate      gate
	width     int

	source, target     *encoder.Linear // of an entity in its role in a pair
	itself             []float32       // what is added where source and target are one
	pairNorm           *encoder.Norm
	attention          *encoder.Attention
	toldNorm           *encoder.Norm
	inner, outer       *encoder.Linear
	outerNorm          *encoder.Norm
	pairRelation       *encoder.Linear
	wordQuery, wordKey *encoder.Linear
	wordRelation       *encoder.Linear
	relationQuery      *encoder.Linear
	wordWeight         float32
	found              []float32 // relations × 3: see consider
}

// longest is how many pieces of a report are read, mostEntities how many of its actors.
const (
	longest      = 192
	mostEntities = 16
)

// magic starts a model file; its last character is the format's number.
const magic = "entente-judge-1\n"

var errDamaged = errors.New("the judge's model is damaged or of another version")

// Decode reads a model file: magic, the relations' names, and what package encoder reads. Bytes that are cut or of
// another version are an error.
func Decode(in []byte) (*Model, error) {
	in, ok := bytes.CutPrefix(in, []byte(magic))
	if !ok {
		return nil, errDamaged
	}
	size, n := binary.Uvarint(in)
	if n <= 0 || size > uint64(len(in)-n) {
		return nil, errDamaged
	}
	m := &Model{desk: newDesk()}
	for name := range strings.FieldsSeq(string(in[n:][:size])) {
		r, err := diplo.ParseRelation(name)
		if err != nil {
			return nil, fmt.Errorf("the judge's model: %w", err)
		}
		m.relations = append(m.relations, r)
	}
	var err error
	if m.encoder, err = encoder.Decode(in[n+int(size):]); err != nil {
		return nil, fmt.Errorf("the judge's model: %w", err)
	}
	m.width = m.encoder.Width()
	if err := m.readGate(); err != nil {
		return nil, err
	}
	return m, m.head()
}
