package daemon

import (
	"context"
	"runtime"
	"testing"
	"time"
)

// A small heap is collected rarely, a large one as usual, so that memory stays bounded.
func TestPace(t *testing.T) {
	for bytes, want := range map[uint64]int{0: 800, 4 << 20: 800, 12 << 20: 400, 48 << 20: 100, 1 << 30: 100} {
		if got := pace(bytes); got != want {
			t.Errorf("%d MiB: %d", bytes>>20, got)
		}
	}
}

// A server whose memory fills soon after its start must not take several times as much
// as it holds: the pace follows each collection.
func TestPaceFollowsGrowth(t *testing.T) {
	t.Setenv("GOGC", "")
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { keepPace(ctx); close(ended) }()
	defer func() { stop(); <-ended }()
	runtime.GC()
	const holds = 80 << 20
	var held [][]byte
	var most uint64
	for i := range holds >> 12 {
		held = append(held, make([]byte, 4<<10))
		for range 15 { // garbage, as each answer leaves behind
			junk = make([]byte, 4<<10)
		}
		if i%1024 == 0 {
			time.Sleep(time.Millisecond)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
	}
	runtime.KeepAlive(held)
	if most > 3*holds {
		t.Errorf("%d MiB for the %d MiB that are held", most>>20, holds>>20)
	}
}

var junk []byte
