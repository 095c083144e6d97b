package source

import (
	"errors"
	"fmt"
	"io"

	"entente/internal/diplo"
	"entente/loader/warc"
)

// webArchive emits the pages of a web archive. A bad record costs that record only.
func (r *reader) webArchive(name string, in io.Reader) bool {
	archive := warc.NewReader(in)
	for items := 0; ; items++ {
		page, err := archive.Next()
		var bad *warc.BadRecord
		more := true
		switch {
		case err == io.EOF && items == 0:
			return r.skip(name, Empty, "a web archive of %d records and no page", archive.Records())
		case err == io.EOF:
			return true
		case errors.As(err, &bad):
			more = r.skip(fmt.Sprintf("%s:%d", name, bad.Record), Malformed, "%v", bad)
		case err != nil:
			return r.skip(name, Unreadable, "broke off after %d records: %v", archive.Records(), err)
		case len(page.Content) == 0:
			more = r.skip(fmt.Sprintf("%s:%d", name, page.Record), Empty, "%s: nothing in it", page.URL)
		default:
			more = r.emit(Item{page: &savedPage{name: fmt.Sprintf("%s:%d", name, page.Record), content: page.Content, contentType: page.ContentType, address: page.URL, published: diplo.NoDay}})
		}
		if !more {
			return false
		}
	}
}
