package main

import (
	"fmt"
	"strings"
	"time"
)

// A hard negative looks like personal data and is none.
type negative func(s source) string

func (s source) day() time.Time {
	return time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, s.IntN(5000))
}

func say(format string, args ...func(s source) any) negative {
	return func(s source) string {
		values := make([]any, len(args))
		for i, a := range args {
			values[i] = a(s)
		}
		return fmt.Sprintf(format, values...)
	}
}

func num(n int) func(s source) any { return func(s source) any { return s.digits(n) } }
func upto(n int) func(s source) any {
	return func(s source) any { return 1 + s.IntN(n) }
}
func date(layout string) func(s source) any {
	return func(s source) any { return s.day().Format(layout) }
}
func year() func(s source) any { return date("2006") }
func text(f func(s source) string) func(s source) any {
	return func(s source) any { return f(s) }
}
func mobile() func(s source) any { return text(source.mobile) }

const hexDigits = "0123456789abcdef"

func hex(n int) func(s source) any {
	return func(s source) any {
		var b strings.Builder
		for range n {
			b.WriteString(s.letter(hexDigits))
		}
		return b.String()
	}
}

// maskedID hides eight characters or more.
func maskedID(s source) any {
	id := s.residentID()
	star := pick(s, []string{"*", "＊", "x", "X", "×", "●"})
	switch s.IntN(4) {
	case 0:
		return id[:6] + strings.Repeat(star, 8) + id[14:]
	case 1:
		return id[:3] + strings.Repeat(star, 11) + id[14:]
	case 2:
		return id[:6] + strings.Repeat(star, 12)
	}
	return id[:6] + strings.Repeat(star, 10) + id[16:]
}

func maskedMobile(s source) any {
	m := s.mobile()
	star := pick(s, []string{"*", "＊", "x", "X", "×", "●", "·"})
	return m[:3] + strings.Repeat(star, 4) + m[7:]
}

func maskedCard(s source) any {
	c := s.bankCard()
	if s.IntN(2) == 0 {
		return c[:4] + " **** **** " + c[len(c)-4:]
	}
	return c[:6] + strings.Repeat("*", len(c)-10) + c[len(c)-4:]
}

// halfMasked hides too little.
func halfMasked(s source) string {
	star := pick(s, []string{"*", "*", "＊", "x", "×", "●"})
	switch s.IntN(5) {
	case 0:
		id := s.residentID()
		return id[:10] + strings.Repeat(star, 4) + id[14:]
	case 1:
		id := s.residentID()
		return id[:14] + strings.Repeat(star, 4)
	case 2:
		id := s.residentID()
		return id[:12] + strings.Repeat(star, 4) + id[16:]
	case 3:
		m := s.mobile()
		return m[:4] + strings.Repeat(star, 2) + m[6:]
	}
	m := s.mobile()
	return m[:3] + strings.Repeat(star, 3) + m[6:]
}

