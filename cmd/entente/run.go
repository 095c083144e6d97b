package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"entente/internal/diplo"
)

// world is all that a command sees of the system.
type world struct {
	Args     []string
	In       io.Reader
	Out, Err io.Writer
	Env      func(name string) (value string, set bool)
	Terminal bool // Err is looked at by a person
	Now      func() time.Time
}

// say writes a line to Err.
func (w *world) say(format string, args ...any) { fmt.Fprintf(w.Err, format+"\n", args...) }

// commands is the grammar of the command line.
type commands struct {
	Config configFile `help:"Read settings from this YAML file." placeholder:"FILE" env:"ENTENTE_CONFIG"`

	Serve   serveCommand   `cmd:"" help:"Serve the graph as GraphQL."`
	Load    loadCommand    `cmd:"" help:"Read articles and put what they tell into the store."`
	Watch   watchCommand   `cmd:"" help:"Follow feeds, pages and folders, and keep the store as they are."`
	Import  importCommand  `cmd:"" help:"Put the events of a table (ICEWS, GDELT, CSV) into the store."`
	Extract extractCommand `cmd:"" help:"Read articles and write their events as JSON Lines, without a store."`
	Query   queryCommand   `cmd:"" help:"Ask the graph a GraphQL question."`
	Quality qualityCommand `cmd:"" help:"Score the reading of articles against codings made by hand."`
	Key     keyCommand     `cmd:"" help:"Make API keys for a server with --auth."`
	Backup  backupCommand  `cmd:"" help:"Copy the embedded store to a file, while it is served."`
	Restore restoreCommand `cmd:"" help:"Take a backup back, once it is checked."`
	Bench   benchCommand   `cmd:"" help:"Measure how fast the stores load and answer, side by side."`
	Doctor  doctorCommand  `cmd:"" help:"Check store, model, disk, clock and settings, and say what to do."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// exit is what the parser ends with when it has printed help.
type exit int

// The exit codes.
const (
	ok         = 0
	failed     = 1
	calledBad  = 2
	promptText = "entente: "
)

// run runs the command that the arguments name and gives the exit code.
func run(ctx context.Context, w *world) (code int) {
	defer func() {
		if p := recover(); p != nil {
			status, printed := p.(exit)
			if !printed {
				panic(p)
			}
			code = int(status)
		}
	}()
	set := &settings{lookup: w.Env}
	parser, err := newParser(ctx, w, set)
	if err != nil {
		w.say("%s%v", promptText, err)
		return failed
	}
	if err := set.readDefault(); err != nil {
		w.say("%s%v", promptText, err)
		return calledBad
	}
	arguments := w.Args
	if len(arguments) == 0 {
		arguments = []string{"--help"}
	}
	parsed, err := parser.Parse(arguments)
	if err != nil {
		help := "entente --help"
		var wrong *kong.ParseError
		if errors.As(err, &wrong) && wrong.Context != nil && wrong.Context.Selected() != nil {
			help = "entente " + wrong.Context.Selected().Name + " --help"
		}
		w.say("%s%v\nSee %s.", promptText, err, help)
		return calledBad
	}
	if err := parsed.Run(); err != nil {
		w.complain(err)
		return failed
	}
	return ok
}

// newParser makes what reads the command line into commands, with the settings for what it leaves out.
func newParser(ctx context.Context, w *world, set *settings) (*kong.Kong, error) {
	return kong.New(new(commands),
		kong.Name("entente"),
		kong.Description("News in, a graph of who did what to whom out, asked in GraphQL."),
		kong.Writers(w.Out, w.Err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.PostBuild(set.takeOver),
		kong.Resolvers(set),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Bind(set, w),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
}

// errReported is an error that the user has been told of.
var errReported = errors.New("reported")

// complain tells the user of an error, with suggestions where it has any.
func (w *world) complain(err error) {
	if errors.Is(err, errReported) {
		return
	}
	w.say("%s%v", promptText, err)
	var known *diplo.Error
	if errors.As(err, &known) && len(known.Suggestions) > 0 {
		w.say("Did you mean %s?", strings.Join(known.Suggestions, ", "))
	}
}
