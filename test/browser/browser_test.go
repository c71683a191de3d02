package browser

import (
	"context"
	"testing"
)

// stage is what the tests share: a running browser, the two sites, and a page of each
// kind of them.
type stage struct {
	browser context.Context
	demo    *built
	corner  *built
	picked  []page
}

func TestSite(t *testing.T) {
	s := &stage{browser: startBrowser(t)}
	s.demo, s.corner = buildSites(t)
	s.picked = ofEachKind(t, s.demo, s.corner)
	for _, part := range []struct {
		name string
		test func(*testing.T, *stage)
	}{
		{"disk", testDisk},
		{"server", testServer},
		{"redirect", testRedirect},
		{"journey", testJourney},
		{"accessible", testAccessible},
		{"keyboard", testKeyboard},
		{"print", testPrint},
		{"valid", testValid},
		{"light", testLight},
		{"looks", testLooks},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, s) })
	}
}
