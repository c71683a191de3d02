package markup

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestRandomBodies puts bodies together from pieces of Markdown and HTML, and
// checks what holds of every document. BODIES sets how many.
func TestRandomBodies(t *testing.T) {
	n := 1500
	if s := os.Getenv("BODIES"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	pieces := strings.Split("中文|。|“|”|word |*|**|_|~~|`|``|[|]|(|)|](../b.md)|](javascript:x)|![|](tu.png)|](tu.png \"题\")|[^a]|"+
		"\n[^a]: |\n[^b]: |[^b]|[r]|\n[r]: ../b.md\n|https://a.cn/x_y|a@b.cn|<|>|\\|&amp;|&#x3c;|&|\n|\n|\n\n|\n\n|  \n|\\\n|- |1. |> |\n> |\n- |\n    |"+
		"\n\n    |\t|# |\n## |\n### 做法 {#x}\n|\n===\n|\n---\n|\n```\n|\n: |- [x] |"+
		"\n\n<div>\n\n|</div>|<b>|</b>|<p>|</p>|<i class=x>|</i>|<a href=../b.md>|</a>|<h1>|</h1>|\n\n<h3 id=y>|</h3>\n|<table>|<tr>|<td>|</td>|"+
		"</table>|<li>|<ul>|</ul>|<details>|<summary>|</details>|<pre>|</pre>|<br>|<hr>|<img src=tu.png>|<script>|</script>|<!--|-->|<svg>|"+
		"</svg>|<dt>|<dd>|<dl>|<blockquote>|</blockquote>|<section>|<caption>|<thead>|<ruby>|<rp>|<rt>|<q>|<code>|<em>|</em>|<strong>|<u>|"+
		"<div title=\"|\">|<style>|<textarea>|<figure>|<figcaption>|\x00|\xff|\r\n|\f|\u00a0|\u3000|\u200b", "|")
	pieces = append(pieces, "|", "\n| a | b |\n|---|--:|\n| c | d |\n", "| <td> x |", "`a\\|b`")
	seed := uint64(1)
	if s := os.Getenv("SEED"); s != "" {
		seed, _ = strconv.ParseUint(s, 10, 64)
	}
	r := rand.New(rand.NewPCG(seed, 2))
	c := converter()
	body := ""
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%q", body)
		}
	})
	for range n {
		var b strings.Builder
		for range 1 + r.IntN(40) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		body = b.String()
		doc, _ := c.Convert(source(body))
		checkDocument(t, doc)
	}
}
