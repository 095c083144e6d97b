package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/loader"
)

// outcome is what a command left behind.
type outcome struct {
	code     int
	out, err string
}

// today is the day on which the tests run.
func today() time.Time { return time.Date(2025, time.March, 8, 12, 0, 0, 0, time.UTC) }

// call runs a command with standard input and environment ("NAME=value").
func call(t *testing.T, in string, env []string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), &world{Args: args, In: strings.NewReader(in), Out: &out, Err: &errs, Env: lookup(env), Now: today})
	return outcome{code, out.String(), errs.String()}
}

func lookup(env []string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for _, pair := range env {
			if value, found := strings.CutPrefix(pair, name+"="); found {
				return value, true
			}
		}
		return "", false
	}
}

// reports are three articles as JSON Lines; the last tells of no event.
const reports = `{"id":"a","date":"2023-09-20","text":"France condemned Iran on Tuesday over the attack."}
{"id":"b","date":"2023-09-21","text":"The United States imposed sanctions on Russia."}
{"id":"c","date":"2023-09-22","text":"A storm left thousands of homes without power."}
`

func TestEveryCommandShowsAnExample(t *testing.T) {
	for _, command := range []string{"serve", "load", "import", "extract", "query", "quality", "bench", "key", "watch", "doctor", "version"} {
		got := call(t, "", nil, command, "--help")
		if got.code != 0 || !strings.Contains(got.out, "entente "+command) || !strings.Contains(got.out, "Example") {
			t.Errorf("%s --help: code %d\n%s%s", command, got.code, got.out, got.err)
		}
	}
	if got := call(t, "", nil); got.code != 0 || !strings.Contains(got.out, "Commands:") {
		t.Errorf("without arguments: %+v", got)
	}
}

func TestAWrongCallEndsWith2AndSaysWhereHelpIs(t *testing.T) {
	for _, args := range [][]string{{"lod"}, {"load"}, {"load", "--nonsense", "x"}, {"load", "x", "--report", "xml"}} {
		if got := call(t, "", nil, args...); got.code != calledBad || !strings.Contains(got.err, "--help") || got.out != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

func TestExtractWritesALineForEachArticle(t *testing.T) {
	got := call(t, reports+"not JSON\n", nil, "extract")
	if got.code != ok || !strings.Contains(got.err, "skipped standard input:4") {
		t.Fatalf("%+v", got)
	}
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines:\n%s", len(lines), got.out)
	}
	var first, last codedLine
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(lines[2]), &last); err != nil {
		t.Fatal(err)
	}
	if first.ID != "a" || last.ID != "c" || len(last.Events) != 0 || !strings.Contains(lines[2], `"events":[]`) {
		t.Errorf("lines:\n%s", got.out)
	}
	if len(first.Events) == 0 {
		t.Fatalf("no event in %s", lines[0])
	}
	e := first.Events[0]
	if e.Relation != "CONDEMNED" || e.Source == nil || e.Source.Name != "France" || *e.Source.Code != "FRA" || e.Target == nil || *e.Target.Code != "IRN" ||
		e.Date == nil || *e.Date != "2023-09-19" || e.Modality != "ASSERTED" {
		t.Errorf("event of %s", lines[0])
	}
	const text = "France condemned Iran on Tuesday over the attack."
	if text[e.SentenceAt.Start:e.SentenceAt.End] != e.Sentence || text[e.TriggerAt.Start:e.TriggerAt.End] != "condemned" {
		t.Errorf("offsets of %s", lines[0])
	}
}

func TestExtractNamesAnArticleByItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "border-2023.txt")
	if err := os.WriteFile(path, []byte("France condemned Iran."), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "", nil, "extract", path); !strings.HasPrefix(got.out, `{"id":"border-2023",`) {
		t.Errorf("%+v", got)
	}
	if got := call(t, "France condemned Iran.", nil, "extract", "-"); !strings.HasPrefix(got.out, `{"id":"stdin",`) {
		t.Errorf("%+v", got)
	}
}

