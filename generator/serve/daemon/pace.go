package daemon

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Garbage is collected when the heap is spare bytes larger than what was alive, or twice
// as large, whichever is more: with little alive, as usual, it would else be collected
// dozens of times a second under load. leastPace and mostPace are in percent of what is
// alive.
const (
	spare     = 48 << 20
	leastPace = 100
	mostPace  = 800
)

// keepPace sets how often garbage is collected, after each collection anew, until ctx
// ends; where GOGC is set, that counts.
func keepPace(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	defer debug.SetGCPercent(leastPace)
	collected := make(chan struct{}, 1)
	for {
		debug.SetGCPercent(pace(alive()))
		// A heap that grows from little must not grow by a percentage for little.
		runtime.AddCleanup(new([4]uintptr), func(tell chan struct{}) { tell <- struct{}{} }, collected)
		select {
		case <-ctx.Done():
			return
		case <-collected:
		}
	}
}

// pace is the percentage for so many bytes that are alive.
func pace(bytes uint64) int {
	return int(min(max(spare*100/max(bytes, 1), leastPace), mostPace))
}

// alive is how many bytes of the heap the last collection found in use.
func alive() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return spare
	}
	return sample[0].Value.Uint64()
}
