// Package queries holds example queries: the questions that are asked most, as files that the playground offers, the
// manual quotes and the tests run. What they are about are variables with defaults; the playground fills them with what its graph holds.
package queries

import (
	"embed"
	"strings"
)

//go:embed *.graphql
var files embed.FS

// Example is a worked query.
type Example struct {
	Name  string `json:"name"`  // of the file, without its ending
	Title string `json:"title"` // the question, from the first line of comment
	About string `json:"about"` // what to know of it, from the lines behind
	Part  string `json:"part"`  // of the menu, from the line that begins with “Part:”
	Query string `json:"query"` // the whole text, comments too
}

// All are the examples in the order of their names.
func All() []Example {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // it is part of the program
	}
	var examples []Example
	for _, entry := range entries {
		text, err := files.ReadFile(entry.Name())
		if err != nil {
			panic(err)
		}
		examples = append(examples, read(strings.TrimSuffix(entry.Name(), ".graphql"), string(text)))
	}
	return examples
}

func read(name, text string) Example {
	e := Example{Name: name, Query: text}
	var about []string
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
		if !ok {
			break
		}
		if e.Title == "" {
			e.Title = strings.TrimSpace(comment)
			continue
		}
		if part, ok := strings.CutPrefix(strings.TrimSpace(comment), "Part:"); ok {
			e.Part = strings.TrimSpace(part)
			continue
		}
		about = append(about, strings.TrimSpace(comment))
	}
	e.About = strings.Join(about, " ")
	return e
}
