package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"entente/internal/text"
	"entente/internal/text/english"
)

// report scores the model (nil for the built-in one) on the held-out part.
func report(out io.Writer, m *english.Model, c *corpus) error {
	var tokens, tags, heads, arcs int
	var right, found, wanted int
	for _, e := range c.held {
		s := sentenceOf(e)
		annotate(m, &s)
		for i, t := range s.Tokens {
			tokens++
			if t.Tag == c.tags.names[e.tags[i]] {
				tags++
			}
			label := c.labels.names[e.labels[i]]
			if e.heads[i] < 0 {
				label = "ROOT"
			}
			if t.Head == int(e.heads[i]) {
				heads++
				if t.Label == label {
					arcs++
				}
			}
		}
		want, got := map[entity]bool{}, map[entity]bool{}
		entities(len(s.Tokens), func(i int) string { return c.entity.names[e.names[i]] }, want)
		entities(len(s.Tokens), func(i int) string { return s.Tokens[i].Name }, got)
		found, wanted = found+len(got), wanted+len(want)
		for x := range got {
			if want[x] {
				right++
			}
		}
	}
	percent := func(n int) float64 { return 100 * float64(n) / float64(max(tokens, 1)) }
	_, err := fmt.Fprintf(out, "held out: %d sentences, %d tokens; tags %.2f, UAS %.2f, LAS %.2f, names P %.3f R %.3f F %.3f\n",
		len(c.held), tokens, percent(tags), percent(heads), percent(arcs),
		float64(right)/float64(max(found, 1)), float64(right)/float64(max(wanted, 1)), 2*float64(right)/float64(max(found+wanted, 1)))
	return err
}

func annotate(m *english.Model, s *text.Sentence) {
	if m == nil {
		english.New().Annotate(s)
		return
	}
	m.Annotate(s)
}

func sentenceOf(e *example) text.Sentence {
	s := text.Sentence{Tokens: make([]text.Token, len(e.forms))}
	for i, form := range e.forms {
		s.Tokens[i] = text.Token{Form: form, Head: -1}
	}
	return s
}

// entity is a name: its first token, the one after its last, its type.
type entity struct {
	start, end int
	kind       string
}

func entities(n int, at func(int) string, into map[entity]bool) {
	for i := 0; i < n; i++ {
		if bio := at(i); len(bio) > 2 && bio[0] == 'B' {
			end := i + 1
			for end < n && at(end) == "I"+bio[1:] {
				end++
			}
			into[entity{i, end, bio[2:]}] = true
		}
	}
}

// parseFile writes each line of the file parsed: index, form, lemma, _, tag,
// _, head, label, _, name. A line that holds several sentences gives one tree:
// the later ones hang on the first by "dep".
func parseFile(path string, m *english.Model, out io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	buffered := bufio.NewWriter(out)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		offset, root := 0, 0
		for n, s := range english.New().Split(line, text.Span{Start: 0, End: len(line)}) {
			annotate(m, &s)
			for i, t := range s.Tokens {
				head := t.Head + 1 + offset
				label := t.Label
				if t.Head < 0 {
					if n == 0 {
						head, root = 0, i+1
					} else {
						head, label = root, "dep"
					}
				}
				entity := t.Name
				if entity == "" {
					entity = "O"
				}
				fmt.Fprintf(buffered, "%d\t%s\t%s\t_\t%s\t_\t%d\t%s\t_\t%s\n", offset+i+1, t.Form, t.Lemma, t.Tag, head, label, entity)
			}
			offset += len(s.Tokens)
		}
		fmt.Fprintln(buffered)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return buffered.Flush()
}
