package main

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/pflag"
)

// The flags are parsed by pflag, which cobra uses too: the standard library's
// flag stops at the first argument, so that in "search 党建 --json" it would miss
// the flag. Cobra itself is not used, since its words are English and in its
// code, and what a command line gets from it here is a table of six commands.

// invocation is a command line understood.
type invocation struct {
	command *command
	args    []string
	options options
}

// parse reads the arguments. On a wrong command line what was understood so far
// is returned too.
func parse(args []string) (invocation, *usageError) {
	inv := invocation{options: options{source: ".", keep: notGiven, filters: map[string]*[]string{}}}
	rest, usage := inv.flags("touyan", flags("lang", "help", "version"), args, false)
	if usage != nil {
		return inv, usage
	}
	switch {
	case inv.options.version:
		inv.command = find("version")
		return inv, nil
	case len(rest) == 0 && inv.options.help:
		return inv, nil
	case len(rest) == 0:
		return inv, &usageError{key: "error.command.missing"}
	}
	if rest, usage = inv.pick(rest); usage != nil {
		return inv, usage
	}
	own := append(inv.command.flags[:len(inv.command.flags):len(inv.command.flags)], globalFlags()...)
	if inv.args, usage = inv.flags(inv.command.name, own, rest, true); usage != nil {
		return inv, usage
	}
	return inv, inv.check()
}

// pick finds the command that the words begin with and returns the words after.
func (inv *invocation) pick(words []string) ([]string, *usageError) {
	inv.command = find(words[0])
	if inv.command == nil {
		return nil, &usageError{key: "error.command.unknown", args: []any{words[0]}, nearest: nearest(words[0], names(""))}
	}
	if inv.command.run != nil || len(words) < 2 || strings.HasPrefix(words[1], "-") {
		return words[1:], nil
	}
	name := words[0] + " " + words[1]
	if inv.command = find(name); inv.command == nil {
		return nil, &usageError{
			key: "error.command.unknown", args: []any{name},
			nearest: nearest(name, names(words[0]+" ")), help: words[0],
		}
	}
	return words[2:], nil
}

// flags parses the given flags and returns the arguments between them.
func (inv *invocation) flags(name string, known []flag, args []string, interspersed bool) ([]string, *usageError) {
	fs := pflag.NewFlagSet(name, pflag.ContinueOnError)
	fs.SetInterspersed(interspersed)
	for _, f := range known {
		f.bind(fs, f, &inv.options)
	}
	if name == "search" {
		args = veilText(args, known)
	}
	if err := fs.Parse(args); err != nil {
		return nil, flagError(err, name, known)
	}
	rest := fs.Args()
	for i := range rest {
		rest[i] = strings.TrimPrefix(rest[i], veil)
	}
	return rest, nil
}

// veil hides from the parser that a word begins with a minus; no argument of a
// program can hold it.
const veil = "\x00"

// veilText hides the words of a query that leave something out, such as -培训 and
// -"a b": no flag's name begins like that.
func veilText(args []string, known []flag) []string {
	out := append([]string{}, args...)
	for i, a := range args {
		if a == "--" {
			break
		}
		text, minus := strings.CutPrefix(a, "-")
		if !minus || text == "" || text[0] != '"' && text[0] < utf8.RuneSelf {
			continue
		}
		if i == 0 || !wantsValue(args[i-1], known) {
			out[i] = veil + a
		}
	}
	return out
}

// wantsValue reports whether an argument is a flag whose value is the next one.
func wantsValue(arg string, known []flag) bool {
	for _, f := range known {
		if f.value != "" && (arg == "--"+f.name || f.letter != "" && arg == "-"+f.letter) {
			return true
		}
	}
	return false
}

// mostResults is how many results the index gives at once.
const mostResults = 100

// check looks at what the parser cannot know: the number of arguments and the
// values that flags may have.
func (inv *invocation) check() *usageError {
	c, o := inv.command, &inv.options
	if o.help {
		return nil
	}
	wrong := func(key string, args ...any) *usageError {
		return &usageError{key: key, args: args, help: c.name}
	}
	if c.run == nil {
		return wrong("error.args.missing", "touyan "+c.name, strings.ReplaceAll(strings.Join(names(c.name+" "), ", "), c.name+" ", ""))
	}
	if n := len(inv.args); n < len(c.args) {
		return wrong("error.args.missing", "touyan "+c.name, valueName(c.args[n]))
	}
	// Words of a query may come unquoted; they are one query all the same.
	if most := len(c.args) + len(c.optional); c.name != "search" && !c.many && len(inv.args) > most {
		return wrong("error.args.many", inv.args[most])
	}
	if c.name == "search" && (o.limit < 1 || o.limit > mostResults) {
		return wrong("error.flag.range", "--limit", "1", strconv.Itoa(mostResults), strconv.Itoa(o.limit))
	}
	if c.name == "search" && o.page < 1 {
		return wrong("error.flag.number", "--page", strconv.Itoa(o.page))
	}
	if c.name == "export booklet" && o.html == "" && o.pdf == "" && o.epub == "" {
		return wrong("error.export.none")
	}
	return inv.checkChoices()
}

// flagError turns the parser's error into the catalogue's words.
func flagError(err error, name string, known []flag) *usageError {
	u := &usageError{}
	if name != "touyan" {
		u.help = name
		name = "touyan " + name
	}
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		typed := "--" + unknown.GetSpecifiedName()
		if letters := unknown.GetSpecifiedShortnames(); letters != "" {
			// The parser takes letters by bytes; only the group is text.
			typed = "-" + letters
		}
		u.key, u.args = "error.flag.unknown", []any{typed, name}
		u.nearest = nearestFlag(typed, known)
		if u.help == "search" && u.nearest == "" {
			u.dashed = typed
		}
	case errors.As(err, &lacking):
		u.key, u.args = "error.flag.value", []any{"--" + lacking.GetFlag().Name}
	case errors.As(err, &bad):
		u.key, u.args = "error.flag.bad", []any{"--" + bad.GetFlag().Name, bad.GetValue()}
	default:
		u.key, u.args = "error.flag.syntax", []any{err}
	}
	return u
}
