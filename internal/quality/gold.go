package quality

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Form is what a coding looks like.
type Form string

// The forms; see the package comment.
const (
	Reports Form = "reports"
	Samples Form = "samples"
	Codes   Form = "codes"
)

// Half is a part of a set, chosen by its items' ids. One may look into the items of the dev half
// and tune on them; the unseen one is only ever scored.
type Half string

// The halves.
const (
	All    Half = "all"
	Dev    Half = "dev"    // the first byte of SHA-256 of the id is even
	Unseen Half = "unseen" // it is odd
)

// HalfOf is the half that the item belongs to.
func HalfOf(id string) Half {
	if sha256.Sum256([]byte(id))[0]%2 == 0 {
		return Dev
	}
	return Unseen
}

// Set is a labelled set.
type Set struct {
	Name  string // of the file without its ending, or of the folder that samples lie in
	Form  Form
	Half  Half
	Items []Item
	// Plover tells that the codes are names of PLOVER, not numbers of CAMEO.
	Plover bool
	// Partial tells that the coding lists only some of the events of the text.
	Partial bool
}

// Item is a labelled text.
type Item struct {
	ID   string
	Date string // ISO 8601, "" when the text itself has to tell
	Text string

	events []goldEvent
	codes  []codeEvent
}

// Actor is a party to an event.
type Actor struct {
	Name string `json:"name"`
	Code string `json:"code"` // of a country or organisation, "" when unknown
}

// Event is an event as a coding has it, or as a reader told it.
type Event struct {
	Source     *Actor `json:"source"` // nil for nobody
	Relation   string `json:"relation"`
	Target     *Actor `json:"target"`
	Modality   string `json:"modality"`
	Background bool   `json:"background"`
	Date       string `json:"date"` // ISO 8601, "" when undated

	// CAMEO is how the actors are put in CAMEO. It is the reader's to say and asked only for sets of codes.
	CAMEO struct{ Source, Target CodedActor } `json:"-"`
}

// CodedActor is an actor as sets of codes have it.
type CodedActor struct {
	Code string // three letters for the country, or for what stands in its place, then what more there is
	Text string // the words that stand for it in the text
}

// goldEvent is an event of a coding, with what the samples say of it.
type goldEvent struct {
	Event
	Alt             []string `json:"alt"`
	Must            bool     `json:"must"`
	TargetMayBeNull bool     `json:"target_may_be_null"`
	AnyTarget       bool     `json:"any_target"`
}

// errNoGold tells that a file has none of the forms.
var errNoGold = errors.New("no coding: neither lines with events nor a .gold.json file")

// Open reads the sets at the path: a .jsonl file is one set, a .gold.json file, with its text beside
// it, too. A folder is a set for each .jsonl file that is a coding, and one for all .gold.json files in it; what
// is no coding is passed over, and so are folders in it.
func Open(path string) ([]Set, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		set, err := openFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return []Set{set}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	var sets []Set
	samples := Set{Name: filepath.Base(folder), Form: Samples, Half: All}
	for _, entry := range entries {
		file := filepath.Join(path, entry.Name())
		if entry.IsDir() || !isGold(file) {
			continue
		}
		set, err := openFile(file)
		switch {
		case errors.Is(err, errNoGold):
		case err != nil:
			return nil, fmt.Errorf("%s: %w", file, err)
		case set.Form == Samples:
			samples.Items = append(samples.Items, set.Items...)
		default:
			sets = append(sets, set)
		}
	}
	if len(samples.Items) > 0 {
		sets = append(sets, samples)
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("%s: %w", path, errNoGold)
	}
	return sets, nil
}

const (
	linesEnd  = ".jsonl"
	sampleEnd = ".gold.json"
)

func isGold(file string) bool {
	return strings.HasSuffix(file, linesEnd) || strings.HasSuffix(file, sampleEnd)
}

func openFile(file string) (Set, error) {
	switch {
	case strings.HasSuffix(file, linesEnd):
		content, err := os.ReadFile(file)
		if err != nil {
			return Set{}, err
		}
		return readLines(strings.TrimSuffix(filepath.Base(file), linesEnd), content)
	case strings.HasSuffix(file, sampleEnd):
		return readSample(file)
	}
	return Set{}, errNoGold
}

