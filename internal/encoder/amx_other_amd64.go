//go:build amd64 && !linux

package encoder

func mayUseTiles() bool { return false }
