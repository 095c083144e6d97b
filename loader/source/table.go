package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"entente/internal/diplo"
)

// Row is a line of a table of events, as the table has it.
type Row struct {
	At     string // the table and the number of the line: "icews.tab:17"
	Date   diplo.Day
	Source Party
	Target Party
	Event  string      // a CAMEO code, the name of one, or a relation of the ontology
	Words  string      // what the table calls the event, where Event is a code; else empty
	Place  diplo.Place // its Country as the table has it: a name or code
	Text   string      // what the row says, for people: its main fields, a tab between them
}

// Party is a side of a row, each part "" where the table does not say.
type Party struct {
	Name    string // "Barack Obama", "Police (Australia)", "POLICE"
	Country string // its name or code
	Type    string // CAMEO's code of what sort of actor it is: "COP"
}

// RowItem is a row, or what was skipped in place of one.
type RowItem struct {
	Row  Row
	Skip *Skip // nil when there is a row
}

// Field is what a column of a table says.
type Field string

// The fields. A table has a date, a source and an event; the rest where it can.
const (
	FieldDate          Field = "date"
	FieldSource        Field = "source"
	FieldTarget        Field = "target"
	FieldEvent         Field = "event"
	FieldSourceCountry Field = "source-country"
	FieldTargetCountry Field = "target-country"
	FieldPlace         Field = "place"
	FieldCountry       Field = "country" // of the place
	FieldLatitude      Field = "latitude"
	FieldLongitude     Field = "longitude"
	fieldSourceType    Field = "source-type"
	fieldTargetType    Field = "target-type"
	fieldWords         Field = "words"
	fieldURL           Field = "url"
)

// Fields lists the fields that a column may be named for.
func Fields() []Field {
	return []Field{FieldDate, FieldSource, FieldTarget, FieldEvent, FieldSourceCountry, FieldTargetCountry, FieldPlace, FieldCountry, FieldLatitude, FieldLongitude}
}

// Layout says where a table has its fields: by the names in its first line, or where it has none by place.
type Layout struct {
	// Names are the headings of the columns, the first of them that the table has: case and signs do not matter.
	Names map[Field][]string
	// Places are the places of the columns, from 0, of a table without headings; its columns are split at tabs.
	Places map[Field]int
	Width  int // how many columns a table without headings has
}

// With gives the layout with headings of the user's in place of its own.
func (l Layout) With(headings map[string]string) (Layout, error) {
	names := maps.Clone(l.Names)
	for field, heading := range headings {
		if !slices.Contains(Fields(), Field(field)) {
			return l, diplo.Errorf(diplo.Invalid, "%q is not a field of a table; the fields are %q", field, Fields())
		}
		names[Field(field)] = []string{heading}
	}
	l.Names = names
	return l, nil
}

// The layouts that there are names for.
var (
	// ICEWS is that of the files at the Dataverse and of the sets that researchers made of them.
	ICEWS = Layout{Names: map[Field][]string{
		FieldDate: {"Event Date", "date"}, FieldSource: {"Source Name", "source"}, FieldTarget: {"Target Name", "target"},
		FieldEvent: {"CAMEO Code", "Event Text", "relation", "event"}, FieldSourceCountry: {"Source Country"}, FieldTargetCountry: {"Target Country"},
		fieldWords: {"Event Text"}, FieldPlace: {"City"}, FieldCountry: {"Country"}, FieldLatitude: {"Latitude"}, FieldLongitude: {"Longitude"},
	}}
	// GDELT is that of the events of GDELT 2.0: 61 columns, no headings.
	GDELT = Layout{Width: 61, Places: map[Field]int{
		FieldDate: 1, FieldSource: 6, FieldSourceCountry: 7, fieldSourceType: 12, FieldTarget: 16, FieldTargetCountry: 17, fieldTargetType: 22,
		FieldEvent: 26, FieldPlace: 52, FieldLatitude: 56, FieldLongitude: 57, fieldURL: 60,
	}}
	// CSV is that of a table whose headings are the fields' own names.
	CSV = Layout{Names: map[Field][]string{
		FieldDate: {"date"}, FieldSource: {"source"}, FieldTarget: {"target"}, FieldEvent: {"event", "relation", "code"},
		FieldSourceCountry: {"source-country"}, FieldTargetCountry: {"target-country"}, FieldPlace: {"place"}, FieldCountry: {"country"},
		FieldLatitude: {"latitude"}, FieldLongitude: {"longitude"},
	}}
)

