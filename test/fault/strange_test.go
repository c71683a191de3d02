package fault

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAddressesCannotLeaveTheSite: front matter that asks for a place elsewhere,
// or for one that is taken, is refused where it says so.
func TestAddressesCannotLeaveTheSite(t *testing.T) {
	for _, c := range []struct{ key, at string }{
		{"slug: ../../etc/passwd", "6:7: error: bad-slug"},
		{"slug: /etc/passwd", "6:7: error: bad-slug"},
		{`slug: "..\\x"`, "6:7: error: bad-slug"},
		{`slug: "a\nb"`, "6:7: error: "},
		{"slug: index", "6:7: error: reserved-address"},
		{"slug: YI", "6:7: error: bad-slug"},
		{"slug: yi", "6:7: error: duplicate-address"},
		{"aliases: [../../out.html]", "6:11: error: bad-alias"},
		{"aliases: [/../out.html]", "6:11: error: bad-alias"},
		{"aliases: [a/../../out.html]", "6:11: error: bad-alias"},
		{"aliases: ['//evil.example/']", "6:11: error: bad-alias"},
		{"aliases: ['C:/x.html']", "6:11: error: bad-alias"},
		{"aliases: ['javascript:alert(1)']", "6:11: error: bad-alias"},
		{"aliases: [.git/x.html]", "6:11: error: bad-alias"},
		{"aliases: [manifest.sha256]", "6:11: error: bad-alias"},
		{"aliases: [cases/yi.html]", "6:11: error: duplicate-alias"},
		{"aliases: [index.html]", "6:11: error: reserved-address"},
		{"aliases: [404.html]", "6:11: error: reserved-address"},
		{"aliases: [CASES/YI.html]", "6:11: error: duplicate-"},
		{"aliases: [cases/yi.html/x.html]", "6:11: error: "},
		{"aliases: [search/index.json/x.html]", "6:11: error: reserved-address"},
		{"cover: {src: ../../../secret.png, alt: 甲}", "6:14: error: "},
		{"cover: {src: /etc/passwd, alt: 甲}", "6:14: error: "},
		{"cover: {src: 'https://evil.example/x.png', alt: 甲}", "6:14: error: "},
		{"cover: {src: 'javascript:alert(1)', alt: 甲}", "6:14: error: "},
		{"brand: ../../etc/passwd", "6:8: error: "},
		{"sources: [{title: 甲, url: 'javascript:alert(1)'}]", "error: "},
		{"region: [../..]", ""},
		{"tags: [../../out, /etc/passwd, '..', '.']", ""},
		{"problems: ['', ' ']", "6:"},
	} {
		s := handmade(t, map[string]string{
			"content/cases/jia.md": "---\ntitle: 甲\ntype: village\ndate: 2025-01-02\n" + sourcesUnless(c.key) + c.key + "\n---\n\n正文。\n",
			"content/cases/yi.md":  page("乙", "", "正文。"),
			"secret.png":           "x",
		})
		r := s.judge()
		want := 1
		if c.at == "" {
			want = 0
		}
		if r.code != want || !strings.Contains(r.stderr, c.at) {
			t.Errorf("%s: want exit code %d and %q: %s", c.key, want, c.at, clip(r.String()))
		}
	}
}

func sourcesUnless(key string) string {
	if strings.HasPrefix(key, "sources") {
		return ""
	}
	return "sources: [{title: 报道}]\n"
}

