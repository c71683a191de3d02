package check

import (
	"strings"

	"touyan/generator/prose"
)

// grid is a table of a body.
type grid struct {
	cells      []*prose.Piece // in order of writing
	rows, cols int
	// first are the indexes of the rows in cells.
	first []int
}

// grids gathers the cells of a page into tables.
func grids(pieces []prose.Piece) []grid {
	var list []grid
	for i := range pieces {
		p := &pieces[i]
		if p.Kind != prose.Cell {
			continue
		}
		if p.Row == 0 && p.Col == 0 {
			list = append(list, grid{})
		}
		if len(list) == 0 {
			continue
		}
		g := &list[len(list)-1]
		if p.Col == 0 {
			g.first = append(g.first, len(g.cells))
			g.rows++
		}
		g.cells = append(g.cells, p)
		g.cols = max(g.cols, p.Col+1)
	}
	return list
}

// at returns a cell, or nil.
func (g grid) at(row, col int) *prose.Piece {
	if row < 0 || row >= len(g.first) {
		return nil
	}
	i := g.first[row] + col
	if i >= len(g.cells) || g.cells[i].Row != g.cells[g.first[row]].Row {
		return nil
	}
	return g.cells[i]
}

func (g grid) text(row, col int) string {
	if p := g.at(row, col); p != nil {
		return strings.TrimSpace(p.Text)
	}
	return ""
}

func (g grid) quoted() bool { return len(g.cells) > 0 && g.cells[0].Quoted }

// unit returns the unit that a label has in parentheses, 村集体经济收入（万元）, or
// that stands in the row's column 单位; "" is none.
func (g grid) unit(row int, labels ...string) string {
	for _, label := range labels {
		if u := inParentheses(label); u != "" {
			return strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(u, "单位"), "："))
		}
	}
	if row == 0 {
		return ""
	}
	for col := range g.cols {
		if bare(g.text(0, col)) == "单位" || bare(g.text(0, col)) == "计量单位" {
			return g.text(row, col)
		}
	}
	return ""
}
