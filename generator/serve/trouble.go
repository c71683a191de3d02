package serve

import (
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// reminder is how long a fault is not logged again: one that meets every request would
// fill the disk.
const reminder = time.Minute

// troubles are the faults that were logged, by their text.
type troubles struct {
	mu   sync.Mutex
	told map[string]time.Time
}

// tell logs a fault that requests met, where that was not done just now.
func (t *troubles) tell(log *slog.Logger, what string, err error, args ...any) {
	key := what + "\n" + cause(err)
	now := time.Now()
	t.mu.Lock()
	last, ok := t.told[key]
	again := !ok || now.Sub(last) >= reminder
	if again {
		if len(t.told) > 100 || t.told == nil {
			t.told = map[string]time.Time{}
		}
		t.told[key] = now
	}
	t.mu.Unlock()
	if again {
		log.Error(what, append([]any{"error", err}, args...)...)
	}
}

// cause is an error without the path it is about, of a fault of the program its first
// line.
func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}
