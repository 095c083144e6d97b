package actors

import (
	"os"
	"testing"

	"entente/internal/diplo"
	"entente/internal/text"
)

// BenchmarkRead reads annotated sentences, by default our own few; ENTENTE_SENTENCES may name a file of
// more.
func BenchmarkRead(b *testing.B) {
	base := Default()
	reports := map[string][]text.Sentence{"own": annotatedSentences()}
	if name := os.Getenv("ENTENTE_SENTENCES"); name != "" {
		reports = readColumns(b, name)
	}
	var articles [][]text.Sentence
	sentences := 0
	for _, s := range reports {
		articles = append(articles, s)
		sentences += len(s)
	}
	on := diplo.DateOf(2010, 6, 1)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for _, s := range articles {
			base.Read(s, on)
		}
		n += sentences
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	base := Default()
	on := diplo.DateOf(2023, 9, 20)
	b.ReportAllocs()
	for b.Loop() {
		base.Lookup("French foreign minister", on)
		base.Lookup("Volodimir Zelenski", on)
	}
}
