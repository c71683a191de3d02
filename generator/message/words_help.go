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

		{"help.serve.short", "正式提供网站和检索接口", "serve a built site and its search, for production"},
		{"help.serve.long", `把生成好的网站（缺省是网站文件夹里的 public）提供给读者，检索接口在 /api/。
再次 touyan build 之后，读者在同一时刻换到新的一版，中间没有出错的请求；
旧版留在发布库里，touyan release rollback 一条命令退回。
证书、口令、限额、日志等写在 serve.yaml 里，用 --config 指明，改后发 SIGHUP 生效。
SIGTERM 时先答完正在答的请求再结束。每个键的说明见 docs/serve.zh-CN.md。`, `Serves a built site (public in the site's folder by default) to readers, with the
search API at /api/. After another touyan build readers get the new site at one
instant, without a failed request; earlier sites stay in the store of releases,
and touyan release rollback brings one back. Certificates, passwords, limits and
logs stand in a serve.yaml named with --config and are read again at SIGHUP. At
SIGTERM answers under way are ended first. docs/serve.md explains every key.`},
		{"help.serve.examples", `touyan serve                          http://127.0.0.1:8080/，放在 nginx、Caddy 后面
touyan serve /srv/www --addr :80      直接提供给读者
touyan serve --autocert cases.example.org --addr :443 --user touyan
touyan serve --config /etc/touyan/serve.yaml`, `touyan serve                          http://127.0.0.1:8080/, for behind nginx or Caddy
touyan serve /srv/www --addr :80      to readers directly
touyan serve --autocert cases.example.org --addr :443 --user touyan
touyan serve --config /etc/touyan/serve.yaml`},

		{"help.release.short", "已发布的各版：release list、release rollback", "published releases: release list, release rollback"},
		{"help.release.long", "看 touyan serve 留着的各版网站，或退回其中一版。", "Lists the releases that touyan serve keeps, or goes back to one."},
		{"help.release list.short", "列出留着的各版", "list the releases that are kept"},
		{"help.release list.long", "列出发布库里的各版，新的在前，* 是正在提供的一版。", "Lists the releases of the store, the newest first; * is the one that is served."},
		{"help.release list.examples", `touyan release list
touyan release list --releases /var/lib/touyan/releases`, `touyan release list
touyan release list --releases /var/lib/touyan/releases`},
		{"help.release rollback.short", "退回早先的一版", "go back to an earlier release"},
		{"help.release rollback.long", `退回正在提供的一版之前的一版，或写明的一版；运行着的 touyan serve 马上换过去。
再次 touyan build 发布了别的内容，就换到新的一版。`, `Goes back to the release before the one that is served, or to the one named; a
running touyan serve changes to it at once. When touyan build publishes something
else, that is served.`},
		{"help.release rollback.examples", `touyan release rollback
touyan release rollback 20261129T191006.123Z-1a2b3c4d5e6f7a8b`, `touyan release rollback
touyan release rollback 20261129T191006.123Z-1a2b3c4d5e6f7a8b`},

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

		{"help.package.short", "把网站打成一个包，U盘里双击就能看", "one package of the site, which opens from a USB stick"},
		{"help.package.long", `把生成好的网站做成一个 zip，或一个文件夹：拷到任何一台电脑上，双击里面的 index.html 就能看，
能检索，不用联网，也不用装软件。每个文件打包时都对一遍校验和，坏了的、被改过的不会打进去；
包里的 manifest.sha256 用来在拷贝之后再对一遍（touyan verify）。`, `Makes a zip, or a folder, of a built site: copied to any computer it opens with a
double click on index.html, search included, without a network or any program.
Every file is checked on the way; one that is damaged or was changed by hand is
refused. manifest.sha256 proves the copy (touyan verify).`},
		{"help.package.examples", `touyan package --zip 案例集.zip            打包当前文件夹里生成好的网站
touyan package --folder /media/usb        直接写到U盘里`, `touyan package --zip library.zip          the built site of the current folder
touyan package --folder /media/usb        straight onto a USB stick`},
		{"help.verify.short", "对一遍网站每个文件的校验和", "prove every file of a built site by its checksum"},
		{"help.verify.long", `把生成好的（或拷贝来的、解压出来的）网站和它的清单 manifest.sha256 对一遍：少了的、变了的列出来，
退出码是 1；清单以外的文件也列出来，但不算错。`, `Compares a built site, or a copy of one, with its list manifest.sha256: what is
missing or changed is named and the exit code is 1. Files that are not on the list
are named too, and are no fault.`},
		{"help.verify.examples", `touyan verify public
touyan verify /media/usb/an-li-ji`, `touyan verify public
touyan verify /media/usb/library`},
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
