#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: a C compiler for the race
# detector, Chromium and Chinese fonts for the browser tests, poppler's tools to read
# printed PDFs, nginx and Caddy for the configurations of docs/hosting, wrk to put
# servers under load, and the npm packages of test/browser/package-lock.json. On a machine that has them it does nothing.
set -euo pipefail
cd "$(dirname "$0")/browser"

wanted=()
command -v cc >/dev/null || wanted+=(gcc libc6-dev)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
# fc-list comes with fontconfig, which chromium brings along.
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh-cn family)" ]; then
	wanted+=(fonts-noto-cjk)
fi
command -v pdftotext >/dev/null || wanted+=(poppler-utils)
command -v nginx >/dev/null || wanted+=(nginx)
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || wanted+=(libnginx-mod-http-brotli-static)
command -v caddy >/dev/null || wanted+=(caddy)
command -v wrk >/dev/null || wanted+=(wrk)
command -v npm >/dev/null || wanted+=(nodejs npm)

if [ ${#wanted[@]} -gt 0 ]; then
	echo "installing: ${wanted[*]}"
	if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
		echo "install these by hand, or run this as root on Debian: ${wanted[*]}" >&2
		exit 1
	fi
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
	npm ci --no-audit --no-fund --loglevel=error
	cp package-lock.json node_modules/.installed-lock.json
fi