// TestMonsters: content too large, too deep or too odd is refused at its place or
// published, and either way soon.
func TestMonsters(t *testing.T) {
	front := func(text string) string { return "---\n" + text + "\n---\n正文。\n" }
	bomb := "a: &a [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9))
	}
	for _, c := range []struct {
		name, text string
		// code is 0 or 1, or -1 where either will do.
		code int
	}{
		{"a body of 5 MiB", page("甲", "", strings.Repeat("正文很长。", 5<<20/15)), 1},
		{"a body of 5 MiB in paragraphs", page("甲", "", strings.Repeat("正文很长。\n\n", 5<<20/17)), 1},
		{"a list of 100,000 lines", page("甲", "", strings.Repeat("- 一件事\n", 100_000)), 0},
		{"a list nested and long", page("甲", "", nested(100_000)), -1},
		{"a table of 50,000 lines", page("甲", "", "| 甲 | 乙 |\n| - | - |\n"+strings.Repeat("| 1 | 2 |\n", 50_000)), 0},
		{"20,000 headings", page("甲", "", strings.Repeat("## 做法\n\n", 20_000)), -1},
		{"20,000 footnotes", page("甲", "", strings.Repeat("甲[^1]\n\n", 20_000)+"[^1]: 注"), -1},
		{"50,000 quotation marks", page("甲", "", strings.Repeat("> ", 50_000)+"甲"), -1},
		{"50,000 brackets", page("甲", "", strings.Repeat("[", 50_000)), -1},
		{"50,000 stars", page("甲", "", strings.Repeat("*甲 ", 20_000)), -1},
		{"50,000 open tags", page("甲", "", strings.Repeat("<div>", 50_000)), -1},
		{"a word of a million letters", page("甲", "", strings.Repeat("a", 60_000)), 0},
		{"a title of 10,000 characters", page(strings.Repeat("长", 10_000), "", "正文。"), -1},
		{"a slug of 10,000 characters", page("甲", "slug: "+strings.Repeat("a", 10_000)+"\n", "正文。"), 1},
		{"an alias of 10,000 characters", page("甲", "aliases: ["+strings.Repeat("a", 10_000)+".html]\n", "正文。"), 1},
		{"a tag of 10,000 characters", page("甲", "tags: ["+strings.Repeat("长", 10_000)+"]\n", "正文。"), -1},
		{"a region of 10,000 characters", page("甲", "region: ["+strings.Repeat("长", 10_000)+"]\n", "正文。"), -1},
		{"1,000 tags", page("甲", "tags: ["+counted("标", 1000)+"]\n", "正文。"), -1},
		{"500 problems", page("甲", "problems: ["+counted("问题", 500)+"]\n", "正文。"), -1},
		{"1,000 aliases", page("甲", "aliases: [x"+strings.ReplaceAll(counted("x", 1000), ",", ".html,")+".html]\n", "正文。"), -1},
		{"a YAML bomb", front(bomb), 1},
		{"YAML that merges itself", front("title: &x {<<: *x}"), 1},
		{"YAML that refers to nothing", front("title: *x"), 1},
		{"YAML nested deep", front("title: " + strings.Repeat("[", 100_000)), 1},
		{"YAML nested deep and closed", front("title: " + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000)), 1},
		{"YAML of deep maps", front("title: " + strings.Repeat("{a: ", 50_000)), 1},
		{"YAML of deep dashes", front("title:\n  " + strings.Repeat("- ", 50_000) + "a"), 1},
		{"YAML of many questions", front(strings.Repeat("? ", 50_000)), 1},
		{"YAML tags", front("title: !!python/object/apply:os.system [ls]"), 1},
		{"JSON nested deep", strings.Repeat(`{"title":`, 50_000), 1},
		{"TOML nested deep", "+++\ntitle = " + strings.Repeat("[", 100_000) + "\n+++\n", 1},
		{"TOML of deep tables", "+++\n[" + strings.Repeat("a.", 50_000) + "a]\nb = 1\n+++\n", 1},
		{"a number beyond numbers", page("甲", "outcomes: [{indicator: 收入, value: 1e999, unit: 元}]\n", "正文。"), 1},
		{"a number of 1,000 digits", page("甲", "outcomes: [{indicator: 收入, value: "+strings.Repeat("9", 1000)+", unit: 元}]\n", "正文。"), -1},
		{"not a number", page("甲", "outcomes: [{indicator: 收入, value: .nan, unit: 元}]\n", "正文。"), 1},
		{"a weight beyond numbers", page("甲", "weight: 99999999999999999999\n", "正文。"), 1},
		{"the year 0", strings.Replace(page("甲", "", "正文。"), "2025-01-02", "0000-00-00", 1), 1},
		{"NUL", page("甲", "", "正\x00文。"), 1},
		{"NUL in the title", page("甲\x00", "", "正文。"), 1},
		{"not UTF-8", page("甲", "", "正\xff\xfe文。"), 1},
		{"half a character at the end", page("甲", "", "正文") + "\xe4\xb8", 1},
		{"surrogates", page("甲", "", "正\xed\xa0\x80文"), 1},
		{"nothing", "", 1},
		{"a mark alone", "---\n", 1},
		{"a byte order mark alone", "\ufeff", 1},
		{"old line ends", strings.ReplaceAll(page("甲", "", "正文。"), "\n", "\r"), -1},
		{"signs that turn the text around", page("甲\u202eabc", "", "正\u2066文。"), -1},
		{"signs that give orders to a terminal", page(`"甲\e[31m\a"`, "", "正文。"), 1},
		{"signs beyond Unicode's planes", page("𠮷🦢👨‍👩‍👧", "tags: [🦢, 𠮷]\n", "正文🦢。"), -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := handmade(t, map[string]string{"content/cases/jia.md": c.text})
			r := s.judge()
			if c.code >= 0 && r.code != c.code {
				t.Errorf("want exit code %d: %s", c.code, clip(r.String()))
			}
			if len(r.stderr) > 1<<20 {
				t.Errorf("%d bytes are told", len(r.stderr))
			}
		})
	}
}

// nested is a list of n lines that goes in and out.
func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i%40) + "- 一件事\n")
	}
	return b.String()
}

// counted is a list of n different words.
func counted(word string, n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprint(word, i))
	}
	return strings.Join(list, ", ")
}

