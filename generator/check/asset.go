package check

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"touyan/generator/diag"
	"touyan/generator/media"
	"touyan/generator/prose"
)

func assetCodes() []Code {
	return []Code{
		{"image-without-alt", diag.Warning, "asset"},
		{"alt-is-file-name", diag.Warning, "asset"},
		{"alt-says-nothing", diag.Hint, "asset"},
		{"video-without-captions", diag.Warning, "asset"},
		{"picture-location", diag.Hint, "asset"},
		{"picture-personal", diag.Hint, "asset"},
		{"file-location", diag.Error, "asset"},
		{"file-personal", diag.Warning, "asset"},
		{"picture-heavy", diag.Hint, "asset"},
		{"download-heavy", diag.Warning, "asset"},
		{"video-heavy", diag.Warning, "asset"},
	}
}

// assets checks what a page says of its pictures and films for those who cannot see or
// hear them (WCAG 2.1, 1.1.1 and 1.2).
func (c *Checker) assets(p *Page, f *findings) {
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		switch {
		case piece.Kind == prose.Alt:
			f.alt(p, i)
		case piece.Kind == prose.Fact && piece.Key == "cover.alt":
			f.described(piece, p.Content.Cover.Src)
		case piece.Kind == prose.Address && piece.Key == "image":
			f.rawImage(p, piece)
		case piece.Kind == prose.Address && isFilm(piece.Text):
			f.film(p, piece)
		}
	}
}

// alt checks the description of a picture in the body. Markdown has no way to say that
// a picture only decorates, HTML has: alt="".
func (f *findings) alt(p *Page, i int) {
	piece := &p.Pieces[i]
	if strings.TrimSpace(piece.Text) != "" {
		address := ""
		if i+1 < len(p.Pieces) && p.Pieces[i+1].Kind == prose.Address {
			address = p.Pieces[i+1].Text
		}
		f.described(piece, address)
		return
	}
	if at, _ := piece.Source(0, 0); at.Start > 0 && strings.HasPrefix(p.Text[at.Start:], "!") {
		f.at(at.Start, at.End, "image-without-alt")
	}
}

// rawImage checks a picture that is written as a tag.
func (f *findings) rawImage(p *Page, piece *prose.Piece) {
	at, _ := piece.Source(0, len(piece.Text))
	if at.End <= at.Start || p.Text[at.Start] != '<' {
		return
	}
	z := html.NewTokenizer(strings.NewReader(p.Text[at.Start:at.End]))
	z.Next()
	tag := z.Token()
	if tag.Data == "img" && !slices.ContainsFunc(tag.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
		f.at(at.Start, at.End, "image-without-alt")
	}
}

// described checks that a description describes.
func (f *findings) described(piece *prose.Piece, address string) {
	words := strings.TrimSpace(piece.Text)
	switch {
	case isFileName(words, address):
		f.in(piece, 0, len(piece.Text), "alt-is-file-name", words)
	case isEmptyWord(words):
		f.in(piece, 0, len(piece.Text), "alt-says-nothing", words)
	}
}

// isFileName reports whether a description is the name of a picture's file, or one as
// cameras and programs give them.
func isFileName(words, address string) bool {
	if media.IsImage(words) {
		return true
	}
	base := path.Base(address)
	stem := strings.TrimSuffix(base, path.Ext(base))
	if words == base || words == stem && !hasHan(stem) {
		return true
	}
	return givenNames.MatchString(words)
}

// givenNames are the names that cameras, phones and messengers give pictures.
var givenNames = regexp.MustCompile(`(?i)^(IMG|DSC[NF]?|PXL|MVIMG|VID|DJI|mmexport|wx_camera|微信图片|微信截图|QQ图片|QQ截图|屏幕截图|企业微信截图|Screenshot|Snipaste|捕获)[ _-]*[0-9]{2,}[ 0-9_().-]*$`)

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// isEmptyWord reports whether a description only says that there is a picture.
func isEmptyWord(words string) bool {
	bare := strings.ToLower(strings.TrimFunc(words, func(r rune) bool {
		return !unicode.IsLetter(r) || strings.ContainsRune("一二三四五六七八九十", r)
	}))
	return slices.Contains([]string{
		"", "图", "图片", "图像", "照片", "相片", "插图", "配图", "截图", "示意图", "题图", "封面", "封面图", "image", "picture", "photo", "img", "figure", "cover", "screenshot",
	}, bare)
}

// isFilm reports whether an address is that of a film or a recording.
func isFilm(address string) bool {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".mp4", ".m4v", ".mov", ".webm", ".ogv", ".avi", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".3gp", ".mp3", ".m4a", ".wav", ".ogg", ".flac", ".aac":
		return true
	}
	return false
}

// film checks that a film or a recording that a page leads to has its words: captions,
// or a text beside the link, or a file of the same name.
func (f *findings) film(p *Page, piece *prose.Piece) {
	for i := range p.Pieces {
		other := &p.Pieces[i]
		if other.Block == piece.Block && other.Kind != prose.Fact && other.Kind != prose.Comment && mentionsWords(other) {
			return
		}
	}
	name, _, _ := strings.Cut(piece.Text, "#")
	if f.checker.Source != nil && !strings.Contains(name, ":") {
		file := path.Join("content", path.Dir(p.Content.Path), name)
		if strings.HasPrefix(name, "/") {
			file = path.Join("content", name)
		}
		stem := strings.TrimSuffix(file, path.Ext(file))
		for _, ext := range []string{".vtt", ".srt", ".txt", ".docx", ".pdf"} {
			if _, err := fs.Stat(f.checker.Source, stem+ext); fs.ValidPath(stem) && err == nil {
				return
			}
		}
	}
	f.in(piece, 0, len(piece.Text), "video-without-captions", path.Base(name))
}

// mentionsWords reports whether a piece offers a film's words.
func mentionsWords(p *prose.Piece) bool {
	for _, word := range []string{"字幕", "文字稿", "文字版", "解说词", "transcript", "caption", "subtitle", ".vtt", ".srt"} {
		if strings.Contains(strings.ToLower(p.Text), word) {
			return true
		}
	}
	return false
}
