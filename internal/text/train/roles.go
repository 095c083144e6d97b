package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"entente/internal/text"
	"entente/internal/text/english"
)

// roleSentence is a sentence with who did what to whom, and its names.
type roleSentence struct {
	body    string
	clauses []clause
	names   []marked
}

// clause is what is wanted of a verb: each agent and patient is a list of
// words of which any will do. What is not asked for is nil.
type clause struct {
	verb             string
	agents, patients [][]string
}

// marked is a name in the text; place tells it from a person.
type marked struct {
	form  string
	place bool
}

// readRoles reads sentences in the form that testdata/roles.txt describes.
func readRoles(path string) ([]roleSentence, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []roleSentence
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		below, isClause := strings.CutPrefix(line, "\t")
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
		case !isClause:
			all = append(all, parseMarked(line))
		default:
			verb, roles, ok := strings.Cut(below, ":")
			agents, patients, both := strings.Cut(roles, ">")
			if !ok || !both || len(all) == 0 {
				return nil, fmt.Errorf("%s:%d: want \"verb: agents > patients\" below a sentence", path, number)
			}
			s := &all[len(all)-1]
			s.clauses = append(s.clauses, clause{verb, parseRole(agents), parseRole(patients)})
		}
	}
	return all, lines.Err()
}

func parseMarked(line string) roleSentence {
	var s roleSentence
	var body strings.Builder
	start := 0
	for _, r := range line {
		switch r {
		case '{', '[':
			start = body.Len()
		case '}', ']':
			s.names = append(s.names, marked{body.String()[start:], r == ']'})
		default:
			body.WriteRune(r)
		}
	}
	s.body = body.String()
	return s
}

func parseRole(list string) [][]string {
	list = strings.TrimSpace(list)
	if list == "_" {
		return nil
	}
	out := [][]string{}
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, strings.Split(one, "|"))
		}
	}
	return out
}

// counts are of things wanted, found, and both.
type counts struct{ wanted, found, right int }

func (c counts) String() string {
	return fmt.Sprintf("P %.3f R %.3f F %.3f", ratio(c.right, c.found), ratio(c.right, c.wanted), c.f())
}

func (c counts) f() float64 { return ratio(2*c.right, c.found+c.wanted) }

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

func (c *counts) add(wanted, found, right int) {
	c.wanted, c.found, c.right = c.wanted+wanted, c.found+found, c.right+right
}

// reportRoles scores a model (nil for the built-in one) on role sentences: those
// at even places, whose errors it writes if told to, and apart those at odd ones.
func reportRoles(out io.Writer, m *english.Model, path string, errors bool) error {
	all, err := readRoles(path)
	if err != nil {
		return err
	}
	var roles, persons, places [2]counts
	for n, s := range all {
		note := io.Discard
		if errors && n%2 == 0 {
			note = out
		}
		tree := readLine(m, s.body)
		roles[n%2].addRoles(tree, s, note)
		persons[n%2].addNames(tree, s, false, note)
		places[n%2].addNames(tree, s, true, note)
	}
	for half, what := range []string{"looked at", "held out"} {
		if _, err := fmt.Fprintf(out, "%s: roles %v; persons %v; places %v\n", what, roles[half], persons[half], places[half]); err != nil {
			return err
		}
	}
	return nil
}

// readLine reads a line; the trees of later sentences hang on nothing.
func readLine(m *english.Model, line string) tree {
	var t tree
	for _, s := range english.New().Split(line, text.Span{End: len(line)}) {
		annotate(m, &s)
		offset := len(t)
		for _, token := range s.Tokens {
			if token.Head >= 0 {
				token.Head += offset
			}
			t = append(t, token)
		}
	}
	return t
}

func (c *counts) addRoles(t tree, s roleSentence, note io.Writer) {
	for _, want := range s.clauses {
		verb := slices.IndexFunc(t, func(token text.Token) bool { return token.Form == want.verb })
		var agents, patients []int
		if verb >= 0 {
			agents, patients = t.arguments(verb, 0)
		}
		c.addRole(t, s.body, want.verb+" by", want.agents, agents, note)
		c.addRole(t, s.body, want.verb, want.patients, patients, note)
	}
}

