package embedded

import (
	"errors"
	"os"

	"entente/internal/diplo"
)

// lock is held on a file beside the store by the one process that writes it. The system lets go of it when the
// process ends, however it ends; the file stays and means nothing.
type lock struct{ file *os.File }

// errLocked is what lockFile gives when another process holds the lock.
var errLocked = errors.New("locked")

func takeLock(path string) (*lock, error) {
	file, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, diplo.Errorf(diplo.Unavailable, "store %s can't be opened for writing: %w", path, err)
	}
	if err := lockFile(file); err != nil {
		file.Close()
		if errors.Is(err, errLocked) {
			return nil, diplo.Errorf(diplo.Conflict, "store %s is open for writing by another process; stop that one, or open the store read-only", path)
		}
		return nil, diplo.Errorf(diplo.Unavailable, "store %s can't be locked: %w", path, err)
	}
	return &lock{file}, nil
}

func (l *lock) release() {
	if l != nil {
		l.file.Close()
	}
}

// InUse tells whether a process has the store at the path open for writing.
func InUse(path string) bool {
	file, err := os.OpenFile(path+".lock", os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer file.Close()
	return errors.Is(lockFile(file), errLocked)
}
