package generator

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"touyan/generator/compare"
	"touyan/generator/content"
	"touyan/generator/feed"
	"touyan/generator/markup"
	"touyan/generator/output"
	"touyan/generator/share"
	"touyan/generator/view"
)

// shown is an edition whose files are made when they are asked for, as a build
// would write them.
type shown struct {
	*edition
	// pages make the views of pages, others the bytes of all other files whose path
	// is known without a view.
	pages  map[string]view.Make
	others map[string]func() ([]byte, error)
	// sources leads from a page's site path to its content file.
	sources map[string]string
	// survey and styles know what only views tell.
	survey func() (survey, error)
	styles func() map[string][]byte
}

// survey is what the views of all pages tell.
type survey struct {
	addresses []feed.Address
	cards     map[string]share.Card
}

// lay finds out where the files of an edition stand. Two that want one place are
// findings. What stands where it did in the edition before, if there is one, cannot be
// in the way of anything.
func (e *edition) lay(before *shown) (*shown, error) {
	many := 2 * len(e.site.Pages)
	s := &shown{edition: e, pages: make(map[string]view.Make, many), others: map[string]func() ([]byte, error){}, sources: e.sources()}
	e.renderer.Convert = s.body
	s.learn()
	paths, others := make([]string, 0, many), false
	stands := func(path string) {
		paths = append(paths, path)
		others = others || s.laid(path) || before == nil || !before.laid(path)
	}
	o := e.viewOptions()
	o.Few = true
	for path, one := range view.All(e.site, o) {
		stands(path)
		s.pages[path] = one
	}
	err := s.layOthers(func(path string, data func() ([]byte, error)) error {
		stands(path)
		s.others[path] = data
		return nil
	})
	if err == nil && others {
		err = e.takeAll(paths)
	}
	return s, err
}

// learn has what only views tell be found out when it is asked for.
func (s *shown) learn() {
	s.survey, s.styles = sync.OnceValues(s.look), sync.OnceValue(s.heads)
}

// again is the same with other words in its pages.
func (s *shown) again() *shown {
	next := *s
	next.learn()
	return &next
}

// laid reports whether a page or another file was given a path.
func (s *shown) laid(path string) bool {
	return s.pages[path] != nil || s.others[path] != nil
}

// takeAll finds paths that more than one file wants.
func (e *edition) takeAll(paths []string) error {
	taken := output.NewPaths(len(paths), searchDir)
	for _, path := range paths {
		if err := e.take(taken.Take(path)); err != nil {
			return err
		}
	}
	return nil
}

// body converts a body, of which all is known that is to be.
func (s *shown) body(source, base string) (*markup.Document, error) {
	doc, _, err := s.lib.convertFile(s.converter, s.lib.byPath[source], base)
	return doc, err
}

// layOthers adds all that is no page.
func (s *shown) layOthers(add func(path string, data func() ([]byte, error)) error) error {
	for _, a := range s.theme.Assets() {
		if err := add(a.Path, func() ([]byte, error) { return a.Data, nil }); err != nil {
			return err
		}
	}
	whole := func(f *file, url string) error {
		return add(url, func() ([]byte, error) { return s.resourceBytes(f) })
	}
	made := func(f *file, url string) error {
		for i := range f.Picture.Made {
			if err := add(s.lib.pictures.url(f, url, i), func() ([]byte, error) { return s.madeBytes(f, i) }); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.plainFiles(whole); err != nil {
		return err
	}
	if err := s.usedPictures(made, whole); err != nil {
		return err
	}
	for _, name := range s.feedNames() {
		if err := add(name, func() ([]byte, error) { return s.feedFiles(nil)[name], nil }); err != nil {
			return err
		}
	}
	if len(s.site.Cases) < 2 {
		return nil
	}
	for f := range compare.Files(s.site) {
		if err := add(f.Path, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// feedNames are the feeds and robots.txt; how many site maps there are, and what
// is in them, only the views tell.
func (s *shown) feedNames() []string {
	if s.config.BaseURL == "" {
		return []string{"robots.txt"}
	}
	return []string{"robots.txt", "feed.rss.xml", "feed.atom.xml", "feed.json"}
}

func (s *shown) resourceBytes(f *file) (data []byte, err error) {
	if f.Picture != nil {
		err = s.lib.pictures.within(2*f.Size, func() error {
			data, err = s.lib.pictures.cleaned(f)
			return err
		})
		return data, err
	}
	if data, err = fs.ReadFile(s.lib.fsys, "content/"+f.Path); err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	return data, s.lib.still(f)
}

func (s *shown) madeBytes(f *file, i int) ([]byte, error) {
	made, err := s.lib.pictures.bytes(f)
	if err != nil {
		return nil, err
	}
	return made[i].Data, nil
}

// has reports whether there is a file at a path, but for the share cards and site
// maps, to which no page links.
func (s *shown) has(path string) bool {
	return s.laid(path) || path == output.ManifestName || s.styles()[path] != nil
}

// file returns the file at a path.
func (s *shown) file(path string) ([]byte, error) {
	if one := s.pages[path]; one != nil {
		return s.renderer.HTML(one())
	}
	if data := s.others[path]; data != nil {
		return data()
	}
	if data := s.styles()[path]; data != nil {
		return data, nil
	}
	switch {
	case s.cards != nil && strings.HasPrefix(path, cardFolder):
		return s.drawn(path)
	case strings.HasPrefix(path, "sitemap") && s.config.BaseURL != "" && s.config.Indexed():
		return s.siteMap(path)
	}
	return nil, missing(path)
}

func missing(path string) error { return &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist} }

// heads are the style sheets of the booklets by path.
func (s *shown) heads() map[string][]byte {
	sheets := map[string][]byte{}
	for _, b := range s.site.Booklets {
		if v, ok := s.pages[content.OutputPath(b.Page)]().(*view.Booklet); ok {
			sheets[v.Styles] = v.RunningHeads()
		}
	}
	return sheets
}

// look makes every view.
func (s *shown) look() (survey, error) {
	all := survey{cards: map[string]share.Card{}}
	var mu sync.Mutex
	makes := func(yield func(view.Make) bool) {
		for _, one := range s.pages {
			if !yield(one) {
				return
			}
		}
	}
	err := each(s.ctx, makes, func(one view.Make) error {
		v := one()
		mu.Lock()
		defer mu.Unlock()
		if !v.Common().NoIndex {
			all.addresses = append(all.addresses, address(v))
		}
		if i := v.Common().Meta.Share; s.cards != nil && i != nil && strings.HasPrefix(i.URL, cardFolder) {
			all.cards[i.URL] = s.cardOf(v)
		}
		return nil
	})
	return all, err
}

func (s *shown) drawn(path string) ([]byte, error) {
	all, err := s.survey()
	if err != nil {
		return nil, err
	}
	card, ok := all.cards[path]
	if !ok {
		return nil, missing(path)
	}
	return s.cards.Draw(card)
}

func (s *shown) siteMap(path string) ([]byte, error) {
	all, err := s.survey()
	if err != nil {
		return nil, err
	}
	data, ok := s.feedFiles(slices.Clone(all.addresses))[path]
	if !ok {
		return nil, missing(path)
	}
	return data, nil
}
