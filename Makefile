# make test       all checks, on a bare machine too: Debian with Go, as root
# make build      the program, at bin/touyan in the user's cache folder or $(BIN)
# make demo       the demo site, in public/
# make bench      the benchmarks of every package
# make fuzz       every fuzz target for FUZZTIME each
# make compare    touyan beside Hugo, Pagefind and a bare bleve index, and the preview
# make relevance  recall and rank of both searches on the retrieval set in EVAL
#
# GO, FUZZTIME, BIN, CASES and EVAL may be set on make's command line.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test
.PHONY: test tools lint unit build demo bench fuzz compare relevance

GO ?= go
FUZZTIME ?= 10s
CASES ?= 10000
BIN ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/touyan/bin/touyan

test: tools lint unit

# What the tests need beyond Go; nothing is installed twice.
tools:
	@test/tools.sh

lint:
	@unformatted=$$(gofmt -l cmd generator test themes); \
	if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The seeds of the fuzz targets run as tests.
unit:
	$(GO) test -race -timeout 20m ./...

build:
	@mkdir -p $(dir $(BIN))
	$(GO) build -trimpath -o $(BIN) ./cmd/touyan
	@echo $(BIN)

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

relevance:
	@test -n "$(EVAL)" || { echo "EVAL names no retrieval set: make relevance EVAL=DIR" >&2; exit 2; }
	$(GO) run ./test/relevance -eval "$(EVAL)"
