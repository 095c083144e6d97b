package embedded

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// recordTables are the tables of records that count the articles listing them, in the order of article.lists.
var recordTables = []string{"actor_record", "action_record", "office"}

// owners tells for each such table the column of whose records they are.
var owners = map[string]string{"actor_record": "actor", "action_record": "action", "office": "holder"}

// ownerTables are the tables of those owners, in the order of recordTables.
var ownerTables = []string{"actor", "action", "actor"}

// list finds or makes the records that the changed articles list, and counts them in.
func (ch *change) list() (err error) {
	for i := range ch.articles {
		a := &ch.articles[i]
		if a.lists, err = ch.recordsOf([3][]listing{a.actors, a.actions, a.offices}); err != nil {
			return err
		}
		if !a.retracted {
			if err := ch.use(a.lists, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// recordsOf finds or makes the records of the listings, in the order of recordTables, and lists their ids.
func (ch *change) recordsOf(listings [3][]listing) (lists record, err error) {
	for t, table := range recordTables {
		lists.number(len(listings[t]))
		for _, l := range listings[t] {
			id, err := ch.record(table, l)
			if err != nil {
				return nil, err
			}
			lists.number(int(id))
		}
	}
	return lists, nil
}

// record is the id of the record with that body, made when there is none yet.
func (ch *change) record(table string, l listing) (int64, error) {
	key := recordKey{table, l.body}
	if id, known := ch.records[key]; known {
		return id, nil
	}
	owner, err := ch.owner(table, l.of)
	if err != nil {
		return 0, err
	}
	var id int64
	if _, made := ch.made[owner]; !made || table == "action_record" {
		err = ch.c.query(ch.ctx, "SELECT id, body FROM "+table+" WHERE "+owners[table]+" = ?", []any{owner}, func(row []any) error {
			if bytes.Equal(row[1].([]byte), []byte(l.body)) {
				id = row[0].(int64)
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	if id == 0 {
		if id, err = ch.newID(table); err != nil {
			return 0, err
		}
		ch.fresh[recordUse{table, id}] = freshRecord{owner, l.body}
		ch.changed(table, owner)
	}
	ch.records[key] = id
	return id, nil
}

// changed notes that a record came to or went from the actor or action.
func (ch *change) changed(table string, owner int64) {
	switch table {
	case "actor_record":
		ch.dirty[owner] = true
	case "action_record":
		ch.actions[owner] = true
	}
}

// owner is the id of the actor or action, made when there is none yet; settling fills its row.
func (ch *change) owner(table, key string) (int64, error) {
	if table != "action_record" {
		id, err := ch.actor(diplo.ActorID(key))
		if err != nil || id != 0 {
			return id, err
		}
		if id, err = ch.newID("actor"); err != nil {
			return 0, err
		}
		ch.writer.actors[diplo.ActorID(key)] = id
		ch.made[id] = key
		return id, nil
	}
	id, err := ch.action(diplo.ActionID(key))
	if err != nil || id != 0 {
		return id, err
	}
	if id, err = ch.newID("action"); err != nil {
		return 0, err
	}
	return id, ch.c.exec("INSERT INTO action VALUES (?, ?, 0, '', '', 0, '', 0)", id, key)
}

// actor is the id of the actor, 0 when there is none, and for "".
func (w *writer) actor(key diplo.ActorID) (int64, error) {
	id, known := w.actors[key]
	if known || key == "" {
		return id, nil
	}
	id, err := w.c.number(background, "SELECT id FROM actor WHERE key = ?", string(key))
	if id != 0 {
		w.actors[key] = id
	}
	return id, err
}

// action is the id of the action, 0 when there is none, and for "".
func (w *writer) action(key diplo.ActionID) (int64, error) {
	if key == "" {
		return 0, nil
	}
	return w.c.number(background, "SELECT id FROM action WHERE key = ?", string(key))
}

// settleRecords writes the counts, and those records that were not there.
func (ch *change) settleRecords() error {
	changed := make([]recordUse, 0, len(ch.uses))
	for use := range ch.fresh {
		changed = append(changed, use)
	}
	for use, by := range ch.uses {
		if _, fresh := ch.fresh[use]; !fresh && by != 0 {
			changed = append(changed, use)
		}
	}
	slices.SortFunc(changed, func(a, b recordUse) int { return cmp.Or(strings.Compare(a.table, b.table), cmp.Compare(a.id, b.id)) })
	for _, use := range changed {
		by := ch.uses[use]
		if record, fresh := ch.fresh[use]; fresh {
			row := []any{use.id, record.owner, by, []byte(record.body)}
			if use.table == "action_record" {
				action, err := readAction([]byte(record.body))
				if err != nil {
					return err
				}
				row = append(row, string(action.DoneBy))
			}
			ch.recordRows[use.table].add(row...)
			continue
		}
		row, err := ch.c.one(ch.ctx, "SELECT uses, "+owners[use.table]+" FROM "+use.table+" WHERE id = ?", use.id)
		if err != nil {
			return err
		}
		if err := ch.c.exec("UPDATE "+use.table+" SET uses = uses + ? WHERE id = ?", by, use.id); err != nil {
			return err
		}
		if before := row[0].(int64); before == 0 || before+by == 0 {
			ch.changed(use.table, row[1].(int64))
		}
	}
	for _, table := range recordTables {
		if err := ch.recordRows[table].flush(ch.c); err != nil {
			return err
		}
	}
	return nil
}

// settleActors makes each actor that may be another now what its records and decisions come to.
func (ch *change) settleActors() error {
	ids := sortedKeys(ch.dirty)
	keys := make([]diplo.ActorID, len(ids))
	for i, id := range ids {
		if key, made := ch.made[id]; made {
			keys[i] = diplo.ActorID(key)
			continue
		}
		row, err := ch.c.one(ch.ctx, "SELECT key FROM actor WHERE id = ?", id)
		if err != nil {
			return err
		}
		keys[i] = diplo.ActorID(row[0].(string))
	}
	settled := map[diplo.ActorID]bool{}
	for i, key := range keys {
		now := ch.standing.who.Actor(key)
		if now != key {
			if err := ch.settleMerged(ids[i], key); err != nil {
				return err
			}
		}
		if settled[now] {
			continue
		}
		settled[now] = true
		if err := ch.settleActor(now); err != nil {
			return err
		}
	}
	for _, b := range []*bulk[any]{ch.actorRows, ch.actorNames, ch.actorWords} {
		if err := b.flush(ch.c); err != nil {
			return err
		}
	}
	return nil
}

// settleMerged makes sure that one who was merged into another has a row, and is not there.
func (ch *change) settleMerged(id int64, key diplo.ActorID) error {
	if _, made := ch.made[id]; made {
		delete(ch.made, id)
		return ch.c.exec("INSERT INTO actor VALUES (?, ?, 0, '', '', '', '', '', '[]', 0)", id, string(key))
	}
	return ch.leave(id)
}

// leave takes an actor out of those that are there. Its row stays as it last was.
func (ch *change) leave(id int64) error {
	row, err := ch.c.one(ch.ctx, "SELECT there, name, aliases FROM actor WHERE id = ?", id)
	if err != nil || row[0].(int64) == 0 {
		return err
	}
	ch.total.actors--
	for _, words := range nameWords(row[1].(string), aliasList(row[2].(string))) {
		if err := ch.c.exec("DELETE FROM actor_name WHERE words = ? AND actor = ?", words, id); err != nil {
			return err
		}
	}
	if err := ch.c.exec("DELETE FROM actor_text WHERE rowid = ?", id); err != nil {
		return err
	}
	return ch.c.exec("UPDATE actor SET there = 0 WHERE id = ?", id)
}

// settleActor makes the actor what its records, those of the ones that were merged into it, and the aliases decided for them come to.
func (ch *change) settleActor(key diplo.ActorID) error {
	id, err := ch.actor(key)
	if err != nil {
		return err
	}
	var names []int64 // of rows
	var records []diplo.Actor
	var aliases []string
	for _, name := range ch.standing.who.Names(key) {
		aliases = append(aliases, ch.standing.aliases[name]...)
		row, err := ch.actor(name)
		if err != nil {
			return err
		}
		if row == 0 {
			continue
		}
		names = append(names, row)
		err = ch.c.query(ch.ctx, "SELECT body FROM actor_record WHERE actor = ? AND uses > 0", []any{row}, func(row []any) error {
			a, err := readActor(row[0].([]byte))
			records = append(records, a)
			return err
		})
		if err != nil {
			return err
		}
	}
	if id == 0 {
		if len(records) == 0 {
			return nil
		}
		if id, err = ch.newID("actor"); err != nil {
			return err
		}
		ch.writer.actors[key] = id
		ch.made[id] = string(key)
	}
	if _, made := ch.made[id]; made {
		delete(ch.made, id)
		if len(records) == 0 {
			return ch.c.exec("INSERT INTO actor VALUES (?, ?, 0, '', '', '', '', '', '[]', 0)", id, string(key))
		}
	} else {
		if err := ch.leave(id); err != nil {
			return err
		}
		if len(records) == 0 {
			return ch.c.exec("UPDATE actor SET coded = code WHERE id = ?", id)
		}
		if err := ch.c.exec("DELETE FROM actor WHERE id = ?", id); err != nil {
			return err
		}
	}
	merged := diplo.ActorOf(key, records, aliases)
	list, err := aliasesText(merged.Aliases)
	if err != nil {
		return err
	}
	ch.total.actors++
	ch.actorRows.add(id, string(key), 1, string(merged.Kind), merged.Code, merged.Code, merged.Name, fold.String(merged.Name), list, len(fold.Words(merged.Name)))
	ch.nameActor(id, merged)
	for _, name := range names {
		if name == id {
			continue
		}
		if err := ch.c.exec("UPDATE actor SET coded = ? WHERE id = ?", merged.Code, name); err != nil {
			return err
		}
	}
	return nil
}

// nameActor gathers what an actor is found by.
func (ch *change) nameActor(id int64, merged diplo.Actor) {
	for _, words := range nameWords(merged.Name, merged.Aliases) {
		ch.actorNames.add(words, id)
	}
	ch.actorWords.add(id, foldedWords(append([]string{merged.Name}, merged.Aliases...)...))
	ch.writer.actors[merged.ID] = id
}

// aliasesText is what aliasList reads.
func aliasesText(aliases []string) (string, error) {
	if len(aliases) == 0 {
		return "[]", nil
	}
	list, err := json.Marshal(aliases)
	return string(list), err
}

func aliasList(list string) (aliases []string) {
	if list != "" && list != "[]" {
		json.Unmarshal([]byte(list), &aliases) // made by json.Marshal
	}
	return aliases
}

// nameWords are the keys of the names from each of their words on, each once.
func nameWords(name string, aliases []string) []string {
	var all []string
	for _, n := range append([]string{name}, aliases...) {
		key := store.NameKey(n)
		for i := range len(key) {
			if key[i] == ' ' {
				all = append(all, key[i+1:])
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// settleActions makes each action that may be another now what its records come to.
func (ch *change) settleActions() error {
	for _, id := range sortedKeys(ch.actions) {
		var merged diplo.Action
		n := 0
		err := ch.c.query(ch.ctx, "SELECT body FROM action_record WHERE action = ? AND uses > 0", []any{id}, func(row []any) error {
			a, err := readAction(row[0].([]byte))
			a.DoneBy = ch.standing.who.Actor(a.DoneBy)
			if n == 0 {
				merged = a
			}
			merged = diplo.MergeActions(merged, a)
			n++
			return err
		})
		if err != nil {
			return err
		}
		there, err := ch.c.number(ch.ctx, "SELECT there FROM action WHERE id = ?", id)
		if err != nil {
			return err
		}
		ch.total.actions -= there
		if err := ch.c.exec("DELETE FROM action_text WHERE rowid = ?", id); err != nil {
			return err
		}
		if n == 0 {
			if err := ch.c.exec("UPDATE action SET there = 0 WHERE id = ?", id); err != nil {
				return err
			}
			continue
		}
		ch.total.actions++
		doer, err := ch.actor(merged.DoneBy)
		if err != nil {
			return err
		}
		err = ch.c.exec("UPDATE action SET there = 1, name = ?, folded = ?, done_by = ?, event = ?, words = ? WHERE id = ?",
			merged.Name, fold.String(merged.Name), doer, string(merged.Event), len(fold.Words(merged.Name)), id)
		if err != nil {
			return err
		}
		if err := ch.c.exec("INSERT INTO action_text (rowid, words) VALUES (?, ?)", id, foldedWords(merged.Name)); err != nil {
			return err
		}
	}
	return nil
}
