package main

import (
	"crypto/sha256"
	_ "embed" // for the notices
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"

	"entente/internal/extract"
)

// release is set by the linker when a release is built.
var release = "devel"

// notices are the licences of what is in the program; see go generate.
//
//go:embed NOTICES.txt
var notices string

type versionCommand struct {
	Licences bool `help:"Print the licences of what is in the program."`
}

// Help is shown below the usage.
func (versionCommand) Help() string { return "Example:\n\n  entente version" }

// Run prints the version, or the licences.
func (c *versionCommand) Run(w *world) error {
	if c.Licences {
		_, err := io.WriteString(w.Out, notices)
		return err
	}
	_, err := fmt.Fprintf(w.Out, "entente %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// identity tells this program, reading so, from any other: one that is built otherwise may read otherwise. It is "" when
// that can't be known.
func identity(reader *extract.Extractor) string {
	if program() == "" {
		return ""
	}
	return program() + " " + reader.Version()
}

// program is the hash of this program's file.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	content := sha256.New()
	if _, err := io.Copy(content, file); err != nil {
		return ""
	}
	return hex.EncodeToString(content.Sum(nil))
})

// version is the release, with the commit where the build knows it.
func version() string {
	info, known := debug.ReadBuildInfo()
	if !known {
		return release
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + "-" + s.Value[:12]
		}
	}
	return release
}
