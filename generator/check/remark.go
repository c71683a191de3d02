package check

import (
	"fmt"
	"slices"
	"strings"

	"touyan/generator/config"
	"touyan/generator/diag"
	"touyan/generator/prose"
	"touyan/generator/strict"
)

func remarkCodes() []Code {
	return []Code{
		{"ignore-without-reason", diag.Error, "remark"},
		{"ignore-unknown-code", diag.Error, "remark"},
		{"ignore-unused", diag.Warning, "remark"},
	}
}

// remark passes over the findings of a code in some lines.
type remark struct {
	code string
	// from and to are the lines it is for, both included.
	from, to int
	// unused is the finding to report where nothing needs the remark; nil where it
	// is wrong anyway.
	unused *Finding
}

const remarkWord = "touyan:ignore"

// remarksOf reads the remarks of a page.
func remarksOf(p *Page, f *findings) []remark {
	if !strings.Contains(p.Text, remarkWord) {
		return nil
	}
	var list []remark
	for _, piece := range p.Pieces {
		if piece.Kind != prose.Comment {
			continue
		}
		if words, ok := strings.CutPrefix(strings.TrimSpace(piece.Text), remarkWord); ok {
			at, _ := piece.Source(0, len(piece.Text))
			list = append(list, f.remark(words, at, p.covered(at)))
		}
	}
	return append(list, f.frontRemarks()...)
}

// frontRemarks reads the remarks in front matter, which stand after a #.
func (f *findings) frontRemarks() []remark {
	var list []remark
	head := f.page.Text[:min(f.page.Body, len(f.page.Text))]
	for at := 0; ; {
		i := strings.Index(head[at:], "# "+remarkWord)
		if i < 0 {
			return list
		}
		start := at + i
		line, _, _ := strings.Cut(head[start:], "\n")
		at = start + len(line)
		list = append(list, f.remark(line[len(remarkWord)+2:], prose.Range{Start: start, End: at}, f.page.coveredKeys(start)))
	}
}

// remark reads the words of a remark, CODE and reason.
func (f *findings) remark(words string, at prose.Range, lines [2]int) remark {
	code, reason, _ := strings.Cut(strings.TrimSpace(words), " ")
	r := remark{code: code, from: lines[0], to: lines[1]}
	switch {
	case !slices.ContainsFunc(Codes(), func(c Code) bool { return c.Name == code }):
		f.at(at.Start, at.End, "ignore-unknown-code", code, nearest(code))
	case strings.TrimSpace(reason) == "":
		f.at(at.Start, at.End, "ignore-without-reason", code)
	default:
		r.unused = &Finding{Start: at.Start, End: at.End, Diagnostic: diag.Diagnostic{
			Pos: f.page.Position(at.Start), Severity: f.checker.severity["ignore-unused"], Code: "ignore-unused", Args: []any{code},
		}}
	}
	return r
}

// nearest returns the code most like a word.
func nearest(word string) string {
	var names []string
	for _, c := range Codes() {
		names = append(names, c.Name)
	}
	return strict.Nearest(word, names)
}

// covered returns the lines that a remark in the body is for.
func (p *Page) covered(at prose.Range) [2]int {
	first, last := p.Line(at.Start), p.Line(max(at.Start, at.End-1))
	around := strings.TrimSpace(p.LineText(first))
	if !strings.HasPrefix(around, "<!--") || !strings.HasSuffix(strings.TrimSpace(p.LineText(last)), "-->") {
		return [2]int{first, last}
	}
	to := last + 1
	for to < p.Lines() && strings.TrimSpace(p.LineText(to)) == "" {
		to++
	}
	for to < p.Lines() && strings.TrimSpace(p.LineText(to+1)) != "" {
		to++
	}
	return [2]int{first, to}
}

// coveredKeys returns the lines that a remark in front matter is for.
func (p *Page) coveredKeys(start int) [2]int {
	line := p.Line(start)
	if !strings.HasPrefix(strings.TrimSpace(p.LineText(line)), "#") {
		return [2]int{line, line}
	}
	to := line + 1
	for to < p.Lines() && strings.HasPrefix(strings.TrimSpace(p.LineText(to)), "#") {
		to++
	}
	deep := indent(p.LineText(to))
	end := p.Line(p.Body)
	for to+1 < end && indent(p.LineText(to+1)) > deep {
		to++
	}
	return [2]int{line, to}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// Settle passes over the findings of a page, and more of them that the whole site
// gave, that its remarks are for, and tells of remarks that are for nothing.
func (c *Checker) Settle(p Result, more []Finding) []Finding {
	used := make([]bool, len(p.remarks))
	var left []Finding
	for _, f := range slices.Concat(p.Findings, more) {
		covered := false
		for i, r := range p.remarks {
			if r.unused != nil && r.code == f.Code && r.from <= f.Pos.Line && f.Pos.Line <= r.to {
				used[i], covered = true, true
			}
		}
		if !covered {
			left = append(left, f)
		}
	}
	for i, r := range p.remarks {
		if !used[i] && r.unused != nil && (c.Asked || !isExternal(r.code)) && !c.off["ignore-unused"] && !c.off[r.code] {
			left = append(left, *r.unused)
		}
	}
	return left
}

// Ignore passes over the findings of a file that site.yaml's check.ignore is for.
func (c *Checker) Ignore(found []Finding) []Finding {
	if len(c.config.Check.Ignore) == 0 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(f Finding) bool {
		return slices.ContainsFunc(c.config.Check.Ignore, func(e config.Ignore) bool { return covers(e, f) })
	})
}

func covers(e config.Ignore, f Finding) bool { return e.Path == f.Pos.File && e.Code == f.Code }

// Unused tells of entries of check.ignore that are for nothing. in returns what was
// found in a file before any was passed over; checked is false where it was not looked
// at, so that the entry may have its use another time.
func (c *Checker) Unused(in func(path string) (found []Finding, checked bool)) []Finding {
	var list []Finding
	for i, e := range c.config.Check.Ignore {
		found, checked := in(e.Path)
		_, known := c.severity[e.Code]
		if !checked || !known || c.off["ignore-unused"] || c.off[e.Code] || slices.ContainsFunc(found, func(f Finding) bool { return covers(e, f) }) {
			continue
		}
		list = append(list, Finding{Diagnostic: diag.Diagnostic{
			Pos: c.config.At(fmt.Sprintf("check.ignore.%d", i)), Severity: c.severity["ignore-unused"], Code: "ignore-unused", Args: []any{e.Code},
		}})
	}
	return list
}
