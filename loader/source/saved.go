package source

import (
	"context"
	"iter"
	"os"

	"entente/internal/diplo"
	"entente/internal/extract"
)

// Saved is an item put aside, to be read again later. Just one of its parts is there.
type Saved struct {
	Document *extract.Document `json:"document,omitempty"`
	Page     *SavedPage        `json:"page,omitempty"`
	Line     *SavedLine        `json:"line,omitempty"`
	Path     string            `json:"path,omitempty"` // a file or address that gave nothing
}

// SavedPage is a web page as it was had.
type SavedPage struct {
	Name        string    `json:"name"`
	Origin      string    `json:"origin"`
	ContentType string    `json:"contentType"`
	Address     string    `json:"address"`
	Language    string    `json:"language"`
	Published   diplo.Day `json:"published"`
	Content     []byte    `json:"content"`
}

// SavedLine is a line of JSON that can't be read.
type SavedLine struct {
	File    string `json:"file"`
	Name    string `json:"name"`
	Content []byte `json:"content"`
}

// Save gives what is needed to read the item again; nil where there is nothing of it.
func (i *Item) Save() *Saved {
	switch {
	case i.line != nil:
		return &Saved{Line: i.line}
	case i.page != nil:
		p := i.page
		return &Saved{Page: &SavedPage{p.name, p.origin, p.contentType, p.address, p.language, p.published, p.content}}
	case i.Skip == nil:
		return &Saved{Document: &i.Document}
	case isAddress(i.Skip.Name):
		return &Saved{Path: i.Skip.Name}
	}
	if _, err := os.Stat(i.Skip.Name); err == nil {
		return &Saved{Path: i.Skip.Name}
	}
	return nil
}

// Again gives the items that were put aside, read as the set would.
func (s *Set) Again(ctx context.Context, saved iter.Seq[Saved]) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		r := &reader{Set: s, ctx: ctx, emit: func(item Item) bool { return ctx.Err() == nil && yield(item) }}
		for one := range saved {
			more := true
			switch {
			case one.Document != nil:
				more = r.emit(Item{Document: *one.Document})
			case one.Page != nil:
				p := one.Page
				more = r.emit(Item{page: &savedPage{p.Name, p.Origin, p.Content, p.ContentType, p.Address, p.Language, p.Published}})
			case one.Line != nil:
				more = r.emit(r.line(one.Line.File, one.Line.Name, one.Line.Content))
			case one.Path != "":
				more = r.path(one.Path)
			}
			if !more {
				return
			}
		}
	}
}
