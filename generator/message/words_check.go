package message

// checkWords are those of the checks before publishing.
func checkWords() []words {
	return []words{
		{"ignore-without-reason", "没有写明放过“%[1]s”的理由", "no reason is given to pass over %[1]s"},
		{"ignore-without-reason.mend", "在代码后面空一格写上理由：<!-- touyan:ignore %[1]s 理由 -->", "write the reason after the code: <!-- touyan:ignore %[1]s reason -->"},
		{"ignore-unknown-code", "没有名为“%[1]s”的检查", "there is no check named %[1]s"},
		{"ignore-unknown-code.mend", "最接近的是 %[2]s；全部名称见 docs/check.md", "the nearest is %[2]s; docs/check.md lists all"},
		{"ignore-unused", "这条放过“%[1]s”的说明没有用处：这里并没有这样的问题", "this remark passes over %[1]s, which is not found here"},
		{"ignore-unused.mend", "删去这条说明", "delete the remark"},
	}
}
