package blocks

import (
	"regexp"
	"strings"

	"entente/internal/dates"
	"entente/internal/fold"
)

// page is a text on its way to being classified.
type page struct {
	body   string
	blocks []Block
	prose  []bool // paragraphs that look like sentences
	start  int    // the first paragraph of the article itself
	line   dateline
}

// headReach is how many paragraphs from the top a dateline is looked for.
const headReach = 15

func (p *page) text(i int) string { return p.blocks[i].Of(p.body) }

// findStart looks for the paragraph that the article begins with: the one behind a
// dateline, else the first of prose that is no caption.
func (p *page) findStart() {
	p.start = -1
	if len(p.blocks) == 1 { // a report of one paragraph, as a wire or a list of news has them
		p.line, _ = readDateline(p.text(0), false)
		p.start = 0
		return
	}
	for i := range p.blocks[:min(len(p.blocks), headReach)] {
		if d, ok := readDateline(p.text(i), true); ok && (p.prose[i] || d.end == p.blocks[i].Len()) {
			p.line, p.start = d, i
			return
		}
	}
	for i := range p.blocks {
		if p.prose[i] && !boilerplate(p.text(i)) && !p.caption(i) {
			p.start = i
			return
		}
	}
	// No prose at all: the longest paragraph that isn't a date.
	for i := range p.blocks {
		if p.start < 0 || p.blocks[i].Len() > p.blocks[p.start].Len() && !mostlyDate(p.text(i)) {
			p.start = i
		}
	}
}

// classifyHead reads what stands above the article. The headline is what stands there
// twice, else the first line of several words.
func (p *page) classifyHead() {
	headline := -1
	var lines []int
	for i := range p.blocks[:p.start] {
		s := p.text(i)
		switch {
		case publishedLine.MatchString(s) || mostlyDate(s):
			p.blocks[i].Kind = Masthead
		case boilerplate(s):
			p.blocks[i].Kind = Boilerplate
		case p.caption(i):
			p.blocks[i].Kind = Caption
		default:
			lines = append(lines, i)
		}
	}
	first := map[string]int{}
	for _, i := range lines {
		key := fold.String(p.text(i))
		if at, twice := first[key]; twice {
			p.blocks[i].Kind = Boilerplate
			if headline < 0 && len(strings.Fields(key)) >= 3 {
				headline = at
			}
			continue
		}
		first[key] = i
	}
	for _, i := range lines {
		if headline < 0 && p.blocks[i].Kind == "" && len(strings.Fields(p.text(i))) >= 4 {
			headline = i
		}
	}
	for _, i := range lines { // a short one: what stands next to the article
		if p.blocks[i].Kind == "" && len(strings.Fields(p.text(i))) >= 2 && (headline < 0 || len(strings.Fields(p.text(headline))) < 4) {
			headline = i
		}
	}
	for _, i := range lines {
		words := len(strings.Fields(p.text(i)))
		switch {
		case p.blocks[i].Kind != "":
		case i == headline:
			p.blocks[i].Kind = Headline
		case words <= 3:
			p.blocks[i].Kind = Boilerplate
		case i < headline:
			p.blocks[i].Kind = Masthead
		default:
			p.blocks[i].Kind = Subheading
		}
	}
}

// classifyRest reads the article and what stands below it.
func (p *page) classifyRest() {
	headlines := map[string]bool{}
	for i := range p.blocks[:p.start] {
		if p.blocks[i].Kind == Headline {
			headlines[fold.String(p.text(i))] = true
		}
	}
	listing := false // below "Most read" stand the headlines of other articles
	for i := p.start; i < len(p.blocks); i++ {
		s := p.text(i)
		kind := Body
		switch {
		case i == p.start:
		case publishedLine.MatchString(s):
			kind = Masthead
		case boilerplate(s) || headlines[fold.String(s)]:
			kind = Boilerplate
			listing = listing || listHead.MatchString(s)
		case p.caption(i):
			kind = Caption
		case dashed(s):
			kind, listing = Subheading, false
		case p.prose[i]:
			listing = false
		case listing || mostlyDate(s):
			kind = Boilerplate
		case len(strings.Fields(s)) <= 12 && !endsSentence(s) && !list(s):
			kind = Subheading
			if i == len(p.blocks)-1 {
				kind = Boilerplate // nothing follows that it could head
			}
		}
		p.blocks[i].Kind = kind
	}
}

