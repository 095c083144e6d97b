package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sync/atomic"
)

// unpacked reads a file that may be an archive of one file, as GDELT hands its tables out, and counts the bytes that it reads.
func unpacked(file *os.File, done *atomic.Int64) (io.Reader, error) {
	magic := make([]byte, len(zipMagic))
	if _, err := file.ReadAt(magic, 0); err != nil || !bytes.Equal(magic, zipMagic) {
		return &counter{file, done}, nil // what stands against reading it, the reader is told
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(&counterAt{file, done}, info.Size())
	if err != nil {
		return nil, fmt.Errorf("an archive, but broken: %w", err)
	}
	if n := len(archive.File); n != 1 {
		return nil, fmt.Errorf("an archive of %d files; unpack it and name one", n)
	}
	content, err := archive.File[0].Open()
	if err != nil {
		return nil, err
	}
	return &bounded{content, &budget{packed: info.Size}}, nil
}

var zipMagic = []byte("PK\x03\x04")

// decompressed reads what may be compressed with gzip, past a byte order mark.
func decompressed(in io.Reader) (*bufio.Reader, error) {
	buffered := bufio.NewReaderSize(in, 1<<16)
	if head, _ := buffered.Peek(len(gzipMagic)); bytes.Equal(head, gzipMagic) {
		plain, err := gunzip(buffered)
		if err != nil {
			return nil, fmt.Errorf("compressed, but broken: %w", err)
		}
		buffered = bufio.NewReaderSize(plain, 1<<16)
	}
	if head, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(head, byteOrderMark) {
		_, _ = buffered.Discard(len(byteOrderMark))
	}
	return buffered, nil
}

// counterAt adds up the bytes that are read through it.
type counterAt struct {
	io.ReaderAt
	done *atomic.Int64
}

func (c *counterAt) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	c.done.Add(int64(n))
	return n, err
}
