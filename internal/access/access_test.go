package access_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/internal/access"
	"entente/internal/access/accesstest"
	"entente/internal/diplo"
)

// askedBy sends a request through the guard and gives who it was taken for, and the answer.
func askedBy(guard *access.Guard, change func(*http.Request)) (access.Caller, *httptest.ResponseRecorder) {
	var caller access.Caller
	r := httptest.NewRequest(http.MethodPost, "http://news.example/graphql", nil)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	guard.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { caller = access.From(r.Context()) })).ServeHTTP(w, r)
	return caller, w
}

func bearer(key string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+key) }
}

func TestAKeyIsKnownByItsHashAlone(t *testing.T) {
	path, keys, byRole := accesstest.Keyring(t, access.Budget{})
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for role, key := range byRole {
		if strings.Contains(string(content), key) {
			t.Error("the file holds a key")
		}
		if caller, err := keys.Caller(key); err != nil || caller.Role != role || caller.Name != "the "+strings.ToLower(string(role)) {
			t.Errorf("gave %+v, %v", caller, err)
		}
	}
	if _, err := keys.Caller("entente_0000"); diplo.KindOf(err) != diplo.Unauthenticated {
		t.Errorf("an unknown key gave %v", err)
	}
	if _, err := access.NewKey(path, "the reader", access.Admin); diplo.KindOf(err) != diplo.Conflict {
		t.Errorf("a second key of a name gave %v", err)
	}
}

func TestAChangedFileHoldsAtOnceAndADamagedOneChangesNothing(t *testing.T) {
	path, keys, byRole := accesstest.Keyring(t, access.Budget{})
	reader, editor := byRole[access.Reader], byRole[access.Editor]
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	known := func(key string) bool { _, err := keys.Caller(key); return err == nil }
	write := func(text string, then func() bool) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(5 * time.Second); !then(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("the change does not hold")
			}
		}
	}
	var kept []string
	for line := range strings.Lines(string(content)) {
		if !strings.HasPrefix(line, "reader") {
			kept = append(kept, line)
		}
	}
	write(strings.Join(kept, ""), func() bool { return !known(reader) })
	if !known(editor) {
		t.Error("a key that was not revoked is not known any more")
	}
	if err := os.WriteFile(path, []byte("nonsense\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1100 * time.Millisecond)
	if !known(editor) || known(reader) {
		t.Error("a damaged file changed the keys")
	}
}

func TestADamagedFileOfKeysIsRefusedByLine(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	for text, says := range map[string]string{
		"":                                 "holds no key",
		"# nothing\n":                      "holds no key",
		"reader " + hash + "\n":            ":1: a line is role",
		"# head\nchief " + hash + " Ana\n": ":2: \"chief\" is not a role",
		"reader 1234 Ana\n":                ":1: the second field",
		"reader " + hash + " A\nadmin " + hash + " B\n": ":2: the key of this line",
	} {
		path := filepath.Join(t.TempDir(), "keys.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := access.OpenKeys(path, access.Budget{}, slog.Default()); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%q gave %v", text, err)
		}
	}
	if _, err := access.OpenKeys(filepath.Join(t.TempDir(), "none"), access.Budget{}, slog.Default()); diplo.KindOf(err) != diplo.NotFound {
		t.Errorf("no file gave %v", err)
	}
}

