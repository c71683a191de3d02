package main

import (
	"slices"
	"testing"
	"time"

	"touyan/generator/config"
)

func TestFlagsMayStandAnywhere(t *testing.T) {
	for _, args := range [][]string{
		{"search", "党建", "--json", "--limit", "3"},
		{"search", "--json", "--limit=3", "党建"},
		{"search", "--limit", "3", "党建", "--json=true"},
		{"--lang", "en", "search", "--json", "--limit=3", "--", "党建"},
	} {
		inv, usage := parse(args)
		if usage != nil {
			t.Errorf("%q: %v", args, usage.key)
			continue
		}
		if !inv.options.json || inv.options.limit != 3 || !slices.Equal(inv.args, []string{"党建"}) {
			t.Errorf("%q: understood as %+v, arguments %q", args, inv.options, inv.args)
		}
	}
}

func TestAfterTwoDashesNothingIsAFlag(t *testing.T) {
	inv, usage := parse([]string{"search", "--", "--json", "-培训"})
	if usage != nil {
		t.Fatal(usage.key)
	}
	if inv.options.json || !slices.Equal(inv.args, []string{"--json", "-培训"}) {
		t.Errorf("json %v, arguments %q", inv.options.json, inv.args)
	}
}

func TestLettersOfHugo(t *testing.T) {
	inv, usage := parse([]string{"build", "-DFE", "-b", "https://example.org/", "-d", "out", "-ssrc"})
	if usage != nil {
		t.Fatal(usage.key)
	}
	o := inv.options
	if !o.drafts || !o.future || !o.expire || o.baseURL != "https://example.org/" || o.out != "out" || o.source != "src" {
		t.Errorf("understood as %+v", o)
	}
}

func TestFiltersRepeatAndKeepCommas(t *testing.T) {
	inv, usage := parse([]string{"search", "x", "--tag", "甲,乙", "--tag=丙"})
	if usage != nil {
		t.Fatal(usage.key)
	}
	if got := *inv.options.filters["tag"]; !slices.Equal(got, []string{"甲,乙", "丙"}) {
		t.Errorf("tags %q", got)
	}
}

func TestNearestIsOnlyWhatMayBeMeant(t *testing.T) {
	for word, want := range map[string]string{
		"biuld": "build", "serach": "search", "newcase": "new case", "verison": "version", "Build": "build",
		"xyzzy": "", "部署": "", "q": "",
	} {
		if got := nearest(word, names("")); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

func TestADayBeginsWhereTheSiteIs(t *testing.T) {
	shanghai := time.FixedZone("", 8*3600)
	got, ok := parseTime("2026-07-01", shanghai)
	if want := time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC); !ok || !got.Equal(want) {
		t.Errorf("got %v %v, want %v", got, ok, want)
	}
	got, ok = parseTime("2026-07-01T00:00:00Z", shanghai)
	if want := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC); !ok || !got.Equal(want) {
		t.Errorf("got %v %v, want %v", got, ok, want)
	}
}

func TestSiteAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"https://example.org/": true, "http://example.org/anli": true, "https://党建.example/": true,
		"example.org": false, "//example.org/": false, "ftp://example.org/": false, "https://": false,
		"https://example.org/?a=b": false, "https://example.org/#x": false,
		"https://user:word@example.org/": false, "javascript:alert(1)": false,
	} {
		if got := config.IsWebURL(text); got != want {
			t.Errorf("IsWebURL(%q) = %v", text, got)
		}
	}
}

// TestEveryCommandAndFlagIsExplained guards the help: its words are looked up by
// name, so a new flag without words would show as a key.
func TestEveryCommandAndFlagIsExplained(t *testing.T) {
	s, _, _ := testSession()
	check := func(key string) {
		if !s.words.Has(key) {
			t.Errorf("the catalogue lacks %s", key)
		}
	}
	for _, c := range commands() {
		check("help." + c.name + ".short")
		check("help." + c.name + ".long")
		if c.run != nil {
			check("help." + c.name + ".examples")
		}
		for _, a := range append(c.args, c.optional...) {
			check("value." + a)
		}
		for _, f := range append(c.flags, globalFlags()...) {
			if f.bind == nil {
				t.Fatalf("%s names a flag that is not defined", c.name)
			}
			check("flag." + f.name)
			if f.value != "" {
				check("value." + f.value)
			}
		}
	}
}
