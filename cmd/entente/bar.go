package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// measured is something of which it is known how much there is to read, and how much was.
type measured interface {
	Size() int64 // in bytes; 0 when not known
	Done() int64
}

// bar shows how far a load is: by bytes where their number is known, else as a spinner.
type bar struct {
	*progressbar.ProgressBar
	of   measured
	size int64
}

func newBar(out io.Writer, of measured) *bar {
	size := of.Size()
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
	), of, size}
}

// show tells how far it is: in words, and as the number of things done where bytes are not known.
func (b *bar) show(text string, things int) {
	b.Describe(text)
	if b.size > 0 {
		_ = b.Set64(min(b.of.Done(), b.size-1)) // the end comes when all is stored
		return
	}
	_ = b.Set64(int64(things))
}

// close takes the bar away; what cannot be drawn on the terminal is no loss.
func (b *bar) close() { _ = b.Finish() }
