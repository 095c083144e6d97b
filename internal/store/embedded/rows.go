package embedded

import (
	"fmt"
	"strings"
)

// bulk gathers rows of one table and inserts many by one statement.
type bulk struct {
	table   string
	columns int
	inserts [3]string // the statements for each of steps
	args    []any
}

func newBulk(table string, columns int) *bulk {
	b := &bulk{table: table, columns: columns}
	row := "(" + strings.TrimSuffix(strings.Repeat("?,", columns), ",") + ")"
	for i, rows := range steps {
		b.inserts[i] = fmt.Sprintf("INSERT OR FAIL INTO %s VALUES %s", table, strings.TrimSuffix(strings.Repeat(row+",", rows), ","))
	}
	return b
}

// single makes the rows go one by one. A statement with several may have to be taken back in part, unless its table is one
// WITHOUT ROWID; SQLite keeps copies of pages for that, and has full-text tables flush what they hold in memory.
func (b *bulk) single() *bulk {
	b.inserts[0], b.inserts[1] = "", ""
	return b
}

// otherwise says what becomes of a row that is there already.
func (b *bulk) otherwise(clause string) *bulk {
	for i := range b.inserts {
		b.inserts[i] = strings.Replace(b.inserts[i], "INSERT OR FAIL", "INSERT", 1) + " " + clause
	}
	return b
}

func (b *bulk) add(values ...any) { b.args = append(b.args, values...) }

// steps are the numbers of rows that one statement inserts. A statement must not have more than 32,766 arguments.
var steps = [3]int{64, 8, 1}

// flush inserts the rows in the order in which they were added. A row that fails leaves those before it in place (OR FAIL);
// the transaction must be rolled back then.
func (b *bulk) flush(c *conn) error {
	rest := b.args
	for i, n := range steps {
		if b.inserts[i] == "" || len(rest) < n*b.columns {
			continue
		}
		insert, err := c.prepare(b.inserts[i])
		for ; err == nil && len(rest) >= n*b.columns; rest = rest[n*b.columns:] {
			err = insert.exec(rest[:n*b.columns])
		}
		if err != nil {
			return err
		}
	}
	clear(b.args)
	b.args = b.args[:0]
	return nil
}
