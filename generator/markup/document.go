package markup

import (
	"touyan/generator/diag"
	"touyan/generator/media"
)

// Source is one page's Markdown and what its links may lead to.
type Source struct {
	// Path is the page's file below content/; links are relative to it.
	Path string
	// Line is the number of Text's first line in that file, for diagnostics.
	Line int
	// Base leads from the published page to the site's root: "../" or "".
	Base string
	Text []byte
	Site Resolver
}

// Resolver answers where a content file is published. Paths are below content/,
// cleaned, with slashes. It must be safe for concurrent use.
type Resolver interface {
	// Page returns the site path of a page's file (cases/x.md -> cases/x.html).
	Page(path string) (url string, ok bool)
	// Unpublished reports whether there is such a file and this build leaves it
	// out: a draft, a page whose time has not come or is over, or a file of one.
	Unpublished(path string) bool
	// Resource returns the published site path of a file that is no page, and
	// for images its size in pixels (0 where unknown).
	Resource(path string) (r Resource, ok bool)
	// Image returns the same of a file that a page shows, with smaller versions of
	// it, or what is wrong with it. The address may be that of another picture,
	// where the file itself is too large for a page.
	Image(path string) (r Resource, ok bool)
}

// Resource is a published file beside a page.
type Resource struct {
	URL           string
	Width, Height int
	// Variants and Fault are those of Image.
	Variants []media.Variant
	Fault    *media.Fault
}

// Document is a page's body in all the forms that later stages need.
type Document struct {
	// HTML is sanitised and safe to put into a page.
	HTML []byte
	// Headings are those of level 2 and 3, in order, for a table of contents.
	Headings []Heading
	// Sections are the body as plain text, cut at every heading; text before the
	// first heading stands in a section without title.
	Sections []Section
	// Refs are the content paths that links and images refer to, sorted, whether
	// or not there is such a file.
	Refs []string
	// Images are those of Refs that the body shows, Files those files that it links
	// to; both sorted.
	Images, Files []string
	// Later are the links whose end only the finished site shows, in order of
	// writing: to pages that the site makes by itself, and to fragments of other
	// files. Links to fragments of the page itself are not among them.
	Later []Later
	// Characters counts Han characters and other words.
	Characters int
}

// Later is a link that is left to be checked with the finished site.
type Later struct {
	// Target is a site path and, where the link has a fragment, # and that,
	// unescaped and without a query: types/index.html, cases/b.html#做法. It is
	// spelled as package link spells the target of a dead link.
	Target string
	// Pos is where the link is written.
	Pos diag.Position
}

// Heading is a heading with the id of its anchor.
type Heading struct {
	ID, Title string
	Level     int
}

// Role is what a section is for, told by its heading.
type Role uint8

// The roles of sections; Other is any heading that says nothing known, and a
// sub-heading has the role of the heading above it.
const (
	Other      Role = iota
	Background      // 背景
	Practice        // 做法
	Effect          // 成效
	Insight         // 启示
)

// Section is the text below one heading.
type Section struct {
	Heading
	Role Role
	// Text is plain text in reading order: blocks are separated by "\n", cells of
	// a table by "\t", and it holds what a reader sees (cells, code, captions,
	// notes; no alt texts), without the title.
	Text string
}