func (c *counts) addRole(t tree, body, verb string, want [][]string, got []int, note io.Writer) {
	if want == nil {
		return
	}
	right := 0
	left := slices.Clone(want)
	var forms []string
	for _, i := range got {
		name := t.phrase(i)
		forms = append(forms, t[i].Form)
		if at := slices.IndexFunc(left, func(one []string) bool {
			return slices.ContainsFunc(one, func(form string) bool { return slices.Contains(name, form) })
		}); at >= 0 {
			left = slices.Delete(left, at, at+1)
			right++
		}
	}
	c.add(len(want), len(got), right)
	if right < len(want) || right < len(got) {
		fmt.Fprintf(note, "%s\n\t%s: %v, want %v\n", body, verb, forms, want)
	}
}

func (c *counts) addNames(t tree, s roleSentence, place bool, note io.Writer) {
	var want, got []string
	for _, name := range s.names {
		if name.place == place {
			want = append(want, name.form)
		}
	}
	for i := 0; i < len(t); i++ {
		kind, ok := strings.CutPrefix(t[i].Name, "B-")
		if !ok || place != (kind == "GPE" || kind == "LOC" || kind == "FAC") || !place && kind != "PERSON" {
			continue
		}
		last := i
		for last+1 < len(t) && t[last+1].Name == "I-"+kind {
			last++
		}
		got = append(got, strings.TrimPrefix(s.body[t[i].Start:t[last].End], "the "))
	}
	right := 0
	for _, name := range want {
		if slices.Contains(got, name) {
			right++
		}
	}
	found := len(got)
	if place { // other places than the marked ones may well be some
		found = right
	}
	c.add(len(want), found, right)
	if right < len(want) || right < found {
		fmt.Fprintf(note, "%s\n\tnames %q, want %q\n", s.body, got, want)
	}
}

// tree is a parsed sentence.
type tree []text.Token

func (t tree) below(head int, labels ...string) []int {
	var out []int
	for i := range t {
		if t[i].Head == head && (len(labels) == 0 || slices.Contains(labels, t[i].Label)) {
			out = append(out, i)
		}
	}
	return out
}

// joined is word i and those coordinated with it.
func (t tree) joined(i int) []int {
	out := []int{i}
	for _, j := range t.below(i, "conj") {
		out = append(out, t.joined(j)...)
	}
	return out
}

// phrase is the form of word i and of those that name the same.
func (t tree) phrase(i int) []string {
	out := []string{t[i].Form}
	for _, j := range t.below(i, "compound", "appos") {
		out = append(out, t.phrase(j)...)
	}
	return out
}

// arguments are the agents and patients of a verb. A relative pronoun gives
// way to what it stands for, and a verb without a subject takes that of the
// verb above.
func (t tree) arguments(verb, depth int) (agents, patients []int) {
	v := t[verb]
	reduced := v.Label == "acl" && v.Tag == "VBN"
	passive := reduced || len(t.below(verb, "nsubjpass", "auxpass")) > 0
	relative := false
	stands := func(i int) []int {
		if v.Label == "relcl" && slices.Contains([]string{"WDT", "WP"}, t[i].Tag) {
			relative = true
			return []int{v.Head}
		}
		return t.joined(i)
	}
	objects := func(prep int) (out []int) {
		for _, i := range t.below(prep, "pobj") {
			out = append(out, t.joined(i)...)
		}
		return out
	}
	for _, i := range t.below(verb) {
		switch word := strings.ToLower(t[i].Form); t[i].Label {
		case "nsubj", "csubj":
			agents = append(agents, stands(i)...)
		case "nsubjpass":
			patients = append(patients, stands(i)...)
		case "dobj":
			patients = append(patients, stands(i)...)
		case "dative":
			if t[i].Tag != "IN" && t[i].Tag != "TO" {
				patients = append(patients, stands(i)...)
			}
			patients = append(patients, objects(i)...)
		case "agent":
			agents = append(agents, objects(i)...)
		case "prep":
			switch {
			case word == "by" && passive:
				agents = append(agents, objects(i)...)
			case word == "to" || word == "with" || word == "against":
				patients = append(patients, objects(i)...)
			}
		}
	}
	switch {
	case reduced:
		patients = append(patients, v.Head)
	case v.Label == "acl":
		agents = append(agents, v.Head)
	case v.Label == "relcl" && !relative && len(agents) > 0 && len(t.below(verb, "dobj")) == 0:
		patients = append(patients, v.Head)
	}
	if len(agents) == 0 && !passive && depth < 3 && v.Head >= 0 && slices.Contains([]string{"conj", "xcomp", "advcl"}, v.Label) {
		above, below := t.arguments(v.Head, depth+1)
		agents = above
		if v.Label == "xcomp" && len(below) > 0 && len(t.below(v.Head, "dobj")) > 0 {
			agents = below
		}
	}
	return agents, patients
}
