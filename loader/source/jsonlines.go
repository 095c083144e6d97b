package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
)

// line is an article as a line of JSON, or a row of CSV. Other fields are ignored.
type line struct {
	ID      identifier `json:"id"`
	Date    string     `json:"date"` // the day published: 2023-09-19, or a time that begins with it
	Text    string     `json:"text"`
	URL     string     `json:"url"`
	Title   string     `json:"title"`
	Outlet  string     `json:"outlet"`
	Sources names      `json:"sources"` // the outlets that a report cites; the first counts where outlet is not given
}

// identifier is a text or a number.
type identifier string

func (id *identifier) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*id = identifier(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return errors.New(`"id" is neither a text nor a number`)
	}
	*id = identifier(n)
	return nil
}

// names is a list of texts, or one.
type names []string

func (n *names) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		if one != "" {
			*n = names{one}
		}
		return nil
	}
	if json.Unmarshal(b, (*[]string)(n)) != nil {
		return errors.New(`"sources" is neither a text nor a list of texts`)
	}
	return nil
}

// jsonLines reads an article a line. A bad line costs that line only.
func (r *reader) jsonLines(name string, in io.Reader) bool {
	buffered := r.decoded(in)
	var buffer []byte
	articles := 0
	for number := 1; ; number++ {
		content, length, err := readLine(buffered, buffer[:0])
		buffer = content[:0]
		at := fmt.Sprintf("%s:%d", name, number)
		switch {
		case length > MaxArticle:
			articles++
			if !r.skip(at, TooLarge, "%s", tooLarge(length)) {
				return false
			}
		case len(bytes.TrimSpace(content)) > 0:
			articles++
			if !r.emit(r.line(name, at, content)) {
				return false
			}
		}
		if cap(buffer) > 1<<20 {
			buffer = nil // one long line must not hold its memory to the end
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return r.skip(at, Unreadable, "broke off: %v", err)
		}
	}
	if articles == 0 {
		return r.skip(name, Empty, "nothing in it")
	}
	return true
}

// readLine reads up to the next line end. Of a line longer than MaxArticle it gives the length only.
func readLine(reader *bufio.Reader, content []byte) (_ []byte, length int64, err error) {
	for {
		part, err := reader.ReadSlice('\n')
		length += int64(len(part))
		if length <= MaxArticle {
			content = append(content, part...)
		} else {
			content = content[:0]
		}
		if err != bufio.ErrBufferFull {
			return content, length, err
		}
	}
}

// line reads one line.
func (r *reader) line(name, at string, content []byte) Item {
	item := r.parsed(name, at, content)
	if item.Skip != nil {
		item.line = &SavedLine{name, at, bytes.Clone(content)}
	}
	return item
}

func (r *reader) parsed(name, at string, content []byte) Item {
	if invalid := firstInvalid(content); invalid >= 0 {
		if cause, reason := inspect(content); cause == Binary {
			return Item{Skip: &Skip{at, Binary, reason}}
		}
		return Item{Skip: &Skip{at, NotUTF8, fmt.Sprintf("not UTF-8: byte 0x%02x at offset %d of the line; %s", content[invalid], invalid, sayEncoding)}}
	}
	if r.misread(content) {
		return Item{Skip: &Skip{at, NotUTF8, wrongEncoding}}
	}
	var l line
	if err := json.Unmarshal(content, &l); err != nil {
		return Item{Skip: &Skip{at, Malformed, malformed(err)}}
	}
	return l.item(name, at)
}

// item is the article that a line or row of the file tells.
func (l *line) item(name, at string) Item {
	if l.Text == "" {
		return Item{Skip: &Skip{at, Empty, `no "text" in it`}}
	}
	if cause, reason := inspect([]byte(l.Text)); cause != "" {
		return Item{Skip: &Skip{at, cause, "its text: " + reason}}
	}
	if skip := otherLanguage(at, l.Text); skip != nil {
		return Item{Skip: skip}
	}
	published, err := parseDate(l.Date)
	if err != nil {
		return Item{Skip: &Skip{at, Malformed, err.Error()}}
	}
	outlet := l.Outlet
	if outlet == "" && len(l.Sources) > 0 {
		outlet = l.Sources[0]
	}
	return Item{Document: extract.Document{Source: at, Origin: entryOf(name, string(l.ID)), Key: string(l.ID), URL: strings.TrimSpace(l.URL), Title: l.Title, Outlet: strings.TrimSpace(outlet), Published: published, Text: l.Text}}
}

// malformed tells people what is wrong with a line that is not of the form of line.
func malformed(err error) string {
	const form = `a line is {"id": …, "date": "2023-09-19", "text": …}`
	var wrong *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &wrong):
		return fmt.Sprintf("not a JSON object (%v); %s", err, form)
	case wrong.Field == "":
		return fmt.Sprintf("a JSON %s and not an object; %s", wrong.Value, form)
	}
	return fmt.Sprintf("%q is a JSON %s where a text is wanted; %s", wrong.Field, wrong.Value, form)
}

// parseDate reads a day, or the day at the start of a time, in UTC where the time has a zone.
func parseDate(s string) (diplo.Day, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return diplo.NoDay, nil
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return diplo.DayOf(at), nil
	}
	day, _, _ := strings.Cut(strings.Replace(s, "T", " ", 1), " ")
	return diplo.ParseDay(day)
}
