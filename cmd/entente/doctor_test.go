package main

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"testing"
)

// doctored runs doctor and gives its findings by check, the last of each.
func doctored(t *testing.T, args ...string) (int, map[string]finding) {
	t.Helper()
	got := call(t, "", nil, append([]string{"doctor", "--report", "json", "--listen", "127.0.0.1:0"}, args...)...)
	var e examination
	if err := json.Unmarshal([]byte(got.out), &e); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	found := map[string]finding{}
	for _, f := range e.Findings {
		if f.Status != well && f.Do == "" {
			t.Errorf("%+v does not say what to do", f)
		}
		found[f.Check] = f
	}
	return got.code, found
}

func TestDoctorFindsAStoreSound(t *testing.T) {
	db := filepath.Join(t.TempDir(), "graph.db")
	code, found := doctored(t, "--store", db)
	if code != ok || found["store"].Status != warning || found["model"].Status != well {
		t.Errorf("before anything is loaded: %d, %+v", code, found)
	}
	if got := call(t, reports, nil, "load", "-", "--store", db); got.code != ok {
		t.Fatalf("%+v", got)
	}
	code, found = doctored(t, "--store", db, "--deep")
	for _, check := range []string{"program", "settings", "model", "disk", "contents", "address"} {
		if found[check].Status != well {
			t.Errorf("%s: %+v", check, found[check])
		}
	}
	if found["store"].Status != warning { // its articles are of the computer's time, and the tests' clock stands before it
		t.Errorf("a store of a time to come: %+v", found["store"])
	}
	if code != ok {
		t.Errorf("ended with %d", code)
	}
}

func TestDoctorFindsWhatIsBroken(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "graph.db")
	if got := call(t, "", nil, "load", "../../testdata/articles", "--store", db); got.code != ok {
		t.Fatalf("%+v", got)
	}
	content, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(content) / 4; i < len(content)*3/4; i++ {
		content[i] = byte(i)
	}
	noStore, damaged, config := filepath.Join(dir, "words.db"), filepath.Join(dir, "damaged.db"), filepath.Join(dir, "watch.yml")
	for path, content := range map[string][]byte{damaged: content, noStore: []byte("words, and no store"), config: []byte("sources: [{feed: nowhere}]")} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for name, c := range map[string]struct {
		check  string
		status status
		args   []string
	}{
		"a file that is no store":          {"store", broken, []string{"--store", noStore}},
		"a store that is damaged":          {"contents", broken, []string{"--store", damaged, "--deep"}},
		"a server that is not there":       {"store", broken, []string{"--store", "bolt://127.0.0.1:1"}},
		"a folder that is not there":       {"store", warning, []string{"--store", filepath.Join(dir, "no", "graph.db")}},
		"an address that is taken":         {"address", warning, []string{"--store", db, "--listen", busy.Addr().String()}},
		"a file to watch that is wrong":    {"watch", broken, []string{"--store", db, "--watch", config}},
		"a file to watch that isn't there": {"watch", broken, []string{"--store", db, "--watch", filepath.Join(dir, "none.yml")}},
	} {
		t.Run(name, func(t *testing.T) {
			code, found := doctored(t, c.args...)
			if found[c.check].Status != c.status {
				t.Errorf("found %+v, wanted %s of %s", found, c.status, c.check)
			}
			if wanted := map[status]int{broken: failed, warning: ok}[c.status]; code != wanted {
				t.Errorf("ended with %d, wanted %d", code, wanted)
			}
		})
	}
}
