// Package content reads content/: which files there are, and the facts of each
// page. It reads no Markdown; of a body it tells where it is and a fingerprint.
//
// # Files
//
// [Walk] lists the files below content/. A page is a .md file, cases/x.md, or a
// folder with an index.md, cases/x/index.md: a bundle, whose other files are
// published beside the page. _index.md speaks for its folder, one of the first level,
// and at the top for the whole site. What a page is follows from its place: see [Kind].
//
// # Front matter
//
// A page begins with its facts, in YAML between lines of ---, in TOML between
// lines of +++, or in JSON: an object at the file's start, or any JSON between
// lines of ;;;. Lines of ---yaml, ---toml and ---json name the format instead and
// are closed by ---. The file is UTF-8; a byte order mark and CRLF are accepted.
// [Meta] has the keys:
//
//	title         every page; required
//	summary, tags, weight, author, draft, cover{src, alt}, review[]{step, by, date, text}
//	              every page
//	date, updated every page: 2022, 2022-01 or 2022-01-31; date is required for a case
//	publish_date, expiry_date
//	              every page: a day or a time, in the site's zone where it names none
//	aliases       every page: old site paths, old/x.html or old/
//	slug          every page but _index.md: the last part of its address
//	region        cases and brands: from the province down, at most six
//	sector, level cases and brands: ids of site.yaml
//	type          cases; required: an id of site.yaml
//	sources[]{title, publisher, date, url}
//	              cases; required, at least one, each with a title
//	organization, brand, started, problems, lessons
//	              cases; brand is the slug of a brand's page
//	practices[]{title, detail}, members[]{name, role, of}
//	              cases; each with a title or a name
//	conditions{where, cost, people, period}
//	              cases
//	outcomes      cases; below
//	slogan, logo, essence
//	              brands
//	collection, cases
//	              booklets; just one of them: a collection of cases by name, or the
//	              content files of cases in order
//
// A key left empty counts as not given.
//
// # Outcomes
//
// An outcome is an indicator with its figures: values, a map from years to
// numbers, or one value with its year, which may be unknown. Numbers are taken as
// people write them (see [ParseQuantity]): 4.7万元, 1000余人, 95%, 9成, 百分之九十五,
// 一百二十户, 1,234.5. unit is for figures that name none; a figure's own unit wins,
// if both count the same: 8520元 may stand under the unit 万元. All figures of an
// outcome have one dimension. Units of one family convert to its base: 元 (千元,
// 万元, 亿元), 人 (名, 位), 人次, 次, 户, % (成, ‰), 百分点, 亩 (公顷, 平方公里), 平方米,
// 米 (公里, 里), 公斤 (吨, 斤), 小时 (天, 周), 月 (年); any may have 十, 百, 千, 万, 亿
// before it. A unit that is not known is a dimension of its own, with 万 or 亿.
//
// # Addresses
//
// [OutputPath] says where a page is published, [ResourcePath] and [LoosePath]
// where other files are. [CheckSlugs] finds addresses wanted twice.
//
// # Diagnostics
//
// Besides those of package strict; errors, where nothing else is said.
//
//	no-content               content/ is missing
//	unreadable               1 why
//	not-a-file               a socket, a device …
//	symlink-outside, symlink-broken
//	symlink-loop             1 the folder it leads back to
//	folder-too-deep          1 the most levels
//	bad-name                 1 the name, 2 a right one
//	page-extension           1 the right name
//	page-in-bundle           1 the page whose bundle it is in
//	nested-index             an _index.md below the first level of folders
//	duplicate-page, duplicate-file
//	                         1 the other file
//	wrong-encoding           1 GB18030 or UTF-16
//	not-utf8, nul-byte
//	missing-front-matter
//	unclosed-front-matter    1 the delimiter
//	bad-delimiter            1 the line, 2 the delimiter that is meant
//	indented-delimiter       1 the delimiter
//	text-after-front-matter  1 the text
//	front-matter-too-large   1 the limit in KiB
//	missing-key              1 the key
//	key-not-for-kind         1 the key, 2 where pages that have it live
//	control-character        1 the character, as U+0007
//	empty-item               1 the key of the list
//	duplicate-item           1 the key of the list, 2 the item; a warning for sentences
//	fullwidth-comma          1 the key of the list, 2 the item; a warning
//	unknown-value            1 the key, 2 the value, 3 the nearest, 4 all
//	wrong-type-date
//	bad-date                 1 the text, 2 its right form
//	impossible-date          1 the text
//	updated-before-date      1 and 2 the dates
//	expires-before-published
//	title-lines
//	cover-without-alt        a warning
//	not-a-bundle-file        1 the key, 2 the name
//	region-too-deep          1 the most levels
//	bad-url                  1 the address
//	booklet-both             a booklet with both collection and cases
//	booklet-without-cases    a booklet with neither
//	outcome-both             1 and 2 the keys of which one may be given
//	outcome-without-number   1 the indicator
//	wrong-type-values
//	comma-in-figure          1 the number
//	bad-number               1 the text, 2 the right number or a sample
//	figure-range             1 the text
//	missing-unit             1 the number
//	bad-unit                 1 the unit
//	unit-conflict            1 and 2 the units
//	bad-year                 1 the text, 2 the right year or a sample
//	bad-slug                 1 the slug, 2 a right one
//	no-slug                  1 the file's name
//	bad-alias                1 the alias, 2 a right one
//	duplicate-address, duplicate-alias
//	                         1 the address, 2 the other place; an alias that is a
//	                         page's address is reported at the alias alone
//	reserved-address         1 the address; at a page's slug, an alias or another file
package content
