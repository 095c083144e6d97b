package embedded

import (
	"bytes"
	"cmp"
	"database/sql/driver"
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

// list finds or makes the records that the changed articles list, and counts them in.
func (ch *change) list() error {
	for i := range ch.articles {
		a := &ch.articles[i]
		for t, listings := range [][]listing{a.actors, a.actions, a.offices} {
			a.lists.number(len(listings))
			for _, l := range listings {
				id, err := ch.record(recordTables[t], l)
				if err != nil {
					return err
				}
				ch.uses[recordUse{recordTables[t], id}]++
				a.lists.number(int(id))
			}
		}
	}
	return nil
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
		err = ch.c.query(ch.ctx, "SELECT id, body FROM "+table+" WHERE "+owners[table]+" = ?", []any{owner}, func(row []driver.Value) error {
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
	return id, ch.c.exec("INSERT INTO action VALUES (?, ?, '', '', 0, '', 0)", id, key)
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

// settleRecords writes the counts, and lets go of records that no article lists any more.
func (ch *change) settleRecords() error {
	changed := make([]recordUse, 0, len(ch.uses))
	for use, by := range ch.uses {
		if by != 0 {
			changed = append(changed, use)
		}
	}
	slices.SortFunc(changed, func(a, b recordUse) int { return cmp.Or(strings.Compare(a.table, b.table), cmp.Compare(a.id, b.id)) })
	for _, use := range changed {
		by := ch.uses[use]
		if record, fresh := ch.fresh[use]; fresh {
			ch.recordRows[use.table].add(use.id, record.owner, by, []byte(record.body))
			continue
		}
		if err := ch.c.exec("UPDATE "+use.table+" SET uses = uses + ? WHERE id = ?", by, use.id); err != nil {
			return err
		}
		if by > 0 {
			continue
		}
		row, err := ch.c.one(ch.ctx, "SELECT uses, "+owners[use.table]+", body FROM "+use.table+" WHERE id = ?", use.id)
		if err != nil {
			return err
		}
		if row == nil || row[0].(int64) > 0 {
			continue
		}
		if err := ch.c.exec("DELETE FROM "+use.table+" WHERE id = ?", use.id); err != nil {
			return err
		}
		delete(ch.records, recordKey{use.table, string(row[2].([]byte))})
		ch.changed(use.table, row[1].(int64))
	}
	for _, table := range recordTables {
		if err := ch.recordRows[table].flush(ch.c); err != nil {
			return err
		}
	}
	return nil
}

// settleActors makes each actor whose records changed what they merge to now, and removes those without any.
func (ch *change) settleActors() error {
	for _, id := range sortedKeys(ch.dirty) {
		var merged diplo.Actor
		n := 0
		err := ch.c.query(ch.ctx, "SELECT body FROM actor_record WHERE actor = ?", []any{id}, func(row []driver.Value) error {
			a, err := readActor(row[0].([]byte))
			if n == 0 {
				merged = a
			}
			merged = diplo.MergeActors(merged, a)
			n++
			return err
		})
		if err != nil {
			return err
		}
		if err := ch.settleActor(id, merged, n > 0); err != nil {
			return err
		}
	}
	for _, b := range []*bulk{ch.actorRows, ch.actorNames, ch.actorWords} {
		if err := b.flush(ch.c); err != nil {
			return err
		}
	}
	return nil
}

func (ch *change) settleActor(id int64, merged diplo.Actor, there bool) error {
	if key, made := ch.made[id]; made {
		aliases, err := aliasesText(merged.Aliases)
		if err != nil {
			return err
		}
		ch.actorRows.add(id, key, string(merged.Kind), merged.Code, merged.Name, fold.String(merged.Name), aliases, len(fold.Words(merged.Name)))
		ch.nameActor(id, merged)
		return nil
	}
	row, err := ch.c.one(ch.ctx, "SELECT key, name, aliases FROM actor WHERE id = ?", id)
	if err != nil {
		return err
	}
	key, oldName, oldAliases := row[0].(string), row[1].(string), aliasList(row[2].(string))
	for _, words := range nameWords(oldName, oldAliases) {
		if err := ch.c.exec("DELETE FROM actor_name WHERE words = ? AND actor = ?", words, id); err != nil {
			return err
		}
	}
	if err := ch.c.exec("DELETE FROM actor_text WHERE rowid = ?", id); err != nil {
		return err
	}
	if !there {
		delete(ch.writer.actors, diplo.ActorID(key))
		return ch.c.exec("DELETE FROM actor WHERE id = ?", id)
	}
	aliases, err := aliasesText(merged.Aliases)
	if err != nil {
		return err
	}
	err = ch.c.exec("UPDATE actor SET kind = ?, code = ?, name = ?, folded = ?, aliases = ?, words = ? WHERE id = ?",
		string(merged.Kind), merged.Code, merged.Name, fold.String(merged.Name), aliases, len(fold.Words(merged.Name)), id)
	if err != nil {
		return err
	}
	ch.nameActor(id, merged)
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

// settleActions does the same for actions.
func (ch *change) settleActions() error {
	for _, id := range sortedKeys(ch.actions) {
		var merged diplo.Action
		n := 0
		err := ch.c.query(ch.ctx, "SELECT body FROM action_record WHERE action = ?", []any{id}, func(row []driver.Value) error {
			a, err := readAction(row[0].([]byte))
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
		if err := ch.c.exec("DELETE FROM action_text WHERE rowid = ?", id); err != nil {
			return err
		}
		if n == 0 {
			if err := ch.c.exec("DELETE FROM action WHERE id = ?", id); err != nil {
				return err
			}
			continue
		}
		doer, err := ch.actor(merged.DoneBy)
		if err != nil {
			return err
		}
		err = ch.c.exec("UPDATE action SET name = ?, folded = ?, done_by = ?, event = ?, words = ? WHERE id = ?",
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
