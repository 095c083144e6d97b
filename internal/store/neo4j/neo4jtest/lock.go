package neo4jtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// held keeps the lock files open, and so locked, until the process ends.
var held []*os.File

// lock waits until no other process holds the lock of that name, and holds it until the process ends.
func lock(name string) error {
	sum := sha256.Sum256([]byte(name))
	path := filepath.Join(os.TempDir(), "entente-neo4j-"+hex.EncodeToString(sum[:6])+".lock")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("lock on Neo4j: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("lock on Neo4j: %s: %w", path, err)
	}
	held = append(held, file)
	return nil
}
