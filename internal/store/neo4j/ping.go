package neo4j

import "context"

// Ping goes to the server and back with a query that asks for nothing: the least that a call can take.
func (s *Store) Ping(ctx context.Context) error {
	return s.read(ctx, func(tx transaction) error { return tx.run("RETURN 1", nil) })
}
