package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// server is a preview that runs as a process of its own.
type server struct {
	cmd     *exec.Cmd
	url     string
	printed *printed
	// ended is closed after the process is gone.
	ended chan struct{}
}

// printed is what a process prints, while it runs.
type printed struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *printed) Write(data []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(data)
}

func (p *printed) last() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return lastLines(p.text.Bytes())
}

// Limits on a machine that is busy with other work too: how long a preview may take
// to serve its first page, to be done with what it does after that, and to end.
const (
	startLimit  = 30 * time.Minute
	settleLimit = 10 * time.Minute
	endLimit    = 30 * time.Second
)

// serve starts a preview and returns it with the time from the start of the process
// to a page that it has sent in full.
func (p *previewed) serve(ctx context.Context) (*server, time.Duration, error) {
	port, err := freePort()
	if err != nil {
		return nil, 0, err
	}
	args := p.cmd(port)
	s := &server{url: "http://127.0.0.1:" + port + "/", printed: &printed{}, ended: make(chan struct{})}
	s.cmd = exec.CommandContext(ctx, args[0], args[1:]...)
	s.cmd.Env = append(os.Environ(), p.env...)
	s.cmd.Stdout, s.cmd.Stderr = s.printed, s.printed
	start := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, 0, fmt.Errorf("start: %w", err)
	}
	go func() {
		_ = s.cmd.Wait()
		close(s.ended)
	}()
	if err := s.wait(ctx, p.page(p.cases/2)); err != nil {
		s.stop()
		return nil, 0, fmt.Errorf("start: %w", err)
	}
	return s, time.Since(start), nil
}

// freePort returns a port that nobody listens at.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// wait asks for a page until it is sent.
func (s *server) wait(ctx context.Context, page string) error {
	ctx, stop := context.WithTimeout(ctx, startLimit)
	defer stop()
	for {
		_, err := s.get(ctx, page)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(2 * time.Millisecond):
		case <-s.ended:
			return fmt.Errorf("ended at once: %s", s.printed.last())
		case <-ctx.Done():
			return fmt.Errorf("no page: %w: %s", err, s.printed.last())
		}
	}
}

// get returns a page of the preview.
func (s *server) get(ctx context.Context, page string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+page, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = errors.New(answer.Status)
	}
	return string(text), err
}

// stop ends the preview as Ctrl-C does, or by force if it does not heed that.
func (s *server) stop() {
	if s.cmd.Process.Signal(os.Interrupt) != nil {
		_ = s.cmd.Process.Kill()
	}
	select {
	case <-s.ended:
	case <-time.After(endLimit):
		_ = s.cmd.Process.Kill()
		<-s.ended
	}
}

// A process is at rest when its threads have run, and waited for their turn to run,
// no more than restShare of a restTime.
const (
	restTime  = time.Second
	restShare = 0.05
)

// settle waits until the preview has done what it does after its first page, and
// returns how long that took.
func (s *server) settle(ctx context.Context) (time.Duration, error) {
	start := time.Now()
	wanted := s.wanted()
	for time.Since(start) < settleLimit {
		select {
		case <-time.After(restTime):
		case <-s.ended:
			return 0, fmt.Errorf("ended: %s", s.printed.last())
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		now := s.wanted()
		if (now - wanted).Seconds() <= restShare*restTime.Seconds() {
			break
		}
		wanted = now
	}
	return time.Since(start) - restTime, nil
}

// wanted returns how long the threads of the process have run and waited to, which
// on a busy machine is most of it; 0 where the system has no /proc.
func (s *server) wanted() time.Duration {
	names, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	var sum time.Duration
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // a thread that has ended
		}
		var ran, waited time.Duration
		if _, err := fmt.Sscan(string(text), &ran, &waited); err == nil {
			sum += ran + waited
		}
	}
	return sum
}

// ticksPerSecond is the unit of /proc/PID/stat, USER_HZ, on all of Linux's usual
// platforms.
const ticksPerSecond = 100

// processor returns the processor time that the process has used; 0 where the
// system has no /proc.
func (s *server) processor() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	return processorTime(string(text))
}

// processorTime adds up user and system time, the 14th and 15th field of proc(5)'s
// stat. The second field is a name in brackets that may hold anything.
func processorTime(stat string) time.Duration {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0
	}
	var ticks int64
	for _, field := range fields[11:13] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / ticksPerSecond
}

// memory returns the resident memory of the process and its peak, in bytes; 0 where
// the system has no /proc.
func (s *server) memory() (now, peak int64) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, 0
	}
	return kilobytes(string(text), "VmRSS:"), kilobytes(string(text), "VmHWM:")
}

// kilobytes returns a figure of proc(5)'s status in bytes.
func kilobytes(status, key string) int64 {
	for line := range strings.Lines(status) {
		rest, found := strings.CutPrefix(line, key)
		if !found {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
		if err == nil {
			return n * 1024
		}
	}
	return 0
}
