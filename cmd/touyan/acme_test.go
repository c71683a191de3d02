package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
	"golang.org/x/net/dns/dnsmessage"
)

// resolver is a DNS server over TCP, which Pebble asks: it tells 127.0.0.1 for every
// name, and no address of IPv6.
func resolver(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for resolve(c) == nil {
				}
			}()
		}
	}()
	return l.Addr().String()
}

// resolve answers one question; each message has its length in two bytes before it.
func resolve(c net.Conn) error {
	var size [2]byte
	if _, err := io.ReadFull(c, size[:]); err != nil {
		return err
	}
	question := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(c, question); err != nil {
		return err
	}
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return err
	}
	m.Response, m.Additionals = true, nil
	for _, q := range m.Questions {
		if q.Type == dnsmessage.TypeA {
			m.Answers = append(m.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
				Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
			})
		}
	}
	answer, err := m.Pack()
	if err != nil {
		return err
	}
	_, err = c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...))
	return err
}

// authority is an ACME authority, Let's Encrypt's Pebble, which looks for what it
// certifies at a port of this machine.
func authority(t *testing.T, port int) (directory string, certificate []byte, roots *x509.CertPool) {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	quiet := log.New(io.Discard, "", 0)
	store := db.NewMemoryStore()
	signer := ca.New(quiet, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {Description: "default"}})
	front := wfe.New(quiet, store, va.New(quiet, 1, port, false, resolver(t), store), signer, []string{"ca.example"}, false, false, 0, 0)
	server := httptest.NewTLSServer(front.Handler())
	t.Cleanup(server.Close)
	management := httptest.NewServer(front.ManagementHandler())
	t.Cleanup(management.Close)
	r, err := http.Get(management.URL + wfe.RootCertPath + "0")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	root, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	if !roots.AppendCertsFromPEM(root) {
		t.Fatalf("no certificate: %s", root)
	}
	certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	return server.URL + wfe.DirectoryPath, certificate, roots
}

// A certificate is got from an authority when the first reader comes, kept, and not got
// for names that are not listed.
func TestServeGetsCertificates(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SSL_CERT_FILE is of Unix")
	}
	site := buildSite(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	directory, certificate, roots := authority(t, port)
	dir := t.TempDir()
	settings, trust := filepath.Join(dir, "serve.yaml"), filepath.Join(dir, "trust.pem")
	text := fmt.Sprintf("addr: 127.0.0.1:%d\ntls:\n  autocert: [cases.example.org]\n  cache: certificates\n  directory: %s\n", port, directory)
	for name, data := range map[string][]byte{settings: []byte(text), trust: certificate} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("SSL_CERT_FILE", trust) // which the server trusts the authority by
	s := serveAt(t, "--config", settings, filepath.Join(site, "public"))
	dial := func(name string) error {
		c, err := tls.DialWithDialer(&net.Dialer{Timeout: 30 * time.Second}, "tcp", fmt.Sprintf("127.0.0.1:%d", port), &tls.Config{ServerName: name, RootCAs: roots})
		if err == nil {
			err = c.Close()
		}
		return err
	}
	if err := dial("cases.example.org"); err != nil {
		t.Errorf("the name that is listed: %v", err)
	}
	if err := dial("other.example.org"); err == nil {
		t.Error("there is a certificate for a name that is not listed")
	}
	kept, err := filepath.Glob(filepath.Join(dir, "certificates", "cases.example.org*"))
	if err != nil || len(kept) == 0 {
		t.Errorf("no certificate is kept: %v", err)
	}
	if code := s.end(); code != exitFine {
		t.Errorf("exit code %d", code)
	}
}
