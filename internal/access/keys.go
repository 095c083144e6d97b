package access

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"entente/internal/diplo"
)

// keyPrefix marks a key for what it is, for people and for tools that look for secrets where none should be.
const keyPrefix = "entente_"

// hash is the SHA-256 of a key. A key has 256 bits from the system's source of randomness: nobody can guess one, and so a plain
// fast hash keeps it as well as a slow one, which is there for words that people choose. A hash tells nothing of its key, so
// comparing hashes needs no care for time either.
type hash [sha256.Size]byte

func hashOf(key string) hash { return sha256.Sum256([]byte(key)) }

// fileHead explains a new file of keys to its reader.
const fileHead = "# API keys of entente, a line each: role, SHA-256 of the key, name. Made by entente key new; take a line out to revoke its key.\n"

// NewKey makes a key, adds its line to the file, which is made when it is not there, and gives the key. Nobody can read
// the key from the file later. A name that the file has is diplo.Conflict.
func NewKey(path, name string, role Role) (key string, err error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", diplo.Errorf(diplo.Invalid, "a key needs a name: whose it is, or what for")
	}
	content, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return "", fmt.Errorf("keys: %w", err)
	}
	known, err := parseKeys(path, content)
	if err != nil {
		return "", err
	}
	for _, k := range known {
		if k.name == name {
			return "", diplo.Errorf(diplo.Conflict, "%s has a key of the name %q", path, name)
		}
	}
	random := make([]byte, 32)
	rand.Read(random) // it never fails
	key = keyPrefix + base64.RawURLEncoding.EncodeToString(random)
	line := ""
	switch {
	case len(content) == 0:
		line = fileHead
	case content[len(content)-1] != '\n':
		line = "\n"
	}
	sum := hashOf(key)
	line += strings.ToLower(string(role)) + " " + hex.EncodeToString(sum[:]) + " " + name + "\n"
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("keys: %w", err)
	}
	_, err = file.WriteString(line)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return key, err
}

// known is a key of the file.
type known struct {
	role Role
	hash hash
	name string
}

func parseKeys(path string, content []byte) ([]known, error) {
	var keys []known
	seen := map[hash]bool{}
	lines := bufio.NewScanner(bytes.NewReader(content))
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 3 {
			return nil, diplo.Errorf(diplo.Invalid, "%s:%d: a line is role, hash and name", path, number)
		}
		role, err := ParseRole(fields[0])
		if err != nil {
			return nil, diplo.Errorf(diplo.Invalid, "%s:%d: %w", path, number, err)
		}
		sum, err := hex.DecodeString(fields[1])
		if err != nil || len(sum) != sha256.Size {
			return nil, diplo.Errorf(diplo.Invalid, "%s:%d: the second field is not a SHA-256 in hexadecimal digits", path, number)
		}
		if seen[hash(sum)] {
			return nil, diplo.Errorf(diplo.Invalid, "%s:%d: the key of this line stands above already", path, number)
		}
		seen[hash(sum)] = true
		keys = append(keys, known{role, hash(sum), strings.Join(fields[2:], " ")})
	}
	if err := lines.Err(); err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "%s: %w", path, err)
	}
	return keys, nil
}

// lookEvery is how often the file is looked at for changes, at most.
const lookEvery = time.Second

// Keys are those of a file. A change to the file holds within a second, without a restart; a file that can't be read any more, or
// is damaged, leaves the keys as they were, and the log says so.
type Keys struct {
	path   string
	budget Budget
	log    *slog.Logger

	mutex   sync.Mutex
	callers map[hash]Caller
	looked  time.Time
	version version
}

// version tells a file's contents apart.
type version struct {
	modified time.Time
	size     int64
}

// OpenKeys reads the keys of a file, each of which may ask for the budget. A file that is not there is diplo.NotFound, one that
// is no list of keys, or has none, diplo.Invalid.
func OpenKeys(path string, budget Budget, log *slog.Logger) (*Keys, error) {
	k := &Keys{path: path, budget: budget, log: log}
	if err := k.read(); err != nil {
		if os.IsNotExist(err) {
			return nil, diplo.Errorf(diplo.NotFound, "there is no file of keys %s; make it and a first key: entente key new --auth %s --role admin --name NAME", path, path)
		}
		return nil, err
	}
	if len(k.callers) == 0 {
		return nil, diplo.Errorf(diplo.Invalid, "%s holds no key; make one: entente key new --auth %s --role admin --name NAME", path, path)
	}
	return k, nil
}

// Caller is whose key it is; diplo.Unauthenticated when it is nobody's.
func (k *Keys) Caller(key string) (Caller, error) { return k.of(hashOf(key)) }

// of is whose key has the hash.
func (k *Keys) of(sum hash) (Caller, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if now := time.Now(); now.Sub(k.looked) >= lookEvery {
		k.looked = now
		if err := k.read(); err != nil {
			k.log.Error("the file of keys can't be read; those read before hold on", "file", k.path, "error", err)
		}
	}
	caller, found := k.callers[sum]
	if !found {
		return Caller{}, errUnknownKey
	}
	return caller, nil
}

// errUnknownKey is what is told of a key that is nobody's, or nobody's any more.
var errUnknownKey = diplo.Errorf(diplo.Unauthenticated, "this API key is not known; it may have been revoked")

// read takes over the file when it has changed. What is left of a key's budget stays.
func (k *Keys) read() error {
	info, err := os.Stat(k.path)
	if err != nil {
		return err
	}
	found := version{info.ModTime(), info.Size()}
	if found == k.version {
		return nil
	}
	content, err := os.ReadFile(k.path)
	if err != nil {
		return err
	}
	keys, err := parseKeys(k.path, content)
	if err != nil {
		return err
	}
	callers := make(map[hash]Caller, len(keys))
	for _, key := range keys {
		left := k.callers[key.hash].budget
		if left == nil {
			left = newBudget(k.budget)
		}
		callers[key.hash] = Caller{Name: key.name, Role: key.role, Keyed: true, Client: "key:" + hex.EncodeToString(key.hash[:8]), budget: left, key: &shown{k, key.hash}}
	}
	k.callers, k.version = callers, found
	return nil
}
