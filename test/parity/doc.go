// Package parity tests that the search in the browser answers as the search in Go
// does, and that both find what is on the pages.
//
// TestParity builds four sites with the real generator: the demo site, one of
// some hundred realistic cases, a small one of hostile pages (odd characters,
// equal texts, very short and very long ones, pages that are no cases), and one
// with synonyms of its own. It asks the Go index and touyan.search in headless
// Chromium the same seeded queries, cut from the pages' text and bent in all the
// ways in which people type, and expects the same totals, the same pages in the
// same order, the same scores but for one part in a million, and the same counts
// of facets. A query that fails is printed with both answers.
//
//	go test ./test/parity -queries 10000 -seed 7
//
// The same is expected of suggestions and corrections, and of what touyan serve answers
// at api/search and api/suggest.
//
// Some queries are asked again of a host without Range, below a path, and of a
// folder on disk. Then, of the browser alone:
//
//   - recall: what a reader finds on a page with Ctrl-F, up to six characters, is
//     found;
//   - marks: what is highlighted is made of what was asked, and a result's anchor
//     is on its page;
//   - faults: a shard that is missing, cut short, garbled or never sent is told of
//     by an error with a code, and the next search works when the host is well.
//
// Without Chromium the tests are skipped, but fail where the environment has CI
// or TOUYAN_BROWSER.
package parity
