package watch

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/loader/source"
)

// settled is how long a file must have lain unchanged to be read: one that is being written is not.
const settled = time.Second

// filesAtOnce is how many files are read before what they gave is noted.
const filesAtOnce = 200

// folder looks through a folder for files that are new, changed or gone.
func (w *Watcher) folder(ctx context.Context, s *Source, round *Round) error {
	entries, err := os.ReadDir(s.Folder)
	if err != nil {
		return diplo.Errorf(diplo.Unavailable, "the folder can't be looked into: %w", err)
	}
	known := w.state.from(s.name())
	if len(entries) == 0 && len(known) > 0 {
		return diplo.Errorf(diplo.Unavailable, "the folder is empty, as when a disk is not there; if its %d files were to be deleted, put any other file into it", len(known))
	}
	there := map[string]bool{}
	var closed []string // folders, or files, that could not be looked into
	var due []record
	for _, file := range source.Files(s.Folder) {
		there[file.Path] = true
		if file.Skip != nil {
			if file.Skip.Cause == source.Unreadable {
				closed = append(closed, file.Path+string(filepath.Separator))
				round.reason("%s: %s", file.Path, file.Skip.Reason)
			}
			continue
		}
		r, met := w.state.get(file.Path)
		if met && r.Size == file.Size && r.Modified.Equal(file.Modified) || w.Now().Sub(file.Modified).Abs() < settled {
			continue
		}
		r.Name, r.Source, r.Size, r.Modified = file.Path, s.name(), file.Size, file.Modified
		due = append(due, r)
	}
	round.Listed = len(there)
	for chunk := range slices.Chunk(due, filesAtOnce) {
		if err := w.readFiles(ctx, chunk, round); err != nil {
			return err
		}
	}
	for _, r := range known {
		if there[r.Name] || slices.ContainsFunc(closed, func(folder string) bool { return strings.HasPrefix(r.Name, folder) }) {
			continue
		}
		gone, err := w.withdraw(ctx, r.Origins)
		if err != nil {
			return err
		}
		round.Gone += gone
		if err := w.state.keep(record{Name: r.Name, Forgotten: true}); err != nil {
			return err
		}
	}
	return nil
}

// readFiles reads files, stores what was read in them, and withdraws what was read there before and is not any more. Of a file that can't be
// read to its end nothing is withdrawn, and it is read again the next time.
func (w *Watcher) readFiles(ctx context.Context, files []record, round *Round) error {
	before := make([]record, len(files))
	paths := make([]string, len(files))
	at := make(map[string]*record, len(files))
	for i := range files {
		before[i], paths[i] = files[i], files[i].Name
		files[i].Articles, files[i].Origins = nil, nil
		at[files[i].Name] = &files[i]
	}
	set := &source.Set{Paths: paths}
	err := w.load(ctx, &w.loadingFiles, placed(set.Items(ctx)), round, func(l loaded) {
		r := at[fileOf(l.name, at)]
		if l.broke {
			r.Modified = time.Time{}
		}
		if l.article == "" {
			return
		}
		r.Articles = append(r.Articles, l.article)
		if l.origin != "" {
			r.Origins = append(r.Origins, l.origin)
		}
	})
	if err != nil {
		return err
	}
	still := map[string]bool{}
	var left []string
	for i := range files {
		if files[i].Modified.IsZero() {
			files[i].Articles, files[i].Origins = append(files[i].Articles, before[i].Articles...), append(files[i].Origins, before[i].Origins...)
		}
		for _, origin := range files[i].Origins {
			still[origin] = true
		}
		left = append(left, before[i].Origins...)
	}
	gone, err := w.withdraw(ctx, slices.DeleteFunc(left, func(origin string) bool { return still[origin] }))
	if err != nil {
		return err
	}
	round.Gone += gone
	return w.state.keep(files...)
}

// placed gives the items with an origin for those that have none: entries without an id of their own. So they can be withdrawn with their file.
func placed(items iter.Seq[source.Item]) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for item := range items {
			if d := &item.Document; d.Origin == "" && d.Text != "" {
				d.Origin = d.Source[:strings.LastIndexAny(d.Source, ":")] + "#" + string(diplo.ArticleIDOf(d.URL, d.Text, d.Published))
			}
			if !yield(item) {
				return
			}
		}
	}
}

// fileOf is the file that an item came from: "news.zip" of "news.zip/a.jsonl:17".
func fileOf(item string, files map[string]*record) string {
	for files[item] == nil {
		item = item[:strings.LastIndexAny(item, ":/")]
	}
	return item
}
