package privacy

import (
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// found lists what a finder finds as "code text".
func found(f *Finder, text string) []string {
	var all []string
	for _, m := range f.Find(text) {
		all = append(all, m.Kind.Code()+" "+text[m.Start:m.End])
	}
	return all
}

// A finding and a near miss of each kind.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"身份证410901199003075516", []string{"resident-id 410901199003075516"}},
		{"流程编号410901199003075517", nil},                                    // the check character is wrong
		{"410901199003075000", []string{"resident-id 410901199003075000"}}, // by a spreadsheet
		{"项目编号330424202301010000，合同330424-2023-0101-0000，投资330424202301010000元", nil},
		{"身份证号：410901900307551", []string{"resident-id-old 410901900307551"}},
		{"注册号：410901900307551", nil},
		{"手机138-0013-8000。", []string{"mobile-number 138-0013-8000"}},
		{"手机 +86 138 0013 8000", []string{"mobile-number +86 138 0013 8000"}},
		{"订单号13800138000", nil},
		{"电话（0393）4811234转802", []string{"landline-number （0393）4811234转802"}},
		{"刊号0393-4811", nil},
		{"卡号6222 0211 0000 0000 012", nil},
		{"工资卡6222021234567890128", []string{"bank-card 6222021234567890128"}},
		{"邮箱li01（at）163.com", []string{"email-address li01（at）163.com"}},
		{"图片icon@2x.png", nil},
		{"豫J·12345停在门口", []string{"car-plate 豫J·12345"}},
		{"豫J12345号批复", nil},
		{"护照E12345678", []string{"passport-number E12345678"}},
		{"货号E12345678", nil},
		{"张某家住幸福小区3号楼2单元501室", []string{"home-address 幸福小区3号楼2单元501室"}},
		{"党群服务中心地址：幸福小区3号楼2单元101室", nil},
		{"张某1381234**78", []string{"half-masked 1381234**78"}},
		{"张某138****5678，410901********5516", nil},
		{"一三八〇〇一三八〇〇〇", []string{"mobile-number 一三八〇〇一三八〇〇〇"}},
		{"一、三、八、〇、〇、一、三、八、〇、〇、〇", nil},
	} {
		if diff := cmp.Diff(c.want, found(New(Options{}), c.text)); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

func TestOrganisationIsAllowed(t *testing.T) {
	f := New(Options{
		Phones: []string{"0393-4811234", "+86 138 0013 8000", "4820000"},
		Emails: []string{"Office@corp.cn", "@party.cn"},
	})
	for _, text := range []string{
		"电话（0393）4811234", "电话：4811234", "电话+86-393-481 1234", "手机13800138000", "手机８６－138 0013 8000", "0393-4820000",
		"office@corp.cn", "ＯＦＦＩＣＥ＠corp.cn", "anyone@party.cn",
	} {
		if got := found(f, text); got != nil {
			t.Errorf("%s: %q", text, got)
		}
	}
	for _, text := range []string{"电话0393-4811235", "手机13800138001", "other@corp.cn", "a@not-party.cn"} {
		if len(found(f, text)) != 1 {
			t.Errorf("%s passes", text)
		}
	}
}

// What is proposed as a mend is no finding itself.
func TestMask(t *testing.T) {
	f := New(Options{})
	for _, c := range []struct {
		kind       Kind
		text, want string
	}{
		{ResidentID, "410901199003075516", "410901********5516"},
		{ResidentID, "４１０９０１ 19900307 551x", "410901********551X"},
		{OldResidentID, "410901900307551", "410901******551"},
		{Mobile, "+86 138-0013-8000", "138****8000"},
		{Mobile, "一三八〇〇一三八〇〇〇", "138****8000"},
		{Landline, "（0393）4811234", "0393****234"},
		{BankCard, "6222 0212 3456 7890 128", "622202*********0128"},
		{Email, "li01(at)163(dot)com", "l***@163.com"},
		{Plate, "豫J·12345", "豫J***45"},
		{Passport, "E12345678", "E*****678"},
		{HalfMasked, "1381234**78", "138****"},
		{HalfMasked, "4109011990****5516", "410901********5516"},
		{HomeAddress, "幸福小区3号楼2单元501室", ""},
		{Mobile, "138", ""},
	} {
		got := f.Mask(c.text, c.kind)
		if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
		if again := found(f, "张某 "+got+" 已核对"); got != "" && again != nil {
			t.Errorf("%s: %q is found as %q", c.text, got, again)
		}
	}
}

func TestManyGoroutines(t *testing.T) {
	f := New(Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if len(f.Find("手机13800138000，身份证410901199003075516")) != 2 {
					t.Error("not found")
				}
			}
		})
	}
	wg.Wait()
}

// TestLinear is that eight times the text takes nowhere near 64 times as long.
func TestLinear(t *testing.T) {
	f := New(Options{})
	for _, unit := range []string{
		"1", "1 ", "一", "138 ", "1-", "13800138000 ", "京A", "号1", "1号", "3单元", "a@", "a.", "@", "(at)", "O1", "1*", "x1", "\u200b1", "(0", "6222",
	} {
		took := func(n int) time.Duration {
			text := strings.Repeat(unit, n)
			start := time.Now()
			f.Find(text)
			return time.Since(start)
		}
		// The best of many tries, so that other work on the machine does not count.
		small, large := time.Hour, time.Hour
		for range 100 {
			small, large = min(small, took(2_000)), min(large, took(16_000))
			if large < 24*small {
				break
			}
		}
		if large >= 24*small {
			t.Errorf("%q: %v, eight times as much %v", unit, small, large)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"手机138-0013-8000，身份证410901199003075516", "豫J·12345 a@b.cn", "（0393）4811234转8", "3号楼2单元501室", "１３８****１２３４", "\xff1\xe4\xb8",
	} {
		f.Add(text)
	}
	finder := New(Options{Phones: []string{"4811234"}, Emails: []string{"@a.cn"}})
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range finder.Find(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || m.Kind.Code() == "" {
				t.Fatalf("%+v after %d of %d", m, end, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%+v cuts a character", m)
			}
			end = m.End
			finder.Mask(text[m.Start:m.End], m.Kind)
		}
	})
}
