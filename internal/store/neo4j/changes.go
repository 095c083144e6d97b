package neo4j

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Changes gives a page of what happened to events. That an event was added is told by the event itself while it is there, with the number that it
// keeps; all else has a node of its own.
func (v view) Changes(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Change], error) {
	list := "changes " + v.s.name
	var result store.Page[*diplo.Change]
	after, err := instantPosition(list, page.After)
	if err != nil {
		return result, err
	}
	before, err := instantPosition(list, page.Before)
	if err != nil {
		return result, err
	}
	bounds := []string{"n.sequence > $after"}
	if page.Before != "" {
		bounds = append(bounds, "n.sequence < $before")
	}
	if v.past {
		bounds = append(bounds, "n.recorded <= $at")
	}
	order := ""
	if page.Last {
		order = " DESC"
	}
	part := func(label, kind, event string) string {
		return fmt.Sprintf("MATCH (n:%s) USING INDEX n:%[1]s(sequence) WHERE %[2]s\nRETURN n.sequence AS sequence, %[3]s AS kind, %[4]s AS event, n.recorded AS recorded ORDER BY n.sequence%[5]s LIMIT $limit",
			label, strings.Join(bounds, " AND "), kind, event, order)
	}
	cypher := "CALL () {\n" + part("Event", "'"+string(diplo.Added)+"'", "n.id") + "\nUNION\n" + part("Change", "n.kind", "n.event") +
		"\n}\nRETURN sequence, kind, event, recorded ORDER BY sequence" + order + " LIMIT $limit"
	rows, err := v.ask(ctx, cypher, parameters{"after": after, "before": before, "limit": page.Size() + 1})
	if err != nil {
		return result, err
	}
	items := make([]*diplo.Change, len(rows))
	cursors := make([]store.Cursor, len(rows))
	ids := make([]diplo.EventID, len(rows))
	for i := range rows {
		row := &rows[i]
		items[i] = &diplo.Change{Kind: diplo.ChangeKind(row.text("kind")), ID: diplo.EventID(row.text("event")), Recorded: row.instant("recorded")}
		cursors[i] = store.NewCursor(list, strconv.FormatInt(field[int64](row, "sequence"), 10))
		ids[i] = items[i].ID
		if row.err != nil {
			return result, row.err
		}
	}
	events, err := v.EventsByID(ctx, ids)
	if err != nil {
		return result, err
	}
	for i := range events {
		items[i].Event = events[i]
	}
	return pageOf(items, cursors, page), nil
}
