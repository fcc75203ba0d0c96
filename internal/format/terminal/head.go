package terminal

import (
	"strconv"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/report"
)

// head writes what stands before the essay.
func (p *page) head() {
	h := p.r.Head
	p.block(indent{}, []run{{text: oneLine(h.Title), style: style{attr: bold}}})
	var who []string
	if h.Student != "" {
		who = append(who, oneLine(h.Student))
	}
	if h.Marker != "" {
		who = append(who, "marked by "+oneLine(h.Marker))
	}
	if h.Date != "" {
		who = append(who, oneLine(h.Date))
	}
	if len(who) > 0 {
		p.block(indent{}, []run{plain(strings.Join(who, " · "))})
	}
	if h.Overall != "" {
		p.section("Overall")
		p.markdown(indent{}, h.Overall)
	}
	p.points("What works", h.Strengths, "+ ")
	p.points("What to do next", h.NextSteps, "→ ")
}

func (p *page) points(title string, points []string, bullet string) {
	if len(points) == 0 {
		return
	}
	p.section(title)
	for _, point := range points {
		p.markdown(hang(plain(bullet), 2), point)
	}
}

// legend counts the notes and says how they are shown.
func (p *page) legend() {
	if len(p.r.Notes) == 0 {
		p.block(indent{}, []run{plain("There are no notes on this essay.")})
		return
	}
	runs := []run{plain(count(len(p.r.Notes), "note", "notes") + ":")}
	sep := " "
	for _, k := range annotation.Kinds() {
		n := 0
		for i := range p.r.Notes {
			if p.r.Notes[i].Kind == k {
				n++
			}
		}
		if n > 0 {
			look := lookOf(k)
			runs = append(runs, plain(sep), run{text: look.symbol, style: style{attr: bold, hue: look.hue}},
				glue(" "), plain(count(n, strings.ToLower(look.word), look.plural)))
			sep = ", "
		}
	}
	if example := p.example(); example != nil {
		runs = append(runs, plain(". In the essay, "+p.brackets.open+"words "), badge(example),
			plain(p.brackets.close+" are the words that note "+strconv.Itoa(example.Number)+" speaks of"))
	}
	p.block(indent{}, append(runs, plain(".")))
}

// example is the first note on words, and not on a whole paragraph.
func (p *page) example() *report.Note {
	for s := range p.r.Segments() {
		for _, c := range s.Covers {
			if s.Block >= 0 && !whole(c, p.r.Essay.Blocks[s.Block]) {
				return &p.r.Notes[c.Note]
			}
		}
	}
	return nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
