package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"modernc.org/sqlite"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Temporary is the path of a store that is kept in a folder of its own until it is closed, and never synced: for
// tests and trials.
const Temporary = ":memory:"

// Options say how to open a store; the zero value is fine.
type Options struct {
	// CacheBytes is how much memory the store may use to keep pages of the file at hand, over all connections; 0 is
	// DefaultCacheBytes. What the system keeps of the file comes on top, and is given back when others need it.
	CacheBytes int64
	// ReadOnly opens a store for questions alone. It may be open for writing in another process meanwhile.
	ReadOnly bool
	// Now tells the time at which things are stored; nil is time.Now.
	Now func() time.Time
}

// DefaultCacheBytes is the memory used when Options do not say.
const DefaultCacheBytes = 256 << 20

// Store is an open store file. It implements store.Store.
type Store struct {
	reading
	path      string
	options   Options
	lock      *lock
	folder    string // to remove on Close, "" for none
	relations relations

	readers *pool
	writer  *writer
	log     *checkpointer
	tasks   chan *task
	written chan struct{} // closed when the writing goroutine has ended

	instance string // of table mark: tells its positions from those of other stores

	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup // calls under way
}

var _ store.Store = (*Store)(nil)

// Open opens the store in the file at path, and makes it when there is none. Only one process may have it open for
// writing: another one's attempt is a diplo.Conflict. A file that is no store is diplo.Invalid, one of a newer format
// diplo.Unsupported, one that can't be reached or written diplo.Unavailable.
func Open(path string, options Options) (_ *Store, err error) {
	if options.CacheBytes <= 0 {
		options.CacheBytes = DefaultCacheBytes
	}
	s := &Store{path: path, options: options, tasks: make(chan *task), written: make(chan struct{})}
	s.reading = reading{s, lastInstant}
	defer func() {
		if err != nil {
			s.free()
		}
	}()
	if path == Temporary {
		if s.folder, err = os.MkdirTemp("", "entente-"); err != nil {
			return nil, diplo.Errorf(diplo.Unavailable, "a temporary store can't be made: %w", err)
		}
		s.path = filepath.Join(s.folder, "graph.db")
	}
	if err := s.checkPath(); err != nil {
		return nil, err
	}
	if !options.ReadOnly {
		if err := s.openWriter(path == Temporary); err != nil {
			return nil, err
		}
	}
	if err := s.openReaders(); err != nil {
		return nil, err
	}
	if s.writer != nil {
		go s.write()
	}
	return s, nil
}

// checkPath finds out what SQLite would explain badly.
func (s *Store) checkPath() error {
	info, err := os.Stat(s.path)
	switch {
	case s.path == "":
		return diplo.Errorf(diplo.Invalid, "the path of the store is empty")
	case err == nil && info.IsDir():
		return diplo.Errorf(diplo.Invalid, "%s is a folder; name the file in it that the store is to be kept in", s.path)
	case errors.Is(err, fs.ErrNotExist) && s.options.ReadOnly:
		return diplo.Errorf(diplo.NotFound, "there is no store %s to read", s.path)
	case errors.Is(err, fs.ErrNotExist):
		if info, err := os.Stat(filepath.Dir(s.path)); err != nil || !info.IsDir() {
			return diplo.Errorf(diplo.Unavailable, "store %s can't be made: there is no folder %s", s.path, filepath.Dir(s.path))
		}
	case err != nil:
		return diplo.Errorf(diplo.Unavailable, "store %s can't be opened: %w", s.path, err)
	}
	return nil
}

func (s *Store) openWriter(temporary bool) (err error) {
	if s.lock, err = takeLock(s.path); err != nil {
		return err
	}
	sqlite.Fdatasync(true) // as durable as fsync, without writing down when the file changed; where a system has no such call nothing changes
	durable := "synchronous = FULL"
	if temporary {
		durable = "synchronous = OFF"
	}
	c, err := connect(s.path, "mode=rwc", "busy_timeout = 10000", "page_size = 4096", "journal_mode = WAL", durable, "temp_store = MEMORY",
		"journal_size_limit = 134217728", fmt.Sprintf("cache_size = %d", -s.options.CacheBytes/8/1024),
		fmt.Sprintf("mmap_size = %d", mappedBytes))
	if err != nil {
		return explain(s.path, err)
	}
	s.writer = newWriter(c, relations{}, s.options.Now)
	c.watchLog()
	copying, err := connect(s.path, "mode=rw", durable)
	if err != nil {
		return explain(s.path, err)
	}
	s.log = newCheckpointer(copying, usualLengths)
	return explain(s.path, safely(func() error {
		if err := migrate(background, c, s.path); err != nil {
			return err
		}
		return writeRelations(c)
	}))
}

// mappedBytes is how much of the file is read through the system's own cache rather than copied: address space, not memory.
const mappedBytes = 1 << 36

func (s *Store) openReaders() error {
	size := max(4, 2*runtime.GOMAXPROCS(0))
	parameters := "mode=ro"
	if s.options.ReadOnly {
		// A file that no process has open, in a folder where none may be made beside it, can't change.
		if _, err := os.Stat(s.path + "-wal"); errors.Is(err, fs.ErrNotExist) && !writable(filepath.Dir(s.path)) {
			parameters = "mode=ro&immutable=1"
		}
	}
	s.readers = newPool(size, func() (*conn, error) {
		return connect(s.path, parameters, "busy_timeout = 10000", "query_only = ON", "temp_store = MEMORY",
			fmt.Sprintf("cache_size = %d", -s.options.CacheBytes/2/1024/int64(size)), fmt.Sprintf("mmap_size = %d", mappedBytes))
	})
	return s.readers.with(background, func(c *conn) error {
		version, err := checkFormat(background, c, s.path)
		if err != nil {
			return err
		}
		if version < format {
			return diplo.Errorf(diplo.Unsupported, "store %s has format %d, older than %d: open it once for writing", s.path, version, format)
		}
		if s.relations, err = readRelations(background, c); err != nil {
			return explain(s.path, err)
		}
		mark, err := c.one(background, "SELECT name FROM mark WHERE rowid = 1")
		if err == nil {
			s.instance = mark[0].(string)
		}
		if s.writer != nil {
			s.writer.relations = s.relations
		}
		return explain(s.path, err)
	}, s.explain)
}

// writable tells whether files can be made in the folder.
func writable(folder string) bool {
	file, err := os.CreateTemp(folder, ".entente-*")
	if err != nil {
		return false
	}
	file.Close()
	os.Remove(file.Name())
	return true
}

// enter begins a call, which ends with leave; it fails when the store is closed.
func (s *Store) enter() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return diplo.Errorf(diplo.Unavailable, "store %s is closed", s.path)
	}
	s.calls.Add(1)
	return nil
}

func (s *Store) leave() { s.calls.Done() }

// Close waits for calls under way and frees what is held. Closing again does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	s.calls.Wait()
	if s.writer != nil {
		close(s.tasks)
		<-s.written
	}
	return s.free()
}

// free closes connections and files. Readers go first, so that the writer's connection is the last and tidies up.
func (s *Store) free() (err error) {
	if s.readers != nil {
		err = s.readers.close()
	}
	if s.log != nil {
		s.log.wait()
		if e := s.log.c.close(); err == nil {
			err = e
		}
	}
	if s.writer != nil {
		if e := s.writer.c.close(); err == nil {
			err = e
		}
	}
	s.lock.release()
	if s.folder != "" {
		if e := os.RemoveAll(s.folder); err == nil {
			err = e
		}
	}
	return s.explain(err)
}
