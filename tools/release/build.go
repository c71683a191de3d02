package main

import (
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// build returns the program for a target; with twice, after it came out the same twice.
func build(ctx context.Context, t target, version, to string, twice bool) ([]byte, error) {
	program, err := compile(ctx, t, version, to)
	if err != nil || !twice {
		return program, err
	}
	again, err := compile(ctx, t, version, to)
	if err == nil && !bytes.Equal(program, again) {
		err = errors.New("built twice, it is not the same")
	}
	return program, err
}

// compile builds the program once.
func compile(ctx context.Context, t target, version, to string) ([]byte, error) {
	_, err := run(ctx, environment(t), "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -buildid= -X main.linked="+version, "-o", to, "./cmd/touyan")
	if err != nil {
		return nil, err
	}
	program, err := os.ReadFile(to)
	if err != nil {
		return nil, err
	}
	if t.system == "linux" {
		err = static(program)
	}
	return program, errors.Join(err, os.Remove(to))
}

// environment is what makes go work for a target.
func environment(t target) []string {
	return []string{"CGO_ENABLED=0", "GOOS=" + t.system, "GOARCH=" + t.processor}
}

// static returns an error for a program of Linux that needs a loader or libraries.
func static(program []byte) error {
	f, err := elf.NewFile(bytes.NewReader(program))
	if err != nil {
		return err
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			return errors.New("the program is not static")
		}
	}
	return nil
}

// run runs a program and returns what it printed.
func run(ctx context.Context, environment []string, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), environment...)
	var complaint strings.Builder
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", c, err, complaint.String())
	}
	return string(out), nil
}
