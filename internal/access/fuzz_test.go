package access

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/internal/diplo"
)

func FuzzKeysFile(f *testing.F) {
	sum := strings.Repeat("ab", 32)
	for _, seed := range []string{"reader " + sum + " Ana at the desk\n", "# nothing\n\nADMIN " + strings.ToUpper(sum) + " A\r\n", "editor " + sum + "\n", "editor zz x\n", "reader " + sum + " \x1b[2J\n", "\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		keys, err := parseKeys("keys.txt", content)
		if err != nil {
			if diplo.KindOf(err) != diplo.Invalid {
				t.Fatalf("refused as %s: %v", diplo.KindOf(err), err)
			}
			return
		}
		for _, k := range keys {
			if k.name == "" || !k.role.Allows(Reader) || strings.ContainsAny(k.name, "\n\r") {
				t.Fatalf("%+v", k)
			}
		}
	})
}

// Whatever is said, only the key itself opens.
func FuzzTheGuardOpensForTheKeyAlone(f *testing.F) {
	const key = "entente_0123456789abcdef0123456789abcdef0123456789a"
	keys := &Keys{callers: map[hash]Caller{hashOf(key): {Name: "Ana", Role: Editor, Keyed: true}}}
	guard := &Guard{Keys: keys}
	basic := func(text string) string { return "Basic " + base64.StdEncoding.EncodeToString([]byte(text)) }
	for _, seed := range []string{"", "Bearer", "Bearer " + key, "bearer  " + key + " ", "Bearer " + key[:20], "Bearer " + key + "x", basic("a:" + key), basic(key), basic(":" + key + ":"), "Basic !", "Digest " + key, key} {
		f.Add(seed, "")
		f.Add(seed, "websocket")
	}
	keys.looked = keys.looked.AddDate(9000, 0, 0) // there is no file to look at
	f.Fuzz(func(t *testing.T, authorization, upgrade string) {
		r := httptest.NewRequest(http.MethodPost, "http://news.example/graphql", nil)
		r.Header["Authorization"], r.Header["Upgrade"] = []string{authorization}, []string{upgrade}
		w, opened := httptest.NewRecorder(), false
		guard.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { opened = Require(r.Context(), Reader) == nil })).ServeHTTP(w, r)
		shown := authorization
		if scheme, encoded, _ := strings.Cut(authorization, " "); strings.EqualFold(scheme, "Basic") {
			decoded, _ := base64.StdEncoding.DecodeString(encoded)
			shown = string(decoded)
		}
		if opened && !strings.Contains(shown, key) {
			t.Fatalf("%q opens", authorization)
		}
		if !opened && w.Code != http.StatusUnauthorized && !strings.EqualFold(upgrade, "websocket") {
			t.Fatalf("%q is answered %d", authorization, w.Code)
		}
	})
}

// Only names and addresses of this computer are its own.
func FuzzHere(f *testing.F) {
	for _, seed := range []string{"localhost:8080", "127.0.0.1", "[::1]:8080", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example", "[::ffff:127.0.0.1]", ".localhost", "127.1:80", "localhost:80@evil.example"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, host string) {
		if here(host) && !strings.Contains(strings.ToLower(host), "localhost") && !strings.Contains(host, "127.") && !strings.Contains(host, ":") {
			t.Fatalf("%q is taken for this computer", host)
		}
	})
}
