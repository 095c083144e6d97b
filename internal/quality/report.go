package quality

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// Report is how well a reader did on some sets. It holds figures and no texts.
type Report struct {
	Reader   string      `json:"reader"`             // name and version
	Measured string      `json:"measured,omitempty"` // the day of measuring, ISO 8601; "" when not recorded
	Sets     []SetReport `json:"sets"`
}

// SetReport is how well a reader did on a set.
type SetReport struct {
	Set     string `json:"set"`
	Form    Form   `json:"form"`
	Half    Half   `json:"half"`
	Partial bool   `json:"partial,omitempty"` // precision is a lower bound
	Items   int    `json:"items"`
	Gold    int    `json:"gold"` // wanted events
	Told    int    `json:"told"` // events that are right or wrong by type; for codes, all that were told
	// Optional is how many events of the coding are neither needed nor wrong.
	Optional int `json:"optional,omitempty"`
	// Levels are the figures by how much of an event is compared; for codes, by metric.
	Levels []Figure `json:"levels"`
	// Types, and what follows, are left empty for codes.
	Types      []Figure    `json:"types,omitempty"`
	Dates      *Share      `json:"dates,omitempty"`    // right, of the events found by relation
	Standing   *Share      `json:"standing,omitempty"` // modality and background right, of all coded events found
	Errors     []Count     `json:"errors,omitempty"`
	Confusions []Confusion `json:"confusions,omitempty"`
}

// Score compares what was told of the set's items with their coding.
func Score(set Set, told Told) SetReport {
	if set.Form == Codes {
		return scoreCodes(&set, told)
	}
	return scoreEvents(&set, told)
}

func (s *Set) report() SetReport {
	return SetReport{Set: s.Name, Form: s.Form, Half: s.Half, Partial: s.Partial, Items: len(s.Items)}
}

