package embedded

import (
	"fmt"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// statement is a prepared statement.
type statement struct {
	conn    *conn
	handle  uintptr
	texts   uintptr // memory of SQLite's kind with the texts and blobs that are bound
	room    int     // how many bytes that has
	columns int
	row     []any   // as rows gives it
	whole   []int64 // as integers gives it
}

var errMemory = &fault{sqlite3.SQLITE_NOMEM, "out of memory"}

func (s *statement) close() {
	sqlite3.Xsqlite3_finalize(s.conn.tls, s.handle)
	sqlite3.Xsqlite3_free(s.conn.tls, s.texts)
}

// reset makes the statement ready to run again. Its error would be that of the last step.
func (s *statement) reset() { sqlite3.Xsqlite3_reset(s.conn.tls, s.handle) }

// bind sets the arguments: whole numbers, float64, bool, string and []byte; nil and a nil []byte are NULL.
func (s *statement) bind(args []any) error {
	size := 1 // for the address of an empty text
	for _, arg := range args {
		switch v := arg.(type) {
		case string:
			size += len(v)
		case []byte:
			size += len(v)
		}
	}
	if size > s.room {
		sqlite3.Xsqlite3_free(s.conn.tls, s.texts)
		s.room = 2 * size
		if s.texts = sqlite3.Xsqlite3_malloc64(s.conn.tls, sqlite3.Tsqlite3_uint64(s.room)); s.texts == 0 {
			s.room = 0
			return errMemory
		}
	}
	texts, used := libc.GoBytes(s.texts, s.room), 0
	for i, arg := range args {
		var code int32
		switch tls, at := s.conn.tls, int32(i+1); v := arg.(type) {
		case int64:
			code = sqlite3.Xsqlite3_bind_int64(tls, s.handle, at, v)
		case int:
			code = sqlite3.Xsqlite3_bind_int64(tls, s.handle, at, int64(v))
		case string:
			code = sqlite3.Xsqlite3_bind_text(tls, s.handle, at, s.texts+uintptr(used), int32(len(v)), sqlite3.SQLITE_STATIC)
			used += copy(texts[used:], v)
		case []byte:
			if v == nil {
				code = sqlite3.Xsqlite3_bind_null(tls, s.handle, at)
				break
			}
			code = sqlite3.Xsqlite3_bind_blob(tls, s.handle, at, s.texts+uintptr(used), int32(len(v)), sqlite3.SQLITE_STATIC)
			used += copy(texts[used:], v)
		case float64:
			code = sqlite3.Xsqlite3_bind_double(tls, s.handle, at, v)
		case bool:
			n := int64(0)
			if v {
				n = 1
			}
			code = sqlite3.Xsqlite3_bind_int64(tls, s.handle, at, n)
		case nil:
			code = sqlite3.Xsqlite3_bind_null(tls, s.handle, at)
		default:
			return fmt.Errorf("argument %d is of type %T", i+1, arg)
		}
		if code != sqlite3.SQLITE_OK {
			return s.conn.fault(code)
		}
	}
	return nil
}

// bindIntegers sets arguments that are all integers.
func (s *statement) bindIntegers(args []int64) error {
	for i, arg := range args {
		if code := sqlite3.Xsqlite3_bind_int64(s.conn.tls, s.handle, int32(i+1), arg); code != sqlite3.SQLITE_OK {
			return s.conn.fault(code)
		}
	}
	return nil
}

// exec runs the statement with the arguments.
func (s *statement) exec(args []any) error {
	if err := s.bind(args); err != nil {
		return err
	}
	return s.run()
}

// run runs the statement as it is bound, and passes over rows that it gives.
func (s *statement) run() (err error) {
	for more := true; more; {
		more, err = s.step()
	}
	s.reset()
	return err
}

// step runs the statement to its next row; there is none at its end.
func (s *statement) step() (row bool, err error) {
	switch code := sqlite3.Xsqlite3_step(s.conn.tls, s.handle); code {
	case sqlite3.SQLITE_ROW:
		return true, nil
	case sqlite3.SQLITE_DONE:
		return false, nil
	default:
		return false, s.conn.fault(code)
	}
}

// rows calls each for every row. Numbers are int64 or float64.
func (s *statement) rows(each func(row []any) error) error {
	if s.row == nil {
		s.row = make([]any, s.columns)
	}
	return s.steps(func() error {
		for i := range s.row {
			s.row[i] = s.column(int32(i))
		}
		return each(s.row)
	})
}

// integers calls each for every row, of which all columns are integers.
func (s *statement) integers(each func(row []int64) error) error {
	if s.whole == nil {
		s.whole = make([]int64, s.columns)
	}
	return s.steps(func() error {
		for i := range s.whole {
			s.whole[i] = sqlite3.Xsqlite3_column_int64(s.conn.tls, s.handle, int32(i))
		}
		return each(s.whole)
	})
}

// steps calls each at every row.
func (s *statement) steps(each func() error) error {
	for n := 1; ; n++ {
		if n%256 == 0 && s.conn.asking.Err() != nil {
			return s.conn.asking.Err()
		}
		if more, err := s.step(); err != nil || !more {
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
}

func (s *statement) column(i int32) any {
	tls := s.conn.tls
	switch sqlite3.Xsqlite3_column_type(tls, s.handle, i) {
	case sqlite3.SQLITE_INTEGER:
		return sqlite3.Xsqlite3_column_int64(tls, s.handle, i)
	case sqlite3.SQLITE_FLOAT:
		return sqlite3.Xsqlite3_column_double(tls, s.handle, i)
	case sqlite3.SQLITE_TEXT:
		text := sqlite3.Xsqlite3_column_text(tls, s.handle, i)
		return string(libc.GoBytes(text, int(sqlite3.Xsqlite3_column_bytes(tls, s.handle, i))))
	case sqlite3.SQLITE_BLOB:
		blob := sqlite3.Xsqlite3_column_blob(tls, s.handle, i)
		return append([]byte(nil), libc.GoBytes(blob, int(sqlite3.Xsqlite3_column_bytes(tls, s.handle, i)))...)
	}
	return nil
}
