package source

import (
	"compress/gzip"
	"errors"
	"io"
	"sync/atomic"
)

// How much may be unpacked: some bytes can be made to unpack for days. Text packs to a tenth, tables that repeat themselves to a hundredth.
const (
	maxUnpacked    = 1 << 40
	maxRatio       = 250
	freelyUnpacked = 64 << 20 // whatever the ratio
)

var errUnpacksTooMuch = errors.New("it unpacks to more than 250 times its size, or more than 1 TB")

// budget is for what is unpacked from packed bytes.
type budget struct {
	packed func() int64
	used   int64
	spent  bool
}

// bounded reads as long as the budget lasts.
type bounded struct {
	io.Reader
	budget *budget
}

func (b *bounded) Read(into []byte) (int, error) {
	if b.budget.spent {
		return 0, errUnpacksTooMuch
	}
	n, err := b.Reader.Read(into)
	b.budget.used += int64(n)
	used := b.budget.used
	if b.budget.spent = used > maxUnpacked || used > freelyUnpacked && used/maxRatio > b.budget.packed(); b.budget.spent {
		return n, errUnpacksTooMuch
	}
	return n, err
}

// gunzip unpacks gzip.
func gunzip(in io.Reader) (io.Reader, error) {
	counted := &counter{in, new(atomic.Int64)}
	plain, err := gzip.NewReader(counted)
	if err != nil {
		return nil, err
	}
	return &bounded{plain, &budget{packed: counted.done.Load}}, nil
}
