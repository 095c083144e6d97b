package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/internal/store/embedded"
	"entente/loader"
)

// asCommand makes the test binary be the command itself, for tests that have to kill one.
const asCommand = "ENTENTE_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		os.Exit(run(ctx, &world{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Now: time.Now}))
	}
	os.Exit(m.Run())
}

// stored is how many articles the store at the path shows to another process; 0 while it is not there.
func stored(t *testing.T, path string) int {
	t.Helper()
	s, err := embedded.Open(path, embedded.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	defer s.Close()
	totals, err := s.Totals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return totals.Articles
}

func TestALoadThatIsKilledLosesNothingThatWasThere(t *testing.T) {
	dir := t.TempDir()
	const articles = 4000
	var lines strings.Builder
	for i := range articles {
		fmt.Fprintf(&lines, `{"date":"2023-09-20","text":"France condemned Iran on Tuesday in its report %d."}`+"\n", i)
	}
	dump, db := filepath.Join(dir, "dump.jsonl"), filepath.Join(dir, "graph.db")
	if err := os.WriteFile(dump, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(self, "load", dump, "--store", db)
	command.Env = append(os.Environ(), asCommand+"=1")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for deadline := time.Now().Add(time.Minute); seen == 0 && time.Now().Before(deadline); {
		seen = stored(t, db)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // it was killed
	if seen == 0 {
		t.Fatal("nothing was stored within a minute")
	}
	var report loader.Report
	got := call(t, "", nil, "load", dump, "--store", db, "--report", "json")
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != ok {
		t.Fatalf("%v: %+v", err, got)
	}
	if report.Unchanged < seen || report.New+report.Unchanged != articles || report.Replaced != 0 {
		t.Errorf("%d articles were there before the kill; then %d unchanged, %d new", seen, report.Unchanged, report.New)
	}
}
