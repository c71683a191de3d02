package host

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ask returns the status and the body of an answer.
func ask(t *testing.T, h *Host, name, part string) (int, string) {
	t.Helper()
	r, err := http.NewRequest("GET", h.URL()+name, nil)
	if err != nil {
		t.Fatal(err)
	}
	if part != "" {
		r.Header.Set("Range", part)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, string(body)
	}
	return res.StatusCode, string(body)
}

func TestHost(t *testing.T) {
	dir := t.TempDir()
	text := strings.Repeat("0123456789", 100)
	if err := os.WriteFile(filepath.Join(dir, "a.js"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	h := Start(Options{Dir: dir, Below: "/x/", Range: true, Gzip: true, Pages: map[string]string{"p.html": "page"}})
	defer h.Close()
	for _, c := range []struct {
		name, part string
		status     int
		body       string
	}{
		{"a.js", "", 200, text},
		{"a.js", "bytes=2-4", 206, "234"},
		{"p.html", "", 200, "page"},
		{"none.js", "", 404, "404 page not found\n"},
	} {
		if status, body := ask(t, h, c.name, c.part); status != c.status || body != c.body {
			t.Errorf("%s %s: %d %.40q", c.name, c.part, status, body)
		}
	}
	sent := h.Take()
	if len(sent) != 4 || sent[0].Bytes >= len(text) || sent[1] != (Answer{"a.js", 206, 3}) {
		t.Errorf("sent %v", sent)
	}
}

func TestFaults(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.js"), []byte("0123456789"), 0o644); err != nil {
		t.Fatal(err)
	}
	h := Start(Options{Dir: dir})
	defer h.Close()
	for fault, want := range map[Fault]int{None: 200, NotFound: 404, Broken: 500, Short: 200, Garbage: 200, Page: 200, Cut: 0, Drop: 0} {
		h.Fail(fault, func(name string) bool { return name == "a.js" })
		status, body := ask(t, h, "a.js", "")
		if status != want || (fault != None) == (body == "0123456789") {
			t.Errorf("%v: %d %q", fault, status, body)
		}
	}
	h.Fail(Silent, func(string) bool { return true })
	done := make(chan int)
	go func() {
		status, _ := ask(t, h, "a.js", "")
		done <- status
	}()
	h.Mend()
	if status := <-done; status != 0 && status != 200 {
		t.Errorf("silent: %d", status)
	}
	if status, _ := ask(t, h, "a.js", ""); status != 200 {
		t.Errorf("mended: %d", status)
	}
}
