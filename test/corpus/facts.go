package corpus

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Facts is the front matter of a case; docs/content.md says what the keys mean.
type Facts struct {
	Title, Summary         string
	Date, Updated          string
	Type, Sector, Level    string
	Region                 []string
	Organization, Brand    string
	Started                string
	Problems, Tags         []string
	Lessons                []string
	Practices              []Practice
	Outcomes               []Outcome
	Members                []Member
	Where, Cost, People    string
	Period                 string
	Sources                []Source
	Bundle                 bool
	Index                  int
	village, product, town string
	county, slogan         string
	topics                 []string
	year                   int
}

// Practice is one thing a peer can copy.
type Practice struct{ Title, Detail string }

// Member is an organisation of an alliance and its part in it.
type Member struct{ Name, Role string }

// Source says where the facts come from.
type Source struct{ Title, Publisher, Date, URL string }

// Outcome is one figure by year, or one Value of one Year when Values is empty.
type Outcome struct {
	Indicator, Unit   string
	Values            []YearValue
	Value             string
	Year              int
	Approx, YearGuess bool
	Scope, Note       string
}

// YearValue is a figure as written, with its year.
type YearValue struct {
	Year  int
	Value string
}

// Types, sectors and levels with their shares in a hundred.
var (
	caseTypes = weighted{{"alliance", 18}, {"village", 22}, {"method", 20}, {"site", 12}, {"project", 18}, {"cobuild", 10}}
	sectors   = weighted{{"rural", 34}, {"community", 20}, {"soe", 14}, {"campus", 9}, {"agency", 9}, {"new", 9}, {"market", 5}}
	levels    = weighted{{"county", 38}, {"city", 26}, {"township", 18}, {"province", 13}, {"national", 5}}
)

// weighted is a list of values and their shares in a hundred.
type weighted []struct {
	value string
	share int
}

func (w weighted) draw(r *rand.Rand) string {
	n := r.IntN(100)
	for _, v := range w {
		if n -= v.share; n < 0 {
			return v.value
		}
	}
	return w[0].value
}

// facts draws the front matter of case i. The order of the draws is part of the
// corpus: a new one goes last, or every text changes.
func (g *Generator) facts(r *rand.Rand, i int) Facts {
	f := Facts{
		Index: i, Bundle: g.bundled(i),
		Type: caseTypes.draw(r), Sector: sectors.draw(r), Level: levels.draw(r),
	}
	c := g.countyZ.draw(r)
	f.slogan = g.slogan(r)
	if r.IntN(10) < 6 {
		b := g.brandOf(r, i)
		f.Brand, f.slogan = b.slug, b.slogan
		if r.IntN(10) < 7 {
			c = b.county
		}
	}
	f.place(g, r, c)
	f.dates(r)
	for range 5 + r.IntN(6) {
		f.topics = append(f.topics, g.rare[r.IntN(len(g.rare))])
	}
	p := &prose{g: g, r: r, f: &f}
	f.describe(p)
	f.lists(p)
	return f
}

// brandOf chooses a brand that every corpus holding case i holds too.
func (g *Generator) brandOf(r *rand.Rand, i int) brandFacts {
	k := i / casesPerBrand
	if r.IntN(2) == 0 {
		k = r.IntN(k + 1)
	}
	return g.brandFacts(k)
}

// unitSuffix says what kind of place {village} is in each sector.
func unitSuffix(sector string) string {
	switch sector {
	case "rural":
		return "村"
	case "community":
		return "社区"
	case "soe":
		return "公司"
	case "campus":
		return "学院"
	case "agency":
		return "机关"
	case "new":
		return "园区"
	default:
		return "商圈"
	}
}

func (f *Facts) place(g *Generator, r *rand.Rand, c int) {
	f.county = g.counties[c].name()
	f.town = g.town(c, r.IntN(townsPerCounty))
	f.Region = append(append([]string{}, g.counties[c]...), f.town)
	chars := g.lex["villagechar"].words
	f.village = chars[r.IntN(len(chars))] + chars[r.IntN(len(chars))] + unitSuffix(f.Sector)
	// A few cases are of a whole county and a few of a village by name.
	switch n := r.IntN(20); {
	case n == 0:
		f.Region = f.Region[:len(f.Region)-1]
	case n < 5 && f.Sector == "rural":
		f.Region = append(f.Region, f.village)
	}
	if len(f.Region) > 4 {
		f.Region = f.Region[:4]
	}
	f.Organization = f.county + f.village + "党总支"
	rare := []rune(g.rare[r.IntN(len(g.rare))])
	f.product = string(rare[:1+r.IntN(2)]) + g.lex["cropkind"].word(r)
}

func (f *Facts) dates(r *rand.Rand) {
	f.year = 2016 + r.IntN(10)
	month, day := 1+r.IntN(12), 1+r.IntN(28)
	f.Date = fmt.Sprintf("%d-%02d-%02d", f.year, month, day)
	if r.IntN(4) == 0 {
		f.Updated = fmt.Sprintf("%d-%02d-%02d", f.year, month, min(28, day+r.IntN(5)))
	}
	f.Started = strconv.Itoa(f.year - 1 - r.IntN(6))
	if r.IntN(3) == 0 {
		f.Started += fmt.Sprintf("-%02d", 1+r.IntN(12))
	}
}

