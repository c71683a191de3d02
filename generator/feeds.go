package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/feed"
)

// feedItems is how many cases a feed has.
const feedItems = 20

// feeds writes what machines read.
func (p *press) feeds() error {
	if p.alike {
		return nil // kept
	}
	files := p.feedFiles(p.addresses)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := p.take(p.write(name, files[name])); err != nil {
			return err
		}
	}
	return nil
}

// feedFiles are the feeds, the site map of the addresses and robots.txt. Without
// a base_url there are no absolute addresses to put into the first two.
func (e *edition) feedFiles(addresses []feed.Address) map[string][]byte {
	base := e.config.BaseURL
	files := map[string][]byte{"robots.txt": feed.Robots(base)}
	if !e.config.Indexed() {
		files["robots.txt"] = feed.NoRobots()
	}
	if base == "" {
		return files
	}
	c := e.channel()
	files["feed.rss.xml"], files["feed.atom.xml"], files["feed.json"] = feed.RSS(c), feed.Atom(c), feed.JSON(c)
	if e.config.Indexed() {
		slices.SortFunc(addresses, func(a, b feed.Address) int { return strings.Compare(a.URL, b.URL) })
		maps.Copy(files, feed.Sitemap(base, addresses))
	}
	return files
}

func (e *edition) channel() feed.Channel {
	c := feed.Channel{
		Title: e.config.Title, Description: cmp.Or(e.config.Description, e.config.Subtitle, e.config.Title),
		Language: e.config.Language, BaseURL: e.config.BaseURL, Owner: e.config.Owner, Location: e.zone,
	}
	for _, x := range e.site.Cases[:min(feedItems, len(e.site.Cases))] {
		c.Items = append(c.Items, feed.Item{
			Title: x.Title, URL: content.OutputPath(x), Summary: cmp.Or(x.Summary, x.Body.Excerpt),
			Published: x.Date.String(), Updated: x.Updated.String(), Author: x.Organization, Categories: slices.Concat(x.Problems, x.Tags),
		})
	}
	return c
}
