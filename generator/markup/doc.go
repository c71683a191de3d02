// Package markup turns a page's Markdown into HTML, plain text by section, a
// table of contents and the list of content files it refers to.
//
// # What authors may write
//
// CommonMark, GFM tables, task lists (- [x]), footnotes ([^1] and [^1]: …),
// definition lists (a line, then ": …"), fenced code, and plain addresses, which
// become links: http://, https://, www., mailto: and user@host. An address ends
// at the first character that is not ASCII, so that 见https://a.cn/b，并 links what
// it should.
//
// Four rules differ from CommonMark, because Chinese is written without spaces:
//
//   - Emphasis. A run of * or _ beside Chinese characters or Chinese punctuation
//     opens and closes emphasis as it does beside letters: **加粗。**后,
//     **“引号”**说, 前**（括号）**后 and **95%**以上 are bold. Between Latin text
//     CommonMark's rule stands.
//   - Deleted text is ~~so~~, with two tildes: 3~5 天 and 10~20 人 are ranges.
//   - A line end between two Chinese characters (or Chinese punctuation) is
//     nothing; between others it is the space that a browser makes of it.
//   - A heading's id is the pinyin of its words (## 做法与经过 has zuo-fa-yu-jing-guo;
//     a second one -2), or what ends the heading as {#id}, if that is a letter
//     followed by letters, digits, - and _.
//
// The page's title is its only h1, so a heading of level 1 becomes one of level 2.
//
// # Links and images
//
// A link to a page is the path of its Markdown file: relative to the file that
// links (../x/index.md), or from content/ (/cases/x.md), with #fragment if wished.
// A link to a folder is one to its index.md or _index.md. Other paths lead to
// files published beside the pages, images among them. A relative link to an .html
// that is no such file is taken to be a page that the site makes by itself
// (../types/alliance.html from cases/x.md), relative to the published page; it is
// left as it is and, like a fragment of another page, checked with the finished
// site: [Document.Later] has both with their places. Addresses of other sites are
// http, https, mailto and tel.
//
// An image gets the size that the Resolver knows; alone in its paragraph and with a
// title it becomes a figure with that title as its caption. An image from another
// site becomes a link to it, since pages load nothing from elsewhere.
//
// # Raw HTML
//
// Elements and attributes of the list in policy.go are kept, all others are
// reported and left out; links and images in it are resolved like any other.
// Safety has three layers:
//
//  1. Without raw HTML, every tag and attribute name of the output is a constant of
//     this package. What comes from the author is text and attribute values, which
//     are escaped, and addresses, which are made anew or have one of four schemes.
//     That is why such a page needs no sanitiser.
//  2. Raw HTML is never copied. Each piece is read by an HTML tokenizer on its
//     own, and complete tags on the list are written anew; a piece that ends
//     inside a tag, a comment or a script loses its rest, so that pieces cannot
//     add up to something that none of them is. Elements left open are closed at
//     the end of the block they stand in, and end tags without a start are left
//     out, so that a body cannot close or swallow the page around it.
//  3. A body with raw HTML is then parsed as a browser would, written from that
//     tree, and passed through a bluemonday policy of the same list.
//
// # Plain text
//
// Sections hold what a reader sees, so that whatever is found in the page is found
// in them: white space is one space, blocks are parted by a line end. Footnotes are
// a last section without title, with the note's mark ([1]) where it stands in the
// text. Not part of it: alt texts, check boxes and the notes' links back.
//
// # Limits
//
// A body has at most 4 MiB; a paragraph that is no table 64 KiB and 2,000 lines, as
// has any line of one that is; a table no more cells than bytes; blocks nest 100
// deep, emphasis 50, raw HTML 64; 200 open brackets wait for their end. What is
// beyond is text. The limits keep every body's time near linear, whatever is in it.
//
// # Diagnostics
//
//	code               severity  arguments
//	absolute-link      error     address
//	block-too-long     error     limit in KiB
//	body-too-large     error     size, limit in MiB
//	broken-anchor      error     fragment, nearest one
//	broken-link        error     address, content path
//	duplicate-footnote warning   label
//	empty-link         warning
//	external-image     warning   address
//	heading-id         warning   id written, id given
//	heading-level-1    warning   title
//	html-id            warning   id
//	html-removed       warning   tag or attribute
//	html-too-deep      error     limit
//	html-unclosed      warning   tag
//	link-outside       error     address
//	missing-file       error     address, content path
//	missing-image      error     address, content path
//	table-too-large    error
//	undefined-footnote warning   label
//	unpublished-link   error     address, content path
//	unsafe-link        error     address
//	unused-footnote    warning   label
//
// The place is where the faulty construct begins: a link's [, an image's !, a
// tag's <. What is wrong with a reference link's address is reported where the
// address is written.
package markup
