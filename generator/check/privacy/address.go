package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A part is a number and what it counts: 3号楼.
type part struct {
	digits int // of the number
	kind   partKind
}

type partKind uint8

const (
	street   partKind = iota // 号, 号院, 组
	building                 // 栋, 幢, 座, 号楼, 弄, 门
	stair                    // 单元
	floor                    // 层, 楼
	room                     // 室, 户, 房, or a number alone behind 单元
)

// parts are the units, the longer before those that they begin with.
var parts = []struct {
	unit string
	kind partKind
}{
	{"号楼", building}, {"号院", street}, {"号", street}, {"栋楼", building}, {"栋", building}, {"幢", building}, {"座", building}, {"弄", building},
	{"单元", stair}, {"门", building}, {"室", room}, {"户", room}, {"房", room}, {"组", street}, {"队", street}, {"楼", floor}, {"层", floor}, {"#", building},
}

// address tries a home at a unit: the chain of numbers and units that begins with
// the number before it. It gives where to go on.
func (s *scan) address(i int) int {
	if len(s.matches) > 0 && i < s.matches[len(s.matches)-1].End {
		return i
	}
	from := s.numberBefore(i)
	if from == i {
		return i
	}
	chain, end := s.chain(from)
	if len(chain) < 2 {
		return i
	}
	start := s.placeBefore(from)
	if s.isHome(chain, start, from, end) {
		s.found(HomeAddress, start, end, s.home(start, from) == atHome)
	}
	return end
}

// numberBefore is where the number that ends at a place begins.
func (s *scan) numberBefore(i int) int {
	start := i
	for i > 0 && start-i < 40 {
		r, n := lastRune(s.text[:i])
		c := s.f.class(r)
		if _, ok := c.digit(); !ok && c != invisible && r != '十' && r != '百' && r != ' ' && (asciiUpper(r) == 0 || i < start) {
			break
		}
		i -= n
		if c != invisible && r != ' ' {
			start = i
		} else if start-i > 6 {
			break
		}
	}
	return start
}

// chain reads numbers and units from a place.
func (s *scan) chain(i int) (chain []part, end int) {
	end = i
	for len(chain) < 6 {
		digits, at := s.digitsAt(i)
		if digits == 0 {
			break
		}
		unit, behind, ok := s.unitAt(at)
		if !ok {
			if len(chain) > 0 && (chain[len(chain)-1].kind == stair || chain[len(chain)-1].kind == building) && digits >= 3 && digits <= 4 && s.roomAlone(at) {
				chain, end = append(chain, part{digits, room}), at
			}
			break
		}
		chain, end = append(chain, part{digits, unit}), behind
		i = s.over(behind)
	}
	if len(chain) > 0 && chain[len(chain)-1].kind != room {
		for _, side := range []string{"东户", "西户", "中户", "南户", "北户"} {
			if strings.HasPrefix(s.text[end:], side) {
				return append(chain, part{3, room}), end + len(side)
			}
		}
	}
	return chain, end
}

// digitsAt counts the digits of the number at a place, and gives its end.
func (s *scan) digitsAt(i int) (n, end int) {
	end = i
	for i < len(s.text) && n < 6 {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		c := s.f.class(r)
		_, ok := c.digit()
		if c != invisible && !ok && r != '十' && r != '百' && !(n == 0 && asciiUpper(r) != 0) {
			break
		}
		i += size
		if c != invisible {
			n, end = n+1, i
		}
	}
	return n, end
}

// unitAt reads a unit, over invisible characters.
func (s *scan) unitAt(i int) (partKind, int, bool) {
	i = s.over(i)
	for _, p := range parts {
		at, whole := i, true
		for _, want := range p.unit {
			for c, n := s.f.at(s.text, at); c == invisible; c, n = s.f.at(s.text, at) {
				at += n
			}
			r, n := utf8.DecodeRuneInString(s.text[at:])
			if r != want {
				whole = false
				break
			}
			at += n
		}
		if whole {
			return p.kind, at, true
		}
	}
	return 0, i, false
}

// over passes invisible characters, a blank and a hyphen.
func (s *scan) over(i int) int {
	for range 3 {
		c, n := s.f.at(s.text, i)
		if c != invisible && c != blank && c != dash {
			break
		}
		i += n
	}
	return i
}

// roomAlone is whether a number that ends at a place counts nothing.
func (s *scan) roomAlone(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return !strings.ContainsRune("道个人名次元米件块本平份套页年天万千%％.：:", r) && !isLetter(byte(min(r, 0x7f)))
}

