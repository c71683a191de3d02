package hosting

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Files of docs/hosting.
const (
	nginxConf = "../../docs/hosting/nginx.conf"
	caddyfile = "../../docs/hosting/Caddyfile"

	uploadScript = "../../docs/hosting/upload.sh"
)

// server is a running web server.
type server struct {
	name string
	root string // the address of the site, without a slash at the end
	// plain is the address of the server that sends readers to root, or "".
	plain  string
	client *http.Client
}

// brotliModule is where Debian has it.
const brotliModule = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"

// startNginx runs nginx with the file of docs/hosting.
func startNginx(t *testing.T, public string) *server {
	need(t, "nginx")
	if _, err := os.Stat(brotliModule); err != nil {
		missing(t, brotliModule)
	}
	dir := t.TempDir()
	certificate(t, dir)
	open, sealed := freeAddress(t), freeAddress(t)
	site := changed(t, nginxConf,
		`listen 80;`, "listen "+open+";",
		`listen [::]:80;`, "",
		`listen 443 ssl http2;`, "listen "+sealed+" ssl http2;",
		`listen [::]:443 ssl http2;`, "",
		`/etc/ssl/cases.example.org.pem`, filepath.Join(dir, "cert.pem"),
		`/etc/ssl/private/cases.example.org.key`, filepath.Join(dir, "key.pem"),
		`/srv/touyan/public`, public,
	)
	var temporary strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temporary, "%s_temp_path %s;\n", kind, filepath.Join(dir, kind))
	}
	write(t, filepath.Join(dir, "site.conf"), site)
	write(t, filepath.Join(dir, "nginx.conf"), "load_module "+brotliModule+";\ndaemon off;\nmaster_process off;\npid "+
		filepath.Join(dir, "pid")+";\nerror_log stderr;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n"+
		temporary.String()+"include site.conf;\n}\n")
	run(t, exec.Command("nginx", "-p", dir, "-c", "nginx.conf"), sealed)
	return &server{name: "nginx", root: "https://" + sealed, plain: "http://" + open, client: client()}
}

// startCaddy runs Caddy with the file of docs/hosting, without a certificate, which it
// would ask an authority for.
func startCaddy(t *testing.T, public string) *server {
	need(t, "caddy")
	dir := t.TempDir()
	address := freeAddress(t)
	write(t, filepath.Join(dir, "Caddyfile"), changed(t, caddyfile,
		"cases.example.org {", "http://"+address+" {",
		"/srv/touyan/public", public,
		"{\n\tservers", "{\n\tadmin off\n\tservers",
	))
	c := exec.Command("caddy", "run", "--config", filepath.Join(dir, "Caddyfile"), "--adapter", "caddyfile")
	c.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	run(t, c, address)
	return &server{name: "Caddy", root: "http://" + address, client: client()}
}

// client asks as a browser that follows nothing by itself and unpacks nothing.
func client() *http.Client {
	return &http.Client{
		Timeout: 20 * time.Second,
		Transport: &http.Transport{
			DisableCompression: true, ForceAttemptHTTP2: true,
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // it is the test's own
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// changed returns a file with some of its text replaced, each all over.
func changed(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	text := read(t, name)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// run starts a server and waits until it takes connections; it ends with the test.
func run(t *testing.T, c *exec.Cmd, address string) {
	t.Helper()
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		<-ended
		if t.Failed() {
			t.Logf("%s says\n%s", c.Path, said.String())
		}
	})
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v\n%s", c.Path, err, said.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatalf("%s takes no connections", c.Path)
}

// freeAddress returns an address of this machine at which nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certificate writes cert.pem and key.pem, made for a test.
func certificate(t *testing.T, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"cases.example.org"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "cert.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	write(t, filepath.Join(dir, "key.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})))
}

// need skips a test, or fails, without a program.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		missing(t, program)
	}
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("TOUYAN_BROWSER") != "" {
		t.Fatalf("%s is missing; make tools installs it", what)
	}
	t.Skipf("%s is missing", what)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestQuoted guards docs/operations.md: what it shows is what is tested.
func TestQuoted(t *testing.T) {
	text := read(t, "../../docs/operations.md")
	for _, name := range []string{nginxConf, caddyfile, uploadScript} {
		block := regexp.MustCompile("(?s)<!-- docs/hosting/" + filepath.Base(name) + " -->\n```[a-z]*\n(.*?)```\n").FindStringSubmatch(text)
		if block == nil || block[1] != read(t, name) {
			t.Errorf("docs/operations.md does not show %s as it is", name)
		}
	}
}
