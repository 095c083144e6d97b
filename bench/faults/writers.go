package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"time"
)

// mostKills is how often one and the same work is killed before it may come to its end.
const mostKills = 4

// writers kills a command that writes, as long as its whole work takes at the latest.
func (h *harness) writers(ctx context.Context, times int, args ...string) (*outcome, error) {
	o := &outcome{done: fmt.Sprintf("kill -9 of `entente %s`, %s", args[0], h.place.name())}
	want, took, err := h.undisturbed(ctx, o, args)
	if err != nil {
		return o, err
	}
	return o, h.until(ctx, o, times, want, func() error {
		for n := 1 + h.dice.IntN(mostKills); n > 0 && o.kills < times; n-- {
			known := &acknowledged{}
			killed, err := h.kill(ctx, after(h.dice, took), known, args)
			if err != nil {
				return err
			}
			if !killed {
				break
			}
			o.kills++
			if err := h.examine(ctx, o, want, known); err != nil {
				return err
			}
		}
		if err := h.whole(ctx, args); err != nil {
			o.fault("after a kill: %v", err)
		}
		return nil
	})
}

// until does work that kills in an empty place, again and again, until it has killed so often. What is there after each work has to be what is wanted.
func (h *harness) until(ctx context.Context, o *outcome, times int, want *content, work func() error) error {
	for o.kills < times && len(o.wrong) < manyWrong {
		if err := h.place.empty(ctx); err != nil {
			return err
		}
		if err := work(); err != nil {
			return err
		}
		if err := h.compare(ctx, o, want); err != nil {
			return err
		}
		say("%s: %d kills", o.done, o.kills)
	}
	return nil
}

// undisturbed does the work with nobody in its way, and gives what is there then, and how long it took.
func (h *harness) undisturbed(ctx context.Context, o *outcome, args []string) (*content, time.Duration, error) {
	if err := h.place.empty(ctx); err != nil {
		return nil, 0, err
	}
	began := time.Now()
	if err := h.whole(ctx, args); err != nil {
		return nil, 0, err
	}
	took := time.Since(began)
	want, err := h.contentNow(ctx)
	if err != nil {
		return nil, 0, err
	}
	say("%s: whole in %s: %d articles, %d events", o.done, took.Round(time.Millisecond), len(want.Articles), len(want.Events))
	return want, took, nil
}

// after is a moment of work that takes so long.
func after(dice *rand.Rand, took time.Duration) time.Duration {
	return time.Duration(dice.Int64N(int64(took)))
}

func (h *harness) command(ctx context.Context, args []string) *exec.Cmd {
	return exec.CommandContext(ctx, h.entente, append([]string{args[0], "--store", h.place.flag()}, args[1:]...)...)
}

// whole does the work to its end.
func (h *harness) whole(ctx context.Context, args []string) error {
	if said, err := h.command(ctx, args).CombinedOutput(); err != nil {
		return fmt.Errorf("entente %s: %w\n%s", strings.Join(args, " "), err, said)
	}
	return nil
}

// kill starts the work and kills it at the moment, unless it was through before. Every other time it looks meanwhile what another
// process is shown: that is known then.
func (h *harness) kill(ctx context.Context, moment time.Duration, known *acknowledged, args []string) (killed bool, err error) {
	command := h.command(ctx, args)
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		return false, err
	}
	looking, stop := context.WithTimeout(ctx, moment)
	defer stop()
	if h.dice.IntN(2) == 0 {
		h.watch(looking, known)
	}
	<-looking.Done()
	if err := command.Process.Kill(); err != nil {
		return false, command.Wait() // it has ended
	}
	err = command.Wait()
	if command.ProcessState.Exited() {
		return false, err
	}
	return true, ctx.Err()
}

// watch looks until the context ends how many articles there are.
func (h *harness) watch(ctx context.Context, known *acknowledged) {
	for ; ctx.Err() == nil; time.Sleep(2 * time.Millisecond) {
		s, err := h.place.look(ctx)
		if err != nil {
			continue // not there yet
		}
		for ; ctx.Err() == nil; time.Sleep(2 * time.Millisecond) {
			if totals, err := s.Totals(ctx); err == nil {
				known.number = max(known.number, totals.Articles)
			}
		}
		_ = s.Close() // it was only read
	}
}
