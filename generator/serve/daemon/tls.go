package daemon

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"touyan/generator/serve/setting"
)

// soon is how long before its end a certificate is warned of.
const soon = 14 * 24 * time.Hour

// certificates are those of the server: of files, or of an authority by ACME (RFC 8555).
// A nil one stands for no TLS.
type certificates struct {
	files   atomic.Pointer[tls.Certificate]
	manager *autocert.Manager
}

// loadCertificates reads the certificate's files, or gets ready to ask an authority.
func (d *daemon) loadCertificates() error {
	t := d.now.TLS
	switch {
	case t.Cert != "":
		d.certs = &certificates{}
		end, err := d.certs.load(t.Cert, t.Key)
		if err != nil {
			return err
		}
		if time.Until(end) < soon {
			d.warn("serve.certificate.end", t.Cert, end.Format(time.DateOnly))
		}
	case len(t.Autocert) > 0:
		cache, err := cacheFolder(t)
		if err != nil {
			return err
		}
		d.certs = &certificates{manager: &autocert.Manager{
			Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(cache),
			HostPolicy: autocert.HostWhitelist(t.Autocert...), Email: t.Email,
		}}
		if t.Directory != "" {
			d.certs.manager.Client = &acme.Client{DirectoryURL: t.Directory}
		}
	}
	return nil
}

func cacheFolder(t setting.TLS) (string, error) {
	if t.Cache != "" {
		return t.Cache, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("keep certificates: %w", err)
	}
	return filepath.Join(cache, "touyan", "acme"), nil
}

// load reads a certificate and its key, and returns when it ends. With an error the
// last one is served on.
func (c *certificates) load(cert, key string) (end time.Time, err error) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return end, fmt.Errorf("read certificate: %w", err)
	}
	if pair.Leaf == nil {
		if pair.Leaf, err = x509.ParseCertificate(pair.Certificate[0]); err != nil {
			return end, fmt.Errorf("read certificate: %w", err)
		}
	}
	c.files.Store(&pair)
	return pair.Leaf.NotAfter, nil
}

// config returns how to speak TLS, nil for not at all.
func (c *certificates) config(log *slog.Logger) *tls.Config {
	if c == nil {
		return nil
	}
	if c.manager != nil {
		config := c.manager.TLSConfig()
		config.MinVersion = tls.VersionTLS12
		config.GetCertificate = c.telling(log)
		return config
	}
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.files.Load(), nil },
	}
}

// telling gets certificates by ACME, and logs where one that is wanted cannot be got:
// once a minute, for clients ask again and again.
func (c *certificates) telling(log *slog.Logger) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	var last atomic.Int64
	return func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		cert, err := c.manager.GetCertificate(hello)
		if err == nil || c.manager.HostPolicy(hello.Context(), hello.ServerName) != nil {
			return cert, err
		}
		now := time.Now().Unix()
		if before := last.Load(); now-before >= 60 && last.CompareAndSwap(before, now) {
			log.Error("no certificate could be got", "name", hello.ServerName, "error", err)
		}
		return cert, err
	}
}

// challenges answers an authority at the port for plain HTTP, and all others with next.
func (c *certificates) challenges(next http.Handler) http.Handler {
	if c == nil || c.manager == nil {
		return next
	}
	return c.manager.HTTPHandler(next)
}
