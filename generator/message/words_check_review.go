package message

// reviewWords are those of the record of reviews: of its checks, of what cannot be
// signed, and of the command.
func reviewWords() []words {
	return []words{
		{"review-missing", "还没有审完，不能发布：要过 %[1]s 步，还缺 %[2]s", "not reviewed to the end, so not to be published: %[1]s steps are required, lacking are %[2]s"},
		{"review-missing.mend", "按次序审读后签：touyan review sign 网页 --step 步骤 --by 角色", "review in order, then sign: touyan review sign PAGE --step STEP --by ROLE"},
		{"review-outdated", "“%[1]s”签过以后内容又改了（%[2]s，%[3]s 签），不再算数", "what %[1]s was signed for (by %[2]s, %[3]s) was edited since, so it does not count"},
		{"review-outdated.mend", "请他再审一遍改动，重新签：touyan review sign；touyan review list 看全部", "have the edit reviewed and signed again: touyan review sign; touyan review list shows all"},
		{"review-order", "“%[1]s”记在“%[2]s”之前，次序不对", "%[1]s is noted before %[2]s, which is out of order"},
		{"review-order.mend", "先审“%[2]s”再审“%[1]s”，日期也按这个次序；补签后重签后面的步骤", "review %[2]s first, then %[1]s, on days in that order; sign what is lacking and what follows it again"},
		{"review-unknown-step", "没有名为“%[1]s”的审校步骤", "there is no step of review named %[1]s"},
		{"review-unknown-step.mend", "最接近的是 %[2]s；site.yaml 里 review.steps 有：%[3]s", "the nearest is %[2]s; review.steps of site.yaml has: %[3]s"},
		{"review-unbound", "“%[1]s”的记录没有对应的文字指纹，看不出审的是哪一稿，不算数", "%[1]s is noted without a fingerprint: nobody knows for which text, so it does not count"},
		{"review-unbound.mend", "审读现在这一稿后签：touyan review sign 网页 --step %[1]s --by 角色", "review the text as it is, then sign: touyan review sign PAGE --step %[1]s --by ROLE"},
		{"review-same-role", "每一步都是“%[1]s”签的，没有换人审", "every step was signed by %[1]s: nobody else looked at it"},
		{"review-same-role.mend", "三审应由不同的人负责；确实只有一人的，在 site.yaml 的 check.codes 里写 review-same-role: off", "the steps are for different people; where there is only one, write review-same-role: off in check.codes of site.yaml"},
		{"review-too-early", "现在还不能签“%[1]s”：前面的 %[2]s 还没有签，或签后内容又改了", "%[1]s cannot be signed yet: %[2]s comes before it and is not signed for the text as it is"},
		{"review-too-early.mend", "按次序来，先签前面的步骤", "sign the steps before it first"},
		{"review-day", "日期 %[1]s 在“%[2]s”的日期 %[3]s 之前", "%[1]s is before the day of %[2]s, %[3]s"},
		{"review-day.mend", "用 --date 写审读的那一天", "give the day of the review by --date"},
		{"review-form", "这里的 review 写法特殊，程序没有把握改，文件没有动", "review is written in a way that the program does not dare to edit; the file was left alone"},
		{"review-form.mend", "把 review 写成每条一行的列表，如 - {step: 初审, by: 责任编辑, date: 2026-01-31}，再签", "write review as a list of lines, such as - {step: 初审, by: 责任编辑, date: 2026-01-31}, then sign"},

		{"help.review.short", "审校记录（三审三校）：review sign、review list、review sheet", "the record of reviews: review sign, review list, review sheet"},
		{"help.review.long", `三审三校的记录写在每页的 front matter 里，按角色，不写姓名。每一步都对应当时的文字、图片和附件，
之后改动任何一处，就要重审重签。site.yaml 里写 review: {required: 3}，没有审完的网页就不发布。`, `The record of reviews (三审三校) stands in the front matter of each page, by role
and without names. Each step is bound to the text, pictures and downloads as they
were: whatever is edited later must be reviewed and signed again. With
review: {required: 3} in site.yaml, pages without their reviews are not published.`},
		{"help.review sign.short", "审读后签一步", "sign a step after a review"},
		{"help.review sign.long", `在网页的 review 里加一条：步骤、角色、日期和当时内容的指纹。文件的其他部分一个字节也不动。
步骤按 site.yaml 里 review.steps 的次序签（缺省是 初审、复审、终审），前面的没签或签后又改过，就签不了后面的。`, `Adds an entry to review of a page: step, role, day and the fingerprint of what was
reviewed. No other byte of the file is touched. Steps are signed in the order of
review.steps in site.yaml (初审, 复审, 终审 by default): none while one before it
is not signed for the text as it is.`},
		{"help.review sign.examples", `touyan review sign cases/x/index.md --step 初审 --by 责任编辑
touyan review sign cases/a cases/b --step 终审 --by 总编辑 --date 2026-01-31`, `touyan review sign cases/x/index.md --step 初审 --by 责任编辑
touyan review sign cases/a cases/b --step 终审 --by 总编辑 --date 2026-01-31`},
		{"help.review list.short", "看各页审到哪一步", "how far the reviews of pages have come"},
		{"help.review list.long", "列出网页和它的审校记录：未审、审到一半、审后有改动、已审完。不写网页就列全部。", "Lists pages with their record: none, under way, edited since, complete; all pages\nwhere none is named."},
		{"help.review list.examples", `touyan review list --missing      还没有审完的
touyan review list cases/x --json  结果用 JSON 输出`, `touyan review list --missing      those that are not complete
touyan review list cases/x --json  the result as JSON`},
		{"help.review sheet.short", "打印三审三校单", "print the sheet of reviews"},
		{"help.review sheet.long", `输出一页的三审三校单：题名、文件、指纹、各步的角色和日期，留出意见和签名的格子。
--html 写成网页文件，用浏览器打开后按 A4 打印，每页一张，不联网也不运行脚本。`, `The sheet of reviews of a page: title, file, fingerprint, the steps with roles and
days, and empty boxes for remarks and signatures. --html writes an HTML file, to be
printed by a browser on A4, a sheet each; it loads and runs nothing.`},
		{"help.review sheet.examples", `touyan review sheet cases/x
touyan review sheet cases/x cases/y --html sheet.html`, `touyan review sheet cases/x
touyan review sheet cases/x cases/y --html sheet.html`},

		{"error.review.none", "没有这个网页：%[1]s", "there is no such page: %[1]s"},
		{"error.review.none.mend", "写 content/ 里的路径，如 cases/x/index.md；touyan review list 列出全部", "give its path in content/, such as cases/x/index.md; touyan review list lists all"},
		{"error.review.step", "没有写审的是哪一步（--step），有：%[1]s", "no step is given (--step); there are: %[1]s"},
		{"error.review.by", "没有写由谁签（--by），写角色，如 责任编辑，不写姓名", "nobody is given who signs (--by): a role, such as 责任编辑, and no name"},
		{"error.review.role", "--by 要写角色，一行，最多 %[1]d 个字，写成了 %[2]s", "--by takes a role of one line and at most %[1]d characters, not %[2]s"},
		{"error.review.date", "--date 要写成 2026-01-31 这样的日期，写成了 %[1]s", "--date takes a day such as 2026-01-31, not %[1]s"},
		{"error.review.future", "--date 写的 %[1]s 还没有到", "%[1]s, given by --date, has not come yet"},

		{"review.signed", "%[1]s：签了“%[2]s”，%[3]s，%[4]s", "%[1]s: %[2]s is signed by %[3]s, %[4]s"},
		{"review.already", "%[1]s：“%[2]s”已由 %[3]s 签过，内容没有变", "%[1]s: %[2]s was signed by %[3]s already, for the text as it is"},
		{"review.not", "%[1]d 个网页没有签", "%[1]d pages were not signed"},
		{"review.complete", "已审完", "complete"},
		{"review.partly", "审到一半", "under way"},
		{"review.none", "未审", "none"},
		{"review.outdated", "审后有改动", "edited since"},
		{"review.state.missing", "未签", "not signed"},
		{"review.state.unbound", "没有指纹", "no fingerprint"},
		{"review.state.outdated", "签后有改动", "edited since"},
		{"review.state.signed", "有效", "in force"},
		{"review.total", "共 %[1]d 页：已审完 %[2]d，审到一半 %[3]d，审后有改动 %[4]d，未审 %[5]d", "%[1]d pages: %[2]d complete, %[3]d under way, %[4]d edited since, %[5]d without a review"},
		{"review.draft", "草稿", "draft"},
		{"review.wrote", "审校单写好了：%[1]s", "the sheet is written: %[1]s"},

		{"sheet.language", "zh-CN", "en"},
		{"sheet.title", "三审三校单", "Review sheet"},
		{"sheet.page", "题名", "Title"},
		{"sheet.file", "文件", "File"},
		{"sheet.site", "网站", "Site"},
		{"sheet.print", "文字指纹", "Fingerprint"},
		{"sheet.day", "打印日期", "Printed"},
		{"sheet.state", "状态", "State"},
		{"sheet.review", "审读", "Reviews"},
		{"sheet.proof", "校对", "Proofs"},
		{"sheet.step", "步骤", "Step"},
		{"sheet.role", "角色", "Role"},
		{"sheet.date", "日期", "Date"},
		{"sheet.opinion", "意见", "Remarks"},
		{"sheet.sign", "签名", "Signature"},
		{"sheet.proof.1", "一校", "First proof"},
		{"sheet.proof.2", "二校", "Second proof"},
		{"sheet.proof.3", "三校", "Third proof"},
		{"sheet.history", "以前的记录", "Earlier entries"},
		{"sheet.note", "指纹由网页的文字、数据、图片和附件算出：改动任何一处，指纹就变，签过的步骤要重审重签。核对：touyan review list %[1]s", "The fingerprint is made of the page's text, facts, pictures and downloads: with any edit it changes, and what was signed must be reviewed and signed again. To compare: touyan review list %[1]s"},
	}
}
