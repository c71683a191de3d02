package main

import (
	"cmp"
	"context"
	"math"

	"github.com/spf13/pflag"
)

// command is one thing that touyan does.
type command struct {
	// name is what is typed: one word, or two as in new site.
	name string
	// args names the arguments for the help, each of which must be given;
	// optional are those that need not be.
	args, optional []string
	// many says that the last argument may be given more than once.
	many bool
	// flags are the command's own flags, in the order of the help.
	flags []flag
	// run does it; nil stands for a word that only begins commands.
	run func(context.Context, *session, invocation) int
}

// commands returns the commands in the order of the help.
func commands() []*command {
	site := flags("source")
	built := flags("out", "base-url", "drafts", "future", "expired", "clean", "strict", "compress", "now", "json")
	checked := flags("source", "format", "to", "strict", "external", "fix", "diff", "changed-since", "base-url", "drafts", "future", "expired", "now")
	query := flags("type", "region", "sector", "level", "problem", "tag", "year", "limit", "page", "sort", "dir", "source", "json")
	book := append(flags("source", "html", "pdf", "epub", "chromium"), flags("base-url", "drafts", "future", "expired", "now")...)
	seen := flags("source", "addr", "open", "no-drafts", "no-future", "no-expired", "editor", "poll", "base-url", "now")
	served := flags("config", "addr", "releases", "keep", "linger", "metrics", "tls-cert", "tls-key", "autocert", "user", "group", "source")
	kept := flags("releases", "dir", "config", "source")
	return []*command{
		{name: "build", flags: append(site, built...), run: build},
		{name: "check", flags: checked, run: checkSite},
		{name: "watch", flags: seen, run: watch},
		{name: "serve", optional: []string{"dir"}, flags: served, run: serveSite},
		{name: "release"},
		{name: "release list", flags: kept, run: listReleases},
		{name: "release rollback", optional: []string{"release"}, flags: kept, run: rollback},
		{name: "search", args: []string{"query"}, flags: query, run: searchIndex},
		{name: "export"},
		{name: "export booklet", args: []string{"booklet"}, flags: book, run: exportBooklet},
		{name: "package", flags: flags("source", "dir", "zip", "folder", "name"), run: packageSite},
		{name: "verify", optional: []string{"dir"}, flags: flags("source"), run: verifySite},
		{name: "new"},
		{name: "new site", args: []string{"dir"}, run: newSite},
		{name: "new case", args: []string{"slug"}, flags: flags("type", "source"), run: newCase},
		{name: "review"},
		{name: "review sign", args: []string{"page"}, many: true, flags: flags("source", "step", "by", "date"), run: reviewSign},
		{name: "review list", optional: []string{"page"}, many: true, flags: flags("source", "missing", "json"), run: reviewList},
		{name: "review sheet", args: []string{"page"}, many: true, flags: flags("source", "html"), run: reviewSheet},
		{name: "version", run: version},
		{name: "help", optional: []string{"command", "command"}, run: helpOn},
	}
}

// find returns the command of that name, or nil.
func find(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return c
		}
	}
	return nil
}

// options are the values of all flags.
type options struct {
	lang                          string
	help, version                 bool
	source, out, baseURL          string
	drafts, future, expire        bool
	clean, json, external, strict bool
	compress                      bool
	now                           string
	format, to                    string
	fix, diff                     bool
	changedSince                  string
	dir, sort                     string
	html, pdf, epub               string
	chromium                      string
	addr, editor                  string
	open, poll                    bool
	noDrafts, noFuture            bool
	noExpired                     bool
	limit, page                   int
	step, by, date                string
	missing                       bool
	zip, folder, name             string
	config, releases              string
	keep                          int
	linger, metrics               string
	tlsCert, tlsKey               string
	autocert                      []string
	user, group                   string
	// filters are the values of --type, --region and so on, by name.
	filters map[string]*[]string
}

// flag is one flag: its letter, the name of its value in the catalogue ("" for a
// switch) and how it is bound to its option. A value that an earlier parse of
// the same command line found stands until it is given again.
type flag struct {
	name, letter, value string
	bind                func(*pflag.FlagSet, flag, *options)
}

// flags returns the flags of the given names.
func flags(names ...string) []flag {
	all := allFlags()
	out := make([]flag, len(names))
	for i, name := range names {
		for _, f := range all {
			if f.name == name {
				out[i] = f
			}
		}
	}
	return out
}

// globalFlags returns the flags that every command has.
func globalFlags() []flag { return flags("lang", "help") }

