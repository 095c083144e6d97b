package source_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/internal/diplo"
	"entente/loader/source"
)

// rows lists what a table yields: "line date source event target" or "line CAUSE".
func rows(t *testing.T, table *source.Table) []string {
	t.Helper()
	var got []string
	for item := range table.Rows(t.Context()) {
		if item.Skip != nil {
			if item.Skip.Reason == "" {
				t.Errorf("%s is skipped without a reason", item.Skip.Name)
			}
			got = append(got, fmt.Sprintf("%s %s", filepath.Base(item.Skip.Name), item.Skip.Cause))
			continue
		}
		r := item.Row
		_, line, _ := strings.Cut(r.At, ":")
		got = append(got, fmt.Sprintf("%s %s %s %s %s", line, r.Date, r.Source.Name, r.Event, r.Target.Name))
	}
	return got
}

// gdeltLine is a row of the 61 columns of GDELT with these values by column, from 0.
func gdeltLine(values map[int]string) string {
	columns := make([]string, 61)
	for at, value := range values {
		columns[at] = value
	}
	return strings.Join(columns, "\t")
}

func TestTablesAreReadByTheirLayout(t *testing.T) {
	gdelt := gdeltLine(map[int]string{1: "20230919", 6: "FRANCE", 7: "FRA", 16: "POLICE", 17: "USA", 22: "COP", 26: "042", 52: "Yerevan, Yerevan, Armenia", 56: "40.18", 57: "44.51",
		60: "https://news.example/1"})
	tests := []struct {
		name   string
		layout source.Layout
		text   string
		want   []string
	}{
		{"a set of researchers", source.ICEWS, "date,source,relation,target\n2014-01-31,Ana Costa,\"Arrest, detain\",Police (Peru)\n\n2014-02-01,Peru,Make a visit,Chile\n",
			[]string{"2 2014-01-31 Ana Costa Arrest, detain Police (Peru)", "4 2014-02-01 Peru Make a visit Chile"}},
		{"a file of the Dataverse", source.ICEWS, "\ufeffEvent ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\r\n7\t2014-01-31\tSay \"Ana\" Costa\tVisit\t42\tPeru\r\n",
			[]string{`2 2014-01-31 Say "Ana" Costa 42 Peru`}},
		{"GDELT", source.GDELT, gdelt + "\n" + "too\tshort\n" + gdelt + "\n", []string{"1 2023-09-19 FRANCE 042 POLICE", "t.csv:2 MALFORMED", "3 2023-09-19 FRANCE 042 POLICE"}},
		{"rows that are bad", source.CSV, "date,source,event,target\nsoon,A,042,B\n,A,042,B\n20230919,A\xff,042,B\n20230919,A,042\n",
			[]string{"t.csv:2 MALFORMED", "t.csv:3 MALFORMED", "t.csv:4 NOT_UTF8", "5 2023-09-19 A 042 "}},
		{"headings in other letters", source.CSV, "Target;x\tDATE\tSource\tCode\nB\t2023-09-19T10:00:00Z\tA\t042\n", []string{"2 2023-09-19 A 042 "}},
		{"no heading for who", source.CSV, "date,event\n2023-09-19,042\n", []string{"t.csv MALFORMED"}},
		{"nothing", source.CSV, "", []string{"t.csv EMPTY"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, text := range []string{test.text, compress(t, test.text), archive(t, test.text)} {
				path := filepath.Join(t.TempDir(), "t.csv")
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				got := rows(t, &source.Table{Path: path, Layout: test.layout})
				if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
				}
			}
		})
	}
}

