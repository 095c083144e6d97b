package judge

import (
	"runtime"
	"sync"

	"entente/internal/encoder"
)

// mostPieces is how many pieces are read at once, unless one report alone has more.
const mostPieces = 256

// desk is where the words of reports are read: of all that wait, by whomever they were brought, several at once.
type desk struct {
	mutex   sync.Mutex
	changed sync.Cond // some are read, and a seat is free
	waiting []*reading
	seats   int // how many more may read
}

func newDesk() *desk {
	d := &desk{seats: runtime.GOMAXPROCS(0)}
	d.changed.L = &d.mutex
	return d
}

// read returns when all of them are read; as long as there is a seat, the caller reads for others too.
func (d *desk) read(m *encoder.Model, readings []*reading) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.waiting = append(d.waiting, readings...)
	for _, x := range readings {
		for x.hidden == nil {
			if d.seats == 0 || len(d.waiting) == 0 {
				d.changed.Wait()
			} else {
				d.readSome(m)
			}
		}
	}
}

// readSome reads the first of those that wait. The mutex is held when it is called and when it returns.
func (d *desk) readSome(m *encoder.Model) {
	some, pieces := 0, 0
	for some < len(d.waiting) && (some == 0 || pieces+len(d.waiting[some].text.Pieces) <= mostPieces) {
		pieces += len(d.waiting[some].text.Pieces)
		some++
	}
	batch := d.waiting[:some:some]
	d.waiting = d.waiting[some:]
	d.seats--
	d.mutex.Unlock()
	texts := make([]encoder.Text, some)
	for i, x := range batch {
		texts[i] = x.text
	}
	hidden := m.Encode(texts...)
	d.mutex.Lock()
	for i, x := range batch {
		x.hidden = hidden[i]
	}
	d.seats++
	d.changed.Broadcast()
}
