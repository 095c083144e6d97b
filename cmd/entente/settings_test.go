package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever stands in a file of settings, the command says what is wrong with it, and does not fall over.
func FuzzSettings(f *testing.F) {
	for _, seed := range []string{"store: graph.db\nserve:\n  listen: 127.0.0.1:8080\n", "serve: {load: [a, 1, null]}\n", "- store\n", "store: [\n", "max-cost: 1e99\n", "? [a]\n: b\n", "a: &a {b: *a}\n", "version: {x: 1}\n", "help: true\n", "config: x\n"} {
		f.Add([]byte(seed))
	}
	path := filepath.Join(f.TempDir(), "entente.yml")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		got := call(t, "", nil, "version", "--config", path)
		if got.code != ok && (got.code != calledBad || !strings.HasPrefix(got.err, promptText) || strings.Contains(got.err, "interface {}")) {
			t.Fatalf("%+v", got)
		}
	})
}
