package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"touyan/generator"
	"touyan/generator/diag"
	"touyan/generator/output"
	"touyan/generator/preview"
	"touyan/themes"
)

// watch is the command watch.
func watch(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	// Before anything is made of the site, so that a taken port is told at once.
	l, err := preview.Listen(o.addr)
	if err != nil {
		s.complain(s.text("error.machine", err), s.text("error.listen.mend"))
		return exitMachine
	}
	defer l.Close()
	work, free, err := previewFolder(o.source)
	if err != nil {
		return s.machine(err)
	}
	defer free()
	v := &viewer{session: s, o: o, l: l}
	v.bar = newProgress(s.err, s.words, s.columns, s.now)
	site := generator.OpenLive(generator.Options{
		Source: o.source, Out: work, BaseURL: o.baseURL,
		Drafts: !o.noDrafts, Future: !o.noFuture, Expired: !o.noExpired,
		Now: s.buildTime(o), Themes: themes.FS(), Version: "touyan " + programVersion(),
		Progress: tuned(v.bar.report()),
	})
	editor, _ := preview.EditorURL(o.editor)
	hosts, open := preview.Hosts(o.addr)
	err = preview.New(site, preview.Options{
		Source: o.source, Themes: themes.FS(), Words: s.words, Editor: editor,
		Hosts: hosts, Open: open, Poll: o.poll, Built: v.built, Noted: v.noted, Checked: v.checked,
	}).Run(ctx, l)
	if kept, ok := any(site).(io.Closer); ok {
		err = cmp.Or(err, kept.Close())
	}
	return v.end(ctx, err)
}

// viewer tells in the terminal what a preview does.
type viewer struct {
	*session
	o   options
	l   net.Listener
	bar *progress

	mu sync.Mutex
	// found are the findings told last, counts the numbers of what the checks found.
	found  string
	counts preview.Counts
}

// end tells how the preview ended and returns the exit code.
func (v *viewer) end(ctx context.Context, err error) int {
	v.bar.close()
	var out *output.Error
	switch {
	case ctx.Err() != nil:
		v.tell(v.text("watch.stopped"))
		return exitInterrupted
	case errors.Is(err, preview.ErrNoSite):
		return exitContent // its finding is told already
	case errors.As(err, &out):
		v.tellFindings(diag.List{{Code: out.Code, Args: out.Args}})
		return exitOf(err)
	default:
		return v.machine(err)
	}
}

// noted tells of a fault that came up between updates.
func (v *viewer) noted(d diag.Diagnostic) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.tellFindings(diag.List{d})
}

// checked tells how much the checks have found, if that is news.
func (v *viewer) checked(n preview.Counts) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n == v.counts {
		return
	}
	v.counts = n
	line := v.text("watch.checked.fine")
	if n != (preview.Counts{}) {
		line = v.text("watch.checked", v.counted(n))
	}
	v.print(v.now().Format(time.TimeOnly) + "  " + line)
	v.out.Flush() // as in built
}

// built tells of an update.
func (v *viewer) built(b preview.Built) {
	v.mu.Lock()
	defer v.mu.Unlock()
	defer v.out.Flush() // a fault of the terminal ends the command when it writes last
	if b.First {
		lasting()
		v.bar.close()
		v.first(b)
		return
	}
	v.again(b)
}

// first tells what is previewed and where.
func (v *viewer) first(b preview.Built) {
	namePlace(b.Diagnostics, v.o.source)
	v.findings(b.Diagnostics)
	if b.Err != nil || len(b.Diagnostics) == 1 && b.Diagnostics[0].Code == "no-site" {
		return
	}
	address := preview.URL(v.l)
	if _, port, _ := net.SplitHostPort(v.l.Addr().String()); v.o.addr == "" && port != strconv.Itoa(preview.Port) {
		address = v.text("watch.next", address, strconv.Itoa(preview.Port))
	}
	folder, err := filepath.Abs(v.o.source)
	if err != nil {
		folder = v.o.source
	}
	rows := [][2]string{
		{v.text("watch.address"), address},
		{v.text("watch.folder"), printable(folder)},
		{v.text("watch.files"), v.text("watch.files.of")},
		{v.text("watch.time"), duration(b.Took) + v.stages(b)},
	}
	if n := len(b.Diagnostics); n > 0 {
		rows = append(rows, [2]string{v.text("watch.found"), v.tally(b.Diagnostics)})
	}
	var labels []string
	for _, row := range rows {
		labels = append(labels, row[0])
	}
	for _, row := range rows {
		v.print(v.outStyle.bold(pad(row[0], widest(labels))) + "  " + row[1])
	}
	v.print(v.text("watch.stop"))
	if v.o.open {
		openBrowser(preview.URL(v.l))
	}
}

// again tells of one change on a line: when, what, how long.
func (v *viewer) again(b preview.Built) {
	if b.Err != nil {
		v.tellFindings(diag.List{{Code: "preview-machine", Args: []any{b.Err}}})
		return
	}
	line := v.now().Format(time.TimeOnly) + "  " + v.changed(b.Paths)
	told := v.findings(b.Diagnostics)
	switch {
	case b.Diagnostics.Errors() > 0:
		line += "  " + v.text("watch.behind")
	case b.Same && !told:
		line += "  " + v.outStyle.dim(v.text("watch.same"))
	default:
		line += "  " + duration(b.Took) + v.outStyle.dim(v.stages(b))
	}
	v.print(line)
}

// findings prints what was found unless it was told the last time; told says that
// there was news.
func (v *viewer) findings(found diag.List) (told bool) {
	var all strings.Builder
	for _, d := range found {
		all.WriteString(d.String() + "\n")
	}
	before := v.found
	v.found = all.String()
	switch {
	case v.found == before:
		return false
	case len(found) == 0:
		v.tell(v.text("watch.mended"))
	case found.Errors() > 0:
		v.tellFindings(found)
		v.tell(v.text("watch.fault", v.tally(found)))
	default:
		v.tellFindings(found)
	}
	return true
}

func (v *viewer) tally(found diag.List) string {
	n := found.Errors()
	return v.text("watch.found.of", v.text("build.errors", n), v.text("build.warnings", len(found)-n))
}

// changed names the files that changed, the first of many.
func (v *viewer) changed(paths []string) string {
	switch {
	case paths == nil:
		return v.text("watch.everything")
	case len(paths) > 3:
		return v.text("watch.more", paths[0], len(paths))
	default:
		return printable(strings.Join(paths, "  "))
	}
}

// stages lists the steps that took time.
func (v *viewer) stages(b preview.Built) string {
	var parts []string
	for _, st := range b.Stages {
		if st.Time >= 100*time.Microsecond {
			parts = append(parts, v.text("stage."+st.Name)+" "+duration(st.Time))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// openBrowser opens an address in the person's browser; without one there is still
// the address to open by hand.
func openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
