package report

import (
	"encoding/json"
	"io"
)

// jsonFormat is the format of the JSON, see the package's comment.
const jsonFormat = 1

type jsonReport struct {
	Format int      `json:"format"`
	Tool   jsonTool `json:"tool"`
	Site   string   `json:"site"`
	Lang   string   `json:"language"`
	Counts Counts   `json:"counts"`
	// Findings is never null.
	Findings []jsonFinding `json:"findings"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonFinding struct {
	File        string     `json:"file"`
	Line        int        `json:"line"`
	Col         int        `json:"col"`
	EndLine     int        `json:"end_line"`
	EndCol      int        `json:"end_col"`
	Severity    string     `json:"severity"`
	Code        string     `json:"code"`
	Part        string     `json:"part"`
	Message     string     `json:"message"`
	Mend        string     `json:"mend"`
	Secret      bool       `json:"secret"`
	Source      []jsonLine `json:"source"`
	Fix         *jsonFix   `json:"fix,omitempty"`
	Fingerprint string     `json:"fingerprint"`
}

type jsonLine struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

type jsonFix struct {
	Text string `json:"text"`
	Safe bool   `json:"safe"`
}

// JSON writes the report as the package's comment describes.
func (r *Report) JSON(w io.Writer) error {
	out := jsonReport{
		Format: jsonFormat, Tool: jsonTool{toolName, r.Version}, Site: r.Site, Lang: string(r.Words.Language()),
		Counts: r.Counts(), Findings: []jsonFinding{},
	}
	for e := range r.entries {
		f := jsonFinding{
			File: e.file, Line: e.line, Col: e.col, EndLine: e.endLine, EndCol: e.endCol,
			Severity: e.severity.String(), Code: e.code, Part: e.part, Message: e.message, Mend: e.mend,
			Secret: e.secret, Source: []jsonLine{}, Fingerprint: e.fingerprint,
		}
		for _, l := range e.lines() {
			f.Source = append(f.Source, jsonLine{l.number, l.text()})
		}
		if e.fix != nil {
			f.Fix = &jsonFix{e.fix.Text, e.fix.Safe}
		}
		out.Findings = append(out.Findings, f)
	}
	return encode(w, out)
}

// toolName is touyan's name in reports.
const toolName = "touyan"

// encode writes a value readably; the reader is no HTML page, so its signs stand.
func encode(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
