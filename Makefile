# make test       all checks, on a bare machine too: Debian with Go, as root
# make vuln       known vulnerabilities in what the program uses
# make build      the program, at bin/touyan in the user's cache folder or $(BIN)
# make demo       the demo site, in public/
# make bench      the benchmarks of every package
# make fuzz       every fuzz target for FUZZTIME each
# make compare    touyan beside Hugo, Pagefind and a bare bleve index, and the preview
# make release    programs to download, for every system, in dist/
# make load       touyan serve beside nginx on the same pages, and its search, of N cases
# make soak       REQUESTS requests to touyan serve while its site is built again and again
# make relevance  recall and rank of both searches on the retrieval set in EVAL
#
# GO, FUZZTIME, BIN, CASES, N, REQUESTS, VERSION and EVAL may be set on make's command line.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test
.PHONY: test tools lint unit vuln build release demo bench fuzz compare load soak relevance

GO ?= go
FUZZTIME ?= 10s
CASES ?= 10000
N ?= 1000
REQUESTS ?= 1000000
VERSION ?= $(shell sed -n 's/^const release = "\(.*\)"/\1/p' cmd/touyan/version.go)
BIN ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/touyan/bin/touyan

test: tools lint unit vuln

# What the tests need beyond Go; nothing is installed twice.
tools:
	@test/tools.sh

lint:
	@unformatted=$$(gofmt -l cmd generator test themes tools); \
	if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The seeds of the fuzz targets run as tests.
unit:
	$(GO) test -race -timeout 20m ./...

# Known vulnerabilities in what the program uses; VULNDB may name a copy of the database.
vuln:
	@GO=$(GO) test/vuln.sh

build:
	@mkdir -p $(dir $(BIN))
	$(GO) build -trimpath -o $(BIN) ./cmd/touyan
	@echo $(BIN)

# Takes minutes the first time. The same commit gives the same bytes.
release:
	$(GO) run ./tools/release -version "$(VERSION)"

demo:
	$(GO) run ./cmd/touyan build

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz:
	@for pkg in $$($(GO) list ./...); do \
		targets=$$($(GO) test -run '^$$' -list '^Fuzz' $$pkg | grep '^Fuzz' || true); \
		for target in $$targets; do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

compare:
	$(GO) run ./test/compare -n $(CASES)

load: tools
	$(GO) run ./test/load -n $(N)

soak:
	$(GO) run ./test/load -soak $(REQUESTS)

relevance:
	@test -n "$(EVAL)" || { echo "EVAL names no retrieval set: make relevance EVAL=DIR" >&2; exit 2; }
	$(GO) run ./test/relevance -eval "$(EVAL)"
