package neo4j_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func jvm() float64 {
	b, _ := os.ReadFile("/proc/1742/stat")
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+2:]))
	u, _ := strconv.ParseFloat(f[11], 64)
	v, _ := strconv.ParseFloat(f[12], 64)
	return (u + v) / 100
}

func TestTiming(t *testing.T) {
	s := open(t)
	defer s.Close()
	for round, per := range []int{5, 1, 5, 1, 2, 5} {
		all := table(uint64(round), 15, 1000)
		at, cpu, n := time.Now(), jvm(), 0
		for len(all) > 0 {
			k := min(per, len(all))
			r, err := s.Put(t.Context(), all[:k])
			if err != nil {
				t.Fatal(err)
			}
			n += r.NewEvents
			all = all[k:]
		}
		fmt.Println(per, n, float64(n)/time.Since(at).Seconds(), "per cpu s", float64(n)/(jvm()-cpu))
	}
}
