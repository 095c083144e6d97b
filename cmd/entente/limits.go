package main

import (
	"runtime"
	"time"

	"entente/graph"
	"entente/internal/access"
)

// limitFlags bound what is asked.
type limitFlags struct {
	MaxDepth         int           `help:"Fields of an operation nested in one another; ${default} when left out." default:"15" placeholder:"N" env:"ENTENTE_MAX_DEPTH" group:"Limits"`
	MaxCost          int           `help:"Cost of an operation; ${default} when left out." default:"200000" placeholder:"COST" env:"ENTENTE_MAX_COST" group:"Limits"`
	MaxAliases       int           `help:"Aliases of an operation; ${default} when left out." default:"30" placeholder:"N" env:"ENTENTE_MAX_ALIASES" group:"Limits"`
	MaxDirectives    int           `help:"Directives of an operation; ${default} when left out." default:"50" placeholder:"N" env:"ENTENTE_MAX_DIRECTIVES" group:"Limits"`
	MaxTokens        int           `help:"Tokens of the text of an operation; ${default} when left out." default:"2000" placeholder:"N" env:"ENTENTE_MAX_TOKENS" group:"Limits"`
	MaxBody          memory        `help:"Size of a request; ${default} when left out." default:"1MB" placeholder:"SIZE" env:"ENTENTE_MAX_BODY" group:"Limits"`
	Timeout          time.Duration `help:"Time that an operation may take; ${default} when left out." default:"30s" placeholder:"TIME" env:"ENTENTE_TIMEOUT" group:"Limits"`
	MaxOperations    int           `help:"Operations at a time, half of them of one client at most; 8 a processor, and at least 16, when left out. Sixteen times as many wait, up to 2 s." placeholder:"N" env:"ENTENTE_MAX_OPERATIONS" group:"Limits"`
	MaxSubscriptions int           `help:"Subscriptions that a client may have open, and as many WebSocket connections; ${default} when left out." default:"100" placeholder:"N" env:"ENTENTE_MAX_SUBSCRIPTIONS" group:"Limits"`
	MaxConnections   int           `help:"Connections at a time; ${default} when left out." default:"1024" placeholder:"N" env:"ENTENTE_MAX_CONNECTIONS" group:"Limits"`
}

// operation are the limits of a single one.
func (f *limitFlags) operation() graph.Limits {
	return graph.Limits{
		Depth: f.MaxDepth, Cost: f.MaxCost, Aliases: f.MaxAliases, Directives: f.MaxDirectives, Tokens: f.MaxTokens,
		BodyBytes: int64(f.MaxBody), Timeout: f.Timeout, Subscriptions: f.MaxSubscriptions,
	}
}

// queueFor is how long an operation waits for a place, queueLength how many may wait for each: so many that a burst of one client, who has
// half of the queue, is answered within that time rather than sent away.
const (
	queueFor    = 2 * time.Second
	queueLength = 16
)

// gate bounds how many there are at a time.
func (f *limitFlags) gate() *access.Gate {
	places := f.MaxOperations
	if places <= 0 {
		places = max(16, 8*runtime.GOMAXPROCS(0))
	}
	return access.NewGate(places, queueLength*places, queueFor)
}
