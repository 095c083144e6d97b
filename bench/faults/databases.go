package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

// databases kills the server that keeps the graph while entente load writes to it, and starts it again: the load is to wait and to go on, not to end.
func (h *harness) databases(ctx context.Context, times int, args ...string) (*outcome, error) {
	keeper, ok := h.place.(server)
	if !ok {
		return nil, fmt.Errorf("no server keeps the %s; -databases is for -store neo4j", h.place.name())
	}
	o := &outcome{done: "kill -9 of Neo4j under `entente load`"}
	want, took, err := h.undisturbed(ctx, o, args)
	if err != nil {
		return o, err
	}
	return o, h.until(ctx, o, times, want, func() error {
		return h.killBelow(ctx, o, keeper, want, took, min(times-o.kills, 1+h.dice.IntN(mostKills)), args)
	})
}

// killBelow starts the work and kills the server below it, up to as many times as said, until the work is done.
func (h *harness) killBelow(ctx context.Context, o *outcome, keeper server, want *content, took time.Duration, kills int, args []string) error {
	command := h.command(ctx, args)
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	defer func() { _ = command.Process.Kill() }() // it has ended, but for an error
	for ; kills > 0; kills-- {
		looking, stop := context.WithTimeout(ctx, after(h.dice, took))
		known := &acknowledged{}
		h.watch(looking, known)
		stop()
		select {
		case err := <-ended:
			ended <- err
			kills = 0
			continue
		default:
		}
		// The load is held until what is there has been looked at.
		if err := errors.Join(keeper.Kill(), command.Process.Signal(syscall.SIGSTOP), keeper.Restart(ctx)); err != nil {
			return err
		}
		o.kills++
		if err := errors.Join(h.examine(ctx, o, want, known), command.Process.Signal(syscall.SIGCONT)); err != nil {
			return err
		}
	}
	if err := <-ended; err != nil {
		o.fault("the load ended: %v\n%s", err, &said)
	}
	return nil
}
