package feed

// Robots returns robots.txt for RobotsPath (RFC 9309): every crawler may read
// everything, and the sitemap is at SitemapPath. Crawlers ask for it at a
// host's root only (section 2.3), so below a path it is of no use and no harm.
func Robots(baseURL string) []byte {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + address(baseURL, SitemapPath) + "\n")
}

// NoRobots returns a robots.txt that asks every crawler to stay away.
func NoRobots() []byte { return []byte("User-agent: *\nDisallow: /\n") }
