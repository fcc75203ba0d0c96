package terminal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// The cells of a table stand in columns as long as these leave half of the line to
// the last, which wraps in its own; no cell is lost, not even an empty one.
func TestTable(t *testing.T) {
	const rows = "Year\tCoal\tWhere this was found\n1928\t35.5\tOfficial, and disputed by all\n戦\t\t\n1932\t64\n1933"
	e := &essay.Essay{Path: "e.md", Format: "markdown", Text: rows}
	at := 0
	for row := range strings.SplitSeq(rows, "\n") {
		e.Blocks = append(e.Blocks, essay.Block{Kind: essay.Row, Span: source.Span{Start: at, End: at + len(row)}})
		at += len(row) + 1
	}
	for width, want := range map[int]string{
		60: `Year │ Coal │ Where this was found
1928 │ 35.5 │ Official, and disputed by all
戦   │      │
1932 │ 64   │
1933 │      │
`,
		30: `Year │ Coal │ Where this was
     │      │ found
1928 │ 35.5 │ Official, and
     │      │ disputed by all
戦   │      │
1932 │ 64   │
1933 │      │
`,
		24: `Year │ Coal │ Where this
was found
1928 │ 35.5 │ Official,
and disputed by all
戦 │  │
1932 │ 64
1933
`,
	} {
		_, got, _ := strings.Cut(render(t, &report.Report{Essay: e}, Options{Width: width}), "note")
		_, got, _ = strings.Cut(got, "\n\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d columns (-want +got)\n%s", width, diff)
		}
	}
}
