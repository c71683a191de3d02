//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakRSS returns the largest resident memory, in bytes, of a finished process
// or of any child it waited for, whichever was larger.
//
// Linux counts the starting process's memory until the new program is loaded,
// so a figure is never below this command's own peak. That is why everything
// large here, the corpus too, is made by a process of its own.
func peakRSS(s *os.ProcessState) int64 {
	u, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) * 1024
}
