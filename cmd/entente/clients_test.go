package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The example clients, as somebody with the sample articles runs them. What a client is written in may be missing here; CI has it all but Python's modules,
// and runs the one in TypeScript itself.

// withSamples is a server with the sample articles.
func withSamples(t *testing.T) served {
	t.Helper()
	return serveOf(t, "", "--load", "../../testdata/articles")
}

// outputOf runs a client against the server and gives what it writes.
func outputOf(t *testing.T, s served, command *exec.Cmd) string {
	t.Helper()
	command.Env = append(os.Environ(), "ENTENTE_URL="+s.url+"/graphql")
	var errs strings.Builder
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", command, err, out, &errs)
	}
	return string(out)
}

func TestTheClientInCurlIsAnswered(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not here")
	}
	out := outputOf(t, withSamples(t), exec.Command("sh", "../../examples/curl.sh"))
	for _, want := range []string{`"events":{"nodes":[{"source"`, `"dyad":{"balance"`, `"search":{"nodes":[{"text"`, "id,date,", `"ingestArticle":{"events":[{"relation":"MET"`, "event: next"} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, `"errors"`) {
		t.Errorf("it is told of errors:\n%s", out)
	}
}

func TestTheClientInGoIsAnswered(t *testing.T) {
	program := filepath.Join(t.TempDir(), "client")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = "../../examples/go"
	if said, err := build.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "" && strings.Contains(string(said), "dial tcp") {
			t.Skip("what it is made of can't be fetched")
		}
		t.Fatalf("%v\n%s", err, said)
	}
	out := outputOf(t, withSamples(t), exec.Command(program, "France", "Azerbaijan"))
	if !strings.HasPrefix(out, "France and Azerbaijan: ") || !strings.Contains(out, "\n2023-") {
		t.Errorf("it says\n%s", out)
	}
}

// cells are the cells of code of the notebook.
func cells(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../examples/python/story.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	var notebook struct {
		Cells []struct {
			Type   string `json:"cell_type"`
			Source []string
		}
	}
	if err := json.Unmarshal(text, &notebook); err != nil {
		t.Fatal(err)
	}
	var code []string
	for _, cell := range notebook.Cells {
		if cell.Type == "code" {
			code = append(code, strings.Join(cell.Source, ""))
		}
	}
	return code
}

func TestTheNotebookRunsToItsEnd(t *testing.T) {
	if exec.Command("python3", "-c", "import gql, pandas").Run() != nil {
		t.Skip("Python with gql and pandas is not here")
	}
	command := exec.Command("python3", "-")
	command.Stdin = strings.NewReader(strings.Join(cells(t), "\n"))
	if out := outputOf(t, withSamples(t), command); !strings.Contains(out, "ACCUSED") {
		t.Errorf("it says\n%s", out)
	}
}

// TestEveryQuestionOfTheClientsIsAnswered asks what the clients ask, whatever they are written in.
func TestEveryQuestionOfTheClientsIsAnswered(t *testing.T) {
	questions := map[string]string{}
	for _, pattern := range []string{"../../examples/go/*.graphql", "../../examples/typescript/src/*.graphql"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			questions[filepath.Base(file)] = string(text)
		}
	}
	for _, cell := range cells(t) {
		for parts := strings.Split(cell, `"""`); len(parts) > 2; parts = parts[2:] {
			questions["the notebook: "+strings.Join(strings.Fields(parts[1]), " ")] = parts[1]
		}
	}
	s := withSamples(t)
	for name, question := range questions {
		t.Run(name, func(t *testing.T) {
			operation := ""
			if strings.Contains(question, "subscription") { // of that file, the other one
				operation = "Beginning"
			}
			body, err := json.Marshal(map[string]any{"query": question, "operationName": operation, "variables": map[string]any{
				"a": "France", "b": "Azerbaijan", "first": 10, "doneBy": []string{"Azerbaijan"},
			}})
			if err != nil {
				t.Fatal(err)
			}
			if _, answer := send(t, "POST", s.url+"/graphql", string(body), asJSON); strings.Contains(answer, `"errors"`) || strings.Contains(answer, `"nodes":[]`) {
				t.Errorf("it is answered %s", answer)
			}
		})
	}
	if len(questions) < 6 {
		t.Errorf("they ask %d questions", len(questions))
	}
}
