package content

// bookletKeys checks what only a booklet has. Which cases there are is known when
// the site is assembled.
func (c *checker) bookletKeys() {
	p := c.page
	collection, list := c.node("collection") != nil, c.node("cases") != nil
	switch {
	case collection && list:
		c.list.Add(c.pos("cases"), "booklet-both")
	case !collection && len(p.Cases) == 0:
		c.list.Add(c.pos("collection"), "booklet-without-cases")
	}
	c.wordList("cases", p.Cases, true)
}
