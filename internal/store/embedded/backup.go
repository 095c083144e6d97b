package embedded

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"entente/internal/diplo"
)

// Backup writes the store as it is now to a new file, which can be opened as a store; reads and Puts go on
// meanwhile. A file that is there already is a diplo.Conflict.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if _, err := os.Lstat(path); err == nil {
		return diplo.Errorf(diplo.Conflict, "%s is there already; name a new file for the backup", path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return diplo.Errorf(diplo.Unavailable, "a backup can't be written to %s: %w", path, err)
	}
	c, err := connect(s.path, "mode=ro", "busy_timeout = 10000")
	if err != nil {
		return s.explain(err)
	}
	defer c.close()
	err = c.query(ctx, "VACUUM INTO ?", []any{path}, nil)
	if err != nil {
		os.Remove(path)
		return explain(path, err)
	}
	return nil
}
