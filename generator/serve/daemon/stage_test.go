package daemon_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/serve/daemon"
	"touyan/generator/serve/setting"
	"touyan/test/publish"
)

// stage is a server that runs, with its settings and its log.
type stage struct {
	*testing.T
	daemon.Started
	dir      string
	hangup   chan os.Signal
	stop     context.CancelFunc
	done     chan error
	log      *lines
	mu       sync.Mutex
	settings *setting.Settings
	wrong    diag.List
}

// lines is a log.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// start serves a small site; change makes the settings.
func start(t *testing.T, change func(*setting.Settings)) *stage {
	t.Helper()
	return startNotify(t, "", change)
}

// startNotify is start with a socket of systemd.
func startNotify(t *testing.T, socket string, change func(*setting.Settings)) *stage {
	t.Helper()
	s := &stage{T: t, dir: t.TempDir(), hangup: make(chan os.Signal), done: make(chan error, 1), log: &lines{}}
	s.publish(map[string]string{"index.html": "home", "404.html": "nothing", "large.bin": strings.Repeat("0123456789abcdef", 1<<20)})
	s.settings = setting.Default()
	s.settings.Addr = "127.0.0.1:0"
	s.settings.Dir, s.settings.Releases = filepath.Join(s.dir, "public"), filepath.Join(s.dir, "releases")
	change(s.settings)
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	started := make(chan daemon.Started, 1)
	go func() {
		s.done <- daemon.Run(ctx, daemon.Options{
			Load: s.load, Hangup: s.hangup, Stderr: s.log, Words: message.New(message.English),
			NotifySocket: socket, Started: func(st daemon.Started) { started <- st },
		})
	}()
	select {
	case s.Started = <-started:
	case err := <-s.done:
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		s.end()
	})
	return s
}

func (s *stage) load() (*setting.Settings, diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.wrong) > 0 {
		return nil, s.wrong
	}
	again := *s.settings
	return &again, nil
}

// reload changes the settings and has them read.
func (s *stage) reload(change func(*setting.Settings)) {
	s.Helper()
	s.mu.Lock()
	change(s.settings)
	s.mu.Unlock()
	s.hangup <- os.Interrupt // whatever comes on that channel
	s.hangup <- os.Interrupt // it is taken once the first is done with
}

// end waits until the server has ended.
func (s *stage) end() {
	s.Helper()
	select {
	case err := <-s.done:
		s.done <- err
		if err != nil {
			s.Error(err)
		}
	case <-time.After(20 * time.Second):
		s.Error("the server does not end")
	}
}

func (s *stage) publish(files map[string]string) {
	s.Helper()
	publish.Files(s, filepath.Join(s.dir, "public"), files)
}

// write writes a file beside the site and returns its path.
func (s *stage) write(name, text string) string {
	s.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
	return path
}

// dial connects, and sends the text.
func (s *stage) dial(text string) net.Conn {
	s.Helper()
	c, err := net.Dial("tcp", s.Addr)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	fmt.Fprint(c, text)
	return c
}

// status returns the status line that comes, or what else happens.
func status(c net.Conn) string {
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(line)
}

func (s *stage) logged(text string) {
	s.Helper()
	for range 300 {
		if strings.Contains(s.log.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.Errorf("no %q in the log:\n%s", text, s.log)
}

const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
