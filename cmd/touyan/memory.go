package main

import (
	"io"
	"log"
	"runtime/debug"
	_ "time/tzdata" // a bare machine may have no time zones
)

// A build is a short process whose memory is mostly garbage: collecting it less
// often saves a tenth of the time. The limit keeps a large site within bounds;
// it grows with the site, for what every page leaves in memory is no garbage.
const (
	garbagePercent = 200
	memoryBase     = 400 << 20
	memoryPerFile  = 16 << 10
)

// tuned sets the limits and returns a progress function that adapts them to the
// size of the site before it calls next, which may be nil.
func tuned(next func(stage string, done, total int)) func(stage string, done, total int) {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(memoryBase)
	return func(stage string, done, total int) {
		if stage == "read" && done == 1 {
			debug.SetMemoryLimit(memoryBase + int64(total)*memoryPerFile)
		}
		if next != nil {
			next(stage, done, total)
		}
	}
}

// quietLibraries keeps what the index's library logs by itself off the terminal:
// it tells of files that it found already gone.
func quietLibraries() { log.SetOutput(io.Discard) }
