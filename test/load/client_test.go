package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const ask = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

// large puts a large file into the published folder.
func (s *stage) large() string {
	s.Helper()
	s.must(os.WriteFile(filepath.Join(s.site.public(), "large.bin"), make([]byte, 32<<20), 0o644))
	return strings.Replace(ask, "/ ", "/large.bin ", 1)
}

// settles waits until the server has no more open than before.
func (s *stage) settles(before figures) {
	s.Helper()
	var now figures
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(200 * time.Millisecond) {
		if now = s.figures(); now.files <= before.files+2 && now.goroutines <= before.goroutines+4 {
			return
		}
	}
	s.Errorf("before: %v; now: %v", before, now)
}

// Clients that stall, in their header or in reading, hinder nobody and are cut off.
func TestClientsStall(t *testing.T) {
	s := newStage(t)
	large := s.large()
	before := s.figures()
	for range 100 {
		s.dial("GET / HTTP/1.1\r\nHost: a\r\nX: ")
		s.dial(large)
	}
	if !s.shows(0) {
		t.Error("others get no answer")
	}
	s.searches(200)
	s.settles(before)
	if list := s.faults(); len(list) > 0 {
		t.Errorf("the log: %v", list)
	}
}

// Clients reset their connection in the middle of a request and of an answer.
func TestClientsReset(t *testing.T) {
	s := newStage(t)
	large := s.large()
	before := s.figures()
	for i := range 300 {
		c := s.dial([]string{large, ask[:20], ask + ask + ask, strings.Replace(ask, "/ ", "/api/search?q=a"+strconv.Itoa(i)+" ", 1)}[i%4])
		if i%4 == 0 {
			_, err := io.ReadFull(c, make([]byte, 1000))
			s.must(err)
		}
		s.must(c.SetLinger(0))
		c.Close()
	}
	if !s.shows(0) {
		t.Error("others get no answer")
	}
	s.settles(before)
	if list := s.faults(); len(list) > 0 {
		t.Errorf("the log: %v", list)
	}
}

// With few files that may be open, connections beyond wait, and pages can still be read.
func TestFewFilesFromTheStart(t *testing.T) {
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("prlimit is missing")
	}
	s := newStage(t, "prlimit", "--nofile=96:96")
	var open []*net.TCPConn
	answered := 0
	for range 150 {
		c := s.dial(ask)
		open = append(open, c)
		_ = c.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
		if line, _ := bufio.NewReader(c).ReadString('\n'); strings.Contains(line, " 200 ") {
			answered++
		} else if answered > 0 {
			break // the others wait
		}
	}
	if answered < 30 {
		t.Errorf("only %d connections were answered", answered)
	}
	for _, c := range open {
		c.Close()
	}
	s.whole()
	s.searches(200)
	s.build(1)
	s.comes(1)
}

// The limit is reached while it runs: it says so and goes on once there are files again.
func TestNoFilesLeft(t *testing.T) {
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("prlimit is missing")
	}
	s := newStage(t)
	limit := func(n int) {
		t.Helper()
		out, err := exec.Command("prlimit", "--pid", strconv.Itoa(s.cmd.Process.Pid), "--nofile="+strconv.Itoa(n)+":").CombinedOutput()
		if err != nil {
			t.Skipf("prlimit: %v %s", err, out)
		}
	}
	kept := s.dial(ask)
	answers := bufio.NewReader(kept)
	for { // the first answer
		line, err := answers.ReadString('\n')
		s.must(err)
		if strings.Contains(line, "</html>") {
			break
		}
	}
	limit(s.figures().files - 2)
	s.dial(ask) // waits
	_, err := kept.Write([]byte(strings.Replace(ask, "/ ", "/about.html ", 1)))
	s.must(err)
	line, err := answers.ReadString('\n')
	for err == nil && !strings.HasPrefix(line, "HTTP/1.1") {
		line, err = answers.ReadString('\n')
	}
	if !strings.Contains(line, " 200 ") && !strings.Contains(line, " 503 ") {
		t.Errorf("a page: %q %v", line, err)
	}
	time.Sleep(2 * time.Second)
	if list := s.faults(); len(list) == 0 || len(list) > 3 {
		t.Errorf("told %d times:\n%s", len(list), strings.Join(list, "\n"))
	}
	limit(1024)
	s.eventually("it answers again", func() bool { return s.shows(0) })
	s.whole()
	s.build(1)
	s.comes(1)
}
