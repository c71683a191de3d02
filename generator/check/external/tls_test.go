package external

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// roots trusts a server's certificate, or none.
func roots(s *httptest.Server) *x509.CertPool {
	pool := x509.NewCertPool()
	if c := s.Certificate(); c != nil {
		pool.AddCert(c)
	}
	return pool
}

// secure starts a server with a certificate that ends then, and trusts it.
func secure(t *testing.T, from, to time.Time, change func(*x509.Certificate, *tls.Config)) (*httptest.Server, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"},
		NotBefore: from, NotAfter: to, DNSNames: []string{"site.test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	config := &tls.Config{}
	if change != nil {
		change(template, config)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	config.Certificates = []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
		}
	}))
	s.TLS = config
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, roots(s)
}

func TestCertificates(t *testing.T) {
	now := time.Now()
	day := 24 * time.Hour
	date := func(d time.Duration) string { return now.Add(d).UTC().Format(time.DateOnly) }
	for name, test := range map[string]struct {
		from, to time.Duration
		change   func(*x509.Certificate, *tls.Config)
		distrust bool
		want     Problem
		detail   string
	}{
		"fine":        {-day, 60 * day, nil, false, OK, ""},
		"ends soon":   {-day, 5 * day, nil, false, CertificateExpiring, date(5 * day)},
		"expired":     {-9 * day, -2 * day, nil, false, CertificateExpired, date(-2 * day)},
		"not yet":     {2 * day, 9 * day, nil, false, CertificateExpired, date(2 * day)},
		"other names": {-day, 60 * day, func(c *x509.Certificate, _ *tls.Config) { c.IPAddresses = nil }, false, CertificateHost, ""},
		"unknown":     {-day, 60 * day, nil, true, CertificateIssuer, ""},
		"other use": {-day, 60 * day, func(c *x509.Certificate, _ *tls.Config) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		}, false, CertificateOther, ""},
		"TLS 1.1": {-day, 60 * day, func(_ *x509.Certificate, c *tls.Config) {
			c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		}, false, TLSFailed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, pool := secure(t, now.Add(test.from), now.Add(test.to), test.change)
			o := quick()
			if o.Roots = pool; test.distrust {
				o.Roots = x509.NewCertPool()
			}
			r := check(t, o, s.URL)
			if r.Problem != test.want || test.detail != "" && r.Detail != test.detail {
				t.Errorf("%+v, want %s %s", r, test.want, test.detail)
			}
		})
	}
}

// TestInsecure: https that leads to http is told, http that leads to https is not.
func TestInsecure(t *testing.T) {
	now := time.Now()
	s, pool := secure(t, now.Add(-time.Hour), now.Add(1000*time.Hour), nil)
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
		}
	})
	o := quick()
	o.Roots = pool
	if r := check(t, o, s.URL+"/a?to="+plain.URL+"/b"); r.Problem != Insecure || r.Final != plain.URL+"/b" {
		t.Errorf("%+v", r)
	}
	if r := check(t, o, plain.URL+"/a?to="+s.URL+"/b"); r.Problem != OK || r.Final != s.URL+"/b" {
		t.Errorf("%+v", r)
	}
}