func readSample(file string) (Set, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return Set{}, err
	}
	var coding struct {
		ID     string      `json:"id"`
		Events []goldEvent `json:"events"`
	}
	if err := json.Unmarshal(content, &coding); err != nil {
		return Set{}, err
	}
	text, err := os.ReadFile(strings.TrimSuffix(file, sampleEnd) + ".txt")
	if err != nil {
		return Set{}, err
	}
	item := Item{ID: coding.ID, Text: string(text), events: coding.Events}
	return Set{Name: coding.ID, Form: Samples, Half: All, Items: []Item{item}}, nil
}

// goldLine is a labelled text as a line of JSON.
type goldLine struct {
	ID          string            `json:"id"`
	Date        string            `json:"date"`
	Text        string            `json:"text"`
	Events      []json.RawMessage `json:"events"`
	Exhaustive  *bool             `json:"exhaustive"`
	Evaluate    *bool             `json:"evaluate"`
	ExpectError json.RawMessage   `json:"expect_error"`
}

// readLines reads a set of reports or codes. Lines that are marked as not to be evaluated, or
// as errors on purpose, are left out.
func readLines(name string, content []byte) (Set, error) {
	set := Set{Name: name, Half: All}
	var lines []goldLine
	scanner := bufio.NewScanner(bytes.NewReader(content))
	scanner.Buffer(nil, len(content)+1)
	for n := 1; scanner.Scan(); n++ {
		if len(bytes.TrimSpace(scanner.Bytes())) == 0 {
			continue
		}
		var l goldLine
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return Set{}, fmt.Errorf("line %d: %w", n, err)
		}
		if l.Events == nil || l.ID == "" {
			return Set{}, fmt.Errorf("line %d: %w", n, errNoGold)
		}
		if l.Evaluate != nil && !*l.Evaluate || l.ExpectError != nil {
			continue
		}
		lines = append(lines, l)
		set.Partial = set.Partial || l.Exhaustive != nil && !*l.Exhaustive
	}
	if err := scanner.Err(); err != nil {
		return Set{}, err
	}
	set.Form = formOf(lines)
	for _, l := range lines {
		item := Item{ID: l.ID, Date: isoDate(l.Date), Text: l.Text}
		for _, raw := range l.Events {
			if err := item.add(set.Form, raw); err != nil {
				return Set{}, fmt.Errorf("%s: %w", l.ID, err)
			}
		}
		set.Plover = set.Plover || slices.ContainsFunc(item.codes, func(e codeEvent) bool { return namedCode(e.Code) })
		set.Items = append(set.Items, item)
	}
	if len(set.Items) == 0 {
		return Set{}, errNoGold
	}
	return set, nil
}

// formOf tells reports, whose events have a relation, from codes.
func formOf(lines []goldLine) Form {
	for _, l := range lines {
		for _, raw := range l.Events {
			var e struct{ Relation *string }
			if json.Unmarshal(raw, &e) == nil && e.Relation != nil {
				return Reports
			}
		}
	}
	return Codes
}

func (item *Item) add(form Form, raw json.RawMessage) error {
	if form == Codes {
		var e codeEvent
		if err := json.Unmarshal(raw, &e); err != nil {
			return err
		}
		item.codes = append(item.codes, e)
		return nil
	}
	var e goldEvent
	if err := json.Unmarshal(raw, &e); err != nil {
		return err
	}
	item.events = append(item.events, e)
	return nil
}

// isoDate puts hyphens into 20080101.
func isoDate(s string) string {
	if len(s) == 8 && !strings.Contains(s, "-") {
		return s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	return s
}

// Part is the set with the items of that half only.
func (s Set) Part(half Half) Set {
	if half == All {
		return s
	}
	s.Half = half
	s.Items = slices.DeleteFunc(slices.Clone(s.Items), func(item Item) bool { return HalfOf(item.ID) != half })
	return s
}
