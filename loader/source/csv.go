package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// columnNames are the headings of the columns of articles in CSV, the first of them that the table has: case and signs do not matter.
var columnNames = map[string][]string{
	"text": {"text", "body"}, "date": {"date", "published"}, "url": {"url"}, "title": {"title"}, "outlet": {"outlet"}, "id": {"id"},
}

// ColumnFields lists what Set.Columns may give headings for.
func ColumnFields() []string { return []string{"text", "date", "url", "title", "outlet", "id"} }

// checkColumns tells of headings for fields that articles do not have.
func checkColumns(columns map[string]string) error {
	for _, field := range slices.Sorted(maps.Keys(columns)) {
		if columnNames[field] == nil {
			return diplo.Errorf(diplo.Invalid, "%q is not a field of an article; the fields are %q", field, ColumnFields())
		}
	}
	return nil
}

// csv reads an article a row. Its first line has the headings, and tells what stands between the columns: a comma, a semicolon or a
// tab. A bad row costs that row only.
func (r *reader) csv(name string, in io.Reader) bool {
	buffered := r.decoded(in)
	row := &io.LimitedReader{R: buffered, N: maxRow}
	table := csv.NewReader(row)
	table.Comma, table.ReuseRecord = separator(buffered), true
	table.LazyQuotes = table.Comma == '\t' // where quotes often mean nothing
	headings, err := table.Read()
	switch {
	case err == io.EOF:
		return r.skip(name, Empty, "nothing in it")
	case err != nil:
		return r.skip(name, Malformed, "its first line, which has the headings: %v", err)
	}
	places, missing := r.columns(headings)
	if missing != "" {
		return r.skip(name, Malformed, "no column %s among %q; say which it is with --columns", missing, headings)
	}
	for width, rows := len(headings), 0; ; rows++ {
		row.N = maxRow
		record, err := table.Read()
		var wrong *csv.ParseError
		more := true
		switch {
		case row.N == 0:
			return r.skip(name, TooLarge, "after %d rows one of more than %d MB, perhaps by a quote that is not closed; the rest is not read", rows, maxRow>>20)
		case err == io.EOF && rows == 0:
			return r.skip(name, Empty, "headings and no row")
		case err == io.EOF:
			return true
		case errors.Is(err, csv.ErrFieldCount):
			more = r.skip(fmt.Sprintf("%s:%d", name, lineOf(table)), Malformed, "%d columns, and %d headings", len(record), width)
		case errors.As(err, &wrong):
			more = r.skip(fmt.Sprintf("%s:%d", name, wrong.StartLine), Malformed, "%v", wrong.Err)
		case err != nil:
			return r.skip(name, Unreadable, "broke off after %d rows: %v", rows, err)
		default:
			more = r.emit(r.row(name, fmt.Sprintf("%s:%d", name, lineOf(table)), record, places))
		}
		if !more {
			return false
		}
	}
}

// maxRow is how many bytes a row may have: an article, and what is said of it.
const maxRow = MaxArticle + 1<<20

func lineOf(table *csv.Reader) int {
	line, _ := table.FieldPos(0)
	return line
}

// separator is what stands most often between the headings.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(peek)
	first, _, _ := bytes.Cut(head, []byte("\n"))
	most := ','
	for _, sign := range ";\t" {
		if bytes.Count(first, []byte(string(sign))) > bytes.Count(first, []byte(string(most))) {
			most = sign
		}
	}
	return most
}

// columns gives the places of the fields among the headings, and what is missing and must not be.
func (r *reader) columns(headings []string) (places map[string]int, missing string) {
	places = map[string]int{}
	for field, names := range columnNames {
		heading, named := r.Columns[field]
		if named {
			names = []string{heading}
		}
		for _, name := range names {
			if at := slices.IndexFunc(headings, func(h string) bool { return plainHeading(h) == plainHeading(name) }); at >= 0 {
				places[field] = at
				break
			}
		}
		if _, there := places[field]; !there && (named || field == "text") {
			missing = fmt.Sprintf("%s (%s)", field, strings.Join(names, ", "))
		}
	}
	return places, missing
}

// row reads one row.
func (r *reader) row(name, at string, record []string, places map[string]int) Item {
	get := func(field string) string {
		if place, there := places[field]; there {
			return record[place]
		}
		return ""
	}
	for _, field := range ColumnFields() {
		value := []byte(get(field))
		if firstInvalid(value) >= 0 {
			return Item{Skip: &Skip{at, NotUTF8, fmt.Sprintf("its %s is not UTF-8; %s", field, sayEncoding)}}
		}
		if r.misread(value) {
			return Item{Skip: &Skip{at, NotUTF8, wrongEncoding}}
		}
	}
	return (&line{ID: identifier(strings.TrimSpace(get("id"))), Date: get("date"), Text: get("text"), URL: get("url"), Title: get("title"), Outlet: get("outlet")}).item(name, at)
}
