package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"touyan/generator/archive"
	"touyan/generator/config"
	"touyan/generator/output"
	"touyan/generator/slug"
)

// siteDir is the published folder that a command is about.
func siteDir(o options, args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return cmp.Or(o.dir, filepath.Join(o.source, "public"))
}

// packageSite is the command package.
func packageSite(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	if (o.zip == "") == (o.folder == "") {
		return s.usage(&usageError{key: "error.package.one", help: "package"})
	}
	public := siteDir(o, nil)
	words := archive.Options{Name: cmp.Or(o.name, siteName(o.source)), ReadMe: s.text("package.readme")}
	bar := newProgress(s.err, s.words, s.columns, s.now)
	report := tuned(bar.report())
	words.Progress = func(done, total int) {
		if report != nil {
			report("package", done, total)
		}
	}
	err := error(nil)
	to := cmp.Or(o.zip, filepath.Join(o.folder, words.Name))
	if o.zip != "" {
		err = wholeFile(o.zip, func(w io.Writer) error { return archive.Zip(ctx, w, public, words) })
	} else {
		err = archive.Folder(ctx, o.folder, public, words)
	}
	bar.close()
	var damaged *archive.Damaged
	switch {
	case errors.As(err, &damaged):
		for _, path := range damaged.Paths {
			s.tell(s.text("verify.changed", printable(path)))
		}
		return s.content("error.package.damaged", public)
	case errors.Is(err, archive.ErrNoSearch):
		return s.content("error.package.search", public)
	case errors.Is(err, fs.ErrExist):
		return s.content("error.package.there", to)
	case err != nil:
		return s.notASite(public, err)
	}
	s.print(s.text("package.done", to))
	return exitFine
}

// siteName is a name for files of the site, from its title.
func siteName(source string) string {
	c, _ := config.Load(os.DirFS(source))
	if c == nil {
		return "site"
	}
	return cmp.Or(slug.Make(c.Title, 60), "site")
}

// wholeFile writes a file that is there whole or not at all.
func wholeFile(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".touyan-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// verifySite is the command verify.
func verifySite(ctx context.Context, s *session, inv invocation) int {
	public := siteDir(inv.options, inv.args)
	list, right, err := output.Verify(ctx, public)
	if err != nil {
		return s.notASite(public, err)
	}
	wrong := 0
	for _, d := range list {
		key := "verify.extra"
		switch d.Kind {
		case output.Missing:
			key = "verify.missing"
		case output.Changed:
			key = "verify.changed"
		}
		if d.Kind != output.Extra {
			wrong++
		}
		s.print(s.text(key, printable(d.Path)))
	}
	if wrong > 0 {
		return s.content("error.verify", public, wrong)
	}
	s.print(s.text("verify.fine", right, public))
	return exitFine
}

// notASite tells why a folder is no published site, or what the machine's fault is.
func (s *session) notASite(public string, err error) int {
	var out *output.Error
	if errors.Is(err, fs.ErrNotExist) || errors.As(err, &out) && !out.Machine() {
		return s.content("error.unpublished", public)
	}
	return s.machine(err)
}
