package main

import (
	"context"
	"strings"
)

// helpOn is the command help.
func helpOn(_ context.Context, s *session, inv invocation) int {
	if len(inv.args) == 0 {
		s.help(nil)
		return exitFine
	}
	name := strings.Join(inv.args, " ")
	c := find(name)
	if c == nil {
		return s.usage(&usageError{key: "error.command.unknown", args: []any{name}, nearest: nearest(name, names(""))})
	}
	s.help(c)
	return exitFine
}

// help prints a command's page, or the program's for nil.
func (s *session) help(c *command) {
	if c == nil {
		s.helpProgram()
		return
	}
	group := "help." + c.name
	s.print(s.text(group + ".long"))
	s.section("help.usage", s.useLine(c))
	if c.run == nil {
		s.section("help.commands", s.list(names(c.name+" ")))
	}
	if len(c.flags) > 0 {
		s.section("help.flags", s.flagList(c.name, c.flags))
	}
	s.section("help.global", s.flagList(c.name, globalFlags()))
	if s.words.Has(group + ".examples") {
		s.section("help.example", s.text(group+".examples"))
	}
}

func (s *session) helpProgram() {
	var all []string
	for _, c := range commands() {
		if c.run != nil {
			all = append(all, c.name)
		}
	}
	s.print(s.outStyle.bold(s.text("help.title")))
	s.section("help.usage", "touyan "+s.text("value.command")+" "+s.text("help.flags.use"))
	s.section("help.commands", s.list(all))
	s.section("help.global", s.flagList("", globalFlags()))
	s.section("help.codes", s.text("help.codes.all"))
	s.print("")
	s.print(s.text("help.more"))
}

// section prints a heading and, indented, its text.
func (s *session) section(heading, text string) {
	s.print("")
	s.print(s.outStyle.bold(s.text(heading)))
	for line := range strings.SplitSeq(text, "\n") {
		s.print("  " + line)
	}
}

// useLine shows what to type.
func (s *session) useLine(c *command) string {
	line := "touyan " + c.name
	if c.run == nil {
		return line + " " + s.text("value.command")
	}
	if len(c.flags) > 0 {
		line += " " + s.text("help.flags.use")
	}
	for _, a := range c.args {
		line += " " + s.text("value."+a)
	}
	for _, a := range c.optional {
		line += " [" + s.text("value."+a) + "]"
	}
	if c.many {
		line += "…"
	}
	return line
}

// list shows commands, each with its line.
func (s *session) list(all []string) string {
	var lines []string
	for _, name := range all {
		lines = append(lines, pad(name, widest(all))+"  "+s.text("help."+name+".short"))
	}
	return strings.Join(lines, "\n")
}

// flagList shows flags in two columns.
func (s *session) flagList(command string, all []flag) string {
	left := make([]string, len(all))
	for i, f := range all {
		left[i] = "    --" + f.name
		if f.letter != "" {
			left[i] = "-" + f.letter + ", --" + f.name
		}
		if f.value != "" {
			left[i] += " " + s.text("value."+f.value)
		}
	}
	lines := make([]string, len(all))
	for i, f := range all {
		key := "flag." + command + "." + f.name
		if !s.words.Has(key) {
			key = "flag." + f.name
		}
		lines[i] = pad(left[i], widest(left)) + "  " + s.text(key)
	}
	return strings.Join(lines, "\n")
}
