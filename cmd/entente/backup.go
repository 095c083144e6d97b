package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store/embedded"
)

type backupCommand struct {
	File string `arg:"" help:"New file to write." placeholder:"FILE"`
	storeFlags
}

// Help is shown below the usage.
func (backupCommand) Help() string {
	return `The file is a store of its own, as the store is now; a server that has it open goes on serving and loading meanwhile.

Example:

  entente backup sunday.db --store entente.db`
}

// Run writes the backup.
func (c *backupCommand) Run(ctx context.Context, w *world) error {
	s, err := c.openFile(toRead)
	if err != nil {
		return err
	}
	err = s.Backup(ctx, c.File)
	if closing := s.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	w.say("%s is in %s", c.Store, c.File)
	return nil
}

type restoreCommand struct {
	File string `arg:"" help:"Backup to take back." placeholder:"FILE"`
	storeFlags
}

// Help is shown below the usage.
func (restoreCommand) Help() string {
	return `The backup is checked first: one that is not sound is refused, and the store stays as it is. Stop the server that has the store open before.

Example:

  entente restore sunday.db --store entente.db`
}

// Run replaces the store by the backup.
func (c *restoreCommand) Run(ctx context.Context, w *world) error {
	if err := c.wantFile(); err != nil {
		return err
	}
	if err := embedded.Restore(ctx, c.File, c.Store); err != nil {
		return err
	}
	w.say("%s is what %s holds", c.Store, c.File)
	return nil
}

// wantFile refuses a store that is no file of ours.
func (f *storeFlags) wantFile() error {
	remote, err := f.remote()
	if err == nil && remote {
		err = diplo.Errorf(diplo.Unsupported, "%s is a Neo4j server: its own tools make and restore backups (neo4j-admin database dump)", f.Store)
	}
	return err
}

// memory is an amount of memory as it is written on the command line: 256MB.
type memory int64

// UnmarshalText reads "64MB", "2GB" or a number of bytes.
func (m *memory) UnmarshalText(text []byte) error {
	digits, unit := strings.ToUpper(string(text)), int64(1)
	for _, u := range []struct {
		name string
		size int64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}} {
		if rest, ok := strings.CutSuffix(digits, u.name); ok {
			digits, unit = strings.TrimSpace(rest), u.size
		}
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n <= 0 {
		return fmt.Errorf("%q is no amount of memory; write it as 256MB or 2GB", text)
	}
	*m = memory(n * unit)
	return nil
}
