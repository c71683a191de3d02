// Package engine tests the script that searches in the browser, search.js of the
// default theme, without one: Node.js runs it in a context that has just what it
// asks of a browser, over the index of a site on disk.
//
//   - TestAnswersEqual compares totals, order, scores and facets with those of the
//     Go search on the same documents, by ranges, by whole files and from disk.
//   - TestParts looks at decompression, postings, the analysis of every character,
//     and the query language; TestNetwork at loading and its faults.
//   - TestSyntax parses all scripts of the theme as ES2017.
//   - TestSizes bounds what readers download.
//
// Without Node.js or the npm packages of test/browser the tests are skipped, but
// fail where the environment has CI or TOUYAN_BROWSER.
package engine
