// Package accesstest gives tests API keys of each role; programs make theirs with access.NewKey.
package accesstest

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/access"
)

// Keyring makes a file with a key of each role, named "the reader" and so on, and opens it.
func Keyring(t *testing.T, budget access.Budget) (path string, keys *access.Keys, byRole map[access.Role]string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "keys.txt")
	byRole = map[access.Role]string{}
	for _, role := range access.Roles() {
		key, err := access.NewKey(path, "the "+strings.ToLower(string(role)), role)
		if err != nil {
			t.Fatal(err)
		}
		byRole[role] = key
	}
	keys, err := access.OpenKeys(path, budget, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return path, keys, byRole
}
