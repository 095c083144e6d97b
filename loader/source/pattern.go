package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"entente/internal/diplo"
)

// isPattern tells a pattern of file names from a path: it has the signs of one, and there is nothing of that name.
func isPattern(path string) bool {
	if !strings.ContainsAny(path, "*?[{") {
		return false
	}
	_, err := os.Lstat(path)
	return err != nil
}

// checkPattern tells of a pattern that is none, or that no file matches.
func checkPattern(pattern string) error {
	if !doublestar.ValidatePathPattern(pattern) {
		return diplo.Errorf(diplo.Invalid, "%s is neither a file nor a pattern of names; a pattern is like news/*.html, or news/**/*.html for all directories below", pattern)
	}
	if len(matches(pattern)) == 0 {
		return diplo.Errorf(diplo.NotFound, "no file matches %s", pattern)
	}
	return nil
}

// matches lists the files that a pattern matches by name, as Files does those of a directory: ** stands for any directories, and what is hidden is
// matched only where the pattern says so.
func matches(pattern string) []File {
	paths, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly(), doublestar.WithNoHidden())
	if err != nil {
		return []File{unreadable(pattern, err)}
	}
	slices.Sort(paths)
	var found []File
	for _, path := range paths {
		if !accompanies(filepath.Base(path)) {
			found = append(found, fileAt(path))
		}
	}
	return found
}
