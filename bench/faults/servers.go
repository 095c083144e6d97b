package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"entente/bench/graphql"
	"entente/internal/diplo"
)

// clients is how many send articles and decide at once.
const clients = 4

// servers kills a server while clients send it articles and decide about what it read.
func (h *harness) servers(ctx context.Context, times int) (*outcome, error) {
	o := &outcome{done: "kill -9 of `entente serve` under mutations, " + h.place.name()}
	articles := max(1, h.articles/10)
	if err := h.place.empty(ctx); err != nil {
		return o, err
	}
	undisturbed := newWork(articles)
	told, _, err := h.serve(ctx, undisturbed, (*work).send, 0) // as the articles tell it
	if err != nil {
		return o, err
	}
	undisturbed.again()
	want, took, err := h.serve(ctx, undisturbed, (*work).sendAndDecide, 0)
	if err != nil {
		return o, err
	}
	say("%s: whole in %s: %d articles, %d decisions", o.done, took.Round(time.Millisecond), len(want.Articles), len(want.Decisions))
	return o, h.until(ctx, o, times, want, func() error {
		w := newWork(articles)
		for n := 1 + h.dice.IntN(mostKills); n > 0 && o.kills < times && len(w.todo) > 0; n-- {
			if _, _, err := h.serve(ctx, w, (*work).sendAndDecide, 1+after(h.dice, took)); err != nil {
				return err
			}
			o.kills++
			if err := h.examine(ctx, o, told, &w.acknowledged); err != nil {
				return err
			}
		}
		if _, _, err := h.serve(ctx, w, (*work).sendAndDecide, 0); err != nil {
			o.fault("after a kill: %v", err)
		}
		return nil
	})
}

// serve starts a server and has clients do the work. It kills the server at the moment; where that is 0 it tells it to stop when the work is done, and gives
// what is there then, and how long the work took.
func (h *harness) serve(ctx context.Context, w *work, do func(*work, context.Context, *graphql.Server, int) error, moment time.Duration) (*content, time.Duration, error) {
	command := h.command(ctx, []string{"serve", "--listen", "127.0.0.1:0"})
	address, said, err := started(command)
	if err != nil {
		return nil, 0, err
	}
	server := &graphql.Server{URL: address, HTTP: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}}
	defer server.HTTP.CloseIdleConnections()
	began := time.Now()
	if moment > 0 {
		killing := time.AfterFunc(moment, func() { _ = command.Process.Kill() }) // or it has ended by itself, which Wait tells
		defer killing.Stop()
	}
	failure := w.all(ctx, server, do, moment > 0)
	took := time.Since(began)
	if moment > 0 {
		err := command.Wait()
		if command.ProcessState.Exited() {
			return nil, took, fmt.Errorf("the server ended by itself: %w\n%s", err, said)
		}
		return nil, took, errors.Join(failure, ctx.Err())
	}
	if err := errors.Join(failure, command.Process.Signal(syscall.SIGTERM), command.Wait()); err != nil {
		return nil, took, fmt.Errorf("%w\n%s", err, said)
	}
	c, err := h.contentNow(ctx)
	return c, took, err
}

// started starts a server, and gives the address of its GraphQL and where what it says is collected.
func started(command *exec.Cmd) (address string, said *bytes.Buffer, err error) {
	said = &bytes.Buffer{}
	command.Stderr = said
	out, err := command.StdoutPipe()
	if err != nil {
		return "", said, err
	}
	if err := command.Start(); err != nil {
		return "", said, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); len(fields) == 2 && fields[0] == "GraphQL" {
			return fields[1], said, nil
		}
	}
	return "", said, fmt.Errorf("the server does not start: %w\n%s", command.Wait(), said)
}

// work is articles to send, each with a decision perhaps, and what of that was acknowledged.
type work struct {
	acknowledged
	mutex sync.Mutex
	size  int
	todo  []int
}

func newWork(articles int) *work {
	w := &work{size: articles, acknowledged: acknowledged{articles: map[diplo.ArticleID]bool{}, decisions: map[diplo.DecisionID]bool{}}}
	w.again()
	return w
}

// again has all to be done.
func (w *work) again() {
	w.todo = nil
	for n := range w.size {
		w.todo = append(w.todo, n)
	}
}

// all has clients do what is to be done. A client whose server is gone leaves the rest, which is an error unless the server is to be killed.
// An answer with an error always is one.
func (w *work) all(ctx context.Context, server *graphql.Server, do func(*work, context.Context, *graphql.Server, int) error, mayEnd bool) error {
	var wait sync.WaitGroup
	var failures [clients]error
	for client := range clients {
		wait.Go(func() {
			for {
				n, more := w.next()
				if !more {
					return
				}
				if err := do(w, ctx, server, n); err != nil {
					w.mutex.Lock()
					w.todo = append(w.todo, n)
					w.mutex.Unlock()
					if !mayEnd || !graphql.Lost(err) {
						failures[client] = err
					}
					return
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(failures[:]...)
}

func (w *work) next() (n int, more bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if len(w.todo) == 0 {
		return 0, false
	}
	n, w.todo = w.todo[0], w.todo[1:]
	return n, true
}

// send sends an article.
func (w *work) send(ctx context.Context, server *graphql.Server, n int) error {
	_, err := w.sent(ctx, server, n)
	return err
}

// sendAndDecide sends an article; one of five has its first event confirmed, one of seven is retracted.
func (w *work) sendAndDecide(ctx context.Context, server *graphql.Server, n int) error {
	article, err := w.sent(ctx, server, n)
	if err != nil {
		return err
	}
	input := map[string]any{"reason": "a trial", "author": "Ana", "clientMutationId": fmt.Sprint("report ", n)}
	switch {
	case n%7 == 3:
		input["article"] = article.Article.ID
		return w.decide(ctx, server, "retractArticle", "RetractArticleInput", input)
	case n%5 == 0 && len(article.Events) > 0:
		input["event"] = article.Events[0].ID
		return w.decide(ctx, server, "confirmEvent", "ConfirmEventInput", input)
	}
	return nil
}

// sentArticle is the answer to an article.
type sentArticle struct {
	Article struct{ ID diplo.ArticleID }
	Events  []struct{ ID diplo.EventID }
}

func (w *work) sent(ctx context.Context, server *graphql.Server, n int) (sentArticle, error) {
	var a struct {
		Data struct{ IngestArticle sentArticle }
	}
	answer, err := server.Ask(ctx, `mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { article { id } events { id } } }`,
		map[string]any{"input": map[string]any{"text": report(n), "published": published(n)}})
	if err == nil {
		err = json.Unmarshal(answer, &a)
	}
	if err != nil {
		return sentArticle{}, err
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.articles[a.Data.IngestArticle.Article.ID] = true
	return a.Data.IngestArticle, nil
}

func (w *work) decide(ctx context.Context, server *graphql.Server, mutation, kind string, input map[string]any) error {
	var a struct {
		Data map[string]struct{ Decision struct{ ID diplo.DecisionID } }
	}
	answer, err := server.Ask(ctx, fmt.Sprintf(`mutation ($input: %s!) { %s(input: $input) { decision { id } } }`, kind, mutation), map[string]any{"input": input})
	if err == nil {
		err = json.Unmarshal(answer, &a)
	}
	if err != nil {
		return err
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.decisions[a.Data[mutation].Decision.ID] = true
	return nil
}
