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

// feeds writes what machines read: feeds, the site map and robots.txt. Without
// a base_url there are no absolute addresses to put into the first two.
func (p *press) feeds() error {
	if p.alike {
		return nil // kept
	}
	base := p.config.BaseURL
	files := map[string][]byte{"robots.txt": feed.Robots(base)}
	if !p.config.Indexed() {
		files["robots.txt"] = feed.NoRobots()
	}
	if base != "" {
		c := p.channel()
		files["feed.rss.xml"], files["feed.atom.xml"], files["feed.json"] = feed.RSS(c), feed.Atom(c), feed.JSON(c)
		slices.SortFunc(p.addresses, func(a, b feed.Address) int { return strings.Compare(a.URL, b.URL) })
		for name, data := range feed.Sitemap(base, p.addresses) {
			if p.config.Indexed() {
				files[name] = data
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := p.take(p.write(name, files[name])); err != nil {
			return err
		}
	}
	return nil
}

func (p *press) channel() feed.Channel {
	c := feed.Channel{
		Title: p.config.Title, Description: cmp.Or(p.config.Description, p.config.Subtitle, p.config.Title),
		Language: p.config.Language, BaseURL: p.config.BaseURL, Owner: p.config.Owner, Location: p.zone,
	}
	for _, x := range p.site.Cases[:min(feedItems, len(p.site.Cases))] {
		c.Items = append(c.Items, feed.Item{
			Title: x.Title, URL: content.OutputPath(x), Summary: cmp.Or(x.Summary, x.Body.Excerpt),
			Published: x.Date.String(), Updated: x.Updated.String(), Author: x.Organization, Categories: slices.Concat(x.Problems, x.Tags),
		})
	}
	return c
}
