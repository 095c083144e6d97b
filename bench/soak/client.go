package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"entente/bench/graphql"
)

// client asks one server.
type client struct {
	settings
	server  graphql.Server
	queries []string
	next    atomic.Int64
	read    chan string // events of articles that were sent
}

// ask asks the next question.
func (c *client) ask(ctx context.Context) error {
	_, err := c.server.Ask(ctx, c.queries[int(c.next.Add(1)-1)%len(c.queries)], nil)
	return err
}

// capacity is how many answers a second eight clients get who ask as fast as they can.
func (c *client) capacity(ctx context.Context, each time.Duration) (float64, error) {
	var n atomic.Int64
	var wait sync.WaitGroup
	var problem atomic.Value
	started := time.Now()
	for range 8 {
		wait.Go(func() {
			for time.Since(started) < each && ctx.Err() == nil {
				if err := c.ask(ctx); err != nil {
					problem.Store(err)
					return
				}
				n.Add(1)
			}
		})
	}
	wait.Wait()
	if err, ok := problem.Load().(error); ok {
		return 0, err
	}
	return float64(n.Load()) / time.Since(started).Seconds(), ctx.Err()
}

// bursts asks rate questions at the head of each second until the context ends, and tells of each minute.
func (c *client) bursts(ctx context.Context, rate float64, told *telling) {
	var wait sync.WaitGroup
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	owed := 0.0
	for second := 1; ; second++ {
		for owed += rate; owed >= 1; owed-- {
			wait.Go(func() {
				asked := time.Now()
				told.of(c.ask(ctx), time.Since(asked), ctx)
			})
		}
		if second%60 == 0 {
			told.report(second / 60)
		}
		select {
		case <-tick.C:
			continue
		case <-ctx.Done():
		}
		wait.Wait()
		told.report((second + 59) / 60)
		return
	}
}

// write sends articles, each with an event of its own.
func (c *client) write(ctx context.Context, told *telling) {
	each(ctx, c.settings.write, func(n int) {
		asked := time.Now()
		event, err := c.ingest(ctx, fmt.Sprintf("The president of France met the president of Armenia in Yerevan. It was meeting number %d.", n),
			time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%2000).Format(time.DateOnly))
		told.of(err, time.Since(asked), ctx)
		if err != nil {
			return
		}
		told.sent.Add(1)
		select {
		case c.read <- event:
		default: // the corrections are behind
		}
	})
}

// each calls at the rate a second, with the numbers from 0.
func each(ctx context.Context, rate float64, call func(n int)) {
	tick := time.NewTicker(time.Duration(float64(time.Second) / rate))
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			call(n)
		}
	}
}

// ingest sends an article, and gives an event that is read in it.
func (c *client) ingest(ctx context.Context, text, day string) (event string, err error) {
	var a struct {
		Data struct {
			IngestArticle struct{ Events []struct{ ID string } }
		}
	}
	answer, err := c.server.Ask(ctx, `mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { events { id } } }`,
		map[string]any{"input": map[string]any{"text": text, "published": day, "outlet": "soak"}})
	if err == nil {
		err = json.Unmarshal(answer, &a)
	}
	if err == nil && len(a.Data.IngestArticle.Events) == 0 {
		err = fmt.Errorf("nothing is read in %q", text)
	}
	if err != nil {
		return "", err
	}
	return a.Data.IngestArticle.Events[0].ID, nil
}

// correct has what was read in articles be otherwise, and then as it was again.
func (c *client) correct(ctx context.Context, told *telling) {
	last := ""
	each(ctx, c.settings.correct, func(n int) {
		mutation, kind, input := "undoDecision", "UndoDecisionInput", map[string]any{"decision": last}
		if last == "" {
			select {
			case event := <-c.read:
				mutation, kind, input = "correctEvent", "CorrectEventInput", map[string]any{"event": event, "relation": "CRITICIZED"}
			default:
				return // none was read since
			}
		}
		input["reason"], input["author"] = "a trial", "soak"
		asked := time.Now()
		answer, err := c.server.Ask(ctx, fmt.Sprintf(`mutation ($input: %s!) { %s(input: $input) { decision { id } } }`, kind, mutation), map[string]any{"input": input})
		told.of(err, time.Since(asked), ctx)
		if err != nil {
			return // an undo is tried again
		}
		told.decided.Add(1)
		var a struct {
			Data map[string]struct{ Decision struct{ ID string } }
		}
		if err := json.Unmarshal(answer, &a); err != nil || mutation == "undoDecision" {
			last = ""
			return
		}
		last = a.Data[mutation].Decision.ID
	})
}

// follow keeps a subscription open by server-sent events, goes on where it was when the line is cut, and counts what is told, and told twice.
func (c *client) follow(ctx context.Context, told *telling) {
	since := ""
	seen := map[string]bool{}
	line := c.server
	line.HTTP = &http.Client{Transport: c.server.HTTP.Transport} // without a time limit
	for ctx.Err() == nil {
		variables := map[string]any{}
		if since != "" {
			variables["since"] = since
		}
		response, err := line.Send(ctx, "text/event-stream", `subscription ($since: String) { eventChanged(since: $since) { cursor } }`, variables)
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			data, is := strings.CutPrefix(lines.Text(), "data: ")
			if !is {
				continue
			}
			var next struct {
				Data struct{ EventChanged struct{ Cursor string } }
			}
			if json.Unmarshal([]byte(data), &next) != nil || next.Data.EventChanged.Cursor == "" {
				continue
			}
			since = next.Data.EventChanged.Cursor
			told.mutex.Lock()
			told.changes++
			if seen[since] {
				told.twice++
			}
			told.mutex.Unlock()
			seen[since] = true
		}
		_ = response.Body.Close()
	}
}
