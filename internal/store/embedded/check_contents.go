package embedded

import (
	"bytes"
	"strings"
)

// contents hashes again what is stored of each article and of what was read in it, former readings too, and compares that with the hash of what was put.
func (c *check) contents(q *question) error {
	sql := "SELECT a.id, a.hash, a.lists, " + strings.TrimPrefix(articleColumns, "SELECT ") + " ORDER BY a.id"
	records := recordBodies{}
	return q.query(q.ctx, sql, nil, func(row []any) error {
		id, hash, lists := row[0].(int64), row[1].([]byte), read(row[2].([]byte))
		article, err := articleOf(row[3:])
		if err != nil {
			c.find("%v", err)
			return nil
		}
		is := newContent(&article)
		for _, table := range recordTables {
			for n := lists.number(); n > 0 && !lists.bad; n-- {
				body, err := records.of(q, recordUse{table, int64(lists.number())})
				if err != nil {
					return err
				}
				is.Write(body)
			}
			is.next()
		}
		first, last := mentionsOf(id)
		err = q.query(q.ctx, "SELECT body FROM mention WHERE id BETWEEN ? AND ? ORDER BY id", []any{first, last}, func(row []any) error {
			is.Write(row[0].([]byte))
			return nil
		})
		if !bytes.Equal(is.hash(), hash) {
			c.find("%s, or what was read in it, is not as it was put", article.ID)
		}
		return err
	})
}

// recordBodies are those of records that were looked up; most are listed by many articles.
type recordBodies map[recordUse][]byte

// of is the body of the record, nil when there is none.
func (b recordBodies) of(q *question, use recordUse) ([]byte, error) {
	if body, known := b[use]; known {
		return body, nil
	}
	row, err := q.one(q.ctx, "SELECT body FROM "+use.table+" WHERE id = ?", use.id)
	if err != nil || row == nil {
		return nil, err
	}
	if len(b) >= maxRemembered {
		clear(b)
	}
	b[use] = row[0].([]byte)
	return b[use], nil
}
