package markup
import ("encoding/json";"os";"testing";"strings";"regexp";"fmt";"bytes";"golang.org/x/net/html")
func skel(s string) string {
 z:=html.NewTokenizer(strings.NewReader(s)); var b strings.Builder
 for { switch z.Next(){ case html.ErrorToken: return regexp.MustCompile(`\s+`).ReplaceAllString(strings.TrimSpace(b.String())," ")
 case html.TextToken: b.WriteString(html.UnescapeString(string(z.Text())))
 case html.StartTagToken, html.SelfClosingTagToken: t:=z.Token(); if t.Data=="h1"{t.Data="h2"}; b.WriteString("<"+t.Data+">")
 case html.EndTagToken: t:=z.Token();  if t.Data=="h1"{t.Data="h2"}; b.WriteString("</"+t.Data+">")
 }}
}
type okFile struct{}
func (okFile) Page(p string)(string,bool){return p,true}
func (okFile) Resource(p string)(Resource,bool){return Resource{URL:p},true}
func TestSpec(t *testing.T){
 b,err:=os.ReadFile(os.Getenv("HOME")+"/go/pkg/mod/github.com/yuin/goldmark@v1.8.7/_test/spec.json"); if err!=nil {t.Skip()}
 var ex []struct{Markdown,Html,Section string; Example int}
 json.Unmarshal(b,&ex)
 c:=New(Options{}); fails:=map[string]int{}
 for _,e:=range ex {
  if e.Section=="Raw HTML"||e.Section=="HTML blocks" {continue}
  d,_:=c.Convert(Source{Path:"a/b/c.md",Text:[]byte(e.Markdown),Site:okFile{}})
  if bytes.Contains([]byte(e.Html),[]byte("<a href=\"/")) && os.Getenv("ALL")=="" {continue}
  if g,w:=skel(string(d.HTML)),skel(e.Html); g!=w { fails[e.Section]++; fmt.Printf("%d %s\n%q\n got %s\nwant %s\n\n",e.Example,e.Section,e.Markdown,g,w)}
 }
 fmt.Println(fails)
}
