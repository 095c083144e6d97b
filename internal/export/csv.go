package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"entente/internal/query"
)

// csvFile is RFC 4180 with a header, in UTF-8.
type csvFile struct {
	out  *csv.Writer
	line []string
}

func newCSV(w io.Writer) file {
	c := csvFile{out: csv.NewWriter(w), line: make([]string, len(columns))}
	c.out.UseCRLF = true
	for i, column := range columns {
		c.line[i] = column.name
	}
	c.write()
	return c
}

func (c csvFile) rows(rows []query.Row) {
	for _, r := range rows {
		for i, column := range columns {
			c.line[i] = cell(column.value(r))
		}
		c.write()
	}
	c.out.Flush()
}

func (c csvFile) write() { _ = c.out.Write(c.line) } // the buffer below keeps the error

func (c csvFile) close() { c.out.Flush() }

// cell is a value as it stands in a table. A text that a spreadsheet would take for a formula gets an apostrophe in front.
func cell(value any) string {
	switch v := value.(type) {
	case string:
		if strings.ContainsRune("=+-@\t\r", rune((v + " ")[0])) {
			return "'" + v
		}
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
