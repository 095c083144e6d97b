package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBenchRefusesTheStoreOfAUser(t *testing.T) {
	if got := call(t, "", nil, "bench", "--store", "mine.db"); got.code != failed || !strings.Contains(got.err, "mine.db") {
		t.Errorf("%+v", got)
	}
	if got := call(t, "", nil, "bench", "--store", "http://example.org"); got.code != failed || !strings.Contains(got.err, "neither") {
		t.Errorf("%+v", got)
	}
}

func TestBenchNeedsATableWithEvents(t *testing.T) {
	file := filepath.Join(t.TempDir(), "empty.csv")
	if err := os.WriteFile(file, []byte("date,source,relation,target\n2014-01-01,France,Make statement,Peru\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "", nil, "bench", "--table", file); got.code != failed || !strings.Contains(got.err, "no events") {
		t.Errorf("%+v", got)
	}
}
