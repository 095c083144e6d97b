package neo4j_test

import (
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
)

func TestADatabaseIsExaminedWithoutAChange(t *testing.T) {
	server := neo4jtest.Open(t)
	config := neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database}
	s, err := neo4j.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found, err := neo4j.Examine(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if found.Version == "" || found.Edition == "" || found.Schema == 0 || found.Schema != found.Known || len(found.Missing)+len(found.Unready) > 0 ||
		time.Since(found.Clock).Abs() > time.Minute {
		t.Errorf("found %+v", found)
	}
}

func TestAServerThatIsNotThereCanNotBeExamined(t *testing.T) {
	if _, err := neo4j.Examine(t.Context(), neo4j.Config{URI: "bolt://127.0.0.1:1", RetryFor: time.Second}); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("gave %v, wanted an error of kind UNAVAILABLE", err)
	}
}
