package encoder

import (
	"syscall"

	"golang.org/x/sys/cpu"
)

// mayUseTiles asks the system for the registers of AMX, which it gives a process only on request.
func mayUseTiles() bool {
	const archPrctl, requestPermission, tileData = 158, 0x1023, 18
	if !cpu.X86.HasAMXTile || !cpu.X86.HasAMXInt8 {
		return false
	}
	_, _, errno := syscall.Syscall(archPrctl, requestPermission, tileData, 0)
	return errno == 0
}
