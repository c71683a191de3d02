package privacy

import (
	"strings"
	"unicode/utf8"
)

// A word is what the text before a number says that it is.
type word uint8

const (
	noWord word = iota
	phoneWord
	idWord
	cardWord
	passportWord
	creditWord // a code of GB 32100
	codeWord   // something that is not personal
	unread
)

// words are looked for in lower case; of two that end at the same place the longer
// counts.
func (w word) list() []string {
	switch w {
	case phoneWord:
		return []string{"电话", "手机", "联系", "致电", "拨打", "请拨", "可打", "打给", "座机", "传真", "热线", "微信", "来电", "联系方式", "tel", "phone", "mobile", "短信", "固话", "电话号码", "手机号码", "电话/传真", "電話", "手機", "聯繫"}
	case idWord:
		return []string{"身份证", "身份号码", "证件", "证件编号", "身份证编号", "身份信息", "持证", "身份證", "id card", "身份证件", "老证号", "旧证号"}
	case cardWord:
		return []string{"卡号", "银行卡", "账号", "帐号", "账户", "帐户", "工资卡", "储蓄卡", "信用卡", "借记卡", "一卡通", "转账", "转入", "汇入", "汇款", "收款", "工资卡是"}
	case passportWord:
		return []string{"护照", "护照编号", "通行证", "台胞证", "回乡证", "passport", "passport no.", "passport no", "護照"}
	case creditWord:
		return []string{"信用代码"}
	case codeWord:
		return []string{
			"订单", "订单号", "单号", "编号", "流水", "流水号", "序列", "批次", "批号", "条码", "条形码", "追溯码", "二维码", "合同", "合同号", "受理", "工单", "运单", "尾号", "快递",
			"物流", "发票", "专利", "货号", "图号", "型号", "档号", "案号", "文号", "标识码", "备案", "网安备", "icp", "代码", "编码", "校验", "imei", "sn", "no.", "刊号", "isbn", "issn",
			"时间戳", "准考证", "准考证号", "工号", "户号", "证书", "凭证", "收据", "学号", "机组号", "桩号", "点击", "点击量", "区划", "许可证", "准字", "注册号", "注册证", "识别号", "税号",
			"登记证", "哈希", "金额", "产值", "合计", "共计", "总计", "累计", "人民币", "利润", "资金", "收入", "增收", "数字", "位数字", "抽样", "邮编", "电话费", "身份证复印件", "版本", "设备", "doi", "订单编号", "积分",
			"坐标", "经度", "纬度", "东经", "北纬", "统计", "样本", "全宗", "批文", "项目编码", "出生日期", "约", "达到", "达", "总数", "浏览", "浏览量", "阅读量", "访问量", "播放量", "下载量", "表号", "会员号", "学籍号", "用户号", "人数",
		}
	}
	return nil
}

const (
	labelBytes = 60 // of the text before a number that is looked at
	labelReach = 8  // characters between a word and the number that it names
)

// A name is one of the words for what a number is.
type name struct {
	text string
	is   word
}

// names are all words by the character that they end in.
func names() map[rune][]name {
	byEnd := map[rune][]name{}
	for w := phoneWord; w <= codeWord; w++ {
		for _, text := range w.list() {
			r, _ := lastRune(text)
			byEnd[r] = append(byEnd[r], name{text, w})
		}
	}
	return byEnd
}

// label is what the words before a place say that the number there is.
func (s *scan) label(start int) word {
	if s.labelled.at != start || s.labelled.is == unread {
		s.labelled.at, s.labelled.is = start, s.labelOf(start)
	}
	return s.labelled.is
}

func (s *scan) labelOf(start int) word {
	before := strings.ToLower(s.clause(start, labelBytes))
	for end, passed := len(before), 0; end > 0 && passed <= labelReach; {
		r, n := lastRune(before[:end])
		longest, found := 0, noWord
		for _, w := range s.f.names[r] {
			if len(w.text) > longest && strings.HasSuffix(before[:end], w.text) {
				longest, found = len(w.text), w.is
			}
		}
		if longest > 0 {
			return found
		}
		if isWordRune(r) {
			passed++
		}
		end -= n
	}
	return noWord
}

