package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is set by the linker when a release is built.
var release = "devel"

type versionCommand struct{}

// Help is shown below the usage.
func (versionCommand) Help() string { return "Example:\n\n  entente version" }

// Run prints the version.
func (versionCommand) Run(w *world) error {
	_, err := fmt.Fprintf(w.Out, "entente %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

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
