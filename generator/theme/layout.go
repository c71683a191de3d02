package theme

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// parse reads all templates: the partials once, then a set of its own for each
// layout.
func (t *Theme) parse(l *diag.List) {
	t.cards, t.frames, t.codes, t.chapters = &cards{}, &frames{}, &codes{}, &chapters{}
	t.strict = t.sources.strict()
	partials := template.New("").Funcs(t.funcs())
	for _, name := range slices.Sorted(maps.Keys(t.sources)) {
		if !strings.HasPrefix(name, "layouts/") {
			t.parseInto(partials, name, l)
		}
	}
	if l.Errors() > 0 {
		return
	}
	t.layouts = map[string]*template.Template{}
	byName := map[string]*template.Template{}
	for name := range t.sources {
		if strings.HasPrefix(name, "layouts/") {
			set := clone(partials)
			t.parseInto(set, name, l)
			byName[name] = set.Lookup(name)
		}
	}
	t.cards.partials = clone(partials)
	t.frames.partials = clone(partials)
	t.chapters.partials = clone(partials)
	for _, v := range kinds() {
		kind := v.Layout()
		t.layouts[kind] = cmp.Or(byName["layouts/"+kind+".html"], byName["layouts/page.html"])
		if t.layouts[kind] == nil {
			l.Add(diag.Position{File: "themes/" + t.meta.Name}, "layout-missing", kind)
		}
	}
	t.fallback = byName["layouts/page.html"]
	t.checkUnusedLayouts(l)
	t.checkUnusedWords(l)
}

// checkUnusedLayouts warns of layouts that are of no kind of page.
func (t *Theme) checkUnusedLayouts(l *diag.List) {
	names := []string{"page"}
	for _, v := range kinds() {
		names = append(names, v.Layout())
	}
	for name, v := range t.sources {
		kind, ok := strings.CutPrefix(strings.TrimSuffix(name, ".html"), "layouts/")
		if ok && !slices.Contains(names, kind) {
			l.Warn(diag.Position{File: v.path}, "layout-unused", kind, strict.Nearest(kind, names))
		}
	}
}

// clone copies a set that was never run: its error is for one that was.
func clone(set *template.Template) *template.Template {
	return template.Must(set.Clone())
}

// parseInto adds a template to a set.
func (t *Theme) parseInto(set *template.Template, name string, l *diag.List) {
	text := string(t.sources[name].data)
	tmpl, err := set.New(name).Parse(text)
	if err != nil {
		pos, words := t.sources.locate(err.Error(), name)
		l.Add(pos, "template-syntax", words)
		return
	}
	verbatim := strings.Contains(text, "<pre") || strings.Contains(text, "<textarea")
	for _, tmpl := range tmpl.Templates() {
		if tmpl.Tree == nil || tmpl.Tree.ParseName != name {
			continue
		}
		if t.strict {
			walk(tmpl.Tree.Root, func(n parse.Node) { t.checkInline(n, name, l) })
		}
		if !verbatim {
			walk(tmpl.Tree.Root, squeeze)
		}
		walk(tmpl.Tree.Root, func(n parse.Node) { t.checkLiteral(n, l) })
		if !strings.Contains(text, "<script") {
			walk(tmpl.Tree.Root, t.fold)
		}
	}
}

// squeeze writes every run of white space as one line end or space.
func squeeze(n parse.Node) {
	text, ok := n.(*parse.TextNode)
	if !ok {
		return
	}
	out := text.Text[:0:0]
	for s := text.Text; len(s) > 0; {
		rest := bytes.TrimLeft(s, " \t\r\n")
		if run := s[:len(s)-len(rest)]; bytes.IndexByte(run, '\n') >= 0 {
			out = append(out, '\n')
		} else if len(run) > 0 {
			out = append(out, ' ')
		}
		end := bytes.IndexAny(rest, " \t\r\n")
		if end < 0 {
			end = len(rest)
		}
		out = append(out, rest[:end]...)
		s = rest[end:]
	}
	text.Text = out
}

// fold writes words that a template names literally, and that have no arguments
// and no marks with a meaning in HTML, as text: a third of a page's actions are
// such words, and text costs nothing.
func (t *Theme) fold(n parse.Node) {
	list, ok := n.(*parse.ListNode)
	if !ok {
		return
	}
	i := slices.IndexFunc(list.Nodes, func(n parse.Node) bool { return n.Type() == parse.NodeText })
	if i < 0 {
		return
	}
	model := list.Nodes[i]
	for i, n := range list.Nodes {
		action, ok := n.(*parse.ActionNode)
		if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 2 {
			continue
		}
		name, function := literal(action.Pipe.Cmds[0])
		if function != "t" {
			continue
		}
		w := t.words.texts[name.Text]
		if len(w.parts) != 1 || template.HTMLEscapeString(w.parts[0]) != w.parts[0] {
			continue
		}
		// A copy of a text knows its tree, which error messages need.
		text := model.Copy().(*parse.TextNode)
		text.Pos, text.Text = action.Pos, []byte(w.parts[0])
		list.Nodes[i] = text
	}
}

// checkLiteral looks up a word or an asset that a template names literally.
func (t *Theme) checkLiteral(n parse.Node, l *diag.List) {
	name, function := literal(n)
	if name == nil {
		return
	}
	var err error
	switch function {
	case "t":
		if _, known := t.words.texts[name.Text]; !known {
			err = &wordError{name.Text, t.words.nearest(name.Text)}
		}
		delete(t.words.extra, name.Text)
	case "word":
		t.words.groups = append(t.words.groups, name.Text+".")
	case "asset":
		_, err = t.assets.asset(name.Text)
	}
	if err != nil {
		where, _ := (*parse.Tree)(nil).ErrorContext(name)
		pos, _ := t.sources.locate("template: "+where+": ", "")
		*l = append(*l, t.diagnose(err, pos, "", ""))
	}
}

// literal returns the first argument of a call and the function called, where
// the argument is a string.
func literal(n parse.Node) (arg *parse.StringNode, function string) {
	c, ok := n.(*parse.CommandNode)
	if !ok || len(c.Args) < 2 {
		return nil, ""
	}
	f, ok := c.Args[0].(*parse.IdentifierNode)
	s, isString := c.Args[1].(*parse.StringNode)
	if !ok || !isString {
		return nil, ""
	}
	return s, f.Ident
}

// walk visits a node and all below it.
func walk(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, visit)
		}
	case *parse.CommandNode:
		for _, c := range n.Args {
			walk(c, visit)
		}
	}
}

func walkBranch(b *parse.BranchNode, visit func(parse.Node)) {
	walk(b.Pipe, visit)
	walk(b.List, visit)
	if b.ElseList != nil {
		walk(b.ElseList, visit)
	}
}

// checkUnusedWords warns of the site's own words that no template asks for.
func (t *Theme) checkUnusedWords(l *diag.List) {
	for _, key := range slices.Sorted(maps.Keys(t.words.extra)) {
		asked := slices.ContainsFunc(t.words.groups, func(p string) bool { return strings.HasPrefix(key, p) })
		one, _ := strings.CutSuffix(key, ".one")
		if _, plural := t.words.texts[one]; asked || plural && one != key {
			continue
		}
		l.Warn(t.words.extra[key], "word-unused", key, t.words.nearest(key))
	}
}
