package feed

import "time"

// Atom returns the channel in Atom (RFC 4287) for AtomPath. A feed has id, title,
// updated (section 4.1.1) and an author for the entries without one (4.1.2),
// which is the owner or else the site's title; an entry has id, title, updated
// and, being without content, an alternate link. The entry's updated is the
// later of its dates; that of an entry without a date is the start of 1970. The
// feed's updated is its newest entry's, or c.Built if no item has a date.
func Atom(c Channel) []byte {
	d := newDocument()
	d.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", line(c.Language))
	// The feed's own address, since an entry for the start page has the base
	// URL for its id.
	d.text("id", address(c.BaseURL, AtomPath))
	d.text("title", c.title())
	d.text("subtitle", clean(c.Description))
	d.text("updated", c.updated().Format(time.RFC3339))
	d.author(c.owner())
	d.empty("link", "rel", "self", "type", "application/atom+xml", "href", address(c.BaseURL, AtomPath))
	d.empty("link", "rel", "alternate", "type", "text/html", "href", address(c.BaseURL, ""))
	for _, it := range c.Items {
		d.atomEntry(c, it)
	}
	d.shut("feed")
	return d.b.Bytes()
}

// updated returns the moment that the feed is dated with.
func (c Channel) updated() time.Time {
	if t := c.changed(); !t.IsZero() {
		return t
	}
	if !c.Built.IsZero() {
		return c.Built.In(c.location())
	}
	return undated(c.location())
}

// atomEntry writes an item.
func (d *document) atomEntry(c Channel, it Item) {
	loc := c.location()
	updated := it.changed(loc)
	if updated.IsZero() {
		updated = undated(loc)
	}
	d.open("entry")
	d.text("id", address(c.BaseURL, it.URL))
	d.text("title", it.title(c.BaseURL))
	d.empty("link", "rel", "alternate", "type", "text/html", "href", address(c.BaseURL, it.URL))
	d.text("published", rfc3339(moment(it.Published, loc)))
	d.text("updated", updated.Format(time.RFC3339))
	d.author(line(it.Author))
	for _, category := range it.categories() {
		d.empty("category", "term", category)
	}
	d.text("summary", clean(it.Summary))
	d.shut("entry")
}

// author writes a person construct (RFC 4287, section 3.2) unless it has no name.
func (d *document) author(name string) {
	if name == "" {
		return
	}
	d.open("author")
	d.text("name", name)
	d.shut("author")
}

// rfc3339 writes a moment as Atom and JSON Feed want it; "" for the zero time.
func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
