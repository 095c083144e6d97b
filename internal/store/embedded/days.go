package embedded

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"entente/internal/diplo"
)

// lastDay is later than every day.
const lastDay = int64(math.MaxInt32)

// brief is what most questions ask of an event: the columns that the tables event, party, pair and day share.
type brief struct {
	start, sort, id, end                 int64
	source, target, sourceFor, targetFor int64
	relation, state                      int64
}

// briefColumns are the columns of a brief.
const briefColumns = "start, sort, id, end, source, target, source_for, target_for, relation, state"

func briefOf(row []any) brief {
	n := func(i int) int64 { return row[i].(int64) }
	return brief{n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9)}
}

// entry is an event as the tables beside have it: its brief, and to whom it is attributed.
type entry struct {
	brief
	attributed int64
}

// statuses are the numbers of statuses in a state; new ones go to the end.
var statuses = []diplo.Status{diplo.Current, diplo.Corrected, diplo.Retracted}

// stateOf is the modality, background and status of an event as one number, below 64.
func stateOf(e *diplo.Event) int64 {
	state := slices.Index(modalities, e.Modality) + len(modalities)*2*max(0, slices.Index(statuses, e.Status))
	if e.Background {
		state += len(modalities)
	}
	return int64(state)
}

// modalityOf is the modality in a state.
func modalityOf(state int64) diplo.Modality { return modalities[state%int64(len(modalities))] }

// A row of table day holds up to partEvents briefs of one start day, each of briefSize bytes, so that it fills a page of the file. Events
// that reach further than longestShort days beyond their first are kept in parts of their own, from firstLongPart on: what asks for
// some days then passes by the other parts of days long before.
const (
	briefSize     = 40
	partEvents    = 100
	partBits      = 20
	firstLongPart = 1 << (partBits - 1)
	longestShort  = 31
)

// dayID is the id of a part of the day.
func dayID(start int64, part int64) int64 { return (start-noDay)<<partBits | part }

// dayStart is the day of a part.
func dayStart(id int64) int64 { return id>>partBits + noDay }

func appendBrief(list []byte, b *brief) []byte {
	little := binary.LittleEndian
	list = little.AppendUint64(list, uint64(b.sort))
	list = little.AppendUint64(list, uint64(b.id))
	for _, n := range []int64{b.source, b.target, b.sourceFor, b.targetFor, b.end - b.start} {
		list = little.AppendUint32(list, uint32(n))
	}
	return append(little.AppendUint16(list, uint16(b.relation)), byte(b.state), 0)
}

// briefAt reads the brief at the head of the list.
func briefAt(list []byte, start int64) brief {
	_ = list[briefSize-1]
	little := binary.LittleEndian
	n := func(at int) int64 { return int64(little.Uint32(list[at:])) }
	return brief{start: start, sort: int64(little.Uint64(list)), id: int64(little.Uint64(list[8:])), end: start + n(32),
		source: n(16), target: n(20), sourceFor: n(24), targetFor: n(28), relation: int64(little.Uint16(list[36:])), state: int64(list[38])}
}

// appendBriefs reads a part.
func appendBriefs(list []brief, events []byte, start int64) []brief {
	for ; len(events) >= briefSize; events = events[briefSize:] {
		list = append(list, briefAt(events, start))
	}
	return list
}

// errEnough ends a walk.
var errEnough = errors.New("enough")

// dayRange is what a walk over days visits: start days from first to last, and of them the parts that reach the day reach.
type dayRange struct{ first, last, reach int64 }

const (
	daysSQL         = "SELECT id, events FROM day WHERE id BETWEEN ? AND ? AND reach >= ? ORDER BY id"
	daysBackwardSQL = daysSQL + " DESC"
)

// days calls each with those events of every day that pass, day after day. The list is only good until each returns; errEnough from it ends
// the walk without error.
func (q *question) days(r dayRange, backwards bool, pass func(*brief) bool, each func([]brief) error) error {
	sql := daysSQL
	if backwards {
		sql = daysBackwardSQL
	}
	var list []brief
	var day int64
	var b brief
	err := q.query(q.ctx, sql, []any{dayID(r.first, 0), dayID(r.last+1, 0) - 1, r.reach}, func(row []any) error {
		start := dayStart(row[0].(int64))
		if start != day && len(list) > 0 {
			if err := each(list); err != nil {
				return err
			}
			list = list[:0]
		}
		day = start
		for events := row[1].([]byte); len(events) >= briefSize; events = events[briefSize:] {
			if b = briefAt(events, start); pass(&b) {
				list = append(list, b)
			}
		}
		return nil
	})
	if err == nil && len(list) > 0 {
		err = each(list)
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}
