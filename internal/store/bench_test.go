package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/internal/yamlfile"
)

// marked is a file with n annotations as a marker leaves them behind.
func marked(n int) string {
	var b strings.Builder
	b.WriteString("version: 1\nessay: ../essays/history.md\nstudent: Candidate 0417\noverall: |\n  A clear line of argument.\n\nannotations:\n")
	for i := range n {
		fmt.Fprintf(&b, `  - id: remark-%d
    quote: the words of the essay that number %d is about
    prefix: "that stand before "
    suffix: " and behind it"
    kind: correction
    category: fact
    comment: |
      What you noticed, why it matters, and what to do about it: a remark of
      the length that remarks have.
    sources:
      - {title: The Years of Hunger, author: R. W. Davies and S. G. Wheatcroft, year: 2004}
    marks: -0.5
`, i, i)
	}
	return b.String()
}

// BenchmarkSave is what a change of a file costs but for the disk, and, in the
// case "disk", with it. The page promises 50 ms with 500 annotations for 99 of 100
// saves.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{10, 100, 500, 2000} {
		data := marked(n)
		ops := map[string]Op{
			"add":    Add(text("quote", "new"), text("comment", "A new remark.\n")),
			"edit":   Edit(fmt.Sprintf("remark-%d", n/2), text("comment", "Another remark.\n")),
			"remove": Remove(fmt.Sprintf("remark-%d", n/2)),
		}
		for name, op := range ops {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				f := inMemory(b, []byte(data))
				for b.Loop() {
					if _, err := f.Preview(op); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(fmt.Sprintf("disk/%d", n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "marks.yaml")
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				b.Fatal(err)
			}
			at, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				c, err := at.Apply(b.Context(), SetKey("task", yamlfile.Text(fmt.Sprint("task ", i))))
				if err != nil {
					b.Fatal(err)
				}
				at, took = c.File, append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// BenchmarkManyEdits must grow with the number of edits, and not with its square.
func BenchmarkManyEdits(b *testing.B) {
	for _, n := range []int{100, 200, 400} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := inMemory(b, []byte(marked(n)))
			var ops []Op
			for _, a := range f.Set.Annotations {
				ops = append(ops, Edit(a.ID.Value, text("next", "Read on."), text("prefix", "other words ")))
			}
			for b.Loop() {
				if _, err := f.Preview(ops...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
