package daemon_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"context"

	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/serve/daemon"
	"touyan/generator/serve/setting"
)

// certificate makes a certificate for cases.example, signed by itself.
func (s *stage) certificate(serial int64) (cert, key string) {
	s.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "cases.example"}, DNSNames: []string{"cases.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(365 * 24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, secret.Public(), secret)
	if err != nil {
		s.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		s.Fatal(err)
	}
	cert = s.write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	return cert, s.write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})))
}

// serial is that of the certificate that is served.
func (s *stage) serial() int64 {
	s.Helper()
	c, err := tls.Dial("tcp", s.Addr, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2"}})
	if err != nil {
		s.Fatal(err)
	}
	defer c.Close()
	if got := c.ConnectionState().NegotiatedProtocol; got != "h2" {
		s.Errorf("protocol %q", got)
	}
	return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

// A renewed certificate is served after SIGHUP; one that cannot be read leaves the old.
func TestCertificateIsReadAgain(t *testing.T) {
	s := start(t, func(o *setting.Settings) {
		before := &stage{T: t, dir: filepath.Dir(o.Dir)}
		o.TLS.Cert, o.TLS.Key = before.certificate(1)
		o.TLS.HSTS, o.TLS.Redirect = milliseconds(3600_000), "127.0.0.1:0"
	})
	if got := s.serial(); got != 1 {
		t.Fatalf("certificate %d", got)
	}
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	r, err := client.Get("https://" + s.Addr + "/")
	if err != nil || r.StatusCode != 200 || r.Header.Get("Strict-Transport-Security") != "max-age=3600" {
		t.Fatalf("%v %v", r, err)
	}
	r, err = client.Get("http://" + s.Redirect + "/cases/?a=b")
	if err != nil || r.StatusCode != 301 || r.Header.Get("Location") != "https://"+s.Addr+"/cases/?a=b" {
		t.Errorf("plain HTTP: %v %v", r, err)
	}
	s.certificate(2)
	s.reload(func(*setting.Settings) {})
	if got := s.serial(); got != 2 {
		t.Errorf("after the renewal: certificate %d", got)
	}
	s.write("cert.pem", "nothing")
	s.reload(func(*setting.Settings) {})
	if got := s.serial(); got != 2 {
		t.Errorf("after it was spoilt: certificate %d", got)
	}
	s.logged("the old one is served")
}

// Old versions of TLS are not spoken.
func TestOldTLS(t *testing.T) {
	s := start(t, func(o *setting.Settings) {
		o.TLS.Cert, o.TLS.Key = (&stage{T: t, dir: filepath.Dir(o.Dir)}).certificate(1)
	})
	c, err := tls.Dial("tcp", s.Addr, &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10})
	if err == nil {
		c.Close()
		t.Error("TLS 1.1 is spoken")
	}
}

func TestReload(t *testing.T) {
	s := start(t, func(o *setting.Settings) {})
	ask := func() string { return status(s.dial(get)) }
	hash, err := bcrypt.GenerateFromPassword([]byte("a"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	people := s.write("people", "liu:"+string(hash))
	s.reload(func(o *setting.Settings) { o.Passwords = people })
	if got := ask(); !strings.Contains(got, " 401 ") {
		t.Errorf("with passwords: %s", got)
	}
	// A fault leaves everything as it was.
	s.write("people", "liu:password")
	s.reload(func(o *setting.Settings) {})
	s.logged("account-hash")
	if got := ask(); !strings.Contains(got, " 401 ") {
		t.Errorf("with spoilt passwords: %s", got)
	}
	s.mu.Lock()
	s.wrong.Add(diag.Position{File: "serve.yaml", Line: 1, Col: 1}, "serve-group")
	s.mu.Unlock()
	s.reload(func(o *setting.Settings) {})
	s.logged("serve-group")
	s.mu.Lock()
	s.wrong = nil
	s.mu.Unlock()
	s.reload(func(o *setting.Settings) { o.Passwords, o.Addr, o.Limits.Idle = "", "127.0.0.1:1", milliseconds(5000) })
	if got := ask(); !strings.Contains(got, " 200 ") {
		t.Errorf("without passwords: %s", got)
	}
	s.logged(`"keys":["addr","limits.idle"]`)
}

// The log's file can be moved away.
func TestLogFileIsOpenedAnew(t *testing.T) {
	var name string
	s := start(t, func(o *setting.Settings) {
		name = filepath.Join(filepath.Dir(o.Dir), "log")
		o.Log.File = name
	})
	status(s.dial(get))
	if err := os.Rename(name, name+".1"); err != nil {
		t.Fatal(err)
	}
	s.reload(func(*setting.Settings) {})
	status(s.dial(strings.Replace(get, "/ ", "/second ", 1)))
	s.stop()
	s.end()
	for file, want := range map[string]string{name + ".1": `"path":"/"`, name: `"path":"/second"`} {
		data, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v\n%s", file, err, data)
		}
		if strings.Contains(string(data), "127.0.0.1") {
			t.Errorf("%s tells a full address:\n%s", file, data)
		}
	}
}

// A start that cannot be is said by its reason.
func TestStartFails(t *testing.T) {
	good := start(t, func(*setting.Settings) {})
	run := func(change func(*setting.Settings)) error {
		o := *good.settings
		o.Addr = "127.0.0.1:0"
		change(&o)
		ctx, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		return daemon.Run(ctx, daemon.Options{
			Load:   func() (*setting.Settings, diag.List) { return &o, nil },
			Stderr: &lines{}, Words: message.New(message.English),
		})
	}
	var listen *daemon.ListenError
	if err := run(func(o *setting.Settings) { o.Addr = good.Addr }); !errors.As(err, &listen) || listen.Addr != good.Addr {
		t.Errorf("a taken port: %v", err)
	}
	if err := run(func(o *setting.Settings) { o.Dir, o.Releases = t.TempDir(), t.TempDir() }); !errors.Is(err, daemon.ErrNoSite) {
		t.Errorf("no site: %v", err)
	}
	var findings *daemon.FindingsError
	if err := run(func(o *setting.Settings) { o.Passwords = filepath.Join(good.dir, "none") }); !errors.As(err, &findings) || findings.List[0].Code != "serve-passwords" {
		t.Errorf("no passwords: %v", err)
	}
	if err := run(func(o *setting.Settings) { o.TLS.Cert, o.TLS.Key = "none", "none" }); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no certificate: %v", err)
	}
	if err := run(func(o *setting.Settings) { o.User = "nobody-of-that-name" }); err == nil {
		t.Error("no user: it starts")
	}
	if err := run(func(*setting.Settings) {}); err != nil {
		t.Errorf("nothing wrong: %v", err)
	}
}
