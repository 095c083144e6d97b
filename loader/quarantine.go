package loader

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/internal/diplo"
	"entente/loader/source"
)

// Quarantine is a folder for what failed: for each item a file NAME.json to read it again from, and beside it NAME.txt with the reason.
type Quarantine struct {
	Dir  string
	kept map[string]bool // names of files, without their ends
}

// worthKeeping are the causes of what may be read another time, when it was mended or we were.
var worthKeeping = []source.Cause{Failed, source.Malformed, source.NotUTF8, source.Unreadable}

// keep puts an item aside that was not read.
func (q *Quarantine) keep(r *Reading) error {
	if q == nil || !slices.Contains(worthKeeping, r.Skip.Cause) {
		return nil
	}
	saved := r.item.Save()
	if saved == nil {
		return nil
	}
	content, err := json.Marshal(saved)
	if err != nil {
		return diplo.Errorf(diplo.Internal, "%s can't be put aside: %w", r.Skip.Name, err)
	}
	sum := sha256.Sum256([]byte(r.Skip.Name))
	name := hex.EncodeToString(sum[:8])
	err = os.MkdirAll(q.Dir, 0o750)
	for end, file := range map[string][]byte{".json": content, ".txt": fmt.Appendf(nil, "%s\n%s: %s\n", r.Skip.Name, r.Skip.Cause, r.Skip.Reason)} {
		if err == nil {
			err = os.WriteFile(filepath.Join(q.Dir, name+end), file, 0o640)
		}
	}
	if err != nil {
		return diplo.Errorf(diplo.Unavailable, "what failed can't be put aside: %w", err)
	}
	if q.kept == nil {
		q.kept = map[string]bool{}
	}
	q.kept[name] = true
	return nil
}

// Kept is how many items this run put aside.
func (q *Quarantine) Kept() int { return len(q.kept) }

// names lists what lies in the folder, without the files' ends.
func (q *Quarantine) names() ([]string, error) {
	entries, err := os.ReadDir(q.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, diplo.Errorf(diplo.Invalid, "can't read the quarantine: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if name, is := strings.CutSuffix(entry.Name(), ".json"); is {
			names = append(names, name)
		}
	}
	return names, nil
}

// Items gives what lies in the folder to be read again, and what takes away of it what was not put aside once more meanwhile. A file
// that can't be read stays.
func (q *Quarantine) Items() (saved iter.Seq[source.Saved], clear func() error, err error) {
	names, err := q.names()
	if err != nil {
		return nil, nil, err
	}
	var given []string
	saved = func(yield func(source.Saved) bool) {
		for _, name := range names {
			var one source.Saved
			content, err := os.ReadFile(filepath.Join(q.Dir, name+".json"))
			if err != nil || json.Unmarshal(content, &one) != nil {
				continue
			}
			given = append(given, name)
			if !yield(one) {
				return
			}
		}
	}
	clear = func() error {
		var all error
		for _, name := range given {
			if q.kept[name] {
				continue
			}
			all = errors.Join(all, os.Remove(filepath.Join(q.Dir, name+".json")), os.Remove(filepath.Join(q.Dir, name+".txt")))
		}
		return all
	}
	return saved, clear, nil
}
