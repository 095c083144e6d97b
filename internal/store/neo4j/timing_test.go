package neo4j_test

import (
	"entente/internal/store/neo4j"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

func jvm() float64 {
	b, _ := os.ReadFile("/tmp/neo4jwork/server.pid")
	b, _ = os.ReadFile("/proc/" + strings.TrimSpace(string(b)) + "/stat")
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+2:]))
	u, _ := strconv.ParseFloat(f[11], 64)
	v, _ := strconv.ParseFloat(f[12], 64)
	return (u + v) / 100
}

func TestTiming(t *testing.T) {
	s := open(t)
	defer s.Close()
	for round := uint64(1); round <= 5; round++ {
		clear(neo4j.Timing)
		cpu := jvm()
		at := time.Now()
		n := 0
		all := table(round, 20, 1000)
		gen := time.Since(at)
		at = time.Now()
		for len(all) > 0 {
			r, err := s.Put(t.Context(), all[:5])
			if err != nil {
				t.Fatal(err)
			}
			n += r.NewEvents
			all = all[5:]
		}
		el := time.Since(at)
		fmt.Println("round", round, n, el, float64(n)/el.Seconds(), "gen", gen)
		type kv struct {
			k string
			v time.Duration
		}
		var l []kv
		for k, v := range neo4j.Timing {
			l = append(l, kv{k, v})
		}
		sort.Slice(l, func(i, j int) bool { return l[i].v > l[j].v })
		sum := time.Duration(0)
		for _, x := range l {
			sum += x.v
		}
		fmt.Println("sum", sum, "jvm cpu", jvm()-cpu, "events/cpu s", float64(n)/(jvm()-cpu))
		for _, x := range l[:min(5, len(l))] {
			fmt.Printf("%8.1fms %.150q\n", float64(x.v.Microseconds())/1000, x.k)
		}
	}
}
