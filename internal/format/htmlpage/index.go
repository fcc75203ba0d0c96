package htmlpage

import (
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// State says what became of one essay.
type State string

// The states.
const (
	Marked   State = "marked"
	Unmarked State = "unmarked" // there are no annotations for it
	Failed   State = "failed"
)

// Index is a page that leads to the reports of many essays.
type Index struct {
	Title string
	Rows  []IndexRow
}

// IndexRow is one essay.
type IndexRow struct {
	Essay   string // as the user named it
	Student string
	Href    string // of the report, relative to the index, with slashes; "" where there is none
	Notes   int
	// Major and Unplaced are how many of the notes are major, and how many have
	// no certain place in the text.
	Major, Unplaced int
	Marks           string // "23 / 40"; "" where there are none
	State           State
	Problem         string // why it failed
}

// indexPage is the view of an index.
type indexPage struct {
	Policy, Live, Title string
	Heading             []run
	Rows                []indexLine
	Summary             []string
	Students, Marks     bool // whether there are any
	Notes, Major, Lost  int  // of all reports
}

type indexLine struct {
	Essay, Student, Marks, Problem []run
	Href, State                    string
	Notes, Major, Unplaced         int
	Marked                         bool
}

// WriteIndex writes a page that leads to the reports of many essays.
func WriteIndex(w io.Writer, ix Index) error {
	a, err := assets()
	if err != nil {
		return err
	}
	style := a.style + a.indexStyle
	p := newIndexPage(ix)
	p.Policy = policy(style, "", "")
	return a.write(w, parts{view: p, name: "index", style: style})
}

func newIndexPage(ix Index) indexPage {
	p := indexPage{Title: visible(ix.Title), Heading: runs(ix.Title)}
	if ix.Title == "" {
		p.Title, p.Heading = "Reports", nil
	}
	states := map[State]int{}
	for _, r := range ix.Rows {
		states[r.State]++
		p.Notes, p.Major, p.Lost = p.Notes+r.Notes, p.Major+r.Major, p.Lost+r.Unplaced
		p.Students, p.Marks = p.Students || r.Student != "", p.Marks || r.Marks != ""
		p.Rows = append(p.Rows, indexLine{
			Essay: runs(r.Essay), Student: runs(r.Student), Problem: runs(r.Problem),
			Marks: runs(strings.ReplaceAll(r.Marks, "-", "\u2212")), Href: relative(r.Href), State: string(r.State),
			Notes: r.Notes, Major: r.Major, Unplaced: r.Unplaced, Marked: r.State == Marked,
		})
	}
	for _, s := range []State{Marked, Unmarked, Failed} {
		if n := states[s]; n > 0 {
			p.Summary = append(p.Summary, strconv.Itoa(n)+" "+string(s))
		}
	}
	return p
}

// relative is a path below the index as an address; "" where it is none.
func relative(href string) string {
	clean := path.Clean(href)
	if href == "" || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") {
		return ""
	}
	parts := strings.Split(clean, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return "./" + strings.Join(parts, "/")
}
