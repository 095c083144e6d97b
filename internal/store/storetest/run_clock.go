package storetest

import (
	"fmt"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// RunClock checks what holds of a store whose clock is set: what is recorded, the order of changes and the positions in it go on, whatever the
// clock does. open gives an empty store that tells the time by now.
func RunClock(t *testing.T, open func(tb testing.TB, now func() time.Time) store.Store) {
	began := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	clock := began
	s := open(t, func() time.Time { return clock })
	defer closeStore(t, s)
	var instants []time.Time
	var dumps []Dump
	written := func(at time.Time) {
		t.Helper()
		if n := len(instants); n > 0 && !at.After(instants[n-1]) {
			t.Errorf("write %d was recorded at %s, and the one before at %s", n, at, instants[n-1])
		}
		instants, dumps = append(instants, at), append(dumps, Read(t, s))
	}
	for n, by := range []time.Duration{0, 365 * 24 * time.Hour, -2 * 365 * 24 * time.Hour, 0, time.Hour} {
		clock = clock.Add(by)
		coded, id := note(fmt.Sprint("note-", n), annaKov, sampleActors[France], day("2022-01-01").Time().AddDate(0, 0, n).Format(time.DateOnly))
		put(t, s, coded)
		written(event(t, s, id).Recorded)
		if n%2 == 0 {
			written(made(t, s, diplo.Decision{Kind: diplo.RetractEvent, Event: id, Author: "Ana", Reason: "a test"}).Recorded)
		}
	}
	if forward := instants[2]; forward.Before(began.AddDate(0, 11, 0)) {
		t.Errorf("with the clock a year ahead it recorded %s", forward)
	}
	for i, at := range instants {
		want, got := happened(dumps[i]), happened(Read(t, s.AsOf(at)))
		Same(t, fmt.Sprintf("what is read as of write %d", i), want, got)
	}

	whole := ReadChanges(t, s)
	if len(whole) != len(instants) {
		t.Fatalf("%d writes, of which %d changes are told", len(instants), len(whole))
	}
	var resumed []*diplo.Change
	request := store.PageRequest{Limit: 1} // a reader that comes back for each
	for more := true; more; {
		page := must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), request))
		resumed = append(resumed, page.Items...)
		if more = page.More; more {
			request.After = page.Cursors[0]
		}
	}
	for i, change := range resumed {
		if i > 0 && !change.Recorded.After(resumed[i-1].Recorded) {
			t.Errorf("change %d was recorded at %s, and the one before at %s", i, change.Recorded, resumed[i-1].Recorded)
		}
		change.Recorded = time.Time{}
		if change.Event != nil {
			change.Event.Recorded = time.Time{}
		}
	}
	Same(t, "what is told to a reader that comes back for each change", whole, resumed)
}
