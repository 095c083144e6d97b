package main

import (
	"fmt"

	"entente/bench/process"
)

// stateOf writes what a process has: memory, open files, threads and processor time so far; nothing where it is not known.
func stateOf(s process.State) string {
	if s == (process.State{}) {
		return ""
	}
	return fmt.Sprintf("%3d MB  %5d  %7d  %.1f s", s.Memory>>20, s.Files, s.Threads, s.CPU.Seconds())
}
