package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pagefindCase is about the memory that Pagefind holds for a case; it grows in
// step with their number.
const pagefindCase = 2 << 20

// pagefind measures Pagefind over Hugo's pages. Hugo's layouts mark the single
// pages' text for it, so that lists are not indexed.
func (b *bench) pagefind(ctx context.Context) error {
	program, err := b.installPagefind(ctx)
	if err != nil {
		return err
	}
	site, err := b.plainHugo(ctx)
	if err != nil {
		return err
	}
	// Out of memory the system would end some other program as likely as this.
	need, free := int64(b.report.Cases)*pagefindCase, availableMemory()
	if free > 0 && free < need {
		return missingError{"pagefind", fmt.Errorf("it needs about %.0f MiB of memory for this corpus and %.0f are free", mib(need), mib(free))}
	}
	out := filepath.Join(b.dir, "pagefind")
	return b.measure(ctx, job{
		tool: "pagefind", scenario: "index of hugo's pages", out: out, made: ".pf_fragment",
		cmd: []string{program, "--site", site, "--output-path", out, "--force-language", "zh"},
	})
}

// availableMemory returns what Linux says new programs can have, or 0 where no
// one says.
func availableMemory() int64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), "\nMemAvailable:")
	var kib int64
	if _, err := fmt.Sscan(after, &kib); err != nil {
		return 0
	}
	return kib * 1024
}
