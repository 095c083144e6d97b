// Package process says what a running process has of the machine, by what Linux tells of it.
package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// State is what a process has. Where nothing is told, on another system or of a process that has ended, it is zero.
type State struct {
	Memory int64         // bytes in use, what it has mapped of files among them
	Own    int64         // bytes in use, files left out
	CPU    time.Duration // that it has had a processor, user and system
}

// Of is the state of the process.
func Of(pid int) State {
	folder := fmt.Sprintf("/proc/%d", pid)
	status, err := os.ReadFile(folder + "/status")
	if err != nil {
		return State{}
	}
	var s State
	for line := range strings.Lines(string(status)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		n, _ := strconv.ParseInt(fields[1], 10, 64) // not all lines are numbers
		switch fields[0] {
		case "VmRSS:":
			s.Memory = n << 10
		case "RssAnon:":
			s.Own = n << 10
		}
	}
	stat, _ := os.ReadFile(folder + "/stat")
	s.CPU = processorTime(string(stat))
	return s
}

// processorTime reads the fields utime and stime, which are counted behind the name: that is in parentheses and may hold anything.
func processorTime(stat string) time.Duration {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0
	}
	const tick = 10 * time.Millisecond // USER_HZ is 100 on all Linux systems
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
}
