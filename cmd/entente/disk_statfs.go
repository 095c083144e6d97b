//go:build linux || darwin

package main

import "golang.org/x/sys/unix"

// freeBytes is how much may still be written in the folder; false when the system does not tell.
func freeBytes(folder string) (int64, bool) {
	var stat unix.Statfs_t
	if err := unix.Statfs(folder, &stat); err != nil {
		return 0, false
	}
	return int64(stat.Bavail) * int64(stat.Bsize), true
}
