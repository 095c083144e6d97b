package diplo

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// ClusterID places a text among its near-copies. It is a sketch of how the text begins, so
// that nobody has to keep a list of clusters and the order of loading can't matter: two articles
// are of one cluster when their ids are alike, or when others between them are. See [clusters].
type ClusterID string

const (
	clusterPrefix = "cluster:"
	// leadWords is how much of a text its cluster goes by. Papers cut an agency's story from its end; and a
	// later story on the same matter has a new beginning, and repeats the background behind it.
	leadWords = 60
	// likeness is the share of two sketches that copies have in common. Copies with a line more, a
	// tail less and some words changed share 0.4 and more, reports written apart less than 0.3.
	likeness = 0.4
)

// ClusterIDOf is the cluster of an article with this body: the text without headline,
// dateline and the like. Case, spaces and marks do not count.
func ClusterIDOf(body string) ClusterID {
	sketch := sketchOf(body)
	if len(sketch) == 0 {
		return ClusterID(clusterPrefix + contentHash("text", foldSpace(body)))
	}
	packed := make([]byte, 0, 2*leadWords)
	for _, pair := range sketch {
		packed = binary.BigEndian.AppendUint16(packed, pair)
	}
	return ClusterID(clusterPrefix + base64.RawURLEncoding.EncodeToString(packed))
}

// sketchOf is the set of the pairs of neighbouring words at the beginning of a text, each as
// 16 bits: enough that two texts share one in a hundred by chance. It is sorted.
func sketchOf(body string) []uint16 {
	var sketch []uint16
	previous, words := "", 0
	for word := range wordsOf(body) {
		if previous != "" {
			sum := fnv.New32a()
			sum.Write([]byte(previous))
			sum.Write([]byte{' '})
			sum.Write([]byte(word))
			sketch = append(sketch, uint16(sum.Sum32()>>16^sum.Sum32()))
		}
		if words++; words == leadWords {
			break
		}
		previous = word
	}
	slices.Sort(sketch)
	return slices.Compact(sketch)
}

// wordsOf are the runs of letters and digits in lower case.
func wordsOf(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if !yield(strings.ToLower(word)) {
				return
			}
		}
	}
}

// plain is a sentence without what copies may print otherwise: case, spaces, quotation marks.
func plain(sentence string) string { return strings.Join(slices.Collect(wordsOf(sentence)), " ") }

// sketch unpacks the id; nil when it is none of ClusterIDOf, or of a text without two words.
func (id ClusterID) sketch() []uint16 {
	packed, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(string(id), clusterPrefix))
	if err != nil || len(packed)%2 != 0 {
		return nil
	}
	sketch := make([]uint16, len(packed)/2)
	for i := range sketch {
		sketch[i] = binary.BigEndian.Uint16(packed[2*i:])
	}
	return sketch
}

// clusters tells for each of the ids which is the first, in byte order, of those that are of one
// cluster with it. The order of the ids does not matter.
func clusters(ids []ClusterID) map[ClusterID]ClusterID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	first := make([]int, len(ids)) // the first known so far; itself for those that lead
	for i := range first {
		first[i] = i
	}
	lead := func(i int) int {
		for first[i] != i {
			i = first[i]
		}
		return i
	}
	if len(ids) > 1 {
		sizes := make([]int, len(ids))
		holders := map[uint16][]int{}   // of each pair of words, the ids so far that have it
		common := make([]int, len(ids)) // how many pairs each has in common with the one in hand
		var akin []int                  // those that have any
		for i, id := range ids {
			sketch := id.sketch()
			sizes[i] = len(sketch)
			akin = akin[:0]
			for _, pair := range sketch {
				for _, j := range holders[pair] {
					if common[j]++; common[j] == 1 {
						akin = append(akin, j)
					}
				}
				holders[pair] = append(holders[pair], i)
			}
			for _, j := range akin {
				n := common[j]
				common[j] = 0
				if float64(n) >= likeness*float64(sizes[i]+sizes[j]-n) {
					a, b := lead(i), lead(j)
					first[max(a, b)] = min(a, b)
				}
			}
		}
	}
	of := make(map[ClusterID]ClusterID, len(ids))
	for i, id := range ids {
		of[id] = ids[lead(i)]
	}
	return of
}
