// Package check looks for what must not be published: personal data, wrong words,
// dead ends, gaps and contradictions, pictures that tell too much, pages without
// their reviews. It reads what package prose cuts content files into, and changes
// nothing.
//
// # Findings
//
// A [Finding] is a diagnostic with the stretch of the file that is at fault and,
// where that is certain, what to write instead. Its code is one of [Codes], which
// says what it weighs unless site.yaml's check.codes says otherwise.
//
// # Remarks
//
// A finding that stands is passed over by a remark with its code and the reason:
//
//	<!-- touyan:ignore mobile-number the office's number of the day, published by the office -->
//
// in the body, and after a # in front matter. A remark beside text is for its own
// line. Alone in its line it is for the lines that follow up to the next blank one,
// in front matter for the key that follows and all below it. A remark without a
// reason or for no known code is an error, one that nothing needs a warning. What is
// found in other files is passed over in site.yaml, by check.ignore.
//
// # Diagnostics
//
// Links:
//
//	orphan-page  1 the title: neither a menu nor another page leads to a page at the
//	             top, or to a section of plain pages; the site map is not counted, and
//	             a main menu that is left out has them all
//	orphan-file  a file below content/ is published and no page shows or leads to it
//	alias-link   1 the address of an alias, 2 where it leads on to, 3 the page's file
//	alias-menu   1 the entry's title, 2 and 3 the same
//	menu-twice   1 the entry's title, 2 that of the first to the same place
//
// Links to other sites, where the web was asked (package external); 1 is the address:
//
//	link-dead               2 where it leads now, 3 the status
//	link-host               2 why there is no website
//	link-circle             2 where it stopped
//	link-address            2 what is wrong with it
//	link-certificate        2 what is wrong with the certificate
//	link-certificate-doubt  2 what cannot be verified
//	link-certificate-ends   2 the day
//	link-private            it leads into this machine or its own network
//	link-home               2 the home page that it leads to now
//	link-slow               2 the phase that took too long
//	link-fault              2 what went wrong, 3 the status
//	link-moved              2 the new address
//	link-insecure           2 the address without encryption that it leads to
//	link-unsure             2 why, 3 the status
//
// What a good page has:
//
//	case-without-region
//	case-without-organization
//	case-without-problems
//	case-without-conditions
//	case-without-practices
//	case-without-outcomes
//	case-without-members      of an alliance
//	case-without-cover
//	case-without-summary
//	brand-without-slogan
//	brand-without-essence
//	brand-without-logo
//	body-without-background   by the words of headings
//	body-without-practice     the same; practices of the front matter stand for it
//	body-without-outcome      the same; outcomes stand for it
//	body-without-lesson       the same; lessons stand for it
//	body-without-headings
//	body-empty
//	outcome-without-year      1 the indicator
//	summary-long              1 characters, 2 the most that is well read
//	summary-short             1 characters, 2 the least that says something
//
// Figures and dates, compared where that is certain:
//
//	figure-differs            1 the indicator, 2 the year, 3 in the text, 4 in outcomes
//	percent-impossible        1 what it is of, 2 the figure
//	figure-jump               1 the indicator, 2 a year, 3 its figure, 4 the next year, 5 its figure
//	total-differs             1 the column or row, 2 the total as written, 3 the sum
//	parts-exceed-total        1 the total, 2 the sum of the parts or the largest of them
//	parts-differ              1 the total, 2 the sum of all its parts
//	shares-differ             1 the column, 2 the sum
//	date-in-future            1 the key, 2 the date
//	year-in-future            1 what it is of, 2 the year
//	year-too-early            1 the year
//	started-after-date        1 started, 2 date
//	method-count              1 the name, 2 how many it says, 3 how many there are
//	list-count                1 how many the text says, 2 how many items follow
//
// Structure, and Markdown that did not become what was meant:
//
//	heading-skips             1 the level, 2 the level it should have
//	heading-empty
//	section-empty             1 the heading
//	heading-bold              1 the words
//	heading-mark              1 the marks (#甲 without a space)
//	heading-underlined        1 the words (a paragraph above ---)
//	table-broken              1 the lines
//	emphasis-left             1 the marks
//	list-mark                 1 the mark (1.甲, -甲 without a space)
//	markdown-fullwidth        1 the mark, 2 what to write
//	fence-open                1 the fence
//	link-left                 1 the words
//	entity-left               1 the entity
//	citation-left             1 the mark
//	code-by-indent            1 the beginning
//	markup-in-fact            1 the key, 2 the marks
//
// The site as a whole:
//
//	title-twice               1 the title, 2 the other page
//	near-duplicate            1 the other page, 2 how much they share in %
//	section-stale             1 the section, 2 days without a new page, 3 days allowed
//
// Remarks, and check.ignore of site.yaml:
//
//	ignore-without-reason  1 the code
//	ignore-unknown-code    1 the code, 2 the nearest
//	ignore-unused          1 the code
//
// Personal data (package privacy), of pages and of files that are published with them.
// The text is never told whole: 1 is its masked form, with its place where it stands in
// a document:
//
//	resident-id          1
//	resident-id-old      1
//	mobile-number        1
//	landline-number      1
//	bank-card            1
//	email-address        1
//	car-plate            1
//	passport-number      1
//	home-address         1
//	half-masked          1: too much of it is left to read
//	document-unreadable  1 the document's name: nobody can tell what is in it
//	document-encrypted   1 the same: it wants a password
//	document-scanned     1 the same: its pages are pictures
//	document-too-large   1 the same: it is read in part or not at all
//
// Pictures, films and downloads:
//
//	image-without-alt       a picture without a description; alt="" of a tag says that it
//	                        only decorates
//	alt-is-file-name        1 the description
//	alt-says-nothing        1 the description
//	video-without-captions  1 the file's name: neither captions nor a transcript beside
//	                        the link, nor a .vtt, .srt, .txt, .docx or .pdf of that name
//	picture-location        the source tells where it was taken; what is published not
//	picture-personal        1 the tags that tell of a person or a device; likewise
//	file-location           as picture-location, of a file that is published as it is
//	file-personal           as picture-personal, likewise
//	picture-heavy           1 its MiB, 2 the MiB from which on it is heavy
//	download-heavy          the same
//	video-heavy             the same
//
// Contrast of the site's colours is told of by package theme (accent-contrast), a cover
// without description by package content (cover-without-alt).
//
// Of the record of reviews (package review):
//
//	review-missing       1 how many steps are required, 2 those that are lacking, with
//	                     the roles that sign them; not told of drafts
//	review-outdated      1 the step, 2 who signed it, 3 the day; edited since
//	review-order         1 the step, 2 the one that comes before it
//	review-unknown-step  1 the step, 2 the nearest, 3 all
//	review-unbound       1 the step: noted without a fingerprint
//	review-same-role     1 the role that signed every step
//
// Of wording, which [Codes] lists and package wording describes:
//
//	wrong-word, word-form      1 the wrong form, 2 the right ones, 3 the reason, 4 the source
//	quote-unpaired             1 the mark
//	approximation-doubled      1 the text, 2 the first word, 3 the second
//	decrease-by-times          1 the text, 2 the verb
//	date-impossible            1 the date
//	unreadable-character       1 the code point
//	halfwidth-mark, fullwidth-letter, fullwidth-mark-in-number, quote-turned,
//	quote-straight, quote-nested, bracket-mixed, mark-repeated, ellipsis-form,
//	dash-form, space-at-mark, space-in-chinese, comma-between-quoted,
//	character-repeated, word-repeated, number-mixed, number-approximate,
//	percent-range, range-sign, zero-form, date-form, year-short, digit-lookalike,
//	character-lookalike, invisible-character, traditional-character
//	                           1 what is written, 2 what to write
//	wording-unreadable         1 the lexicon, 2 the reason
package check

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"touyan/generator/check/near"
	"touyan/generator/check/privacy"
	"touyan/generator/check/wording"
	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/prose"
	"touyan/generator/review"
)

