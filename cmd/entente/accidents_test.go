package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/internal/store/embedded"
	"entente/internal/store/storetest"
)

// trials is how often a test of accidents tries, by the environment, else n.
func trials(n int) int {
	if more, err := strconv.Atoi(os.Getenv("ENTENTE_TEST_TRIALS")); err == nil {
		return more
	}
	return n
}

// theCommand is the command as a process of its own, by way of a shell line in which "$@" stands for it.
func theCommand(t *testing.T, line string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("/bin/sh", append([]string{"-c", line, "sh", self}, args...)...)
	command.Env = append(os.Environ(), asCommand+"=1")
	return command
}

// manyReports is a dump of articles that tell of one to three events each.
func manyReports(t *testing.T, dir string, articles int) string {
	t.Helper()
	var lines strings.Builder
	countries := []string{"Iran", "Norway", "Chad", "Peru", "Kenya", "Japan"}
	for i := range articles {
		fmt.Fprintf(&lines, `{"date":"2023-09-%02d","text":"France condemned %s on Tuesday in its report %d. %s imposed sanctions on Russia."}`+"\n",
			1+i%28, countries[i%6], i, countries[i/6%6])
	}
	dump := filepath.Join(dir, "dump.jsonl")
	if err := os.WriteFile(dump, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return dump
}

// sound opens a store for writing, checks it, and gives what is in it.
func sound(t *testing.T, path string) storetest.Dump {
	t.Helper()
	s, err := embedded.Open(path, embedded.Options{})
	if err != nil {
		t.Fatalf("opened again: %v", err)
	}
	defer s.Close()
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	return storetest.Read(t, s)
}

func TestALoadThatIsKilledAtAnyTimeEndsAsOneThatWasNot(t *testing.T) {
	dir := t.TempDir()
	dump := manyReports(t, dir, 1500)
	whole := filepath.Join(dir, "whole.db")
	if got := call(t, "", nil, "load", dump, "--store", whole); got.code != ok {
		t.Fatalf("%+v", got)
	}
	want := sound(t, whole)
	dice := rand.New(rand.NewPCG(9, 9))
	db := filepath.Join(dir, "killed.db")
	seen := 0 // articles that another process was shown, and that must not go
	for trial := range trials(4) {
		command := theCommand(t, `exec "$@"`, "load", dump, "--store", db)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		for until := time.Now().Add(time.Duration(dice.IntN(1200)) * time.Millisecond); time.Now().Before(until); time.Sleep(time.Millisecond) {
			seen = max(seen, stored(t, db))
		}
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait() // it was killed
		got := sound(t, db)
		if n := got.Totals.Articles; n < seen {
			t.Fatalf("trial %d: %d articles are left of %d that were there", trial, n, seen)
		}
		seen = got.Totals.Articles
		if seen == len(want.Articles) && trial%2 == 1 { // begin anew
			if err := os.Remove(db); err != nil {
				t.Fatal(err)
			}
			seen = 0
		}
	}
	if got := call(t, "", nil, "load", dump, "--store", db); got.code != ok {
		t.Fatalf("%+v", got)
	}
	storetest.Same(t, "what is read in the end", want, sound(t, db))
}

func TestALoadOntoAFullDiskStopsAndGoesOnWithSpace(t *testing.T) {
	dir := t.TempDir()
	dump := manyReports(t, dir, 1500)
	whole, db := filepath.Join(dir, "whole.db"), filepath.Join(dir, "full.db")
	if got := call(t, "", nil, "load", dump, "--store", whole); got.code != ok {
		t.Fatalf("%+v", got)
	}
	info, err := os.Stat(whole)
	if err != nil {
		t.Fatal(err)
	}
	last, failures := 0, 0
	for _, eighths := range []int64{1, 3, 6} {
		blocks := info.Size() * eighths / 8 / 512 // the most that any file may have
		out, err := theCommand(t, fmt.Sprintf(`ulimit -f %d && trap '' XFSZ && exec "$@"`, blocks), "load", dump, "--store", db).CombinedOutput()
		if err == nil {
			break // it was enough for what was left
		}
		failures++
		if text := string(out); strings.Contains(text, "panic") || !strings.Contains(text, "disk") {
			t.Fatalf("%d blocks: the error does not speak of the disk:\n%s", blocks, out)
		}
		if _, err := os.Stat(db); err != nil {
			continue // there was not even space to begin
		}
		if n := sound(t, db).Totals.Articles; n < last {
			t.Errorf("%d blocks: %d articles are left of %d", blocks, n, last)
		} else {
			last = n
		}
	}
	if last == 0 || failures < 2 {
		t.Errorf("%d articles were stored before the disk was full %d times", last, failures)
	}
	if got := call(t, "", nil, "load", dump, "--store", db); got.code != ok {
		t.Fatalf("with space again: %+v", got)
	}
	storetest.Same(t, "what is read in the end", sound(t, whole), sound(t, db))
}
