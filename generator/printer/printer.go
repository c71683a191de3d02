// Package printer prints a page from disk to a PDF with an installed Chromium, and
// reads on which page of the PDF an anchor lies.
package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// patience is how long one printing may take: 100 cases take ten seconds of work on one core, and a busy machine longer.
const patience = 20 * time.Minute

// Print returns the PDF of an HTML file, with bookmarks from its headings. program
// is Chromium; made is the time to write into the PDF, which is the same for the same
// page, program, fonts and time. Chromium gets a new profile
// of its own and is kept from calling home.
func Print(ctx context.Context, program, file string, made time.Time) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	dir, err := os.MkdirTemp("", "touyan-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	address, err := fileURL(file)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "out.pdf")
	cmd := exec.CommandContext(ctx, program, arguments(dir, out, address)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.WaitDelay = 5 * time.Second
	err = cmd.Run()
	data, readErr := os.ReadFile(out)
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, fmt.Errorf("print with %s: %w: %s", program, err, lastLine(said.String()))
	case readErr != nil || !bytes.HasPrefix(data, []byte("%PDF-")):
		return nil, fmt.Errorf("print with %s: no PDF was made: %s", program, lastLine(said.String()))
	}
	return renumbered(dated(data, made)), nil
}

func arguments(dir, out, address string) []string {
	list := []string{
		"--headless", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--print-to-pdf=" + out, "--no-pdf-header-footer", "--generate-pdf-document-outline",
		"--no-first-run", "--no-default-browser-check", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-quic", "--disable-extensions",
		"--disable-dev-shm-usage", "--disable-breakpad", "--mute-audio",
	}
	if root() {
		list = append(list, "--no-sandbox")
	}
	return append(list, address)
}

func fileURL(file string) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	p := filepath.ToSlash(abs)
	if !strings.HasPrefix(p, "/") { // C:/…
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String(), nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// dated puts a time in the place of the times that Chromium took from the clock, of
// the same length, since the PDF tells where its parts begin.
func dated(data []byte, made time.Time) []byte {
	stamp := regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)`)
	return stamp.ReplaceAllFunc(data, func(old []byte) []byte {
		key, _, _ := bytes.Cut(old, []byte(" "))
		return []byte(string(key) + " (D:" + made.UTC().Format("20060102150405") + "+00'00')")
	})
}

// renumbered numbers the parts of the PDF's structure from 1, in the order that they
// have: Chromium counts on from what it did before, more or less by chance.
func renumbered(data []byte) []byte {
	node := regexp.MustCompile(`\(node\d{8}\)`)
	number := map[string]int{}
	for _, id := range node.FindAll(data, -1) {
		number[string(id)] = 0
	}
	for i, id := range slices.Sorted(maps.Keys(number)) {
		number[id] = i + 1
	}
	return node.ReplaceAllFunc(data, func(id []byte) []byte {
		return fmt.Appendf(nil, "(node%08d)", number[string(id)])
	})
}

// Pages returns on which page, from 1, each named destination of a PDF lies: every
// element of the printed page that a link of it leads to, by its id.
func Pages(data []byte) (pages map[string]int, err error) {
	defer func() {
		if r := recover(); r != nil { // how the library answers a PDF that it cannot read
			err = fmt.Errorf("read the PDF: %v", r)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read the PDF: %w", err)
	}
	number := map[string]int{}
	for i := 1; i <= r.NumPage(); i++ {
		number[r.Page(i).V.Key("StructParents").String()+r.Page(i).V.String()] = i
	}
	dests := r.Trailer().Key("Root").Key("Dests")
	pages = map[string]int{}
	for _, name := range dests.Keys() {
		page := dests.Key(name).Index(0)
		if n := number[page.Key("StructParents").String()+page.String()]; n > 0 {
			pages[name] = n
		}
	}
	if len(pages) == 0 {
		return nil, errors.New("read the PDF: it names no places")
	}
	return pages, nil
}