// Table is a table of events to read: a file, as it is, compressed with gzip or alone in a zip archive; or Stdin.
type Table struct {
	Path   string
	Layout Layout
	In     io.Reader // read for Stdin

	done atomic.Int64
}

// Size is how many bytes there are to read; 0 when that is not known beforehand.
func (t *Table) Size() int64 {
	if info, err := os.Stat(t.Path); err == nil && t.Path != Stdin {
		return info.Size()
	}
	return 0
}

// Done is how many of the bytes of Size have been read so far. It may be asked while Rows runs.
func (t *Table) Done() int64 { return t.done.Load() }

// Rows gives the rows in order, one at a time; a row that is not of the layout costs that row only. It ends early when the
// context does. An error of the table as a whole is its last item.
func (t *Table) Rows(ctx context.Context) iter.Seq[RowItem] {
	return func(yield func(RowItem) bool) {
		emit := func(item RowItem) bool { return ctx.Err() == nil && yield(item) }
		if skip := t.read(emit); skip != nil {
			emit(RowItem{Skip: skip})
		}
	}
}

// read emits the rows, and gives what stands against reading on.
func (t *Table) read(emit func(RowItem) bool) *Skip {
	name, in := StdinName, t.In
	if t.Path != Stdin {
		name = filepath.Base(t.Path)
		file, err := os.Open(t.Path)
		if err != nil {
			return unreadable(t.Path, err).Skip
		}
		defer file.Close()
		if in, err = unpacked(file, &t.done); err != nil {
			return &Skip{name, Unreadable, err.Error()}
		}
	}
	if in == nil {
		return &Skip{name, Unreadable, "there is no standard input"}
	}
	buffered, err := decompressed(in)
	if err != nil {
		return &Skip{name, Unreadable, err.Error()}
	}
	records := t.records(buffered)
	places := t.Layout.Places
	if t.Layout.Names != nil {
		headings, _, err := records()
		if err == io.EOF {
			return &Skip{name, Empty, "nothing in it"}
		}
		if err != nil {
			return &Skip{name, Unreadable, err.Error()}
		}
		var missing string
		if places, missing = t.Layout.find(headings); missing != "" {
			return &Skip{name, Malformed, fmt.Sprintf("no column %s among %q; say which it is with --columns", missing, headings)}
		}
	}
	for {
		record, line, err := records()
		if err == nil && len(record) == 0 {
			continue
		}
		at := fmt.Sprintf("%s:%d", name, line)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			var wrong *csv.ParseError
			if !errors.As(err, &wrong) {
				return &Skip{at, Unreadable, "broke off: " + err.Error()}
			}
			if !emit(RowItem{Skip: &Skip{at, Malformed, wrong.Err.Error()}}) {
				return nil
			}
		default:
			if !emit(t.row(at, places, record)) {
				return nil
			}
		}
	}
}

