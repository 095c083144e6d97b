package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

var (
	countries = []string{"France", "Iran", "Norway", "Chad", "Peru", "Kenya", "Japan", "Ghana", "Nepal", "Cuba", "Malta", "Qatar"}
	titles    = []string{"The president of", "The foreign minister of", "The prime minister of"}
	acts      = []string{"condemned", "praised", "threatened", "imposed sanctions on", "signed an agreement with", "met with"}
)

// report is the text of an article of its own that tells of two events, of which others may tell too.
func report(n int) string {
	pick := func(list []string, k int) string { return list[k%len(list)] }
	return fmt.Sprintf("%s %s %s %s on Tuesday. It was in report number %d. %s %s %s.", pick(titles, n/5), pick(countries, n), pick(acts, n/3), pick(countries, n*7+3),
		n, pick(countries, n/2+1), pick(acts, n+1), pick(countries, n/2+4))
}

// published is the day of the article.
func published(n int) string {
	return time.Date(2023, time.September, 1+n%90, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func writeReports(path string, articles int) error {
	return writeLines(path, articles, func(n int) string {
		line, err := json.Marshal(map[string]string{"date": published(n), "text": report(n)})
		if err != nil {
			panic(err) // a map of strings is JSON
		}
		return string(line)
	})
}

// writeTable writes a table of events, some hundred a day.
func writeTable(path string, rows int) error {
	codes := []string{"040", "111", "057", "163", "190", "036", "013"}
	return writeLines(path, rows+1, func(n int) string {
		if n == 0 {
			return "date,source,event,target"
		}
		day := time.Date(2014, time.January, 1+n/100, 0, 0, 0, 0, time.UTC)
		return fmt.Sprintf("%s,%s,%s,%s", day.Format(time.DateOnly), countries[n%12], codes[n/12%7], countries[(n/5+n+1)%12])
	})
}

func writeLines(path string, n int, line func(int) string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	for i := range n {
		fmt.Fprintln(w, line(i))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
