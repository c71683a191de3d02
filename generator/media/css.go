package media

import (
	"bytes"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// cleanCSS returns a picture's style sheet, or the value of one of its style
// attributes, without what loads anything: @import and other rules but those
// that only style, addresses of other places, and the functions that take one. In
// their place stands none. Comments go. dropped is the first such thing, or "".
func cleanCSS(text string) (clean, dropped string) {
	// What is left may read anew when a piece in it is gone.
	for range 4 {
		again, what := cleanTokens(text)
		if dropped == "" {
			dropped = what
		}
		if again == text {
			return text, dropped
		}
		text = again
	}
	return "", dropped
}

// loaders are functions of CSS that load a picture or run something.
var loaders = map[string]bool{
	"url(": true, "src(": true, "image(": true, "image-set(": true, "-webkit-image-set(": true, "cross-fade(": true,
	"-webkit-cross-fade(": true, "element(": true, "expression(": true, "url-prefix(": true,
}

// rules are the at-rules that stay.
var rules = map[string]bool{"@media": true, "@font-face": true, "@keyframes": true, "@-webkit-keyframes": true, "@supports": true}

func cleanTokens(text string) (clean, dropped string) {
	l := css.NewLexer(parse.NewInputString(text))
	var b strings.Builder
	drop := func(token []byte) {
		if dropped == "" {
			name, _, _ := bytes.Cut(token, []byte("("))
			dropped = string(name[:min(len(name), 30)])
		}
	}
	for {
		kind, token := l.Next()
		switch kind {
		case css.ErrorToken:
			return b.String(), dropped
		case css.CommentToken:
			b.WriteByte(' ')
		case css.CDOToken, css.CDCToken:
		case css.URLToken:
			if isSafeURL(token) {
				b.Write(token)
				break
			}
			drop(token)
			b.WriteString("none")
		case css.BadURLToken:
			drop(token)
			b.WriteString("none")
		case css.FunctionToken:
			if !loaders[strings.ToLower(string(token))] && !bytes.ContainsRune(token, '\\') {
				b.Write(token)
				break
			}
			drop(token)
			skip(l, css.RightParenthesisToken)
			b.WriteString("none")
		case css.AtKeywordToken:
			if rules[strings.ToLower(string(token))] {
				b.Write(token)
				break
			}
			drop(token)
			skip(l, css.SemicolonToken)
		default:
			b.Write(token)
		}
	}
}

// skip reads on to the end of a function's arguments or of a rule: the next such
// token that no bracket encloses, or a block.
func skip(l *css.Lexer, end css.TokenType) {
	for depth := 0; ; {
		kind, _ := l.Next()
		switch kind {
		case css.ErrorToken:
			return
		case css.LeftBraceToken, css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
			depth++
			continue
		case end:
			if depth == 0 {
				return
			}
		}
		if kind == css.RightBraceToken || kind == css.RightParenthesisToken || kind == css.RightBracketToken {
			if depth--; depth <= 0 && (kind == css.RightBraceToken || depth < 0) {
				return
			}
		}
	}
}

// isSafeURL reports whether a url(…) leads to a place in the picture or holds a
// picture or a font itself.
func isSafeURL(token []byte) bool {
	open, end := bytes.IndexByte(token, '('), bytes.LastIndexByte(token, ')')
	if open < 0 || end < open || bytes.ContainsRune(token, '\\') {
		return false
	}
	address := strings.ToLower(strings.Trim(string(token[open+1:end]), " \t\r\n\f\"'"))
	for _, kind := range []string{"#", "data:font/", "data:application/font-", "data:application/x-font-"} {
		if strings.HasPrefix(address, kind) {
			return true
		}
	}
	return isSafeData(address)
}

// isSafeData reports whether an address in lower case is a picture of dots.
func isSafeData(address string) bool {
	kind, _, _ := strings.Cut(strings.TrimPrefix(address, "data:"), ",")
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(address, "data:") && (kind == "image/png" || kind == "image/jpeg" || kind == "image/jpg" || kind == "image/gif" || kind == "image/webp")
}