func TestArticlesOfATableAreReadUnderTheUsersHeadingsInItsEncoding(t *testing.T) {
	path := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(path, []byte("No,Story,Day\n7,\"France condemned T\xfcrkiye, it said.\",2023-09-20\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"extract", path, "--columns", "id=No,text=Story,date=Day", "--encoding"}
	if got := call(t, "", nil, append(args, "windows-1252")...); got.code != ok || !strings.HasPrefix(got.out, `{"id":"7",`) || !strings.Contains(got.out, "TUR") {
		t.Errorf("%+v", got)
	}
	if got := call(t, "", nil, append(args, "klingon")...); got.code != calledBad || !strings.Contains(got.err, `"klingon" is not an encoding`) {
		t.Errorf("%+v", got)
	}
	if got := call(t, "", nil, "extract", path, "--columns", "colour=No"); got.code != failed || !strings.Contains(got.err, `"colour" is not a field of an article`) {
		t.Errorf("%+v", got)
	}
}

func TestExplainTellsWhy(t *testing.T) {
	got := call(t, reports, nil, "extract", "--explain", "-")
	for _, want := range []string{"a, 2023-09-20 (metadata)", "France (FRA) CONDEMNED Iran (IRN)", "· 2023-09-19 ·", "“Tuesday”", "“France condemned Iran on Tuesday", "condemned\n        subject: France\n        object: Iran", "subject of “condemned”: by name (1.00)", "rule     condemn, by verb (frames/", "no event"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing from\n%s", want, got.out)
		}
	}
}

func TestWhatIsLoadedCanBeAsked(t *testing.T) {
	db := "--store=" + filepath.Join(t.TempDir(), "graph.db")
	var report loader.Report
	got := call(t, reports, nil, "load", "-", db, "--report=json")
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != ok {
		t.Fatalf("%v: %+v", err, got)
	}
	if report.New != 3 || report.WithoutEvents != 1 || report.Events == 0 {
		t.Errorf("report %s", got.out)
	}
	again := call(t, reports, nil, "load", "-", db)
	if again.code != ok || !strings.Contains(again.out, "0 new, 3 unchanged, 0 replaced") {
		t.Errorf("a second time: %+v", again)
	}
	asked := call(t, "", nil, "query", db, `query($a: [ActorRef!]) { events(where: {source: $a}) { totalCount nodes { relation } } }`, "-v", `{"a": "France"}`)
	if asked.code != ok || !strings.Contains(asked.out, `"relation": "CONDEMNED"`) {
		t.Errorf("query: %+v", asked)
	}
	wrong := call(t, "{ nonsense }", nil, "query", db, "-")
	if wrong.code != failed || !strings.Contains(wrong.out, `"errors"`) {
		t.Errorf("a query with an error: %+v", wrong)
	}
}

func TestNothingLoadedIsAFailure(t *testing.T) {
	db := "--store=" + filepath.Join(t.TempDir(), "graph.db")
	got := call(t, "\x00\x01", nil, "load", "-", db)
	if got.code != failed || !strings.Contains(got.out, "standard input: not text") || !strings.Contains(got.err, "nothing was loaded") {
		t.Errorf("%+v", got)
	}
}

func TestErrorsSayWhatToDoNext(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a path that is not there", []string{"load", dir + "/gone"}, "there is no file or directory"},
		{"a store that is not there", []string{"query", "{ events { totalCount } }", "--store", dir + "/gone.db"}, "entente load PATH"},
		{"an unknown kind of store", []string{"load", dir, "--store", "ftp://x"}, "bolt://"},
		{"no server", []string{"query", "{ events { totalCount } }", "--server", "127.0.0.1:1"}, "entente serve"},
		{"a server of another protocol", []string{"query", "{ a }", "--server", "ftp://x"}, "it looks like http://"},
		{"no path", []string{"load", ""}, "name files or directories"},
		{"no question", []string{"query"}, "entente query '{"},
		{"two questions", []string{"query", "{ a }", "-f", "x"}, "not both"},
		{"variables that are none", []string{"query", "{ a }", "-v", "[1]"}, "JSON object"},
		{"a store that is no store", []string{"query", "{ a }", "--store", dir}, "name the file"},
	} {
		if got := call(t, "", nil, c.args...); got.code != failed || !strings.Contains(got.err, c.want) || !strings.HasPrefix(got.err, promptText) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestTheCommandLineWinsOverTheEnvironmentAndThatOverTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "entente.yaml")
	write := func(content string) {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("store: file://one\n")
	// A store of an unknown kind is refused by name, which shows whose word counted.
	ask := func(env []string, args ...string) string {
		got := call(t, "", env, append([]string{"query", "{ a }"}, args...)...)
		return got.err
	}
	for _, c := range []struct {
		name string
		env  []string
		args []string
		want string
	}{
		{"the file", nil, []string{"--config", file}, "file://one"},
		{"the file, named in the environment", []string{"ENTENTE_CONFIG=" + file}, nil, "file://one"},
		{"the environment", []string{"ENTENTE_STORE=env://two"}, []string{"--config", file}, "env://two"},
		{"Neo4j's own variable", []string{"NEO4J_URI=http://neo"}, nil, "http://neo"},
		{"ours before Neo4j's", []string{"NEO4J_URI=http://neo", "ENTENTE_STORE=env://two"}, nil, "env://two"},
		{"the command line", []string{"ENTENTE_STORE=env://two"}, []string{"--config", file, "--store", "arg://three"}, "arg://three"},
		{"an empty variable is none", []string{"ENTENTE_STORE="}, []string{"--config", file}, "file://one"},
	} {
		if got := ask(c.env, c.args...); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	write("query:\n  store: file://nested\n")
	if got := ask(nil, "--config", file); !strings.Contains(got, "file://nested") {
		t.Errorf("a command's own settings: %s", got)
	}
	write("load:\n  report: json\nserve:\n  load: [gone-1, gone-2]\n")
	if got := call(t, "", nil, "serve", "--config", file); !strings.Contains(got.err, "no file or directory gone-1") {
		t.Errorf("a list, beside a section of the same name: %+v", got)
	}
	if got := call(t, "", []string{"ENTENTE_LOAD=gone-3"}, "serve"); !strings.Contains(got.err, "no file or directory gone-3") {
		t.Errorf("a list of one in the environment: %+v", got)
	}
	write("store: 5\n")
	if got := call(t, "", nil, "query", "{ a }", "--config", file); got.code != failed || !strings.Contains(got.err, "no store 5") {
		t.Errorf("a number is a text, too: %+v", got)
	}
	for _, c := range []struct{ content, want string }{
		{"store: [a, b]\n", "store has a list, and takes one value"},
		{"query:\n  store: {a: b}\n", "store of query has settings below it, and takes a value"},
		{"serve:\n  load: [{a: b}]\n", "load of serve has a list of other things than values"},
		{"- store\n", "it is no list of settings; each is a line"},
		{"store: [\n", "line 1"},
	} {
		write(c.content)
		if got := call(t, "", nil, "query", "{ a }", "--config", file); got.code != calledBad || !strings.Contains(got.err, file+": ") || !strings.Contains(got.err, c.want) ||
			strings.Contains(got.err, "interface") {
			t.Errorf("settings %q: %+v", c.content, got)
		}
	}
	write("stroe: x\n")
	if got := ask(nil, "--config", file); !strings.Contains(got, "no command has a flag --stroe") {
		t.Errorf("a slip in the file: %s", got)
	}
}

// served is a server that runs until the test ends.
type served struct {
	url  string
	stop func() int
	errs *safeBuffer
}

// safeBuffer may be read while a command writes to it.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// serve starts a server with the reports loaded and waits until it is ready; it may be given more arguments.
func serve(t *testing.T, more ...string) served {
	t.Helper()
	return serveOf(t, reports, more...)
}

// serveOf is serve with those articles on its standard input.
func serveOf(t *testing.T, articles string, more ...string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, errs, ended := &safeBuffer{}, &safeBuffer{}, make(chan int, 1)
	go func() {
		ended <- run(ctx, &world{
			Args: append([]string{"serve", "--listen", "127.0.0.1:0", "--load", "-", "--store", filepath.Join(t.TempDir(), "graph.db")}, more...),
			In:   strings.NewReader(articles), Out: out, Err: errs, Env: lookup(nil), Now: time.Now,
		})
	}()
	var once sync.Once
	code := -1
	stop := func() int {
		once.Do(func() { cancel(); code = <-ended })
		return code
	}
	t.Cleanup(func() { stop() })
	deadline := time.After(time.Minute)
	for !strings.Contains(errs.String(), "ready") {
		select {
		case code := <-ended:
			ended <- code // for stop
			t.Fatalf("serve ended with %d: %s", code, errs.String())
		case <-deadline:
			t.Fatalf("not ready after a minute: %s", errs.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
	_, rest, _ := strings.Cut(out.String(), "http://")
	address, _, _ := strings.Cut(rest, "/")
	return served{"http://" + address, stop, errs}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, body := send(t, http.MethodGet, url, "", nil)
	return response.StatusCode, body
}

func TestServeAnswersAndStopsWhenTold(t *testing.T) {
	s := serve(t)
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/": "<title>Who did what to whom", "/playground": "<html"} {
		if status, body := get(t, s.url+path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if status, _ := get(t, s.url+"/nothing"); status != http.StatusNotFound {
		t.Errorf("/nothing: %d", status)
	}
	asked := call(t, "", nil, "query", "--server", s.url, "{ events { totalCount } }")
	if asked.code != ok || !strings.Contains(asked.out, "totalCount") {
		t.Errorf("query: %+v", asked)
	}
	taken := call(t, "", nil, "serve", "--listen", strings.TrimPrefix(s.url, "http://"), "--store", filepath.Join(t.TempDir(), "other.db"))
	if taken.code != failed || !strings.Contains(taken.err, "is in use") || !strings.Contains(taken.err, "--listen") {
		t.Errorf("an address in use: %+v", taken)
	}
	if code := s.stop(); code != ok {
		t.Errorf("stopped with %d: %s", code, s.errs)
	}
}
