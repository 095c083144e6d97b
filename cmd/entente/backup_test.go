package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestABackupBringsTheStoreBack(t *testing.T) {
	folder := t.TempDir()
	db, backup := "--store="+filepath.Join(folder, "graph.db"), filepath.Join(folder, "backup.db")
	for _, c := range []struct {
		name string
		args []string
		in   string
		code int
		want string // in what is said
	}{
		{"three articles are loaded", []string{"load", "-", db, "--memory=8MB"}, reports, ok, ""},
		{"a backup is made", []string{"backup", backup, db}, "", ok, "backup.db"},
		{"a file that is there is not written over", []string{"backup", backup, db}, "", failed, "is there already"},
		{"another article is loaded", []string{"load", "-", db}, `{"id": "x", "date": "2024-01-02", "text": "France condemned the shelling of Kharkiv."}`, ok, ""},
		{"a file that is no backup is refused", []string{"restore", filepath.Join(folder, "none.db"), db}, "", failed, "there is no store"},
		{"the backup is taken back", []string{"restore", backup, db}, "", ok, "backup.db"},
		{"a server has its own tools", []string{"backup", backup, "--store=bolt://localhost"}, "", failed, "neo4j-admin"},
		{"an amount of memory is wrong", []string{"query", "{ a }", db, "--memory=much"}, "", calledBad, "256MB"},
	} {
		got := call(t, c.in, nil, c.args...)
		if got.code != c.code || !strings.Contains(got.err, c.want) {
			t.Fatalf("%s: %+v", c.name, got)
		}
	}
	asked := call(t, "", nil, "query", db, "{ articles { totalCount } }")
	if !strings.Contains(asked.out, `"totalCount": 3`) {
		t.Errorf("in the end: %+v", asked)
	}
}
