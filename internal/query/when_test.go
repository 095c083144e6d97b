package query

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
)

// noon is when the tests ask: Monday 25 September 2023.
var noon = time.Date(2023, 9, 25, 12, 0, 0, 0, time.UTC)

func TestATimeIsReadInEveryFormThatPeopleAndToolsWrite(t *testing.T) {
	for _, c := range []struct {
		value       any
		start       string
		until       string
		first, last string
	}{
		{"2023-09-19", "2023-09-19T00:00:00Z", "2023-09-20T00:00:00Z", "2023-09-19", "2023-09-19"},
		{" 2023-02 ", "2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z", "2023-02-01", "2023-02-28"},
		{"2024", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2024-01-01", "2024-12-31"},
		{int64(2024), "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2024-01-01", "2024-12-31"},
		{json.Number("1695081600000"), "2023-09-19T00:00:00Z", "2023-09-19T00:00:00.000001Z", "2023-09-19", "2023-09-19"},
		{1695081600000.0, "2023-09-19T00:00:00Z", "2023-09-19T00:00:00.000001Z", "2023-09-19", "2023-09-19"},
		{json.Number("0"), "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000001Z", "1970-01-01", "1970-01-01"},
		{json.Number("-1000"), "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000001Z", "1969-12-31", "1969-12-31"},
		{"20230919", "2023-09-19T00:00:00Z", "2023-09-20T00:00:00Z", "2023-09-19", "2023-09-19"},
		{json.Number("20230919"), "2023-09-19T00:00:00Z", "2023-09-20T00:00:00Z", "2023-09-19", "2023-09-19"},
		{"-86400000", "1969-12-31T00:00:00Z", "1969-12-31T00:00:00.000001Z", "1969-12-31", "1969-12-31"},
		{"2023-09-19T01:30:00+02:00", "2023-09-18T23:30:00Z", "2023-09-18T23:30:00.000001Z", "2023-09-18", "2023-09-18"},
		{"now", "2023-09-25T12:00:00Z", "2023-09-25T12:00:00.000001Z", "2023-09-25", "2023-09-25"},
		{"now-30d", "2023-08-26T12:00:00Z", "2023-08-26T12:00:00.000001Z", "2023-08-26", "2023-08-26"},
		{"now-36h", "2023-09-24T00:00:00Z", "2023-09-24T00:00:00.000001Z", "2023-09-24", "2023-09-24"},
		{"now-2w", "2023-09-11T12:00:00Z", "2023-09-11T12:00:00.000001Z", "2023-09-11", "2023-09-11"},
		{"now-6M", "2023-03-25T12:00:00Z", "2023-03-25T12:00:00.000001Z", "2023-03-25", "2023-03-25"},
		{"now+1y", "2024-09-25T12:00:00Z", "2024-09-25T12:00:00.000001Z", "2024-09-25", "2024-09-25"},
		{"2023-09-18/2023-09-24", "2023-09-18T00:00:00Z", "2023-09-25T00:00:00Z", "2023-09-18", "2023-09-24"},
		{"2022/now", "2022-01-01T00:00:00Z", "2023-09-25T12:00:00.000001Z", "2022-01-01", "2023-09-25"},
	} {
		when, err := WhenOf(c.value)
		if err != nil {
			t.Errorf("%v: %v", c.value, err)
			continue
		}
		start, until := when.Range(noon)
		first, last := when.Days(noon)
		if got := [4]string{start.Format(time.RFC3339Nano), until.Format(time.RFC3339Nano), first.String(), last.String()}; got != [4]string{c.start, c.until, c.first, c.last} {
			t.Errorf("%v is %q", c.value, got)
		}
	}
}

func TestWhatIsNoTimeIsInvalid(t *testing.T) {
	if empty, err := WhenOf(""); err != nil || empty.Given() {
		t.Errorf("an empty text is %v, %v; it is not given", empty, err)
	}
	for _, value := range []any{"yesterday", "2023-13", "2023-02-30", "20230919T", "now-", "now-30", "now-123456d", "99999999999999999999", "2023-09-19/", true, nil, 1.5, "1-2-3"} {
		if _, err := WhenOf(value); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("%v: %v", value, err)
		}
	}
}

func TestSecondsAreNotTakenForMilliseconds(t *testing.T) {
	for _, value := range []any{"1695081600", json.Number("1695081600"), "20231301", "202309", "12345"} {
		when, err := WhenOf(value)
		if diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("%v is taken for %v: %v", value, when, err)
		}
	}
	if _, err := WhenOf("1695081600"); err == nil || !strings.Contains(err.Error(), "1695081600000") {
		t.Errorf("no word of milliseconds: %v", err)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, seed := range []string{"2023-09-19", "now-30d", "1695081600000", "2023/2024", "2023-09-19T01:30:00+02:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		when, err := ParseWhen(text)
		if err != nil {
			if diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		when.Days(noon)
	})
}
