package markup

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"touyan/generator/media"
)

// target is what an address was resolved to.
type target struct {
	// ok says that there is something to link to or to show.
	ok bool
	// external says that it is on another site.
	external      bool
	href          []byte
	width, height int
	variants      []media.Variant
}

// resolveLink finds what a link leads to, and reports what is wrong with it.
func (w *writer) resolveLink(raw []byte, offset int) target {
	a := parseAddress(raw)
	switch a.reach {
	case nowhere:
		w.warn(offset, "empty-link")
	case refused:
		w.fail(offset, "unsafe-link", a.text)
	case absolute:
		w.fail(offset, "absolute-link", a.text)
	case elsewhere:
		return target{ok: true, external: true, href: appendURL(nil, a.text)}
	case contact:
		return target{ok: true, href: appendURL(nil, a.text)}
	case within:
		return w.resolveWithin(a, offset)
	}
	return target{}
}

func (w *writer) resolveWithin(a address, offset int) target {
	if a.path == "" && a.query == "" {
		return w.ownAnchor(a, offset)
	}
	file, ok := w.contentPath(a)
	if !ok {
		w.fail(offset, "link-outside", a.text)
		return target{}
	}
	isPage := hasExtension(file, ".md", ".markdown")
	pages := []string{file}
	if a.path == "" || strings.HasSuffix(a.path, "/") || file == "." {
		isPage = true
		pages = []string{path.Join(file, "index.md"), path.Join(file, "_index.md")}
	}
	if isPage {
		for _, page := range pages {
			if u, ok := w.src.Site.Page(page); ok {
				return w.pageTarget(a, page, u, offset)
			}
		}
		w.refs[pages[0]] = true
		for _, page := range pages {
			if w.src.Site.Unpublished(page) {
				w.refs[page] = true
				w.fail(offset, "unpublished-link", a.text, page)
				return target{}
			}
		}
		w.fail(offset, "broken-link", a.text, pages[0])
		return target{}
	}
	if r, ok := w.src.Site.Resource(file); ok {
		w.refs[file], w.files[file] = true, true
		w.checkLater(r.URL, a, offset)
		return target{ok: true, href: w.siteAddress(r.URL, a)}
	}
	if w.src.Site.Unpublished(file) {
		w.refs[file] = true
		w.fail(offset, "unpublished-link", a.text, file)
		return target{}
	}
	return w.noResource(a, file, offset)
}

// ownAnchor is a link to a fragment of its own page, checked when all are known.
func (w *writer) ownAnchor(a address, offset int) target {
	if id := a.anchor(); id != "" {
		w.anchors = append(w.anchors, place{offset, id})
	}
	return target{ok: true, href: appendURL(nil, a.fragment)}
}

func (w *writer) pageTarget(a address, page, u string, offset int) target {
	if page == w.src.Path {
		if a.query == "" && a.fragment != "" {
			return w.ownAnchor(a, offset)
		}
	} else {
		w.refs[page] = true
	}
	w.checkLater(u, a, offset)
	return target{ok: true, href: w.siteAddress(u, a)}
}

// checkLater notes a link to a published file whose fragment, if it has one, is
// not known yet.
func (w *writer) checkLater(u string, a address, offset int) {
	if id := a.anchor(); id != "" {
		w.later = append(w.later, Later{u + "#" + id, w.places.at(offset)})
	}
}

// made notes a link to a page that the site makes by itself.
func (w *writer) made(a address, offset int) {
	self, ok := w.src.Site.Page(w.src.Path)
	if !ok {
		self = w.src.Path
	}
	to := path.Join(path.Dir(self), a.path)
	if id := a.anchor(); id != "" {
		to += "#" + id
	}
	w.later = append(w.later, Later{to, w.places.at(offset)})
}

