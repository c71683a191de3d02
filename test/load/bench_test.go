package main

import (
	"bytes"
	"context"
	"os/exec"
	"testing"
	"time"
)

// The measurement works from end to end, and no request of it fails. Its figures are
// not looked at: the machine may be busy.
func TestBench(t *testing.T) {
	for _, name := range []string{"wrk", "nginx"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing", name)
		}
	}
	b := bench{program: program, dir: t.TempDir(), n: 30, rounds: 1, length: time.Second, connections: 8}
	var out bytes.Buffer
	if err := b.run(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", &out)
	if b.failed > 0 || b.made == 0 {
		t.Errorf("%d of %d requests failed:\n%s", b.failed, b.made, &out)
	}
}
