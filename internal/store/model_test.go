package store

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/yamlfile"
)

// scribe writes annotation files in all the ways that YAML allows.
type scribe struct {
	t        *rapid.T
	eol      string
	list     int // indentation of the dashes
	gap      int // spaces after a dash
	comments int // written so far
}

func (s *scribe) odds(percent int, label string) bool {
	return rapid.IntRange(1, 100).Draw(s.t, label) <= percent
}

func (s *scribe) pick(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(s.t, label)
}

// note is perhaps a comment behind a value.
func (s *scribe) note() string {
	if !s.odds(15, "note") {
		return ""
	}
	s.comments++
	return fmt.Sprintf("%s# note %d", strings.Repeat(" ", rapid.IntRange(1, 3).Draw(s.t, "gap")), s.comments)
}

// between is what may stand between two lines.
func (s *scribe) between(columns int) string {
	var b strings.Builder
	for s.odds(15, "between") {
		s.comments++
		b.WriteString(s.pick("line", s.eol, s.eol, fmt.Sprintf("%s# note %d%s", strings.Repeat(" ", columns), s.comments, s.eol),
			fmt.Sprintf("# note %d%s", s.comments, s.eol)))
	}
	return b.String()
}

// value is a value behind a key in a column, with its line end.
func (s *scribe) value(columns int) string {
	words := s.pick("words", "one", "two words", "a comma, too", "naïve – “so”", "the end.")
	deep := strings.Repeat(" ", columns+rapid.IntRange(1, 4).Draw(s.t, "deep"))
	lines := words + s.eol + deep + s.pick("more", "and more", "# no note", "- so", "last")
	switch s.pick("style", "plain", "plain", "single", "double", "literal", "folded", "strip", "keep", "below", "long") {
	case "single":
		return " '" + words + " it''s'" + s.note() + s.eol
	case "double":
		return ` "` + words + ` \"x\" \n"` + s.note() + s.eol
	case "literal":
		return " |" + s.note() + s.eol + deep + lines + s.eol
	case "folded":
		return " >" + s.note() + s.eol + deep + lines + s.eol + s.eol + deep + "x" + s.eol
	case "strip":
		return " |-" + s.eol + deep + lines + s.eol + s.pick("blank", "", s.eol)
	case "keep":
		return " |+" + s.note() + s.eol + deep + lines + s.eol + s.pick("blank", "", s.eol, s.eol+s.eol)
	case "below":
		return s.eol + deep + words + s.note() + s.eol // a note behind the key would be taken for the text's beginning
	case "long":
		return " " + words + s.eol + deep + "goes on" + s.note() + s.eol
	}
	return s.pick("spaces", " ", "  ") + words + s.note() + s.eol
}

func (s *scribe) item(n int) string {
	columns := s.list + 1 + s.gap
	if s.odds(20, "flow") {
		return fmt.Sprintf("%s-%s{quote: q%d, comment: %s}%s%s", strings.Repeat(" ", s.list), strings.Repeat(" ", s.gap), n,
			s.pick("flow text", "one", `"a, b"`, "'c'"), s.note(), s.eol)
	}
	keys := rapid.Permutation([]string{"quote", "comment", "next", "tags", "replies", "id"}).Draw(s.t, "keys")
	var b strings.Builder
	for _, key := range keys[:rapid.IntRange(2, len(keys)).Draw(s.t, "count")] {
		if b.Len() > 0 {
			b.WriteString(s.between(columns) + strings.Repeat(" ", columns))
		}
		b.WriteString(key + ":")
		switch key {
		case "id":
			fmt.Fprintf(&b, " given-%d%s%s", n, s.note(), s.eol)
		case "quote":
			fmt.Fprintf(&b, " quote %d%s%s", n, s.note(), s.eol)
		case "tags":
			b.WriteString(s.pick("tags", " [a, b]"+s.note()+s.eol, s.eol+strings.Repeat(" ", columns)+"- a"+s.eol, " []"+s.eol, s.eol))
		case "replies":
			b.WriteString(s.pick("replies", s.eol+strings.Repeat(" ", columns+2)+"- by: B"+s.eol+strings.Repeat(" ", columns+4)+"comment:", " [{by: C, comment: d}]"+s.eol, " []"+s.eol))
			if strings.HasSuffix(b.String(), "comment:") {
				b.WriteString(s.value(columns + 4))
			}
		default:
			b.WriteString(s.value(columns))
		}
	}
	return strings.Repeat(" ", s.list) + "-" + strings.Repeat(" ", s.gap) + b.String()
}

func (s *scribe) file() string {
	s.eol = s.pick("line end", "\n", "\n", "\r\n")
	s.list, s.gap = rapid.IntRange(0, 4).Draw(s.t, "indent"), rapid.IntRange(1, 3).Draw(s.t, "gap")
	var b strings.Builder
	b.WriteString(s.between(0))
	if s.odds(30, "head") {
		b.WriteString("student:" + s.value(0) + s.between(0))
	}
	switch n := rapid.IntRange(0, 4).Draw(s.t, "items"); n {
	case 0:
		b.WriteString(s.pick("empty", "annotations: []", "annotations:", "annotations: []  # none") + s.eol)
	default:
		b.WriteString("annotations:" + s.note() + s.eol)
		for i := range n {
			b.WriteString(s.between(s.list) + s.item(i))
		}
	}
	if s.odds(40, "tail") {
		b.WriteString(s.between(0) + "overall:" + s.value(0))
	}
	b.WriteString(s.between(0))
	out := b.String()
	if s.odds(20, "open") {
		out = strings.TrimSuffix(out, s.eol)
	}
	return out
}

