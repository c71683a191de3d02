package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// script makes wrk ask for each path of a file in turn, the threads from different
// places on, and print what was measured in a form of its own.
const script = `
local threads = 0
function setup(thread) thread:set("number", threads); threads = threads + 1 end
function init(args)
  local headers = { ["Host"] = "127.0.0.1" }
  if args[3] ~= "" then headers["Accept-Encoding"] = args[3] end
  list = {}
  for path in io.lines(args[1]) do list[#list + 1] = wrk.format("GET", path, headers) end
  at = math.floor(#list * number / tonumber(args[2]))
end
function request() at = at % #list + 1; return list[at] end
function done(summary, latency)
  io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
`

// measured is one run of wrk.
type measured struct {
	requests int64
	// rate is requests a second, p50 and p99 are milliseconds.
	rate, p50, p99 float64
}

// figuresLine is what the script prints.
var figuresLine = regexp.MustCompile(`figures (\d+) (\d+) (\d+) (\d+) (\d+)`)

// threads is how many wrk has.
const threads = 2

// wrk asks for paths over so many connections for a while.
func (b *bench) wrk(ctx context.Context, address string, connections int, paths []string, accept string) (m measured, err error) {
	lua, list := filepath.Join(b.dir, "wrk.lua"), filepath.Join(b.dir, "paths.txt")
	if err := os.WriteFile(lua, []byte(script), 0o644); err != nil {
		return m, err
	}
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")+"\n"), 0o644); err != nil {
		return m, err
	}
	args := []string{"-t", strconv.Itoa(threads), "-c", strconv.Itoa(connections), "-d", fmt.Sprintf("%.0fs", max(b.length.Seconds(), 1)),
		"--timeout", "30s", "-s", lua, address, "--", list, strconv.Itoa(threads), accept}
	out, err := exec.CommandContext(ctx, "wrk", args...).CombinedOutput()
	if err != nil {
		return m, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	found := figuresLine.FindSubmatch(out)
	if found == nil {
		return m, fmt.Errorf("wrk: %s", out)
	}
	var n [5]float64
	for i := range n {
		n[i], _ = strconv.ParseFloat(string(found[i+1]), 64) // digits
	}
	b.made += int64(n[0])
	b.failed += int64(n[2])
	return measured{requests: int64(n[0]), rate: n[0] / n[1] * 1e6, p50: n[3] / 1e3, p99: n[4] / 1e3}, nil
}
