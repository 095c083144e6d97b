// Command example prints what passed between two actors, asked of a server of entente by a client that genqlient generates
// from the schema: go run . France Azerbaijan
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/Khan/genqlient/graphql"
)

//go:generate go tool genqlient

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "name two actors: go run . France Azerbaijan")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, a, b string) error {
	url := os.Getenv("ENTENTE_URL")
	if url == "" {
		url = "http://127.0.0.1:8080/graphql"
	}
	first := 10
	answer, err := Between(ctx, graphql.NewClient(url, keyed{}), a, b, &first)
	if err != nil {
		return err
	}
	dyad := answer.Dyad
	fmt.Printf("%s and %s: %d events, %d of cooperation, %d of conflict\n", dyad.A.GetName(), dyad.B.GetName(), dyad.Summary.Events, dyad.Summary.Cooperation, dyad.Summary.Conflict)
	for _, event := range dyad.Events.Nodes {
		when, source := "undated", "somebody"
		if event.Date.Iso != nil {
			when = *event.Date.Iso
		}
		if event.Source != nil {
			source = (*event.Source).GetName()
		}
		fmt.Printf("%s  %s %s\n", when, source, event.Relation)
		for _, mention := range event.Mentions {
			fmt.Printf("    %s\n", mention.Sentence)
		}
	}
	return nil
}

// keyed sends the key of ENTENTE_KEY along, where there is one.
type keyed struct{}

func (keyed) Do(request *http.Request) (*http.Response, error) {
	if key := os.Getenv("ENTENTE_KEY"); key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	return http.DefaultClient.Do(request)
}
