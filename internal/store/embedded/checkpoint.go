package embedded

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// checkpointer copies what was committed from the log into the file, on a connection of its own while the next writes go on. Numbers are of pages in the log.
type checkpointer struct {
	c       *conn
	logged  int      // by the last commit
	copied  int      // of those
	next    int      // at how many it is looked at again
	running chan int // gives how many are copied when the copying under way ends; nil when none is
	logLengths
}

type logLengths struct {
	short int // not worth copying yet
	few   int // can be waited for, if nothing else is left to copy
	long  int // too long to be written on: it begins anew only when all of it was copied, for which the next write waits then
}

// usualLengths come to 32, 4 and 128 MB.
var usualLengths = logLengths{short: 8192, few: 1024, long: 32768}

func newCheckpointer(c *conn, lengths logLengths) *checkpointer {
	return &checkpointer{c: c, next: lengths.short, logLengths: lengths}
}

// committed is told of the log after each transaction, by the goroutine that writes.
func (k *checkpointer) committed(logged int) {
	if logged < k.logged { // it began anew
		k.copied, k.next = 0, k.short
	}
	k.logged = logged
	if k.running != nil && logged < k.long {
		select {
		case copied := <-k.running:
			k.ended(copied)
		default:
			return
		}
	}
	if logged < k.next {
		return
	}
	if k.left() > k.few && logged < k.long {
		k.start()
		return
	}
	k.wait()
	k.copied = k.copy()
	k.next = logged + k.few
}

// left is how many pages are to be copied.
func (k *checkpointer) left() int { return k.logged - k.copied }

// start copies what there is in the log while writes go on.
func (k *checkpointer) start() {
	k.running = make(chan int, 1)
	go func() { k.running <- k.copy() }()
}

func (k *checkpointer) ended(copied int) { k.copied, k.running = copied, nil }

// wait lets the copying under way come to its end.
func (k *checkpointer) wait() {
	if k.running != nil {
		k.ended(<-k.running)
	}
}

// copy copies as much as readers of older states let it, and gives how many pages of the log have been copied in all. What fails is done by the next one: until then
// the log has it.
func (k *checkpointer) copy() (copied int) {
	counts := k.c.cell // the second half is how many were copied
	code := sqlite3.Xsqlite3_wal_checkpoint_v2(k.c.tls, k.c.db, 0, sqlite3.SQLITE_CHECKPOINT_PASSIVE, counts, counts+4)
	if code != sqlite3.SQLITE_OK {
		return k.copied
	}
	return int(libc.AtomicLoadNInt32(counts+4, 0))
}

// reportLog is the address of the function that SQLite tells after each commit how many pages the log has.
var reportLog = func() uintptr {
	function := func(_ *libc.TLS, _, db, _ uintptr, pages int32) int32 {
		if c, ok := connections.Load(db); ok {
			c.(*conn).logged = int(pages)
		}
		return sqlite3.SQLITE_OK
	}
	return *(*uintptr)(unsafe.Pointer(&function))
}()
