package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// patience is how long anything may take before it counts as hanging.
const patience = 2 * time.Minute

// buildProgram builds touyan into a folder.
func buildProgram(dir string) (string, error) {
	program := filepath.Join(dir, "touyan")
	if out, err := exec.Command("go", "build", "-o", program, "touyan/cmd/touyan").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build touyan: %w\n%s", err, out)
	}
	return program, nil
}

// touyan runs the program to its end.
func touyan(program string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*patience)
	defer cancel()
	if out, err := exec.CommandContext(ctx, program, append(args, "--lang", "en")...).CombinedOutput(); err != nil {
		return fmt.Errorf("touyan %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// server is touyan serve in a process of its own.
type server struct {
	cmd     *exec.Cmd
	address string
	// metrics is where its metrics are.
	metrics string
	// ready is the time from its start to the first answer of /readyz with 200.
	ready time.Duration
	log   *text
	ended chan struct{}
}

// text is what a process wrote, which may be read while it writes.
type text struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *text) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// config is the server's settings: without the limit of questions that one client may
// ask, and without a line for each request.
const config = `search: {rate: 0}
log: {access: false}
stop_time: 1s
metrics: 127.0.0.1:0
limits: {per_address: 4096, header: 2s, write: 3s, idle: 5s}
`

// startServer starts touyan serve for a published folder and waits until it answers.
// wrap is what to run it with, such as prlimit and its arguments.
func startServer(program, public, releases string, wrap ...string) (*server, error) {
	settings := filepath.Join(filepath.Dir(public), "serve.yaml")
	if err := os.WriteFile(settings, []byte(config), 0o644); err != nil {
		return nil, err
	}
	args := append(wrap, program, "serve", "--lang", "en", "--config", settings, "--addr", "127.0.0.1:0", "--releases", releases, public)
	s := &server{cmd: exec.Command(args[0], args[1:]...), log: &text{}, ended: make(chan struct{})}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.log
	begun := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	if err := s.listen(out); err != nil {
		s.kill()
		return nil, err
	}
	for s.status("/readyz") != http.StatusOK && time.Since(begun) < 10*time.Second {
		time.Sleep(5 * time.Millisecond)
	}
	s.ready = time.Since(begun)
	return s, nil
}

// listen reads from what the server prints where it is.
func (s *server) listen(out io.Reader) error {
	address := regexp.MustCompile(`http://[^/\s]+`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := address.FindString(lines.Text()); strings.HasSuffix(lines.Text(), "/metrics") {
			s.metrics = found
		} else if s.address == "" {
			s.address = found
		}
		if strings.HasPrefix(lines.Text(), "Ctrl+C") {
			go func() { // to its end
				_, _ = io.Copy(io.Discard, out)
				_ = s.cmd.Wait()
				close(s.ended)
			}()
			return nil
		}
	}
	_ = s.cmd.Wait()
	close(s.ended)
	return fmt.Errorf("touyan serve does not start: %s", s.log)
}

// status asks for a path and returns the status alone, 0 for no answer.
func (s *server) status(path string) int {
	status, _, _ := s.get(path)
	return status
}

// get asks for a path over a connection of its own.
func (s *server) get(path string) (int, []byte, error) {
	client := http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get(s.address + path)
	if err != nil {
		return 0, nil, err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	return r.StatusCode, body, err
}

func (s *server) running() bool {
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}

// kill ends the server at once.
func (s *server) kill() {
	_ = s.cmd.Process.Kill() // it may have ended
	<-s.ended
}

// end ends the server in order.
func (s *server) end() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-s.ended:
	case <-time.After(patience):
		s.kill()
		return errors.New("the server does not end")
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		return fmt.Errorf("the server ended with %d", code)
	}
	return nil
}

// figures are what a server takes of the machine.
type figures struct {
	RSS, peak         int // KiB
	files, goroutines int
}

func (f figures) String() string {
	return fmt.Sprintf("%d MiB resident (peak %d), %d files, %d goroutines", f.RSS>>10, f.peak>>10, f.files, f.goroutines)
}

// figures reads them from /proc and from the metrics.
func (s *server) figures() figures {
	dir := filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid))
	status, _ := os.ReadFile(filepath.Join(dir, "status")) // zero where there is no /proc
	files, _ := os.ReadDir(filepath.Join(dir, "fd"))
	f := figures{RSS: number(status, `VmRSS:\s*(\d+)`), peak: number(status, `VmHWM:\s*(\d+)`), files: len(files)}
	if r, err := http.Get(s.metrics + "/metrics"); err == nil {
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body) // likewise
		f.goroutines = number(body, `(?m)^go_goroutines (\d+)`)
	}
	return f
}

// number returns the number that an expression finds, 0 for none.
func number(data []byte, expression string) int {
	found := regexp.MustCompile(expression).FindSubmatch(data)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1])) // digits
	return n
}
