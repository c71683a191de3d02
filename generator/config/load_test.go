package config_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"touyan/generator/config"
	"touyan/generator/message"
)

func load(text string) (*config.Config, string) {
	fsys := fstest.MapFS{"site.yaml": {Data: []byte(text)}}
	c, list := config.Load(fsys)
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.String() + "\n")
		for _, lang := range []message.Language{message.Chinese, message.English} {
			if p := message.New(lang); p.Mend(d) == "" || strings.Contains(p.Diagnostic(d), "%!") {
				b.WriteString("without words: " + p.Diagnostic(d) + "\n")
			}
		}
	}
	return c, b.String()
}

// A site that gives its title alone has everything else.
func TestATitleIsEnough(t *testing.T) {
	c, found := load("title: 党建案例\n")
	want := config.Default()
	want.Title, want.Places = "党建案例", c.Places
	if found != "" || !reflect.DeepEqual(c, want) {
		t.Errorf("%s%+v", found, c)
	}
	for list, n := range map[string]int{
		"types": len(c.Types), "sectors": len(c.Sectors), "levels": len(c.Levels), "taxonomies": len(c.Taxonomies),
	} {
		if want := map[string]int{"types": 6, "sectors": 7, "levels": 5, "taxonomies": 7}[list]; n != want {
			t.Errorf("%d %s", n, list)
		}
	}
	if c.TypeLabel("cobuild") != "党群共建" || c.SectorLabel("new") != "两新" || c.LevelLabel("city") != "市级" || c.TypeLabel("x") != "x" {
		t.Error("labels are wrong")
	}
	if config.IDs(c.Levels)[0] != "national" {
		t.Error("ids are wrong")
	}
}

func TestASiteChangesAndAdds(t *testing.T) {
	c, found := load(`
title: 案例
base_url: https://example.org/sub
page_size: 50
types:
  - {id: alliance, label: 联盟}
  - {id: station, label: 驿站, description: 走进去歇脚的地方。}
taxonomies:
  - {id: problem, label: 难题}
  - id: region
search:
  weights: {title: 0, body: 2}
  synonyms:
    - [驿站, 歇脚点]
menus:
  main:
    - {title: 案例, url: cases/index.html}
    - {title: 外站, url: "https://example.org/"}
`)
	if found != "" {
		t.Fatal(found)
	}
	if c.BaseURL != "https://example.org/sub/" || c.PageSize != 50 {
		t.Errorf("%+v", c)
	}
	if len(c.Types) != 7 || c.Types[0].Label != "联盟" || c.Types[0].Description == "" || c.Types[6].ID != "station" {
		t.Errorf("types %+v", c.Types)
	}
	if len(c.Taxonomies) != 7 || c.Taxonomies[0].Label != "难题" || c.Taxonomies[1].ID != "region" || c.Taxonomies[2].ID != "type" {
		t.Errorf("taxonomies %+v", c.Taxonomies)
	}
	if w := c.Search.Weights; w.Title != 0 || w.Body != 2 || w.Brand != 4 {
		t.Errorf("weights %+v", w)
	}
	if s := c.Search.Synonyms; len(s) != len(config.Default().Search.Synonyms)+1 || s[len(s)-1][1] != "歇脚点" {
		t.Errorf("synonyms %v", s)
	}
	if len(c.Menus.Main) != 2 {
		t.Errorf("menus %+v", c.Menus)
	}
}

func TestKeysHavePlaces(t *testing.T) {
	c, found := load("title: a\ntheme: x\nmenus:\n  main:\n    - {title: 甲, url: a.md}\n    - title: 乙\n      url: b.md\n")
	for key, want := range map[string]string{
		"theme": "site.yaml:2:8", "menus.main.0": "site.yaml:5:7", "menus.main.1.url": "site.yaml:7:12", "language": "site.yaml",
	} {
		if got := c.At(key).String(); got != want || found != "" {
			t.Errorf("%s is at %s, want %s; found %s", key, got, want, found)
		}
	}
}

