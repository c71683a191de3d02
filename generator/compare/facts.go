package compare

import (
	"touyan/generator/content"
	"touyan/generator/site"
	"touyan/generator/view"
)

// facts is a case as the compare page shows it; the package comment says what
// stands where.
type facts struct {
	Title        string      `json:"title"`
	Type         string      `json:"type,omitempty"`
	Region       []string    `json:"region,omitempty"`
	Sector       string      `json:"sector,omitempty"`
	Level        string      `json:"level,omitempty"`
	Organization string      `json:"organization,omitempty"`
	Brand        string      `json:"brand,omitempty"`
	Started      string      `json:"started,omitempty"`
	Date         string      `json:"date,omitempty"`
	Problems     []string    `json:"problems,omitempty"`
	Practices    []practice  `json:"practices,omitempty"`
	Outcomes     []outcome   `json:"outcomes,omitempty"`
	Conditions   *conditions `json:"conditions,omitempty"`
	Lessons      []string    `json:"lessons,omitempty"`
	Sources      []source    `json:"sources,omitempty"`
}

type practice struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

type outcome struct {
	Indicator string   `json:"indicator"`
	Dimension string   `json:"dimension"`
	Scope     string   `json:"scope,omitempty"`
	Note      string   `json:"note,omitempty"`
	Inferred  bool     `json:"inferred,omitempty"`
	Figures   []figure `json:"figures"`
	Change    *change  `json:"change,omitempty"`
}

type figure struct {
	Year   int     `json:"year,omitempty"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Factor float64 `json:"factor"`
	Approx bool    `json:"approx,omitempty"`
	About  bool    `json:"about,omitempty"`
}

type change struct {
	From    int    `json:"from"`
	To      int    `json:"to"`
	Times   string `json:"times"`
	Percent string `json:"percent"`
	Yearly  string `json:"yearly,omitempty"`
	Approx  bool   `json:"approx,omitempty"`
}

type conditions struct {
	Where  string `json:"where,omitempty"`
	Cost   string `json:"cost,omitempty"`
	People string `json:"people,omitempty"`
	Period string `json:"period,omitempty"`
}

type source struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Date      string `json:"date,omitempty"`
	URL       string `json:"url,omitempty"`
}

func newFacts(s *site.Site, p *content.Page) facts {
	f := facts{
		Title: p.Title, Type: s.Config.TypeLabel(p.Type), Region: p.Region, Sector: s.Config.SectorLabel(p.Sector),
		Level: s.Config.LevelLabel(p.Level), Organization: p.Organization, Started: p.Started.String(), Date: p.Date.String(),
		Problems: p.Problems, Lessons: p.Lessons,
	}
	if b := s.BrandOf(p); b != nil {
		f.Brand = b.Title
	}
	if c := conditions(p.Conditions); c != (conditions{}) {
		f.Conditions = &c
	}
	for i, x := range p.Practices {
		f.Practices = append(f.Practices, practice{view.PracticeID(i), x.Title, x.Detail})
	}
	for i := range p.Outcomes {
		if o := &p.Outcomes[i]; len(o.Figures) > 0 {
			f.Outcomes = append(f.Outcomes, newOutcome(o))
		}
	}
	for _, x := range p.Sources {
		f.Sources = append(f.Sources, source{x.Title, x.Publisher, x.Date.String(), x.URL})
	}
	return f
}

func newOutcome(o *content.Outcome) outcome {
	out := outcome{Indicator: o.Indicator, Dimension: o.Figures[0].Dimension, Scope: o.Scope, Note: o.Note, Inferred: o.YearInferred}
	for _, f := range o.Figures {
		out.Figures = append(out.Figures, figure{f.Year, f.Value, f.Unit, f.Factor, f.Approx, f.About})
	}
	if c := view.NewOutcome(o).Change; c != nil {
		out.Change = &change{c.From, c.To, c.Times, c.Percent, c.Yearly, c.Approx}
	}
	return out
}
