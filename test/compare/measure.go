package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// job is a command to measure and the folder that it writes.
type job struct {
	tool, scenario string
	out            string
	// made is the ending of the files of which out must hold one a case
	// afterwards: a build that leaves the work undone is fast too.
	made string
	cmd  []string
	env  []string
	// printed, if not nil, is given what the command wrote to standard output.
	printed func([]byte) error
}

// measure runs a job and adds its figures to the report.
func (b *bench) measure(ctx context.Context, j job) error {
	b.say("%s: %s", j.tool, j.scenario)
	cmd := exec.CommandContext(ctx, j.cmd[0], j.cmd[1:]...)
	cmd.Env = append(os.Environ(), j.env...)
	var printed, text bytes.Buffer
	cmd.Stdout, cmd.Stderr = io.MultiWriter(&printed, &text), &text
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return fmt.Errorf("%s: %w: %s", j.scenario, err, lastLines(text.Bytes()))
	}
	if j.printed != nil {
		if err := j.printed(printed.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", j.scenario, err)
		}
	}
	s := cmd.ProcessState
	m := Measurement{
		Tool: j.tool, Scenario: j.scenario,
		WallSeconds: wall.Seconds(),
		CPUSeconds:  (s.UserTime() + s.SystemTime()).Seconds(),
		PeakRSS:     peakRSS(s),
	}
	made, err := m.weigh(j.out, j.made)
	if err != nil {
		return fmt.Errorf("%s: weigh the output: %w", j.scenario, err)
	}
	if j.made != "" && made < b.report.Cases {
		return fmt.Errorf("%s: %d files %s written for %d cases", j.scenario, made, j.made, b.report.Cases)
	}
	b.report.Measurements = append(b.report.Measurements, m)
	return nil
}

// weigh adds up the files below dir and returns how many have the given ending.
func (m *Measurement) weigh(dir, ending string) (made int, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		m.OutputFiles++
		m.OutputBytes += info.Size()
		if strings.HasSuffix(name, ending) {
			made++
		}
		return nil
	})
	return made, err
}

// lastLines returns the end of what a command printed, where it says what went
// wrong.
func lastLines(text []byte) string {
	lines := strings.Split(string(bytes.TrimSpace(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "\n")
}
