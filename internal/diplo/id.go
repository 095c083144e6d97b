package diplo

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// contentHash is 16 characters (80 bits) of lower-case base32 over the parts, each
// ended so that no two lists of parts run together.
func contentHash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	sum := h.Sum(nil)
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:10]))
}
