package process

import (
	"os"
	"runtime"
	"testing"
	"time"
)

func TestAProcessTellsOfItself(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells")
	}
	for started := time.Now(); time.Since(started) < 30*time.Millisecond; {
	}
	s := Of(os.Getpid())
	if s.Own == 0 || s.Memory < s.Own || s.CPU < 10*time.Millisecond {
		t.Errorf("%+v", s)
	}
	if s := Of(1 << 30); s != (State{}) {
		t.Errorf("of no process: %+v", s)
	}
}

func TestTheProcessorTimeStandsBehindAnyName(t *testing.T) {
	const stat = `17 (a) b ) c) S 1 17 17 0 -1 4194304 1 0 0 0 250 50 0 0 20 0 9 0 100 1 1`
	if got := processorTime(stat); got != 3*time.Second {
		t.Errorf("%s", got)
	}
}
