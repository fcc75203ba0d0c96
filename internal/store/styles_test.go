package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// styles are files as people and other programs write them.
func styles(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("../../testdata/styles/*.yaml")
	if err != nil || len(names) < 50 {
		t.Fatalf("%d styles, %v", len(names), err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = data
	}
	return out
}

// inMemory is a state of a file that is on no disk.
func inMemory(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := (&File{Path: "marks.yaml", place: "marks.yaml", Exists: true, mode: 0o644}).becomes(data)
	if err != nil {
		t.Fatal(err)
	}
	if f.Refusal != nil {
		t.Fatal(f.Refusal)
	}
	return f
}

// trial is one change of one annotation, or of the file.
type trial struct {
	name string
	op   Op
	// may are the lines of the file, from 0, that the change is allowed to touch.
	may map[int]bool
	// check looks at what has become of the file.
	check func(*annotation.Set) error
}

// Rows Y7, Y12: whatever the file looks like, a change touches the lines that it is
// about, and taking it back gives the first bytes.
func TestChangesKeepEveryOtherLine(t *testing.T) {
	t.Parallel()
	for name, data := range styles(t) {
		t.Run(name, func(t *testing.T) {
			before := inMemory(t, data)
			for _, tr := range trials(before) {
				after, err := before.Preview(tr.op)
				if err != nil {
					t.Errorf("%s: %v", tr.name, err)
					continue
				}
				if err := tr.check(after.Set); err != nil {
					t.Errorf("%s: %v\n%s", tr.name, err, after.Data)
				}
				for _, n := range touched(lineList(data), lineList(after.Data)) {
					if !tr.may[n] {
						t.Errorf("%s: touched line %d: %q\n%s", tr.name, n+1, lineList(data)[n], after.Data)
					}
				}
				undone(t, tr.name, before, after)
			}
		})
	}
}

// undone takes a change back and makes it again.
func undone(t *testing.T, name string, before, after *File) {
	t.Helper()
	undo := reversal(before, after)
	back, err := after.Preview(Reverse(undo))
	if err != nil || back.Digest != before.Digest {
		t.Errorf("%s: undo gives %v and\n%s", name, err, back.Data)
		return
	}
	again, err := back.Preview(Reverse(reversal(after, back)))
	if err != nil || again.Digest != after.Digest {
		t.Errorf("%s: redo gives %v and\n%s", name, err, again.Data)
	}
}

func trials(f *File) []trial {
	n := len(f.Set.Annotations)
	whole := wholeLines(f, source.Span{End: len(f.text.Text)})
	root, _ := yamlfile.Parse(f.text, yamlfile.Options{})
	list := root.Find("annotations")
	inFlow := func(span source.Span) map[int]bool { // what is in brackets is on shared lines
		if root.Style == yamlfile.Flow || list != nil && list.Style == yamlfile.Flow || strings.HasPrefix(span.Of(f.text.Text), "{") {
			return wholeLines(f, span)
		}
		return nil
	}
	var addTo map[int]bool
	if list != nil {
		addTo = map[int]bool{}
		if n == 0 || inFlow(list.Span) != nil {
			addTo = wholeLines(f, list.Span)
		}
	}
	out := []trial{
		{"add", Add(text("quote", "new"), text("comment", "New: remark")), addTo, counts(n+1, "New: remark")},
		{"add lines", Add(text("quote", "new"), text("comment", "New\n\n- remark\n")), addTo, counts(n+1, "New\n\n- remark\n")},
		{"overall", SetKey("overall", yamlfile.Text("All\nin all\n")), keyLines(f, root, "overall"), func(s *annotation.Set) error {
			return want("overall", "All\nin all\n", s.Overall.Value)
		}},
	}
	for i, a := range f.Set.Annotations {
		id, node := a.ID.Value, items(list)[i]
		is := func(what, value string, get func(*annotation.Annotation) string) func(*annotation.Set) error {
			return func(s *annotation.Set) error {
				if len(s.Annotations) != n || s.Annotations[i].ID.Value != id {
					return fmt.Errorf("%d annotations, this one is %s", len(s.Annotations), s.Annotations[i].ID.Value)
				}
				return want(what, value, get(s.Annotations[i]))
			}
		}
		comment := func(a *annotation.Annotation) string { return strings.TrimSuffix(a.Comment.Value, "\n") }
		lines := inFlow(node.Span)
		lines = merge(lines, wholeLines(f, source.Span{Start: node.Span.Start, End: node.Span.Start})) // an id goes behind the dash
		value := merge(lines, keyLines(f, node, "comment"))
		only := wholeLines(f, node.Span)
		for j, other := range f.Set.Annotations { // what would lose its id gets it written
			if !other.ID.Set && other.Selector.IsEmpty() && a.Selector.IsEmpty() {
				start := items(list)[j].Span.Start
				only = merge(only, wholeLines(f, source.Span{Start: start, End: start}))
			}
		}
		for n := range lines { // a comma, or a bracket like the next one's
			only[n-1], only[n+1] = true, true
		}
		if n == 1 {
			only = merge(whole, nil)
		}
		out = append(out,
			trial{"edit " + id, Edit(id, text("comment", "edited # so")), value, is("comment", "edited # so", comment)},
			trial{"edit lines " + id, Edit(id, text("comment", "a\n\n  b\nc: d")), value, is("comment", "a\n\n  b\nc: d", comment)},
			trial{"new key " + id, Edit(id, text("next", "Read: on")), merge(lines, keyLines(f, node, "next")), is("next", "Read: on", func(a *annotation.Annotation) string { return a.Next.Value })},
			trial{"reply " + id, Reply(id, text("by", "Ann"), text("comment", "Why?")), merge(lines, emptyReplies(f, node)), is("reply", "Why?", func(a *annotation.Annotation) string { return a.Replies[len(a.Replies)-1].Comment.Value })},
			trial{"take away " + id, Unset(id, "comment"), merge(value, firstLine(f, node)), is("comment", "", comment)},
			trial{"remove " + id, Remove(id), withBlanks(f, only), func(s *annotation.Set) error {
				if len(s.Annotations) != n-1 || slices.ContainsFunc(s.Annotations, func(a *annotation.Annotation) bool { return a.ID.Value == id }) {
					return fmt.Errorf("%d annotations", len(s.Annotations))
				}
				return nil
			}},
		)
	}
	return out
}

func want(what, want, got string) error {
	if want != got {
		return fmt.Errorf("%s is %q, want %q", what, got, want)
	}
	return nil
}

func counts(n int, comment string) func(*annotation.Set) error {
	return func(s *annotation.Set) error {
		if len(s.Annotations) != n {
			return fmt.Errorf("%d annotations, want %d", len(s.Annotations), n)
		}
		return want("comment", comment, s.Annotations[n-1].Comment.Value)
	}
}

func items(list *yamlfile.Node) []*yamlfile.Node {
	return slices.DeleteFunc(slices.Clone(list.Items), func(n *yamlfile.Node) bool { return n.Kind == yamlfile.Absent })
}

// wholeLines are the numbers of the lines that a span lies on.
func wholeLines(f *File, s source.Span) map[int]bool {
	out := map[int]bool{}
	for n := f.text.Position(s.Start).Line; n <= f.text.Position(max(s.Start, s.End)).Line; n++ {
		out[n-1] = true
	}
	return out
}

func keyLines(f *File, n *yamlfile.Node, key string) map[int]bool {
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return wholeLines(f, p.Span())
		}
	}
	if n.Style == yamlfile.Flow {
		return wholeLines(f, n.Span)
	}
	return nil
}

