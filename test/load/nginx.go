package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// nginxConf serves a folder as docs/hosting does, as far as that costs a request
// anything, over plain HTTP/1.1 with keep-alive. It has as many workers as there are
// cores.
const nginxConf = `daemon off;
worker_processes %d;
pid %s/nginx.pid;
error_log stderr;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  client_body_temp_path %[2]s/body;
  proxy_temp_path %[2]s/proxy;
  fastcgi_temp_path %[2]s/fastcgi;
  uwsgi_temp_path %[2]s/uwsgi;
  scgi_temp_path %[2]s/scgi;
  server {
    listen %[3]s;
    root %[4]s;
    index index.html;
    gzip_static on;
    gzip_vary on;
    charset utf-8;
    server_tokens off;
    add_header Cache-Control "no-cache" always;
    add_header X-Content-Type-Options "nosniff" always;
    add_header Content-Security-Policy "default-src 'self'" always;
    error_page 404 /404.html;
  }
}
`

// nginx is a server that runs.
type nginx struct {
	cmd     *exec.Cmd
	address string
	log     *text
}

// startNginx serves a folder with nginx, whose own files go to dir.
func startNginx(dir, public string) (*nginx, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "nginx.conf")
	public, err = filepath.Abs(public)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	user := "" // its workers read what this process may read
	if os.Geteuid() == 0 {
		user = "user root;\n"
	}
	conf := user + fmt.Sprintf(nginxConf, runtime.NumCPU(), dir, address, public)
	if err := os.WriteFile(name, []byte(conf), 0o644); err != nil {
		return nil, err
	}
	n := &nginx{cmd: exec.Command("nginx", "-p", dir, "-c", name, "-e", "stderr"), address: "http://" + address, log: &text{}}
	n.cmd.Stderr = n.log
	if err := n.cmd.Start(); err != nil {
		return nil, fmt.Errorf("nginx: %w", err)
	}
	for range 200 {
		if c, err := net.Dial("tcp", address); err == nil {
			return n, c.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	n.kill()
	return nil, fmt.Errorf("nginx does not start: %s", n.log)
}

// kill ends nginx and its workers.
func (n *nginx) kill() {
	_ = n.cmd.Process.Signal(os.Interrupt) // it may have ended
	_ = n.cmd.Wait()
}
