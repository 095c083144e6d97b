package store

import (
	"encoding/base64"
	"encoding/json"

	"entente/internal/diplo"
)

// NewCursor makes the position of an entry with these keys in the named list. List names
// hold the order where there are several, so that a cursor is refused by another list.
func NewCursor(list string, keys ...string) Cursor {
	b := appendText(append(make([]byte, 0, 96), '['), list)
	for _, key := range keys {
		b = appendText(append(b, ','), key)
	}
	return Cursor(base64.RawURLEncoding.EncodeToString(append(b, ']')))
}

// appendText appends the text as JSON. A page has a cursor for each of its entries: plain texts, as most are, go a short way.
func appendText(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, err := json.Marshal(text)
			if err != nil {
				panic(err) // strings always marshal
			}
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}

// Keys gives back the keys of a position of the named list; diplo.Invalid when it is not one with n keys.
func (c Cursor) Keys(list string, n int) ([]string, error) {
	b, err := base64.RawURLEncoding.DecodeString(string(c))
	var keys []string
	if err != nil || json.Unmarshal(b, &keys) != nil || len(keys) != n+1 || keys[0] != list {
		return nil, diplo.Errorf(diplo.Invalid, "cursor %q is not a position of this list; take one from pageInfo or an edge of the same query", string(c))
	}
	return keys[1:], nil
}
