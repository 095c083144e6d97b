package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// dialect is the schema that a server speaks.
type dialect int

const (
	ententes dialect = iota
	peers
)

// question is one that both schemas can be asked, each in its own way, for the same answer. The peer is given the keys by which the
// graph is indexed, which its users would have to know.
type question struct {
	name      string
	text      [2]string // by dialect
	variables func(subject) [2]map[string]any
}

// subject is what a question may be about: two actors with at least some events.
type subject struct {
	Source, Target string // ids
	Name           string // of the source
}

var questions = []question{
	{
		name: "dyad page: 50 events, both actors, first mention",
		text: [2]string{
			`query ($a: ActorRef!, $b: ActorRef!) { dyad(a: $a, b: $b, scope: SELF) { events(first: 50) { nodes {
				id relation date { iso } source { id name } targetActor { id name } mentions(first: 1) { sentence article { title url } } } } } }`,
			`query ($pair: String!) { events(where: {pair: {eq: $pair}}, sort: [{day: DESC}, {id: DESC}], limit: 50) {
				id relation date sources { id name } targets { id name } articlesConnection(first: 1) { edges { properties { sentence } node { title url } } } } }`,
		},
		variables: func(s subject) [2]map[string]any {
			return [2]map[string]any{{"a": s.Source, "b": s.Target}, {"pair": min(s.Source, s.Target) + "|" + max(s.Source, s.Target)}}
		},
	},
	{
		name: "actor's events: 20 newest as source",
		text: [2]string{
			`query ($a: [ActorRef!]!) { events(where: {source: $a, scope: SELF}, first: 20) { nodes { id relation date { iso } targetActor { id name } } } }`,
			`query ($a: String!) { events(where: {source: {eq: $a}}, sort: [{day: DESC}, {id: DESC}], limit: 20) { id relation date targets { id name } } }`,
		},
		variables: func(s subject) [2]map[string]any {
			return [2]map[string]any{{"a": []string{s.Source}}, {"a": s.Source}}
		},
	},
	{
		name: "name prefix: 10 actors",
		text: [2]string{
			`query ($name: String!) { actors(where: {name: $name}, first: 10) { nodes { id name kind code } } }`,
			`query ($name: String!) { actors(where: {name: {startsWith: $name}}, limit: 10) { id name kind code } }`,
		},
		variables: func(s subject) [2]map[string]any {
			first, _, _ := strings.Cut(s.Name, " ")
			start := []rune(first)
			start = start[:min(len(start), 4)]
			return [2]map[string]any{{"name": string(start)}, {"name": string(start)}}
		},
	},
}

// findSubjects are the pairs that have most to do with one another.
func findSubjects(ctx context.Context, t target, most int) ([]subject, error) {
	body, err := t.server().Ask(ctx, `query ($first: Int!) { eventGroups(by: [SOURCE, TARGET], first: $first) { nodes { keys { key label } } } }`,
		map[string]any{"first": min(500, 2*most)})
	if err != nil {
		return nil, err
	}
	var answer struct {
		Data struct {
			EventGroups struct {
				Nodes []struct {
					Keys []struct{ Key, Label string }
				}
			}
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, err
	}
	var found []subject
	for _, group := range answer.Data.EventGroups.Nodes {
		if k := group.Keys; k[0].Key != k[1].Key && len(found) < most {
			found = append(found, subject{k[0].Key, k[1].Key, k[0].Label})
		}
	}
	if len(found) == 0 {
		return nil, errors.New("the articles tell of no two actors")
	}
	return found, nil
}

// totals says in words how much there is.
func totals(ctx context.Context, t target) (string, error) {
	body, err := t.server().Ask(ctx, `{ about { statistics { articles events actors mentions } } }`, nil)
	if err != nil {
		return "", err
	}
	var answer struct {
		Data struct {
			About struct {
				Statistics struct{ Articles, Events, Actors, Mentions int }
			}
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return "", err
	}
	a := answer.Data.About.Statistics
	return fmt.Sprintf("%d articles, %d events, %d mentions, %d actors", a.Articles, a.Events, a.Mentions, a.Actors), nil
}
