package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

func TestWhatWasSeenSurvivesATornLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	s, err := openState(path)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2024, 5, 1, 12, 0, 0, 5000, time.UTC)
	want := record{Name: "a", Source: "f", Due: at, First: at, Published: diplo.NoDay, Validator: fetch.Validator{ETag: `"1"`}, Articles: []diplo.ArticleID{"x"}, Origins: []string{"a"}}
	if err := s.keep(record{Name: "a", Source: "f"}, record{Name: "b", Source: "f"}, record{Name: "f"}); err != nil {
		t.Fatal(err)
	}
	if err := s.keep(want, record{Name: "b", Forgotten: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.file.WriteString(`{"name":"a","sou`); err != nil { // killed while it wrote
		t.Fatal(err)
	}
	for range 2 { // the journal is whole again once it was opened
		again, err := openState(path)
		if err != nil {
			t.Fatal(err)
		}
		got, met := again.get("a")
		if !met || !got.Due.Equal(at) || got.Published != diplo.NoDay || got.Validator != want.Validator || len(got.Articles) != 1 || got.Origins[0] != "a" {
			t.Errorf("kept %+v", got)
		}
		if _, met := again.get("b"); met || len(again.from("f")) != 1 || len(again.records) != 2 {
			t.Errorf("kept %+v", again.records)
		}
		if err := again.close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheJournalDoesNotGrowWithoutEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	s, err := openState(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 * mostLines {
		if err := s.keep(record{Name: "a", Failures: i}); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > 2*mostLines*100 {
		t.Errorf("%d bytes for one record, %v", info.Size(), err)
	}
	if got, _ := s.get("a"); got.Failures != 5*mostLines-1 {
		t.Errorf("kept %+v", got)
	}
}

func TestWaitsGrowWithFailuresAndKeepToWhatTheHostAsks(t *testing.T) {
	last := time.Duration(0)
	for failures := 1; failures < 12; failures++ {
		wait := retry(failures, 15*time.Minute, 0)
		if wait < last || wait > lastRetry*11/10 {
			t.Errorf("after %d failures the wait is %s, and %s before", failures, wait, last)
		}
		last = wait * 7 / 10
	}
	if wait := retry(1, time.Minute, time.Hour); wait < time.Hour {
		t.Errorf("a host that asks for an hour is asked after %s", wait)
	}
	if wait := retry(1, time.Second, 0); wait > 2*time.Second {
		t.Errorf("what is looked at each second waits %s", wait)
	}
}
