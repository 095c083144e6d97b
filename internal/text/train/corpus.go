package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"strconv"
	"strings"

	"entente/internal/text/word"
)

// example is a sentence of the treebank with numbered classes.
type example struct {
	id     string // ITEM.SENTENCE
	forms  []string
	glued  []bool // no space after
	words  []word.Traits
	tags   []uint8
	heads  []int32
	labels []uint8
	names  []uint8
}

// inventory numbers classes in the order in which they are first seen.
type inventory struct {
	names  []string
	number map[string]int
}

func newInventory(first ...string) *inventory {
	inv := &inventory{number: map[string]int{}}
	for _, name := range first {
		inv.of(name)
	}
	return inv
}

func (inv *inventory) of(name string) uint8 {
	n, ok := inv.number[name]
	if !ok {
		n = len(inv.names)
		inv.number[name] = n
		inv.names = append(inv.names, name)
	}
	return uint8(n)
}

// corpus is a treebank parted by item: nothing of a held-out item is trained on.
type corpus struct {
	train, held          []*example
	tags, labels, entity *inventory
}

// heldOut tells whether a sentence belongs to the twentieth of the items that
// is kept for testing.
func heldOut(id string) bool {
	item := id
	if dot := strings.LastIndexByte(id, '.'); dot >= 0 {
		item = id[:dot]
	}
	h := fnv.New32a()
	io.WriteString(h, item)
	return h.Sum32()%20 == 0
}

// readCorpus reads a treebank in seven columns (index, form, tag, head, label,
// name, spacing), gzipped when its name ends in .gz.
func readCorpus(path string) (*corpus, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	c := &corpus{tags: newInventory(), labels: newInventory("dep"), entity: newInventory("O")}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	current := &example{}
	finish := func() {
		switch {
		case len(current.forms) == 0:
		case heldOut(current.id):
			c.held = append(c.held, current)
		default:
			c.train = append(c.train, current)
		}
		current = &example{}
	}
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if line == "" {
			finish()
			continue
		}
		if id, ok := strings.CutPrefix(line, "# id = "); ok {
			current.id = id
			continue
		}
		if err := c.read(current, line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, number, err)
		}
	}
	finish()
	return c, lines.Err()
}

func (c *corpus) read(e *example, line string) error {
	columns := strings.Split(line, "\t")
	if len(columns) != 7 {
		return fmt.Errorf("%d columns instead of 7", len(columns))
	}
	head, err := strconv.Atoi(columns[3])
	if err != nil {
		return err
	}
	label := columns[4]
	if head == 0 {
		label = "dep" // the root has no label of its own to learn
	}
	entity := columns[5]
	if entity == "O-" {
		entity = "O"
	}
	e.forms = append(e.forms, columns[1])
	e.words = append(e.words, word.Of(columns[1]))
	e.tags = append(e.tags, c.tags.of(columns[2]))
	e.heads = append(e.heads, int32(head-1))
	e.labels = append(e.labels, c.labels.of(label))
	e.names = append(e.names, c.entity.of(entity))
	e.glued = append(e.glued, columns[6] == "SpaceAfter=No")
	return nil
}

// projective tells whether no two arcs cross.
func (e *example) projective() bool {
	for i, h := range e.heads {
		if h < 0 {
			continue
		}
		low, high := min(int32(i), h), max(int32(i), h)
		for k := low + 1; k < high; k++ {
			if e.heads[k] < low || e.heads[k] > high {
				return false
			}
		}
	}
	return true
}