func allFlags() []flag {
	out := []flag{
		text("lang", "", "lang", "", func(o *options) *string { return &o.lang }),
		toggle("help", "h", func(o *options) *bool { return &o.help }),
		toggle("version", "", func(o *options) *bool { return &o.version }),
		text("source", "s", "dir", ".", func(o *options) *string { return &o.source }),
		text("out", "d", "dir", "", func(o *options) *string { return &o.out }),
		text("base-url", "b", "url", "", func(o *options) *string { return &o.baseURL }),
		toggle("drafts", "D", func(o *options) *bool { return &o.drafts }),
		toggle("future", "F", func(o *options) *bool { return &o.future }),
		toggle("expired", "E", func(o *options) *bool { return &o.expire }),
		toggle("clean", "", func(o *options) *bool { return &o.clean }),
		toggle("compress", "", func(o *options) *bool { return &o.compress }),
		text("format", "", "format", "text", func(o *options) *string { return &o.format }),
		text("to", "", "file", "", func(o *options) *string { return &o.to }),
		toggle("fix", "", func(o *options) *bool { return &o.fix }),
		toggle("diff", "", func(o *options) *bool { return &o.diff }),
		text("changed-since", "", "revision", "", func(o *options) *string { return &o.changedSince }),
		toggle("external", "", func(o *options) *bool { return &o.external }),
		toggle("strict", "", func(o *options) *bool { return &o.strict }),
		text("now", "", "time", "", func(o *options) *string { return &o.now }),
		toggle("json", "", func(o *options) *bool { return &o.json }),
		text("addr", "", "addr", "", func(o *options) *string { return &o.addr }),
		toggle("open", "", func(o *options) *bool { return &o.open }),
		text("editor", "", "url", "", func(o *options) *string { return &o.editor }),
		toggle("poll", "", func(o *options) *bool { return &o.poll }),
		toggle("no-drafts", "", func(o *options) *bool { return &o.noDrafts }),
		toggle("no-future", "", func(o *options) *bool { return &o.noFuture }),
		toggle("no-expired", "", func(o *options) *bool { return &o.noExpired }),
		text("dir", "d", "dir", "", func(o *options) *string { return &o.dir }),
		text("html", "", "place", "", func(o *options) *string { return &o.html }),
		text("pdf", "", "file", "", func(o *options) *string { return &o.pdf }),
		text("epub", "", "file", "", func(o *options) *string { return &o.epub }),
		text("zip", "", "file", "", func(o *options) *string { return &o.zip }),
		text("folder", "", "dir", "", func(o *options) *string { return &o.folder }),
		text("name", "", "name", "", func(o *options) *string { return &o.name }),
		text("chromium", "", "file", "", func(o *options) *string { return &o.chromium }),
		text("sort", "", "order", "relevance", func(o *options) *string { return &o.sort }),
		text("step", "", "step", "", func(o *options) *string { return &o.step }),
		text("by", "", "role", "", func(o *options) *string { return &o.by }),
		text("date", "", "date", "", func(o *options) *string { return &o.date }),
		toggle("missing", "", func(o *options) *bool { return &o.missing }),
		number("limit", 10, func(o *options) *int { return &o.limit }),
		text("config", "", "file", "", func(o *options) *string { return &o.config }),
		text("releases", "", "dir", "", func(o *options) *string { return &o.releases }),
		number("keep", notGiven, func(o *options) *int { return &o.keep }),
		text("linger", "", "span", "", func(o *options) *string { return &o.linger }),
		text("metrics", "", "addr", "", func(o *options) *string { return &o.metrics }),
		text("tls-cert", "", "file", "", func(o *options) *string { return &o.tlsCert }),
		text("tls-key", "", "file", "", func(o *options) *string { return &o.tlsKey }),
		repeated("autocert", "host", func(o *options) *[]string { return &o.autocert }),
		text("user", "", "user", "", func(o *options) *string { return &o.user }),
		text("group", "", "group", "", func(o *options) *string { return &o.group }),
		number("page", 1, func(o *options) *int { return &o.page }),
	}
	for name, value := range map[string]string{
		"type": "id", "sector": "id", "level": "id", "year": "year",
		"region": "name", "problem": "name", "tag": "name",
	} {
		out = append(out, filter(name, value))
	}
	return out
}

func text(name, letter, value, def string, to func(*options) *string) flag {
	return flag{name, letter, value, func(fs *pflag.FlagSet, f flag, o *options) {
		fs.StringVarP(to(o), f.name, f.letter, cmp.Or(*to(o), def), "")
	}}
}

func toggle(name, letter string, to func(*options) *bool) flag {
	return flag{name, letter, "", func(fs *pflag.FlagSet, f flag, o *options) {
		fs.BoolVarP(to(o), f.name, f.letter, *to(o), "")
	}}
}

// notGiven is the value of a number's flag that is not given, where the settings have
// another one.
const notGiven = math.MinInt32

// repeated is a flag that may be given many times.
func repeated(name, value string, to func(*options) *[]string) flag {
	return flag{name, "", value, func(fs *pflag.FlagSet, f flag, o *options) {
		fs.StringArrayVarP(to(o), f.name, f.letter, nil, "")
	}}
}

func number(name string, def int, to func(*options) *int) flag {
	return flag{name, "", "n", func(fs *pflag.FlagSet, f flag, o *options) {
		fs.IntVarP(to(o), f.name, f.letter, def, "")
	}}
}

// filter is a flag that may be given many times. Its value is not split at
// commas: names may have some.
func filter(name, value string) flag {
	return flag{name, "", value, func(fs *pflag.FlagSet, f flag, o *options) {
		values := new([]string)
		o.filters[f.name] = values
		fs.StringArrayVarP(values, f.name, f.letter, nil, "")
	}}
}
