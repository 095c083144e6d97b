package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/text/english"
)

// BenchmarkExtract reads the sample articles, whole and as reports of a paragraph each, which is what lists of news are made of.
// It gives documents a second, on one core unless it says parallel, and events a document.
func BenchmarkExtract(b *testing.B) {
	articles, reports := sampleTexts(b)
	x := extract.New(english.New(), actors.Default())
	if _, err := x.Extract(b.Context(), document(articles[0]), false); err != nil { // loads the model
		b.Fatal(err)
	}
	b.Run("articles", func(b *testing.B) { benchmark(b, x, articles, false) })
	b.Run("reports", func(b *testing.B) { benchmark(b, x, reports, false) })
	b.Run("reports, explained", func(b *testing.B) { benchmark(b, x, reports, true) })
	b.Run("reports, parallel", func(b *testing.B) {
		b.ReportAllocs()
		var next atomic.Int64
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				body := reports[int(next.Add(1))%len(reports)]
				if _, err := x.Extract(b.Context(), document(body), false); err != nil {
					b.Error(err)
				}
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	})
}

func benchmark(b *testing.B, x *extract.Extractor, texts []string, explain bool) {
	b.ReportAllocs()
	read, bytes, events := 0, 0, 0
	for b.Loop() {
		body := texts[read%len(texts)]
		result, err := x.Extract(b.Context(), document(body), explain)
		if err != nil {
			b.Fatal(err)
		}
		read++
		bytes += len(body)
		events += len(result.Coded.Mentions)
	}
	b.SetBytes(int64(bytes / read))
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(events)/float64(read), "events/document")
}

func document(body string) extract.Document {
	return extract.Document{Text: body, Published: diplo.DateOf(2024, 1, 1)}
}

// sampleTexts are the sample articles, and their paragraphs of more than 100 bytes.
func sampleTexts(b *testing.B) (articles, paragraphs []string) {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(samples, "*.txt"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no samples in %s: %v", samples, err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, string(body))
		for paragraph := range strings.SplitSeq(string(body), "\n\n") {
			if len(paragraph) > 100 {
				paragraphs = append(paragraphs, paragraph)
			}
		}
	}
	return articles, paragraphs
}
