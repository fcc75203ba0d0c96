package store

import (
	"strings"
	"testing"

	"gloss/internal/source"
)

// Fuzz target F2: whatever a file looks like, a change that is made touches the
// lines that it is about, says what it should, and is taken back to the byte.
func FuzzChange(f *testing.F) {
	for _, data := range styles(f) {
		f.Add(string(data), "A remark: so\n\n- long\n")
	}
	for _, s := range []string{"", "a\n\n", " a\n b", "- a\n# b\n", "a\u0085b\x00", "NO", "a: b"} {
		f.Add("annotations:\n- quote: one\n  comment: |+\n    x\n\n# c\n- {quote: two}\n", s)
	}
	f.Fuzz(func(t *testing.T, data, remark string) {
		if len(data) > 4096 || len(remark) > 4096 {
			return
		}
		decoded, err := source.Input{Name: "fuzz.yaml", Data: []byte(data)}.Decode("")
		if err != nil {
			return
		}
		before := &File{Path: "fuzz.yaml", place: "fuzz.yaml", Exists: true, mode: 0o644, Data: []byte(data), Digest: Digest([]byte(data))}
		before.load(decoded)
		if before.Refusal != nil {
			return
		}
		for _, tr := range trials(before) {
			after, err := before.Preview(tr.op)
			if err != nil {
				continue // refused, and nothing is written
			}
			if err := tr.check(after.Set); err != nil {
				t.Fatalf("%s: %v\n%q", tr.name, err, after.Data)
			}
			undone(t, tr.name, before, after)
		}
		after, err := before.Preview(Add(text("quote", "q"), text("comment", remark)))
		if err != nil {
			return
		}
		last := after.Set.Annotations[len(after.Set.Annotations)-1]
		if last.Comment.Value != remark {
			t.Fatalf("the remark became %q\n%q", last.Comment.Value, after.Data)
		}
		for _, line := range strings.SplitAfter(data, "\n") {
			if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "#") && !strings.Contains(string(after.Data), trimmed) {
				t.Fatalf("the comment %q is gone\n%q", trimmed, after.Data)
			}
		}
		undone(t, "add", before, after)
	})
}
