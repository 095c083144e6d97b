package quality

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// few is the number of wanted events below which a figure says little.
const few = 20

// Rate is a figure of 0 … 1, and the bounds of its 95 % interval.
type Rate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Figure is how well one thing was read.
type Figure struct {
	Name  string `json:"name"`  // of the level, event type or metric
	Gold  int    `json:"gold"`  // wanted
	Found int    `json:"found"` // of the wanted
	Told  int    `json:"told"`  // without those that are neither right nor wrong
	Right int    `json:"right"` // of those told
	// Precision, Recall and F1 are nil where there is nothing to divide by.
	Precision *Rate `json:"precision"`
	Recall    *Rate `json:"recall"`
	F1        *Rate `json:"f1"`
	// Few marks fewer than 20 wanted: such figures say little.
	Few bool `json:"few,omitempty"`
}

// tally counts events.
type tally struct{ gold, found, told, right int }

func (t *tally) add(u tally, times int) {
	t.gold += times * u.gold
	t.found += times * u.found
	t.told += times * u.told
	t.right += times * u.right
}

// precision, recall and f1 are NaN where there is nothing to divide by.
func (t tally) precision() float64 { return float64(t.right) / float64(t.told) }

func (t tally) recall() float64 { return float64(t.found) / float64(t.gold) }

func (t tally) f1() float64 {
	if t.gold+t.told == 0 {
		return math.NaN()
	}
	if t.found == 0 || t.right == 0 {
		return 0
	}
	p, r := t.precision(), t.recall()
	return 2 * p * r / (p + r)
}

// column is what one figure counts in each item.
type column struct {
	name  string
	items []int // that have anything to count, rising
	count []tally
}

func (c *column) add(item int, t tally) {
	if t == (tally{}) {
		return
	}
	if last := len(c.items) - 1; last >= 0 && c.items[last] == item {
		c.count[last].add(t, 1)
		return
	}
	c.items, c.count = append(c.items, item), append(c.count, t)
}

// sum adds the items up, each as often as it was drawn.
func (c *column) sum(drawn []int) (t tally) {
	for i, item := range c.items {
		t.add(c.count[i], drawn[item])
	}
	return t
}

// Resamples is how many times a set is drawn for the intervals.
const Resamples = 1000

// figures gives the figures of the columns over that many items, with their intervals.
func figures(items int, columns []*column) []Figure {
	once := make([]int, items)
	for i := range once {
		once[i] = 1
	}
	spread := make([][3][]float64, len(columns))
	random := rand.New(rand.NewPCG(1, uint64(items)))
	drawn := make([]int, items)
	for range Resamples {
		clear(drawn)
		for range items {
			drawn[random.IntN(items)]++
		}
		for i, c := range columns {
			t := c.sum(drawn)
			for j, value := range []float64{t.precision(), t.recall(), t.f1()} {
				if !math.IsNaN(value) {
					spread[i][j] = append(spread[i][j], value)
				}
			}
		}
	}
	all := make([]Figure, len(columns))
	for i, c := range columns {
		t := c.sum(once)
		all[i] = Figure{
			Name: c.name, Gold: t.gold, Found: t.found, Told: t.told, Right: t.right,
			Precision: rate(t.precision(), spread[i][0]), Recall: rate(t.recall(), spread[i][1]), F1: rate(t.f1(), spread[i][2]),
		}
	}
	return all
}

// rate is the value with the middle 95 % of the drawn ones.
func rate(value float64, drawn []float64) *Rate {
	if math.IsNaN(value) {
		return nil
	}
	slices.Sort(drawn)
	cut := len(drawn) / 40
	return &Rate{round(value), round(drawn[cut]), round(drawn[len(drawn)-1-cut])}
}

// round keeps the three digits that a report shows, as they are when v is printed.
func round(v float64) float64 {
	shown, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 3, 64), 64)
	return shown
}
