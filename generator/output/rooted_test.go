package output

import "testing"

// TestRooted shows a page for what is not there at other addresses than its own.
func TestRooted(t *testing.T) {
	const local = `<a href="index.html"><a href="#main"><a href="https://a.example/"><a href="mailto:a@b.example">` +
		`<form action="search.html" data-root="" data-search="assets/s.js" data-words="see also">`
	const hosted = `<a href="/lib/index.html"><a href="#main"><a href="/other/x"><a href="//a.example/">` +
		`<form action="/lib/search.html" data-root="/lib/" data-search="/lib/assets/s.js">`
	for _, c := range []struct {
		page  string
		depth int
		want  string
	}{
		{local, 0, local},
		{local, 2, `<a href="../../index.html"><a href="#main"><a href="https://a.example/"><a href="mailto:a@b.example">` +
			`<form action="../../search.html" data-root="../../" data-search="../../assets/s.js" data-words="see also">`},
		{hosted, 0, `<a href="index.html"><a href="#main"><a href="/other/x"><a href="//a.example/">` +
			`<form action="search.html" data-root="" data-search="assets/s.js">`},
		{hosted, 1, `<a href="../index.html"><a href="#main"><a href="/other/x"><a href="//a.example/">` +
			`<form action="../search.html" data-root="../" data-search="../assets/s.js">`},
		{`<i data-root="/"><a href="/x.html"><a href="//a.example/">`, 1, `<i data-root="../"><a href="../x.html"><a href="//a.example/">`},
		{`<a href="/x.html">`, 1, `<a href="/x.html">`},
	} {
		if got := string(Rooted([]byte(c.page), c.depth)); got != c.want {
			t.Errorf("%s\n %d below: %s\n want     %s", c.page, c.depth, got, c.want)
		}
	}
}
