package query

import (
	"context"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
)

func TestATimelineFillsItsGaps(t *testing.T) {
	q := questions(t)
	all := store.EventFilter{}
	line, err := q.Timeline(context.Background(), all, Yearly)
	if err != nil {
		t.Fatal(err)
	}
	if len(line) != 2023-1968+1 || line[0].Count != 1 || line[1].Count != 0 || line[1].Balance() != nil || line[1].MeanIntensity() != nil {
		t.Fatalf("%d points, the first %+v", len(line), line[0])
	}
	counted := 0
	for i, point := range line {
		counted += point.Count
		if i > 0 && point.Start != line[i-1].End+1 {
			t.Errorf("a gap before %s", point.Start)
		}
	}
	dated, err := q.Store.Groups(context.Background(), all, []store.Dimension{store.ByYear}, store.CountEvents, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range dated {
		counted -= g.Events
	}
	if counted != 0 {
		t.Errorf("the timeline and the groups differ by %d events", counted)
	}
}

func TestATimelineThatIsTooLongIsInvalid(t *testing.T) {
	if _, err := questions(t).Timeline(context.Background(), store.EventFilter{}, Daily); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestIntervalsFollowTheCalendar(t *testing.T) {
	day := diplo.DateOf(2024, 2, 29) // a Thursday
	for interval, want := range map[Interval][2]string{
		Daily: {"2024-02-29", "2024-03-01"}, Weekly: {"2024-02-26", "2024-03-04"}, Monthly: {"2024-02-01", "2024-03-01"}, Yearly: {"2024-01-01", "2025-01-01"},
	} {
		start := startOf(interval, day)
		if got := [2]string{start.String(), next(interval, start).String()}; got != want {
			t.Errorf("%s: %v, want %v", interval, got, want)
		}
	}
}
