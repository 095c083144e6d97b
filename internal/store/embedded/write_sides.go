package embedded

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// sides gathers what the tables beside event are to have more and less.
type sides struct{ added, removed []entry }

// sideRow is a row of party (actor and side) or pair (low and high), then its columns shared with event.
type sideRow struct {
	first, second int64
	brief
}

func compareSides(a, b sideRow) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second), cmp.Compare(a.start, b.start), cmp.Compare(a.sort, b.sort),
		cmp.Compare(a.id, b.id))
}

// parties are the rows of the events in table party, in its order.
func parties(events []entry) []sideRow {
	rows := make([]sideRow, 0, 2*len(events))
	for _, e := range events {
		for side, actors := range [3][2]int64{{e.source, e.sourceFor}, {e.target, e.targetFor}, {e.attributed}} {
			for actor := range distinct(actors) {
				rows = append(rows, sideRow{actor, int64(side), e.brief})
			}
		}
	}
	slices.SortFunc(rows, compareSides)
	return rows
}

// pairs are the rows of the events in table pair, in its order.
func pairs(events []entry) []sideRow {
	rows := make([]sideRow, 0, len(events))
	for _, e := range events {
		from := len(rows)
		for source := range distinct([2]int64{e.source, e.sourceFor}) {
			for target := range distinct([2]int64{e.target, e.targetFor}) {
				if row := (sideRow{min(source, target), max(source, target), e.brief}); !slices.Contains(rows[from:], row) {
					rows = append(rows, row)
				}
			}
		}
	}
	slices.SortFunc(rows, compareSides)
	return rows
}

// distinct are the actors that there are among the two.
func distinct(actors [2]int64) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		if actors[0] != 0 && !yield(actors[0]) {
			return
		}
		if actors[1] != 0 && actors[1] != actors[0] {
			yield(actors[1])
		}
	}
}

// sideRows are the rows that go and come, each list in the order of its table, where each is near the one before. What they take to be
// worked out the writer need not wait for.
type sideRows struct {
	partiesGone, partiesCome, pairsGone, pairsCome []sideRow
	ties                                           []tieChange
	daysGone                                       []entry
	daysCome                                       []brief
}

// tieChange says how many events more or fewer an actor has with another.
type tieChange struct{ actor, other, by int64 }

func (s *sides) rows() *sideRows {
	r := &sideRows{partiesGone: parties(s.removed), partiesCome: parties(s.added), pairsGone: pairs(s.removed), pairsCome: pairs(s.added), daysGone: s.removed, daysCome: dayOrder(s.added)}
	r.ties = tieChanges(r.pairsCome, r.pairsGone)
	return r
}

// writeSides brings the tables up to date.
func (ch *change) writeSides(rows *sideRows) error {
	for _, row := range rows.partiesGone {
		err := ch.c.exec("DELETE FROM party WHERE actor = ? AND side = ? AND start = ? AND sort = ? AND id = ?", row.first, row.second, row.start, row.sort, row.id)
		if err != nil {
			return err
		}
	}
	for _, row := range rows.pairsGone {
		err := ch.c.exec("DELETE FROM pair WHERE low = ? AND high = ? AND start = ? AND sort = ? AND id = ?", row.first, row.second, row.start, row.sort, row.id)
		if err != nil {
			return err
		}
	}
	for _, table := range []struct {
		bulk *bulk[int64]
		rows []sideRow
	}{{ch.writer.parties, rows.partiesCome}, {ch.writer.pairs, rows.pairsCome}} {
		for _, r := range table.rows {
			table.bulk.add(r.first, r.second, r.start, r.sort, r.id, r.end, r.source, r.target, r.sourceFor, r.targetFor, r.relation, r.state)
		}
		if err := table.bulk.flush(ch.c); err != nil {
			return err
		}
	}
	if err := ch.writeTies(rows.ties); err != nil {
		return err
	}
	return ch.writeDays(rows.daysGone, rows.daysCome)
}

// tieChanges counts pairs of events that stand, those that came and went.
func tieChanges(come, gone []sideRow) (all []tieChange) {
	counts := map[[2]int64]int64{}
	count := func(rows []sideRow, by int64) {
		for _, r := range rows {
			if !stands(r.state) {
				continue
			}
			counts[[2]int64{r.first, r.second}] += by
			if r.first != r.second {
				counts[[2]int64{r.second, r.first}] += by
			}
		}
	}
	count(come, 1)
	count(gone, -1)
	for ends, by := range counts {
		if by != 0 {
			all = append(all, tieChange{ends[0], ends[1], by})
		}
	}
	slices.SortFunc(all, func(a, b tieChange) int { return cmp.Or(cmp.Compare(a.actor, b.actor), cmp.Compare(a.other, b.other)) })
	return all
}

