package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// block is a block of code of a page.
type block struct {
	language, text string
	line           int
}

// blocksOf are the blocks of code of a page, in their order.
func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	within, number := false, 0
	for line := range strings.Lines(string(text)) {
		number++
		language, fence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case fence && !within:
			blocks = append(blocks, block{language, "", number})
		case !fence && within:
			blocks[len(blocks)-1].text += line
		}
		within = within != fence
	}
	return blocks
}

// answersAs says whether an answer is the one that a page shows, in which “…” stands for what is left out: lines where it stands alone, words within one.
func answersAs(shown, answer string) bool {
	var pattern strings.Builder
	for line := range strings.Lines(shown) {
		if strings.TrimSpace(line) == "…" {
			pattern.WriteString(`(?:.*\n)*?`)
			continue
		}
		pattern.WriteString(strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSuffix(line, "\n")), "…", ".*") + `\n`)
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(answer)
}

func TestAnAnswerIsTheOneThatIsShownButForWhatIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		shown, answer string
		want          bool
	}{
		{"a\nb\n", "a\nb\n", true},
		{"a\nb\n", "a\nc\n", false},
		{"a\n…\n", "a\nb\nc\n", true},
		{"a\n…\n", "b\na\n", false},
		{"took … s\n", "took 12 s\n", true},
		{"a.c\n", "abc\n", false},
	} {
		if got := answersAs(c.shown, c.answer); got != c.want {
			t.Errorf("%q for %q: %v", c.shown, c.answer, got)
		}
	}
}

func TestThePagesShowWhatTheirCommandsAnswer(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("the tutorial needs curl")
	}
	for _, page := range []string{"TUTORIAL.md", "OPERATING.md"} {
		t.Run(page, func(t *testing.T) { showsItsAnswers(t, filepath.Join("../../examples", page)) })
	}
}

func TestTheReadmeShowsTheFirstAnswer(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	question := regexp.MustCompile(`(?s)entente query --server \S+ \\\s+'([^']+)'`).FindSubmatch(readme)
	blocks := blocksOf(t, "../../README.md")
	if question == nil || len(blocks) == 0 || blocks[0].language != "json" {
		t.Fatal("it has no question with an answer")
	}
	db := filepath.Join(t.TempDir(), "graph.db")
	if got := call(t, "", nil, "load", "../../testdata/articles", "--store", db); got.code != ok {
		t.Fatalf("%+v", got)
	}
	if got := call(t, "", nil, "query", string(question[1]), "--store", db); got.out != blocks[0].text {
		t.Errorf("it shows\n%s\nbut the answer is\n%s%s", blocks[0].text, got.out, got.err)
	}
}

// showsItsAnswers runs the blocks of a page in an empty folder that has the sample articles. A block in sh is run, all in one shell; the block
// in another language behind it is what it answers. “sh server” is the server that the others ask, “sh install” is what the test stands in for.
func showsItsAnswers(t *testing.T, page string) {
	blocks := blocksOf(t, page)
	dir := folderWithArticles(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	environment := append(os.Environ(), asCommand+"=1", "ENTENTE_LISTEN="+address, "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))

	const mark = "=== the answer of "
	script := "exec 2>&1\nsleep 1\n" // whoever reads takes longer before asking what was known when
	for i, b := range blocks {
		switch b.language {
		case "sh":
			script += fmt.Sprintf("%s\necho '%s%d'\n", strings.ReplaceAll(b.text, "127.0.0.1:8080", address), mark, i)
		case "sh server":
			server := exec.Command("/bin/sh", "-c", "exec "+b.text)
			server.Dir, server.Env = dir, environment
			var log bytes.Buffer
			server.Stdout, server.Stderr = &log, &log
			if err := server.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { server.Process.Kill(); server.Wait() })
			untilReady(t, "http://"+address+"/readyz")
		}
	}
	shell := exec.Command("/bin/sh", "-c", script)
	shell.Dir, shell.Env = dir, environment
	said, err := shell.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	answers := map[int]string{}
	rest := strings.ReplaceAll(string(said), address, "127.0.0.1:8080")
	for i, b := range blocks {
		if b.language == "sh" {
			var found bool
			if answers[i], rest, found = strings.Cut(rest, fmt.Sprintf("%s%d\n", mark, i)); !found {
				t.Fatalf("line %d did not end:\n%s", b.line, rest)
			}
		}
	}
	for i, b := range blocks {
		if answer, asked := answers[i-1]; asked && !strings.HasPrefix(b.language, "sh") && !answersAs(b.text, answer) {
			t.Errorf("line %d shows\n%s\nbut the answer is\n%s", b.line, b.text, answer)
		}
		if strings.Contains(answers[i], `"errors"`) {
			t.Errorf("line %d failed:\n%s", b.line, answers[i])
		}
	}
}

// folderWithArticles is an empty folder with the sample articles and the command in it.
func folderWithArticles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, there := range map[string]string{"entente": self, "testdata": "../../testdata", "examples": "../../examples"} {
		if there, err = filepath.Abs(there); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(there, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// untilReady waits until a server is ready.
func untilReady(t *testing.T, url string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if err := exec.Command("curl", "-sf", url).Run(); err == nil {
			return
		}
	}
	t.Fatalf("%s is not ready after a minute", url)
}
