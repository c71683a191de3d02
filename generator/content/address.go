package content

import (
	"path"
	"slices"
	"strings"
)

// OutputPath returns the site path that a page is published at: index.html for
// the home page, <section>/index.html for a section, else the folders of the
// file and the slug, as in cases/x.html. Folders become slugs.
func OutputPath(p *Page) string {
	if p.Address != "" {
		return p.Address
	}
	dir := path.Dir(p.Path)
	if path.Base(p.Path) == "index.md" {
		dir = path.Dir(dir)
	}
	switch p.Kind {
	case Home:
		return "index.html"
	case Section:
		return slugDir(path.Dir(p.Path)) + "index.html"
	}
	return slugDir(dir) + p.Slug + ".html"
}

// slugDir turns the folders of a content path into those of a site path, with a
// slash behind each.
func slugDir(dir string) string {
	if dir == "." || dir == "" {
		return ""
	}
	parts := strings.Split(dir, "/")
	if !slices.ContainsFunc(parts, func(part string) bool { return !IsSlug(part) }) {
		return dir + "/" // as usual, and for every page
	}
	var b strings.Builder
	for _, part := range parts {
		if !IsSlug(part) {
			part = Slug(part)
		}
		b.WriteString(part)
		b.WriteByte('/')
	}
	return b.String()
}

// ResourcePath returns the site path of a file of a page's bundle: below the
// page's address without .html. Names that an address can hold stay as they are,
// others become slugs.
func ResourcePath(p *Page, file string) string {
	rel := strings.TrimPrefix(file, path.Dir(p.Path)+"/")
	return strings.TrimSuffix(OutputPath(p), ".html") + "/" + assetPath(rel)
}

// LoosePath returns the site path of a file that is in no bundle.
func LoosePath(file string) string {
	dir, base := path.Split(file)
	return slugDir(path.Clean(dir)) + assetPath(base)
}

func assetPath(rel string) string {
	parts := strings.Split(rel, "/")
	for i, part := range parts {
		if strings.IndexFunc(part, unsafeInAddress) < 0 {
			continue
		}
		ext := path.Ext(part)
		if i < len(parts)-1 || strings.IndexFunc(ext, unsafeInAddress) >= 0 {
			ext = ""
		}
		parts[i] = orSample(Slug(strings.TrimSuffix(part, ext)), "file") + ext
	}
	return strings.Join(parts, "/")
}

// unsafeInAddress reports signs that an address would have to escape.
func unsafeInAddress(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_')
}

// AliasPath returns the site path of an alias: a path below the site's root that
// ends in .html, or in a slash for a folder's index.html. Where it is neither, ok
// is false and the path is the nearest that would be.
func AliasPath(alias string) (site string, ok bool) {
	if strings.ContainsAny(alias, "?#\\:") || strings.Contains(alias, "//") {
		return "cases/old.html", false
	}
	rel := strings.TrimPrefix(alias, "/")
	clean := path.Clean("/" + rel)[1:]
	switch {
	case clean == "":
		return "cases/old.html", false
	case strings.HasSuffix(alias, "/"):
		site = clean + "/index.html"
	case strings.HasSuffix(clean, ".html"):
		site = clean
	default:
		return strings.TrimSuffix(clean, path.Ext(clean)) + ".html", false
	}
	for _, part := range strings.Split(site, "/") {
		if strings.IndexFunc(part, func(r rune) bool { return r <= ' ' || r == 0x7F }) >= 0 || strings.HasPrefix(part, ".") {
			return "cases/old.html", false
		}
	}
	return site, strings.TrimSuffix(rel, "/") == clean
}
