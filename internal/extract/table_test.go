package extract_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

// tableRow is a sentence of testdata/*.txt with what is expected of it; standing.txt explains the form.
type tableRow struct {
	sentence string
	expected []expectation
}

type expectation struct {
	line   string // as it stands, without the mark
	fields []string
	not    bool // this relation must not be told as happening
	fails  bool // known to fail
}

func TestStanding(t *testing.T)   { readTable(t, "testdata/standing.txt") }
func TestVocabulary(t *testing.T) { readTable(t, "testdata/vocabulary.txt") }

func readTable(t *testing.T, path string) {
	t.Helper()
	extractor := extract.New(english.New(), actors.Default())
	met, failing := 0, 0
	for _, row := range tableRows(t, path) {
		result, err := extractor.Extract(t.Context(), extract.Document{Text: row.sentence, Published: diplo.DateOf(2024, 9, 20)}, false)
		if err != nil {
			t.Fatal(err)
		}
		got := lines(result)
		for _, e := range row.expected {
			holds := e.holds(got)
			switch {
			case holds && e.fails:
				t.Errorf("%s\n  %s\n  is met now: take the ~ away", row.sentence, e.line)
			case holds:
				met++
			case e.fails:
				failing++
			default:
				t.Errorf("%s\n  %s\n  got %q", row.sentence, e.line, got)
			}
		}
	}
	t.Logf("%d expectations met, %d known to fail", met, failing)
}

// holds tells whether events, one a line, are as expected.
func (e expectation) holds(events []string) bool {
	if e.not {
		return !slices.ContainsFunc(events, func(line string) bool {
			fields := strings.Split(line, " ")
			happened := len(fields) == 3 || fields[3] == "CLAIMED" || fields[3] == "background"
			return happened && (e.fields[0] == "*" || e.fields[0] == fields[1])
		})
	}
	return slices.ContainsFunc(events, func(line string) bool { return e.matches(strings.Split(line, " ")) })
}

// matches compares source, relation, target, modality and background. Words not written
// mean a fact, told for itself.
func (e expectation) matches(event []string) bool {
	background := event[len(event)-1] == "background"
	if background {
		event = event[:len(event)-1]
	}
	if len(event) == 3 {
		event = append(event, "ASSERTED")
	}
	want := e.fields
	last := want[len(want)-1]
	if len(want) > 3 && (last == "background" || last == "*") {
		want = want[:len(want)-1]
		if last == "background" && !background {
			return false
		}
	} else if background {
		return false
	}
	if len(want) == 3 {
		want = append(want[:3:3], "ASSERTED")
	}
	for i, w := range want {
		if w != "*" && !slices.Contains(strings.Split(w, "|"), event[i]) {
			return false
		}
	}
	return true
}

func tableRows(t *testing.T, path string) []tableRow {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rows []tableRow
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		line := scanner.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			var e expectation
			e.line = strings.TrimSpace(line)
			rest, fails := strings.CutPrefix(e.line, "~ ")
			rest, not := strings.CutPrefix(rest, "! ")
			e.fails, e.not, e.fields = fails, not, strings.Fields(rest)
			last := &rows[len(rows)-1]
			last.expected = append(last.expected, e)
		default:
			rows = append(rows, tableRow{sentence: line})
		}
	}
	return rows
}
