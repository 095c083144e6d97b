package english

import (
	"os"
	"strings"
	"testing"

	"entente/internal/text"
)

// BenchmarkAnnotate reports whole sentences a second, splitting included, on one core.
func BenchmarkAnnotate(b *testing.B) {
	b.ReportAllocs()
	body := sample(b)
	a := New()
	a.Annotate(&a.Split(body, text.Span{End: len(body)})[0])
	b.ResetTimer()
	sentences := 0
	for b.Loop() {
		for _, s := range a.Split(body, text.Span{End: len(body)}) {
			a.Annotate(&s)
			sentences++
		}
	}
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkSplit reports how fast sentences are cut without reading them.
func BenchmarkSplit(b *testing.B) {
	body := sample(b)
	a := New()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		a.Split(body, text.Span{End: len(body)})
	}
}

// BenchmarkLoad reports how long the embedded model takes to load.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(modelFile); err != nil {
			b.Fatal(err)
		}
	}
}

func sample(tb testing.TB) string {
	tb.Helper()
	bytes, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Repeat(string(bytes), 10)
}
