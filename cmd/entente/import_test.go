package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsImportedCanBeAsked(t *testing.T) {
	dir := t.TempDir()
	db, calls := filepath.Join(dir, "e.db"), filepath.Join(dir, "calls.2014.csv")
	rows := "Day,Who,Code,target\n2014-03-05,France,041,Norway\n2014-03-05,Police (Kenya),173,Ada Nwosu\n2014-03-06,France,010,Norway\n"
	if err := os.WriteFile(calls, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"import", "csv", calls, "--columns", "date=Day,source=Who,event=Code", "--store", db}
	got := call(t, "", nil, args...)
	if got.code != ok || !strings.Contains(got.out, "3 rows read: 2 tell of events, 2 of them new") || !strings.Contains(got.out, "1 rows without an event (statement)") {
		t.Fatalf("%+v", got)
	}
	if again := call(t, "", nil, args...); again.code != ok || !strings.Contains(again.out, "1 articles: 0 new, 1 unchanged") {
		t.Errorf("again: %+v", again)
	}
	asked := call(t, "", nil, "query", "--store", db, `{ events(where: {source: "France"}) { nodes { relation mentions { sentence article { outlet } } } } }`)
	if asked.code != ok || !strings.Contains(asked.out, "SPOKE_TO") || !strings.Contains(asked.out, `"calls"`) || !strings.Contains(asked.out, `France\t041\tNorway`) {
		t.Errorf("asked: %+v", asked)
	}
}

func TestAnImportThatCanNotBeSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "t.csv")
	if err := os.WriteFile(file, []byte("when,who\n2014-03-05,France\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "e.db")
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"no such file":      {[]string{"import", "csv", filepath.Join(dir, "none.csv")}, failed, "there is no file"},
		"no such format":    {[]string{"import", "xls", file}, calledBad, "--help"},
		"no such field":     {[]string{"import", "csv", file, "--columns", "colour=who"}, failed, `"colour" is not a field`},
		"GDELT by headings": {[]string{"import", "gdelt", file, "--columns", "date=when"}, failed, "no headings"},
		"nothing of use":    {[]string{"import", "csv", file}, failed, "nothing was imported"},
	} {
		got := call(t, "", nil, append(c.args, "--store", db)...)
		if got.code != c.code || !strings.Contains(got.err, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