// WriteText writes the report for people and for comparison line by line: the same figures
// give the same bytes.
func (r Report) WriteText(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "read by %s\n95 %% intervals: bootstrap over items, %d times\n", r.Reader, Resamples)
	for i := range r.Sets {
		r.Sets[i].writeText(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (r *SetReport) writeText(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n== %s", r.Set)
	if r.Half != All {
		fmt.Fprintf(b, ", %s half", r.Half)
	}
	fmt.Fprintf(b, ": %d items, %d wanted events", r.Items, r.Gold)
	if r.Optional > 0 {
		fmt.Fprintf(b, ", %d optional", r.Optional)
	}
	fmt.Fprintf(b, ", %d told\n", r.Told)
	switch {
	case r.Form == Samples:
		b.WriteString("   golden tests written for the coder, no measure of its quality\n")
	case r.Partial:
		b.WriteString("   the coding lists only some events of each text: precision is a lower bound\n")
	}
	writeFigures(b, "", r.Shown())
	if r.Form == Codes {
		return
	}
	fmt.Fprintf(b, "dates right %s, modality and background right %s\n\n", r.Dates, r.Standing)
	writeFigures(b, "type", r.Types)
	b.WriteString("\nerrors by cause\n")
	for _, c := range r.Errors {
		fmt.Fprintf(b, "%5d  %s\n", c.Count, c.Cause)
	}
	if len(r.Confusions) > 0 {
		b.WriteString("\ntypes confused\n")
	}
	for _, c := range r.Confusions {
		fmt.Fprintf(b, "%5d  %s told as %s\n", c.Count, c.Gold, c.Told)
	}
}

// Shown are the levels that tell something. Those for codes are without what no relation of the ontology can
// have: codes below the root, and the roles that stand behind the country in codes of actors.
func (r *SetReport) Shown() []Figure {
	if r.Form != Codes {
		return r.Levels
	}
	return slices.DeleteFunc(slices.Clone(r.Levels), func(f Figure) bool {
		kind, _, _ := strings.Cut(f.Name, ".")
		byActor := kind == "triple" || kind == "dyad" || kind == "source" || kind == "target"
		return strings.Contains(f.Name, ".full") || byActor && !strings.Contains(f.Name, ":")
	})
}

// String is "12 of 15 (0.800)".
func (s Share) String() string {
	if s.Of == 0 {
		return "0 of 0"
	}
	return fmt.Sprintf("%d of %d (%.3f)", s.Right, s.Of, float64(s.Right)/float64(s.Of))
}

func writeFigures(b *bytes.Buffer, title string, figures []Figure) {
	width := len(title)
	for _, f := range figures {
		width = max(width, len(f.Name))
	}
	fmt.Fprintf(b, "%-*s   gold  found   told  right  %-20s %-20s %s\n", width, title, "P     95 %", "R     95 %", "F1    95 %")
	for _, f := range figures {
		line := fmt.Sprintf("%-*s  %5d  %5d  %5d  %5d  %-20s %-20s %-20s", width, f.Name, f.Gold, f.Found, f.Told, f.Right, f.Precision, f.Recall, f.F1)
		if f.Few {
			line += " few"
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// String is "0.800 0.712–0.850", "-" for a figure that there is not.
func (r *Rate) String() string {
	if r == nil {
		return "-"
	}
	return fmt.Sprintf("%.3f %.3f–%.3f", r.Value, r.Low, r.High)
}

// WriteJSON writes the report for programs.
func (r Report) WriteJSON(w io.Writer) error {
	encoded, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(encoded, '\n'))
	return err
}

// WriteErrors writes at most n items of the set that were read wrongly, with their texts. Items of
// the unseen half are never among them, samples excepted.
func WriteErrors(w io.Writer, set Set, told Told, n int) error {
	var b strings.Builder
	for i := range set.Items {
		item := &set.Items[i]
		if n <= 0 {
			break
		}
		if set.Form != Samples && HalfOf(item.ID) == Unseen {
			continue
		}
		lines := errorLines(&set, item, told[item.ID])
		if len(lines) == 0 {
			continue
		}
		n--
		text := strings.Join(strings.Fields(item.Text), " ")
		if characters := []rune(text); len(characters) > shownText {
			text = string(characters[:shownText]) + "…"
		}
		fmt.Fprintf(&b, "\n-- %s %s\n%s\n", item.ID, item.Date, text)
		for _, line := range lines {
			b.WriteString("   " + line + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// shownText is how many characters of a text an error shows: a sentence always, an article's beginning.
const shownText = 600

func errorLines(set *Set, item *Item, told []Event) (lines []string) {
	if set.Form == Codes {
		return codeErrorLines(set, item, told)
	}
	for _, m := range scoreItem(set.Form, item, told).errors {
		line := m.cause + ":"
		if m.gold != nil {
			line += " " + m.gold.String()
		}
		switch {
		case m.gold != nil && m.told != nil:
			line += ", told as " + m.told.String()
		case m.told != nil:
			line += " " + m.told.String()
		}
		lines = append(lines, line)
	}
	return lines
}

// codeErrorLines are the events of an item whose triples to the root, or without actors whose roots, are not all right.
func codeErrorLines(set *Set, item *Item, told []Event) (lines []string) {
	codes := codesOf(told)
	wrong := false
	codeMetrics(item.codes, codes, set.Plover, func(metric string, t tally) {
		if metric == "detect" || metric == "code.root" || strings.HasPrefix(metric, "dyad:") || strings.HasPrefix(metric, "triple.root:") {
			wrong = wrong || t.found < t.gold || t.right < t.told && !set.Partial
		}
	})
	if !wrong {
		return nil
	}
	for _, part := range []struct {
		name   string
		events []codeEvent
	}{{"gold", item.codes}, {"told", codes}} {
		for _, e := range part.events {
			lines = append(lines, fmt.Sprintf("%s %s %s %s (%q, %q)", part.name, cmp.Or(e.Source, "-"), cmp.Or(e.Code, "-"), cmp.Or(e.Target, "-"), e.SourceText, e.TargetText))
		}
	}
	return lines
}

// String is "Germany (DEU) URGED Iran (IRN), PLANNED, background, 2020-01-31".
func (e *Event) String() string {
	actor := func(a *Actor) string {
		if a == nil {
			return "-"
		}
		return a.Name + " (" + cmp.Or(a.Code, "-") + ")"
	}
	line := actor(e.Source) + " " + e.Relation + " " + actor(e.Target)
	if e.Modality != "" && e.Modality != "ASSERTED" {
		line += ", " + e.Modality
	}
	if e.Background {
		line += ", background"
	}
	if e.Date != "" {
		line += ", " + e.Date
	}
	return line
}

// predicted is what was told of an item, as a line for other scorers.
type predicted struct {
	ID     string `json:"id"`
	Events any    `json:"events"`
}

// WriteTold writes what was told of each item as JSON Lines in the form of the set, for other scorers.
func WriteTold(w io.Writer, set Set, told Told) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, item := range set.Items {
		line := predicted{ID: item.ID, Events: append([]Event{}, told[item.ID]...)}
		if set.Form == Codes {
			line.Events = append([]codeEvent{}, codesOf(told[item.ID])...)
		}
		if err := lines.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

//go:embed report.json
var published []byte

// Published is the report of this version of the project.
var Published = sync.OnceValue(func() Report {
	var r Report
	if err := json.Unmarshal(published, &r); err != nil {
		panic("quality: report.json: " + err.Error())
	}
	return r
})