// Code is a kind of finding.
type Code struct {
	Name string
	// Severity is what it weighs unless the site says otherwise.
	Severity diag.Severity
	// Part is the group that documentation and reports put it in: privacy, wording,
	// link, completeness, asset, review, remark.
	Part string
}

// Codes returns all kinds of finding, by part.
func Codes() []Code {
	return slices.Concat(privacyCodes(), wordingCodes(), linkCodes(), externalCodes(), completenessCodes(), structureCodes(), assetCodes(), reviewCodes(), remarkCodes())
}

// Finding is something that is wrong in a file.
type Finding struct {
	diag.Diagnostic
	// Start and End are the bytes of the file's text (see [prose.File]) that are at
	// fault; both 0 where it is the file as a whole.
	Start, End int
	// Fix mends it; nil where only a person can.
	Fix *Fix
	// Secret says that the stretch must not be read by whoever reads of the finding,
	// such as a resident ID number: it is shown with most of it masked.
	Secret bool
}

// Fix is what to write in the place of a finding's bytes.
type Fix struct {
	Text string
	// Safe says that it may be written without a person looking at it.
	Safe bool
}

// Page is a content file as the checks see it.
type Page struct {
	*prose.File
	// Content holds its facts.
	Content *content.Page
	// Body is the offset of the Markdown, Pieces the whole file in order.
	Body   int
	Pieces []prose.Piece
}

// Result is what was found in one page, and what the checks of the whole site need
// to know of it.
type Result struct {
	Findings []Finding
	remarks  []remark
	// web are its addresses of other sites.
	web []webLink
	// signature stands for the text of a case; nil for other pages.
	signature *near.Signature
}

