// Package link checks that every internal link of a site leads somewhere: to a
// file of the site and, with a fragment, to an id on that page.
//
// # What is checked
//
// The links that [Scan] finds on pages (.html, .htm) and drawings (.svg). They are
// resolved as a browser resolves them, percent escapes and queries included. An
// address with a scheme or a host is external and not checked, whether or not the
// host is the site's own. A link to a folder is dead: without a server there is
// nothing to be shown. A link from the root of the host, or to above the site, is
// wrong even if it works where the site is published now: it would not in a
// folder, in an archive or on a stick. Only 404.html, which hosts show at any address,
// may lead from the root of the host, below [Index.HostPath]. Fragments are checked where the file has
// been scanned; empty ones and top are always there.
//
// # From build to build
//
// An [Index] knows each page's ids and links by the page's SHA-256, so a build
// scans the pages that changed, and those of which nothing is known, and no
// others. What all pages link to is a far smaller set than their links; Verify
// looks each of these targets up once, and only if one is dead asks which pages
// link to it. That finds what vanished without keeping track of what vanished.
//
// # The stored form
//
// Encode and Decode give and take, after a version, in unsigned varints unless
// said otherwise:
//
//	tidied    length of both lists when they were last rid of unused ones
//	strings   count, then each: length, bytes; number 0 is the empty string
//	targets   count, then each: kind, number of path, number of fragment
//	pages     count, then each: length and bytes of path, SHA-256 (32 bytes),
//	          ids:   length in bytes, ascending numbers of strings, each less the
//	                 one before
//	          links: likewise, of targets
//
// # Codes
//
//	dead-link      target   no such file
//	dead-anchor    target   the file is there and has no such id
//	dead-outside   target   leads above the site or from the host's root
package link

import (
	"iter"
	"path"
	"strings"

	"touyan/generator/diag"
)

// Site is a site to be checked, such as one that is staged.
type Site interface {
	// Files yields the files with their SHA-256.
	Files() iter.Seq2[string, [32]byte]
	// Has reports whether there is a file, among Files or not.
	Has(path string) bool
	// Read returns one of Files.
	Read(path string) ([]byte, error)
}

// Reason says what is wrong with a link.
type Reason uint8

// The reasons, as the package's documentation tells them.
const (
	NoFile Reason = iota
	NoAnchor
	Outside
)

// Dead is a link that leads nowhere.
type Dead struct {
	// Page is the path of the page that has it.
	Page string
	// Target is where it leads: a path of the site with the fragment, if there is
	// one; as written for Outside.
	Target string
	Reason Reason
}

// Diagnostic returns the finding; its file is the page's path in the output.
func (d Dead) Diagnostic() diag.Diagnostic {
	code := "dead-link"
	switch d.Reason {
	case NoAnchor:
		code = "dead-anchor"
	case Outside:
		code = "dead-outside"
	}
	return diag.Diagnostic{Pos: diag.Position{File: d.Page}, Code: code, Args: []any{d.Target}}
}

// scanned reports whether a file's ids and links are of interest.
func scanned(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".html", ".htm", ".svg":
		return true
	}
	return false
}
