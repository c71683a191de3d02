package daemon_test

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"touyan/generator/serve/setting"
)

const docs = "../../../docs"

// Both pages for whoever runs a site name every setting, which change at a reload, and
// every metric.
func TestDocsNameWhatThereIs(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Metrics = "127.0.0.1:0" })
	status(s.dial(get))
	r, err := http.Get("http://" + s.Metrics + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	told, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^# TYPE (touyan_\S+)`).FindAllStringSubmatch(string(told), -1)
	if len(names) < 10 {
		t.Fatalf("%d metrics", len(names))
	}
	for _, page := range []string{"serve.md", "serve.zh-CN.md"} {
		text, err := os.ReadFile(filepath.Join(docs, page))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.Contains(string(text), "`"+name[1]+"`") {
				t.Errorf("%s: no metric %s", page, name[1])
			}
		}
		each(reflect.TypeFor[setting.Settings](), "", func(key string) {
			row := regexp.MustCompile("(?m)^\\| [^|]*`" + regexp.QuoteMeta(key) + "`[^|]*\\|").FindString(string(text))
			if row == "" {
				t.Errorf("%s: no setting %s", page, key)
			} else if strings.Contains(row, "*") != setting.Live(key) {
				t.Errorf("%s: %s: a reload changes it: %v", page, key, setting.Live(key))
			}
		})
	}
}

// each calls do with every key of the settings.
func each(t reflect.Type, prefix string, do func(key string)) {
	for f := range t.Fields() {
		key := prefix + f.Tag.Get("key")
		if f.Type.Kind() == reflect.Struct && !strings.HasSuffix(f.Type.Name(), "Network") {
			each(f.Type, key+".", do)
			continue
		}
		do(key)
	}
}

func TestExampleOfSettings(t *testing.T) {
	if s, list := setting.Load(filepath.Join(docs, "serve", "serve.yaml")); s == nil {
		t.Error(list)
	}
}

// systemd finds nothing wrong with the unit, and thinks that it is safe.
func TestUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip(err)
	}
	text, err := os.ReadFile(filepath.Join(docs, "serve", "touyan.service"))
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable() // there must be such a program
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "touyan.service")
	if err := os.WriteFile(unit, []byte(strings.Replace(string(text), "/usr/local/bin/touyan", self, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(analyze, "verify", unit).CombinedOutput(); err != nil || strings.Contains(string(out), "touyan.service") {
		t.Errorf("%v\n%s", err, out)
	}
	out, err := exec.Command(analyze, "security", "--offline=true", "--threshold=30", unit).CombinedOutput()
	if err != nil && strings.Contains(string(out), "exposure") {
		t.Errorf("%v\n%s", err, out)
	}
}

// systemd is told of start, reload and end.
func TestNotify(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "notify")
	c, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Skip(err)
	}
	defer c.Close()
	next := func(want string) {
		t.Helper()
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		buffer := make([]byte, 200)
		n, err := c.Read(buffer)
		if err != nil || !strings.HasPrefix(string(buffer[:n]), want) {
			t.Errorf("%q, want %q: %v", buffer[:n], want, err)
		}
	}
	s := startNotify(t, socket, func(*setting.Settings) {})
	next("READY=1")
	s.hangup <- os.Interrupt // whatever comes on that channel
	next("RELOADING=1\nMONOTONIC_USEC=")
	next("READY=1")
	s.stop()
	next("STOPPING=1")
	s.end()
}
