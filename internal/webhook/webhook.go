// Package webhook posts what happens to the events of a filter to an address: one change a request, in order, each once it is known to have
// arrived. It goes on where it stopped, after a restart too.
//
// Requests are signed by the Standard Webhooks: webhook-id names the change, and stays the same when it is sent again; webhook-signature is
// "v1," and the base64 of the HMAC-SHA256 over "id.timestamp.body".
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/export"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/store"
)

// Hook posts to one address.
type Hook struct {
	Feed      *live.Feed
	Questions *query.Questions // names of actors, sentences
	Filter    store.EventFilter
	URL       string
	Secret    string       // what requests are signed with: any text, or whsec_ and base64
	Client    *http.Client // follows no redirects
	State     string       // path of the file that the position is kept in
	Log       *slog.Logger
	FirstWait time.Duration // before a request is sent again; it doubles, up to a hundred times of it; 0 is 1 s
}

// postWithin is how long the receiver may take to answer.
const postWithin = 15 * time.Second

// Check refuses an address that nothing is posted to, and a secret that signs nothing, as diplo.Invalid.
func (h *Hook) Check() error {
	at, err := url.Parse(h.URL)
	switch {
	case err != nil || at.Scheme != "https" && at.Scheme != "http" || at.Host == "":
		return diplo.Errorf(diplo.Invalid, "%q is not the address of a webhook; it looks like https://desk.example/events", h.URL)
	case at.User != nil:
		return diplo.Errorf(diplo.Invalid, "the address of the webhook holds a password; requests are signed instead")
	}
	_, err = h.key()
	return err
}

// key is what signatures are made with.
func (h *Hook) key() ([]byte, error) {
	encoded, standard := strings.CutPrefix(h.Secret, "whsec_")
	if !standard {
		if len(h.Secret) < 16 {
			return nil, diplo.Errorf(diplo.Invalid, "the secret of the webhook has %d bytes; at least 16 are needed", len(h.Secret))
		}
		return []byte(h.Secret), nil
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) < 16 {
		return nil, diplo.Errorf(diplo.Invalid, "the secret of the webhook is not whsec_ and at least 16 bytes in base64")
	}
	return key, nil
}

// position is what the file of the state holds.
type position struct {
	URL   string       `json:"url"`
	Since store.Cursor `json:"since"` // "" is the beginning
}

// Run posts until the context ends: at first what comes from now on, later what has come since. It gives an error when it can't begin.
func (h *Hook) Run(ctx context.Context) error {
	if err := h.Check(); err != nil {
		return err
	}
	at, err := h.begin(ctx)
	if err != nil {
		return err
	}
	for change := range h.Feed.Follow(ctx, h.Filter, at) {
		body, err := h.body(ctx, &change)
		if err == nil {
			err = h.deliver(ctx, change.Cursor, body)
		}
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			h.Log.Error("webhook: a change was not taken, and is left out", "event", change.ID, "error", err)
		}
		if err := h.keep(change.Cursor); err != nil {
			h.Log.Error("webhook: the position is not kept; what follows is sent again after a restart", "error", err)
		}
	}
	return nil
}

// begin is the position to go on from.
func (h *Hook) begin(ctx context.Context) (store.Cursor, error) {
	text, err := os.ReadFile(h.State)
	switch {
	case errors.Is(err, os.ErrNotExist):
		at, err := h.Feed.Start(ctx, "")
		if err != nil {
			return "", err
		}
		return at, h.keep(at)
	case err != nil:
		return "", err
	}
	var kept position
	if err := json.Unmarshal(text, &kept); err != nil {
		return "", diplo.Errorf(diplo.Invalid, "%s does not hold the position of a webhook; remove it to begin anew: %w", h.State, err)
	}
	if kept.URL != h.URL {
		return "", diplo.Errorf(diplo.Conflict, "%s holds the position of the webhook %s; name another file for %s", h.State, kept.URL, h.URL)
	}
	if kept.Since == "" {
		return "", nil
	}
	return h.Feed.Start(ctx, kept.Since)
}

// keep writes the position, so that a crash leaves the old one or the new.
func (h *Hook) keep(at store.Cursor) error {
	text, err := json.Marshal(position{h.URL, at})
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(h.State), filepath.Base(h.State)+".*")
	if err != nil {
		return err
	}
	_, err = file.Write(append(text, '\n'))
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(file.Name(), h.State)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// body is what is posted of a change: kind, id, recordedAt, and the event as a row, null when nothing tells of it any more.
func (h *Hook) body(ctx context.Context, change *live.Change) ([]byte, error) {
	event := json.RawMessage("null")
	if change.Event != nil {
		rows, err := h.rows(ctx, change.Event)
		if err != nil {
			return nil, err
		}
		event = export.Object(rows[0])
	}
	return json.Marshal(struct {
		Kind       live.Kind       `json:"kind"`
		ID         diplo.EventID   `json:"id"`
		RecordedAt time.Time       `json:"recordedAt"`
		Event      json.RawMessage `json:"event"`
	}{change.Kind, change.ID, change.Recorded.UTC(), event})
}

// rows asks until the store answers.
func (h *Hook) rows(ctx context.Context, event *diplo.Event) ([]query.Row, error) {
	for wait := h.firstWait(); ; wait = h.longer(wait) {
		rows, err := h.Questions.Rows(ctx, []*diplo.Event{event})
		if diplo.KindOf(err) != diplo.Unavailable || !pause(ctx, wait) {
			return rows, err
		}
	}
}

// refused is an answer that will not become another by asking again.
type refused struct{ status string }

func (r refused) Error() string { return "it was refused: " + r.status }

// deliver posts until it has arrived, or is refused.
func (h *Hook) deliver(ctx context.Context, at store.Cursor, body []byte) error {
	sum := sha256.Sum256([]byte(at))
	id := "msg_" + hex.EncodeToString(sum[:12])
	for wait := h.firstWait(); ; wait = h.longer(wait) {
		later, err := h.post(ctx, id, body)
		if err == nil || errors.As(err, new(refused)) {
			return err
		}
		if ctx.Err() == nil {
			h.Log.Warn("webhook: not delivered; it is sent again", "url", h.URL, "in", max(wait, later).Round(time.Millisecond), "error", err)
		}
		if !pause(ctx, max(wait, later)) {
			return ctx.Err()
		}
	}
}

// post sends one request, and tells how long the receiver asks to wait.
func (h *Hook) post(ctx context.Context, id string, body []byte) (later time.Duration, err error) {
	key, err := h.key()
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, postWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, stamp, body)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "entente")
	request.Header.Set("Webhook-Id", id)
	request.Header.Set("Webhook-Timestamp", stamp)
	request.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	response, err := h.Client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // so that the connection can be used again
	switch status := response.StatusCode; {
	case status >= 200 && status < 300:
		return 0, nil
	case status == http.StatusRequestTimeout || status == http.StatusTooManyRequests || status >= 500:
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return min(time.Duration(max(0, seconds))*time.Second, time.Hour), errors.New(response.Status)
	}
	return 0, refused{response.Status}
}

func (h *Hook) firstWait() time.Duration {
	if h.FirstWait == 0 {
		return time.Second
	}
	return h.FirstWait
}

// longer is the next wait: about twice as long, up to a hundred times the first.
func (h *Hook) longer(wait time.Duration) time.Duration {
	jitter := 0.75 + rand.Float64()/2
	return min(time.Duration(2*jitter*float64(wait)), 100*h.firstWait())
}

// pause waits, and tells whether the context is still on.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
