package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// stateOf is what Linux tells of a process: memory, open files, threads and processor time so far; nothing elsewhere.
func stateOf(pid int) string {
	if pid == 0 {
		return ""
	}
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return ""
	}
	defer status.Close()
	var memory int64
	threads := "?"
	for lines := bufio.NewScanner(status); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 3 && fields[0] == "VmRSS:":
			memory, _ = strconv.ParseInt(fields[1], 10, 64)
		case len(fields) == 2 && fields[0] == "Threads:":
			threads = fields[1]
		}
	}
	files, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	return fmt.Sprintf("%3d MB  %5d  %7s  %s", memory>>10, len(files), threads, processorTime(pid))
}

func processorTime(pid int) string {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "?"
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return "?"
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64) // hundredths of a second
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return fmt.Sprintf("%.1f s", float64(user+system)/100)
}
