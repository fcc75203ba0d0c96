package diag

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"gloss/internal/source"
)

// excerptWidth is how much of a source line is shown, in terminal columns.
const excerptWidth = 100

// A Printer prints findings. The zero value prints plain characters.
type Printer struct {
	// Color repeats in colour what the characters already say.
	Color bool
}

// Print writes the findings in their order, each with its source line.
func (p Printer) Print(w io.Writer, findings []Finding) error {
	for _, f := range findings {
		if _, err := io.WriteString(w, p.format(f)); err != nil {
			return err
		}
	}
	return nil
}

func (p Printer) format(f Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s", place(f.Name(), f.File, f.Span), p.severity(f.Severity), VisibleLine(f.Message))
	if f.Rule != "" {
		fmt.Fprintf(&b, " [%s]", f.Rule)
	}
	b.WriteByte('\n')
	gutter := p.excerpt(&b, f.File, f.Span)
	for _, help := range f.Help {
		for i, line := range strings.Split(help, "\n") {
			lead := "= help: "
			if i > 0 {
				lead = "        "
			}
			fmt.Fprintf(&b, "%s%s%s\n", gutter, lead, Visible(line))
		}
	}
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "%s= note: %s%s\n", gutter, noteplace(n), VisibleLine(n.Message))
		p.excerpt(&b, n.File, n.Span)
	}
	return b.String()
}

func place(name string, f *source.File, s source.Span) string {
	name = VisibleLine(name)
	if f == nil {
		return name
	}
	at := f.Position(s.Start)
	return fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column)
}

// noteplace is the place of a note and a colon; nothing where it has none.
func noteplace(n Note) string {
	if n.File == nil {
		return ""
	}
	return place(n.File.Name, n.File, n.Span) + ": "
}

func (p Printer) severity(s Severity) string {
	if !p.Color {
		return s.String()
	}
	colors := [...]ansi.Color{Advice: ansi.Blue, Warning: ansi.Yellow, Error: ansi.Red}
	return ansi.NewStyle().Bold().ForegroundColor(colors[min(s, Error)]).Styled(s.String())
}

// excerpt writes the line that the span begins on and a marker under the span,
// and returns the indentation of what follows.
func (p Printer) excerpt(b *strings.Builder, f *source.File, s source.Span) string {
	if f == nil || f.Text == "" {
		return "   "
	}
	at := f.Position(s.Start)
	line, ok := f.Line(at.Line)
	if !ok {
		return "   "
	}
	number := strconv.Itoa(at.Line)
	marked := source.Span{Start: min(max(s.Start, line.Start), line.End) - line.Start}
	marked.End = max(min(s.End, line.End)-line.Start, marked.Start)
	shown, lead, width := cut(line.Of(f.Text), wholeRunes(line.Of(f.Text), marked))
	marker := strings.Repeat("^", max(1, width))
	if p.Color {
		marker = ansi.NewStyle().Bold().ForegroundColor(ansi.Red).Styled(marker)
	}
	blank := strings.Repeat(" ", len(number)+2)
	fmt.Fprintf(b, "%s\n", strings.TrimRight(" "+number+" | "+shown, " "))
	fmt.Fprintf(b, "%s| %s%s\n", blank, strings.Repeat(" ", lead), marker)
	return blank
}

// wholeRunes is the span with the characters that it cuts made whole.
func wholeRunes(line string, s source.Span) source.Span {
	for s.Start > 0 && s.Start < len(line) && !utf8.RuneStart(line[s.Start]) {
		s.Start--
	}
	for s.End < len(line) && !utf8.RuneStart(line[s.End]) {
		s.End++
	}
	return s
}

// cut shows the part of a line that holds the marked span, at most excerptWidth
// columns of it. It returns what to print, the columns before the marker, and
// the marker's columns.
func cut(line string, marked source.Span) (shown string, lead, width int) {
	before := clusters(line[:marked.Start])
	inside := clusters(line[marked.Start:marked.End])
	after := clusters(line[marked.End:])
	width = columns(inside)
	if width > excerptWidth*3/4 {
		inside, width = take(inside, excerptWidth*3/4)
		inside, after = append(inside, "…"), nil
	}
	room := excerptWidth - width
	lead = columns(before)
	if lead+columns(after) > room {
		keep := max(room/2, room-columns(after))
		if lead > keep {
			before, lead = takeEnd(before, keep-1)
			before = append([]string{"…"}, before...)
			lead++
		}
		if rest := room - lead; columns(after) > rest {
			after, _ = take(after, rest)
			after = append(after, "…")
		}
	}
	return strings.Join(before, "") + strings.Join(inside, "") + strings.Join(after, ""), lead, width
}

// clusters are the grapheme clusters of a line as they are shown.
func clusters(s string) []string {
	var out []string
	for it := graphemes.FromString(VisibleLine(s)); it.Next(); {
		out = append(out, it.Value())
	}
	return out
}

func columns(clusters []string) int {
	n := 0
	for _, c := range clusters {
		n += displaywidth.String(c)
	}
	return n
}

// take is the longest beginning of at most limit columns, and its width.
func take(clusters []string, limit int) ([]string, int) {
	n := 0
	for i, c := range clusters {
		w := displaywidth.String(c)
		if n+w > limit {
			return append([]string(nil), clusters[:i]...), n
		}
		n += w
	}
	return append([]string(nil), clusters...), n
}

// takeEnd is the longest end of at most limit columns, and its width.
func takeEnd(clusters []string, limit int) ([]string, int) {
	n := 0
	for i, cluster := range slices.Backward(clusters) {
		w := displaywidth.String(cluster)
		if n+w > limit {
			return clusters[i+1:], n
		}
		n += w
	}
	return clusters, n
}
