package main

import (
	"fmt"
	"strings"
	"time"
)

// outcome is what came of doing one thing to entente many times.
type outcome struct {
	done  string
	kills int
	ends  int           // how often the work was then done to its end, and compared
	kept  int           // of the kills, those that left a part of the work
	known int           // articles and decisions that were acknowledged before kills, over all of them
	slow  time.Duration // the longest that opening took
	wrong []string
}

// manyWrong is after how many wrong things no more are looked for.
const manyWrong = 5

// fault notes something wrong.
func (o *outcome) fault(format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	say("WRONG: %s: %s", o.done, what)
	o.wrong = append(o.wrong, what)
}

func heading() {
	fmt.Print("| done | times | what happened | right |\n|---|---|---|---|\n")
}

func (o *outcome) write() {
	right := "yes"
	if len(o.wrong) > 0 {
		right = "**no**: " + strings.ReplaceAll(fmt.Sprintf("%.200s", o.wrong[0]), "\n", " ")
	}
	fmt.Printf("| %s | %d | %d kills left a part of the work, with %d acknowledged things in all, each of them there; nothing by halves; it opened within %s each time; %d times the work was done to its end, "+
		"and all was as if nobody had disturbed it | %s |\n", o.done, o.kills, o.kept, o.known, o.slow.Round(time.Millisecond), o.ends, right)
}
