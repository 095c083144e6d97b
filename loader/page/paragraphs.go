package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/internal/diplo"
)

// lineBreak stands for a br element; two, with nothing between them, end a paragraph.
const lineBreak = "\x1e"

// Paragraphs gives the text of HTML that is an article and nothing else, as feeds carry it: its paragraphs, a blank line between two.
// HTML that is too large is diplo.Invalid.
func Paragraphs(content string) (string, error) {
	nodes, err := html.ParseFragment(strings.NewReader(content), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	if err != nil {
		return "", diplo.Errorf(diplo.Invalid, "not HTML: %w", err)
	}
	article := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
	for _, node := range nodes {
		article.AppendChild(node)
	}
	if countElements(article) > MaxElements {
		return "", diplo.Errorf(diplo.Invalid, "HTML of more than %d elements", MaxElements)
	}
	return strings.Join(paragraphsOf(article), "\n\n"), nil
}

// paragraphsOf gives the paragraphs below content in order, white space collapsed. Elements that stand on lines of their own
// end a paragraph; what is written within a line does not.
func paragraphsOf(content *html.Node) []string {
	var paragraphs []string
	var line strings.Builder
	flush := func() {
		for part := range strings.SplitSeq(line.String(), lineBreak+lineBreak) {
			if paragraph := collapse(strings.ReplaceAll(part, lineBreak, " ")); paragraph != "" {
				paragraphs = append(paragraphs, paragraph)
			}
		}
		line.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			if text := line.String(); !strings.HasSuffix(text, lineBreak) || strings.TrimSpace(n.Data) != "" {
				line.WriteString(n.Data)
			}
			return
		case n.DataAtom == atom.Br:
			line.WriteString(lineBreak)
			return
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Noscript:
			return
		}
		breaks := !inline[n.DataAtom] && n.Type == html.ElementNode
		if breaks {
			flush()
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
		if breaks {
			flush()
		}
	}
	walk(content)
	flush()
	return paragraphs
}

// inline are the elements that stand within a line.
var inline = map[atom.Atom]bool{atom.A: true, atom.B: true, atom.I: true, atom.Em: true, atom.Strong: true, atom.Span: true, atom.Mark: true, atom.Small: true, atom.Sub: true, atom.Sup: true, atom.U: true,
	atom.S: true, atom.Del: true, atom.Ins: true, atom.Q: true, atom.Cite: true, atom.Code: true, atom.Abbr: true, atom.Time: true, atom.Font: true, atom.Wbr: true, atom.Bdi: true, atom.Bdo: true, atom.Dfn: true, atom.Kbd: true, atom.Var: true, atom.Samp: true, atom.Label: true, atom.Data: true}

// textOfFirst is the text of the first element of that kind that has any; its first paragraph, where the page forgot to close it.
func textOfFirst(document *html.Node, kind atom.Atom) string {
	for n := range document.Descendants() {
		if n.DataAtom == kind {
			if paragraphs := paragraphsOf(n); len(paragraphs) > 0 {
				return paragraphs[0]
			}
		}
	}
	return ""
}

// attribute is the value of an attribute, "" when it is not there.
func attribute(n *html.Node, key string) string {
	value, _ := lookup(n, key)
	return value
}

// lookup tells an attribute that is there without a value from one that is not.
func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// invisible are marks that say where a line may break, or nothing at all.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u2060", "")

// collapse writes each run of white space as one space, with none at the ends.
func collapse(text string) string { return strings.Join(strings.Fields(invisible.Replace(text)), " ") }