// Checker checks the pages of a site. It may be used by many goroutines.
type Checker struct {
	// Now is the time of the checks, in the site's zone; without it nothing is early or
	// late.
	Now time.Time
	// Source is the site's folder, for what pages show and lead to; nil where there
	// is none.
	Source fs.FS

	// Asked says that the web was asked: a remark about what it told may be unused.
	Asked bool

	config   *config.Config
	severity map[string]diag.Severity
	off      map[string]bool
	// noise are the codes that mean nothing within personal data.
	noise map[string]bool
	// reviewed tells what is reviewed of pages of Source.
	reviewed     *review.Files
	reviewedOnce sync.Once
	lexicon      *wording.Lexicon
	finder       *privacy.Finder
	alike        alike
}

// New returns the checker for a site's settings, and what is wrong with these.
func New(c *config.Config) (*Checker, diag.List) {
	k := &Checker{config: c, finder: newFinder(c), severity: map[string]diag.Severity{}, off: map[string]bool{}}
	k.noise = map[string]bool{"alt-is-file-name": true, "alt-says-nothing": true}
	for _, code := range wordingCodes() {
		k.noise[code.Name] = true
	}
	var list diag.List
	names := map[string]bool{}
	for _, code := range Codes() {
		k.severity[code.Name] = code.Severity
		names[code.Name] = true
	}
	for name, word := range c.Check.Codes {
		if !names[name] {
			list.Add(c.At("check.codes."+name), "ignore-unknown-code", name, nearest(name))
			continue
		}
		switch word {
		case "off":
			k.off[name] = true
		case "hint":
			k.severity[name] = diag.Hint
		case "warning":
			k.severity[name] = diag.Warning
		case "error":
			k.severity[name] = diag.Error
		}
	}
	for i, one := range c.Check.Ignore {
		if !names[one.Code] && one.Code != "" {
			list.Add(c.At(fmt.Sprintf("check.ignore.%d.code", i)), "ignore-unknown-code", one.Code, nearest(one.Code))
		}
	}
	sets, faults := builtIn()
	k.lexicon = wording.NewLexicon(sets...)
	return k, append(list, faults...)
}

// Page checks one page by itself.
func (c *Checker) Page(p *Page) Result {
	f := &findings{checker: c, page: p}
	for _, rule := range []func(*Page, *findings){
		c.privacy, c.wording, c.structure, c.completeness, c.assets, c.reviews,
	} {
		rule(p, f)
	}
	f.list = c.withoutNoise(f.list)
	return Result{Findings: f.list, remarks: remarksOf(p, f), web: webLinks(p), signature: sign(p)}
}

// withoutNoise leaves out what is told of the wording and the descriptions within
// personal data: that is to be deleted, not mended.
func (c *Checker) withoutNoise(list []Finding) []Finding {
	var secrets []Finding
	for _, f := range list {
		if f.Secret {
			secrets = append(secrets, f)
		}
	}
	slices.SortFunc(secrets, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return slices.DeleteFunc(list, func(f Finding) bool {
		if !c.noise[f.Code] || f.End == 0 {
			return false
		}
		i, _ := slices.BinarySearchFunc(secrets, f.Start+1, func(s Finding, at int) int { return cmp.Compare(s.Start, at) })
		return i > 0 && f.Start >= secrets[i-1].Start && f.End <= secrets[i-1].End
	})
}

// findings collects what is wrong in one page.
type findings struct {
	checker *Checker
	page    *Page
	list    []Finding
}

// at adds a finding for a stretch of the file's text.
func (f *findings) at(start, end int, code string, args ...any) *Finding {
	return f.add(Finding{Start: start, End: end, Diagnostic: diag.Diagnostic{Pos: f.page.Position(start), Code: code, Args: args}})
}

// in adds a finding for a stretch of a piece's text.
func (f *findings) in(p *prose.Piece, start, end int, code string, args ...any) *Finding {
	at, _ := p.Source(start, end)
	return f.at(at.Start, at.End, code, args...)
}

// fix adds a finding for a stretch of a piece's text, and what to write instead,
// where that stretch is written as it reads.
func (f *findings) fix(p *prose.Piece, start, end int, text string, safe bool, code string, args ...any) {
	found := f.in(p, start, end, code, args...)
	if _, exact := p.Source(start, end); exact {
		found.Fix = &Fix{Text: text, Safe: safe}
	}
}

// key adds a finding at a key of the front matter, or where that is left out at the
// title.
func (f *findings) key(key, code string, args ...any) *Finding {
	pos := f.page.Content.Place(key)
	if pos.Line == 0 {
		pos = f.page.Content.Place("title")
	}
	return f.add(Finding{Diagnostic: diag.Diagnostic{Pos: pos, Code: code, Args: args}})
}

// add adds a finding unless its code is off, and gives it its severity.
func (f *findings) add(one Finding) *Finding {
	if f.checker.off[one.Code] {
		return &one
	}
	one.Severity = f.checker.severity[one.Code]
	f.list = append(f.list, one)
	return &f.list[len(f.list)-1]
}

// Sorted returns findings in order of place, code and arguments, each once.
func Sorted(list []Finding) []Finding {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(diag.Compare(a.Diagnostic, b.Diagnostic), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.CompactFunc(list, func(a, b Finding) bool {
		return a.Start == b.Start && a.End == b.End && a.String() == b.String()
	})
}