func (ch *change) writeTies(changes []tieChange) error {
	for _, t := range changes {
		if t.by > 0 {
			ch.ties.add(t.actor, t.other, t.by)
			continue
		}
		if err := ch.c.exec("UPDATE tie SET events = events + ? WHERE actor = ? AND other = ?", t.by, t.actor, t.other); err != nil {
			return err
		}
		if err := ch.c.exec("DELETE FROM tie WHERE actor = ? AND other = ? AND events = 0", t.actor, t.other); err != nil {
			return err
		}
	}
	return ch.ties.flush(ch.c)
}

// stands tells of a state whether it is what store.Standing wants.
func stands(state int64) bool { return state%5 <= 1 && state/10 <= 1 }

// dayOrder are the events in the order of table day.
func dayOrder(events []entry) []brief {
	sorted := make([]brief, len(events))
	for i := range sorted {
		sorted[i] = events[i].brief
	}
	slices.SortFunc(sorted, func(a, b brief) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(firstPart(&a), firstPart(&b)), cmp.Compare(a.id, b.id))
	})
	return sorted
}

// writeDays brings table day up to date.
func (ch *change) writeDays(gone []entry, come []brief) error {
	removed := map[int64]map[int64]bool{}
	for _, e := range gone {
		if removed[e.start] == nil {
			removed[e.start] = map[int64]bool{}
		}
		removed[e.start][e.id] = true
	}
	for _, start := range slices.Sorted(maps.Keys(removed)) {
		if err := ch.leaveDay(start, removed[start]); err != nil {
			return err
		}
	}
	for from := 0; from < len(come); {
		first, to := &come[from], from+1
		for to < len(come) && come[to].start == first.start && firstPart(&come[to]) == firstPart(first) {
			to++
		}
		if err := ch.joinDay(come[from:to]); err != nil {
			return err
		}
		from = to
	}
	return ch.dayRows.flush(ch.c)
}

// firstPart is the first part of its day that the event may be in.
func firstPart(b *brief) int64 {
	if b.end-b.start > longestShort {
		return firstLongPart
	}
	return 0
}

// leaveDay takes events out of the parts of a day.
func (ch *change) leaveDay(start int64, gone map[int64]bool) error {
	type part struct {
		id     int64
		events []brief
	}
	var parts []part
	err := ch.c.query(ch.ctx, "SELECT id, events FROM day WHERE id BETWEEN ? AND ?", []any{dayID(start, 0), dayID(start+1, 0) - 1}, func(row []any) error {
		events := appendBriefs(nil, row[1].([]byte), start)
		if kept := slices.DeleteFunc(slices.Clone(events), func(b brief) bool { return gone[b.id] }); len(kept) < len(events) {
			parts = append(parts, part{row[0].(int64), kept})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range parts {
		if len(p.events) == 0 {
			err = ch.c.exec("DELETE FROM day WHERE id = ?", p.id)
		} else {
			ch.addDay(p.id, p.events)
			err = ch.dayRows.flush(ch.c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// joinDay adds events of one day, all short or all long, to the last of its parts and to new ones.
func (ch *change) joinDay(events []brief) error {
	start, first := events[0].start, firstPart(&events[0])
	row, err := ch.c.one(ch.ctx, "SELECT id, events FROM day WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1", dayID(start, first), dayID(start, first+firstLongPart-1))
	if err != nil {
		return err
	}
	id := dayID(start, first)
	if row != nil {
		id = row[0].(int64)
		events = slices.Concat(appendBriefs(nil, row[1].([]byte), start), events)
	}
	for part := range slices.Chunk(events, partEvents) {
		ch.addDay(id, part)
		id++
	}
	return nil
}

// addDay gathers the row of a part.
func (ch *change) addDay(id int64, events []brief) {
	packed := make([]byte, 0, briefSize*len(events))
	reach := events[0].end
	for i := range events {
		packed = appendBrief(packed, &events[i])
		reach = max(reach, events[i].end)
	}
	ch.dayRows.add(id, reach, packed)
}
