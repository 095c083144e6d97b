package watch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"entente/internal/diplo"
)

// Config says what is followed, and how. Its zero values stand for the defaults told beside them.
type Config struct {
	Sources []Source `yaml:"sources"`
	Every   Interval `yaml:"every"` // from one look at a source to the next; 15m
	// Revisit is how old an article is when its page is looked at again, and Until how old when that was for the last time. In between the
	// page is looked at each time that its age has doubled. 15m, 7d.
	Revisit Interval `yaml:"revisit"`
	Until   Interval `yaml:"until"`

	Pause        Interval       `yaml:"pause"`         // between two requests to one host; 1s
	Timeout      Interval       `yaml:"timeout"`       // for one page; 30s
	MaxPage      int64          `yaml:"max-page"`      // MB of one page or feed; 10
	AllowNetwork []netip.Prefix `yaml:"allow-network"` // fetched from, though it is not public
	AtOnce       int            `yaml:"at-once"`       // sources looked at at a time; 16
	State        string         `yaml:"state"`         // file that keeps what was seen
}

// Source is one of the places that articles come from: a feed, a list of pages, or a folder.
type Source struct {
	Feed   string   `yaml:"feed"`   // address
	Pages  []string `yaml:"pages"`  // addresses
	Folder string   `yaml:"folder"` // path; all below it
	Every  Interval `yaml:"every"`  // that of the Config when 0
}

// name tells the source from others, also in a configuration that was changed since.
func (s *Source) name() string {
	switch {
	case s.Feed != "":
		return s.Feed
	case s.Folder != "":
		return s.Folder
	}
	return "pages " + s.Pages[0]
}

// Interval is a duration that is written like 90s, 15m, 6h or 7d.
type Interval time.Duration

// UnmarshalText reads an interval, which is more than nothing.
func (i *Interval) UnmarshalText(text []byte) error {
	read, err := time.ParseDuration(string(text))
	if days, ok := strings.CutSuffix(string(text), "d"); ok {
		var n int
		n, err = strconv.Atoi(days)
		read = time.Duration(n) * 24 * time.Hour
	}
	if err != nil || read <= 0 {
		return fmt.Errorf("%q is no length of time; write it like 90s, 15m, 6h or 7d", text)
	}
	*i = Interval(read)
	return nil
}

// ReadConfig reads a configuration in YAML. Paths in it are seen from the directory of the file. What is wrong with it is diplo.Invalid, all at once.
func ReadConfig(path string) (*Config, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "what to watch can't be read: %w", err)
	}
	c := &Config{}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(c); err != nil && err != io.EOF {
		return nil, diplo.Errorf(diplo.Invalid, "%s: %w", path, err)
	}
	c.complete(filepath.Dir(path))
	if err := c.check(); err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "%s: %w", path, err)
	}
	return c, nil
}

// complete puts in what is left out.
func (c *Config) complete(dir string) {
	for _, setting := range []struct {
		at        *Interval
		otherwise time.Duration
	}{{&c.Every, 15 * time.Minute}, {&c.Revisit, 15 * time.Minute}, {&c.Until, 7 * 24 * time.Hour}, {&c.Pause, time.Second}, {&c.Timeout, 30 * time.Second}} {
		if *setting.at == 0 {
			*setting.at = Interval(setting.otherwise)
		}
	}
	if c.MaxPage == 0 {
		c.MaxPage = 10
	}
	if c.AtOnce == 0 {
		c.AtOnce = 16
	}
	from := func(path *string) {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(dir, *path)
		}
	}
	from(&c.State)
	for i := range c.Sources {
		if s := &c.Sources[i]; s.Every == 0 {
			s.Every = c.Every
		}
		from(&c.Sources[i].Folder)
	}
}

func (c *Config) check() error {
	var wrong []error
	if len(c.Sources) == 0 {
		wrong = append(wrong, errors.New("it names no sources; write them as\n  sources:\n    - feed: https://news.example/world.xml\n    - folder: news/"))
	}
	if c.MaxPage < 0 || c.MaxPage > 100 {
		wrong = append(wrong, fmt.Errorf("max-page is %d; it is from 1 to 100, in MB", c.MaxPage))
	}
	if c.AtOnce < 0 || c.AtOnce > 1000 {
		wrong = append(wrong, fmt.Errorf("at-once is %d; it is from 1 to 1000", c.AtOnce))
	}
	named := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		if err := s.check(); err != nil {
			wrong = append(wrong, fmt.Errorf("source %d: %w", i+1, err))
			continue
		}
		if named[s.name()] {
			wrong = append(wrong, fmt.Errorf("source %d: %s is named twice", i+1, s.name()))
		}
		named[s.name()] = true
	}
	return errors.Join(wrong...)
}

func (s *Source) check() error {
	kinds := 0
	for _, given := range []bool{s.Feed != "", len(s.Pages) > 0, s.Folder != ""} {
		if given {
			kinds++
		}
	}
	if kinds != 1 {
		return errors.New("it has one of feed, pages and folder")
	}
	addresses := s.Pages
	if s.Feed != "" {
		addresses = []string{s.Feed}
	}
	for _, address := range addresses {
		if target, err := url.Parse(address); err != nil || target.Scheme != "http" && target.Scheme != "https" || target.Host == "" {
			return fmt.Errorf("%q is no web address", address)
		}
	}
	return nil
}
