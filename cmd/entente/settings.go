package main

import (
	"errors"
	"fmt"
	"os"
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
				return written(flag, value), nil
			}
		}
	}
	if _, section := s.file[flag.Name].(map[string]any); section {
		return nil, nil // of the command with the same name
	}
	return written(flag, s.file[flag.Name]), nil
}

// Validate refuses a file with a key that is no flag: a slip of the pen must not go unnoticed.
func (s *settings) Validate(app *kong.Application) error {
	all, of := map[string]*kong.Flag{}, map[string]map[string]*kong.Flag{}
	for _, command := range app.Children {
		own := map[string]*kong.Flag{}
		for _, flag := range command.Flags {
			all[flag.Name], own[flag.Name] = flag, flag
		}
		of[command.Name] = own
	}
	for key, value := range s.file {
		own, nested := value.(map[string]any)
		if !nested || of[key] == nil {
			if all[key] == nil {
				return fmt.Errorf("%s: no command has a flag --%s", s.path, key)
			}
			if err := fits(all[key], value); err != nil {
				return fmt.Errorf("%s: %s %w", s.path, key, err)
			}
			continue
		}
		for name, value := range own {
			if of[key][name] == nil {
				return fmt.Errorf("%s: the command %s has no flag --%s", s.path, key, name)
			}
			if err := fits(of[key][name], value); err != nil {
				return fmt.Errorf("%s: %s of %s %w", s.path, name, key, err)
			}
		}
	}
	return nil
}

// fits tells what is wrong with a value of the file for the flag.
func fits(flag *kong.Flag, value any) error {
	switch v := value.(type) {
	case map[string]any:
		return errors.New("has settings below it, and takes a value")
	case []any:
		if !flag.IsSlice() {
			return errors.New("has a list, and takes one value")
		}
		for _, one := range v {
			if !single(one) {
				return errors.New("has a list of other things than values")
			}
		}
	}
	return nil
}

// single tells whether a value of the file is neither a list nor a mapping.
func single(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

// written is a value of the file as it would stand on the command line, where all is text: YAML takes 8080 for a number.
// What does not fit the flag is refused later, by Validate.
func written(flag *kong.Flag, value any) any {
	switch v := value.(type) {
	case nil, bool:
		return v
	case []any:
		if flag.IsSlice() {
			texts := make([]any, len(v))
			for i := range v {
				texts[i] = fmt.Sprint(v[i])
			}
			return texts
		}
	}
	return fmt.Sprint(value)
}

// read takes the settings of a file.
func (s *settings) read(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	s.path, s.file = path, map[string]any{}
	var wrong *yaml.TypeError
	switch err := yaml.Unmarshal(content, &s.file); {
	case errors.As(err, &wrong), err != nil && strings.Contains(err.Error(), "invalid map key"): // whose text is about Go's types
		return fmt.Errorf("settings: %s: it is no list of settings; each is a line such as store: graph.db", path)
	case err != nil:
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