// describe writes the title, the summary and the conditions.
func (f *Facts) describe(p *prose) {
	titles := []string{
		"{village}：以“{slogan}”{verb}{object}", "{town}{product}产业党建联盟：{idiom}，{idiom}",
		"“{slogan}”：{village}{verb}{object}的实践", "{village}{verb}{object}，{result}",
		"{county}{village}：{product}长在{topic}上", "从{rare}到{topic}：{village}的{object}",
	}
	f.Title = p.line(titles[p.r.IntN(len(titles))])
	f.Summary = p.line("{issue}。{actor}{action}，{result}。")
	if p.r.IntN(3) > 0 {
		f.Where = p.line("有{object}、{who}愿意参与的地方")
		f.Cost = p.line("起步约{money}")
		f.People = p.line("{actor}牵头，{who}{n1}名")
		f.Period = p.line("{n1}个月见效")
	}
}

// lists fills every list of the front matter.
func (f *Facts) lists(p *prose) {
	f.Problems = p.distinct(2+p.r.IntN(3), func() string { return p.g.problems[p.g.problemZ.draw(p.r)] })
	f.Tags = p.distinct(3+p.r.IntN(4), func() string { return p.g.lex["tag"].word(p.r) })
	for _, t := range p.distinct(3+p.r.IntN(3), func() string { return p.line("{practice}") }) {
		f.Practices = append(f.Practices, Practice{t, p.line("{clause}，{result}。")})
	}
	for _, d := range p.distinct(2+p.r.IntN(4), func() string { return p.g.lex["indicator"].word(p.r) }) {
		f.Outcomes = append(f.Outcomes, p.outcome(d))
	}
	for range 2 + p.r.IntN(3) {
		f.Lessons = append(f.Lessons, p.line("{lesson}"))
	}
	if f.Type == "alliance" {
		f.members(p)
	}
	for range 1 + p.r.IntN(2) {
		f.Sources = append(f.Sources, p.source())
	}
}

func (f *Facts) members(p *prose) {
	names := p.distinct(4+p.r.IntN(5), func() string { return p.line("{town}{surnameunit}{rare}公司党支部") })
	for k, name := range names {
		role := "牵头单位"
		if k > 0 {
			role = p.g.lex["role"].word(p.r)
		}
		f.Members = append(f.Members, Member{name, role})
	}
}

func (p *prose) source() Source {
	s := Source{
		Title:     p.line("{village}{verb}{object}的做法"),
		Publisher: p.g.lex["publisher"].word(p.r),
		Date:      p.f.Date[:7],
	}
	if p.r.IntN(2) == 0 {
		s.URL = fmt.Sprintf("https://example.org/news/%d/%06d.html", p.f.year, p.r.IntN(1000000))
	}
	return s
}

// outcome draws the figures of one "indicator|unit", in one of the ways people
// write them.
func (p *prose) outcome(d string) Outcome {
	name, unit, _ := strings.Cut(d, "|")
	o := Outcome{Indicator: name, Unit: unit}
	last, base := p.f.year-1, 1+p.r.ExpFloat64()*60
	if unit == "%" {
		base = 40 + 30*p.r.Float64()
	}
	switch n := p.r.IntN(10); {
	case n < 5: // a series, latest years most often given
		for y := last - 1 - p.r.IntN(4); y <= last; y++ {
			base *= 1 + 0.15*p.r.Float64()
			if unit == "%" {
				base = min(base, 99.8)
			}
			o.Values = append(o.Values, YearValue{y, decimal(base)})
		}
	case n < 7: // written out with the unit
		o.Unit, o.Year = "", last
		o.Value = decimal(base) + unit
	case n < 8 && unit != "%": // rounded, as reports like it
		o.Unit, o.Year, o.Approx = "", last, true
		o.Value = strconv.Itoa(100*(1+p.r.IntN(40))) + "余" + unit
	default:
		o.Year, o.Value = last, decimal(base)
		o.YearGuess = p.r.IntN(5) == 0
	}
	if name == "人均可支配收入" && len(o.Values) > 1 && p.r.IntN(2) == 0 {
		o.mixUnits(p.r)
	}
	if p.r.IntN(8) == 0 {
		o.Scope = p.line("{town}")
	}
	if p.r.IntN(10) == 0 {
		o.Note = p.line("由{actor}统计")
	}
	return o
}

// mixUnits writes an early figure in 元 and the last in 万元, the trap that real
// cases set.
func (o *Outcome) mixUnits(r *rand.Rand) {
	o.Unit = ""
	for k := range o.Values {
		o.Values[k].Value = strconv.Itoa(7000+900*k+r.IntN(800)) + "元"
	}
	o.Values[len(o.Values)-1].Value = decimal(2+3*r.Float64()) + "万元"
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