// what an annotation says, for the model.
type said struct {
	ID, Quote, Comment, Next string
	Tags, Replies            []string
}

func says(s *annotation.Set) (overall string, out []said) {
	for _, a := range s.Annotations {
		x := said{ID: a.ID.Value, Quote: a.Selector.Quote.Value, Comment: a.Comment.Value, Next: a.Next.Value}
		for _, tag := range a.Tags {
			x.Tags = append(x.Tags, tag.Value)
		}
		for _, r := range a.Replies {
			x.Replies = append(x.Replies, r.By.Value+": "+strings.TrimSuffix(r.Comment.Value, "\n"))
		}
		out = append(out, x)
	}
	return s.Overall.Value, out
}

// model is what a file must say after some changes.
type model struct {
	overall string
	list    []said
}

// step draws a change and makes it in the model.
func (m *model) step(t *rapid.T, at *File) Op {
	remark := rapid.SampledFrom(append(naughty(), "A remark.", "A remark\nof two lines.\n")).Draw(t, "remark")
	kinds := []string{"add", "overall"}
	if len(m.list) > 0 {
		kinds = append(kinds, "comment", "next", "tags", "unset", "remove", "reply")
	}
	i := 0
	if len(m.list) > 1 {
		i = rapid.IntRange(0, len(m.list)-1).Draw(t, "which")
	}
	bare := strings.TrimSuffix(remark, "\n")
	switch rapid.SampledFrom(kinds).Draw(t, "op") {
	case "add":
		m.list = append(m.list, said{Quote: bare, Comment: remark})
		return Add(text("quote", remark), text("comment", remark))
	case "overall":
		m.overall = remark
		return SetKey("overall", yamlfile.Text(remark))
	case "comment":
		m.list[i].Comment = remark
		return Edit(m.list[i].ID, text("comment", remark))
	case "next":
		m.list[i].Next = bare
		return Edit(m.list[i].ID, text("next", remark))
	case "tags":
		tags := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "NO", "c, d"}), 1, 3).Draw(t, "tags")
		var content []yamlfile.Content
		for _, tag := range tags {
			content = append(content, yamlfile.Text(tag))
		}
		m.list[i].Tags = tags
		return Edit(m.list[i].ID, yamlfile.Entry{Key: "tags", Value: yamlfile.ListOf(content...)})
	case "unset":
		m.list[i].Comment, m.list[i].Next = "", ""
		return Unset(m.list[i].ID, "comment", "next")
	case "reply":
		m.list[i].Replies = append(slices.Clone(m.list[i].Replies), "Ann: "+bare)
		return Reply(m.list[i].ID, text("by", "Ann"), text("comment", remark))
	}
	id := m.list[i].ID
	m.list = slices.Delete(slices.Clone(m.list), i, i+1)
	return Remove(id)
}

// Row F13: any list of changes does to the file what it does to a model, leaves
// every comment, and is undone step by step, to the byte, and done again.
func TestAnyChangesOfAnyFile(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := &scribe{t: t}
		data := []byte(s.file())
		first := &File{Path: "marks.yaml", place: "marks.yaml", Exists: true, mode: 0o644}
		at, err := first.becomes(data)
		if err != nil {
			t.Fatal(err)
		}
		if at.Refusal != nil {
			t.Fatalf("%v\n%s", at.Refusal, data)
		}
		m := model{}
		m.overall, m.list = says(at.Set)
		states := []*File{at}
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			op := m.step(t, at)
			next, err := at.Preview(op)
			if err != nil {
				t.Fatalf("%#v: %v\n%s", op, err, at.Data)
			}
			overall, list := says(next.Set)
			m.settle(overall, list)
			if diff := cmp.Diff(m, model{overall, list}, cmp.AllowUnexported(model{}), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("%#v (-want +got):\n%s\n%s\n-----\n%s", op, diff, at.Data, next.Data)
			}
			if n := diag.Count(next.Findings, diag.Error); n > 0 {
				t.Fatalf("%#v leads to %d errors\n%s", op, n, next.Data)
			}
			if lost := lostNotes(at, next); lost != "" && !takesAway(op) {
				t.Fatalf("%#v loses %q\n%s\n-----\n%s", op, lost, at.Data, next.Data)
			}
			at = next
			states = append(states, at)
		}
		for i := len(states) - 1; i > 0; i-- {
			back, err := states[i].Preview(Reverse(reversal(states[i-1], states[i])))
			if err != nil || back.Digest != states[i-1].Digest {
				t.Fatalf("undo: %v\n%s\n-----\n%s", err, states[i].Data, back.Data)
			}
		}
	})
}

// takesAway reports whether a comment can go with what a change takes away.
func takesAway(op Op) bool {
	switch op.(type) {
	case remove, unset:
		return true
	}
	return false
}

// lostNotes is a comment that is no longer in the file.
func lostNotes(before, after *File) string {
	for _, note := range regexp.MustCompile(`# note [0-9]+`).FindAllString(string(before.Data), -1) {
		if !regexp.MustCompile(note + `\b`).Match(after.Data) {
			return note
		}
	}
	return ""
}

// settle takes over what the model leaves open: new ids, and the final line end of
// a comment that stays below its bar.
func (m *model) settle(overall string, list []said) {
	if overall == m.overall+"\n" {
		m.overall = overall
	}
	if len(list) != len(m.list) {
		return
	}
	for i := range m.list {
		if m.list[i].ID == "" {
			m.list[i].ID = list[i].ID
		}
		if list[i].Comment == m.list[i].Comment+"\n" { // also where something now stands below the end of the file
			m.list[i].Comment = list[i].Comment
		}
	}
}
