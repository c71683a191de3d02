package main

import (
	"os"
	"slices"
	"strings"
	"time"

	"touyan/generator/check/report"
	"touyan/generator/config"
	"touyan/generator/message"
	"touyan/generator/preview"
)

// checkChoices looks at the flags that take one of a few values, or values of a
// form of their own.
func (inv *invocation) checkChoices() *usageError {
	o, name := inv.options, inv.command.name
	if _, ok := message.Match(o.lang); o.lang != "" && !ok {
		return choiceError("--lang", o.lang, []string{string(message.Chinese), string(message.English)}, name)
	}
	if orders := []string{"relevance", "date"}; o.sort != "" && !slices.Contains(orders, o.sort) {
		return choiceError("--sort", o.sort, orders, name)
	}
	if formats := append([]string{"text"}, report.Formats()...); o.format != "" && !slices.Contains(formats, o.format) {
		return choiceError("--format", o.format, formats, name)
	}
	if o.baseURL != "" && !config.IsWebURL(o.baseURL) {
		return &usageError{key: "error.base-url", args: []any{o.baseURL}, help: name}
	}
	if _, ok := parseTime(o.now, time.UTC); o.now != "" && !ok {
		return &usageError{key: "error.flag.time", args: []any{o.now}, help: name}
	}
	if _, ok := preview.EditorURL(o.editor); !ok {
		return &usageError{key: "error.flag.editor", args: []any{o.editor}, help: name}
	}
	if o.addr != "" && !preview.IsAddress(o.addr) {
		return &usageError{key: "error.flag.addr", args: []any{o.addr}, help: name}
	}
	return inv.checkServe()
}

// choiceError says that a flag cannot have the value, and what it can have.
func choiceError(flag, value string, choices []string, help string) *usageError {
	return &usageError{
		key:  "error.flag.choice",
		args: []any{flag, value, strings.Join(choices, ", ")}, nearest: nearest(value, choices), help: help,
	}
}

// parseTime reads a day, which begins at midnight in the zone, or a time with
// its own zone.
func parseTime(text string, zone *time.Location) (time.Time, bool) {
	if t, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return t, true
	}
	t, err := time.Parse(time.RFC3339, text)
	return t, err == nil
}

// language returns the language to speak: that of --lang, else of the locale,
// else of the site. The arguments are searched for --lang by hand, so that even
// a command line that cannot be parsed is answered in the right language.
func (s *session) language(args []string, source string) message.Language {
	asked := ""
	for i, a := range args {
		if a == "--" {
			break
		}
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			asked = value
		} else if a == "--lang" && i+1 < len(args) {
			asked = args[i+1]
		}
	}
	locale := message.Locale(s.getenv)
	for _, tag := range []string{asked, locale} {
		if _, ok := message.Match(tag); ok {
			return message.Choose(tag)
		}
	}
	if cfg := siteConfig(source); cfg != nil {
		return message.Choose(cfg.Language)
	}
	return message.Chinese
}

// siteConfig reads the site's settings where there are any that can be read. It
// serves the choice of language and zone only: what is wrong in them is for the
// commands to say.
func siteConfig(source string) *config.Config {
	cfg, _ := config.Load(os.DirFS(source))
	return cfg
}
