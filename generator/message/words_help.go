package message

// helpWords are the help of the program and of each command: .short is its line
// in a list, .long its own page's text, .examples what is typed and why.
func helpWords() []words {
	return []words{
		{"help.title", "touyan：把 Markdown 写的案例变成可以检索的网站", "touyan: Markdown cases become a searchable site"},
		{"help.usage", "用法：", "usage:"},
		{"help.commands", "命令：", "commands:"},
		{"help.flags", "选项：", "flags:"},
		{"help.global", "所有命令都有的选项：", "flags of every command:"},
		{"help.example", "例子：", "examples:"},
		{"help.flags.use", "[选项]", "[flags]"},
		{"help.codes", "退出码：", "exit codes:"},
		{"help.codes.all", `0    正常
1    内容或网站有错误
2    命令写得不对
3    机器的问题（磁盘、权限）
130  被中断`, `0    fine
1    the content or the site is at fault
2    the command line is wrong
3    the machine is at fault (disk, permission)
130  interrupted`},
		{"help.more", "看一个命令的选项和例子：touyan help build", "flags and examples of a command: touyan help build"},

		{"help.build.short", "生成网站", "build the site"},
		{"help.build.long", `读 site.yaml、content/ 和 themes/，生成网页、订阅和检索索引，发布到 public/。
内容有错误时全部列出，一处也不发布；读者看到的始终是完整的网站。
只有变了的页面才重新生成。`, `Reads site.yaml, content/ and themes/, makes pages, feeds and the search
index, and publishes them to public/. Errors in the content are listed all at
once and nothing is published; readers always see a whole site. Only pages that
changed are made again.`},
		{"help.build.examples", `touyan build                      生成当前文件夹里的网站
touyan build -s 网站 -d /srv/www   从“网站”生成到 /srv/www
touyan build -D -F                草稿和未到日期的也放进去，看看效果
touyan build --strict             先检查，有错误或提醒就不发布
touyan build --json               结果用 JSON 输出，给别的程序读`, `touyan build                      the site in the current folder
touyan build -s site -d /srv/www  from site to /srv/www
touyan build -D -F                with drafts and what is not due yet
touyan build --strict             checks first, and publishes nothing with errors or warnings
touyan build --json               the result as JSON, for other programs`},

		{"help.check.short", "发布前的检查：隐私、用词、链接、完整性", "check before publishing: privacy, wording, links, gaps"},
		{"help.check.long", `检查要发布的每一页，列出所有问题：位置、原文、为什么、怎么改。不写 --fix 就什么都不改。
查个人信息、用词和标点、站内链接、缺漏和矛盾、图片、审校记录，也查 touyan build 会报的错。
哪些要查、算错误还是提醒，在 site.yaml 的 check 里定；确实没有问题的，在原处写明理由放过：
<!-- touyan:ignore 代码 理由 -->。`, `Checks every page that is to be published and lists all that is wrong, with place,
source, reason and mend. Nothing is changed without --fix. It looks for personal data,
wrong words and punctuation, links that lead nowhere, gaps and contradictions, pictures,
missing reviews, and for all that touyan build reports. check in site.yaml says what is
looked for and what it weighs; a remark at its place passes over what is right after all:
<!-- touyan:ignore CODE reason -->.`},
		{"help.check.examples", `touyan check                      检查当前文件夹里的网站
touyan check --strict             有提醒也算不通过，适合放在提交之前
touyan check --fix                标点、空格之类直接改好
touyan check --changed-since HEAD 只看还没有提交的改动
touyan check --format html --to 报告.html
touyan check -D -F                草稿和未到日期的也检查`, `touyan check                      the site in the current folder
touyan check --strict             warnings fail too, for use before a commit
touyan check --fix                punctuation, blanks and the like are mended
touyan check --changed-since HEAD only what is not committed yet
touyan check --format html --to report.html
touyan check -D -F                with drafts and what is not due yet`},

		{"help.watch.short", "边写边看：改了就更新的预览", "preview while editing: follows every save"},
		{"help.watch.long", `在本机打开网站的预览，缺省是 http://127.0.0.1:1313/。文件一保存，浏览器里的网页就变。
草稿、未到日期的和已过期的也显示。有错误时网页上列出位置、原文和改法，改好自己消失。
不写 public/。网页下方有一条预览栏：原文件、字数、审校记录、手机和打印的样子。`, `Opens a preview of the site on this machine, at http://127.0.0.1:1313/ by default.
What is saved shows in the browser at once; drafts, what is not due yet and what
has expired too. Faults are listed over the page with place, source and mend, and
go by themselves once mended. public/ is not written. A bar below the page has its
file, its words, its reviews, and the page as on a phone and on paper.`},
		{"help.watch.examples", `touyan watch                      预览当前文件夹里的网站
touyan watch -s 网站 --open        预览“网站”，并打开浏览器
touyan watch --no-drafts          只看会发布的
touyan watch --addr 0.0.0.0:1313  让同一网络里的手机也能看
touyan watch --editor "idea://open?file={path}&line={line}"`, `touyan watch                      the site in the current folder
touyan watch -s site --open       the one in site, and opens the browser
touyan watch --no-drafts          only what would be published
touyan watch --addr 0.0.0.0:1313  for phones on the same network too
touyan watch --editor "idea://open?file={path}&line={line}"`},

		{"help.search.short", "检索生成好的网站", "search a built site"},
		{"help.search.long", `在 touyan build 生成的索引里检索，按相关程度排列。
检索词可以是汉字、繁体、拼音或首字母；"加引号" 要求原样相连，
-词 排除，类型:党建联盟 这样写只找这一类。怎么写都不算错。`, `Asks the index that touyan build made; the best match comes first. Words may be
Chinese, simplified or traditional, or pinyin; "quoted" words must stand
together, -word leaves out, 类型:党建联盟 keeps to one type. No query is ever
wrong.`},
		{"help.search.examples", `touyan search 集体经济薄弱怎么办
touyan search zuili --limit 3
touyan search 收入 --type village --region 浙江省 --year 2021
touyan search --json 党建联盟        结果用 JSON 输出
touyan search 党建 -培训            不要有“培训”的`, `touyan search 集体经济薄弱怎么办
touyan search zuili --limit 3
touyan search 收入 --type village --region 浙江省 --year 2021
touyan search --json 党建联盟        the results as JSON
touyan search 党建 -培训            without what has 培训`},

		{"help.export.short", "输出案例汇编：export booklet", "write a booklet of cases: export booklet"},
		{"help.export.long", "把网站的一部分输出成别的样子。", "Writes a part of the site in another form."},
		{"help.export booklet.short", "把一本案例汇编输出成网页、PDF 或 EPUB", "write a booklet of cases as a page, a PDF or an EPUB"},
		{"help.export booklet.long", `汇编是 content/booklets/ 里的一本，或任何一个集合：type:village、brand:名称、
region:浙江省/嘉兴市、problem:…、tag:…、sector:…、level:…、year:2022，
或 site（全库）。一本最多 200 个案例。不需要先 touyan build，也不改动 public/。`, `The booklet is one of content/booklets/ or any collection: type:village,
brand:NAME, region:浙江省/嘉兴市, problem:…, tag:…, sector:…, level:…, year:2022,
or site (all cases), with at most 200 cases. No touyan build is needed before, and
public/ is left alone.`},
		{"help.export booklet.examples", `touyan export booklet zhi-bu-gong-zuo-fa --pdf 支部工作法.pdf
touyan export booklet type:village --epub 示范村.epub --html 示范村.html
touyan export booklet site --pdf 全库.pdf --chromium /opt/chrome/chrome`, `touyan export booklet zhi-bu-gong-zuo-fa --pdf methods.pdf
touyan export booklet type:village --epub villages.epub --html villages.html
touyan export booklet site --pdf all.pdf --chromium /opt/chrome/chrome`},

		{"help.new.short", "新建网站或案例：new site、new case", "make a site or a case: new site, new case"},
		{"help.new.long", "新建一个网站，或在网站里新建一个案例。", "Makes a site, or a case in one."},

		{"help.new site.short", "新建一个小而全的网站", "make a small, complete site"},
		{"help.new site.long", `在新文件夹里建一个网站：site.yaml、首页、一个案例、一个品牌、一篇指南。
建好就能生成。已经有文件的文件夹不动。`, `Makes a site in a new folder: site.yaml, a start page, a case, a brand and a
guide. It builds at once. A folder with files in it is left alone.`},
		{"help.new site.examples", `touyan new site 案例库
touyan build -s 案例库`, `touyan new site library
touyan build -s library`},

		{"help.new case.short", "新建一个案例", "make a case"},
		{"help.new case.long", `在 content/cases/ 里新建一个案例，每个键都有说明，照着填就行。
名称写汉字也可以，文件夹用它的拼音。新案例是草稿，build -D 能看到。`, `Makes a case in content/cases/ with every key explained. The name may be
Chinese; its folder is then named in pinyin. A new case is a draft: build -D
shows it.`},
		{"help.new case.examples", `touyan new case 葡萄架下议事 --type village
touyan new case hong-se-wu-ye --type cobuild -s 网站`, `touyan new case 葡萄架下议事 --type village
touyan new case hong-se-wu-ye --type cobuild -s site`},

		{"help.version.short", "版本、Go 和所用的库", "version, Go, libraries"},
		{"help.version.long", "写出 touyan 的版本、所用的 Go 和各个库的版本。", "Prints the version of touyan, of Go and of the libraries."},
		{"help.version.examples", "touyan version", "touyan version"},

		{"help.help.short", "命令的说明", "help on a command"},
		{"help.help.long", "写出一个命令的说明、选项和例子。", "Prints a command's help, flags and examples."},
		{"help.help.examples", `touyan help build
touyan help new case`, `touyan help build
touyan help new case`},
	}
}
