// Package embedded keeps the event graph in one SQLite file within the process: the default store.
//
// One goroutine writes and groups the Puts that wait into one synced transaction; reads go to a pool of read-only
// connections, each in its own snapshot, and never wait for a write. migrations/ holds the tables, and what their columns mean.
//
//	open.go, lock.go     opening, the lock against a second writer, closing
//	conn.go, statement.go, pool.go  connections with prepared statements, by calls of SQLite itself
//	migrate.go           the format of the file
//	sort.go, relations.go numbers that stand for ids and names
//	prepare.go           what of a Put can be worked out before its turn comes
//	put.go               the writing goroutine
//	write*.go, rows.go   how it writes articles, actors, actions, offices, events, and the tables beside them
//	record.go            the bodies of rows
//	origins.go           the places that articles are taken from
//	days.go              events packed by day, for what is asked of all events of some days
//	filter.go, plan.go   filters as SQL, and which table leads
//	screen.go, walk.go   filters over packed events
//	events.go, groups.go, measure.go, lists.go, lookup.go, search.go, totals.go   the questions
//	check.go             whether derived tables agree with the mentions
//	backup.go, restore.go copying while serving, and taking a copy back
package embedded
