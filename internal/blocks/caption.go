package blocks

import (
	"regexp"
	"strings"

	"entente/internal/dates"
)

var (
	// captionCue is what only captions and credits say.
	captionCue = regexp.MustCompile(`(?i)(^|[\[(])((file|handout|undated|archive) )?(photo(graph)?|picture|image|pictured|foto)\b( by| credit| taken| shows?|:)|^(file|handout|archive) (photo|picture|image|pic)\b|` +
		`\b(photo|image|picture) ?(credit)?: |[\[(](photo|image|file|handout)[^)\]]{0,60}[\])]|` +
		`(AFP|AP|Reuters|EPA|Getty Images|Anadolu|TASS|Xinhua)(/[\p{L} ]+)? ?(photo|images?)\b|/(AFP|AP|Reuters|REUTERS|EPA|Getty Images|Getty|Pool)\)?\.?$|[|] ?(AFP|AP|Reuters|EPA|Getty Images)$`)
	// filePhoto marks a picture older than the article.
	filePhoto = regexp.MustCompile(`(?i)\b(file|archive|undated)\b`)
)

// longestCaption is how many words a caption may have.
const longestCaption = 60

// caption tells whether the paragraph goes with a picture: by its credit, or because
// it stands above the article as a sentence with a full date.
func (p *page) caption(i int) bool {
	s := p.text(i)
	if len(strings.Fields(s)) > longestCaption {
		return false
	}
	if captionCue.MatchString(s) {
		return true
	}
	above := p.start < 0 && !endsSentence(s) || p.start > i
	return above && len(strings.Fields(s)) >= 7 && len(dates.Full(s)) > 0 && !mostlyDate(s)
}