// archive is a zip archive of files with these contents.
func archive(t *testing.T, contents ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, content := range contents {
		file, err := w.Create(fmt.Sprintf("table-%d.csv", i))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(file, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnArchiveOfMoreThanATableIsRefused(t *testing.T) {
	for name, content := range map[string]string{"two files": archive(t, "a", "b"), "a broken one": archive(t, "date,source,event\n")[:40]} {
		path := filepath.Join(t.TempDir(), "t.zip")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := rows(t, &source.Table{Path: path, Layout: source.CSV}); len(got) != 1 || got[0] != "t.zip UNREADABLE" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestATableThatUnpacksWithoutEndOrHasARowWithoutEndIsLeft(t *testing.T) {
	const heading = "date,source,event,target\n"
	bomb := archive(t, strings.ReplaceAll(heading, ",", "\t")+strings.Repeat("\n", 80<<20))
	path := filepath.Join(t.TempDir(), "bomb.zip")
	if err := os.WriteFile(path, []byte(bomb), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, &source.Table{Path: path, Layout: source.CSV}); len(got) != 1 || !strings.HasSuffix(got[0], "UNREADABLE") || !strings.HasPrefix(got[0], "bomb.zip:") {
		t.Errorf("a bomb: %q", got)
	}
	open := heading + "2014-01-31,France,042,Iran\n2014-01-31,\"" + strings.Repeat("x,\n", 10<<20)
	if got := rows(t, &source.Table{Path: source.Stdin, Layout: source.CSV, In: strings.NewReader(open)}); len(got) != 2 || !strings.HasSuffix(got[1], "UNREADABLE") {
		t.Errorf("a quote that is not closed: %q", got)
	}
}

func FuzzTableRows(f *testing.F) {
	f.Add([]byte("date,source,event,target\n2014-01-31,France,042,Iran\n"), false)
	f.Add([]byte("Event Date\tSource Name\tTarget Name\tCAMEO Code\n2014-01-31\tChad\t\t\xff\n"), false)
	f.Add([]byte(gdeltLine(map[int]string{1: "20230919", 6: "FRANCE", 26: "042"})), true)
	f.Add([]byte("\ufeffdate,source,event\r\n\"20140131\",\"a \"b\"\"\",1"), false)
	f.Fuzz(func(t *testing.T, in []byte, gdelt bool) {
		layout := source.ICEWS
		if gdelt {
			layout = source.GDELT
		}
		for item := range (&source.Table{Path: source.Stdin, Layout: layout, In: bytes.NewReader(in)}).Rows(t.Context()) {
			switch {
			case item.Skip != nil && item.Skip.Reason == "":
				t.Fatalf("%s is skipped without a reason", item.Skip.Name)
			case item.Skip == nil && (item.Row.Date == diplo.NoDay || !utf8.ValidString(item.Row.Text) || strings.ContainsRune(item.Row.Text, '\n')):
				t.Fatalf("the row is %+v", item.Row)
			}
		}
	})
}

func TestARowOfGDELTHasItsSidesAndPlace(t *testing.T) {
	line := gdeltLine(map[int]string{1: "20230919", 6: "FRANCE", 7: "FRA", 16: "POLICE", 17: "USA", 22: "COP", 26: "042", 52: "Yerevan, Yerevan, Armenia", 56: "40.18", 57: "444.51",
		60: "https://news.example/1"})
	table := &source.Table{Path: source.Stdin, Layout: source.GDELT, In: strings.NewReader(line)}
	for item := range table.Rows(t.Context()) {
		want := source.Row{At: "standard input:1", Date: day(t, "2023-09-19"), Source: source.Party{Name: "FRANCE", Country: "FRA"},
			Target: source.Party{Name: "POLICE", Country: "USA", Type: "COP"}, Event: "042", Place: diplo.Place{Name: "Yerevan, Yerevan, Armenia", Latitude: 40.18},
			Text: "20230919\tFRANCE\t042\tPOLICE\tYerevan, Yerevan, Armenia\thttps://news.example/1"}
		if item.Skip != nil || item.Row != want {
			t.Errorf("got %+v, %+v\nwant %+v", item.Row, item.Skip, want)
		}
	}
}

func day(t *testing.T, s string) diplo.Day {
	t.Helper()
	d, err := diplo.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestARowOfICEWSHasTheCodeAndItsWords(t *testing.T) {
	for _, test := range []struct{ headings, row, event, words, text string }{
		{"Event Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name", "2014-01-31\tPeru\tMake a visit\t042\tChile", "042", "Make a visit", "2014-01-31\tPeru\t042\tMake a visit\tChile"},
		{"Event Date\tSource Name\tEvent Text\tTarget Name", "2014-01-31\tPeru\tMake a visit\tChile", "Make a visit", "", "2014-01-31\tPeru\tMake a visit\tChile"},
	} {
		for item := range (&source.Table{Path: source.Stdin, Layout: source.ICEWS, In: strings.NewReader(test.headings + "\n" + test.row)}).Rows(t.Context()) {
			if r := item.Row; item.Skip != nil || r.Event != test.event || r.Words != test.words || r.Text != test.text {
				t.Errorf("got %+v, %+v", r, item.Skip)
			}
		}
	}
}

func TestAUsersHeadingsStandForFields(t *testing.T) {
	layout, err := source.CSV.With(map[string]string{"date": "When", "source": "Who", "event": "What"})
	if err != nil {
		t.Fatal(err)
	}
	got := rows(t, &source.Table{Path: source.Stdin, Layout: layout, In: strings.NewReader("When,Who,What,target,source\n2023-09-19,A,042,B,C\n")})
	if len(got) != 1 || got[0] != "2 2023-09-19 A 042 B" {
		t.Errorf("got %q", got)
	}
	if _, err := source.CSV.With(map[string]string{"colour": "What"}); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("a field that there is not gives the error %v", err)
	}
}