// isHome weighs a chain: what it counts, and the words around it.
func (s *scan) isHome(chain []part, start, from, end int) bool {
	var has [room + 1]bool
	doors := 0
	for i, p := range chain {
		if p.kind == room && (p.digits < 2 || p.digits < 3 && i != len(chain)-1) {
			return false
		}
		if p.kind == street && i > 0 && chain[i-1].kind == street {
			doors++ // 3组27号
		}
		has[p.kind] = true
	}
	if !has[room] && doors == 0 || strings.HasSuffix(s.text[:from], "第") {
		return false
	}
	where := s.home(start, from)
	if s.office(end) && where != atHome {
		return false
	}
	switch {
	case where == atWork:
		return false
	case has[room] && has[stair]:
		return has[building] || has[street] || where == atHome || residence(s.text[start:from])
	case has[room] && has[building]:
		return where == atHome || residence(s.text[start:from]) || chain[0].kind == building && len(chain) == 3
	case has[room] && has[street]:
		return where == atHome
	}
	return doors > 0 && where == atHome
}

// residence is whether a place is one where people live.
func residence(place string) bool {
	for _, w := range []string{"小区", "花园", "家园", "公寓", "新村", "家属院", "宿舍", "苑", "雅居", "嘉园", "名邸", "华府", "佳苑", "里", "庭"} {
		if strings.Contains(place, w) {
			return true
		}
	}
	return false
}

// placeBefore is where the names and numbers that lead to a house begin.
func (s *scan) placeBefore(from int) int {
	i := from
	for i > 0 && from-i < 120 {
		r, n := lastRune(s.text[:i])
		if !unicode.Is(unicode.Han, r) && !unicode.IsDigit(r) && s.f.class(r) != invisible && asciiUpper(r) == 0 {
			break
		}
		i -= n
	}
	place := s.text[i:from]
	for _, stop := range []string{"家住", "住在", "住址", "现住", "位于", "设在", "来到", "送到", "送到了", "走访了", "走进", "地址", "在", "到了"} {
		if k := strings.LastIndex(place, stop); k >= 0 {
			i += k + len(stop)
			place = s.text[i:from]
		}
	}
	return i
}

// A site is whose a place is.
type placeOf uint8

const (
	unsaid placeOf = iota
	atHome
	atWork
)

// home is what the nearest word before a place says about it; the place itself
// begins at start and its first number at from.
func (s *scan) home(start, from int) placeOf {
	before := s.text[max(0, start-75):from]
	if i := strings.LastIndexAny(before, "。；;！!？?\n|"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	end, found := -1, unsaid
	look := func(words []string, is placeOf) {
		for _, w := range words {
			if i := strings.LastIndex(before, w); i >= 0 && i+len(w) > end {
				end, found = i+len(w), is
			}
		}
	}
	look([]string{"家住", "住址", "住在", "现住", "居住", "户籍", "户口", "家在", "他住", "她住", "收件", "看望", "慰问", "租住", "家庭地址", "独居", "大爷家", "大娘家", "住："}, atHome)
	look([]string{
		"党群服务", "服务中心", "服务站", "居委会", "村委会", "办公", "警务", "工作站", "公司", "会议", "设在", "地点", "会址", "综治", "物业", "阵地", "图书",
		"书屋", "驿站", "门诊", "诊所", "超市", "药店", "学校", "幼儿园", "事务所", "大厅", "中心", "活动室", "政务", "用房", "大厦", "写字楼", "综合楼",
	}, atWork)
	return found
}

// office is whether what stands behind a place is no home.
func (s *scan) office(end int) bool {
	behind := s.text[end:min(len(s.text), end+36)]
	if i := strings.IndexAny(behind, "。；;，,\n|"); i >= 0 {
		behind = behind[:i]
	}
	for _, w := range []string{"党群", "服务", "办公", "活动室", "会议", "图书", "书屋", "驿站", "警务", "用房", "阵地", "教室"} {
		if strings.Contains(behind, w) {
			return true
		}
	}
	return false
}

// room tries the short form of a home, 6-2-1103, behind the name of an estate.
func (s *scan) room(i, end int) {
	s.split()
	n := len(s.atoms)
	if n != 3 || s.atoms[0].len() > 2 || s.atoms[1].len() > 2 || s.atoms[2].len() < 3 || s.atoms[2].len() > 4 {
		return
	}
	for _, a := range s.atoms[1:] {
		if s.run[a.from].gap != tight {
			return
		}
	}
	start := s.placeBefore(i)
	where := s.home(start, i)
	if residence(s.text[start:i]) && where != atWork && !s.office(end) {
		s.found(HomeAddress, start, end, where == atHome)
	}
}
