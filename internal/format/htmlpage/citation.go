package htmlpage

import (
	"strings"

	"gloss/internal/report"
	"gloss/internal/richtext"
)

// citation is evidence as the page cites it: author, title (year), page, address.
type citation struct {
	Author, Title, Rest []run
	Plain               bool   // one text, not a title
	URL                 string // where the title leads; "" where nowhere
	Address             []run  // the address as text, where no link may lead there
}

func (b *pageBuilder) sources(sources []report.Source) []citation {
	var out []citation
	for _, s := range sources {
		cited := citation{Author: runs(s.Author), Title: runs(s.Title), Rest: runs(rest(s))}
		cited.Plain = s.Author == "" && s.Year == "" && s.Page == "" && s.URL == ""
		if s.URL != "" {
			if url, ok := richtext.Address(s.URL); ok && !strings.HasPrefix(url, "#") {
				cited.URL = url
			} else {
				cited.Address = runs(s.URL)
			}
		}
		if len(cited.Title) == 0 && cited.URL != "" {
			cited.Title = runs(s.URL)
		}
		out = append(out, cited)
	}
	return out
}

// rest is what follows a source's title.
func rest(s report.Source) string {
	out := ""
	if s.Year != "" {
		out = " (" + s.Year + ")"
	}
	switch {
	case s.Page == "":
	case s.Page[0] < '0' || s.Page[0] > '9':
		out += ", " + s.Page
	case strings.ContainsAny(s.Page, "-–,"):
		out += ", pp. " + s.Page
	default:
		out += ", p. " + s.Page
	}
	return out
}
