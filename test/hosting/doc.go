// Package hosting tests the configurations of web servers that docs/hosting has and
// docs/operations.md quotes, by running the servers themselves on a built demo site:
// nginx and Caddy as Debian 12 has them. What a test must change of a configuration to
// run it (addresses, folders, certificates) it changes in the file's own text, and
// fails where that is not there.
//
// Each server must send every form of a file as the same bytes, let readers keep what
// stands for its content and nothing else, set the policy headers on every answer, show
// the site's page with its style wherever nothing is, refuse what is not for readers,
// and answer in parts and with "not modified".
//
// # What the tests need
//
// nginx with its module for brotli files (Debian: nginx,
// libnginx-mod-http-brotli-static) and caddy. Without one of them its tests are
// skipped, but fail where the environment has CI or TOUYAN_BROWSER.
package hosting
