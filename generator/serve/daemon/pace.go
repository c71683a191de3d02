package daemon

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Garbage is collected when the heap is spare bytes larger than what was alive, or twice
// as large, whichever is more: with little alive, as usual, it would else be collected
// dozens of times a second under load. leastPace and mostPace are in percent of what is
// alive.
const (
	spare     = 64 << 20
	leastPace = 100
	mostPace  = 800
	pacing    = 5 * time.Second
)

// keepPace sets how often garbage is collected, until ctx ends; where GOGC is set, that
// counts.
func keepPace(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	defer debug.SetGCPercent(leastPace)
	last := 0
	for {
		if now := pace(alive()); now != last {
			debug.SetGCPercent(now)
			last = now
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pacing):
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
