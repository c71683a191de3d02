package check

import (
	"slices"
	"strings"

	"touyan/generator/check/external"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

// externalCodes are of what only asking the web tells.
func externalCodes() []Code {
	return []Code{
		{"link-dead", diag.Error, "link"},
		{"link-host", diag.Error, "link"},
		{"link-circle", diag.Error, "link"},
		{"link-address", diag.Error, "link"},
		{"link-certificate", diag.Error, "link"},
		{"link-certificate-doubt", diag.Warning, "link"},
		{"link-certificate-ends", diag.Hint, "link"},
		{"link-private", diag.Warning, "link"},
		{"link-home", diag.Warning, "link"},
		{"link-slow", diag.Warning, "link"},
		{"link-fault", diag.Warning, "link"},
		{"link-moved", diag.Hint, "link"},
		{"link-insecure", diag.Hint, "link"},
		{"link-unsure", diag.Hint, "link"},
	}
}

// isExternal reports whether a code is found by asking the web alone.
func isExternal(code string) bool {
	return slices.ContainsFunc(externalCodes(), func(c Code) bool { return c.Name == code })
}

// webLink is a web address in a page.
type webLink struct {
	address string
	at      prose.Range
	pos     diag.Position
}

// webLinks are the addresses of other sites in a page, in order: where its links and
// pictures lead, and facts that are one.
func webLinks(p *Page) []webLink {
	if !strings.Contains(p.Text, "//") {
		return nil
	}
	var list []webLink
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if piece.Kind != prose.Address && piece.Kind != prose.Fact || !isWeb(piece.Text) {
			continue
		}
		at, _ := piece.Source(0, len(piece.Text))
		list = append(list, webLink{strings.TrimSpace(piece.Text), at, p.Position(at.Start)})
	}
	return list
}

// isWeb reports whether a text is the address of a page of another site.
func isWeb(text string) bool {
	low := strings.ToLower(strings.TrimSpace(text))
	web := strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "//")
	return web && !strings.ContainsAny(low, " \n\t")
}

// Addresses returns the web addresses in a page, as written.
func (r Result) Addresses() []string {
	var list []string
	for _, l := range r.web {
		list = append(list, l.address)
	}
	return list
}

// External returns what is wrong with the web addresses in a page, by what asking them
// told.
func (c *Checker) External(r Result, answers map[string]external.Result) []Finding {
	var list []Finding
	for _, l := range r.web {
		answer, ok := answers[l.address]
		code, args := judged(l.address, answer)
		if !ok || code == "" || c.off[code] {
			continue
		}
		f := Finding{Start: l.at.Start, End: l.at.End, Diagnostic: diag.Diagnostic{Pos: l.pos, Severity: c.severity[code], Code: code, Args: args}}
		if code == "link-moved" {
			f.Fix = &Fix{Text: answer.Moved} // a person looks whether it is the same page
		}
		list = append(list, f)
	}
	return list
}

// judged returns the code and arguments for an answer; "" for a good one.
func judged(address string, r external.Result) (code string, args []any) {
	switch r.Problem {
	case external.NotFound, external.Gone:
		code, args = "link-dead", []any{address, r.Final, r.Status}
	case external.NoSuchHost, external.Refused, external.NotHTTP:
		code, args = "link-host", []any{address, r.Detail}
	case external.RedirectLoop, external.TooManyRedirects, external.BadRedirect:
		code, args = "link-circle", []any{address, r.Final}
	case external.BadAddress:
		code, args = "link-address", []any{address, r.Detail}
	case external.CertificateExpired, external.CertificateHost:
		code, args = "link-certificate", []any{address, r.Detail}
	case external.CertificateIssuer, external.CertificateOther, external.TLSFailed:
		code, args = "link-certificate-doubt", []any{address, r.Detail}
	case external.CertificateExpiring:
		code, args = "link-certificate-ends", []any{address, r.Expires.Format("2006-01-02")}
	case external.Private:
		code, args = "link-private", []any{address}
	case external.MovedHome:
		code, args = "link-home", []any{address, r.Final}
	case external.Timeout:
		code, args = "link-slow", []any{address, r.Detail}
	case external.ServerError, external.Broken, external.Unreachable, external.OtherStatus:
		code, args = "link-fault", []any{address, r.Detail, r.Status}
	case external.MovedPermanently:
		code, args = "link-moved", []any{address, r.Moved}
	case external.Insecure:
		code, args = "link-insecure", []any{address, r.Final}
	case external.Blocked, external.Throttled:
		code, args = "link-unsure", []any{address, r.Detail, r.Status}
	}
	return code, args
}
