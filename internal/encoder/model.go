package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// magic starts a model file; its last character before the end of the line is the format's number.
const magic = "ENTENC1\n"

// header describes a model file. After magic and the header's size (4 bytes, little-endian) comes the header as
// JSON, then the tensors.
type header struct {
	Width  int      `json:"width"`
	Heads  int      `json:"heads"`
	Layers int      `json:"layers"`
	Pieces []string `json:"pieces"` // by number
	// Tensors of type int8 have their factors, one for each row, in a tensor of their name and ".scale".
	Tensors []tensorHeader `json:"tensors"`
}

type tensorHeader struct {
	Name   string `json:"name"`
	Type   string `json:"type"` // int8 or float32, little-endian
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"` // from the end of the header
}

// Model is a trained model, read-only and safe for concurrent use.
type Model struct {
	width, heads int
	vocabulary   *vocabulary
	tensors      map[string]tensor

	words           []byte    // of 8 bits with sign, width for each piece
	wordScales      []float32 // one for each piece
	positions, kind []float32
	tags            []float32
	norm            Norm
	layers          []layer
}

type tensor struct {
	shape []int
	whole []byte    // of 8 bits, nil for
	real  []float32 // others
}

var errDamaged = errors.New("the encoder's model is damaged or of another version")

// Decode reads a model file, of which the model keeps a part. A file that is cut, damaged or of another version is
// an error.
func Decode(in []byte) (*Model, error) {
	if len(in) < len(magic)+4 || string(in[:len(magic)]) != magic {
		return nil, errDamaged
	}
	size := int(binary.LittleEndian.Uint32(in[len(magic):]))
	in = in[len(magic)+4:]
	if size > len(in) {
		return nil, errDamaged
	}
	var h header
	if err := json.Unmarshal(in[:size], &h); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if h.Width <= 0 || h.Width > 4096 || h.Width%64 != 0 || h.Heads <= 0 || h.Width%h.Heads != 0 || h.Width/h.Heads%16 != 0 || h.Layers < 0 || h.Layers > 64 {
		return nil, errDamaged
	}
	m := &Model{width: h.Width, heads: h.Heads, tensors: make(map[string]tensor, len(h.Tensors)), layers: make([]layer, h.Layers)}
	for _, t := range h.Tensors {
		if err := m.read(t, in[size:]); err != nil {
			return nil, err
		}
	}
	var ok bool
	if m.vocabulary, ok = newVocabulary(h.Pieces); !ok {
		return nil, errDamaged
	}
	return m, m.assemble(len(h.Pieces))
}

func (m *Model) read(t tensorHeader, in []byte) error {
	wide := map[string]int{"int8": 1, "float32": 4}[t.Type]
	count := 1
	for _, n := range t.Shape {
		if n <= 0 || n > 1<<24 || count > 1<<28/n {
			return errDamaged
		}
		count *= n
	}
	if wide == 0 || t.Offset < 0 || t.Offset > len(in) || count*wide > len(in)-t.Offset {
		return errDamaged
	}
	data, out := in[t.Offset:][:count*wide], tensor{shape: t.Shape}
	if wide == 1 {
		out.whole = data
	} else {
		out.real = make([]float32, count)
		for i := range out.real {
			out.real[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
	}
	m.tensors[t.Name] = out
	return nil
}

// assemble finds the encoder's own tensors.
func (m *Model) assemble(pieces int) (err error) {
	word := m.tensors["word"]
	if len(word.whole) != pieces*m.width {
		return errDamaged
	}
	m.words = word.whole
	if m.wordScales, err = m.sized("word.scale", pieces); err != nil {
		return err
	}
	if m.positions, err = m.Tensor("position"); err != nil {
		return err
	}
	if m.tags, err = m.Tensor("tag"); err != nil {
		return err
	}
	if len(m.positions)%m.width != 0 || len(m.tags)%m.width != 0 {
		return errDamaged
	}
	if m.kind, err = m.sized("type", m.width); err != nil {
		return err
	}
	norm, err := m.Norm("norm")
	if err != nil {
		return err
	}
	m.norm = *norm
	for n := range m.layers {
		if m.layers[n], err = m.layer(n); err != nil {
			return err
		}
	}
	return nil
}

// Width is how many numbers stand for a piece.
func (m *Model) Width() int { return m.width }

// Vocabulary is how many pieces the model knows.
func (m *Model) Vocabulary() int { return len(m.wordScales) }

// Tensor is one of real numbers, all in a row.
func (m *Model) Tensor(name string) ([]float32, error) {
	t, ok := m.tensors[name]
	if !ok || t.real == nil {
		return nil, fmt.Errorf("%w: it has no numbers named %s", errDamaged, name)
	}
	return t.real, nil
}

func (m *Model) sized(name string, size int) ([]float32, error) {
	t, err := m.Tensor(name)
	if err == nil && len(t) != size {
		err = fmt.Errorf("%w: %s has %d numbers, not %d", errDamaged, name, len(t), size)
	}
	return t, err
}

// Linear is the layer whose weights are name.weight, and whose bias name.bias if there is one.
func (m *Model) Linear(name string) (*Linear, error) { return m.scaled(name, 1) }

// linear is one of these widths whose results are all multiplied by a factor.
func (m *Model) linear(name string, in, out int, by float32) (*Linear, error) {
	l, err := m.scaled(name, by)
	if err == nil && (l.In != in || l.Out != out) {
		err = fmt.Errorf("%w: %s makes %d numbers of %d, not %d of %d", errDamaged, name, l.Out, l.In, out, in)
	}
	return l, err
}

func (m *Model) scaled(name string, by float32) (*Linear, error) {
	w, ok := m.tensors[name+".weight"]
	if !ok || w.whole == nil || len(w.shape) != 2 || w.shape[1]%64 != 0 {
		return nil, fmt.Errorf("%w: it has no layer named %s", errDamaged, name)
	}
	out, in := w.shape[0], w.shape[1]
	scales, err := m.sized(name+".weight.scale", out)
	if err != nil {
		return nil, err
	}
	bias := make([]float32, out)
	if _, ok := m.tensors[name+".bias"]; ok {
		if bias, err = m.sized(name+".bias", out); err != nil {
			return nil, err
		}
	}
	factors, shifts := make([]float32, out), make([]float32, out)
	for i := range factors {
		factors[i], shifts[i] = scales[i]*by, bias[i]*by
	}
	return newLinear(best(), w.whole, out, in, factors, shifts), nil
}

// Norm is the normalisation whose numbers are name.weight and name.bias.
func (m *Model) Norm(name string) (*Norm, error) {
	weight, err := m.sized(name+".weight", m.width)
	if err != nil {
		return nil, err
	}
	bias, err := m.sized(name+".bias", m.width)
	if err != nil {
		return nil, err
	}
	return &Norm{weight: weight, bias: bias}, nil
}
