package message

// apiWords are the problems that the search API tells, by their codes: a title, and
// what is wrong with this request.
func apiWords() []words {
	return []words{
		{"api.unknown-parameter", "不认识的参数", "Unknown parameter"},
		{"api.unknown-parameter.detail", "没有参数 %[1]s。您要写的是不是 %[2]s？", "There is no parameter %[1]s. Did you mean %[2]s?"},
		{"api.repeated-parameter", "参数重复", "Parameter given twice"},
		{"api.repeated-parameter.detail", "参数 %[1]s 只能写一次。", "The parameter %[1]s may be given only once."},
		{"api.bad-query-string", "地址里的参数读不懂", "The parameters cannot be read"},
		{"api.bad-query-string.detail", "问号后面应是用 & 隔开的“名字=值”，汉字和符号用 UTF-8 百分号编码；分号不能当分隔符。", "After the question mark stand name=value pairs, separated by &, with percent-encoded UTF-8; semicolons do not separate."},
		{"api.query-too-long", "查询太长", "Query too long"},
		{"api.query-too-long.detail", "查询有 %[1]d 个字，最多 %[2]d 个。请删短一些。", "The query has %[1]d characters, at most %[2]d are allowed. Make it shorter."},
		{"api.bad-number", "参数应是范围内的整数", "Not a whole number in range"},
		{"api.bad-number.detail", "参数 %[1]s 是“%[2]s”，应是 %[3]d 到 %[4]d 的整数。", "The parameter %[1]s is “%[2]s”; it must be a whole number from %[3]d to %[4]d."},
		{"api.page-too-deep", "翻得太深", "Page too deep"},
		{"api.page-too-deep.detail", "每页 %[2]d 条，第 %[1]d 页前面超过了 %[3]d 条。请加上筛选条件，或把查询写得更具体。", "With %[2]d results a page, more than %[3]d stand before page %[1]d. Add filters, or ask for something narrower."},
		{"api.unknown-value", "参数没有这个值", "Unknown value"},
		{"api.unknown-value.detail", "参数 %[1]s 没有值“%[2]s”。您要写的是不是 %[3]s？", "The parameter %[1]s has no value “%[2]s”. Did you mean %[3]s?"},
		{"api.too-many-values", "筛选条件太多", "Too many filter values"},
		{"api.too-many-values.detail", "筛选条件一共 %[1]d 个值，最多 %[2]d 个。", "The filters have %[1]d values in all, at most %[2]d are allowed."},
		{"api.value-too-long", "筛选值太长", "Filter value too long"},
		{"api.value-too-long.detail", "参数 %[1]s 的一个值有 %[2]d 个字，最多 %[3]d 个。", "A value of the parameter %[1]s has %[2]d characters, at most %[3]d are allowed."},
		{"api.no-such-path", "没有这个接口", "No such path"},
		{"api.no-such-path.detail", "接口只有 api/search、api/suggest 和 api/openapi.json。", "The paths are api/search, api/suggest and api/openapi.json."},
		{"api.method-not-allowed", "不支持这种请求方法", "Method not allowed"},
		{"api.method-not-allowed.detail", "不支持 %[1]s，请用 GET 或 HEAD。", "%[1]s is not allowed; use GET or HEAD."},
		{"api.uri-too-long", "地址太长", "Address too long"},
		{"api.uri-too-long.detail", "问号后面有 %[1]d 字节，最多 %[2]d 字节。请缩短查询，或减少筛选条件。", "There are %[1]d bytes after the question mark, at most %[2]d are allowed. Shorten the query or use fewer filters."},
		{"api.too-many-requests", "问得太快", "Too many requests"},
		{"api.too-many-requests.detail", "短时间内的查询太多，请按 Retry-After 说的秒数等一等再问。", "Too many queries in a short time. Wait for the seconds that Retry-After says."},
		{"api.no-index", "搜索暂时不能用", "Search is not available"},
		{"api.no-index.detail", "服务器打不开搜索索引，网页照常可看。请过一会儿再试；一直这样，请告诉网站管理员。", "The server cannot open the search index; pages can be read as usual. Try again later, and tell the site's administrator if it stays so."},
		{"api.busy", "查询的人太多", "The server is busy"},
		{"api.busy.detail", "排队的查询已满，请按 Retry-After 说的秒数等一等再问。", "Too many queries are waiting. Wait for the seconds that Retry-After says."},
		{"api.timed-out", "查询超时", "The query took too long"},
		{"api.timed-out.detail", "没能在规定时间内查完。请把查询写短一些，或过一会儿再试。", "The query could not be answered in time. Make it shorter, or try again later."},
		{"api.failed", "搜索出了问题", "The search failed"},
		{"api.failed.detail", "服务器查询时出错，日志里有原因。请告诉网站管理员。", "Something went wrong on the server; its log says what. Please tell the site's administrator."},
	}
}