// records reads the lines of a table one after another, with their numbers: split at tabs where its first line has any, else as
// RFC 4180 has it.
func (t *Table) records(in *bufio.Reader) func() (record []string, line int, err error) {
	head, _ := in.Peek(1 << 12)
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if t.Layout.Names == nil || bytes.Contains(first, []byte("\t")) {
		number := 0
		var buffer []byte
		return func() ([]string, int, error) {
			number++
			content, length, err := readLine(in, buffer[:0])
			buffer = content[:0]
			if err != nil && err != io.EOF {
				return nil, number, err
			}
			if length > MaxArticle {
				return nil, number, &csv.ParseError{Err: errors.New(tooLarge(length))}
			}
			text := strings.TrimRight(string(content), "\r\n")
			if text == "" {
				if err != nil {
					return nil, number, io.EOF
				}
				return nil, number, nil
			}
			return strings.Split(text, "\t"), number, nil
		}
	}
	row := &io.LimitedReader{R: in}
	reader := csv.NewReader(row)
	reader.FieldsPerRecord, reader.LazyQuotes, reader.ReuseRecord = -1, true, true
	last := 0
	return func() ([]string, int, error) {
		row.N = maxRow // the reader has some of it in its buffer: a bound, not a measure
		record, err := reader.Read()
		var wrong *csv.ParseError
		switch {
		case row.N == 0:
			return nil, last + 1, fmt.Errorf("a row of more than %d MB, perhaps by a quote that is not closed", maxRow>>20)
		case errors.As(err, &wrong):
			last = wrong.Line
		case err == nil:
			last, _ = reader.FieldPos(0)
		}
		return record, last, err
	}
}

// find gives the places of the fields among the headings, and the name of one that is missing and must not be.
func (l *Layout) find(headings []string) (places map[Field]int, missing string) {
	places = map[Field]int{}
	for field, names := range l.Names {
		for _, name := range names {
			if at := slices.IndexFunc(headings, func(h string) bool { return plainHeading(h) == plainHeading(name) }); at >= 0 {
				places[field] = at
				break
			}
		}
	}
	if places[FieldEvent] == places[fieldWords] {
		delete(places, fieldWords)
	}
	for _, field := range []Field{FieldDate, FieldSource, FieldEvent} {
		if _, there := places[field]; !there {
			return nil, fmt.Sprintf("%s (%s)", field, strings.Join(l.Names[field], ", "))
		}
	}
	return places, ""
}

// plainHeading is a heading without what does not matter in it.
func plainHeading(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.", r) {
			return -1
		}
		return r
	}, s))
}

// row makes a row of the fields of a line.
func (t *Table) row(at string, places map[Field]int, record []string) RowItem {
	skip := func(cause Cause, format string, args ...any) RowItem {
		return RowItem{Skip: &Skip{at, cause, fmt.Sprintf(format, args...)}}
	}
	if t.Layout.Width > 0 && len(record) != t.Layout.Width {
		return skip(Malformed, "%d columns; the layout has %d", len(record), t.Layout.Width)
	}
	get := func(field Field) string {
		if place, there := places[field]; there && place < len(record) {
			return strings.TrimSpace(record[place])
		}
		return ""
	}
	var text []string
	for _, field := range []Field{FieldDate, FieldSource, FieldEvent, fieldWords, FieldTarget, FieldPlace, fieldURL} {
		if value := get(field); value != "" {
			if firstInvalid([]byte(value)) >= 0 {
				return skip(NotUTF8, "its %s is not UTF-8", field)
			}
			text = append(text, strings.Join(strings.Fields(value), " "))
		}
	}
	row := Row{
		At: at, Event: get(FieldEvent), Words: get(fieldWords), Text: strings.Join(text, "\t"),
		Source: Party{get(FieldSource), get(FieldSourceCountry), get(fieldSourceType)},
		Target: Party{get(FieldTarget), get(FieldTargetCountry), get(fieldTargetType)},
		Place:  diplo.Place{Name: get(FieldPlace), Country: get(FieldCountry)},
	}
	var err error
	if row.Date, err = tableDate(get(FieldDate)); err != nil {
		return skip(Malformed, "%v", err)
	}
	for _, degrees := range []struct {
		field Field
		into  *float64
		most  float64
	}{{FieldLatitude, &row.Place.Latitude, 90}, {FieldLongitude, &row.Place.Longitude, 180}} {
		value, err := strconv.ParseFloat(get(degrees.field), 64)
		if err == nil && value >= -degrees.most && value <= degrees.most {
			*degrees.into = value
		}
	}
	return RowItem{Row: row}
}

// tableDate reads a day as tables write it: 2014-01-31, 20140131, or a time that begins with the first.
func tableDate(s string) (diplo.Day, error) {
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	day, err := parseDate(s)
	if err == nil && day == diplo.NoDay {
		err = errors.New("it has no date")
	}
	return day, err
}
