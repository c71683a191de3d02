package generator

import (
	"errors"
	"strconv"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/output"
)

// take also turns a file that wants a taken or an impossible place into findings
// where the content asks for that place.
func (e *edition) take(err error) error {
	var out *output.Error
	if !errors.As(err, &out) || out.Code != "duplicate-output" && out.Code != "output-path" {
		return e.run.take(err)
	}
	claims := e.claims()
	var found diag.List
	for i, arg := range out.Args {
		path, ok := arg.(string)
		if !ok {
			continue
		}
		pos, ok := claims[path]
		if !ok {
			continue
		}
		args := []any{path}
		if other := len(out.Args) - 1 - i; other != i {
			args = append(args, out.Args[other])
		}
		found.Add(pos, out.Code, args...)
	}
	if len(found) == 0 {
		return err
	}
	e.found(found)
	return nil
}

// claims says where the content asks for the site paths that it fills: pages,
// their aliases, other files, and sections whose folder is not named as it is
// published.
func (l *library) claims() map[string]diag.Position {
	claims := map[string]diag.Position{}
	for _, f := range l.files {
		at := diag.Position{File: "content/" + f.Path}
		switch {
		case !f.File.Page:
			if url, ok := l.resourceURL(f); ok {
				claims[url] = at
			}
		case l.published[f.Path] != "":
			claims[l.published[f.Path]] = f.Page.Place("slug")
			for i, alias := range f.Page.Aliases {
				if site, ok := content.AliasPath(alias); ok {
					claims[site] = f.Page.Place("aliases." + strconv.Itoa(i))
				}
			}
			if slug := content.Slug(f.Page.Section); slug != f.Page.Section {
				at.File = "content/" + f.Page.Section
				claims[slug+"/index.html"] = at
			}
		}
	}
	return claims
}
