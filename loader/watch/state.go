package watch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

// record is what is known of a source, or of a page or file that a source gave.
type record struct {
	Name   string `json:"name"`             // address or path, or Source.name
	Source string `json:"source,omitempty"` // the source that gave it; "" for that of a source itself

	Due      time.Time `json:"due,omitzero"`       // when it is looked at again; zero is never
	Failures int       `json:"failures,omitempty"` // how often running it could not be had

	// Of feeds and pages.
	Validator fetch.Validator `json:"validator,omitzero"`

	// Of pages: when the page was met, when a source last named it, to the day, and what a feed said of it then.
	First     time.Time `json:"first,omitzero"`
	Listed    time.Time `json:"listed,omitzero"`
	Language  string    `json:"language,omitempty"`
	Published diplo.Day `json:"published,omitempty"`
	Gone      bool      `json:"gone,omitempty"` // it was not there the last time

	// Of files.
	Size     int64     `json:"size,omitempty"`
	Modified time.Time `json:"modified,omitzero"`

	// Of pages and files: the articles that it gave last, and under which origins.
	Articles []diplo.ArticleID `json:"articles,omitempty"`
	Origins  []string          `json:"origins,omitempty"`

	Forgotten bool `json:"forgotten,omitempty"` // the record is no more
}

// state keeps the records in a file: a journal with a line for each change, of which the last about a name holds. It is written anew
// when it is opened and when it has grown, under another name, and then takes the place of the old one. A program that is killed
// leaves at worst a last line that is torn, and that is passed over: what it told is looked at once more. Methods may be called at once.
type state struct {
	path string

	mutex   sync.Mutex
	records map[string]record
	of      map[string]map[string]bool // names by source
	file    *os.File
	lines   int
}

// mostLines is how many lines a journal may have more than three for each record.
const mostLines = 10_000

// openState opens the journal at the path, or begins one.
func openState(path string) (*state, error) {
	s, err := readState(path)
	if err != nil {
		return nil, err
	}
	if err := s.compact(); err != nil {
		return nil, err
	}
	return s, nil
}

// readState reads a journal, which may be open elsewhere; none has no records.
func readState(path string) (*state, error) {
	s := &state{path: path, records: map[string]record{}, of: map[string]map[string]bool{}}
	content, err := os.Open(path)
	if err == nil {
		err = s.read(content)
		_ = content.Close() // it was only read
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("what was seen before can't be read: %w", err)
	}
	return s, nil
}

// Failing tells, of the sources whose state is kept at the path, which could not be had at that many looks running or more, by name.
func Failing(path string, looks int) ([]string, error) {
	s, err := readState(path)
	if err != nil {
		return nil, err
	}
	var failing []string
	for name := range s.of[""] {
		if s.records[name].Failures >= looks {
			failing = append(failing, name)
		}
	}
	slices.Sort(failing)
	return failing, nil
}

func (s *state) read(in io.Reader) error {
	buffered := bufio.NewReader(in)
	for {
		line, err := buffered.ReadBytes('\n')
		var r record
		if json.Unmarshal(line, &r) == nil && r.Name != "" {
			s.set(r)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// set keeps a record in memory.
func (s *state) set(r record) {
	if old, known := s.records[r.Name]; known {
		delete(s.of[old.Source], r.Name)
	}
	delete(s.records, r.Name)
	if r.Forgotten {
		return
	}
	s.records[r.Name] = r
	if s.of[r.Source] == nil {
		s.of[r.Source] = map[string]bool{}
	}
	s.of[r.Source][r.Name] = true
}

// compact writes the journal anew, with a line for each record.
func (s *state) compact() error {
	next, err := os.OpenFile(s.path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY|os.O_APPEND, 0o600)
	if err == nil {
		err = errors.Join(write(next, maps.Values(s.records)), next.Sync())
	}
	if err == nil {
		err = os.Rename(s.path+".new", s.path)
	}
	if err != nil {
		return fmt.Errorf("what was seen can't be kept: %w", err)
	}
	if s.file != nil {
		_ = s.file.Close() // all that was in it is in the new one
	}
	s.file, s.lines = next, len(s.records)
	return nil
}

func write(out io.Writer, records iter.Seq[record]) error {
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for r := range records {
		if err := encoder.Encode(r); err != nil {
			return err
		}
		if lines.Len() > 1<<20 {
			if _, err := lines.WriteTo(out); err != nil {
				return err
			}
		}
	}
	_, err := lines.WriteTo(out)
	return err
}

// keep keeps the records in place of those with the same names.
func (s *state) keep(records ...record) error {
	if len(records) == 0 {
		return nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, r := range records {
		s.set(r)
	}
	if s.lines += len(records); s.lines > mostLines+3*len(s.records) {
		return s.compact()
	}
	if err := write(s.file, slices.Values(records)); err != nil {
		return fmt.Errorf("what was seen can't be kept: %w", err)
	}
	return nil
}

// get gives the record of that name.
func (s *state) get(name string) (record, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	r, known := s.records[name]
	return r, known
}

// from gives the records of what a source gave, those that are due first come first.
func (s *state) from(source string) []record {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found := make([]record, 0, len(s.of[source]))
	for name := range s.of[source] {
		found = append(found, s.records[name])
	}
	slices.SortFunc(found, func(a, b record) int { return a.Due.Compare(b.Due) })
	return found
}

func (s *state) close() error { return s.file.Close() }
