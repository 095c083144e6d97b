package main

import (
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/access"
)

func TestAServerThatOthersCanReachAsksForKeysUnlessItIsToldNotTo(t *testing.T) {
	keys := filepath.Join(t.TempDir(), "keys.txt")
	if got := call(t, "", nil, "key", "new", "--auth", keys, "--role", "editor", "--name", "Ana"); got.code != ok || len(strings.TrimSpace(got.out)) < 43 {
		t.Fatalf("%+v", got)
	}
	here, public := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, &net.TCPAddr{IP: net.IPv4zero}
	for name, c := range map[string]struct {
		flags   accessFlags
		listens net.Addr
		anybody access.Role
		refused bool
	}{
		"this computer":                       {accessFlags{}, here, access.Admin, false},
		"this computer, with keys":            {accessFlags{Auth: keys}, here, "", false},
		"others":                              {accessFlags{}, public, "", true},
		"others, with keys":                   {accessFlags{Auth: keys}, public, "", false},
		"others, told that it is meant so":    {accessFlags{InsecurePublic: true}, public, access.Reader, false},
		"others, with keys that are nowhere":  {accessFlags{Auth: keys + "x"}, public, "", true},
		"this computer, told that it is open": {accessFlags{InsecurePublic: true}, here, access.Reader, false},
	} {
		t.Run(name, func(t *testing.T) {
			guard, err := c.flags.guard(c.listens, nil, slog.Default())
			if (err != nil) != c.refused {
				t.Fatalf("gave %v", err)
			}
			if err == nil && (guard.Anybody != c.anybody || (guard.Keys != nil) != (c.flags.Auth != "")) {
				t.Errorf("gave %+v", guard)
			}
		})
	}
	if got := call(t, "", nil, "serve", "--listen", "0.0.0.0:0", "--store", filepath.Join(t.TempDir(), "e.db")); got.code != failed || !strings.Contains(got.err, "entente key new") {
		t.Errorf("%+v", got)
	}
}