func emptyReplies(f *File, n *yamlfile.Node) map[int]bool {
	if r := n.Find("replies"); r != nil && len(r.Items) == 0 {
		return keyLines(f, n, "replies")
	}
	return nil
}

func firstLine(f *File, n *yamlfile.Node) map[int]bool {
	second := n.Span
	if len(n.Pairs) > 1 {
		second.End = n.Pairs[1].Key.Span.Start // it may move behind the dash
	}
	if n.Pairs[0].Key.Value != "comment" {
		return nil
	}
	return wholeLines(f, second)
}

func merge(a, b map[int]bool) map[int]bool {
	out := map[int]bool{}
	for _, m := range []map[int]bool{a, b} {
		for n := range m {
			out[n] = true
		}
	}
	return out
}

// withBlanks are lines and the blank ones around them.
func withBlanks(f *File, lines map[int]bool) map[int]bool {
	all := lineList(f.Data)
	out := merge(lines, nil)
	for n := range lines {
		for i := n - 1; i >= 0 && (lines[i] || strings.TrimSpace(all[i]) == "" || strings.TrimSpace(all[i]) == "-"); i-- {
			out[i] = true
		}
		for i := n + 1; i < len(all) && (lines[i] || strings.TrimSpace(all[i]) == "" || strings.TrimSpace(all[i]) == "-"); i++ {
			out[i] = true
		}
	}
	return out
}

// lineList are the lines of a file with their ends, the end of a last line
// without one left out of account.
func lineList(data []byte) []string {
	var out []string
	text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\u2028")
	for _, l := range strings.SplitAfter(strings.NewReplacer("\n", "\n\x00", "\r", "\r\x00", "\u2028", "\u2028\x00").Replace(text), "\x00") {
		if l = strings.TrimSuffix(l, "\x00"); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// touched are the lines of a that are not in b, by a longest common subsequence.
// A last line is the same with an end and without.
func touched(a, b []string) []int {
	bare := func(s string) string { return strings.TrimRight(s, "\r\n\u2028") }
	same := func(i, j int) bool {
		open := bare(a[i]) == a[i] || bare(b[j]) == b[j] // only a last line can be
		return a[i] == b[j] || open && bare(a[i]) == bare(b[j])
	}
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := range slices.Backward(a) {
		for j := range slices.Backward(b) {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = max(length[i][j], 1+length[i+1][j+1])
			}
		}
	}
	var out []int
	for i, j := 0, 0; i < len(a); {
		switch {
		case j < len(b) && same(i, j) && length[i][j] == 1+length[i+1][j+1]:
			i, j = i+1, j+1
		case j < len(b) && length[i][j+1] >= length[i+1][j]:
			j++
		default:
			out = append(out, i)
			i++
		}
	}
	return out
}