// noResource deals with a path that is neither a page's file nor a resource: a
// page that the site makes, or a fault.
func (w *writer) noResource(a address, file string, offset int) target {
	rooted := strings.HasPrefix(a.path, "/")
	isHTML := hasExtension(file, ".html", ".htm")
	stem := strings.TrimSuffix(file, path.Ext(file))
	for _, page := range []string{file + ".md", stem + ".md", file + "/index.md", stem + "/index.md"} {
		if _, ok := w.src.Site.Page(page); ok && !(rooted && isHTML) {
			w.fail(offset, "broken-link", a.text, page)
			return target{}
		}
		if w.src.Site.Unpublished(page) {
			w.refs[page] = true
			w.fail(offset, "unpublished-link", a.text, page)
			return target{}
		}
	}
	switch {
	case rooted && (isHTML || path.Ext(file) == ""):
		w.fail(offset, "absolute-link", a.text)
	case isHTML:
		up := strings.Count(path.Clean(a.path)+"/", "../")
		if up > strings.Count(w.src.Base, "../") {
			w.fail(offset, "link-outside", a.text)
			break
		}
		w.made(a, offset)
		return target{ok: true, href: appendURL(appendURL(appendPath(nil, a.path), a.query), a.fragment)}
	default:
		w.refs[file] = true
		w.fail(offset, "missing-file", a.text, file)
	}
	return target{}
}

// resolveImage finds the file of an image. One of another site is external and not
// ok: it is not shown.
func (w *writer) resolveImage(raw []byte, offset int) target {
	a := parseAddress(raw)
	switch a.reach {
	case elsewhere:
		w.warn(offset, "external-image", a.text)
		return target{external: true, href: appendURL(nil, a.text)}
	case refused, contact:
		w.fail(offset, "unsafe-link", a.text)
		return target{}
	case absolute:
		w.fail(offset, "absolute-link", a.text)
		return target{}
	}
	file, ok := w.contentPath(a)
	if !ok {
		w.fail(offset, "link-outside", a.text)
		return target{}
	}
	r, ok := w.src.Site.Image(file)
	w.refs[file], w.images[file] = true, true
	if !ok {
		code := "missing-image"
		if w.src.Site.Unpublished(file) {
			code = "unpublished-link"
		}
		w.fail(offset, code, a.text, file)
		return target{}
	}
	if r.Fault != nil {
		w.diags = append(w.diags, r.Fault.At(w.places.at(offset), "content/"+file))
	}
	return target{ok: true, href: w.siteAddress(r.URL, a), width: r.Width, height: r.Height, variants: r.Variants}
}

// contentPath returns the path below content/ that an address means; it reports
// false if that is not below it.
func (w *writer) contentPath(a address) (string, bool) {
	file := path.Join(path.Dir(w.src.Path), a.path)
	if strings.HasPrefix(a.path, "/") {
		file = path.Join(".", a.path[1:])
	}
	return file, file != ".." && !strings.HasPrefix(file, "../")
}

// siteAddress returns the address of a site path, from the page.
func (w *writer) siteAddress(u string, a address) []byte {
	href := appendPath([]byte(w.src.Base), u)
	return appendURL(appendURL(href, a.query), a.fragment)
}

// definition returns where a link definition is written.
func (w *writer) definition(label []byte) (int, bool) {
	if w.definitions == nil {
		w.definitions = map[string]int{}
		eachBlock(w.root, func(node ast.Node) {
			n, ok := node.(*ast.LinkReferenceDefinition)
			if !ok || n.Lines().Len() == 0 {
				return
			}
			key := util.ToLinkReference(n.Label)
			if _, ok := w.definitions[key]; !ok {
				w.definitions[key] = n.Lines().At(0).Start
			}
		})
	}
	offset, ok := w.definitions[util.ToLinkReference(label)]
	return offset, ok
}

func hasExtension(file string, extensions ...string) bool {
	ext := strings.ToLower(path.Ext(file))
	for _, e := range extensions {
		if ext == e {
			return true
		}
	}
	return false
}