var tunedNegatives = []negative{
	say("订单号：%v，已发货。", num(16)), say("订单编号%v%v", date("20060102"), num(8)), say("快递单号 SF%v", num(13)),
	say("流水号：%v", mobile()), say("单号%v已签收", mobile()), say("物资编号 %v", mobile()), say("受理编号：%v%v号", year(), num(7)),
	say("中发〔%v〕%v号文件印发", year(), upto(99)), say("油党发〔%v〕%v号", year(), upto(300)), say("豫政办[%v]%v号", year(), upto(90)),
	say("会议于%v召开。", date("20060102")), say("统计期：%v-%v。", date("20060102"), date("20060102")),
	say("时间：%v 至 %v", date("2006.01.02"), date("2006.01.02")), say("拍摄于%v", date("2006-01-02 15:04:05")),
	say("IMG_%v_%v.jpg", date("20060102"), num(6)), say("微信图片_%v%v.png", date("20060102150405"), num(3)),
	say("坐标：115.%v, 35.%v", num(6), num(6)), say("位于东经115.%v，北纬35.%v", num(8), num(7)), say("经度113.%v 纬度34.%v", num(11), num(12)),
	say("投入资金%v,%v,%v元", upto(900), num(3), num(3)), say("产值达到13%v元", num(9)), say("总额¥15%v.50", num(9)),
	say("累计节约%v.%v万元，增长%v.%v%%", num(4), num(2), upto(90), num(1)),
	say("《石油教育》%v-%v(%v)%v-%v-%v", num(4), num(4), year(), num(2), num(3), num(2)), say("文章编号：1674-1145(2023)%v-%v-%v", num(2), num(3), num(2)),
	say("ISBN 978-7-%v-%v-%v", num(4), num(4), num(1)), say("ISBN：9787%v", num(9)), say("ISSN %v-%v", num(4), num(4)), say("刊号CN41-%v/G4", num(4)),
	say("统一社会信用代码：%v", text(source.creditCode)), say("信用代码 %v，法人登记", text(source.creditCode)), say("| 合作社 | %v |", text(source.creditCode)),
	say("豫ICP备%v号", num(8)), say("豫ICP备%v号-%v", num(8), upto(5)), say("豫公网安备 4109%v号", num(10)), say("豫公网安备%v号", num(14)),
	say("粤B2-%v", num(8)), say("京ICP证%v号", num(6)), say("网站标识码：%v", num(10)), say("标识码41%v", num(8)),
	say("SHA-256：%v", hex(64)), say("提交 %v", hex(40)), say("md5 %v", hex(32)), say("色值#%v", hex(6)),
	say("详见 https://example.gov.cn/art/%v/%v/art_%v_%v.html", date("2006"), upto(12), num(4), num(7)), say("https://news.test/content/%v.html", mobile()),
	say("[原文](https://mp.test/s?id=%v&mid=%v)", num(10), mobile()), say("链接 www.site.test/p/%v", num(16)),
	say("合同号HT%v", mobile()), say("设备SN%v", num(16)), say("条码69%v", num(11)), say("追溯码%v", num(20)), say("二维码编号：%v", num(19)),
	say("序列%v%v", num(6), mobile()), say("批次%v%v", mobile(), num(5)), say("IMEI：86%v", num(13)),
	say("卡号%v（样例，校验不通过）", text(source.cardOffByOne)), say("数字 %v 仅作演示", text(source.cardOffByOne)),
	say("历年：2015 2016 2017 2018 2019 2020 %v", year()), say("%v、%v、%v三年", year(), year(), year()), say("版本 v%v.%v.%v", upto(20), upto(20), upto(300)),
	say("IP：%v.%v.%v.%v", upto(250), upto(250), upto(250), upto(250)), say("| %v | %v | %v | %v |", num(3), num(4), num(4), num(5)),
	say("| 2020 | %v.%v | %v |\n| 2021 | %v | %v |", num(3), num(2), num(4), num(4), num(5)), say("产量依次为%v %v %v %v吨", num(4), num(4), num(4), num(5)),
	say("二进制010%v", num(5)), say("代号010、011、%v", num(3)), say("拨打12345热线，办结%v件", num(4)), say("遇险请打110，火警119，急救120，%v年起", year()),
	say("党员咨询12371，监督12388，气象12121，第%v期", upto(300)), say("邮编：%v", num(6)), say("全国统一客服400-%v-%v", num(3), num(4)), say("客服热线95%v", num(3)),
	say("完成率%v.%v%%，满意率%v.%v%%", upto(99), num(2), upto(99), num(2)), say("已脱敏：%v", maskedID), say("联系%v领取", maskedMobile), say("| 张某 | %v | %v |", maskedID, maskedMobile),
	say("卡号%v", maskedCard), say("第一三〇七次党支部会，%v人参加", upto(90)), say("一是学，二是做，三是改，四是评，五是%v", upto(9)), say("一〇一二三四五，上山打老虎，第%v遍", upto(9)),
	say("党群服务中心地址：中原路%v号", upto(300)), say("党群服务中心位于幸福小区%v号楼1单元101室", upto(30)), say("地点：机关办公楼%v楼%v会议室", upto(9), num(3)),
	say("报名地点在综合楼3楼%v室（组织部办公室）", num(3)), say("社区警务室设在%v号楼%v单元101室", upto(30), upto(4)), say("公司地址：人民路%v号国贸大厦%v座%v室", upto(300), text(func(s source) string { return s.letter("ABC") }), num(4)),
	say("%v号楼%v个单元共%v户加装电梯", upto(30), upto(6), num(2)), say("改造老旧小区%v个、楼栋%v栋、惠及%v户", upto(30), upto(99), num(4)), say("%v栋楼%v单元楼道照明更换", upto(20), upto(5)),
	say("东风%v型压裂车", num(4)), say("川A%v平台", num(2)), say("新%v号井日产油%v吨", num(2), num(2)), say("文%v-%v井", upto(300), upto(60)), say("濮%v-侧%v井压力%v兆帕", upto(300), upto(60), num(2)),
	say("贵G%v高速", num(2)), say("京津冀%v年协同发展", year()), say("新A%v款", text(func(s source) string { return "PP" + s.digits(5) })),
	say("图标logo@2x.png第%v版", upto(9)), say("依赖包 tool@%v.%v.%v", upto(9), upto(20), upto(30)), say("微博 @中原油田%v", upto(9)), say("邮箱格式：name%v@example.com", upto(99)),
	say("@所有人 %v点开会", upto(12)), say("单价@%v.%v元", upto(9), num(2)), say("规格%v×%v×%v毫米", num(3), num(3), num(4)), say("分辨率%v*%v", num(4), num(4)),
	say("高速G%v", num(4)), say("型号E%v", num(5)), say("图号G%v", num(6)), say("专利号ZL%v.%v", num(12), num(1)), say("专利号：ZL%v%v.X", year(), num(8)),
	say("标准GB/T %v-%v", num(5), year()), say("Q/SH %v-%v", num(4), year()), say("学时%v，编号A%v", num(3), num(8)), say("电表户号：%v", num(10)), say("缴费户号%v", num(13)),
	say("工号%v", num(8)), say("党费收据No.%v", num(8)), say("发票号码：%v", num(8)), say("发票代码%v，号码%v", num(12), num(8)), say("证书编号：%v", mobile()), say("时间戳%v", text(func(s source) string { return "16" + s.digits(11) })),
}

