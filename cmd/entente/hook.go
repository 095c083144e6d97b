package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"entente/graph"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/webhook"
	"entente/loader/fetch"
)

// webhookFlags say where what happens is posted.
type webhookFlags struct {
	Webhook       string `help:"Post what happens to events to this address, a change a request, signed by the Standard Webhooks." placeholder:"URL" env:"ENTENTE_WEBHOOK" group:"Webhook"`
	WebhookWhere  string `help:"Which events: a filter as JSON, as the argument where of GraphQL." placeholder:"FILTER" env:"ENTENTE_WEBHOOK_WHERE" group:"Webhook"`
	WebhookSecret string `help:"What requests are signed with: at least 16 letters, or whsec_ and base64; better given in the environment." placeholder:"WORD" env:"ENTENTE_WEBHOOK_SECRET" group:"Webhook"`
	WebhookState  string `help:"File that keeps how far it is, so that nothing is lost when the server restarts; ${default} when left out." default:"entente-webhook.json" placeholder:"FILE" env:"ENTENTE_WEBHOOK_STATE" group:"Webhook"`
}

// hook is the webhook over a store, nil when none is asked for.
func (f *webhookFlags) hook(ctx context.Context, s live.Store, private []netip.Prefix, log *slog.Logger) (*webhook.Hook, error) {
	if f.Webhook == "" {
		return nil, nil
	}
	base := query.Known(actors.Default())
	h := &webhook.Hook{
		Feed: s.Feed, Questions: &query.Questions{Store: s, Actors: &query.Resolver{Base: base, Store: s}, Clock: time.Now},
		URL: f.Webhook, Secret: f.WebhookSecret, State: f.WebhookState, Client: fetch.Guarded(fetch.Options{Private: private}), Log: log,
	}
	where := map[string]any{}
	if f.WebhookWhere != "" {
		decoder := json.NewDecoder(strings.NewReader(f.WebhookWhere))
		decoder.UseNumber()
		if err := decoder.Decode(&where); err != nil {
			return nil, diplo.Errorf(diplo.Invalid, `--webhook-where is not a filter such as {"source": ["France"]}: %w`, err)
		}
	}
	filter, err := graph.ParseFilter(where)
	if err != nil {
		return nil, err
	}
	if h.Filter, err = h.Questions.Events(ctx, filter); err != nil {
		return nil, err
	}
	return h, h.Check()
}

// startHook runs the webhook, where there is one, and gives what stops it.
func startHook(ctx context.Context, h *webhook.Hook) (stop func()) {
	if h == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := h.Run(ctx); err != nil {
			h.Log.Error("webhook: it does not run", "error", err)
		}
	}()
	return func() { cancel(); <-ended }
}
