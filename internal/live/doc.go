// Package live follows what happens to events in a store: first what was missed behind a position, then each change as it comes. However
// many follow, the store is asked once for what is new, by one poller; those who are behind read on from the store at
// their own pace, so that nobody waits for another and nothing is held for those who are slow.
//
// A store tells every change in its order, whoever wrote it. So several servers over one store each have a Feed of their
// own, and need nothing of one another.
package live
