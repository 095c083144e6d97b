package embedded

import (
	"testing"

	"entente/internal/store/storetest"
)

// BenchmarkImport measures events a second of a table of coded events, as loaded: one article a day, thousands of events in each.
func BenchmarkImport(b *testing.B) {
	const days = 60
	articles := storetest.NewNews(1, 23_000, days).Tables(days * 1500)
	for b.Loop() {
		s := onDisk(b)
		for _, batch := range batches(articles, 5000) {
			mustPut(b, s, batch)
		}
	}
	b.ReportMetric(float64(days*1500)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}