var heldOutNegatives = []negative{
	say("采购订单 PO%v 已验收", mobile()), say("运单尾号%v，共%v箱", num(4), upto(99)), say("案件编号：%v%v", year(), num(7)), say("工单%v-%v", date("20060102"), num(4)),
	say("国发〔%v〕%v号、国办发〔%v〕%v号", year(), upto(60), year(), upto(60)), say("%v至%v学年", year(), year()), say("DSC%v.JPG", num(5)), say("扫描件%v%v.pdf", date("20060102"), num(4)),
	say("GPS 35.%v,115.%v", num(7), num(7)), say("增收1%v元", num(10)), say("合计：%v %v %v 元", num(3), num(4), num(4)), say("DOI:10.%v/j.issn.%v-%v.%v.%v.%v", num(4), num(4), num(4), year(), num(2), num(3)),
	say("准考证号：%v", num(11)), say("（统一社会信用代码%v）", text(source.creditCode)), say("备案：鲁ICP备%v号", num(8)), say("commit %v", hex(12)), say("UUID %v-%v-%v-%v-%v", hex(8), hex(4), hex(4), hex(4), hex(12)),
	say("https://a.test/%v/%v?t=%v", num(8), mobile(), num(13)), say("井号：卫%v-%v，深%v米", num(3), num(2), num(4)), say("2019年%v 2020年%v 2021年%v", num(4), num(4), num(4)),
	say("%v件 %v人次 %v场次", num(3), num(4), num(4)), say("打12315维权，打12333问社保，%v月%v日起", upto(12), upto(28)), say("服务热线 400%v", num(7)), say("持卡人%v，手机%v", maskedCard, maskedMobile),
	say("身份证%v", maskedID), say("社区服务站：和谐家园%v号楼%v单元102室（原物业用房）", upto(20), upto(4)), say("会址在文化宫%v楼%v室", upto(5), num(3)), say("共%v栋%v个单元%v户居民", upto(30), num(2), num(3)),
	say("豫B型肥%v袋", num(4)), say("甲%v@乙%v对抗赛", upto(9), upto(9)), say("学习强国积分%v，排名%v", num(5), num(3)), say("G%v京武高铁", num(3)), say("E%v级", num(2)),
	say("第%v次、第%v次、第%v次", upto(99), upto(99), upto(99)), say("账面值%v.%v，净值%v.%v", num(8), num(2), num(7), num(2)), say("π=3.1415926535897932384，取%v位", upto(19)), say("档号：%v-WS·%v-Y-%v", num(4), year(), num(4)),
	say("批准文号：国药准字Z%v", num(8)), say("食品生产许可证SC%v", num(14)), say("编号（%v）第%v号", year(), mobile()), say("车次K%v，座位%v车%v号", num(3), upto(16), num(3)),
}
