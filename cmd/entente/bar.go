package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"entente/loader"
	"entente/loader/source"
)

// bar shows how far a load is: by bytes where their number is known, else as a spinner.
type bar struct {
	*progressbar.ProgressBar
	set  *source.Set
	size int64
}

func newBar(out io.Writer, set *source.Set) *bar {
	size := set.Size()
	most := size
	if most == 0 {
		most = -1
	}
	return &bar{progressbar.NewOptions64(most,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	), set, size}
}

func (b *bar) show(r loader.Report) {
	b.Describe(fmt.Sprintf("%d articles, %d new events", r.Articles, r.Events))
	if b.size > 0 {
		_ = b.Set64(min(b.set.Done(), b.size-1)) // the end comes when all is stored
		return
	}
	_ = b.Set64(int64(r.Articles))
}

// close takes the bar away; what cannot be drawn on the terminal is no loss.
func (b *bar) close() { _ = b.Finish() }
