package daemon

import "testing"

// A small heap is collected rarely, a large one as usual, so that memory stays bounded.
func TestPace(t *testing.T) {
	for bytes, want := range map[uint64]int{0: 800, 4 << 20: 800, 16 << 20: 400, 64 << 20: 100, 1 << 30: 100} {
		if got := pace(bytes); got != want {
			t.Errorf("%d MiB: %d", bytes>>20, got)
		}
	}
}