func TestTheGuardFindsOutWhoAsks(t *testing.T) {
	_, keys, byRole := accesstest.Keyring(t, access.Budget{})
	locked, open := &access.Guard{Keys: keys}, &access.Guard{Anybody: access.Reader}
	local := &access.Guard{Anybody: access.Admin, OnlyHere: true}
	byProxy := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Host = "127.0.0.1:8080"; r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	for name, c := range map[string]struct {
		guard  *access.Guard
		change func(*http.Request)
		status int
		role   access.Role
	}{
		"a key as a bearer":                        {locked, bearer(byRole[access.Editor]), 200, access.Editor},
		"a key as a password":                      {locked, func(r *http.Request) { r.SetBasicAuth("whoever", byRole[access.Reader]) }, 200, access.Reader},
		"no key":                                   {locked, nil, 401, ""},
		"an unknown key":                           {locked, bearer("entente_1"), 401, ""},
		"another scheme":                           {locked, func(r *http.Request) { r.Header.Set("Authorization", "Digest x") }, 401, ""},
		"a WebSocket that has not said yet":        {locked, func(r *http.Request) { r.Header.Set("Upgrade", "websocket") }, 200, ""},
		"anybody where no key is needed":           {open, nil, 200, access.Reader},
		"this computer by name":                    {local, host("localhost:8080"), 200, access.Admin},
		"this computer by address":                 {local, host("127.0.0.1:8080"), 200, access.Admin},
		"this computer by its other address":       {local, host("[::1]:8080"), 200, access.Admin},
		"a name that was made to point here":       {local, host("evil.example:8080"), 403, ""},
		"somebody by way of a proxy":               {local, byProxy("X-Forwarded-For", "203.0.113.9"), 403, ""},
		"somebody by way of a proxy that is new":   {local, byProxy("Forwarded", "for=203.0.113.9"), 403, ""},
		"somebody by way of a proxy of few words":  {local, byProxy("X-Forwarded-Proto", ""), 403, ""},
		"somebody by way of a proxy of no words":   {local, func(r *http.Request) { r.Host, r.Proto, r.ProtoMinor = "localhost", "HTTP/1.0", 0 }, 403, ""},
		"a proxy where anybody may read":           {open, byProxy("X-Forwarded-For", "203.0.113.9"), 200, access.Reader},
		"a proxy, with a key":                      {locked, func(r *http.Request) { byProxy("Via", "1.1 front")(r); bearer(byRole[access.Editor])(r) }, 200, access.Editor},
		"a name that only begins like one of ours": {local, host("localhost.evil.example"), 403, ""},
	} {
		t.Run(name, func(t *testing.T) {
			caller, answer := askedBy(c.guard, c.change)
			if answer.Code != c.status || caller.Role != c.role {
				t.Fatalf("got %d as %q, want %d as %q", answer.Code, caller.Role, c.status, c.role)
			}
			if c.status == 200 {
				return
			}
			var body struct {
				Errors []struct{ Extensions struct{ Code string } }
			}
			if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil || len(body.Errors) != 1 || body.Errors[0].Extensions.Code == "" {
				t.Errorf("the answer is %s", answer.Body)
			}
			if (answer.Header().Get("WWW-Authenticate") != "") != (c.status == 401) {
				t.Errorf("the answer asks %q", answer.Header().Values("WWW-Authenticate"))
			}
		})
	}
}

func TestAScriptInAPageDoesNotMakeTheBrowserAskForAPassword(t *testing.T) {
	_, keys, _ := accesstest.Keyring(t, access.Budget{})
	for mode, asks := range map[string]bool{"": true, "navigate": true, "cors": false, "same-origin": false} {
		_, answer := askedBy(&access.Guard{Keys: keys}, func(r *http.Request) { r.Header.Set("Sec-Fetch-Mode", mode) })
		if got := strings.Contains(strings.Join(answer.Header().Values("WWW-Authenticate"), ","), "Basic"); got != asks {
			t.Errorf("%q: %v", mode, got)
		}
	}
}

func TestEachKeyHasABudgetOfItsOwn(t *testing.T) {
	_, keys, byRole := accesstest.Keyring(t, access.Budget{Requests: 0.001, Cost: 100})
	guard := &access.Guard{Keys: keys}
	for range 10 {
		if _, answer := askedBy(guard, bearer(byRole[access.Reader])); answer.Code != 200 {
			t.Fatalf("within the budget: %d", answer.Code)
		}
	}
	_, answer := askedBy(guard, bearer(byRole[access.Reader]))
	if answer.Code != http.StatusTooManyRequests || answer.Header().Get("Retry-After") == "" {
		t.Errorf("beyond it: %d, %v", answer.Code, answer.Header())
	}
	caller, answer := askedBy(guard, bearer(byRole[access.Editor]))
	if answer.Code != 200 {
		t.Errorf("another key: %d", answer.Code)
	}
	ctx := access.As(t.Context(), caller)
	if err := access.Spend(ctx, 60); err != nil {
		t.Error(err)
	}
	if err := access.Spend(ctx, 60); diplo.KindOf(err) != diplo.RateLimited {
		t.Errorf("beyond the cost: %v", err)
	}
	if err := access.Spend(ctx, 40); err != nil {
		t.Errorf("what is left: %v", err)
	}
}

func TestAConnectionMaySayLaterWhoItIs(t *testing.T) {
	_, keys, byRole := accesstest.Keyring(t, access.Budget{})
	guard := &access.Guard{Keys: keys}
	r := httptest.NewRequest(http.MethodGet, "/graphql", nil)
	r.Header.Set("Upgrade", "websocket")
	guard.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if err := access.Require(r.Context(), access.Reader); diplo.KindOf(err) != diplo.Unauthenticated {
			t.Errorf("before it said: %v", err)
		}
		ctx, err := access.SignIn(r.Context(), "Bearer "+byRole[access.Reader])
		if err != nil || access.Require(ctx, access.Reader) != nil {
			t.Errorf("with its key: %v", err)
		}
		if err := access.Require(ctx, access.Editor); diplo.KindOf(err) != diplo.Forbidden {
			t.Errorf("beyond its role: %v", err)
		}
		if _, err := access.SignIn(r.Context(), "Bearer entente_1"); diplo.KindOf(err) != diplo.Unauthenticated {
			t.Errorf("with an unknown key: %v", err)
		}
	})).ServeHTTP(httptest.NewRecorder(), r)
}
