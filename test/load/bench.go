package main

import (
	"context"
	"io"
	"time"
)

type bench struct {
	program, dir          string
	n, rounds, connections int
	length                time.Duration
}

func (b *bench) run(ctx context.Context, w io.Writer) error { return nil }
