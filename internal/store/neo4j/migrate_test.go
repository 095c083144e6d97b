package neo4j_test

import (
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"golang.org/x/sync/errgroup"

	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
)

func TestSeveralMayOpenANewDatabaseAtOnce(t *testing.T) {
	server := neo4jtest.Open(t)
	d, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	ask := func(cypher string) []*driver.Record {
		result, err := driver.ExecuteQuery(t.Context(), d, cypher, nil, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
		if err != nil {
			t.Fatal(err)
		}
		return result.Records
	}
	for _, kind := range []string{"CONSTRAINT", "INDEX"} {
		for _, record := range ask("SHOW " + kind + " YIELD name, type WHERE type <> 'LOOKUP' RETURN name") {
			name, _, err := driver.GetRecordValue[string](record, "name")
			if err != nil {
				t.Fatal(err)
			}
			ask("DROP " + kind + " `" + name + "` IF EXISTS")
		}
	}
	var group errgroup.Group
	for range 4 {
		group.Go(func() error {
			s, err := neo4j.Open(t.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
			if err != nil {
				return err
			}
			return s.Close()
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}
