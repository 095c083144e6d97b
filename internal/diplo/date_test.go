package diplo

import (
	"testing"
	"time"
)

func TestDaysReadAndWriteISODates(t *testing.T) {
	for _, date := range []string{"1969-12-31", "1970-01-01", "2000-02-29", "2023-09-19"} {
		day, err := ParseDay(date)
		if err != nil || day.String() != date {
			t.Errorf("%s reads as %d and writes as %s, %v", date, day, day, err)
		}
	}
	if DateOf(1969, time.December, 31) != -1 {
		t.Errorf("the day before day 0 is %d", DateOf(1969, time.December, 31))
	}
	for _, wrong := range []string{"", "19 September", "2023-02-30", "2023-9-1"} {
		if _, err := ParseDay(wrong); KindOf(err) != Invalid {
			t.Errorf("%q: error %v, want one of kind %s", wrong, err, Invalid)
		}
	}
}

func TestARangeIsWrittenAtItsPrecision(t *testing.T) {
	first := DateOf(2023, time.September, 1)
	tests := []struct {
		want string
		date DateRange
	}{
		{"", NoDate},
		{"2023-09-01", OnDay(first, BasisExplicit, "")},
		{"2023-09", DateRange{Start: first, End: first + 29, Precision: ToTheMonth}},
		{"2023", DateRange{Start: first, End: first + 29, Precision: ToTheYear}},
		{"2023-09-01/2023-09-07", DateRange{Start: first, End: first + 6, Precision: ToTheWeek}},
	}
	for _, test := range tests {
		if got := test.date.String(); got != test.want {
			t.Errorf("%+v is written %q, want %q", test.date, got, test.want)
		}
	}
}