// isWordRune is whether a character is no blank or sign.
func isWordRune(r rune) bool {
	return r > 0x3040 && (r < 0xff00 || r > 0xff20) || r < utf8.RuneSelf && isLetter(byte(r))
}

// clause is the text before a place, back to where another thought begins.
func (s *scan) clause(start, bytes int) string {
	from := max(0, start-bytes)
	for from < start && !utf8.RuneStart(s.text[from]) {
		from++
	}
	before := strings.TrimRight(s.text[from:start], " \n\t\r|　")
	if i := strings.LastIndexAny(before, "。；;！!？?，,、|\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	return before
}

// directlyAfterPhone is whether the word for a telephone stands right before.
func (s *scan) directlyAfterPhone(start int) bool {
	before := strings.TrimRight(strings.ToLower(s.clause(start, 30)), " :：号码是为(（.")
	for _, w := range []string{"电话", "座机", "固话", "传真", "tel", "電話"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// personalPrefix is whether text ends in Latin letters that name a telephone or an
// identity card.
func personalPrefix(text string) bool {
	i := len(text)
	for i > 0 && isLetter(text[i-1]) && len(text)-i < 10 {
		i--
	}
	switch strings.ToLower(text[i:]) {
	case "tel", "phone", "mobile", "mob", "cell", "v", "vx", "wx", "weixin", "wechat", "t", "m", "p", "call", "id", "idcard", "dh", "sj", "sfz":
		return true
	}
	return false
}

// url is the ASCII token around a place, where it is an address of the web.
func (s *scan) url(at int) string {
	const reach = 300
	i := at
	for i > 0 && at-i < reach && inToken(s.text[i-1]) {
		i--
	}
	token := s.text[i:at]
	if strings.Contains(token, "://") || strings.HasPrefix(token, "www.") {
		return token
	}
	return ""
}

func inToken(b byte) bool {
	switch b {
	case '"', '\'', '<', '>', '(', ')', '[', ']', '{', '}', '|', '`':
		return false
	}
	return b > ' ' && b < utf8.RuneSelf
}

func (s *scan) inURL(at int) bool { return s.url(at) != "" }

// phoneKey is whether a query of an address names its value at a place a telephone.
func (s *scan) phoneKey(at int) bool {
	token := strings.ToLower(strings.TrimRight(s.url(at), "+%2b"))
	for _, key := range []string{"phone=", "mobile=", "tel=", "cell=", "sj=", "shouji=", "phone/", "wa.me/"} {
		if strings.HasSuffix(token, key) {
			return true
		}
	}
	return false
}

// money is whether a sign of a currency stands before a window, or 元 behind it.
func (s *scan) money(w window) bool {
	before := strings.TrimRight(s.text[max(0, s.start(w)-4):s.start(w)], " ")
	for _, sign := range []string{"¥", "￥", "$", "＄", "€", "£"} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	behind := strings.TrimLeft(s.text[s.end(w):min(len(s.text), s.end(w)+8)], " ")
	return strings.HasPrefix(behind, "元") || strings.HasPrefix(behind, "万元") || strings.HasPrefix(behind, "美元")
}

// measured is whether a window is a count or an ordinal: a unit behind, 第 before.
func (s *scan) measured(w window) bool {
	if s.money(w) {
		return true
	}
	before := s.text[:s.start(w)]
	if strings.HasSuffix(before, "第") || strings.HasSuffix(before, "№") {
		return true
	}
	behind := s.text[s.end(w):min(len(s.text), s.end(w)+12)]
	for _, u := range []string{"万", "亿", "千", "吨", "次", "件", "个", "立方", "平方", "米", "公里", "%", "％", "‰", "人次", "度", "字节", "户次", "号井", "型", "版", "页", "分", "秒", "年"} {
		if strings.HasPrefix(behind, u) && !strings.HasPrefix(behind, "次日") {
			return true
		}
	}
	return false
}
