package markup
import ("testing";"os";"fmt")
type anyFile struct{}
func (anyFile) Page(p string)(string,bool){ return p[:len(p)-3]+".html", len(p)>3 && p[len(p)-3:]==".md" && p!="x.md"}
func (anyFile) Resource(p string)(Resource,bool){ return Resource{p,640,480}, true}
func TestTry(t *testing.T){
 b,_:=os.ReadFile(os.Getenv("TRY"))
 if b==nil {t.Skip()}
 d,l:=New(Options{"表格","返回正文"}).Convert(Source{Path:"cases/a.md",Line:10,Base:"../",Text:b,Site:anyFile{}})
 fmt.Println(string(d.HTML)); for _,s:=range d.Sections{fmt.Printf("== %+v\n",s)}; fmt.Println(d.Headings,d.Refs,d.Characters)
 for _,x:=range l {fmt.Println(x)}
}
