package message

// reportWords are those around the findings in reports.
func reportWords() []words {
	return []words{
		{"report.base", "运行检查时所在的文件夹", "the folder that the check was run in"},
		{"report.fix", "改为“%[1]s”", "write “%[1]s” instead"},
		{"report.fix.delete", "删去标出的部分", "delete what is marked"},
		{"report.fixed", "touyan check --fix 会改好", "touyan check --fix mends it"},
		{"report.title", "发布前检查报告", "Checks before publishing"},
		{"report.day", "检查日期：%[1]s", "Checked on %[1]s"},
		{"report.summary", "总览", "Summary"},
		{"report.pages", "检查的页面", "pages checked"},
		{"report.files", "有问题的文件", "files with findings"},
		{"report.error", "错误", "error"},
		{"report.warning", "提醒", "warning"},
		{"report.hint", "建议", "hint"},
		{"report.errors", "错误", "errors"},
		{"report.warnings", "提醒", "warnings"},
		{"report.hints", "建议", "hints"},
		{"report.none", "没有发现问题。", "Nothing was found."},
		{"report.by-code", "按检查项", "By check"},
		{"report.by-file", "按文件", "By file"},
		{"report.code", "检查项", "Check"},
		{"report.what", "说的是什么", "What it says"},
		{"report.count", "数量", "Number"},
		{"report.site", "整个网站", "The whole site"},
		{"report.place", "第 %[1]s 行第 %[2]s 字", "line %[1]s, column %[2]s"},
		{"report.line", "第 %[1]s 行", "line %[1]s"},
		{"report.file", "整个文件", "whole file"},
		{"report.todo", "怎么改：", "What to do: "},
		{"report.secret", "含个人信息，已遮盖", "personal data, masked"},
	}
}
