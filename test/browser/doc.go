// Package browser tests finished sites as their readers have them: in Chromium,
// with eyes, a keyboard, a small screen, a printer, or a screen reader.
//
// The tests build two sites with the real program: the demo site, and the corner
// site of testdata/corner, which is in the other language and has what the demo
// site lacks (aliases, a full footer, words that fit no line, all of Markdown).
// Then, as parts of TestSite:
//
//   - disk opens every page of both straight from disk, on the narrowest screen
//     that must do. Each loads without a console message, a blocked or failed
//     request or one to elsewhere; its style sheet applies, its pictures show,
//     nothing sticks out sideways, and every link and anchor leads somewhere.
//   - server opens a page of every kind from a static host, at its root and below
//     a path, with the same demands, and no link or request leaves that path.
//   - redirect follows aliases, journey follows links with the mouse.
//   - accessible runs axe-core on every kind of page, wide and narrow, light and
//     dark. The rules are WCAG 2.1 A and AA and axe's best practices.
//   - keyboard goes through every kind with the Tab key; print looks at the page on
//     paper.
//   - valid gives every page to html-validate, with the rules of htmlvalidate.mjs.
//
// TestSearch searches the demo site, from disk and on a host below a path: the box
// on every page with the keyboard alone and with an input method; the search page
// with its filters, pages and the way back; what it says when nothing is found, when
// files are missing and when there is no script; and axe and the narrowest screen in
// each of these states.
//
// TestWatch edits a small site on disk while its preview is open: what is saved shows
// in every tab, faults come and go, style sheets are exchanged, tabs outlive a restart,
// and of 200 saves at random none is missed.
//
// TestFaultsAreSeen shows bad pages to all these eyes.
//
// # What the tests need
//
// Chromium, Node.js, and the npm packages of package-lock.json, which "npm ci" puts
// into node_modules; "make test" installs them all. Without one of them the tests
// are skipped, but fail where the environment has CI or TOUYAN_BROWSER.
//
// The pictures of docs/ and for a look at the theme are made by
//
//	go test ./test/browser -run TestShots -shots DIR
package browser
