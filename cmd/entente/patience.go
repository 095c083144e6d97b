package main

import "time"

type patienceFlag struct {
	Patience time.Duration `help:"How long a Neo4j server that can't be reached is waited for; ${default} when left out." default:"10m" env:"ENTENTE_PATIENCE"`
}

// with is how long that store is waited for. Where a file is out of reach, such as on a full disk, somebody must do something.
func (f patienceFlag) with(store *storeFlags) time.Duration {
	if remote, err := store.remote(); err != nil || !remote {
		return 0
	}
	return f.Patience
}

// waiting tells that a store is waited for.
func (w *world) waiting(err error, wait time.Duration) { w.say("%v; trying again in %s", err, wait) }
