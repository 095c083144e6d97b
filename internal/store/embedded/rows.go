package embedded

import (
	"fmt"
	"strings"
)

// bulk gathers rows of one table and inserts many by one statement.
type bulk[T any] struct {
	table   string
	columns int
	inserts [3]string // the statements for each of steps
	args    []T
	bind    func(*statement, []T) error
}

func newBulk(table string, columns int) *bulk[any] {
	return bulkOf(table, columns, (*statement).bind)
}

// newIntegers is newBulk for a table of integers alone, which cost less.
func newIntegers(table string, columns int) *bulk[int64] {
	return bulkOf(table, columns, (*statement).bindIntegers)
}

func bulkOf[T any](table string, columns int, bind func(*statement, []T) error) *bulk[T] {
	b := &bulk[T]{table: table, columns: columns, bind: bind}
	row := "(" + strings.TrimSuffix(strings.Repeat("?,", columns), ",") + ")"
	for i, rows := range steps {
		b.inserts[i] = fmt.Sprintf("INSERT OR FAIL INTO %s VALUES %s", table, strings.TrimSuffix(strings.Repeat(row+",", rows), ","))
	}
	return b
}

// single makes the rows go one by one. A statement with several may have to be taken back in part, unless its table is one
// WITHOUT ROWID; SQLite keeps copies of pages for that, and has full-text tables flush what they hold in memory.
func (b *bulk[T]) single() *bulk[T] {
	b.inserts[0], b.inserts[1] = "", ""
	return b
}

// otherwise says what becomes of a row that is there already.
func (b *bulk[T]) otherwise(clause string) *bulk[T] {
	for i := range b.inserts {
		b.inserts[i] = strings.Replace(b.inserts[i], "INSERT OR FAIL", "INSERT", 1) + " " + clause
	}
	return b
}

func (b *bulk[T]) add(values ...T) { b.args = append(b.args, values...) }

// steps are the numbers of rows that one statement inserts. A statement must not have more than 32,766 arguments.
var steps = [3]int{64, 8, 1}

// flush inserts the rows in the order in which they were added. A row that fails leaves those before it in place (OR FAIL);
// the transaction must be rolled back then.
func (b *bulk[T]) flush(c *conn) error {
	rest := b.args
	for i, n := range steps {
		if b.inserts[i] == "" || len(rest) < n*b.columns {
			continue
		}
		insert, err := c.prepare(b.inserts[i])
		for ; err == nil && len(rest) >= n*b.columns; rest = rest[n*b.columns:] {
			if err = b.bind(insert, rest[:n*b.columns]); err == nil {
				err = insert.run()
			}
		}
		if err != nil {
			return err
		}
	}
	b.drop()
	return nil
}

// drop forgets what was gathered.
func (b *bulk[T]) drop() {
	clear(b.args)
	b.args = b.args[:0]
}
