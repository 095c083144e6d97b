package encoder

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// file writes a small model with random numbers.
func file(t testing.TB) []byte {
	const width, inside = 64, 128
	h := header{Width: width, Heads: 2, Layers: 2, Pieces: []string{"[UNK]", "[CLS]", "[SEP]", "peace", "war", "##s"}}
	random := rand.New(rand.NewPCG(1, 2))
	var data []byte
	real := func(name string, shape ...int) {
		h.Tensors = append(h.Tensors, tensorHeader{Name: name, Type: "float32", Shape: shape, Offset: len(data)})
		n := 1
		for _, s := range shape {
			n *= s
		}
		for range n {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(random.NormFloat64())*0.02))
		}
	}
	whole := func(name string, rows, columns int) {
		h.Tensors = append(h.Tensors, tensorHeader{Name: name, Type: "int8", Shape: []int{rows, columns}, Offset: len(data)})
		for range rows * columns {
			data = append(data, byte(int8(random.IntN(255)-127)))
		}
		real(name+".scale", rows)
	}
	whole("word", len(h.Pieces), width)
	real("position", 16, width)
	real("tag", 4, width)
	real("type", width)
	norm := func(name string) { real(name+".weight", width); real(name+".bias", width) }
	norm("norm")
	for n := range h.Layers {
		l := "layer." + strconv.Itoa(n) + "."
		for _, part := range []string{"q", "k", "v", "o"} {
			whole(l+part+".weight", width, width)
			real(l+part+".bias", width)
		}
		whole(l+"i.weight", inside, width)
		real(l+"i.bias", inside)
		whole(l+"f.weight", width, inside)
		real(l+"f.bias", width)
		norm(l + "n1")
		norm(l + "n2")
	}
	head, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(head)))
	return append(append(out, head...), data...)
}

func encode(m *Model, pieces []Piece, tags []uint8) []float32 {
	return m.Encode(Text{pieces, tags})[0]
}

func TestATextIsReadTheSameAmongOthers(t *testing.T) {
	m, err := Decode(file(t))
	if err != nil {
		t.Fatal(err)
	}
	var texts []Text
	for n := range 9 {
		pieces := m.Pieces(strings.Repeat("peace, wars ", n), 40)
		tags := make([]uint8, len(pieces))
		tags[0] = uint8(n % 3)
		texts = append(texts, Text{pieces, tags})
	}
	for i, got := range m.Encode(texts...) {
		if alone := m.Encode(texts[i])[0]; !slices.Equal(got, alone) {
			t.Errorf("text %d of %d pieces is read otherwise among others", i, len(texts[i].Pieces))
		}
	}
}

func TestAModelGivesNumbersForEveryPiece(t *testing.T) {
	m, err := Decode(file(t))
	if err != nil {
		t.Fatal(err)
	}
	pieces := m.Pieces("Wars, peace", 20)
	got := encode(m, pieces, make([]uint8, len(pieces)))
	if len(got) != len(pieces)*m.Width() {
		t.Fatalf("%d numbers for %d pieces of %d", len(got), len(pieces), m.Width())
	}
	if i := slices.IndexFunc(got, func(v float32) bool { return math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) }); i >= 0 {
		t.Errorf("number %d is %v", i, got[i])
	}
	if again := encode(m, pieces, make([]uint8, len(pieces))); !slices.Equal(got, again) {
		t.Error("the same pieces gave other numbers")
	}
	tags := make([]uint8, len(pieces))
	tags[1] = 2
	if tagged := encode(m, pieces, tags); slices.Equal(got, tagged) {
		t.Error("a tag changed nothing")
	}
}

func TestPiecesBeyondThePlacesThatAreKnownAreRead(t *testing.T) {
	m, err := Decode(file(t))
	if err != nil {
		t.Fatal(err)
	}
	pieces := slices.Repeat([]Piece{{ID: 3}}, 40)
	tags := slices.Repeat([]uint8{200}, 40)
	if got := encode(m, pieces, tags); len(got) != 40*m.Width() {
		t.Errorf("%d numbers", len(got))
	}
}

func TestAFileThatIsCutIsAnError(t *testing.T) {
	whole := file(t)
	for _, n := range []int{0, 4, len(magic), len(magic) + 3, len(magic) + 100, len(whole) / 2, len(whole) - 1} {
		if _, err := Decode(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were taken for a model", n, len(whole))
		}
	}
}

func FuzzDecode(f *testing.F) {
	whole := file(f)
	f.Add(whole[:len(magic)+200], 3, byte(1))
	f.Add(whole, 40, byte('9'))
	f.Fuzz(func(t *testing.T, in []byte, at int, b byte) {
		in = slices.Clone(in)
		if at >= 0 && at < len(in) {
			in[at] = b
		}
		m, err := Decode(in)
		if err != nil {
			return
		}
		pieces := m.Pieces("peace, wars", 12)
		encode(m, pieces, make([]uint8, len(pieces)))
	})
}
