// Package message is the one catalogue of what a person reads from the command
// line and beside the page in the preview: help, reports, progress and the words of
// every diagnostic, in Chinese (zh-CN) and English. The words of web pages are the
// theme's, not here.
//
// # Entries
//
// An entry has a key and its words in both languages. A diagnostic's key is its
// code, and the key of its mend, the line that says what to do, is the code
// followed by ".mend"; both get the diagnostic's arguments. Other keys have a
// group before a dot: build.pages, help.search. Each package that makes
// diagnostics has a table of its own here, in words_<package>.go.
//
// Words are formats of package fmt with numbered verbs (%[1]s, %[2]d), since the
// two languages order arguments differently.
//
// # Numbers
//
// Numbers given to [Printer.Text] are written as the language writes them, with
// separators between thousands (1,234): right for counts, wrong for everything
// that names rather than counts. Give line numbers, years and addresses as
// strings. [Printer.Diagnostic] turns every argument into a string itself, so
// that year 2022 in a diagnostic stays 2022; its words therefore use %[n]s, %[n]v
// or %[n]q alone.
//
// Where the first argument is the number 1 and KEY.one exists, [Printer.Text]
// takes KEY.one.
//
// # Untrusted text
//
// Arguments come from people's files, and a terminal obeys what it is sent. Both
// methods pass them through [Printable].
package message

import (
	"fmt"
	"reflect"
	"strings"

	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"touyan/generator/diag"
)

// words is one entry of the catalogue.
type words struct{ key, zh, en string }

// Printer writes the catalogue's words in one language. It may be used by many
// goroutines at once.
type Printer struct {
	lang    Language
	printer *message.Printer
	known   map[string]bool
}

// New returns a printer for the language; an unknown one is Chinese.
func New(lang Language) *Printer {
	if lang != English {
		lang = Chinese
	}
	p := &Printer{lang: lang, known: map[string]bool{}}
	b := catalog.NewBuilder(catalog.Fallback(lang.tag()))
	for _, table := range tables() {
		for _, w := range table {
			text := w.zh
			if lang == English {
				text = w.en
			}
			// The only error is that of a macro, which SetString does not take.
			_ = b.SetString(lang.tag(), w.key, text)
			p.known[w.key] = true
		}
	}
	p.printer = message.NewPrinter(lang.tag(), message.Catalog(b))
	return p
}

// Language returns the printer's language.
func (p *Printer) Language() Language { return p.lang }

// Has reports whether the catalogue has words under the key.
func (p *Printer) Has(key string) bool { return p.known[key] }

// Text returns the words under the key, filled with args. Without words it
// returns the key and the arguments, so that nothing is lost.
func (p *Printer) Text(key string, args ...any) string {
	if !p.known[key] {
		return plain(key, args)
	}
	if len(args) > 0 && args[0] == 1 && p.known[key+".one"] {
		key += ".one"
	}
	return p.printer.Sprintf(key, printable(args)...)
}

// Diagnostic returns a finding as an editor can read it:
//
//	content/cases/x.md:3:1: error: unknown-key: 不认识的键 titel
//	    您要写的是不是 title？
//
// Place, severity and code are the same in every language. A finding without a
// file, such as one about the output folder, begins with its severity.
func (p *Printer) Diagnostic(d diag.Diagnostic) string {
	s := fmt.Sprintf("%v: %s: %s", d.Severity, d.Code, p.Message(d))
	if d.Pos.File != "" {
		s = Printable(d.Pos.String()) + ": " + s
	}
	if mend := p.Mend(d); mend != "" {
		s += "\n    " + strings.ReplaceAll(mend, "\n", "\n    ")
	}
	return s
}

// Message returns what is wrong, without place and code.
func (p *Printer) Message(d diag.Diagnostic) string { return p.Text(d.Code, p.texts(d.Args)...) }

// Mend returns what to do about the finding, or "".
func (p *Printer) Mend(d diag.Diagnostic) string {
	if !p.known[d.Code+".mend"] {
		return ""
	}
	return p.Text(d.Code+".mend", p.texts(d.Args)...)
}

func plain(key string, args []any) string {
	for i, a := range printable(args) {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		key += sep + fmt.Sprint(a)
	}
	return key
}

// texts turns every argument into a string; one that is empty, such as the
// nearest of no names, is said to be so.
func (p *Printer) texts(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if out[i] = fmt.Sprint(a); out[i] == "" {
			out[i] = p.Text("diagnostic.empty")
		}
	}
	return out
}

// printable leaves numbers to the language and makes text safe for a terminal.
func printable(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := reflect.ValueOf(a); {
		case v.CanInt(), v.CanUint(), v.CanFloat():
			out[i] = a
		default:
			out[i] = Printable(fmt.Sprint(a))
		}
	}
	return out
}
