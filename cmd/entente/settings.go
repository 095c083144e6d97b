package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// settings gives flags their values from the environment and the settings file, in this order.
type settings struct {
	lookup func(name string) (value string, set bool)
	names  map[*kong.Value][]string // environment variables of each flag
	path   string
	file   map[string]any
}

// takeOver notes the flags' environment variables and takes them from the parser, which
// would ask the system itself and prefer the file to it.
func (s *settings) takeOver(k *kong.Kong) error {
	s.names = map[*kong.Value][]string{}
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok && len(flag.Tag.Envs) > 0 {
			names := flag.Tag.Envs
			s.names[flag.Value] = names
			flag.Tag.Envs, flag.Envs = nil, nil
			flag.Help += " ($" + strings.Join(names, ", $") + ")"
		}
		return next(nil)
	})
}

// Resolve gives the value of a flag that the command line does not set; nil for none.
func (s *settings) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range s.names[flag.Value] {
		if value, set := s.lookup(name); set && value != "" {
			return value, nil
		}
	}
	if node := parent.Node(); node != nil {
		if own, ok := s.file[node.Name].(map[string]any); ok {
			if value, ok := own[flag.Name]; ok {
				return value, nil
			}
		}
	}
	if _, section := s.file[flag.Name].(map[string]any); section {
		return nil, nil // of the command with the same name
	}
	return s.file[flag.Name], nil
}

// Validate refuses a file with a key that is no flag: a slip of the pen must not go unnoticed.
func (s *settings) Validate(app *kong.Application) error {
	known := map[string][]string{}
	for _, command := range app.Children {
		for _, flag := range command.Flags {
			known[""] = append(known[""], flag.Name)
			known[command.Name] = append(known[command.Name], flag.Name)
		}
	}
	for key, value := range s.file {
		own, nested := value.(map[string]any)
		if !nested {
			if !slices.Contains(known[""], key) {
				return fmt.Errorf("%s: no command has a flag --%s", s.path, key)
			}
			continue
		}
		for name := range own {
			if !slices.Contains(known[key], name) {
				return fmt.Errorf("%s: the command %s has no flag --%s", s.path, key, name)
			}
		}
	}
	return nil
}

// read takes the settings of a file.
func (s *settings) read(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	s.path, s.file = path, map[string]any{}
	if err := yaml.Unmarshal(content, &s.file); err != nil {
		return fmt.Errorf("settings: %s: %w", path, err)
	}
	return nil
}

// readDefault reads the file that the environment names, where it names one.
func (s *settings) readDefault() error {
	if path, set := s.lookup("ENTENTE_CONFIG"); set && path != "" {
		return s.read(path)
	}
	return nil
}

// configFile is the flag that names the settings file.
type configFile string

// BeforeResolve reads the file before other flags ask it.
func (configFile) BeforeResolve(ctx *kong.Context, trace *kong.Path, s *settings) error {
	path, _ := ctx.FlagValue(trace.Flag).(configFile)
	return s.read(string(path))
}
