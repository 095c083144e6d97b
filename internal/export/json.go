package export

import (
	"bytes"
	"encoding/json"
	"io"

	"entente/internal/query"
)

// objects are JSON objects, one a row, with a key for each column.
type objects struct {
	out     io.Writer
	line    bytes.Buffer
	between string // two objects
	behind  string // the last
	begun   bool
}

// newNDJSON writes one object a line.
func newNDJSON(w io.Writer) file { return &objects{out: w, between: "\n", behind: "\n"} }

// newJSON writes an array of objects.
func newJSON(w io.Writer) file {
	io.WriteString(w, "[\n")
	return &objects{out: w, between: ",\n", behind: "\n]\n"}
}

func (o *objects) rows(rows []query.Row) {
	for _, r := range rows {
		o.line.Reset()
		if o.begun {
			o.line.WriteString(o.between)
		}
		o.begun = true
		writeObject(&o.line, r)
		o.out.Write(o.line.Bytes())
	}
}

// Object is a row as JSON, with a key for each column.
func Object(r query.Row) json.RawMessage {
	var b bytes.Buffer
	writeObject(&b, r)
	return b.Bytes()
}

func writeObject(b *bytes.Buffer, r query.Row) {
	for i, column := range columns {
		b.WriteString([]string{`{"`, `,"`}[min(i, 1)])
		b.WriteString(column.name)
		b.WriteString(`":`)
		b.Write(encoded(column.value(r)))
	}
	b.WriteByte('}')
}

func (o *objects) close() {
	if o.begun || o.between == ",\n" {
		io.WriteString(o.out, o.behind)
	}
}

// encoded is a value as JSON.
func encoded(value any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // texts and numbers always are
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
