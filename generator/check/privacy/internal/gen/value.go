package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// The values below are built from the standards, not with the code that looks for
// them: a fault in one of the two shows in the figures.

// counties are area codes of GB/T 2260, of old prefectures too.
var counties = []string{
	"110101", "110108", "120103", "130102", "131002", "140105", "142401", "150102", "152201", "210102", "211102",
	"220104", "222401", "230103", "232301", "310104", "310115", "320106", "320583", "330106", "330327", "340104",
	"342201", "350203", "352229", "360102", "362203", "370102", "371722", "410901", "410922", "410928", "412728",
	"413026", "420106", "422802", "430104", "433101", "440106", "441900", "445281", "450103", "452502", "460105",
	"500103", "510104", "512921", "513401", "520102", "522601", "530102", "532901", "540102", "542322", "610103",
	"612401", "620102", "622801", "630102", "632122", "640104", "650102", "652201", "653101",
}

var segments = strings.Fields("130 131 132 133 134 135 136 137 138 139 145 147 149 150 151 152 153 155 156 157 158 159 162 165 166 167 170 171 172 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 190 191 193 195 196 197 198 199")

var areaCodes = strings.Fields("010 021 022 023 024 025 027 028 029 020 0311 0335 0351 0371 0373 0393 0394 0411 0431 0451 0512 0531 0551 0571 0591 0632 0731 0755 0771 0791 0816 0851 0871 0898 0931 0951 0971 0991")

var issuers = []struct {
	prefix string
	length int
}{
	{"622202", 19}, {"621700", 19}, {"622848", 19}, {"621661", 19}, {"622588", 16}, {"625912", 16}, {"621483", 16},
	{"622155", 16}, {"623052", 19}, {"621799", 19}, {"955880", 19}, {"622908", 18}, {"621558", 17},
}

type source struct{ *rand.Rand }

func (s source) digits(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(byte('0' + s.IntN(10)))
	}
	return b.String()
}

func pick[T any](s source, list []T) T { return list[s.IntN(len(list))] }

func (s source) birthday() time.Time {
	return time.Date(1935+s.IntN(85), time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, s.IntN(365))
}

// residentID follows GB 11643-1999, annex A: the check character makes the sum of
// all digits, each by 2^(18-place), one modulo 11.
func (s source) residentID() string {
	id := pick(s, counties) + s.birthday().Format("20060102") + s.digits(3)
	sum := 0
	for i, c := range id {
		sum += int(c-'0') * (1 << (17 - i))
	}
	for check := range 11 {
		if (sum+check)%11 == 1 {
			return id + checkName(check)
		}
	}
	panic("no check character")
}

func checkName(n int) string {
	if n == 10 {
		return "X"
	}
	return strconv.Itoa(n)
}

func (s source) oldResidentID() string {
	return pick(s, counties) + s.birthday().Format("060102") + s.digits(3)
}

func (s source) mobile() string { return pick(s, segments) + s.digits(8) }

// landline gives the area code and the number behind it.
func (s source) landline() (area, local string) {
	area = pick(s, areaCodes)
	n := 7
	if len(area) == 3 {
		n = 8
	}
	return area, strconv.Itoa(2+s.IntN(7)) + s.digits(n-1)
}

// bankCard ends in the digit that satisfies Luhn (ISO/IEC 7812-1).
func (s source) bankCard() string {
	i := pick(s, issuers)
	body := i.prefix + s.digits(i.length-1-len(i.prefix))
	for d := range 10 {
		if n := body + strconv.Itoa(d); luhnSum(n)%10 == 0 {
			return n
		}
	}
	panic("no check digit")
}

func luhnSum(n string) int {
	sum := 0
	for place := 1; place <= len(n); place++ {
		d := int(n[len(n)-place] - '0')
		if place%2 == 0 {
			d = []int{0, 2, 4, 6, 8, 1, 3, 5, 7, 9}[d]
		}
		sum += d
	}
	return sum
}

// cardOffByOne looks like a card and fails Luhn.
func (s source) cardOffByOne() string {
	c := s.bankCard()
	last := (int(c[len(c)-1]-'0') + 1 + s.IntN(9)) % 10
	return c[:len(c)-1] + strconv.Itoa(last)
}

const plateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ"

func (s source) letter(of string) string { return string(of[s.IntN(len(of))]) }

var provinces = strings.Split("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新", "")

func (s source) plate() string {
	head := pick(s, provinces) + s.letter("ABCDEFGHJKLM")
	switch s.IntN(6) {
	case 0:
		return head + s.letter("DF") + s.digits(5)
	case 1:
		return head + s.digits(5) + s.letter("DF")
	case 2:
		return head + s.digits(4) + pick(s, []string{"学", "警", "挂"})
	case 3:
		return head + s.letter(plateLetters) + s.digits(4)
	case 4:
		return head + s.digits(2) + s.letter(plateLetters) + s.digits(2)
	}
	return head + s.digits(5)
}

func (s source) passport() string {
	switch s.IntN(3) {
	case 0:
		return "G" + s.digits(8)
	case 1:
		return "E" + s.letter("ABCDEFGH") + s.digits(7)
	}
	return "E" + s.digits(8)
}

func (s source) email() string {
	user := pick(s, []string{"zhang", "li.mou", "wang_m", "zhao-js", "chen", "liu", "sun.xm", "zhoub"}) + s.digits(1+s.IntN(4))
	return user + "@" + pick(s, []string{"163.com", "126.com", "qq.com", "sina.com.cn", "139.com", "foxmail.com", "outlook.com", "gmail.com", "yeah.net"})
}

func (s source) address() string {
	place := pick(s, []string{"", "濮阳市华龙区", "高新区", "甲市乙区", "丙县城关镇"})
	road := pick(s, []string{"昆吾路", "胜利东路", "建设街", "育才巷", "中原路"})
	estate := pick(s, []string{"幸福小区", "阳光花园", "和谐家园", "锦绣苑", "教师新村", "机械厂家属院", "滨河公寓"})
	n := func(max int) int { return 1 + s.IntN(max) }
	room := fmt.Sprintf("%d0%d", n(18), n(4))
	switch s.IntN(6) {
	case 0:
		return fmt.Sprintf("%s%s%d号%s%d号楼%d单元%s室", place, road, n(200), estate, n(30), n(5), room)
	case 1:
		return fmt.Sprintf("%s%s%d栋%d单元%s", place, estate, n(30), n(5), room)
	case 2:
		return fmt.Sprintf("%s%s%d幢%d单元%s室", place, estate, n(30), n(5), room)
	case 3:
		return fmt.Sprintf("%s%s%d弄%d号%s室", place, road, n(300), n(40), room)
	case 4:
		return fmt.Sprintf("%s%s%d号院%d号楼%d单元%s户", place, road, n(200), n(20), n(4), room)
	}
	return fmt.Sprintf("%s%s%d号楼%d单元%s室", place, estate, n(30), n(5), room)
}

// creditCode follows GB 32100-2015: weights 3^i modulo 31 over its 31 characters.
func (s source) creditCode() string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	code := pick(s, []string{"91", "92", "12", "11", "52", "53", "54", "93"}) + pick(s, counties)
	if s.IntN(2) == 0 {
		code += s.digits(9)
	} else {
		code += "MA" + s.digits(2) + s.letter("ABCDEFGHJKLMN") + s.digits(3) + s.letter("0123456789X")
	}
	sum, w := 0, 1
	for _, c := range code {
		sum += strings.IndexRune(alphabet, c) * w
		w = w * 3 % 31
	}
	return code + string(alphabet[(31-sum%31)%31])
}
