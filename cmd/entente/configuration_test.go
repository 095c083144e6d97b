package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

//go:generate go test . -run ^TestTheConfigurationPageIsThatOfTheFlags$ -update

var update = flag.Bool("update", false, "write examples/CONFIGURATION.md anew")

const configurationPage = "../../examples/CONFIGURATION.md"

func TestTheConfigurationPageIsThatOfTheFlags(t *testing.T) {
	page := configuration(t)
	if *update {
		if err := os.WriteFile(configurationPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(configurationPage)
	if err != nil || string(kept) != page {
		t.Errorf("%s is not that of the flags: go generate ./cmd/entente (%v)", configurationPage, err)
	}
	for _, setting := range []string{"| `--listen=HOST:PORT` | `ENTENTE_LISTEN` | `127.0.0.1:8080` |", "`ENTENTE_STORE`, `NEO4J_URI`", "### `entente key new`"} {
		if !strings.Contains(page, setting) {
			t.Errorf("it has no %s", setting)
		}
	}
}

const configurationHead = `# Configuration

Every setting, as the program itself has it; this page is made by ` + "`go generate ./cmd/entente`" + `.

A setting is a flag, an environment variable, and a line of the YAML file that ` + "`--config`" + ` or ` + "`ENTENTE_CONFIG`" + ` names, where its key is the flag without the
dashes, below the name of a command or for all of them. The command line wins over the environment, and that over the file. An empty variable is none. Secrets belong
in the environment. Times are written like ` + "`90s`, `15m` or `2h`, sizes like `512KB` or `1GB`" + `.
`

// setting is a flag as the page shows it.
type setting struct {
	group, flag, row string
	commands         []string
}

// configuration writes the page: what several commands take, by group, then what each takes alone.
func configuration(t *testing.T) string {
	t.Helper()
	set := &settings{lookup: func(string) (string, bool) { return "", false }}
	parser, err := newParser(t.Context(), &world{Out: io.Discard, Err: io.Discard}, set)
	if err != nil {
		t.Fatal(err)
	}
	var all []*setting
	var commands []*kong.Node
	take := func(node *kong.Node, name string) {
		for _, f := range node.Flags {
			if f.Hidden || f.Name == "help" {
				continue
			}
			s := &setting{flag: f.Name, row: rowOf(f, set.names[f.Value])}
			if f.Group != nil {
				s.group = f.Group.Title
			}
			if at := slices.IndexFunc(all, func(other *setting) bool { return other.row == s.row && other.group == s.group }); at >= 0 {
				s = all[at]
			} else {
				all = append(all, s)
			}
			s.commands = append(s.commands, name)
		}
	}
	for _, command := range parser.Model.Children {
		leaves := command.Children
		if len(leaves) == 0 {
			leaves = []*kong.Node{command}
		}
		for _, leaf := range leaves {
			take(leaf, strings.TrimPrefix(leaf.Path(), "entente "))
			commands = append(commands, leaf)
		}
	}

	var page strings.Builder
	page.WriteString(configurationHead)
	const head = "\n| Flag | Variable | Default | |\n|---|---|---|---|\n"
	page.WriteString("\n## Of every command\n" + head)
	for _, f := range parser.Model.Flags {
		if f.Name != "help" {
			page.WriteString(rowOf(f, set.names[f.Value]))
		}
	}
	page.WriteString("\n## Of several commands\n")
	last := ""
	for _, s := range slices.SortedStableFunc(slices.Values(all), func(a, b *setting) int {
		return strings.Compare(a.group+strings.Join(a.commands, ", "), b.group+strings.Join(b.commands, ", "))
	}) {
		if len(s.commands) < 2 {
			continue
		}
		title := strings.TrimPrefix(s.group+": ", ": ") + "`" + strings.Join(s.commands, "`, `") + "`"
		if title != last {
			fmt.Fprintf(&page, "\n%s\n%s", title, head)
			last = title
		}
		page.WriteString(s.row)
	}
	page.WriteString("\n## Of one command\n")
	for _, command := range commands {
		name := strings.TrimPrefix(command.Path(), "entente ")
		fmt.Fprintf(&page, "\n### `entente %s`\n\n%s\n", name, command.Help)
		rows := ""
		for _, p := range command.Positional {
			rows += fmt.Sprintf("| `%s` | | | %s |\n", p.Summary(), inTable(p.Help))
		}
		for _, s := range all {
			if len(s.commands) == 1 && s.commands[0] == name {
				rows += s.row
			}
		}
		if rows != "" {
			page.WriteString(head + rows)
		}
	}
	return page.String()
}

func rowOf(f *kong.Flag, variables []string) string {
	name, value, names := "--"+f.Name, f.Default, ""
	if !f.IsBool() {
		name += "=" + strings.Trim(f.FormatPlaceHolder(), "\"")
	}
	if f.Short != 0 {
		name = "-" + string(f.Short) + ", " + name
	}
	if len(variables) > 0 {
		names = "`" + strings.Join(variables, "`, `") + "`"
	}
	help := f.Help
	if value != "" {
		help, value = strings.Replace(help, "; "+value+" when left out", "", 1), "`"+value+"`"
	}
	if at := strings.LastIndex(help, " ($"); at >= 0 {
		help = help[:at]
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s |\n", inTable(name), names, value, inTable(help))
}

// inTable is a text as it may stand in a cell.
func inTable(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