// TestStrangeNames: files whose names are odd are named and refused, or published
// at an address that every system can hold.
func TestStrangeNames(t *testing.T) {
	for _, c := range []struct {
		names []string
		code  int
		says  string
	}{
		{[]string{"cases/a\nb.md"}, 1, "error: bad-name"},
		{[]string{"cases/a\x1b[31mb.md"}, 1, "error: bad-name"},
		{[]string{"cases/a\xff.md"}, 1, "error: bad-name"},
		{[]string{"cases/a\\b.md"}, 1, "error: bad-name"},
		{[]string{"cases/con.md"}, 1, "error: bad-name"},
		{[]string{"cases/a<script>.md"}, 1, "error: bad-name"},
		{[]string{"cases/\u202egpj.md"}, 1, "error: bad-name"},
		{[]string{"cases/🦢.md"}, 1, "error: no-slug"},
		{[]string{"cases/---.md"}, 1, "error: no-slug"},
		{[]string{"cases/'\" onclick=x '.md"}, 1, "error: bad-name"},
		{[]string{"cases/a' onclick=b.md"}, 0, ""},
		{[]string{"cases/" + strings.Repeat("长", 80) + ".md"}, -1, ""},
		{[]string{"cases/" + strings.Repeat("a", 250) + ".md"}, -1, ""},
		{[]string{"cases/甲/" + strings.Repeat("乙", 80) + "/index.md"}, -1, ""},
		{[]string{strings.Repeat("d/", 20) + "x.md"}, 0, ""},
		{[]string{strings.Repeat("d/", 60) + "x.md"}, 1, "error: folder-too-deep"},
		{[]string{"cases/Yi.md", "cases/yi.md"}, 1, "error: duplicate-page"},
		{[]string{"cases/yi.md", "cases/yi/index.md"}, 1, "error: duplicate-page"},
		{[]string{"cases/yi_er.md", "cases/yi-er.md"}, 1, "error: duplicate-address"},
		{[]string{"cases/易.md", "cases/yi.md"}, 1, "error: duplicate-address"},
		{[]string{"Cases/x.md"}, -1, ""},
		{[]string{"search/index.md", "types/alliance.md", "assets/x.md"}, 1, "error: reserved-address"},
		{[]string{"search/index.bleve/store.md"}, 1, "error: reserved-address"},
		{[]string{"manifest.sha256", "404.md", "sitemap.md"}, 1, "error: "},
		{[]string{"search/index.json", "robots.txt"}, 1, "error: "},
		{[]string{".hidden.md", "cases/.x.md", "#x.md#", "cases/x.md~"}, 0, ""},
	} {
		s := handmade(t, map[string]string{"content/cases/jia.md": page("甲", "", "正文。")})
		made := true
		for _, name := range c.names {
			path := filepath.Join(s.dir, "content", name)
			s.must(os.MkdirAll(filepath.Dir(path), 0o755))
			text := page("乙", "", "正文。")
			if !strings.HasPrefix(name, "cases/") {
				text = "---\ntitle: 乙\n---\n正文。\n"
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				made = false // not every file system takes every name
			}
		}
		if !made {
			continue
		}
		r := s.judge()
		if c.code >= 0 && r.code != c.code || !strings.Contains(r.stderr, c.says) {
			t.Errorf("%q: want exit code %d and %q: %s", c.names, c.code, c.says, clip(r.String()))
		}
	}
}

// TestLinksOutOfContentAreNotFollowed: no word of a file outside of the site is
// published.
func TestLinksOutOfContentAreNotFollowed(t *testing.T) {
	for _, name := range []string{"cases/x.md", "cases/x.png", "cases/x/index.md", "x.txt"} {
		for _, target := range []string{"/etc/passwd", "SECRET", "../../../SECRET", "/", "..//../../published"} {
			s := handmade(t, map[string]string{"content/cases/jia.md": page("甲", "", "正文。")})
			secret := filepath.Join(s.base, "source-secret.txt")
			s.must(os.WriteFile(secret, []byte(page("机密", "", "机密的正文。")), 0o644))
			target = strings.ReplaceAll(target, "../SECRET", "../source-secret.txt")
			target = strings.ReplaceAll(target, "SECRET", secret)
			s.must(os.MkdirAll(filepath.Dir(s.path("content/"+name)), 0o755))
			s.must(os.Symlink(target, s.path("content/"+name)))
			r := s.build()
			if r.code != 1 || !strings.Contains(r.stderr, "content/"+name+": error: symlink-") {
				t.Errorf("%s -> %s: %s", name, target, clip(r.String()))
			}
		}
	}
}

// TestDeepSourceFolder: a site in a folder whose path is nearly too long for the
// system is built or refused in words.
func TestDeepSourceFolder(t *testing.T) {
	s := handmade(t, map[string]string{"content/cases/jia.md": page("甲", "", "正文。")})
	deep := s.base + "/" + strings.Repeat(strings.Repeat("d", 200)+"/", 19)
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Skip(err)
	}
	r := s.build("--out", filepath.Join(deep, "public"))
	if r.code != 0 && (r.code != 3 || !strings.Contains(r.stderr, syscall.ENAMETOOLONG.Error())) {
		t.Errorf("a deep folder: %s", clip(r.String()))
	}
}