func TestFaultsOfASiteAreFoundAtTheirPlaces(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":           {"", `site.yaml:1:1: error: missing-key "title"`},
		"empty title":       {"title: ''\n", `site.yaml:1:8: error: missing-key "title"`},
		"unknown keys":      {"titel: a\ntitle: a\nidentity:\n  icpp: x\n", "site.yaml:1:1: error: unknown-key \"titel\" \"title\" \"title, types, subtitle, owner, theme, levels, timezone, accent\"\nsite.yaml:4:3: error: unknown-key \"icpp\" \"icp\" \"icp, police, phone, email, sponsor, site_code, contact, address\""},
		"wrong types":       {"title: [a]\npage_size: many\nmenus: x\ntypes: x\n", "site.yaml:1:8: error: wrong-type-text \"title\"\nsite.yaml:2:12: error: wrong-type-int \"page_size\"\nsite.yaml:3:8: error: wrong-type-map \"menus\"\nsite.yaml:4:8: error: wrong-type-list \"types\""},
		"syntax":            {"title: a\n\tb: c\n", "site.yaml:2:1: error: yaml-tab"},
		"base_url":          {"title: a\nbase_url: example.org\n", `site.yaml:2:11: error: bad-base-url "example.org"`},
		"base_url, a query": {"title: a\nbase_url: https://example.org/?a\n", `site.yaml:2:11: error: bad-base-url "https://example.org/?a"`},
		"base_url, script":  {"title: a\nbase_url: javascript:alert(1)\n", `site.yaml:2:11: error: bad-base-url "javascript:alert(1)"`},
		"sizes":             {"title: a\npage_size: 0\nsearch: {weights: {title: 21, body: -1}}\n", "site.yaml:2:12: error: number-out-of \"page_size\" \"1\" \"200\"\nsite.yaml:3:27: error: number-out-of \"search.weights.title\" \"0\" \"20\"\nsite.yaml:3:37: error: number-out-of \"search.weights.body\" \"0\" \"20\""},
		"images":            {"title: a\nimages: {widths: [960, 480], quality: 101}\n", "site.yaml:2:18: error: bad-widths \"16\" \"4096\" \"8\"\nsite.yaml:2:39: error: number-out-of \"images.quality\" \"1\" \"100\""},
		"language":          {"title: a\nlanguage: 中文\ntimezone: Beijing\n", "site.yaml:2:11: error: unknown-language \"中文\"\nsite.yaml:3:11: error: unknown-timezone \"Beijing\""},
		"timezone path":     {"title: a\ntimezone: ../etc\n", `site.yaml:2:11: error: unknown-timezone "../etc"`},
		"theme":             {"title: a\ntheme: ../evil\n", `site.yaml:2:8: error: bad-theme-name "../evil"`},
		"email":             {"title: a\nidentity: {email: no}\n", `site.yaml:2:19: error: bad-email "no"`},
		"ids":               {"title: a\ntypes:\n  - {id: My Type, label: 甲}\n  - {id: b, label: 乙}\n  - {id: b, label: 丙}\n  - {id: c}\n  - {label: 丁}\n  - 戊\n", "site.yaml:3:10: error: bad-id \"My Type\" \"my-type\"\nsite.yaml:5:10: error: duplicate-id \"b\" \"4\"\nsite.yaml:6:5: error: missing-key \"label\"\nsite.yaml:7:5: error: missing-key \"id\"\nsite.yaml:8:5: error: wrong-type-map \"types\""},
		"taxonomies":        {"title: a\ntaxonomies:\n  - {id: regoin}\n  - {id: tag}\n  - {id: tag}\n", "site.yaml:3:10: error: unknown-taxonomy \"regoin\" \"region\" \"type, region, sector, level, problem, tag, year\"\nsite.yaml:5:10: error: duplicate-id \"tag\" \"4\""},
		"menus":             {"title: a\nmenus:\n  main:\n    - {title: 甲, url: \"javascript:alert(1)\"}\n    - {title: 乙, url: ../x}\n    - {title: 丙, url: //x.org}\n    - {url: a.html}\n    - {title: 丁}\n", "site.yaml:4:23: error: bad-menu-url \"javascript:alert(1)\"\nsite.yaml:5:23: error: bad-menu-url \"../x\"\nsite.yaml:6:23: error: bad-menu-url \"//x.org\"\nsite.yaml:7:7: error: missing-key \"title\"\nsite.yaml:8:7: error: missing-key \"url\""},
		"synonyms":          {"title: a\nsearch:\n  synonyms:\n    - [一]\n    - [二, 二, '']\n    - 三\n", "site.yaml:4:7: error: short-synonyms\nsite.yaml:5:11: error: duplicate-item \"synonyms\" \"二\"\nsite.yaml:5:14: error: empty-item \"synonyms\"\nsite.yaml:6:7: error: wrong-type-list \"synonyms\""},
		"twice":             {"title: a\ntypes: []\ntypes: [{id: x}, {id: y}]\n", `site.yaml:3:1: error: duplicate-key "types" "2"`},
		"GB18030":           {"title: \xb5\xb3\n", "site.yaml:1:1: error: site-not-utf8"},
	} {
		got, found := load(c.text)
		if found != c.want+"\n" {
			t.Errorf("%s: found\n%swant\n%s", name, found, c.want)
		}
		if got != nil && (got.PageSize < 1 || got.Theme == "" || got.Language == "" || len(got.Types) < 6) {
			t.Errorf("%s: left without a default: %+v", name, got)
		}
	}
}

func TestAFolderWithoutASite(t *testing.T) {
	c, list := config.Load(fstest.MapFS{})
	if c != nil || len(list) != 1 || list[0].String() != "site.yaml: error: no-site" {
		t.Error(c, list)
	}
}

// Whatever is written, Load comes to an end.
func FuzzLoad(f *testing.F) {
	f.Add("title: a\ntypes: [{id: x, label: y}]\nmenus: {main: [{title: a, url: b}]}\nsearch: {synonyms: [[a, b]], weights: {title: 3}}\n")
	f.Add("title: a\ntypes: [1, ~, [2]]\nsearch: {synonyms: [~, x, [~]]}\ntaxonomies: [~]\nmenus: {main: [~], footer: x}\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, found := load(text)
		if c == nil && found == "" {
			t.Fatal("neither settings nor findings")
		}
	})
}

func TestHostPath(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "https://example.org/": "/", "https://example.org/lib/": "/lib/", "http://example.org:8080/a/b/": "/a/b/",
		"https://example.org/案例/": "/%E6%A1%88%E4%BE%8B/", "https://example.org//x/": "",
	} {
		if got := (&config.Config{BaseURL: address}).HostPath(); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