// cutDateline parts the dateline from the paragraph that it opens.
func (p *page) cutDateline() []Block {
	if p.line.end == 0 {
		return p.blocks
	}
	opening := p.blocks[p.start]
	d := Block{Kind: Dateline, Place: p.line.place, Span: opening.Span}
	d.End = opening.Start + p.line.end
	d.Span = trim(p.body, d.Span)
	rest := opening
	rest.Start = opening.Start + p.line.end
	rest.Span = trim(p.body, rest.Span)
	out := append([]Block{}, p.blocks[:p.start]...)
	out = append(out, d)
	if rest.Len() > 0 {
		out = append(out, rest)
	}
	return append(out, p.blocks[p.start+1:]...)
}

// dashed tells a heading between dashes.
func dashed(s string) bool {
	const dashes = "-–—"
	left, right := strings.TrimLeft(s, dashes), strings.TrimRight(s, dashes)
	return left != s && right != s && strings.HasPrefix(left, " ") && strings.HasSuffix(right, " ") && len(strings.Fields(s)) <= 17
}

// list tells an item of a list, which goes with the prose round it.
func list(s string) bool { return strings.HasPrefix(s, "• ") || strings.HasPrefix(s, "* ") }

// mostlyDate tells a line that says little more than a date.
func mostlyDate(s string) bool {
	if len(strings.Fields(s)) > 14 {
		return false
	}
	letters := 0
	for _, d := range dates.FullNear(s, 0) {
		letters += d.Len()
	}
	return letters > 0 && letters*5 >= len(s)*2
}

var publishedLine = regexp.MustCompile(`(?i)^(first )?(published|updated|posted|issued|date|modified|last (updated|modified)|created)\b( on| at)?[: ]+.*[0-9]`)

// boilerplateLine matches lines, or the beginnings of lines, that pages have and articles do not.
var boilerplateLine = regexp.MustCompile(`(?i)^(` + strings.Join([]string{
	`read (more|also|next|the full)\b.*`, `most (read|popular|viewed)\b.*`, `related( (articles?|stories|topics|coverage|news))?:?$`, `also read:?.*`, `see also:?.*`,
	`more (from|on|stories|news)\b.*`, `recommended( for you)?:?$`, `you may also like.*`, `trending( now)?$`, `latest news$`, `breaking news$`, `top stories$`, `editor'?s'? picks?$`,
	`share( this)?( (article|story|on|via|page).*)?:?$`, `(facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email|e-mail|print|copy link|comments?|save)([ ,|/·•]+(facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email|e-mail|print|copy link|comments?|save|share))*$`,
	`follow us\b.*`, `subscribe\b.*`, `sign (up|in)\b.*`, `log ?in\b.*`, `register\b.*(free|account|now).*`, `advertisements?$`, `sponsored( content)?$`, `click here\b.*`, `skip to\b.*`, `listen to (this|the)\b.*`,
	`watch:? .*video.*`, `loading\.*$`, `newsletters?$`, `(all rights reserved|copyright|©)\b?.*`, `.*all rights reserved\.?$`, `home( [>»/|] .*)?$`, `menu$`, `search$`, `advert$`, `tags?:.*`, `topics?:.*`, `keywords?:.*`, `source:.*`,
	`\(?(additional )?(reporting|writing|editing) by .*`, `\(?with (additional )?reporting (by|from) .*`, `this (article|story) (was|has been|is) (first |originally )?(published|produced|republished|translated|updated)\b.*`,
	`by [\p{Lu}][\p{L}.'’-]+( (and |, )?[\p{Lu}][\p{L}.'’-]+){0,7}$`, `by (staff|our|agence|associated|reuters|afp|ap)\b.{0,40}$`, `[0-9]+ (min(ute)?s?|hours?|days?|weeks?) (read|ago)$`, `[0-9]+ (comments?|shares?|views?)$`, `cookies?\b.{0,60}$`, `accept (all )?cookies.*`, `we use cookies\b.*`,
}, "|") + `)`)

var listHead = regexp.MustCompile(`(?i)^(most |related|more |also read|see also|recommended|you may|trending|latest news|top stories|read (more|also|next))`)

// longestBoilerplate is how many words a line of boilerplate may have: what is longer is an article's.
const longestBoilerplate = 30

func boilerplate(s string) bool {
	if len(strings.Fields(s)) > longestBoilerplate {
		return false
	}
	at := boilerplateLine.FindStringIndex(s)
	return at != nil && at[1] == len(s)
}
